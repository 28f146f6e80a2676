/** Says so when the server does not answer; it goes away by itself when it does again. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/errors.ts';
import { systemQuery } from '../api/queries.ts';
import { Icon } from '../components/icon.tsx';
import classes from './connection-banner.module.css';

export function ConnectionBanner() {
  const { t } = useTranslation();
  const { error, failureReason, failureCount } = useQuery(systemQuery);
  const reason = error ?? (failureCount > 1 ? failureReason : null);
  const lost = reason instanceof ApiError && (reason.httpStatus === 0 || reason.httpStatus >= 502);
  const queryClient = useQueryClient();
  useEffect(() => {
    // What failed meanwhile and is not asked for again by itself.
    if (!lost)
      void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  }, [lost, queryClient]);
  if (!lost) return null;
  return (
    <div className={classes.banner} role="status">
      <Icon name="warning" size={18} />
      <span>{t('connection.lost')}</span>
    </div>
  );
}
