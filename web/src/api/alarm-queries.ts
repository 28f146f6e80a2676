/** What the views ask of alarms, scenarios, their actions, and of arming; recording by hand. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { bodyOf, native } from './client.ts';
import type { Alarm, AlarmState, Arming, QueuedAction, Scenario, ScenarioInput } from './contract.ts';

/** As many are counted; more are told as "more than". */
export const mostCounted = 99;

export const openAlarmsQuery = queryOptions({
  queryKey: ['alarms', 'open'],
  queryFn: async ({ signal }) =>
    bodyOf(
      await native.GET('/api/v1/alarms', {
        params: { query: { state: 'open', limit: mostCounted + 1 } },
        signal,
      }),
    ).items.length,
  refetchInterval: 60_000,
});

export function alarmsQuery(state: AlarmState | null) {
  return infiniteQueryOptions({
    queryKey: ['alarms', 'list', state],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        limit: 50,
        ...(state === null ? {} : { state }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      return bodyOf(await native.GET('/api/v1/alarms', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.items.length === 0 ? undefined : page.pagination.cursor),
  });
}

export async function moveAlarm({ id }: Alarm, step: 'acknowledge' | 'close', note: string): Promise<Alarm> {
  const options = {
    params: { path: { alarm_id: id } },
    body: note.trim() === '' ? {} : { note: note.trim() },
  };
  return bodyOf(
    step === 'acknowledge'
      ? await native.POST('/api/v1/alarms/{alarm_id}/acknowledge', options)
      : await native.POST('/api/v1/alarms/{alarm_id}/close', options),
  );
}

export const armingQuery = queryOptions({
  queryKey: ['arming'],
  queryFn: async ({ signal }): Promise<Arming> => bodyOf(await native.GET('/api/v1/arming', { signal })),
  refetchInterval: 30_000,
});

export async function setArming(armed: boolean): Promise<Arming> {
  return bodyOf(await native.PUT('/api/v1/arming', { body: { armed } }));
}

export const scenariosQuery = queryOptions({
  queryKey: ['scenarios'],
  queryFn: async ({ signal }): Promise<Scenario[]> => {
    const all: Scenario[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 500, ...(cursor === undefined ? {} : { cursor }) };
      const page = bodyOf(await native.GET('/api/v1/scenarios', { params: { query }, signal }));
      all.push(...page.items);
      cursor = page.items.length === 0 ? undefined : page.pagination.cursor;
    } while (cursor !== undefined);
    return all;
  },
  refetchInterval: 30_000,
});

export async function saveScenario(id: string | null, body: ScenarioInput): Promise<Scenario> {
  if (id === null) return bodyOf(await native.POST('/api/v1/scenarios', { body }));
  return bodyOf(
    await native.PUT('/api/v1/scenarios/{scenario_id}', { params: { path: { scenario_id: id } }, body }),
  );
}

export async function deleteScenario(id: string): Promise<void> {
  await native.DELETE('/api/v1/scenarios/{scenario_id}', { params: { path: { scenario_id: id } } });
}

export const failedActionsQuery = queryOptions({
  queryKey: ['actions', 'failed'],
  queryFn: async ({ signal }): Promise<QueuedAction[]> =>
    bodyOf(
      await native.GET('/api/v1/actions', { params: { query: { state: 'failed', limit: 100 } }, signal }),
    ).items,
  refetchInterval: 15_000,
});

export const waitingActionsQuery = queryOptions({
  queryKey: ['actions', 'waiting'],
  queryFn: async ({ signal }): Promise<QueuedAction[]> =>
    bodyOf(
      await native.GET('/api/v1/actions', { params: { query: { state: 'waiting', limit: 100 } }, signal }),
    ).items,
  refetchInterval: 15_000,
});

export async function retryAction(id: string): Promise<void> {
  await native.POST('/api/v1/actions/{action_id}/retry', { params: { path: { action_id: id } } });
}

export function recordingQuery(cameraId: string) {
  return queryOptions({
    queryKey: ['recording', cameraId],
    queryFn: async ({ signal }) =>
      bodyOf(
        await native.GET('/api/v1/cameras/{camera_id}/recording', {
          params: { path: { camera_id: cameraId } },
          signal,
        }),
      ),
  });
}

export async function setRecording(cameraId: string, on: boolean) {
  const params = { path: { camera_id: cameraId } };
  return bodyOf(await native.PUT('/api/v1/cameras/{camera_id}/recording', { params, body: { on } }));
}
