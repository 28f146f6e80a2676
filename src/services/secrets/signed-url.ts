/** Media addresses that carry their own right for a while: `?expires=<UTC ms>&signature=<HMAC-SHA256, base64url>`. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * `path` begins with a slash and may have a query. The signature covers path, query and end, so that a right to one address is
 * none to another.
 */
export function signUrl(path: string, expiresMs: number, key: Buffer): string {
  const ending = `${path}${path.includes('?') ? '&' : '?'}expires=${Math.trunc(expiresMs)}`;
  return `${ending}&signature=${signatureOf(ending, key)}`;
}

/** True for exactly what `signUrl` made, until its end. */
export function verifyUrl(signed: string, key: Buffer, nowMs: number): boolean {
  const match = /^(\/.*[?&]expires=(\d{1,15}))&signature=([\w-]{43})$/.exec(signed);
  if (match === null) return false;
  const given = Buffer.from(match[3]!);
  const expected = Buffer.from(signatureOf(match[1]!, key));
  return timingSafeEqual(given, expected) && nowMs < Number(match[2]);
}

function signatureOf(text: string, key: Buffer): string {
  return createHmac('sha256', key).update(`url\0${text}`).digest('base64url');
}
