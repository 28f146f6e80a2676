/** The session has ended on the server: forget it, so that the router shows the log-in page. */
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { sessionQuery } from '../api/queries.ts';

export function useSignOut(): () => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useCallback(() => {
    queryClient.setQueryData(sessionQuery.queryKey, null);
    void router.invalidate();
  }, [queryClient, router]);
}
