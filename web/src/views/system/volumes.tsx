/** The disks that hold recordings. */
import { Badge, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VolumeStatus } from '#domain/recording.ts';
import type { SystemStatus } from '../../api/queries.ts';
import { formatBytes } from '../../components/format.ts';
import classes from './system.module.css';

export function Volumes({ system }: { system: SystemStatus }) {
  const { t } = useTranslation();
  // Streamservers of one machine may share a volume.
  const volumes = new Map(
    system.streamservers.flatMap(({ volumes: all }) => all.map((one) => [one.path, one])),
  );
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {t('system.volumes')}
      </Title>
      {[...volumes.values()].map((volume) => (
        <Volume key={volume.path} volume={volume} />
      ))}
    </Stack>
  );
}

function Volume({ volume }: { volume: VolumeStatus }) {
  const { t } = useTranslation();
  const { name, path, state, message, totalBytes, freeBytes, usedBytes } = volume;
  const share = totalBytes === 0 ? 0 : ((totalBytes - freeBytes) / totalBytes) * 100;
  const recordings = totalBytes === 0 ? 0 : Math.min(share, (usedBytes / totalBytes) * 100);
  return (
    <div className={classes.panel}>
      <Group justify="space-between">
        <Text fw={600}>{name}</Text>
        <Badge variant="light" color={state === 'ok' ? 'teal' : 'red'} tt="none">
          {t(`system.volumeState.${state}`)}
        </Badge>
      </Group>
      <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {path}
      </Text>
      <Progress.Root
        size="lg"
        mt="sm"
        aria-label={t('system.free', { free: formatBytes(freeBytes), total: formatBytes(totalBytes) })}
      >
        <Progress.Section value={recordings} color="sky.6" aria-label={t('system.recordings')} />
        <Progress.Section value={share - recordings} color="dark.3" aria-label={t('system.volumes')} />
      </Progress.Root>
      <Group justify="space-between" mt={6}>
        <Text size="sm" c="dimmed" className="tabular">
          {t('system.used', { used: formatBytes(usedBytes) })}
        </Text>
        <Text size="sm" className="tabular">
          {t('system.free', { free: formatBytes(freeBytes), total: formatBytes(totalBytes) })}
        </Text>
      </Group>
      {state !== 'ok' && (
        <Text size="sm" c="red.4" role="alert" mt={6}>
          {message ? `${message}. ` : ''}
          {t(`system.volumeTodo.${state}`)}
        </Text>
      )}
    </div>
  );
}
