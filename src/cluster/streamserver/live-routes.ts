/** Live media over HTTP and WebSocket: parses what the request wants and hands it to the output that serves it. */
import type { ServerResponse } from 'node:http';
import { VidetteError } from '#domain/errors.ts';
import { viewerOf } from '#domain/viewer-header.ts';
import type { FragmentFeeds } from '#media/live/fragment-feed.ts';
import type { HlsFeeds } from '#media/live/hls.ts';
import type { JpegOrder, JpegSource } from '#media/live/jpeg-source.ts';
import {
  type Audience,
  awaitTracks,
  getStream,
  type LiveStream,
  type LiveStreams,
} from '#media/live/live-stream.ts';
import { mjpegContentType, passesThrough, passMjpeg, serveMjpeg } from '#media/live/mjpeg.ts';
import { parseExtraCodecs, serveMse } from '#media/live/mse.ts';
import type { AdmittedViewers } from './admitted-viewers.ts';
import { LiveWatch } from './live-watch.ts';
import type { MediaListener } from './media-listener.ts';
import { numberIn, pictureIn, streamOf } from './media-query.ts';

export interface LiveParts {
  readonly streams: LiveStreams;
  readonly audience: Audience;
  readonly fragments: FragmentFeeds;
  readonly hls: HlsFeeds;
  readonly viewers: Pick<AdmittedViewers, 'add'>;
  /** Null without an analyzer: then only cameras that send MJPEG have JPEG pictures. */
  readonly jpegs: JpegSource | null;
}

/** Watched once more for this long after the last request of a player that polls. */
const pollingViewerMs = 15_000;

/** RFC 6455, 7.4.1. */
const goingAwayCode = 1001;
const notAllowedCode = 1008;

export function registerLive(listener: MediaListener, parts: LiveParts): void {
  const watch = new LiveWatch(parts.streams);
  registerMse(listener, parts, watch);
  registerHls(listener, parts);
  registerMjpeg(listener, parts, watch);
  registerSnapshot(listener, parts);
}

function registerMse(
  listener: MediaListener,
  { streams, audience, fragments, viewers }: LiveParts,
  watch: LiveWatch,
): void {
  listener.socket('/live/{camera}/mse', async ({ params, query, viewer }) => {
    const stream = getStream(streams, params.camera ?? '', streamOf(query));
    await awaitTracks(stream);
    const extraCodecs = parseExtraCodecs(query.get('codecs'));
    return (socket) => {
      const leave = audience.enter(stream.hub);
      const { stop } = serveMse(socket, fragments.of(stream.hub), { extraCodecs });
      const forget = watch.add(stream, () => socket.close(goingAwayCode, 'the camera was taken away'));
      const dismiss = viewers.add(viewer, () => socket.close(notAllowedCode, 'not allowed any more'));
      socket.on('close', () => {
        forget();
        dismiss();
        stop();
        leave();
      });
      // `close` follows; a viewer that goes away in the middle of a frame is no fault.
      socket.on('error', () => socket.terminate());
    };
  });
}

function registerHls(listener: MediaListener, { streams, audience, hls }: LiveParts): void {
  const polling = new PollingViewers(audience);
  listener.route('GET', '/live/{camera}/hls/index.m3u8', async ({ request, response, params, query }) => {
    const stream = getStream(streams, params.camera ?? '', streamOf(query));
    await awaitTracks(stream);
    polling.seen(stream, request.headers['x-forwarded-for'] ?? request.socket.remoteAddress ?? '');
    const text = query.toString();
    const playlist = await hls.of(stream.hub).playlist(text === '' ? '' : `?${text}`);
    answer(response, stream, 'application/vnd.apple.mpegurl', Buffer.from(playlist), 'no-cache');
  });
  listener.route('GET', '/live/{camera}/hls/{file}', ({ response, params, query }) => {
    const stream = getStream(streams, params.camera ?? '', streamOf(query));
    const file = hls.of(stream.hub).file(params.file ?? '');
    if (file === null) throw new VidetteError('not_found', 'this segment is not there any more');
    answer(response, stream, file.type, file.data, 'private, max-age=60');
  });
}

