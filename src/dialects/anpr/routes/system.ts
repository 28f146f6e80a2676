/** Health figures. */
import type { Principal } from '#domain/principal.ts';
import type { Handler } from '../../shared/handler.ts';
import type { operations } from '../generated/contract.ts';
import { localMidnightMs, toStatus } from '../map.ts';
import type { AnprPorts, PlateFigures } from '../ports.ts';
import { wrap } from '../wrapper.ts';

const noPlates: PlateFigures = { count: 0, averageSpeed: null, minimumSpeed: null, maximumSpeed: null };

export function systemRoutes({ cameras, machine, plates, clock }: AnprPorts) {
  const platesToday = async (principal: Principal, now: Date): Promise<PlateFigures> =>
    (await plates?.figures(principal, localMidnightMs(now), now.getTime())) ?? noPlates;
  const getStatus: Handler<operations['getStatus']> = async (call) => {
    const now = new Date(clock.utcMs());
    const [facts, figures, all] = await Promise.all([
      machine.facts(),
      platesToday(call.principal, now),
      cameras.list(call.principal),
    ]);
    return wrap(toStatus(facts, figures, all.length, now));
  };
  return { getStatus };
}
