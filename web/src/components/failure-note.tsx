/** An error as a person needs it: what happened, what to do, and a way to try again. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { explainError } from '../api/errors.ts';
import { Icon } from './icon.tsx';

export function FailureNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { what, todo } = explainError(error, t);
  return (
    <Alert color="red" variant="light" icon={<Icon name="warning" />} role="alert" title={what}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{todo}</Text>
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
