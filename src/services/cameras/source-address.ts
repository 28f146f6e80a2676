/** Addresses of cameras: which kinds there are, and moving credentials out of them, so that they are sealed like any other. */
import { invalid } from '../sites/checks.ts';

const networkSchemes = ['rtsp:', 'rtsps:', 'http:', 'https:', 'rtmp:', 'rtmps:'] as const;
/** Devices and files of the server itself. */
const localSchemes = ['file:', 'v4l2:'] as const;

export interface SourceAddress {
  /** As given, without credentials. */
  readonly url: string;
  /** Host and port, empty for sources of the server itself. */
  readonly host: string;
  readonly username?: string;
  readonly password?: string;
  /** It names a file or device of the server. */
  readonly local: boolean;
}

export function parseAddress(text: string, field: readonly string[]): SourceAddress {
  if (/[\s\p{Cc}]/u.test(text) || !text.isWellFormed())
    throw invalid(field, 'holds spaces or control characters');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw invalid(field, 'is not an address');
  const scheme = url.protocol;
  const local = isOneOf(localSchemes, scheme);
  if (!local && scheme !== 'demo:' && !isOneOf(networkSchemes, scheme))
    throw invalid(field, `begins with ${scheme}, which is none of ${networkSchemes.join(', ')}`);
  if (isOneOf(networkSchemes, scheme) && url.hostname === '') throw invalid(field, 'names no host');
  const plain = text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
  // URL takes `http:name@host` and backslashes, too; nobody means them.
  if (plain !== text || url.username !== '' || url.password !== '') {
    const left = URL.canParse(plain) ? new URL(plain) : null;
    if (left?.username !== '' || left.password !== '')
      throw invalid(field, 'has credentials in a strange place');
  }
  return {
    url: plain,
    host: url.host,
    ...(url.username === '' ? {} : { username: decoded(url.username, field) }),
    ...(url.password === '' ? {} : { password: decoded(url.password, field) }),
    local,
  };
}

function isOneOf(schemes: readonly string[], scheme: string): boolean {
  return schemes.includes(scheme);
}

function decoded(text: string, field: readonly string[]): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone `%` cannot be decoded.
    throw invalid(field, 'has credentials with a % that is not %25');
  }
}
