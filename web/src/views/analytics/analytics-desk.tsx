/** The editor of one camera's analytics: picture with shapes, what is looked for, and a try on the archive. */
import { Button, Group, Tabs, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/contract.ts';
import { ApiError } from '../../api/errors.ts';
import { camerasQuery, saveCamera, systemQuery } from '../../api/queries.ts';
import { AnalysisState } from '../../components/analysis-state.tsx';
import { statusesOf } from '../../components/camera-state.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { writableOf } from '../cameras/form-values.ts';
import classes from './analytics.module.css';
import { Canvas } from './canvas.tsx';
import { type WireAnalytics, wireOf } from './draft.ts';
import { isComplete } from './drawing.ts';
import { useEditing } from './editing.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { Parts } from './parts.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import { useUndoKeys } from './use-undo-keys.ts';

export function AnalyticsDesk({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const system = useQuery(systemQuery);
  const status = statusesOf(system.data).get(camera.id);
  const stored = camera.video_analytics as WireAnalytics | undefined;
  const editing = useEditing(stored);
  const { draft, problems, drawing } = editing;
  const [tab, setTab] = useState<string | null>('parts');
  const save = useMutation({
    mutationFn: () =>
      saveCamera(camera.id, { ...writableOf(camera), video_analytics: wireOf(draft, stored) }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: camerasQuery.queryKey });
      editing.begin(saved.video_analytics as WireAnalytics | undefined);
      notifications.show({ message: t('analytics.saved', { name: camera.name }), color: 'teal' });
    },
    onError: (error) => {
      if (error instanceof ApiError) editing.showProblems(error.problems);
    },
  });
  const trySave = () => {
    const [first] = problems;
    if (first === undefined) save.mutate();
    else {
      setTab('parts');
      editing.select(first.shapeId);
    }
  };
  const blocker = useBlocker({
    shouldBlockFn: () => editing.changed,
    enableBeforeUnload: () => editing.changed,
    withResolver: true,
  });
  useUndoKeys(editing.undo, editing.redo, trySave);

  return (
    <div className={classes.desk}>
      <header className={classes.header}>
        <Group gap="xs" wrap="nowrap" miw={0}>
          <IconButton
            icon="back"
            label={t('analytics.toCamera')}
            onClick={() => void navigate({ to: '/cameras/$cameraId', params: { cameraId: camera.id } })}
          />
          <Title order={1} size="h4" lineClamp={1}>
            {t('analytics.title', { name: camera.name })}
          </Title>
        </Group>
        <Group gap={4} wrap="nowrap">
          <IconButton
            icon="undo"
            label={t('analytics.undo')}
            hint="Ctrl Z"
            disabled={!editing.canUndo}
            onClick={editing.undo}
          />
          <IconButton
            icon="redo"
            label={t('analytics.redo')}
            hint="Ctrl Shift Z"
            disabled={!editing.canRedo}
            onClick={editing.redo}
          />
          <Button ml={6} disabled={!editing.changed} loading={save.isPending} onClick={trySave}>
            {t('common.save')}
          </Button>
        </Group>
      </header>
      <div className={classes.stage}>
        <Canvas
          camera={camera}
          status={status}
          draft={draft}
          brokenIds={new Set(problems.map(({ shapeId }) => shapeId))}
          selectedId={editing.selectedId}
          drawing={drawing}
          onSelect={editing.select}
          onPoints={(id, points, gesture) => editing.change(id, { points }, gesture)}
          onRemove={editing.remove}
          onDrawing={editing.setDrawing}
          onFinish={editing.finishDrawing}
        />
        <div className={classes.bar}>
          {drawing === null ? (
            <>
              <AnalysisState analysis={status?.analysis} />
              <Text size="xs" c="dimmed" className={classes.keys}>
                {t(editing.selectedId === null ? 'analytics.hintIdle' : 'analytics.hintSelected')}
              </Text>
            </>
          ) : (
            <>
              <Text size="sm" role="status">
                {t(
                  `analytics.hintDraw.${drawing.kind === 'crossing' || drawing.kind === 'counting' ? 'line' : 'area'}`,
                )}
              </Text>
              <Group gap="xs" wrap="nowrap">
                <Button
                  size="compact-sm"
                  disabled={drawing.points.length > 0 && !isComplete(drawing)}
                  onClick={() => editing.finishDrawing(drawing.points)}
                >
                  {t('analytics.finish')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => editing.setDrawing(null)}>
                  {t('common.cancel')}
                </Button>
              </Group>
            </>
          )}
        </div>
      </div>
      <aside className={classes.panel} aria-label={t('analytics.settings')}>
        {save.error !== null && (
          <div className={classes.failure}>
            <FailureNote error={save.error} />
          </div>
        )}
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List grow>
            <Tabs.Tab value="parts">{t('analytics.settings')}</Tabs.Tab>
            <Tabs.Tab value="replay">{t('replay.tab')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="parts" pt="sm">
            <Parts editing={editing} />
          </Tabs.Panel>
          <Tabs.Panel value="replay" pt="sm">
            <ReplayPanel camera={camera} analytics={wireOf(draft, stored)} valid={problems.length === 0} />
          </Tabs.Panel>
        </Tabs>
      </aside>
      {blocker.status === 'blocked' && <LeaveDialog onStay={blocker.reset} onLeave={blocker.proceed} />}
    </div>
  );
}
