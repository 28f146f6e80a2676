/** The RTSP server over a source, where anna may watch camera-1 (also as number 7) with the password `secret` or the token `pass`. */

import type { ViewerCredentials } from '#domain/viewer.ts';
import { Audience } from '#media/live/live-stream.ts';
import { RtpFeeds } from '#media/live/rtp-feed.ts';
import { digestHa1, verifyDigest } from '#media/rtsp/auth.ts';
import type { AuthorizeViewer } from '#media/rtsp-server/authenticate.ts';
import { RtspServer, type RtspServerOptions } from '#media/rtsp-server/server.ts';
import { type Clip, LiveSource, streamsOf } from './live-source.ts';

const authorize: AuthorizeViewer = async ({ camera, credentials }) => {
  if (!knows(credentials)) return { allowed: false, reason: 'unauthenticated' };
  if (camera === 'elsewhere') return { redirectPort: 1, token: 'pass' };
  if (camera === 'secret') return { allowed: false, reason: 'not_allowed' };
  return camera === '7' || camera === 'camera-1'
    ? { allowed: true, cameraId: 'camera-1' }
    : { allowed: false, reason: 'not_found' };
};

function knows(credentials: ViewerCredentials): boolean {
  switch (credentials.scheme) {
    case 'basic':
      return credentials.username === 'anna' && credentials.password === 'secret';
    case 'token':
      return credentials.token === 'pass';
    case 'digest':
      return verifyDigest(
        credentials,
        credentials.method,
        digestHa1('MD5', 'anna', credentials.realm, 'secret'),
      );
  }
}

export async function startRtspServer(clip: Clip, options: Partial<RtspServerOptions> = {}) {
  const source = new LiveSource(clip).appear();
  const audience = new Audience();
  const server = new RtspServer({
    streams: streamsOf(source),
    audience,
    feeds: new RtpFeeds(),
    authorize,
    ...options,
  });
  const port = await server.start(0, '127.0.0.1');
  return {
    source,
    audience,
    server,
    port,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      source[Symbol.dispose]();
    },
  };
}
