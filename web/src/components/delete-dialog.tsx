/** Asks before something is deleted. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureNote } from './failure-note.tsx';

interface Props {
  readonly title: string;
  /** What follows from it. */
  readonly text: string;
  /** On the button. */
  readonly action: string;
  readonly remove: () => Promise<unknown>;
  /** The list that is another one then. */
  readonly list: QueryKey;
  readonly onClose: () => void;
}

export function DeleteDialog({ title, text, action, remove, list, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: list });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack>
        <Text size="sm">{text}</Text>
        {removal.error !== null && <FailureNote error={removal.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={removal.isPending} onClick={() => removal.mutate()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
