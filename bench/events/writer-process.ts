/** The reporting streamserver of writer.ts. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Assignment } from '#cluster/protocol.ts';
import { ServerLink } from '#cluster/server-link.ts';
import { version } from '#cluster/version.ts';
import { Random } from '../platform/random.ts';
import { sampleReport } from './sample.ts';
import type { WriterOrder, WriterResult } from './writer.ts';

/** A streamserver sends what has come together since its last batch, at most so much (outbox-sender.ts). */
const batchesPerSecond = 20;
const mostAtATime = 1_000;

const { socketPath, url, token, cameras, perSecond, seconds } = JSON.parse(
  await text(process.stdin),
) as WriterOrder;
const random = new Random(Date.now());
const asked = new Map<string, number>();
const result = { stored: 0, wallMs: 0, storeMs: [] as number[], liveMs: [] as number[], missed: 0 };

const { promise: connected, resolve } = Promise.withResolvers<void>();
const link = new ServerLink({
  socketPath,
  hello: { id: 'local-1', pid: process.pid, version, mediaSocket: '' },
  // It has no cameras: all it is asked is to take its assignment.
  handlers: { assign: async ({ revision }: Assignment) => ({ revision }) } as never,
  welcomed: () => {},
  connected: resolve,
  log: (message, details) => console.error(message, details),
});
link.start();
await connected;
const live = new WebSocket(`${url.replace('http', 'ws')}/api/v1/events/live`, {
  headers: { authorization: `Bearer ${token}` },
});
live.on('message', (data: Buffer) => {
  const { kind, event } = JSON.parse(String(data)) as { kind: string; event?: { event_id: string } };
  if (kind === 'behind') result.missed += 1;
  const askedMs = event === undefined ? undefined : asked.get(event.event_id);
  if (askedMs === undefined) return;
  result.liveMs.push(performance.now() - askedMs);
  asked.delete(event!.event_id);
});
await once(live, 'message');
process.send!('ready');

const outbox = randomUUID();
let number = 0;
const beganMs = performance.now();
for (let sentMs = beganMs; performance.now() - beganMs < seconds * 1000; ) {
  const dueMs = sentMs + 1000 / batchesPerSecond;
  if (dueMs > performance.now()) await pause(dueMs - performance.now());
  sentMs = performance.now();
  const nowMs = Date.now();
  const due = Math.floor(((sentMs - beganMs) * perSecond) / 1000) - result.stored;
  const entries = Array.from({ length: Math.min(due, mostAtATime) }, () => {
    number += 1;
    return { number, event: sampleReport(random, cameras, nowMs - random.below(500)) };
  });
  const askedMs = performance.now();
  asked.set(entries.at(-1)!.event.id, askedMs);
  await link.request('events.store', { outbox, entries }, { timeoutMs: 60_000 });
  result.storeMs.push(performance.now() - askedMs);
  result.stored += entries.length;
}
result.wallMs = performance.now() - beganMs;
await pause(500);
const told: WriterResult = result;
process.send!(told, () => process.exit(0));
