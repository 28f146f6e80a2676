/** Asks before changes that are not saved are lost. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onStay} title={t('analytics.leaveTitle')}>
      <Text size="sm">{t('analytics.leaveText')}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onStay} data-autofocus>
          {t('analytics.stay')}
        </Button>
        <Button color="red" onClick={onLeave}>
          {t('analytics.leave')}
        </Button>
      </Group>
    </Modal>
  );
}
