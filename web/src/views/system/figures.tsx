/** The figures at a glance. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SystemStatus } from '../../api/queries.ts';
import { stateOf } from '../../components/camera-state.ts';
import { formatAge, formatBitrate, formatBytes } from '../../components/format.ts';
import classes from './system.module.css';

export function Figures({ system }: { system: SystemStatus }) {
  const { t } = useTranslation();
  const cameras = system.streamservers.flatMap((streamserver) => streamserver.cameras);
  const streams = cameras.flatMap((camera) => camera.streams);
  const online = cameras.filter((camera) => stateOf(camera).kind === 'online').length;
  const incoming = streams.reduce(
    (sum, { video, audio }) => sum + (video?.bitrateBps ?? 0) + (audio?.bitrateBps ?? 0),
    0,
  );
  const volumes = system.streamservers.flatMap((streamserver) => streamserver.volumes);
  const figures: [string, string][] = [
    [t('system.cameras'), t('system.online', { online, total: system.cameras })],
    [t('system.incoming'), formatBitrate(incoming)],
    [t('system.viewers'), String(streams.reduce((sum, { viewers }) => sum + viewers, 0))],
    [t('system.recordings'), formatBytes(volumes.reduce((sum, { usedBytes }) => sum + usedBytes, 0))],
    [t('system.version'), system.version],
    [t('system.running'), formatAge(Date.now() - system.startedAtMs)],
    [t('system.database'), system.database.engine],
  ];
  return (
    <div className={classes.figures}>
      {figures.map(([label, value]) => (
        <div key={label} className={classes.figure}>
          <Text size="sm" c="dimmed">
            {label}
          </Text>
          <div className={`tabular ${classes.value}`}>{value}</div>
        </div>
      ))}
    </div>
  );
}
