/**
 * Which URLs libav may open, and with what. Everything that reaches libav is made here out of an allow-list: user text never
 * chooses a protocol, a demuxer or an option, and a playlist cannot lead to another kind of address.
 */
import { realpathSync } from 'node:fs';
import { isAbsolute, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceError } from '../source-error.ts';

/** What the child process is told. May hold credentials. */
export interface InputRequest {
  readonly url: string;
  /** A demuxer by its name; null lets libav find out. */
  readonly format: string | null;
  readonly options: Readonly<Record<string, string>>;
  /** `loop`: an end is followed by the beginning. */
  readonly kind: 'live' | 'loop';
}

export interface InputRules {
  /** Folders whose files may be opened; none by default. */
  readonly fileRoots?: readonly string[];
}

export interface Login {
  readonly username?: string;
  readonly password?: string;
}

/** No answer from the network for this long ends the connection, microseconds. */
const networkTimeoutUs = '10000000';
const probing = { probesize: '2000000', analyzeduration: '3000000' } as const;
const containers = 'mov,matroska,mpegts,avi,flv,mpeg,h264,hevc,mjpeg,mpjpeg,asf,ogg,wav';

/** Throws `SourceError`: `invalid_source` for what is not allowed, `not_found` for a missing file. */
export function inputRequest(url: string, login: Login, rules: InputRules): InputRequest {
  const text = url.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase() ?? '';
  switch (scheme) {
    case 'file':
      return fileInput(text, rules);
    case 'v4l2':
      return videoDevice(text);
    case 'http':
    case 'https':
      return network(text, login, {
        protocol_whitelist: 'http,https,tcp,tls,crypto,data',
        format_whitelist: `hls,${containers}`,
        rw_timeout: networkTimeoutUs,
        // A playlist is followed for as long as the camera sends it.
        reconnect: '0',
      });
    case 'rtmp':
    case 'rtmps':
      return network(text, login, {
        protocol_whitelist: 'rtmp,rtmps,rtmpt,tcp,tls,http,https',
        format_whitelist: 'flv,live_flv',
        rw_timeout: networkTimeoutUs,
      });
    case 'libav+rtsp':
    case 'libav+rtsps':
      return network(text.slice('libav+'.length), login, {
        protocol_whitelist: 'rtsp,rtsps,rtp,srtp,tcp,tls,udp',
        format_whitelist: 'rtsp,sdp,rtp',
        rtsp_transport: 'tcp',
        timeout: networkTimeoutUs,
      });
    default:
      throw new SourceError('invalid_source', 'this kind of address is not known');
  }
}

function network(url: string, login: Login, options: Readonly<Record<string, string>>): InputRequest {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw new SourceError('invalid_source', 'this is not a URL', cause);
  }
  if (parsed.hostname === '') throw new SourceError('invalid_source', 'the URL names no host');
  if (login.username !== undefined && login.username !== '') {
    parsed.username = encodeURIComponent(login.username);
    parsed.password = encodeURIComponent(login.password ?? '');
  }
  return { url: parsed.href, format: null, options: { ...probing, ...options }, kind: 'live' };
}

/** `file:///path`: plays in real time, over and over, as if it were a camera. */
function fileInput(url: string, { fileRoots = [] }: InputRules): InputRequest {
  let path: string;
  try {
    path = fileURLToPath(url);
  } catch (cause) {
    throw new SourceError('invalid_source', 'a file is named like this: file:///folder/name.mp4', cause);
  }
  // The real path: a link inside an allowed folder must not lead out of it.
  const real = realPath(path);
  if (!fileRoots.some((root) => isAbsolute(root) && isInside(real ?? path, realPath(root) ?? root))) {
    throw new SourceError('invalid_source', 'the settings do not allow files from this folder as cameras');
  }
  if (real === null) throw new SourceError('not_found', 'there is no such file');
  const options = { ...probing, protocol_whitelist: 'file', format_whitelist: containers };
  return { url: `file:${real}`, format: null, options, kind: 'loop' };
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    // Missing and unreadable are the same to whoever asks.
    return null;
  }
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** `v4l2:///dev/video0?format=mjpeg&size=1280x720&fps=15`; the format is h264 or mjpeg, what Vidette takes undecoded. */
function videoDevice(url: string): InputRequest {
  const match = /^v4l2:(?:\/\/)?(\/dev\/(?:video\d{1,3}|v4l\/by-(?:id|path)\/[\w.:-]+))(?:\?(.*))?$/.exec(
    url,
  );
  if (match === null) {
    throw new SourceError('invalid_source', 'a video device is named like this: v4l2:///dev/video0');
  }
  const query = new URLSearchParams(match[2] ?? '');
  const options: Record<string, string> = { input_format: 'mjpeg' };
  for (const [name, { option, form }] of Object.entries(deviceOptions)) {
    const value = query.get(name);
    if (value === null) continue;
    if (!form.test(value))
      throw new SourceError('invalid_source', `the ${name} of the video device makes no sense`);
    options[option] = value;
  }
  return { url: match[1] ?? '', format: 'v4l2', options, kind: 'live' };
}

const deviceOptions = {
  format: { option: 'input_format', form: /^(h264|mjpeg)$/ },
  size: { option: 'video_size', form: /^\d{2,5}x\d{2,5}$/ },
  fps: { option: 'framerate', form: /^\d{1,3}$/ },
} as const;
