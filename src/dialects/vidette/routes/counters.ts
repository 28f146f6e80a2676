import { toCounter } from '../event-map.ts';
import type { VidettePorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function counterRoutes({
  counters,
  heatMaps,
}: VidettePorts): Routes<'listCounters' | 'resetCounters' | 'getHeatMap'> {
  return {
    listCounters: async ({ principal, query }) => ({
      items: (await counters.list(principal, query.camera_id)).map(toCounter),
    }),
    resetCounters: async ({ principal, body }) => ({
      items: (await counters.reset(principal, body.camera_id, body.line ?? null)).map(toCounter),
    }),
    getHeatMap: async ({ principal, query }) => {
      const period = { fromMs: query.from, toMs: query.to };
      const { columns, rows, counts } = await heatMaps.of(principal, query.camera_id, period);
      return { columns, rows, counts: [...counts] };
    },
  };
}
