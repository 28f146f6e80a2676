/** Moves a stored fragment to another place on the timeline, as playback over several files needs it. */
import { VidetteError } from '#domain/errors.ts';
import { writeU64 } from './box.ts';
import { parseFragment } from './parse-fragment.ts';

export interface NewTimes {
  readonly sequence: number;
  /** Track number to its new `baseMediaDecodeTime`, in ticks from 0; tracks that are not named stay where they are. */
  readonly decodeTimes: ReadonlyMap<number, number>;
}

/** A copy of the `moof` box at the first byte of `moof` with other times; the data after it need not change. */
export function rebaseFragment(moof: Buffer, times: NewTimes): Buffer {
  const parsed = parseFragment(moof);
  if (parsed === null) throw new VidetteError('data_loss', 'not a whole moof box');
  const copy = Buffer.from(moof);
  copy.writeUInt32BE(times.sequence >>> 0, copy.indexOf('mfhd') + 8);
  for (const { trackId, decodeTimeOffset } of parsed.tracks) {
    const time = times.decodeTimes.get(trackId);
    if (time === undefined) continue;
    if (decodeTimeOffset === null) throw new VidetteError('data_loss', 'fragment with 32-bit decode times');
    writeU64(copy, time, decodeTimeOffset);
  }
  return copy;
}
