/** URLs of cameras, in which people put credentials with characters that a strict parser refuses. */
import type { Credentials } from '#media/rtsp/auth.ts';
import { SourceError } from './source-error.ts';

export interface SourceUrl {
  /** Lower case, without the colon. */
  readonly scheme: string;
  /** Without brackets around an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** The URL without user info, otherwise as written. */
  readonly uri: string;
  /** Path and query as written, `/` at least. */
  readonly path: string;
  /** Of the user info. */
  readonly credentials: Credentials | null;
}

const defaultPorts: Readonly<Record<string, number>> = { rtsp: 554, rtsps: 322, http: 80, https: 443 };

/** Throws `invalid_source`; the message does not repeat the URL. */
export function parseSourceUrl(text: string): SourceUrl {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(?:([^/?#]*)@)?([^/?#]*)(.*)$/i.exec(text.trim());
  if (match === null || /[\s\p{Cc}]/u.test(text.trim()))
    throw new SourceError('invalid_source', 'this is not a URL');
  const [, givenScheme = '', userInfo, authority = '', rest = ''] = match;
  const scheme = givenScheme.toLowerCase();
  const address = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/i.exec(authority);
  if (address === null) throw new SourceError('invalid_source', 'the URL names no host');
  const port = address[3] === undefined ? (defaultPorts[scheme] ?? 0) : Number(address[3]);
  if (port < 1 || port > 65535)
    throw new SourceError('invalid_source', 'the port of the URL is out of range');
  const path = rest.replace(/#.*$/, '');
  return {
    scheme,
    host: address[1] ?? address[2]!,
    port,
    uri: `${scheme}://${authority}${path}`,
    path: path.startsWith('/') ? path : `/${path}`,
    credentials: userInfo === undefined ? null : parseUserInfo(userInfo),
  };
}

function parseUserInfo(userInfo: string): Credentials {
  const colon = userInfo.indexOf(':');
  const username = colon < 0 ? userInfo : userInfo.slice(0, colon);
  return { username: decode(username), password: colon < 0 ? '' : decode(userInfo.slice(colon + 1)) };
}

/** A stray `%` stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Explicit credentials win over those of the URL. */
export function credentialsOf(
  url: SourceUrl,
  options: { readonly username?: string; readonly password?: string },
): Credentials | null {
  if (options.username === undefined || options.username === '') return url.credentials;
  return { username: options.username, password: options.password ?? '' };
}

/** The URL of a track or session out of its a=control (RFC 2326, C.1.1), as servers in the field mean it: appended. */
export function resolveControl(base: string, control: string): string {
  if (control === '' || control === '*') return base;
  if (/^rtsps?:\/\//i.test(control)) return control;
  return `${base.replace(/\/$/, '')}/${control.replace(/^\//, '')}`;
}
