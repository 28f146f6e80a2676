/** The media processes. */
import { Alert, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SystemStatus } from '../../api/queries.ts';
import { formatAge, formatBytes } from '../../components/format.ts';
import classes from './system.module.css';

export function Streamservers({ system }: { system: SystemStatus }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {t('system.streamservers')}
      </Title>
      {system.streamservers.length === 0 && (
        <Alert color="red" title={t('system.noStreamserver')}>
          {t('system.noStreamserverText')}
        </Alert>
      )}
      {system.streamservers.map((streamserver) => (
        <div key={streamserver.id} className={classes.panel}>
          <Text fw={600}>{streamserver.id}</Text>
          <dl className={`tabular ${classes.facts}`}>
            <dt>{t('system.cameras')}</dt>
            <dd>{streamserver.cameras.length}</dd>
            <dt>{t('system.cpu')}</dt>
            <dd>{t('system.cpuOf', { percent: streamserver.cpuPercent.toFixed(1) })}</dd>
            <dt>{t('system.memory')}</dt>
            <dd>{formatBytes(streamserver.memoryBytes)}</dd>
            <dt>{t('system.running')}</dt>
            <dd>{formatAge(Date.now() - streamserver.startedAtMs)}</dd>
            <dt>{t('system.version')}</dt>
            <dd>
              {streamserver.version} · {t('system.pid')} {streamserver.pid}
            </dd>
          </dl>
        </div>
      ))}
    </Stack>
  );
}
