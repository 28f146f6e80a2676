/** What an RTSP server offers: DESCRIBE with its redirects, and the choice of tracks. */
import { type AudioFormat, audioFormat, type VideoFormat, videoFormat } from '#media/rtp/format.ts';
import type { RtspResponse } from '#media/rtsp/message.ts';
import { parseSdp, type Sdp, type SdpMedia } from '#media/sdp/sdp.ts';
import type { StreamFailure } from '#media/stream.ts';
import { SourceError } from '../source-error.ts';
import { parseSourceUrl, resolveControl, type SourceUrl } from '../source-url.ts';

export interface TrackOffer<Format> {
  readonly format: Format;
  /** For SETUP. */
  readonly uri: string;
  readonly framerate?: number;
}

export interface StreamOffer {
  /** For PLAY, keep-alive and TEARDOWN. */
  readonly uri: string;
  readonly video: TrackOffer<VideoFormat> | null;
  readonly audio: TrackOffer<AudioFormat> | null;
}

/** The response to DESCRIBE as an offer. Throws `unsupported` when there is nothing that is understood. */
export function readOffer(response: RtspResponse, requestUri: string, wantAudio: boolean): StreamOffer {
  const { headers, body } = response;
  const base = headers.get('content-base') || headers.get('content-location') || requestUri;
  const sdp = parseSdp(body.toString('utf8'));
  const toOffer = <Format>(find: (media: SdpMedia) => Format | null, media: readonly SdpMedia[]) => {
    for (const one of media) {
      const format = find(one);
      if (format === null) continue;
      const framerate = one.framerate === undefined ? {} : { framerate: one.framerate };
      return { format, uri: resolveControl(base, one.control), ...framerate };
    }
    return null;
  };
  const videos = sdp.media.filter((media) => media.kind === 'video' && media.direction !== 'inactive');
  // A track marked sendonly is for talking back through the camera (ONVIF streaming specification, 5.3).
  const audios = sdp.media.filter(
    (media) => media.kind === 'audio' && !['inactive', 'sendonly'].includes(media.direction),
  );
  const video = toOffer(videoFormat, videos);
  const audio = wantAudio || videos.length === 0 ? toOffer(audioFormat, audios) : null;
  if (video === null && (videos.length > 0 || audio === null)) throw unsupported(sdp);
  return { uri: resolveControl(base, sdp.control), video, audio };
}

function unsupported(sdp: Sdp): SourceError {
  const names = sdp.media.flatMap((media) =>
    media.formats.map((format) => format.encoding || `type ${format.payloadType}`),
  );
  if (names.length === 0) return new SourceError('unsupported', 'the camera describes no video');
  // The names are the camera's own words: keep them short and printable.
  const shown = names
    .slice(0, 4)
    .join(', ')
    .replace(/[^\w\s,.-]/g, '?')
    .slice(0, 80);
  return new SourceError('unsupported', `no video that is understood: ${shown}`);
}

/** Where a 3xx points: an RTSP URL, never from an encrypted to a plain one. */
export function redirectTarget(response: RtspResponse, from: SourceUrl): SourceUrl {
  const location = response.headers.get('location');
  if (location === undefined) throw new SourceError('protocol', 'the camera redirects to nowhere');
  const allowed = from.scheme === 'rtsps' ? /^rtsps:/i : /^rtsps?:/i;
  if (!allowed.test(location)) {
    throw new SourceError('protocol', 'the camera redirects to another kind of URL');
  }
  return parseSourceUrl(location);
}

/** Throws what an error status means. */
export function expectStatus(status: number, method: string): void {
  if (status >= 200 && status < 300) return;
  const failure: StreamFailure = failures[status] ?? (status >= 500 ? 'refused' : 'protocol');
  throw new SourceError(failure, `the camera answers ${status} to ${method}`);
}

const failures: Readonly<Record<number, StreamFailure>> = {
  401: 'wrong_credentials',
  403: 'refused',
  404: 'not_found',
  410: 'not_found',
  415: 'unsupported',
  453: 'refused',
  461: 'unsupported',
};
