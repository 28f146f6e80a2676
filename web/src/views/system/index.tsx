/** How the installation does: figures, streamservers, disks, streams, gaps of the last day. */
import { Center, Loader, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { camerasQuery, systemQuery } from '../../api/queries.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { Figures } from './figures.tsx';
import { GapTable } from './gap-table.tsx';
import { StreamTable } from './stream-table.tsx';
import { Streamservers } from './streamservers.tsx';
import classes from './system.module.css';
import { Volumes } from './volumes.tsx';

export function SystemView() {
  const { t } = useTranslation();
  const system = useQuery(systemQuery);
  const cameras = useQuery(camerasQuery);
  const names = useMemo(
    () => new Map((cameras.data ?? []).map(({ id, name }) => [id, name])),
    [cameras.data],
  );

  return (
    <div className={`scroll-page ${classes.page}`}>
      <Title order={1} size="h3" mb="md">
        {t('system.title')}
      </Title>
      {system.isPending && (
        <Center p="xl">
          <Loader aria-label={t('common.loading')} />
        </Center>
      )}
      {system.isError && system.data === undefined && (
        <FailureNote error={system.error} onRetry={() => void system.refetch()} />
      )}
      {system.data !== undefined && (
        <Stack gap="xl">
          <Figures system={system.data} />
          <div className={classes.columns}>
            <Streamservers system={system.data} />
            <Volumes system={system.data} />
          </div>
          <StreamTable system={system.data} names={names} />
          <GapTable cameras={cameras.data ?? []} />
        </Stack>
      )}
    </div>
  );
}
