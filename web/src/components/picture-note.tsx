/** What lies over a picture that does not move: why, and since when. */
import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveState } from '../players/live-session.ts';
import type { CameraState } from './camera-state.ts';
import { formatAge, formatMoment } from './format.ts';
import { Icon } from './icon.tsx';
import classes from './picture-note.module.css';

interface Props {
  readonly state: CameraState;
  readonly live: LiveState | null;
  readonly onPlay?: () => void;
}

export function PictureNote({ state, live, onPlay }: Props) {
  const { t } = useTranslation();
  const phase = live?.phase ?? 'connecting';
  if (state.kind === 'failed') {
    const now = Date.now();
    return (
      <div className={classes.note} data-kind="failed" role="status">
        <Icon name="offline" size={30} />
        <strong>{t(`failure.${state.failure}`)}</strong>
        <span className={classes.hint}>{t(`failure.${state.failure}Todo`)}</span>
        <span className="tabular">
          {t('camera.since', { time: formatMoment(state.sinceMs, now) })}{' '}
          <span className={classes.age}>({formatAge(now - state.sinceMs)})</span>
        </span>
      </div>
    );
  }
  if (phase === 'playing') return null;
  if (phase === 'blocked') {
    return (
      <div className={classes.note}>
        {onPlay === undefined ? (
          <span>{t('live.blocked')}</span>
        ) : (
          <Button onClick={onPlay}>{t('live.play')}</Button>
        )}
      </div>
    );
  }
  return (
    <div className={classes.note} data-kind={phase} role="status">
      <Loader size="sm" color="gray" />
      <span>{t(phase === 'stalled' ? 'live.reconnecting' : 'live.connecting')}</span>
    </div>
  );
}
