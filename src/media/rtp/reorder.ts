/**
 * Puts UDP packets back in order. A packet that comes too early is held until the missing ones come, or until it has waited
 * long enough; then those are taken for lost. Packets in order pass without being copied.
 */

/** Called in order of sequence numbers, but for packets that come too late: the consumer recognises those by their number. */
export type PacketConsumer = (buffer: Buffer, start: number, end: number) => void;

interface Held {
  readonly packet: Buffer;
  readonly arrivalMs: number;
}

export class ReorderBuffer {
  readonly #deliver: PacketConsumer;
  readonly #maxPackets: number;
  readonly #maxWaitMs: number;
  /** By sequence number, in order of arrival. */
  readonly #held = new Map<number, Held>();
  #expected = -1;

  constructor(deliver: PacketConsumer, options: { maxPackets?: number; maxWaitMs?: number } = {}) {
    this.#deliver = deliver;
    this.#maxPackets = options.maxPackets ?? 128;
    this.#maxWaitMs = options.maxWaitMs ?? 100;
  }

  get heldPackets(): number {
    return this.#held.size;
  }

  /** A datagram; `buffer` is only read during the call. */
  push(buffer: Buffer, start: number, end: number, nowMs: number): void {
    if (end - start < 4) return;
    const sequence = (buffer[start + 2]! << 8) | buffer[start + 3]!;
    if (this.#expected === -1) this.#expected = sequence;
    const ahead = (sequence - this.#expected) & 0xffff;
    if (ahead === 0) {
      this.#pass(sequence, buffer, start, end);
      this.#passHeld();
    } else if (ahead < this.#maxPackets) {
      if (!this.#held.has(sequence)) {
        this.#held.set(sequence, { packet: Buffer.from(buffer.subarray(start, end)), arrivalMs: nowMs });
      }
    } else if (ahead >= 0x10000 - this.#maxPackets) {
      this.#deliver(buffer, start, end);
    } else {
      // Far ahead or far back: the sender began anew, or a great deal was lost.
      while (this.#held.size > 0) this.#skipToHeld();
      this.#pass(sequence, buffer, start, end);
    }
    this.expire(nowMs);
  }

  /** Gives up waiting for packets that have been missing for too long. */
  expire(nowMs: number): void {
    for (;;) {
      const oldest = this.#held.values().next().value;
      if (oldest === undefined || nowMs - oldest.arrivalMs < this.#maxWaitMs) return;
      this.#skipToHeld();
    }
  }

  #pass(sequence: number, buffer: Buffer, start: number, end: number): void {
    this.#expected = (sequence + 1) & 0xffff;
    this.#deliver(buffer, start, end);
  }

  #skipToHeld(): void {
    while (!this.#held.has(this.#expected)) this.#expected = (this.#expected + 1) & 0xffff;
    this.#passHeld();
  }

  #passHeld(): void {
    if (this.#held.size === 0) return;
    for (;;) {
      const sequence = this.#expected;
      const held = this.#held.get(sequence);
      if (held === undefined) return;
      this.#held.delete(sequence);
      this.#pass(sequence, held.packet, 0, held.packet.length);
    }
  }
}
