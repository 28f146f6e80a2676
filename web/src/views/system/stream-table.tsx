/** Every stream with what comes in, who watches, and what was lost. */
import { Stack, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CameraStatus, StreamStatus } from '#cluster/protocol.ts';
import type { SystemStatus } from '../../api/queries.ts';
import { stateOf } from '../../components/camera-state.ts';
import { formatBitrate, formatCodec } from '../../components/format.ts';
import { StateDot } from '../../components/state-dot.tsx';
import cameraClasses from '../cameras/cameras.module.css';

interface Props {
  readonly system: SystemStatus;
  readonly names: ReadonlyMap<string, string>;
}

export function StreamTable({ system, names }: Props) {
  const { t } = useTranslation();
  const rows = system.streamservers
    .flatMap(({ cameras }) => cameras)
    .flatMap((camera) => camera.streams.map((stream) => ({ camera, stream })));
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {t('system.streams')}
      </Title>
      {rows.length === 0 && <Text c="dimmed">{t('system.noStreams')}</Text>}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={760}>
          <Table verticalSpacing={8} className="tabular">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('system.camera')}</Table.Th>
                <Table.Th>{t('system.stream')}</Table.Th>
                <Table.Th>{t('system.state')}</Table.Th>
                <Table.Th>{t('system.format')}</Table.Th>
                <Table.Th ta="right">{t('system.bitrate')}</Table.Th>
                <Table.Th ta="right">{t('system.viewers')}</Table.Th>
                <Table.Th ta="right">{t('system.lost')}</Table.Th>
                <Table.Th ta="right">{t('system.reconnects')}</Table.Th>
                <Table.Th>{t('system.recording')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ camera, stream }) => (
                <Row
                  key={`${camera.cameraId}/${stream.name}`}
                  camera={camera}
                  stream={stream}
                  name={names.get(camera.cameraId) ?? camera.cameraId}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

function Row({ camera, stream, name }: { camera: CameraStatus; stream: StreamStatus; name: string }) {
  const { t } = useTranslation();
  const { video } = stream;
  return (
    <Table.Tr>
      <Table.Td>
        {stream.name === 'main' && (
          <Link to="/cameras/$cameraId" params={{ cameraId: camera.cameraId }} className={cameraClasses.name}>
            {name}
          </Link>
        )}
      </Table.Td>
      <Table.Td>{t(`system.${stream.name}`)}</Table.Td>
      <Table.Td>
        <StateDot state={stateOf(camera, stream.name)} />
        {stream.state === 'failed' && (
          <Text size="xs" c="dimmed" maw={260}>
            {t(`failure.${stream.failure ?? 'unreachable'}`)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {video === undefined
          ? '–'
          : `${formatCodec(video.codec)} ${video.width}×${video.height} · ${video.fps.toFixed(0)} fps`}
        {stream.transport !== undefined && ` · ${stream.transport}`}
      </Table.Td>
      <Table.Td ta="right">{video === undefined ? '–' : formatBitrate(video.bitrateBps)}</Table.Td>
      <Table.Td ta="right">{stream.viewers}</Table.Td>
      <Table.Td ta="right">{stream.lostPackets}</Table.Td>
      <Table.Td ta="right">{stream.reconnects}</Table.Td>
      <Table.Td>{stream.name === 'main' ? camera.recording.reason : ''}</Table.Td>
    </Table.Tr>
  );
}
