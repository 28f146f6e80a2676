/** Hits on watchlists are counted by priority, next to the types of events. */
import { matchKinds } from '#stores/event-counts.ts';
import { priorityCode } from '#stores/event-recognition.ts';
import type { WatchlistPriority } from '#stores/watchlists.ts';

export function matchKindOf(priority: WatchlistPriority | null): number {
  return matchKinds + priorityCode(priority);
}
