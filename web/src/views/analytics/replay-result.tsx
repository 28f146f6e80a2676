/** Which events would stay, come or go with the settings that were tried. */
import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replay, ReplayChange } from '../../api/contract.ts';
import { replayChanges } from '../../api/replay-queries.ts';
import { eventIcons } from '../../components/event-text.ts';
import { formatDuration, formatTime } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import classes from './analytics.module.css';

const most = 300;
type Shown = ReplayChange | 'changes';

export function ReplayResult({ cameraId, replay }: { cameraId: string; replay: Replay }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>('changes');
  const counts = { kept: replay.kept, come: replay.would_come, go: replay.would_go };
  const events = replay.events.filter(({ change }) =>
    shown === 'changes' ? change !== 'kept' : change === shown,
  );
  return (
    <Stack gap="sm" data-testid="replay-result">
      <Group gap="lg">
        {replayChanges.map((change) => (
          <div key={change} className={classes.outcome} data-change={change}>
            <strong className="tabular">{counts[change]}</strong>
            <span>{t(`replay.change.${change}`)}</span>
          </div>
        ))}
      </Group>
      {replay.events.length > 0 && (
        <SegmentedControl
          size="xs"
          aria-label={t('replay.show')}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={(['changes', 'come', 'go', 'kept'] as const).map((value) => ({
            value,
            label: value === 'changes' ? t('replay.changes') : t(`replay.change.${value}`),
          }))}
        />
      )}
      {events.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(shown === 'changes' ? 'replay.same' : 'replay.none')}
        </Text>
      )}
      <Stack gap={2}>
        {events.slice(0, most).map((event, index) => (
          // Another tab: what is drawn here is perhaps not saved yet.
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: what would come has no identity
            key={index}
            className={classes.replayed}
            data-change={event.change}
            href={`/cameras/${cameraId}?at=${event.begin}${event.event_id === null ? '' : `&event=${event.event_id}`}`}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name={eventIcons[event.event_type]} size={16} />
            <span>
              {t(`event.type.${event.event_type}`)}
              {event.name !== null && ` · ${event.name}`}
            </span>
            <Text size="xs" c="dimmed" component="span" className="tabular">
              {formatTime(event.begin)}
              {event.end !== null &&
                event.end - event.begin >= 1_000 &&
                ` · ${formatDuration(event.end - event.begin)}`}
            </Text>
          </a>
        ))}
      </Stack>
      {events.length > most && (
        <Text size="xs" c="dimmed">
          {t('timeline.more', { count: events.length - most })}
        </Text>
      )}
    </Stack>
  );
}
