/**
 * The process whose cost `bench/live.ts` measures: one camera in, all live outputs out. `node bench/live/server.ts <rtsp url>`;
 * its parent asks over IPC.
 */
import { AdmittedViewers } from '#cluster/streamserver/admitted-viewers.ts';
import { registerLive } from '#cluster/streamserver/live-routes.ts';
import { registerWhep } from '#cluster/streamserver/live-whep-routes.ts';
import { MediaListener } from '#cluster/streamserver/media-listener.ts';
import { openSource } from '#devices/open-source.ts';
import { createSourceCounters } from '#devices/opener.ts';
import { StreamHub } from '#media/hub.ts';
import { FragmentFeeds } from '#media/live/fragment-feed.ts';
import { HlsFeeds } from '#media/live/hls.ts';
import { Audience, type LiveStreams } from '#media/live/live-stream.ts';
import { RtpFeeds } from '#media/live/rtp-feed.ts';
import { RtspServer } from '#media/rtsp-server/server.ts';
import type { SourceState } from '#media/stream.ts';
import { IcePort } from '#media/webrtc/ice-port.ts';
import { WhepServer } from '#media/webrtc/whep.ts';

export interface ServerPorts {
  readonly http: number;
  readonly rtsp: number;
}

export interface ServerUsage {
  readonly cpuMs: number;
  readonly atMs: number;
  readonly rssBytes: number;
  readonly viewers: number;
  readonly frames: number;
}

const [url = ''] = process.argv.slice(2);
const hub = new StreamHub();
let state: SourceState = { state: 'connecting' };
openSource(
  { url, transport: 'tcp', audio: false, counters: createSourceCounters() },
  {
    tracks: (tracks) => hub.publishTracks(tracks),
    sample: (sample) => hub.publishSample(sample),
    state: (next) => {
      state = next;
    },
  },
);
const streams: LiveStreams = {
  find: (cameraId, name) =>
    name === 'sub'
      ? null
      : {
          cameraId,
          name,
          hub,
          get state() {
            return state;
          },
        },
};
const audience = new Audience();
const feeds = new RtpFeeds();
const port = new IcePort({ host: '127.0.0.1', port: 0 });
await port.start();
const listener = new MediaListener();
const viewers = new AdmittedViewers({ ask: async () => [], failed: () => {} });
registerLive(listener, {
  viewers,
  streams,
  audience,
  fragments: new FragmentFeeds(),
  hls: new HlsFeeds(),
  jpegs: null,
});
registerWhep(listener, new WhepServer({ streams, audience, feeds, port }), viewers);
const authorize = async () => ({ allowed: true, cameraId: 'cam0' }) as const;
const rtsp = new RtspServer({ streams, audience, feeds, authorize, maxConnectionsPerAddress: 1000 });
const http = await listener.listenTcp(0, '127.0.0.1');
const ports: ServerPorts = { http, rtsp: await rtsp.start(0, '127.0.0.1') };
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: ServerUsage = {
    cpuMs: (user + system) / 1000,
    atMs: performance.now(),
    rssBytes: process.memoryUsage.rss(),
    viewers: audience.viewers(hub),
    frames: hub.counters.videoSamples,
  };
  process.send?.(usage);
});
process.on('disconnect', () => process.exit(0));
process.send?.(ports);
