/** The archive of the fake server: the clip of a camera again and again through its recorded spans. */
import type { ServerResponse } from 'node:http';
import type { FakeCamera, FakeWorld } from './fake-world.ts';

export function serveFakeArchive(
  world: FakeWorld,
  url: URL,
  range: string | undefined,
  response: ServerResponse,
  camera: FakeCamera,
): void {
  const what = url.pathname.split('/').at(-1);
  const fromMs = Number(url.searchParams.get('from'));
  const toMs = Number(url.searchParams.get('to'));
  const json = (body: unknown) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  if (what === 'spans') {
    json(world.spans(fromMs, toMs, Date.now()));
    return;
  }
  if (what === 'gaps') {
    json(world.gaps(camera.id, fromMs, toMs, Date.now()));
    return;
  }
  if (what === 'thumbnail.jpg') {
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(camera.clip.jpeg);
    return;
  }
  if (what === 'index.m3u8') {
    if (world.spans(fromMs, toMs, Date.now()).length === 0) {
      response
        .writeHead(404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ detail: 'nothing' }));
      return;
    }
    const playlist = playlistOf(world, camera, fromMs, toMs);
    response.writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl' }).end(playlist);
    return;
  }
  sendRange(range, response, camera.clip.file);
}

/** RFC 9110, 14.2, with one range that has both ends, as hls.js asks. */
function sendRange(range: string | undefined, response: ServerResponse, file: Buffer): void {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  if (first === undefined || last === undefined) {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': file.length }).end(file);
    return;
  }
  const part = file.subarray(Number(first), Number(last) + 1);
  const contentRange = `bytes ${first}-${Number(first) + part.length - 1}/${file.length}`;
  response.writeHead(206, { 'content-type': 'video/mp4', 'content-range': contentRange }).end(part);
}

function playlistOf(world: FakeWorld, { clip }: FakeCamera, fromMs: number, toMs: number): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-TARGETDURATION:${Math.ceil(clip.durationMs / 1000)}`];
  lines.push('#EXT-X-PLAYLIST-TYPE:VOD');
  let first = true;
  for (const span of world.spans(fromMs, toMs, Date.now())) {
    for (let atMs = span.startMs; atMs < span.endMs; atMs += clip.durationMs) {
      if (!first) lines.push('#EXT-X-DISCONTINUITY');
      first = false;
      lines.push(`#EXT-X-MAP:URI="file.mp4",BYTERANGE="${clip.initBytes}@0"`);
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(atMs).toISOString()}`);
      lines.push(`#EXTINF:${(clip.durationMs / 1000).toFixed(3)},`, 'file.mp4');
    }
  }
  return `${[...lines, '#EXT-X-ENDLIST'].join('\n')}\n`;
}
