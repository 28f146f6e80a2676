/** Our answer to a browser's offer: which of its formats carries which track, and where and how to connect. */
import { VidetteError } from '#domain/errors.ts';
import type { AudioTrack, Tracks, VideoTrack } from '../stream.ts';
import type { Offer, OfferFormat, OfferMedia } from './offer.ts';

export interface Agreed {
  readonly kind: 'video' | 'audio';
  readonly mid: string;
  readonly format: OfferFormat;
  /** Payload type of retransmissions (RFC 4588), when the browser takes them. */
  readonly rtxPayloadType: number | null;
  readonly ssrc: number;
  readonly rtxSsrc: number;
}

/** What of the camera's tracks the browser takes. Throws `invalid` (not_acceptable) when it cannot have the video. */
export function agree(offer: Offer, tracks: Tracks, createSsrc: () => number): Agreed[] {
  const agreed: Agreed[] = [];
  for (const track of [tracks.video, tracks.audio]) {
    if (track === null) continue;
    const one = agreeOn(offer, track, createSsrc);
    if (one !== null) agreed.push(one);
    else if (track.kind === 'video') throw notAcceptable(whyNoVideo(track));
  }
  if (agreed.length === 0) throw notAcceptable('the camera sends nothing that this browser takes by WebRTC');
  return agreed;
}

function agreeOn(offer: Offer, track: VideoTrack | AudioTrack, createSsrc: () => number): Agreed | null {
  for (const media of offer.media) {
    if (media.kind !== track.kind || !media.receives) continue;
    const format = track.kind === 'video' ? h264Format(media, track) : audioFormat(media, track);
    if (format === null) continue;
    const rtx = media.formats.find(
      ({ name, parameters }) => name === 'RTX' && parameters.get('apt') === String(format.payloadType),
    );
    const rtxPayloadType = rtx?.payloadType ?? null;
    return {
      kind: track.kind,
      mid: media.mid,
      format,
      rtxPayloadType,
      ssrc: createSsrc(),
      rtxSsrc: createSsrc(),
    };
  }
  return null;
}

/** One with packetization mode 1 and, if there is one, the profile of the camera; browsers decode more profiles than they name. */
function h264Format(media: OfferMedia, track: VideoTrack): OfferFormat | null {
  if (track.codec !== 'h264') return null;
  const formats = media.formats.filter(
    ({ name, parameters }) => name === 'H264' && parameters.get('packetization-mode') === '1',
  );
  const profile = track.parameterSets.find((unit) => (unit[0]! & 0x1f) === 7)?.toString('hex', 1, 2);
  const same = formats.find(
    ({ parameters }) => parameters.get('profile-level-id')?.slice(0, 2).toLowerCase() === profile,
  );
  return same ?? formats[0] ?? null;
}

function audioFormat(media: OfferMedia, track: AudioTrack): OfferFormat | null {
  const names: Record<AudioTrack['codec'], string | null> = {
    opus: 'OPUS',
    pcma: 'PCMA',
    pcmu: 'PCMU',
    aac: null,
  };
  const wanted = names[track.codec];
  const clockRate = track.codec === 'opus' ? 48_000 : 8000;
  if (track.timescale !== clockRate || (track.codec !== 'opus' && track.channels !== 1)) return null;
  return media.formats.find(({ name, clockRate: rate }) => name === wanted && rate === clockRate) ?? null;
}

function whyNoVideo(track: VideoTrack): string {
  const names: Record<VideoTrack['codec'], string> = { h264: 'H.264', h265: 'H.265', mjpeg: 'MJPEG' };
  if (track.codec === 'h264') return 'the offer takes no H.264 with packetization mode 1';
  return `the camera sends ${names[track.codec]}, which is not served by WebRTC`;
}

function notAcceptable(message: string): VidetteError {
  return new VidetteError('invalid', message, { reason: 'not_acceptable' });
}

export interface AnswerInput {
  readonly offer: Offer;
  readonly agreed: readonly Agreed[];
  readonly userFragment: string;
  readonly password: string;
  /** Upper-case hex with colons. */
  readonly fingerprint: string;
  readonly addresses: readonly string[];
  readonly port: number;
}

export function serializeAnswer(input: AnswerInput): string {
  const { offer, agreed } = input;
  const mids = offer.media.filter(({ mid }) => agreed.some((one) => one.mid === mid)).map(({ mid }) => mid);
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=vidette',
    't=0 0',
    `a=group:BUNDLE ${mids.join(' ')}`,
    'a=ice-lite',
    'a=msid-semantic: WMS vidette',
  ];
  for (const media of offer.media) {
    const one = agreed.find(({ mid }) => mid === media.mid);
    lines.push(...(one === undefined ? refusal(media) : section(input, media, one, one.mid === mids[0])));
  }
  return `${lines.join('\r\n')}\r\n`;
}

function refusal({ kind, protocol, formatText, mid }: OfferMedia): string[] {
  return [`m=${kind} 0 ${protocol} ${formatText}`, 'c=IN IP4 0.0.0.0', `a=mid:${mid}`, 'a=inactive'];
}

function section(input: AnswerInput, media: OfferMedia, one: Agreed, first: boolean): string[] {
  const { format, rtxPayloadType, ssrc, rtxSsrc } = one;
  const type = format.payloadType;
  const channels = format.channels > 1 ? `/${format.channels}` : '';
  const name = format.name === 'OPUS' ? 'opus' : format.name;
  const types = rtxPayloadType === null ? `${type}` : `${type} ${rtxPayloadType}`;
  const lines = [
    `m=${media.kind} 9 ${media.protocol} ${types}`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${media.mid}`,
    'a=sendonly',
    'a=rtcp-mux',
    'a=rtcp-rsize',
    `a=rtpmap:${type} ${name}/${format.clockRate}${channels}`,
  ];
  if (format.parameterText !== '') lines.push(`a=fmtp:${type} ${format.parameterText}`);
  if (one.kind === 'video')
    lines.push(`a=rtcp-fb:${type} nack`, `a=rtcp-fb:${type} nack pli`, `a=rtcp-fb:${type} ccm fir`);
  if (rtxPayloadType !== null) {
    lines.push(`a=rtpmap:${rtxPayloadType} rtx/${format.clockRate}`, `a=fmtp:${rtxPayloadType} apt=${type}`);
    lines.push(`a=ssrc-group:FID ${ssrc} ${rtxSsrc}`);
  }
  lines.push(`a=msid:vidette ${one.kind}`, `a=ssrc:${ssrc} cname:vidette`);
  if (rtxPayloadType !== null) lines.push(`a=ssrc:${rtxSsrc} cname:vidette`);
  lines.push(`a=ice-ufrag:${input.userFragment}`, `a=ice-pwd:${input.password}`);
  lines.push(`a=fingerprint:sha-256 ${input.fingerprint}`, 'a=setup:passive');
  if (first) lines.push(...candidates(input), 'a=end-of-candidates');
  return lines;
}

/** RFC 8839, 5.1; priorities as in RFC 8445, 5.1.2.1 for host candidates. */
function candidates({ addresses, port }: AnswerInput): string[] {
  return addresses.map((address, i) => {
    const priority = 126 * 2 ** 24 + (65_535 - i) * 256 + 255;
    return `a=candidate:${i + 1} 1 udp ${priority} ${address} ${port} typ host`;
  });
}
