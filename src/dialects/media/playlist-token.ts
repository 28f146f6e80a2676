/**
 * Players outside a browser (VLC, TVs) fetch what an HLS playlist names without the token that fetched the playlist. So a playlist
 * that was asked for with `?token=` names its parts with the same token.
 */

export const playlistType = 'application/vnd.apple.mpegurl';

/** Rewrites a playlist, or null when nothing has to be rewritten. */
export function withToken(query: URLSearchParams): ((playlist: string) => string) | null {
  const token = query.get('token');
  if (token === null) return null;
  const credential = `token=${encodeURIComponent(token)}`;
  const append = (uri: string): string => `${uri}${uri.includes('?') ? '&' : '?'}${credential}`;
  return (playlist) =>
    playlist
      .split('\n')
      .map((line) => {
        if (line === '') return line;
        if (!line.startsWith('#')) return append(line);
        return line.replace(/URI="([^"]+)"/, (_, uri: string) => `URI="${append(uri)}"`);
      })
      .join('\n');
}