function registerMjpeg(
  listener: MediaListener,
  { streams, audience, jpegs, viewers }: LiveParts,
  watch: LiveWatch,
): void {
  listener.route('GET', '/live/{camera}/mjpeg', async ({ request, response, params, query }) => {
    const stream = getStream(streams, params.camera ?? '', streamOf(query));
    const order = { ...pictureOf(stream, query), ...numberIn(query, 'fps', 0.1, 30, 'decimals') };
    await awaitTracks(stream);
    // It may have gone while the camera was being connected; its `close` has then passed.
    if (response.destroyed) return;
    const pictures = passesThrough(stream, order) ? null : needPictures(jpegs);
    response.writeHead(200, {
      ...commonHeaders(stream),
      'Content-Type': mjpegContentType,
      Connection: 'close',
    });
    response.flushHeaders();
    const leave = audience.enter(stream.hub);
    const { stop } =
      pictures === null ? passMjpeg(response, stream, order) : serveMjpeg(response, order, pictures);
    const forget = watch.add(stream, () => response.end());
    const dismiss = viewers.add(viewerOf(request.headers), () => response.destroy());
    response.on('close', () => {
      forget();
      dismiss();
      stop();
      leave();
    });
  });
}

function registerSnapshot(listener: MediaListener, { streams, jpegs }: LiveParts): void {
  listener.route('GET', '/live/{camera}/snapshot.jpg', async ({ response, params, query }) => {
    const stream = getStream(streams, params.camera ?? '', streamOf(query));
    const order = pictureOf(stream, query);
    await awaitTracks(stream);
    const last = stream.hub.lastKeyframe();
    if (last !== null && passesThrough(stream, order)) {
      response.setHeader('X-Timestamp', (last.utcMs / 1000).toFixed(3));
      answer(response, stream, 'image/jpeg', last.data, 'no-store');
      return;
    }
    const { jpeg, utcMs } = await needPictures(jpegs).snapshot(order);
    response.setHeader('X-Timestamp', (utcMs / 1000).toFixed(3));
    answer(response, stream, 'image/jpeg', jpeg, 'no-store');
  });
}

function needPictures(jpegs: JpegSource | null): JpegSource {
  if (jpegs !== null) return jpegs;
  throw new VidetteError('unavailable', 'pictures need an analyzer, and none runs here', {
    reason: 'no_analyzer',
  });
}

function pictureOf({ cameraId, name }: LiveStream, query: URLSearchParams): JpegOrder {
  return { cameraId, stream: name, ...pictureIn(query) };
}

function commonHeaders(stream: LiveStream): Record<string, string> {
  // Which stream it is: a camera without a sub stream answers with the main one.
  return { 'X-Stream': stream.name, 'Cache-Control': 'no-store' };
}

function answer(
  response: ServerResponse,
  stream: LiveStream,
  type: string,
  body: Buffer,
  caching: string,
): void {
  response.writeHead(200, {
    ...commonHeaders(stream),
    'Content-Type': type,
    'Content-Length': body.length,
    'Cache-Control': caching,
  });
  response.end(body);
}

/** A player that polls has no connection whose end could be seen: it counts as a viewer for a while after each request. */
class PollingViewers {
  readonly #audience: Audience;
  readonly #timers = new Map<string, { timer: NodeJS.Timeout }>();

  constructor(audience: Audience) {
    this.#audience = audience;
  }

  seen(stream: LiveStream, address: string | string[]): void {
    const key = `${stream.cameraId} ${stream.name} ${address}`;
    const known = this.#timers.get(key);
    if (known !== undefined) {
      known.timer.refresh();
      return;
    }
    const leave = this.#audience.enter(stream.hub);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      leave();
    }, pollingViewerMs);
    timer.unref();
    this.#timers.set(key, { timer });
  }
}
