/** Asks before a scenario is deleted. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteScenario, scenariosQuery } from '../../api/alarm-queries.ts';
import type { Scenario } from '../../api/contract.ts';
import { FailureNote } from '../../components/failure-note.tsx';

export function DeleteScenario({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteScenario(scenario.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: scenariosQuery.queryKey });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('scenarios.deleteTitle', { name: scenario.name })}>
      <Stack>
        <Text size="sm">{t('scenarios.deleteText')}</Text>
        {remove.error !== null && <FailureNote error={remove.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('scenarios.deleteConfirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
