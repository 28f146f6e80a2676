/** The video element of the archive and the player that drives it. */
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useSignOut } from '../../components/use-sign-out.ts';
import { type ArchivePhase, ArchivePlayer } from '../../players/archive.ts';
import classes from './camera.module.css';

export interface ArchiveHandle {
  seek(ms: number): void;
  step(direction: 1 | -1, fps: number): void;
}

interface Props {
  readonly ref: Ref<ArchiveHandle>;
  readonly cameraId: string;
  readonly atMs: number;
  readonly playing: boolean;
  readonly rate: number;
  readonly muted: boolean;
  readonly label: string;
  readonly onTime: (ms: number) => void;
  readonly onPhase: (phase: ArchivePhase, detail: string) => void;
  readonly onPlaying: (playing: boolean) => void;
  readonly onSkipped: (fromMs: number, toMs: number) => void;
  readonly onLive: () => void;
}

export function ArchiveView(props: Props) {
  const { ref, cameraId, atMs, playing, rate, muted, label } = props;
  const video = useRef<HTMLVideoElement>(null);
  const player = useRef<ArchivePlayer | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const signOut = useSignOut();

  useEffect(() => {
    if (video.current === null) return;
    const created = new ArchivePlayer(video.current, cameraId, {
      phase: (phase, detail) => latest.current.onPhase(phase, detail),
      time: (ms) => latest.current.onTime(ms),
      skipped: (fromMs, toMs) => latest.current.onSkipped(fromMs, toMs),
      caughtUp: () => latest.current.onLive(),
      signedOut: signOut,
    });
    player.current = created;
    created.start();
    return () => {
      created.stop();
      player.current = null;
    };
  }, [cameraId, signOut]);

  useEffect(() => {
    if (playing) player.current?.play();
    else player.current?.pause();
  }, [playing]);
  useEffect(() => player.current?.setRate(rate), [rate]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new player starts at the wanted moment
  useEffect(() => player.current?.seek(atMs), [atMs, cameraId, signOut]);

  useImperativeHandle(ref, () => ({
    seek: (ms) => player.current?.seek(ms),
    step: (direction, fps) => player.current?.step(direction, fps),
  }));

  return <video ref={video} className={classes.video} playsInline muted={muted} aria-label={label} />;
}
