/** The live picture with the shapes over it: chosen, moved and drawn there. */

import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraStatus } from '#cluster/protocol.ts';
import type { Point } from '#domain/event.ts';
import type { Camera } from '../../api/contract.ts';
import { stateOf, streamOf } from '../../components/camera-state.ts';
import { containIn } from '../../components/frame.ts';
import { LiveView } from '../../components/live-view.tsx';
import { PictureNote } from '../../components/picture-note.tsx';
import type { LiveState } from '../../players/live-session.ts';
import classes from './canvas.module.css';
import { type Draft, type Shape, shapeKinds } from './draft.ts';
import { DrawLayer } from './draw-layer.tsx';
import type { Drawing } from './drawing.ts';
import { insertAfter, midpoint, moveBy, withPoint } from './geometry.ts';
import { Handles } from './handles.tsx';
import { stepOf } from './keys.ts';
import { ShapeView } from './shape-view.tsx';

interface Props {
  readonly camera: Camera;
  readonly status: CameraStatus | undefined;
  readonly draft: Draft;
  readonly brokenIds: ReadonlySet<string>;
  readonly selectedId: string | null;
  readonly drawing: Drawing | null;
  readonly onSelect: (id: string | null) => void;
  readonly onPoints: (id: string, points: readonly Point[], gesture: string | null) => void;
  readonly onRemove: (id: string) => void;
  readonly onDrawing: (drawing: Drawing | null) => void;
  readonly onFinish: (points: readonly Point[]) => void;
}

interface Drag {
  readonly shapeId: string;
  readonly gesture: string;
  readonly from: Point;
  readonly move: (dx: number, dy: number) => readonly Point[];
}

export function Canvas(props: Props) {
  const { t } = useTranslation();
  const { camera, status, draft, selectedId, drawing, onPoints } = props;
  const { ref: box, width, height } = useElementSize();
  const svg = useRef<SVGSVGElement>(null);
  const [live, setLive] = useState<LiveState | null>(null);
  const frame = containIn(width, height, aspectOf(status, live));
  const drag = useRef<Drag | null>(null);
  const gestures = useRef(0);
  const selected = draft.shapes.find(({ id }) => id === selectedId);

  const toShare = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const rect = svg.current?.getBoundingClientRect();
    if (rect === undefined) return [0, 0];
    return [(clientX - rect.left) / rect.width, (clientY - rect.top) / rect.height];
  };
  const grab = (event: PointerEvent, shape: Shape, move: Drag['move']) => {
    if (event.button !== 0 || drawing !== null) return;
    event.stopPropagation();
    svg.current?.setPointerCapture(event.pointerId);
    gestures.current += 1;
    drag.current = { shapeId: shape.id, gesture: `drag ${gestures.current}`, from: toShare(event), move };
    props.onSelect(shape.id);
  };
  const onMove = (event: PointerEvent) => {
    if (drag.current === null) return;
    const { shapeId, gesture, from, move } = drag.current;
    const [x, y] = toShare(event);
    onPoints(shapeId, move(x - from[0], y - from[1]), gesture);
  };
  const letGo = () => {
    drag.current = null;
  };
  /** The whole shape, when the picture itself has the focus. */
  const onKey = (event: KeyboardEvent) => {
    if (selected === undefined) return;
    const step = stepOf(event);
    if (step !== null)
      onPoints(selected.id, moveBy(selected.points, step[0], step[1]), `nudge ${selected.id}`);
    else if (event.key === 'Delete' || event.key === 'Backspace') props.onRemove(selected.id);
    else if (event.key === 'Escape') props.onSelect(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const grabPoint = (event: PointerEvent, shape: Shape, points: readonly Point[], index: number) => {
    const [x, y] = points[index] ?? [0, 0];
    grab(event, shape, (dx, dy) => withPoint(points, index, [x + dx, y + dy]));
  };

  return (
    <div className={classes.canvas}>
      <div className={classes.picture} ref={box}>
        <LiveView
          cameraId={camera.id}
          stream="main"
          way="mse"
          widthPx={1280}
          cameraUp={stateOf(status).kind !== 'failed'}
          muted
          label={t('wall.picture', { name: camera.name })}
          onState={setLive}
        />
        <PictureNote state={stateOf(status)} live={live} />
        {width > 0 && (
          <svg
            ref={svg}
            className={classes.overlay}
            style={frame}
            role="application"
            aria-label={t('analytics.canvas')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys for the chosen shape
            tabIndex={0}
            onPointerDown={() => drawing === null && props.onSelect(null)}
            onPointerMove={onMove}
            onPointerUp={letGo}
            onPointerCancel={letGo}
            onKeyDown={onKey}
          >
            <Hatch />
            {inDrawingOrder(draft, selectedId).map((shape) => (
              <ShapeView
                key={shape.id}
                shape={shape}
                frame={frame}
                selected={shape.id === selectedId}
                active={isActive(draft, shape)}
                broken={props.brokenIds.has(shape.id)}
                occupancy={
                  shape.kind === 'zone' || shape.kind === 'queue'
                    ? status?.analysis?.occupancy[shape.name]
                    : undefined
                }
                onGrab={(event) => grab(event, shape, (dx, dy) => moveBy(shape.points, dx, dy))}
              />
            ))}
            {selected !== undefined && drawing === null && (
              <Handles
                shape={selected}
                frame={frame}
                onGrabPoint={(event, index) => grabPoint(event, selected, selected.points, index)}
                onGrabMiddle={(event, index) => {
                  const [a, b] = [
                    selected.points[index],
                    selected.points[(index + 1) % selected.points.length],
                  ];
                  if (a === undefined || b === undefined) return;
                  grabPoint(event, selected, insertAfter(selected.points, index, midpoint(a, b)), index + 1);
                }}
                onPoints={(points, gesture) => onPoints(selected.id, points, gesture)}
                onRemove={() => props.onRemove(selected.id)}
              />
            )}
            {drawing !== null && (
              <DrawLayer
                drawing={drawing}
                frame={frame}
                toShare={toShare}
                onDrawing={(next) => {
                  if (next === null) svg.current?.focus();
                  props.onDrawing(next);
                }}
                onFinish={(points) => {
                  // Tab leads on to the points of the new shape.
                  svg.current?.focus();
                  props.onFinish(points);
                }}
              />
            )}
          </svg>
        )}
      </div>
    </div>
  );
}

/** What the browser decodes says it best; before, what the server knows of the stream. */
function aspectOf(status: CameraStatus | undefined, live: LiveState | null): number {
  const size = live?.size ?? streamOf(status, 'main')?.video;
  return size === undefined || size.width === 0 || size.height === 0 ? 16 / 9 : size.width / size.height;
}

/** The chosen one on top, so that it can be grabbed. */
function inDrawingOrder({ shapes }: Draft, selectedId: string | null): readonly Shape[] {
  return shapes.toSorted((a, b) => Number(a.id === selectedId) - Number(b.id === selectedId));
}

/** Masks hold for all parts, also while motion itself is off. */
function isActive({ enabled }: Draft, { kind }: Shape): boolean {
  return kind === 'mask' || enabled[shapeKinds[kind].part];
}

/** What a mask is filled with. */
function Hatch() {
  return (
    <defs>
      <pattern
        id="mask-hatch"
        width="9"
        height="9"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="9" height="9" fill="rgb(8 10 13 / 62%)" />
        <line x1="0" y1="0" x2="0" y2="9" stroke="rgb(215 221 229 / 34%)" strokeWidth="3" />
      </pattern>
    </defs>
  );
}
