/**
 * HLS knows no G.711, and browsers refuse a whole stream for a track that they cannot play. So its boxes (`trak`, `trex`, `traf`) are
 * given out as `free` boxes, which players skip: the pictures play, the sound is in the file and in clips.
 */
import { type BoxHeader, findBox, readBoxes } from '#media/fmp4/box-reader.ts';
import type { Patch } from './patches.ts';
import type { RecordedHeads } from './recorded.ts';

const free = Buffer.from('free', 'latin1');

export function hiddenSoundPatches({ init, tracks, fragments }: RecordedHeads): Patch[] {
  const hidden = tracks.find(({ track }) => track.codec === 'pcma' || track.codec === 'pcmu')?.trackId;
  // Sound alone is for players that can.
  if (hidden === undefined || tracks.length === 1) return [];
  return [
    ...boxesOf(init, ['moov'], 'trak', ['tkhd'], 12, hidden),
    ...boxesOf(init, ['moov', 'mvex'], 'trex', [], 4, hidden),
  ]
    .map(({ start }) => start)
    .concat(
      fragments.flatMap(({ moof, moofOffset }) =>
        boxesOf(moof, ['moof'], 'traf', ['tfhd'], 4, hidden).map(({ start }) => moofOffset + start),
      ),
    )
    .map((start) => ({ offset: start + 4, bytes: free }));
}

/** Boxes of `type` below `path` whose track number, `at` bytes into the box at the end of `inside`, is this one. */
function boxesOf(
  bytes: Buffer,
  path: readonly string[],
  type: string,
  inside: readonly string[],
  at: number,
  trackId: number,
): BoxHeader[] {
  const parent = findBox(bytes, 0, bytes.length, path);
  if (parent === null) return [];
  return readBoxes(bytes, parent.content, parent.end).filter((box) => {
    if (box.type !== type) return false;
    const named = inside.length === 0 ? box : findBox(bytes, box.content, box.end, inside);
    return (
      named !== null &&
      named.content + at + 4 <= named.end &&
      bytes.readUInt32BE(named.content + at) === trackId
    );
  });
}
