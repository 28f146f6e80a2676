/** What was not recorded in the last day, and why. */
import { Stack, Table, Text, Title } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/contract.ts';
import { gapsQuery } from '../../api/queries.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatDuration, formatMoment } from '../../components/format.ts';
import cameraClasses from '../cameras/cameras.module.css';

const dayMs = 86_400_000;
const shown = 50;

const soonMs = 5_000;

export function GapTable({ cameras }: { cameras: readonly Camera[] }) {
  const { t } = useTranslation();
  // Fixed while the page is open, so that the keys of the queries stay.
  const [toMs] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000);
  // A request per camera: the more there are, the rarer.
  const usualMs = Math.max(30_000, cameras.length * 500);
  const results = useQueries({
    queries: cameras.map(({ id }) => ({
      ...gapsQuery(id, toMs - dayMs, toMs + dayMs),
      // After trouble sooner: what is shown of it shall not outlive it.
      refetchInterval: ({ state }: { readonly state: { readonly error: Error | null } }) =>
        state.error === null ? usualMs : soonMs,
    })),
  });
  const pending = results.some(({ isPending }) => isPending);
  const failure = results.find(({ error }) => error !== null)?.error ?? null;
  const rows = cameras
    .flatMap((camera, index) => (results[index]?.data ?? []).map((gap) => ({ camera, gap })))
    .sort((a, b) => b.gap.startMs - a.gap.startMs)
    .slice(0, shown);
  const now = Date.now();
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {t('system.gaps')}
      </Title>
      {failure !== null && <FailureNote error={failure} />}
      {failure === null && rows.length === 0 && (
        <Text c="dimmed">{t(pending ? 'common.loading' : 'system.noGaps')}</Text>
      )}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing={8} className="tabular">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('system.camera')}</Table.Th>
                <Table.Th>{t('system.gapFrom')}</Table.Th>
                <Table.Th>{t('system.gapTo')}</Table.Th>
                <Table.Th ta="right">{t('system.gapLength')}</Table.Th>
                <Table.Th>{t('system.gapCause')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ camera, gap }) => (
                <Table.Tr key={`${camera.id}/${gap.stream}/${gap.startMs}`}>
                  <Table.Td>
                    <Link
                      to="/cameras/$cameraId"
                      params={{ cameraId: camera.id }}
                      search={{ at: Math.floor(gap.startMs) - 5_000 }}
                      className={cameraClasses.name}
                    >
                      {camera.name}
                    </Link>
                  </Table.Td>
                  <Table.Td>{formatMoment(gap.startMs, now)}</Table.Td>
                  <Table.Td>
                    {gap.endMs === null ? t('system.lasting') : formatMoment(gap.endMs, now)}
                  </Table.Td>
                  <Table.Td ta="right">{formatDuration((gap.endMs ?? now) - gap.startMs)}</Table.Td>
                  <Table.Td>
                    {t(`gap.${gap.cause}`)}
                    {gap.detail !== undefined && (
                      <Text size="xs" c="dimmed">
                        {gap.detail}
                      </Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}
