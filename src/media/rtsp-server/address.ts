/**
 * The addresses of streams: `rtsp://host/{camera}?stream=main|sub&token=…`, and of a track of one,
 * `rtsp://host/{camera}/trackID=N?…` (or with the track behind the query, where some clients put it).
 */
import { type StreamName, streamNames } from '#domain/camera.ts';

export interface StreamAddress {
  /** Id or number of the camera. */
  readonly camera: string;
  readonly stream: StreamName;
  readonly token: string | null;
  readonly trackIndex: number | null;
  /** As the client wrote it, up to and without the path, for example `rtsp://host:8554`. */
  readonly origin: string;
  /** With the question mark; empty without query. */
  readonly query: string;
}

const trackPart = /\/trackID=(\d)\/?$/i;

/** Null when the address is none of ours. */
export function parseAddress(uri: string): StreamAddress | null {
  if (uri.length > 2048) return null;
  const track = trackPart.exec(uri) ?? /\/trackID=(\d)\/?(?=\?)/i.exec(uri);
  const bare = track === null ? uri : uri.replace(track[0], '');
  const match = /^(rtsps?:\/\/[^/?#]+)\/([^/?#]+)\/?(\?[^#]*)?$/i.exec(bare);
  if (match === null) return null;
  const [, origin = '', name = '', rawQuery = ''] = match;
  const query = rawQuery.replace(/\/$/, '');
  const parameters = new URLSearchParams(query);
  const wanted = parameters.get('stream') ?? 'main';
  const stream = streamNames.find((one) => one === wanted);
  const camera = decode(name);
  if (stream === undefined || camera === null) return null;
  return {
    camera,
    stream,
    token: parameters.get('token'),
    trackIndex: track === null ? null : Number(track[1]),
    // Credentials in an address are for the client's own use and are not repeated.
    origin: origin.replace(/\/\/[^@/]*@/, '//'),
    query,
  };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not well encoded: no camera is called so.
    return null;
  }
}

export function trackAddress(address: StreamAddress, index: number): string {
  return `${address.origin}/${encodeURIComponent(address.camera)}/trackID=${index}${address.query}`;
}

export function streamAddress(address: StreamAddress): string {
  return `${address.origin}/${encodeURIComponent(address.camera)}${address.query}`;
}
