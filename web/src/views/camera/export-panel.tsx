/** Marks a range, orders a clip of it, shows its progress and the clips that there are. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/contract.ts';
import { clipsQuery, createClip, spansQuery } from '../../api/queries.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatDuration, formatMoment } from '../../components/format.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useMay } from '../../components/use-may.ts';
import { recordedMs } from '../../timeline/recorded.ts';
import classes from './camera.module.css';
import { ClipList } from './clip-list.tsx';

export interface Marks {
  readonly inMs: number | null;
  readonly outMs: number | null;
}

interface Props {
  readonly camera: Camera;
  readonly marks: Marks;
  readonly onMark: (which: 'inMs' | 'outMs') => void;
  readonly onJump: (ms: number) => void;
  readonly onClose: () => void;
}

/** A gap shorter than this is a joint between two recordings, not worth a word. */
const notableGapMs = 1_500;

export function ExportPanel({ camera, marks, onMark, onJump, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const makes = useMay('videoclip_create');
  const reads = useMay('videoclip_read');
  const { inMs, outMs } = marks;
  const complete = inMs !== null && outMs !== null;
  const length = complete ? outMs - inMs : 0;
  const inside = useQuery({
    ...spansQuery(camera.id, inMs ?? 0, outMs ?? 0),
    enabled: complete && length > 0,
  });
  const kept = inside.data === undefined || !complete ? length : recordedMs(inside.data, inMs, outMs);
  const order = useMutation({
    mutationFn: () => createClip(camera.id, inMs ?? 0, outMs ?? 0),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: clipsQuery(camera.id).queryKey }),
  });

  return (
    <section className={classes.export} aria-label={t('export.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t('export.title')}
        </Title>
        <IconButton icon="close" label={t('export.close')} size="md" onClick={onClose} />
      </Group>
      <Stack gap="sm">
        {makes && (
          <>
            <Text size="sm" c="dimmed">
              {t('export.hint')}
            </Text>
            <Group gap="lg">
              <Mark label={t('export.in')} ms={inMs} onJump={onJump}>
                <Button variant="light" size="xs" onClick={() => onMark('inMs')}>
                  {t('export.markIn')} (I)
                </Button>
              </Mark>
              <Mark label={t('export.out')} ms={outMs} onJump={onJump}>
                <Button variant="light" size="xs" onClick={() => onMark('outMs')}>
                  {t('export.markOut')} (O)
                </Button>
              </Mark>
              {length > 0 && (
                <Text size="sm" className="tabular">
                  {t('export.duration', { duration: formatDuration(length) })}
                </Text>
              )}
              <Button
                disabled={length <= 0 || kept <= 0}
                loading={order.isPending}
                onClick={() => order.mutate()}
              >
                {t('export.order')}
              </Button>
            </Group>
          </>
        )}
        {complete && length <= 0 && <Alert color="yellow">{t('export.backwards')}</Alert>}
        {length > 0 && kept <= 0 && <Alert color="yellow">{t('export.nothing')}</Alert>}
        {kept > 0 && length - kept > notableGapMs && (
          <Alert color="yellow">
            {t('export.gaps', { recorded: formatDuration(kept), duration: formatDuration(length) })}
          </Alert>
        )}
        {order.error !== null && <FailureNote error={order.error} />}
        {reads && <ClipList camera={camera} />}
      </Stack>
    </section>
  );
}

function Mark(props: {
  label: string;
  ms: number | null;
  onJump: (ms: number) => void;
  children: React.ReactNode;
}) {
  const { t } = useTranslation();
  const { label, ms, onJump, children } = props;
  return (
    <Group gap="xs">
      <Stack gap={0}>
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        {ms === null ? (
          <Text size="sm" c="dimmed">
            {t('export.notSet')}
          </Text>
        ) : (
          <Button
            variant="transparent"
            size="compact-sm"
            p={0}
            className="tabular"
            onClick={() => onJump(ms)}
          >
            {formatMoment(ms, Date.now())}
          </Button>
        )}
      </Stack>
      {children}
    </Group>
  );
}
