/** The clips of a camera: those being made with their progress, the ready ones to download. */
import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera, VideoClip } from '../../api/contract.ts';
import { clipsQuery, deleteClip } from '../../api/queries.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatDuration, formatMoment } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useMay } from '../../components/use-may.ts';
import { fileName } from './save-picture.ts';

const pollMs = 700;

function isOpen({ status }: VideoClip): boolean {
  return status === 'queued' || status === 'running';
}

export function ClipList({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const clips = useQuery({
    ...clipsQuery(camera.id),
    refetchInterval: ({ state }) => (state.data?.some(isOpen) === true ? pollMs : false),
  });
  if (clips.isError) return <FailureNote error={clips.error} onRetry={() => void clips.refetch()} />;
  const newestFirst = (clips.data ?? []).toSorted((a, b) => b.created_at.localeCompare(a.created_at));
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {t('export.clips')}
      </Title>
      {clips.isSuccess && newestFirst.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('export.none')}
        </Text>
      )}
      {newestFirst.map((clip) => (
        <ClipRow key={clip.id} clip={clip} />
      ))}
    </Stack>
  );
}

function ClipRow({ clip }: { clip: VideoClip }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteClip(clip.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: clipsQuery(clip.camera_id).queryKey }),
  });
  const mayDelete = useMay('videoclip_delete');
  const startMs = Date.parse(clip.range_start);
  const percent = (clip.progress ?? 0) * 100;
  const name = `${fileName(clip.camera_name)} ${clip.range_start.slice(0, 19).replaceAll(':', '-')}Z.mp4`;
  return (
    <Group gap="md" wrap="nowrap" data-testid="clip" data-status={clip.status}>
      <Text size="sm" className="tabular" miw={150}>
        {formatMoment(startMs, Date.now())} · {formatDuration(Date.parse(clip.range_end) - startMs)}
      </Text>
      <Stack gap={4} flex={1}>
        <Text size="sm" c={clip.status === 'failed' ? 'red.4' : 'dimmed'} role="status">
          {t(`export.status.${clip.status}`)}
          {clip.status === 'running' && ` ${Math.round(percent)} %`}
          {clip.status === 'failed' && `. ${t('export.failedTodo')}`}
        </Text>
        {isOpen(clip) && <Progress value={percent} size="sm" aria-label={t('export.progress')} animated />}
      </Stack>
      {clip.result !== undefined && (
        <Button
          component="a"
          href={localPath(clip.result.url)}
          download={name}
          size="xs"
          leftSection={<Icon name="download" size={16} />}
        >
          {t('export.download')}
        </Button>
      )}
      {mayDelete && (
        <IconButton
          icon="trash"
          label={t('export.delete')}
          size="md"
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        />
      )}
    </Group>
  );
}

/** The contract gives an absolute URL with the host that the server thinks it has; behind a proxy this page knows better. */
function localPath(url: string): string {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}
