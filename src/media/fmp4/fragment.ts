/**
 * One fragment (ISO 14496-12, 8.8 and 8.16.5):
 *
 *     [prft]  when the first sample was taken, UTC
 *     moof ─┬─ mfhd                                sequence
 *           └─ traf per track ── tfhd, tfdt, trun  duration, size, flags, composition offset of each sample
 *     mdat    the samples, track after track
 *
 * Everything before the first sample is one small buffer; the samples follow untouched, so that `writev` sends them without a copy.
 */
import { VidetteError } from '#domain/errors.ts';
import { writeU64 } from './box.ts';

export interface FragmentSample {
  readonly data: Buffer;
  /** Ticks of the track's timescale. */
  readonly duration: number;
  readonly keyframe: boolean;
  /** Composition offset in ticks, 0 or more. */
  readonly ptsOffset: number;
}

export interface FragmentTrack {
  readonly trackId: number;
  /** Decoding time of the first sample in ticks from the start of the timeline. */
  readonly baseMediaDecodeTime: number;
  readonly samples: readonly FragmentSample[];
}

export interface FragmentInput {
  /** From 1, growing. */
  readonly sequence: number;
  /** Tracks without samples are left out. */
  readonly tracks: readonly FragmentTrack[];
  /** Adds a `prft` box: the UTC at which the first sample of this track was taken. */
  readonly takenAt?: { readonly trackId: number; readonly utcMs: number };
}

/** sample_depends_on = 2: decodes alone. */
const syncFlags = 0x02000000;
/** sample_depends_on = 1 and sample_is_non_sync_sample. */
const nonSyncFlags = 0x01010000;
const takenAtCapture = 24;
const ntpOffsetSeconds = 2_208_988_800;
const prftSize = 32;
const tfhdSize = 20;
const tfdtSize = 20;

/** `[prft +] moof + mdat header`, then the data of every sample. */
export function fragment(input: FragmentInput): Buffer[] {
  const tracks = input.tracks.filter(({ samples }) => samples.length > 0);
  const shapes = tracks.map(shapeOf);
  const prftBytes = input.takenAt === undefined ? 0 : prftSize;
  const moofBytes = 8 + 16 + shapes.reduce((sum, shape) => sum + shape.trafBytes, 0);
  const mdatBytes = 8 + shapes.reduce((sum, shape) => sum + shape.dataBytes, 0);
  if (mdatBytes > 0xffff_ffff) throw new VidetteError('bug', 'a fragment holds less than 4 GiB');

  const head = Buffer.allocUnsafe(prftBytes + moofBytes + 8);
  const parts: Buffer[] = [head];
  if (input.takenAt !== undefined) writePrft(head, input.takenAt, tracks);
  let at = prftBytes;
  at = writeHeader(head, at, moofBytes, 'moof');
  at = writeHeader(head, at, 16, 'mfhd');
  at = head.writeUInt32BE(0, at);
  at = head.writeUInt32BE(input.sequence >>> 0, at);
  let dataOffset = moofBytes + 8;
  tracks.forEach((track, index) => {
    const shape = shapes[index];
    if (shape === undefined) return;
    at = writeTraf(head, at, track, shape, dataOffset);
    dataOffset += shape.dataBytes;
    for (const sample of track.samples) parts.push(sample.data);
  });
  writeHeader(head, at, mdatBytes, 'mdat');
  return parts;
}

interface TrafShape {
  readonly trafBytes: number;
  readonly dataBytes: number;
  readonly allSync: boolean;
  readonly hasOffsets: boolean;
}

function shapeOf(track: FragmentTrack): TrafShape {
  let dataBytes = 0;
  let allSync = true;
  let hasOffsets = false;
  for (const sample of track.samples) {
    dataBytes += sample.data.length;
    if (!sample.keyframe) allSync = false;
    if (sample.ptsOffset !== 0) hasOffsets = true;
  }
  const sampleBytes = 8 + (allSync ? 0 : 4) + (hasOffsets ? 4 : 0);
  const trafBytes = 8 + tfhdSize + tfdtSize + 20 + sampleBytes * track.samples.length;
  return { trafBytes, dataBytes, allSync, hasOffsets };
}

function writeHeader(head: Buffer, at: number, size: number, type: string): number {
  head.writeUInt32BE(size, at);
  head.write(type, at + 4, 4, 'latin1');
  return at + 8;
}

function writeTraf(
  head: Buffer,
  start: number,
  track: FragmentTrack,
  shape: TrafShape,
  dataOffset: number,
): number {
  let at = writeHeader(head, start, shape.trafBytes, 'traf');
  at = writeHeader(head, at, tfhdSize, 'tfhd');
  // default-base-is-moof, default-sample-flags-present
  at = head.writeUInt32BE(0x020020, at);
  at = head.writeUInt32BE(track.trackId, at);
  at = head.writeUInt32BE(syncFlags, at);
  at = writeHeader(head, at, tfdtSize, 'tfdt');
  at = head.writeUInt32BE(0x0100_0000, at);
  writeU64(head, track.baseMediaDecodeTime, at);
  at += 8;
  at = writeHeader(head, at, shape.trafBytes - 8 - tfhdSize - tfdtSize, 'trun');
  // data-offset, sample-duration, sample-size, then flags and composition offsets when they differ from the default.
  at = head.writeUInt32BE(0x0301 | (shape.allSync ? 0 : 0x0400) | (shape.hasOffsets ? 0x0800 : 0), at);
  at = head.writeUInt32BE(track.samples.length, at);
  at = head.writeUInt32BE(dataOffset, at);
  for (const sample of track.samples) {
    at = head.writeUInt32BE(sample.duration, at);
    at = head.writeUInt32BE(sample.data.length, at);
    if (!shape.allSync) at = head.writeUInt32BE(sample.keyframe ? syncFlags : nonSyncFlags, at);
    if (shape.hasOffsets) at = head.writeUInt32BE(sample.ptsOffset, at);
  }
  return at;
}

function writePrft(
  head: Buffer,
  takenAt: { trackId: number; utcMs: number },
  tracks: readonly FragmentTrack[],
): void {
  const track = tracks.find(({ trackId }) => trackId === takenAt.trackId);
  let at = writeHeader(head, 0, prftSize, 'prft');
  at = head.writeUInt32BE(0x0100_0000 | takenAtCapture, at);
  at = head.writeUInt32BE(takenAt.trackId, at);
  const seconds = Math.floor(takenAt.utcMs / 1000);
  at = head.writeUInt32BE((seconds + ntpOffsetSeconds) % 2 ** 32, at);
  const fraction = (takenAt.utcMs - seconds * 1000) / 1000;
  at = head.writeUInt32BE(Math.min(Math.floor(fraction * 2 ** 32), 0xffff_ffff), at);
  writeU64(head, track?.baseMediaDecodeTime ?? 0, at);
}
