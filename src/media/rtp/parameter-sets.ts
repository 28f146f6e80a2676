/** The parameter sets of a stream as they stand: from the SDP first, then as they come in-band. */
import type { NalCodec } from './nal-assembler.ts';

/** Sets of one stream; H.264 has up to 32 SPS and 256 PPS, cameras one or two. */
const maxSets = 16;

export class ParameterSets {
  readonly #codec: Pick<NalCodec, 'parameterSetKey'>;
  readonly #sets = new Map<string, Buffer>();
  /** The SDP's sets are announced with the first unit, unless in-band ones replace them. */
  #changed = false;

  constructor(codec: Pick<NalCodec, 'parameterSetKey'>, initial: readonly Buffer[]) {
    this.#codec = codec;
    for (const set of initial) this.add(set);
  }

  /** A copy that is the store's own from now on. */
  add(set: Buffer): void {
    const key = this.#codec.parameterSetKey(set);
    if (key === null || this.#sets.get(key)?.equals(set)) return;
    if (!this.#sets.has(key) && this.#sets.size >= maxSets) return;
    this.#sets.set(key, set);
    this.#changed = true;
  }

  /** All sets, ordered by key (VPS, SPS, PPS), when they changed since the last call. */
  takeChange(): readonly Buffer[] | null {
    if (!this.#changed) return null;
    this.#changed = false;
    return [...this.#sets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, set]) => set);
  }
}
