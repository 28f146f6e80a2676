/** How long an action is tried, and how long it waits after an attempt that failed. */
import type { QueuedKind } from '../scenarios/scenario.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Sent things are worth sending a day later; a relay that switches or a camera that turns long after the event does harm. The age of
 * the event counts, too: after an outage nothing turns for what happened long ago.
 */
const isSent: Readonly<Record<QueuedKind, boolean>> = {
  mail: true,
  webhook: true,
  mqtt: true,
  record: false,
  relay: false,
  ptz_preset: false,
};

/** Given up when it is not done within this time. */
export function lifeMs(kind: QueuedKind): number {
  return isSent[kind] ? 24 * hourMs : 2 * minuteMs;
}

/** Events older than this, when the server learns of them, make no such action. */
export function freshForMs(kind: QueuedKind | 'alarm'): number {
  if (kind === 'alarm') return 24 * hourMs;
  return isSent[kind] ? hourMs : 2 * minuteMs;
}

export const longestPauseMs = 10 * minuteMs;

/** 1 s, 2 s, 4 s … 10 min after the attempt with this number (from 1); longer when the other side asks for it. */
export function pauseMs(attempt: number, askedMs = 0): number {
  const growing = 1000 * 2 ** Math.min(attempt - 1, 20);
  return Math.min(Math.max(growing, askedMs), longestPauseMs);
}
