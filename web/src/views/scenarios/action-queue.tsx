/** Actions that failed, to be tried again, and those that wait for another try. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failedActionsQuery, retryAction, waitingActionsQuery } from '../../api/alarm-queries.ts';
import type { QueuedAction, Scenario } from '../../api/contract.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatMoment } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import classes from './scenarios.module.css';

export function ActionQueue({ scenarios }: { scenarios: readonly Scenario[] }) {
  const { t } = useTranslation();
  const failed = useQuery(failedActionsQuery);
  const waiting = useQuery(waitingActionsQuery);
  // One that waits after a failure is worth a word; one that is just on its way is not.
  const late = (waiting.data ?? []).filter(({ attempts }) => attempts > 0);
  const all = [...(failed.data ?? []), ...late];
  if (failed.isError) return <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="failed-actions" className={classes.queue}>
      <Title order={2} size="h5" id="failed-actions" mb="xs">
        {t('scenarios.failedTitle')}
      </Title>
      <Stack gap={6}>
        {all.map((action) => (
          <ActionRow
            key={action.id}
            action={action}
            scenario={scenarios.find(({ id }) => id === action.scenario_id)?.name ?? ''}
          />
        ))}
      </Stack>
    </section>
  );
}

function ActionRow({ action, scenario }: { action: QueuedAction; scenario: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryAction(action.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['actions'] }),
  });
  const now = Date.now();
  return (
    <div className={classes.action} data-state={action.state}>
      <Icon name="warning" size={18} />
      <div className={classes.actionText}>
        <Text size="sm">
          {t(`scenarios.action.${action.kind}`)} · {targetOf(action)}
        </Text>
        <Text size="xs" c="dimmed">
          {[scenario, formatMoment(action.created, now), t('scenarios.attempts', { count: action.attempts })]
            .filter((part) => part !== '')
            .join(' · ')}
          {action.next_attempt !== undefined &&
            ` · ${t('scenarios.nextAttempt', { time: formatMoment(action.next_attempt, now) })}`}
        </Text>
        {action.message !== undefined && (
          <Text size="xs" c="red.4">
            {action.message}
          </Text>
        )}
        {retry.error !== null && <FailureNote error={retry.error} />}
      </div>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="refresh" size={16} />}
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        >
          {t('common.retry')}
        </Button>
      </Group>
    </div>
  );
}

/** The server names the kind first: `webhook example.org #1a2b`. */
function targetOf({ kind, target }: QueuedAction): string {
  return target.startsWith(`${kind} `) ? target.slice(kind.length + 1) : target;
}
