import type { Arming } from '#services/arming/arming-service.ts';
import type { VidettePorts } from '../ports.ts';
import type { Routes, Wire } from '../wire.ts';

export function armingRoutes({ arming }: VidettePorts): Routes<'getArming' | 'setArming'> {
  return {
    getArming: async ({ principal }) => toArming(await arming.get(principal)),
    setArming: async ({ principal, body }) => toArming(await arming.set(principal, body.armed)),
  };
}

function toArming({ armed, changedMs, changedBy }: Arming): Wire['Arming'] {
  return { armed, changed_at: changedMs, changed_by: changedBy };
}
