/** The live routes of a streamserver over some sources, and a player of its fMP4 over WebSocket. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { AdmittedViewers } from '#cluster/streamserver/admitted-viewers.ts';
import { registerLive } from '#cluster/streamserver/live-routes.ts';
import { MediaListener } from '#cluster/streamserver/media-listener.ts';
import { FragmentFeeds } from '#media/live/fragment-feed.ts';
import { HlsFeeds } from '#media/live/hls.ts';
import { Audience } from '#media/live/live-stream.ts';
import { type LiveSource, streamsOf } from './live-source.ts';

export async function startLive(...sources: LiveSource[]) {
  let known = streamsOf(...sources);
  const refused = new Set<number>();
  const viewers = new AdmittedViewers({
    ask: async (watching) => watching.flatMap(({ userId }, place) => (refused.has(userId) ? [place] : [])),
    failed: () => {},
    everyMs: 20,
  });
  const listener = new MediaListener();
  const audience = new Audience();
  const hls = new HlsFeeds();
  registerLive(listener, {
    streams: { find: (...wanted) => known.find(...wanted) },
    audience,
    viewers,
    fragments: new FragmentFeeds(),
    hls,
    jpegs: null,
  });
  const port = await listener.listenTcp(0, '127.0.0.1');
  return {
    audience,
    viewers,
    /** A user may watch nothing any more. */
    refuse: (userId: number) => refused.add(userId),
    /** All cameras are taken away. */
    remove() {
      known = streamsOf();
    },
    origin: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      hls.stop();
      await listener[Symbol.asyncDispose]();
      for (const source of sources) source[Symbol.dispose]();
    },
  };
}

export interface Heard {
  readonly texts: Record<string, unknown>[];
  readonly pieces: Buffer[];
}

export async function openMse(url: string): Promise<{ socket: WebSocket; heard: Heard }> {
  const socket = new WebSocket(url);
  const heard: Heard = { texts: [], pieces: [] };
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (binary) heard.pieces.push(data);
    else heard.texts.push(JSON.parse(data.toString()) as Record<string, unknown>);
  });
  await once(socket, 'open');
  return { socket, heard };
}

export const boxType = (data: Buffer | undefined) => data?.toString('latin1', 4, 8);

/** tfdt of the first track in a fragment. */
export function decodeTime(piece: Buffer): number {
  const at = piece.indexOf('tfdt');
  return Number(piece.readBigUInt64BE(at + 8));
}
