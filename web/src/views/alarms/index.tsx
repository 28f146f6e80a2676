/** Alarms: open ones first, acknowledged with a note, closed. One intruder is one alarm, with its events inside. */
import { Button, Center, Loader, SegmentedControl, Switch, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alarmsQuery } from '../../api/alarm-queries.ts';
import type { Alarm } from '../../api/contract.ts';
import { playAlarmSound, useAlarmSound } from '../../app/alarm-sound.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useMay } from '../../components/use-may.ts';
import { AlarmCard } from './alarm-card.tsx';
import classes from './alarms.module.css';
import { type AlarmFilter, alarmFilters } from './filter.ts';
import { StepDialog } from './step-dialog.tsx';

export type AlarmStep = 'acknowledge' | 'close';

export function AlarmsView() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { show = 'open' } = useSearch({ from: '/signed-in/alarms' });
  const list = useInfiniteQuery(alarmsQuery(show === 'all' ? null : show));
  const alarms = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const mayChange = useMay('camera_update');
  const [sound, setSound] = useAlarmSound();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ alarm: Alarm; step: AlarmStep } | null>(null);
  const chosen = alarms.find(({ id }) => id === chosenId);
  const box = useRef<HTMLDivElement>(null);
  const move = (by: 1 | -1) => {
    const at = alarms.findIndex(({ id }) => id === chosenId);
    const next = alarms[at < 0 ? 0 : Math.min(alarms.length - 1, Math.max(0, at + by))];
    if (next !== undefined) setChosenId(next.id);
  };
  const ask = (step: AlarmStep) => {
    if (chosen !== undefined && chosen.state !== 'closed') setAsking({ alarm: chosen, step });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    a: () => chosen?.state === 'open' && ask('acknowledge'),
    c: () => ask('close'),
    escape: () => setChosenId(null),
  });
  useEffect(() => {
    const card = box.current?.querySelector(`[data-alarm="${chosenId}"]`);
    card?.querySelector('button')?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);

  return (
    <div className={`scroll-page ${classes.page}`}>
      <div className={classes.head}>
        <Title order={1} size="h3">
          {t('nav.alarms')}
        </Title>
        <Switch
          label={t('alarms.sound')}
          checked={sound}
          onChange={({ currentTarget: { checked } }) => {
            setSound(checked);
            // So that it is known how it sounds, and the browser hears of the wish by a click.
            if (checked) void playAlarmSound();
          }}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('alarms.show')}
          value={show}
          onChange={(value) =>
            void navigate({
              to: '/alarms',
              search: value === 'open' ? {} : { show: value as AlarmFilter },
              replace: true,
            })
          }
          data={alarmFilters.map((value) => ({ value, label: t(`alarms.filter.${value}`) }))}
        />
      </div>
      {list.isPending && (
        <Center p="xl">
          <Loader aria-label={t('common.loading')} />
        </Center>
      )}
      {list.isError && <FailureNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && alarms.length === 0 && (
        <Empty
          icon={show === 'open' ? 'check' : 'bell'}
          title={t(show === 'open' ? 'alarms.noneOpen' : 'alarms.none')}
          text={t('alarms.noneText')}
        >
          {mayChange && (
            <Button variant="default" onClick={() => void navigate({ to: '/scenarios' })}>
              {t('alarms.toScenarios')}
            </Button>
          )}
        </Empty>
      )}
      <div className={classes.list} ref={box}>
        {alarms.map((alarm) => (
          <AlarmCard
            key={alarm.id}
            alarm={alarm}
            open={alarm.id === chosenId}
            onToggle={() => setChosenId(alarm.id === chosenId ? null : alarm.id)}
            onStep={(step) => setAsking({ alarm, step })}
          />
        ))}
      </div>
      {list.hasNextPage && (
        <Center p="md">
          <Button
            variant="subtle"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('events.more')}
          </Button>
        </Center>
      )}
      {alarms.length > 0 && (
        <Text size="xs" c="dimmed" mt="sm" className={classes.hint}>
          {t('alarms.keys')}
        </Text>
      )}
      {asking !== null && (
        <StepDialog alarm={asking.alarm} step={asking.step} onClose={() => setAsking(null)} />
      )}
    </div>
  );
}
