/** Credentials in the Authorization header (RFC 7617 Basic, RFC 6750 Bearer). */

export type HeaderCredentials =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string };

/** Null when there is no header or one that is neither Basic nor Bearer as the RFCs have it. */
export function parseAuthorization(header: string | undefined): HeaderCredentials | null {
  const match = /^(basic|bearer) +([\w\-.~+/|:]+=*) *$/i.exec(header ?? '');
  const value = match?.[2];
  if (!match || value === undefined) return null;
  if (match[1]!.toLowerCase() === 'bearer') return { scheme: 'bearer', token: value };
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  return { scheme: 'basic', username: text.slice(0, colon), password: text.slice(colon + 1) };
}
