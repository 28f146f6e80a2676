/**
 * Memory of the pictures that a stream receives. They lie one behind the other in blocks, and a block is used again as soon as nobody
 * needs what is in it: left to the garbage collector, 20 MB a second would make it go through the whole heap every three seconds.
 *
 * `data` of a sample may be read while one is called with it. Who needs it for longer
 *
 *     hold(sample) … release(sample)    each as often as the other
 *     keep(sample)                      for good: its block is the collector's then
 *
 * The hub keeps for all readers that do not say that they do so by themselves (`HubReader.borrows`). A release that is forgotten costs
 * memory until the next collection, no more. Samples that lie elsewhere may be held and released too, which does nothing.
 */
import { VidetteError } from '#domain/errors.ts';
import type { Sample } from './stream.ts';

/** Bytes of one access unit; more is taken for an attack or a fault. */
export const maxUnitBytes = 8 * 1024 * 1024;
const smallestBlockBytes = 64 * 1024;
/** A unit that is larger gets a block of its own, which is not used again. */
const largestBlockBytes = 1024 * 1024;
/** Of a stream; a GOP that ends gives back several blocks at once. */
const maxFreeBytes = 8 * 1024 * 1024;
/** What nobody holds is made unreadable at once, so that tests find whoever reads it all the same. */
const overwrites = process.env.VIDETTE_INTERNAL_OVERWRITE_MEMORY === '1';

class Block extends ArrayBuffer {
  readonly #memory: SampleMemory;
  /** Of units in it, and of the stream while it writes into it. */
  #holds = 0;
  #isKept = false;

  constructor(bytes: number, memory: SampleMemory) {
    super(bytes);
    this.#memory = memory;
  }

  hold(): void {
    this.#holds += 1;
  }

  release(): void {
    if (this.#holds === 0)
      throw new VidetteError('bug', 'memory of samples is released more often than held');
    this.#holds -= 1;
    if (this.#holds > 0 || this.#isKept) return;
    if (overwrites) new Uint8Array(this).fill(0xdb);
    this.#memory.free(this);
  }

  keep(): void {
    this.#isKept = true;
  }
}

export function hold({ data }: Sample): void {
  if (data.buffer instanceof Block) data.buffer.hold();
}

export function release({ data }: Sample): void {
  if (data.buffer instanceof Block) data.buffer.release();
}

export function keep({ data }: Sample): void {
  if (data.buffer instanceof Block) data.buffer.keep();
}

/** Where one stream puts its units together: `buffer[0 … length)` is the unit in progress. */
export class SampleMemory {
  readonly #reuses: boolean;
  #block: Block | null = null;
  #blockBytes = smallestBlockBytes;
  #free: Block[] = [];
  buffer = Buffer.alloc(0);
  length = 0;

  /** `reuses`: all that get its samples hold, release and keep them. */
  constructor({ reuses }: { readonly reuses: boolean } = { reuses: false }) {
    this.#reuses = reuses;
  }

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
    this.#move(need);
    return true;
  }

  /** The unit is complete; the next one begins behind it. */
  take(): Buffer {
    const unit = this.buffer.subarray(0, this.length);
    this.buffer = this.buffer.subarray(this.length);
    this.length = 0;
    return unit;
  }

  /** Takes back a block that nobody needs. */
  free(block: Block): void {
    const { byteLength } = block;
    const hasRoom = (this.#free.length + 1) * byteLength <= maxFreeBytes;
    if (byteLength === this.#blockBytes && hasRoom) this.#free.push(block);
  }

  /** The unit in progress goes on in another block. */
  #move(need: number): void {
    const bytes = Math.max(this.#blockBytes, 2 ** Math.ceil(Math.log2(need)));
    if (bytes > this.#blockBytes && bytes <= largestBlockBytes) {
      this.#blockBytes = bytes;
      this.#free = [];
    }
    const before = this.#block;
    const block = (bytes === this.#blockBytes ? this.#free.pop() : undefined) ?? this.#newBlock(bytes);
    block.hold();
    const buffer = Buffer.from(block);
    this.buffer.copy(buffer, 0, 0, this.length);
    this.buffer = buffer;
    this.#block = block;
    before?.release();
  }

  #newBlock(bytes: number): Block {
    const block = new Block(bytes, this);
    if (!this.#reuses) block.keep();
    return block;
  }
}
