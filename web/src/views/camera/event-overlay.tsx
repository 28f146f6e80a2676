/** Over the picture: the box of the event that was chosen, while its moment is shown; the heat map. */
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeatMap, LoggedEvent } from '../../api/contract.ts';
import { boxStyle } from '../../components/box-style.ts';
import { titleOf } from '../../components/event-text.ts';
import { containIn } from '../../components/frame.ts';
import classes from './camera.module.css';
import { heatColours } from './heat-colours.ts';

/** As large as the picture that is shown whole inside the parent. */
export function PictureFrame({ aspect, children }: { aspect: number; children: ReactNode }) {
  const { ref, width, height } = useElementSize();
  return (
    <div ref={ref} className={classes.over}>
      {width > 0 && (
        <div className={classes.frame} style={containIn(width, height, aspect)}>
          {children}
        </div>
      )}
    </div>
  );
}

/** Things move on: the box is right about the begin, and soon it is not. */
const beforeMs = 700;
const afterMs = 2_500;

export function isAtEvent({ begin }: LoggedEvent, ms: number): boolean {
  return ms >= begin - beforeMs && ms <= begin + afterMs;
}

export function EventBox({ event }: { event: LoggedEvent }) {
  const { t } = useTranslation();
  if (event.bbox === null) return null;
  return (
    <div className={classes.box} style={boxStyle(event.bbox)} data-testid="event-box">
      <span data-below={(event.bbox[1] ?? 0) < 0.08 || undefined}>{titleOf(event, t)}</span>
    </div>
  );
}

export function HeatOverlay({ map }: { map: HeatMap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { columns, rows, counts } = map;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined || columns === 0 || rows === 0) return;
    const image = context.createImageData(columns, rows);
    image.data.set(heatColours(counts));
    context.putImageData(image, 0, 0);
  }, [columns, rows, counts]);
  if (columns === 0 || rows === 0) return null;
  return (
    <canvas ref={canvas} className={classes.heat} width={columns} height={rows} data-testid="heat-map" />
  );
}
