/**
 * The door between `openSource` and the ways of talking to cameras. An opener makes one connection and reports through the
 * sink; `openSource` owns the pauses between connections.
 */
import type { Transport } from '#domain/camera.ts';
import type { Clock } from '#domain/clock.ts';
import type { SourceSink } from '#media/stream.ts';

/** What happened on a connection, for logs: never credentials. URLs are told without their user info. */
export interface SourceEvent {
  readonly event: string;
  readonly [field: string]: string | number | boolean | undefined;
}

/** Totals of one source over all its connections; openers add to them, whoever made the object reads them. */
export interface SourceCounters {
  /** How the present connection carries media. */
  transport: 'tcp' | 'udp' | 'http' | 'file' | 'demo' | null;
  receivedBytes: number;
  receivedPackets: number;
  /** RTP packets that never came or came too late to be used. */
  lostPackets: number;
  /** Packets and interleaved bytes that made no sense. */
  invalidPackets: number;
  /** Access units left out because a part was missing, or because they refer to one that was left out. */
  droppedAccessUnits: number;
  /** Connections after the first. */
  reconnects: number;
}

export function createSourceCounters(): SourceCounters {
  return {
    transport: null,
    receivedBytes: 0,
    receivedPackets: 0,
    lostPackets: 0,
    invalidPackets: 0,
    droppedAccessUnits: 0,
    reconnects: 0,
  };
}

export interface OpenOptions {
  /** May hold credentials in its user info; `username` and `password` win over them. Never log it whole. */
  readonly url: string;
  readonly transport: Transport;
  readonly username?: string;
  readonly password?: string;
  /** Receive the audio track when there is one. */
  readonly audio: boolean;
  readonly clock: Clock;
  readonly log: (event: SourceEvent) => void;
  readonly counters: SourceCounters;
  /** Nobody waits for what comes: it may be handed on some pictures at a time, a fifth of a second late. */
  readonly patient?: () => boolean;
  /** The sink counts who still needs a sample (`hold` and `release` of sample-memory.ts): its memory may be used again. */
  readonly countsHolds?: boolean;
}

/**
 * Opens one connection. The opener calls, in this order and never synchronously before it has returned: `tracks` (generation
 * 1, then growing by one at every change), `state({ state: 'streaming' })` with the first sample, samples, and at the end of
 * the connection exactly one `state({ state: 'failed', retryInMs: 0, … })`, after which nothing follows. It does not
 * reconnect by itself. Disposing stops it without a further call.
 */
export type Opener = (options: OpenOptions, sink: SourceSink) => AsyncDisposable;
