/** The elements of one live picture and the session that drives them. */
import { type RefObject, useEffect, useRef } from 'react';
import type { StreamName } from '#domain/camera.ts';
import { LiveSession, type LiveState } from '../players/live-session.ts';
import type { LiveWay } from '../players/player.ts';
import classes from './live-view.module.css';
import { useSignOut } from './use-sign-out.ts';

interface Props {
  readonly cameraId: string;
  readonly stream: StreamName;
  readonly way: LiveWay;
  readonly widthPx: number;
  /** What the server says: a camera that is back is tried at once. */
  readonly cameraUp: boolean;
  readonly muted: boolean;
  readonly label: string;
  readonly onState: (state: LiveState) => void;
  readonly sessionRef?: RefObject<LiveSession | null>;
}

export function LiveView({
  cameraId,
  stream,
  way,
  widthPx,
  cameraUp,
  muted,
  label,
  onState,
  sessionRef,
}: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const session = useRef<LiveSession | null>(null);
  const latestOnState = useRef(onState);
  latestOnState.current = onState;
  const latestWidth = useRef(widthPx);
  latestWidth.current = widthPx;
  const signOut = useSignOut();

  useEffect(() => {
    if (video.current === null || image.current === null) return;
    const source = { cameraId, stream, widthPx: latestWidth.current };
    const elements = { video: video.current, image: image.current };
    const created = new LiveSession(elements, source, way, (state) => latestOnState.current(state), signOut);
    session.current = created;
    if (sessionRef !== undefined) sessionRef.current = created;
    image.current.hidden = true;
    created.start();
    return () => {
      created.stop();
      session.current = null;
      if (sessionRef !== undefined) sessionRef.current = null;
    };
  }, [cameraId, stream, way, signOut, sessionRef]);

  useEffect(() => session.current?.cameraIsUp(cameraUp), [cameraUp]);

  return (
    <div className={classes.view}>
      <video ref={video} className={classes.picture} playsInline autoPlay muted={muted} aria-label={label} />
      <img ref={image} className={classes.picture} alt={label} hidden />
    </div>
  );
}
