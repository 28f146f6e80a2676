/** One alarm: what, where, since when, who has seen it; opened, with its newest events. */
import { Badge, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Alarm, LoggedEvent } from '../../api/contract.ts';
import { eventQuery, picturePath } from '../../api/event-queries.ts';
import { camerasQuery } from '../../api/queries.ts';
import { eventIcons, titleOf } from '../../components/event-text.ts';
import { formatAge, formatMoment } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import classes from './alarms.module.css';
import type { AlarmStep } from './index.tsx';

interface Props {
  readonly alarm: Alarm;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onStep: (step: AlarmStep) => void;
}

export function AlarmCard({ alarm, open, onToggle, onStep }: Props) {
  const { t } = useTranslation();
  const { data: cameras } = useQuery(camerasQuery);
  const names = alarm.camera_ids
    .map((id) => cameras?.find((camera) => camera.id === id)?.name)
    .filter((name) => name !== undefined);
  const now = Date.now();
  return (
    <article
      className={classes.card}
      data-alarm={alarm.id}
      data-state={alarm.state}
      data-severity={alarm.severity}
      data-open={open || undefined}
    >
      <UnstyledButton className={classes.summary} onClick={onToggle} aria-expanded={open}>
        <span className={classes.sign}>
          <Icon name="bell" size={20} />
        </span>
        <span className={classes.what}>
          <strong>{alarm.scenario_name}</strong>
          <Text size="sm" c="dimmed" component="span">
            {names.join(', ')}
          </Text>
        </span>
        <Badge variant="light" color={severityColour[alarm.severity]} tt="none" fw={500}>
          {t(`alarms.severity.${alarm.severity}`)}
        </Badge>
        <Text size="sm" c="dimmed" component="span" className={`tabular ${classes.when}`}>
          {formatMoment(alarm.opened, now)}
          <br />
          {t('alarms.events', { count: alarm.events, age: formatAge(now - alarm.last_event) })}
        </Text>
        <Text size="sm" c="dimmed" component="span" className="tabular">
          #{alarm.number}
        </Text>
      </UnstyledButton>
      <Trail alarm={alarm} />
      {open && <NewestEvents ids={alarm.event_ids} />}
      {alarm.state !== 'closed' && (
        <Group gap="xs" className={classes.steps}>
          {alarm.state === 'open' && (
            <Button size="xs" onClick={() => onStep('acknowledge')}>
              {t('alarms.acknowledge')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => onStep('close')}>
            {t('alarms.close')}
          </Button>
        </Group>
      )}
    </article>
  );
}

const severityColour = { low: 'gray', medium: 'yellow', high: 'red' } as const;

/** Who did what with it, and what they wrote. */
function Trail({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation();
  const { acknowledged_by: by, acknowledged_at: at, closed_by: closedBy, closed_at: closedAt, note } = alarm;
  const now = Date.now();
  if (at === undefined && closedAt === undefined && note === undefined) return null;
  return (
    <Text size="sm" c="dimmed" className={classes.trail} component="div">
      {at !== undefined && (
        <div>{t('alarms.acknowledgedBy', { by: by ?? '', time: formatMoment(at, now) })}</div>
      )}
      {closedAt !== undefined && (
        <div>{t('alarms.closedBy', { by: closedBy ?? '', time: formatMoment(closedAt, now) })}</div>
      )}
      {note !== undefined && note !== '' && <blockquote className={classes.note}>{note}</blockquote>}
    </Text>
  );
}

const shownEvents = 8;

function NewestEvents({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation();
  const { found: events, pending } = useQueries({
    queries: ids.slice(0, shownEvents).map((id) => eventQuery(id)),
    combine: (results) => ({
      found: results.map(({ data }) => data).filter((event) => event !== undefined),
      pending: results.some(({ isPending }) => isPending),
    }),
  });
  return (
    <div className={classes.events}>
      {events.map((event) => (
        <EventLink key={event.event_id} event={event} />
      ))}
      {ids.length > 0 && events.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(pending ? 'common.loading' : 'alarms.eventsGone')}
        </Text>
      )}
    </div>
  );
}

function EventLink({ event }: { event: LoggedEvent }) {
  const { t } = useTranslation();
  const content = (
    <>
      {event.snapshot ? (
        <img src={picturePath(event, 'snapshot')} alt="" loading="lazy" />
      ) : (
        <span className={classes.noPicture}>
          <Icon name={eventIcons[event.event_type]} size={22} />
        </span>
      )}
      <Text size="xs" component="span" lineClamp={1}>
        {titleOf(event, t)}
      </Text>
      <Text size="xs" c="dimmed" component="span" className="tabular">
        {formatMoment(event.begin, Date.now())}
      </Text>
    </>
  );
  if (event.camera_id === null) return <span className={classes.event}>{content}</span>;
  return (
    <Link
      className={classes.event}
      to="/cameras/$cameraId"
      params={{ cameraId: event.camera_id }}
      search={{ at: event.begin, event: event.event_id }}
    >
      {content}
    </Link>
  );
}
