/**
 * Whether a scenario acts on an event that fulfils its conditions. Each begin and end is decided once. Within the repeat interval of
 * a camera nothing follows; neither does it after thirty times in a minute for one camera, which no person wants: then something
 * that the scenario does (a light, a message to a program) makes the next event.
 */
import {
  countFirings,
  type FiringOutcome,
  type FiringRow,
  findFiring,
  insertFiring,
} from '#stores/scenarios.ts';
import type { Trx } from '#stores/schema.ts';

export type FiringKey = Omit<FiringRow, 'outcome'>;

export const mostPerMinute = 30;

/** Null when it was decided before. */
export async function decideFiring(
  trx: Trx,
  key: FiringKey,
  repeatSeconds: number,
): Promise<FiringOutcome | null> {
  if ((await findFiring(trx, key)) !== undefined) return null;
  const outcome = await outcomeOf(trx, key, repeatSeconds);
  await insertFiring(trx, { ...key, outcome });
  return outcome;
}

async function outcomeOf(trx: Trx, key: FiringKey, repeatSeconds: number): Promise<FiringOutcome> {
  // Both sides: events may come out of order.
  const nearMs = repeatSeconds * 1000 - 1;
  if (nearMs > 0 && (await countFirings(trx, key, key.at_ms - nearMs, key.at_ms + nearMs)) > 0)
    return 'repeated';
  const lastMinute = await countFirings(trx, key, key.at_ms - 59_999, key.at_ms);
  return lastMinute >= mostPerMinute ? 'limited' : 'fired';
}
