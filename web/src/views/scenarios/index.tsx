/** What events make happen: the scenarios, and what of them did not work. */
import { Button, Center, Loader, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteScenario, scenariosQuery } from '../../api/alarm-queries.ts';
import type { Scenario } from '../../api/contract.ts';
import { DeleteDialog } from '../../components/delete-dialog.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Icon } from '../../components/icon.tsx';
import { NotAllowed } from '../../components/not-allowed.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useMay } from '../../components/use-may.ts';
import { ActionQueue } from './action-queue.tsx';
import { ScenarioCard } from './scenario-card.tsx';
import { ScenarioDialog } from './scenario-dialog.tsx';
import classes from './scenarios.module.css';

type Open =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'delete'; readonly scenario: Scenario }
  | null;

export function ScenariosView() {
  return useMay('camera_update') ? <Scenarios /> : <NotAllowed />;
}

function Scenarios() {
  const { t } = useTranslation();
  const scenarios = useQuery(scenariosQuery);
  const [open, setOpen] = useState<Open>(null);
  const add = () => setOpen({ kind: 'new' });
  useKeys({ n: add });
  const all = scenarios.data ?? [];
  return (
    <div className={`scroll-page ${classes.page}`}>
      <div className={classes.head}>
        <Title order={1} size="h3">
          {t('nav.scenarios')}
        </Title>
        {all.length > 0 && (
          <Button leftSection={<Icon name="plus" size={18} />} onClick={add}>
            {t('scenarios.add')}
          </Button>
        )}
      </div>
      {scenarios.isPending && (
        <Center p="xl">
          <Loader aria-label={t('common.loading')} />
        </Center>
      )}
      {scenarios.isError && <FailureNote error={scenarios.error} onRetry={() => void scenarios.refetch()} />}
      {scenarios.isSuccess && all.length === 0 && (
        <Empty icon="scenario" title={t('scenarios.noneTitle')} text={t('scenarios.noneText')}>
          <Button onClick={add}>{t('scenarios.add')}</Button>
        </Empty>
      )}
      <div className={classes.list}>
        {all.map((scenario) => (
          <ScenarioCard
            key={scenario.id}
            scenario={scenario}
            onEdit={() => setOpen({ kind: 'edit', scenario })}
            onDelete={() => setOpen({ kind: 'delete', scenario })}
          />
        ))}
      </div>
      {scenarios.data !== undefined && <ActionQueue scenarios={all} />}
      {open !== null && open.kind !== 'delete' && (
        <ScenarioDialog scenario={open.kind === 'new' ? null : open.scenario} onClose={() => setOpen(null)} />
      )}
      {open?.kind === 'delete' && (
        <DeleteDialog
          title={t('scenarios.deleteTitle', { name: open.scenario.name })}
          text={t('scenarios.deleteText')}
          action={t('scenarios.deleteConfirm')}
          remove={() => deleteScenario(open.scenario.id)}
          list={scenariosQuery.queryKey}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
