/** What the depacketizers have in common: RTP payloads in, access units out. */

export interface UnitSink {
  /**
   * One access unit in the form of `Sample.data`, in a buffer of its own. `timestamp` is the RTP timestamp (32 bits);
   * `afterLoss` says that something before it is missing.
   */
  unit(data: Buffer, timestamp: number, keyframe: boolean, afterLoss: boolean): void;
  /** The parameter sets from the next unit on, when they are not those of before. Video only. */
  parameterSets(sets: readonly Buffer[]): void;
  /** An access unit was left out. */
  dropped(): void;
  /** A payload made no sense. */
  invalid(): void;
}

export interface Depacketizer {
  /** The payload of the next packet in order, `buffer[start … end)`, which is only read and not kept. */
  push(buffer: Buffer, start: number, end: number, timestamp: number, marker: boolean): void;
  /** Packets between the last and the next `push` are missing. */
  lost(): void;
}

/** Bytes of one access unit; more is taken for an attack or a fault. */
const maxUnitBytes = 8 * 1024 * 1024;

/** A buffer that grows to the largest unit of its stream and is then used over and over. */
export class GrowingBuffer {
  buffer = Buffer.allocUnsafeSlow(16 * 1024);
  length = 0;

  /** False, and nothing changed, when the unit would become too long. */
  append(source: Buffer, from: number, to: number): boolean {
    const count = to - from;
    if (!this.reserve(count)) return false;
    source.copy(this.buffer, this.length, from, to);
    this.length += count;
    return true;
  }

  reserve(count: number): boolean {
    const need = this.length + count;
    if (need <= this.buffer.length) return true;
    if (need > maxUnitBytes) return false;
    const grown = Buffer.allocUnsafeSlow(Math.min(maxUnitBytes, Math.max(need, this.buffer.length * 2)));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
    return true;
  }

  /** The content in a buffer of its own. */
  take(): Buffer {
    const data = Buffer.allocUnsafe(this.length);
    this.buffer.copy(data, 0, 0, this.length);
    this.length = 0;
    return data;
  }
}
