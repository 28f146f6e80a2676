/** The pages of the log together with what has come since. Pure. */
import type { LoggedEvent } from '../../api/contract.ts';

/** Of two states of one event the later one; newest first. */
export function mergeEvents(
  listed: readonly LoggedEvent[],
  fresh: readonly LoggedEvent[],
): readonly LoggedEvent[] {
  if (fresh.length === 0) return listed;
  const byId = new Map(listed.map((event) => [event.event_id, event]));
  let added = false;
  for (const event of fresh) {
    const known = byId.get(event.event_id);
    if (known === undefined) added = true;
    if (known === undefined || known.revision < event.revision) byId.set(event.event_id, event);
  }
  const all = [...byId.values()];
  return added ? all.sort((a, b) => b.begin - a.begin || (a.event_id < b.event_id ? 1 : -1)) : all;
}

/** The newest state of each, the last come first. */
export function upsert(fresh: readonly LoggedEvent[], news: readonly LoggedEvent[]): LoggedEvent[] {
  const byId = new Map(fresh.map((event) => [event.event_id, event]));
  for (const event of news) {
    const known = byId.get(event.event_id);
    if (known === undefined || known.revision < event.revision) byId.set(event.event_id, event);
  }
  return [...byId.values()];
}
