/** Asks before a camera is deleted. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/contract.ts';
import { camerasQuery, deleteCamera } from '../../api/queries.ts';
import { FailureNote } from '../../components/failure-note.tsx';

interface Props {
  readonly camera: Camera;
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}

export function DeleteDialog({ camera, onClose, onDeleted }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteCamera(camera.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: camerasQuery.queryKey });
      onClose();
      onDeleted?.();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('cameras.deleteTitle', { name: camera.name })}>
      <Stack>
        <Text size="sm">{t('cameras.deleteText')}</Text>
        {remove.error !== null && <FailureNote error={remove.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('cameras.deleteConfirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
