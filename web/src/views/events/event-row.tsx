/** One event of the list: picture, what, where, when. It leads to that moment of the archive. */
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggedEvent } from '../../api/contract.ts';
import { picturePath } from '../../api/event-queries.ts';
import { eventIcons, factsOf, isGrave, titleOf } from '../../components/event-text.ts';
import { formatTime } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import classes from './events.module.css';

interface Props {
  readonly event: LoggedEvent;
  /** With another one, a picture that failed gets another try. */
  readonly attempt: number;
  readonly onPicture: () => void;
}

export function EventRow({ event, attempt, onPicture }: Props) {
  const { t } = useTranslation();
  return (
    <article className={classes.row} data-grave={isGrave(event) || undefined} data-testid="event">
      <EventThumbnail event={event} attempt={attempt} onClick={onPicture} />
      <ToArchive event={event}>
        <span className={classes.what}>
          <span className={classes.sign}>
            <Icon name={eventIcons[event.event_type]} size={18} />
          </span>
          <span className={classes.title}>{titleOf(event, t)}</span>
        </span>
        <Text size="sm" c="dimmed" component="span" className={classes.facts}>
          {factsOf(event, t)}
        </Text>
        <span className={classes.where}>
          <span dir="auto">{event.camera_name ?? t('events.noCamera')}</span>
          <Text size="xs" c="dimmed" component="span">
            {event.place_name ?? ''}
          </Text>
        </span>
        <time className={`tabular ${classes.when}`} dateTime={new Date(event.begin).toISOString()}>
          {formatTime(event.begin)}
        </time>
      </ToArchive>
    </article>
  );
}

/** What no camera saw has no archive to go to. */
function ToArchive({ event, children }: { event: LoggedEvent; children: ReactNode }) {
  if (event.camera_id === null) return <div className={classes.body}>{children}</div>;
  return (
    <Link
      className={classes.body}
      to="/cameras/$cameraId"
      params={{ cameraId: event.camera_id }}
      search={{ at: event.begin, event: event.event_id }}
      data-event-link
    >
      {children}
    </Link>
  );
}

function EventThumbnail(props: { event: LoggedEvent; attempt: number; onClick: () => void }) {
  const { event, attempt, onClick } = props;
  const { t } = useTranslation();
  const picture = `${event.revision}/${attempt}`;
  const [failed, setFailed] = useState<string | null>(null);
  if (!event.snapshot || failed === picture) {
    return (
      <span className={classes.thumbnail} aria-hidden="true">
        <Icon name={eventIcons[event.event_type]} size={22} />
      </span>
    );
  }
  return (
    <button type="button" className={classes.thumbnail} onClick={onClick} aria-label={t('events.picture')}>
      <img
        src={picturePath(event, 'snapshot')}
        alt=""
        loading="lazy"
        decoding="async"
        onError={() => setFailed(picture)}
      />
      {event.crop && (
        <img
          className={classes.crop}
          src={picturePath(event, 'crop')}
          alt=""
          loading="lazy"
          decoding="async"
        />
      )}
    </button>
  );
}
