/** Pages for an address that does not exist and for a page that failed. */
import { Box, Button, Group } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../components/empty.tsx';
import { FailureNote } from '../components/failure-note.tsx';

export function LostView() {
  const { t } = useTranslation();
  return (
    <Group h="100%">
      <Empty icon="search" title={t('lost.title')} text={t('lost.text')}>
        <Button component={Link} to="/">
          {t('lost.toWall')}
        </Button>
      </Empty>
    </Group>
  );
}

export function PageError({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  return (
    <Box p="md" maw={720} mx="auto" w="100%">
      <FailureNote
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Box>
  );
}
