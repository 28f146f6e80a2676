/** A page that somebody came to by its address without the right for it. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from './empty.tsx';

export function NotAllowed() {
  const { t } = useTranslation();
  return (
    <Empty icon="lock" title={t('error.forbidden')} text={t('error.forbiddenTodo')}>
      <Button variant="default" component={Link} to="/">
        {t('lost.toWall')}
      </Button>
    </Empty>
  );
}
