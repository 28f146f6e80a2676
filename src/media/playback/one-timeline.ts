/**
 * Recorded files each have a timeline of their own that begins near zero. A player of several wants one: their bytes are given out with
 * other decode times, counted from one moment for all, so that time grows over files and jumps over gaps. Nothing moves within a file.
 */
import { VidetteError } from '#domain/errors.ts';
import { writeU64 } from '#media/fmp4/box.ts';
import type { Patch } from './patches.ts';
import type { RecordedHeads } from './recorded.ts';

const hourMs = 3_600_000;
/** The first sound of a file may lie before its first picture. */
const marginMs = 1000;

/** The zero of a player's timeline, UTC: the hour of the first file, so that players of the same hour can share what is cached. */
export function timelineZero(firstStartMs: number): number {
  return Math.floor((firstStartMs - marginMs) / hourMs) * hourMs;
}

/** Decode times counted from `zeroMs` (UTC). The first fragment of the file has to be the first of `heads`. */
export function timelinePatches({ tracks, fragments }: RecordedHeads, zeroMs: number): Patch[] {
  const timescaleOf = (id: number) => tracks.find(({ trackId }) => trackId === id)?.track.timescale;
  const [first] = fragments;
  // The leading track stands first in each fragment, and the index has its UTC.
  const [lead] = first?.parsed.tracks ?? [];
  const leadTimescale = timescaleOf(lead?.trackId ?? 0);
  if (first === undefined || lead === undefined || leadTimescale === undefined) return [];
  const fileZeroMs = first.fragment.startMs - (lead.baseMediaDecodeTime * 1000) / leadTimescale;
  if (fileZeroMs < zeroMs)
    throw new VidetteError('invalid', 'zero lies before the recording', { field: ['zero'] });
  return fragments.flatMap(({ parsed, moofOffset }) =>
    parsed.tracks.flatMap(({ trackId, decodeTimeOffset, baseMediaDecodeTime }): Patch[] => {
      const timescale = timescaleOf(trackId);
      if (timescale === undefined || decodeTimeOffset === null) return [];
      const bytes = Buffer.allocUnsafe(8);
      const shift = Math.round(((fileZeroMs - zeroMs) * timescale) / 1000);
      writeU64(bytes, baseMediaDecodeTime + shift, 0);
      return [{ offset: moofOffset + decodeTimeOffset, bytes }];
    }),
  );
}
