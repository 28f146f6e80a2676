/** What is understood of this camera: state of the analysis, counters, heat map, newest events; an alarm by hand. */
import { Button, Group, SegmentedControl, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisStatus } from '#cluster/protocol.ts';
import type { Camera, LineCounter } from '../../api/contract.ts';
import { countersQuery, marksQuery, raiseAlarm, resetCounter } from '../../api/event-queries.ts';
import { AnalysisState } from '../../components/analysis-state.tsx';
import { eventIcons, factsOf, titleOf } from '../../components/event-text.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatMoment } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useMay } from '../../components/use-may.ts';
import classes from './camera.module.css';
import { type HeatRange, heatRanges } from './heat-range.ts';

interface Props {
  readonly camera: Camera;
  readonly analysis: AnalysisStatus | undefined;
  readonly heat: HeatRange | null;
  readonly heatEmpty: boolean;
  readonly onHeat: (range: HeatRange | null) => void;
  readonly showSeen: boolean;
  readonly onShowSeen: (on: boolean) => void;
  readonly onClose: () => void;
}

const listed = 12;
const endOfTime = Number.MAX_SAFE_INTEGER;

export function AnalysisPanel(props: Props) {
  const { t } = useTranslation();
  const { camera, analysis, heat, onHeat } = props;
  const mayChange = useMay('camera_update');
  const occupancy = Object.entries(analysis?.occupancy ?? {});
  return (
    <section className={classes.export} aria-label={t('camera.analysis')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t('camera.analysis')}
        </Title>
        <IconButton icon="close" label={t('camera.closeAnalysis')} size="md" onClick={props.onClose} />
      </Group>
      <Stack gap="lg">
        <Stack gap="xs">
          <AnalysisState analysis={analysis} />
          {occupancy.length > 0 && (
            <Group gap="xs">
              {occupancy.map(([zone, count]) => (
                <Text key={zone} size="sm" className={`tabular ${classes.fact}`}>
                  {zone} <strong>{count}</strong>
                </Text>
              ))}
            </Group>
          )}
          {mayChange && (
            <Button
              component={Link}
              to={`/cameras/${camera.id}/analytics`}
              size="xs"
              variant="default"
              leftSection={<Icon name="analytics" size={16} />}
            >
              {t('camera.changeAnalytics')}
            </Button>
          )}
        </Stack>
        <Counters cameraId={camera.id} />
        <Stack gap={6}>
          <Title order={3} size="h6">
            {t('camera.heatMap')}
          </Title>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('camera.heatMap')}
            value={heat ?? 'off'}
            onChange={(value) => onHeat(value === 'off' ? null : (value as HeatRange))}
            data={(['off', ...heatRanges] as const).map((value) => ({
              value,
              label: t(`camera.heatOf.${value}`),
            }))}
          />
          {heat !== null && props.heatEmpty && (
            <Text size="xs" c="dimmed">
              {t('camera.heatEmpty')}
            </Text>
          )}
        </Stack>
        <Switch
          size="sm"
          label={t('camera.showSeen')}
          checked={props.showSeen}
          onChange={({ currentTarget: { checked } }) => props.onShowSeen(checked)}
        />
        <NewestEvents cameraId={camera.id} />
        <HandAlarm cameraId={camera.id} />
      </Stack>
    </section>
  );
}

function Counters({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayChange = useMay('camera_update');
  const { data: counters = [] } = useQuery({ ...countersQuery(cameraId), refetchInterval: 30_000 });
  const reset = useMutation({
    mutationFn: (counter: LineCounter) => resetCounter(counter),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: countersQuery(cameraId).queryKey }),
  });
  if (counters.length === 0) return null;
  return (
    <Stack gap={6}>
      <Title order={3} size="h6">
        {t('camera.counters')}
      </Title>
      {counters.map((counter) => (
        <Group key={counter.line} justify="space-between" wrap="nowrap" data-testid="counter">
          <div>
            <Text size="sm">{counter.line}</Text>
            <Text size="xs" c="dimmed" className="tabular">
              {t('camera.since', { time: formatMoment(counter.since, Date.now()) })}
            </Text>
          </div>
          <Group gap="sm" wrap="nowrap">
            <Text className="tabular" size="sm">
              {t('camera.counterIn')} <strong>{counter.in}</strong>
            </Text>
            <Text className="tabular" size="sm">
              {t('camera.counterOut')} <strong>{counter.out}</strong>
            </Text>
            {mayChange && (
              <IconButton
                icon="refresh"
                size="md"
                label={t('camera.counterReset', { line: counter.line })}
                loading={reset.isPending && reset.variables.line === counter.line}
                onClick={() => reset.mutate(counter)}
              />
            )}
          </Group>
        </Group>
      ))}
      {reset.error !== null && <FailureNote error={reset.error} />}
    </Stack>
  );
}

function NewestEvents({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(marksQuery(cameraId, 0, endOfTime, listed));
  const events = data?.events ?? [];
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Title order={3} size="h6">
          {t('camera.newestEvents')}
        </Title>
        <Link className={classes.link} to="/events" search={{ cameras: [cameraId] }}>
          {t('camera.allEvents')}
        </Link>
      </Group>
      {events.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('camera.noEvents')}
        </Text>
      )}
      {events.map((event) => (
        <Link
          key={event.event_id}
          className={classes.event}
          to="/cameras/$cameraId"
          params={{ cameraId }}
          search={{ at: event.begin, event: event.event_id }}
        >
          <Icon name={eventIcons[event.event_type]} size={16} />
          <span>
            {titleOf(event, t)}
            <Text size="xs" c="dimmed" component="span" display="block">
              {factsOf(event, t)}
            </Text>
          </span>
          <time className="tabular">{formatMoment(event.begin, Date.now())}</time>
        </Link>
      ))}
    </Stack>
  );
}

/** Somebody sees something that no analysis does. */
function HandAlarm({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const raise = useMutation({
    mutationFn: () => raiseAlarm(cameraId, text.trim()),
    onSuccess: () => {
      setText('');
      notifications.show({ message: t('camera.alarmRaised'), color: 'teal' });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') raise.mutate();
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          label={t('camera.alarmByHand')}
          placeholder={t('camera.alarmText')}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          color="red"
          variant="light"
          disabled={text.trim() === ''}
          loading={raise.isPending}
        >
          {t('camera.raiseAlarm')}
        </Button>
      </Group>
      {raise.error !== null && <FailureNote error={raise.error} />}
    </form>
  );
}
