/** Caching and retries of what the views read. A refused session anywhere leads to the log-in page. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, sessionChangedReason } from '../api/errors.ts';
import { sessionQuery } from '../api/queries.ts';

/** Only what may pass by itself is worth another try: no answer, or a server that says "later". */
function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.httpStatus === 0 || error.httpStatus >= 502);
}

export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (!(error instanceof ApiError)) return;
    if (error.reason === sessionChangedReason)
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    if (error.httpStatus !== 401) return;
    if (client.getQueryData(sessionQuery.queryKey) === null) return;
    client.setQueryData(sessionQuery.queryKey, null);
    onSignedOut();
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        // A wrong password is an answer to the log-in form, not the end of a session.
        if (mutation.options.mutationKey?.[0] !== 'log-in') onError(error);
      },
    }),
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 2 && mayPass(error),
        staleTime: 2_000,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
  return client;
}
