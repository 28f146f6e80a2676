/** Pages for an address that does not exist and for a page that failed. */
import { Box, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
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

/** Loading anew also helps when the page is older than the server and asks for files that are gone. */
export function PageError({ error }: { error: unknown }) {
  return (
    <Box p="md" maw={720} mx="auto" w="100%">
      <FailureNote error={error} onRetry={() => location.reload()} />
    </Box>
  );
}
