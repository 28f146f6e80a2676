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

/**
 * An attempt that takes longer counts as failed. A mail server may take minutes to look through a mail before it says that it has it;
 * who does not wait for that sends it again and again (RFC 5321, 4.5.3.2.6).
 */
export function attemptMs(kind: QueuedKind): number {
  return kind === 'mail' ? 11 * minuteMs : 30_000;
}

export const longestPauseMs = 10 * minuteMs;

/** 1 s, 2 s, 4 s … 10 min after the attempt with this number (from 1); longer when the other side asks for it. */
export function pauseMs(attempt: number, askedMs = 0): number {
  const growing = 1000 * 2 ** Math.min(attempt - 1, 20);
  return Math.min(Math.max(growing, askedMs), longestPauseMs);
}
