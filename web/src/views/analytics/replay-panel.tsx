/** Tries the settings as they stand in the editor, saved or not, on what is recorded: which events stay, come or go. */
import { Alert, Button, Group, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/contract.ts';
import { abortReplay, isUnderWay, replayQuery, startReplay } from '../../api/replay-queries.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import type { WireAnalytics } from './draft.ts';
import { ReplayResult } from './replay-result.tsx';

interface Props {
  readonly camera: Camera;
  readonly analytics: WireAnalytics;
  /** Nothing is wrong with the settings. */
  readonly valid: boolean;
}

const ranges = [5, 15, 60, 240] as const;
/** The newest seconds are still being written. */
const unwrittenMs = 5_000;

export function ReplayPanel({ camera, analytics, valid }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [minutes, setMinutes] = useState<number>(15);
  const start = useMutation({
    mutationFn: () => {
      const to = Date.now() - unwrittenMs;
      return startReplay(camera.id, { from: to - minutes * 60_000, to, video_analytics: analytics });
    },
  });
  const id = start.data?.replay_id ?? null;
  const { data, error, refetch } = useQuery({
    ...replayQuery(id ?? ''),
    enabled: id !== null,
    ...(start.data === undefined ? {} : { initialData: start.data }),
  });
  const running = id !== null && data !== undefined && isUnderWay(data) && error === null;
  const abort = useMutation({
    mutationFn: (replayId: string) => abortReplay(replayId),
    onSuccess: () => start.reset(),
  });
  // Nobody waits for it any more.
  useEffect(() => {
    if (id === null) return;
    return () => {
      const last = queryClient.getQueryData(replayQuery(id).queryKey);
      if (last === undefined || !isUnderWay(last)) return;
      abortReplay(id).catch((reason: unknown) => console.warn('the replay was not ended', reason));
    };
  }, [id, queryClient]);

  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('replay.hint')}
      </Text>
      <SegmentedControl
        aria-label={t('replay.range')}
        disabled={running}
        value={String(minutes)}
        onChange={(value) => setMinutes(Number(value))}
        data={ranges.map((value) => ({ value: String(value), label: t(`replay.rangeOf.${value}`) }))}
      />
      {!valid && <Alert color="yellow">{t('replay.invalid')}</Alert>}
      {running ? (
        <Stack gap={6} role="status">
          <Group justify="space-between">
            <Text size="sm" className="tabular">
              {data.state === 'waiting'
                ? t('replay.waiting')
                : data.speed === 0
                  ? t('replay.begun')
                  : t('replay.running', {
                      percent: Math.round(data.progress * 100),
                      speed: data.speed.toFixed(0),
                    })}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              loading={abort.isPending}
              onClick={() => id !== null && abort.mutate(id)}
            >
              {t('common.cancel')}
            </Button>
          </Group>
          <Progress value={data.progress * 100} aria-label={t('replay.progress')} animated />
        </Stack>
      ) : (
        <Button disabled={!valid} loading={start.isPending} onClick={() => start.mutate()}>
          {t('replay.start', { count: minutes })}
        </Button>
      )}
      {start.error !== null && <FailureNote error={start.error} />}
      {error !== null && <FailureNote error={error} onRetry={() => void refetch()} />}
      {abort.error !== null && <FailureNote error={abort.error} />}
      {id !== null && data?.state === 'failed' && (
        <Alert color="red" role="alert">
          {t('replay.failed', { message: data.message ?? '' })}
        </Alert>
      )}
      {id !== null && data?.state === 'done' && <ReplayResult cameraId={camera.id} replay={data} />}
    </Stack>
  );
}
