/** What the `moov` of a fragmented and of a plain MP4 have in common (ISO 14496-12). */
import type { AudioTrack, VideoTrack } from '#media/stream.ts';
import { box, fullBox, text, u16, u32 } from './box.ts';

export const unityMatrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

const secondsFrom1904To1970 = 2_082_844_800;

/** Creation times count seconds from 1904. */
export function secondsSince1904(utcMs: number): number {
  return Math.max(0, Math.floor(utcMs / 1000) + secondsFrom1904To1970);
}

/** 8.4.1: how a track is coded; its `mdhd` and sample table are the caller's. */
export function mediaBox(kind: (VideoTrack | AudioTrack)['kind'], mdhd: Buffer, stbl: Buffer): Buffer {
  const isVideo = kind === 'video';
  return box(
    'mdia',
    mdhd,
    fullBox(
      'hdlr',
      0,
      0,
      u32(0),
      text(isVideo ? 'vide' : 'soun'),
      u32(0, 0, 0),
      text(isVideo ? 'video\0' : 'audio\0'),
    ),
    box(
      'minf',
      isVideo ? fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)) : fullBox('smhd', 0, 0, u16(0, 0)),
      box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))),
      stbl,
    ),
  );
}
