/** What a viewer is told of a stream: its session description (RFC 8866) for DESCRIBE. */
import { payloadTypeOf } from '../live/rtp-feed.ts';
import type { AudioTrack, Tracks, VideoTrack } from '../stream.ts';

export const trackOrder = ['video', 'audio'] as const;

/** `control(i)`: the address for SETUP of track i, 0 video and 1 audio. */
export function describe(tracks: Tracks, control: (index: number) => string): string {
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=vidette',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=range:npt=now-',
  ];
  for (const [index, kind] of trackOrder.entries()) {
    const track = tracks[kind];
    if (track === null) continue;
    const payloadType = payloadTypeOf(track);
    lines.push(`m=${kind} 0 RTP/AVP ${payloadType}`, `a=rtpmap:${payloadType} ${rtpmap(track)}`);
    const fmtp = formatParameters(track);
    if (fmtp !== null) lines.push(`a=fmtp:${payloadType} ${fmtp}`);
    if (track.kind === 'video' && track.declaredFps !== undefined)
      lines.push(`a=framerate:${track.declaredFps}`);
    lines.push('a=recvonly', `a=control:${control(index)}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

function rtpmap(track: VideoTrack | AudioTrack): string {
  switch (track.codec) {
    case 'h264':
      return 'H264/90000';
    case 'h265':
      return 'H265/90000';
    case 'mjpeg':
      return 'JPEG/90000';
    case 'aac':
      return `MPEG4-GENERIC/${track.sampleRate}/${track.channels}`;
    case 'opus':
      // Always 48000/2, whatever is inside (RFC 7587, 7).
      return 'opus/48000/2';
    case 'pcma':
      return `PCMA/${track.sampleRate}${track.channels > 1 ? `/${track.channels}` : ''}`;
    case 'pcmu':
      return `PCMU/${track.sampleRate}${track.channels > 1 ? `/${track.channels}` : ''}`;
  }
}

function formatParameters(track: VideoTrack | AudioTrack): string | null {
  switch (track.codec) {
    case 'h264':
      return h264Parameters(track);
    case 'h265':
      return h265Parameters(track);
    case 'aac': {
      const config = track.config.toString('hex');
      return `streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=${config}`;
    }
    case 'opus':
      return track.channels > 1 ? 'sprop-stereo=1' : 'sprop-stereo=0';
    default:
      return null;
  }
}

/** RFC 6184, 8.1. */
function h264Parameters({ parameterSets }: VideoTrack): string {
  const sps = parameterSets.find((unit) => (unit[0]! & 0x1f) === 7);
  const fields = ['packetization-mode=1'];
  if (sps !== undefined) fields.push(`profile-level-id=${sps.toString('hex', 1, 4)}`);
  const sets = parameterSets.map((unit) => unit.toString('base64'));
  if (sets.length > 0) fields.push(`sprop-parameter-sets=${sets.join(',')}`);
  return fields.join(';');
}

/** RFC 7798, 7.1. */
function h265Parameters({ parameterSets }: VideoTrack): string | null {
  const names: Record<number, string> = { 32: 'sprop-vps', 33: 'sprop-sps', 34: 'sprop-pps' };
  const fields = Object.entries(names).flatMap(([type, name]) => {
    const sets = parameterSets.filter((unit) => ((unit[0]! >> 1) & 0x3f) === Number(type));
    return sets.length === 0 ? [] : [`${name}=${sets.map((unit) => unit.toString('base64')).join(',')}`];
  });
  return fields.length === 0 ? null : fields.join(';');
}
