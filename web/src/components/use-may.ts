/** Whether whoever is logged in has a right. What somebody may not do is not offered; the server refuses it anyway. */
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries.ts';
import { may } from '../api/session.ts';

export function useMay(permission: string): boolean {
  const { data: user } = useQuery(sessionQuery);
  return may(user, permission);
}
