/** The picture of one camera: live, or a moment of the archive. */
import { Button, Group } from '@mantine/core';
import {
  type ReactNode,
  type Ref,
  type RefObject,
  useCallback,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraStatus } from '#cluster/protocol.ts';
import type { Gap, RecordedSpan } from '#domain/recording.ts';
import type { Camera } from '../../api/contract.ts';
import { stateOf, streamOf } from '../../components/camera-state.ts';
import { LiveView } from '../../components/live-view.tsx';
import { PictureNote } from '../../components/picture-note.tsx';
import { WayMenu } from '../../components/way-menu.tsx';
import type { LiveSession, LiveState } from '../../players/live-session.ts';
import type { LiveWay } from '../../players/player.ts';
import { momentAt, nextRecorded, previousRecorded } from '../../timeline/recorded.ts';
import { ArchiveNote } from './archive-note.tsx';
import { type ArchiveHandle, ArchiveView } from './archive-view.tsx';
import classes from './camera.module.css';
import { PictureFrame } from './event-overlay.tsx';
import { LiveEvents } from './live-events.tsx';

export interface StageHandle {
  readonly video: HTMLVideoElement | HTMLImageElement | null;
  /** Server UTC of the live picture on the screen; null when it is not known. */
  liveUtcMs(): number | null;
  seek(ms: number): void;
  step(direction: 1 | -1, fps: number): void;
}

interface Props {
  readonly ref: Ref<StageHandle>;
  readonly camera: Camera;
  readonly status: CameraStatus | undefined;
  /** Null: live. */
  readonly atMs: number | null;
  readonly playing: boolean;
  readonly rate: number;
  readonly muted: boolean;
  readonly spans: readonly RecordedSpan[];
  readonly gaps: readonly Gap[];
  readonly nowMs: number;
  readonly onTime: (ms: number) => void;
  readonly onPlaying: (playing: boolean) => void;
  readonly onSkipped: (fromMs: number, toMs: number) => void;
  readonly onLive: () => void;
  readonly onJump: (direction: 1 | -1) => void;
  /** Drawn over the picture, in the picture's own frame. */
  readonly overlay: ReactNode;
  /** Tells in the live picture what was just seen. */
  readonly showSeen: boolean;
}

export function Stage(props: Props) {
  const { ref, atMs } = props;
  const box = useRef<HTMLDivElement>(null);
  const archive = useRef<ArchiveHandle>(null);
  const session = useRef<LiveSession | null>(null);
  useImperativeHandle(ref, () => ({
    get video() {
      const shown = box.current?.querySelectorAll<HTMLVideoElement | HTMLImageElement>('video, img') ?? [];
      return [...shown].find((element) => !element.hidden) ?? null;
    },
    liveUtcMs: () => session.current?.pictureUtcMs() ?? null,
    seek: (ms) => archive.current?.seek(ms),
    step: (direction, fps) => archive.current?.step(direction, fps),
  }));
  return (
    <div className={classes.stage} ref={box} data-mode={atMs === null ? 'live' : 'archive'}>
      {atMs === null ? (
        <LiveStage {...props} session={session} />
      ) : (
        <ArchiveStage {...props} atMs={atMs} archive={archive} />
      )}
      {props.overlay !== null && <PictureFrame aspect={aspectOf(props.status)}>{props.overlay}</PictureFrame>}
      {atMs === null && props.showSeen && <LiveEvents cameraId={props.camera.id} />}
    </div>
  );
}

function aspectOf(status: CameraStatus | undefined): number {
  const video = streamOf(status, 'main')?.video;
  return video === undefined || video.width === 0 || video.height === 0 ? 16 / 9 : video.width / video.height;
}

function LiveStage({ camera, status, muted, session }: Props & { session: RefObject<LiveSession | null> }) {
  const { t } = useTranslation();
  const [live, setLive] = useState<LiveState | null>(null);
  const [{ way, n }, setChoice] = useState<{ way: LiveWay; n: number }>({ way: 'mse', n: 0 });
  const state = stateOf(status);
  return (
    <>
      <LiveView
        key={n}
        cameraId={camera.id}
        stream="main"
        way={way}
        widthPx={1280}
        cameraUp={state.kind !== 'failed'}
        muted={muted}
        label={t('wall.picture', { name: camera.name })}
        onState={setLive}
        sessionRef={session}
      />
      <PictureNote state={state} live={live} onPlay={() => void session.current?.playAfterClick()} />
      <div className={classes.way} data-phase={live?.phase ?? 'connecting'}>
        <WayMenu live={live} wanted={way} onChoose={(chosen) => setChoice({ way: chosen, n: n + 1 })} />
      </div>
    </>
  );
}

function ArchiveStage(props: Props & { atMs: number; archive: Ref<ArchiveHandle> }) {
  const { t } = useTranslation();
  const { camera, atMs, archive, spans, gaps, nowMs, onTime, onJump, onLive } = props;
  const [phase, setPhase] = useState<{ phase: string; detail: string }>({ phase: 'loading', detail: '' });
  const tellPhase = useCallback((name: string, detail: string) => setPhase({ phase: name, detail }), []);
  const moment = momentAt(spans, gaps, atMs, nowMs);
  const hasNext = nextRecorded(spans, atMs) !== null;
  const hasPrevious = previousRecorded(spans, atMs) !== null;
  return (
    <>
      <ArchiveView
        ref={archive}
        cameraId={camera.id}
        atMs={atMs}
        playing={props.playing}
        rate={props.rate}
        muted={props.muted}
        label={t('camera.archive')}
        onTime={onTime}
        onPhase={tellPhase}
        onPlaying={props.onPlaying}
        onSkipped={props.onSkipped}
        onLive={onLive}
      />
      <ArchiveNote phase={phase.phase} detail={phase.detail} moment={moment} nowMs={nowMs}>
        <Group gap="xs" justify="center">
          {hasPrevious && (
            <Button variant="default" size="xs" onClick={() => onJump(-1)}>
              {t('camera.jumpPrevious')}
            </Button>
          )}
          {hasNext && (
            <Button variant="default" size="xs" onClick={() => onJump(1)}>
              {t('camera.jumpNext')}
            </Button>
          )}
          <Button variant="default" size="xs" onClick={onLive}>
            {t('camera.toLive')}
          </Button>
        </Group>
      </ArchiveNote>
    </>
  );
}
