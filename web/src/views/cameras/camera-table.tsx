/** The cameras of a wide screen. */
import { Badge, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { stateOf } from '../../components/camera-state.ts';
import { StateDot } from '../../components/state-dot.tsx';
import { RowMenu, type RowProps, StreamFacts, Thumbnail } from './camera-facts.tsx';
import classes from './cameras.module.css';

export function CameraTable({ rows }: { rows: readonly RowProps[] }) {
  const { t } = useTranslation();
  return (
    <Table verticalSpacing="sm" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={130} aria-label={t('cameras.picture')} />
          <Table.Th>{t('cameras.name')}</Table.Th>
          <Table.Th>{t('cameras.state')}</Table.Th>
          <Table.Th>{t('cameras.stream')}</Table.Th>
          <Table.Th>{t('cameras.recordingColumn')}</Table.Th>
          <Table.Th w={60} aria-label={t('cameras.actionsColumn')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.camera.id}>
            <Table.Td>
              <Thumbnail camera={row.camera} status={row.status} />
            </Table.Td>
            <Table.Td>
              <Stack gap={2}>
                <Link to="/cameras/$cameraId" params={{ cameraId: row.camera.id }} className={classes.name}>
                  {row.camera.name}
                </Link>
                <Text size="sm" c="dimmed">
                  {row.place}
                </Text>
              </Stack>
            </Table.Td>
            <Table.Td>
              <StateDot state={stateOf(row.status)} />
            </Table.Td>
            <Table.Td>
              <StreamFacts status={row.status} />
            </Table.Td>
            <Table.Td>
              {row.status !== undefined && (
                <Badge
                  variant="light"
                  color={row.status.recording.active ? 'teal' : 'gray'}
                  tt="none"
                  fw={500}
                  miw="max-content"
                >
                  {row.status.recording.active ? t('camera.recording') : row.status.recording.reason}
                </Badge>
              )}
            </Table.Td>
            <Table.Td>
              <RowMenu camera={row.camera} onEdit={row.onEdit} onDelete={row.onDelete} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
