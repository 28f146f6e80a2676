/** Begins and ends a recording by hand. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { recordingQuery, setRecording } from '../../api/alarm-queries.ts';
import { explainError } from '../../api/errors.ts';
import { Icon } from '../../components/icon.tsx';
import classes from './camera.module.css';

export function RecordButton({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data } = useQuery({ ...recordingQuery(cameraId), refetchInterval: 5_000 });
  const order = useMutation({
    mutationFn: (on: boolean) => setRecording(cameraId, on),
    onSuccess: (now) => queryClient.setQueryData(recordingQuery(cameraId).queryKey, now),
    onError: (error) => {
      const { what, todo } = explainError(error, t);
      notifications.show({ title: what, message: todo, color: 'red' });
    },
  });
  if (data === undefined) return null;
  return (
    <Button
      size="compact-sm"
      radius="xl"
      variant={data.on ? 'filled' : 'default'}
      color={data.on ? 'red.8' : 'gray'}
      aria-pressed={data.on}
      loading={order.isPending}
      leftSection={<Icon name="record" size={16} />}
      classNames={{ label: classes.words ?? '' }}
      aria-label={t(data.on ? 'camera.recordStop' : 'camera.recordStart')}
      onClick={() => order.mutate(!data.on)}
    >
      {t(data.on ? 'camera.recordStop' : 'camera.recordStart')}
    </Button>
  );
}
