/** In the live picture: what was just seen, for some seconds. */
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggedEvent } from '../../api/contract.ts';
import { useFeed } from '../../app/feed.tsx';
import { eventIcons, factsOf, titleOf } from '../../components/event-text.ts';
import { Icon } from '../../components/icon.tsx';
import classes from './camera.module.css';

const shownMs = 8_000;
const most = 3;

interface Seen {
  readonly event: LoggedEvent;
  readonly untilMs: number;
}

export function LiveEvents({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  useFeed({
    event(event) {
      if (event.camera_id !== cameraId) return;
      const others = seen.filter((other) => other.event.event_id !== event.event_id);
      setSeen([{ event, untilMs: Date.now() + shownMs }, ...others].slice(0, most));
    },
  });
  const next = seen.length === 0 ? null : Math.min(...seen.map(({ untilMs }) => untilMs));
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(
      () => setSeen((all) => all.filter(({ untilMs }) => untilMs > Date.now())),
      Math.max(50, next - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [next]);
  return (
    <div className={classes.seen} role="log" aria-label={t('camera.seen')}>
      {seen.map(({ event }) => (
        <Link
          key={event.event_id}
          className={classes.chip}
          to="/cameras/$cameraId"
          params={{ cameraId }}
          search={{ at: event.begin, event: event.event_id }}
        >
          <Icon name={eventIcons[event.event_type]} size={16} />
          <strong>{titleOf(event, t)}</strong>
          <span>{factsOf(event, t)}</span>
        </Link>
      ))}
    </div>
  );
}
