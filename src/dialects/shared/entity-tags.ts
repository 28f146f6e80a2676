/** What a client says it has already (RFC 9110, 13.1.2). */

/**
 * Whether `If-None-Match` names this tag: in a list, or by `*`. The comparison is the weak one: proxies that compress answers make
 * `W/"x"` of `"x"`.
 */
export function isKnownTag(header: string | undefined, etag: string): boolean {
  const list = header?.trim() ?? '';
  return list === '*' || list.match(/"[^"]*"/g)?.includes(etag.replace(/^W\//, '')) === true;
}
