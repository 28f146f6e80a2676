/**
 * Spreads the packets of large samples over time, for readers behind UDP: a keyframe of a hundred packets sent at once overflows
 * the buffers on the way. Small samples pass at once. Serves packets one by one out of the shared buffers.
 */
import { ReaderQueue } from './reader-queue.ts';
import type { RtpChunk } from './rtp-feed.ts';

/** Sends packet `index` of the chunk. */
export type SendPacket = (chunk: RtpChunk, index: number) => void;

const tickMs = 4;
/** 24 KiB each 4 ms are 49 Mb/s. */
const bytesPerTick = 24 * 1024;
const maxQueuedBytes = 8 * 1024 * 1024;

export class Pacer {
  readonly queue: ReaderQueue;
  readonly #send: SendPacket;
  #chunks: RtpChunk[] = [];
  /** Next packet of the first chunk. */
  #index = 0;
  #queuedBytes = 0;
  #budget = bytesPerTick;
  #timer: NodeJS.Timeout | null = null;
  #lastTickMs = 0;

  constructor(send: SendPacket) {
    this.#send = send;
    this.queue = new ReaderQueue(
      { backlogBytes: () => this.#queuedBytes, maxBacklogBytes: maxQueuedBytes },
      true,
    );
  }

  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  push(chunk: RtpChunk): void {
    if (!this.queue.admit(chunk.startsGop, chunk.buffer.length)) return;
    this.#chunks.push(chunk);
    this.#queuedBytes += chunk.buffer.length;
    if (this.#timer === null) this.#refillAndDrain();
  }

  /** Forgets what waits; the next thing sent begins with a keyframe. */
  clear(): void {
    this.#chunks = [];
    this.#index = 0;
    this.#queuedBytes = 0;
    this.queue.restart();
    this.stop();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #refillAndDrain(): void {
    const now = performance.now();
    const refill = ((now - this.#lastTickMs) / tickMs) * bytesPerTick;
    // A late timer may catch up a little, or a busy process would starve its readers.
    this.#budget = Math.min(this.#budget + refill, 3 * bytesPerTick);
    this.#lastTickMs = now;
    this.#drain();
    this.#timer = this.#chunks.length === 0 ? null : setTimeout(() => this.#refillAndDrain(), tickMs);
  }

  #drain(): void {
    let chunk = this.#chunks[0];
    while (chunk !== undefined && this.#budget > 0) {
      if (this.#index >= chunk.starts.length) {
        this.#chunks.shift();
        this.#queuedBytes -= chunk.buffer.length;
        this.#index = 0;
        chunk = this.#chunks[0];
        continue;
      }
      this.#budget -= chunk.ends[this.#index]! - chunk.starts[this.#index]!;
      this.#send(chunk, this.#index);
      this.#index += 1;
    }
  }
}
