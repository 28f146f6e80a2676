/** Trying the analytics with other settings on the archive. */
import { queryOptions } from '@tanstack/react-query';
import { bodyOf, native } from './client.ts';
import type { Replay, ReplayOrder } from './contract.ts';

export const replayChanges = ['kept', 'come', 'go'] as const;

const pollMs = 700;

export async function startReplay(cameraId: string, body: ReplayOrder): Promise<Replay> {
  const params = { path: { camera_id: cameraId } };
  return bodyOf(await native.POST('/api/v1/cameras/{camera_id}/replays', { params, body }));
}

export function replayQuery(replayId: string) {
  return queryOptions({
    queryKey: ['replay', replayId],
    queryFn: async ({ signal }): Promise<Replay> => {
      const params = { path: { replay_id: replayId } };
      return bodyOf(await native.GET('/api/v1/replays/{replay_id}', { params, signal }));
    },
    refetchInterval: ({ state: { data, status } }) =>
      status !== 'error' && (data === undefined || isUnderWay(data)) ? pollMs : false,
  });
}

export function isUnderWay({ state }: Replay): boolean {
  return state === 'waiting' || state === 'running';
}

/** Ends and forgets it. */
export async function abortReplay(replayId: string): Promise<void> {
  await native.DELETE('/api/v1/replays/{replay_id}', { params: { path: { replay_id: replayId } } });
}
