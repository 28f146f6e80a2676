/** Sample entries (ISO 14496-12, 8.5.2): one per codec, with its configuration box. */
import type { AudioTrack, VideoTrack } from '#media/stream.ts';
import { box, u8, u16, u32 } from './box.ts';
import { aacConfig, avcConfig, hevcConfig, opusConfig } from './codec-config.ts';

export function sampleEntry(track: VideoTrack | AudioTrack): Buffer {
  return track.kind === 'video' ? videoEntry(track) : audioEntry(track);
}

function videoEntry(track: VideoTrack): Buffer {
  const common = Buffer.concat([
    u32(0),
    u16(0, 1, 0, 0),
    u32(0, 0, 0),
    u16(track.width, track.height),
    u32(0x00480000, 0x00480000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(0x18, 0xffff),
  ]);
  switch (track.codec) {
    case 'h264':
      return box('avc1', common, avcConfig(track));
    case 'h265':
      return box('hvc1', common, hevcConfig(track));
    case 'mjpeg':
      // Photo-JPEG of QuickTime: each sample a whole picture. Players of the ISO world mostly skip it, ffmpeg and VLC play it.
      return box('jpeg', common);
  }
}

function audioEntry(track: AudioTrack): Buffer {
  // 16.16 fixed point holds rates below 65 536 Hz; beyond, the codec's own configuration says it.
  const rate = track.sampleRate < 65_536 ? track.sampleRate : 0;
  const common = Buffer.concat([u32(0), u16(0, 1), u32(0, 0), u16(track.channels, 16, 0, 0, rate, 0)]);
  switch (track.codec) {
    case 'aac':
      return box('mp4a', common, aacConfig(track));
    case 'opus':
      return box('Opus', common, opusConfig(track));
    case 'pcma':
      return box('alaw', common);
    case 'pcmu':
      return box('ulaw', common);
  }
}

/** Bits of a colour or language code that several boxes share. */
export const undeterminedLanguage = u8(0x55, 0xc4);
