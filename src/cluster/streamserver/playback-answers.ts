/** How playback answers: whole or by byte range (RFC 9110, 14), as long as the client takes it. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ByteRange, parseByteRange } from '#domain/byte-range.ts';
import type { MediaContext } from './media-router.ts';

export function answer({ response }: MediaContext, type: string, body: Buffer, caching: string): void {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length, 'Cache-Control': caching });
  response.end(body);
}

export function answerJson(context: MediaContext, value: unknown): void {
  answer(context, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(value)), 'no-store');
}

/** Answers with the head for the bytes that were asked for; null when there is nothing to send behind it. */
export function beginVideo(
  { request, response }: MediaContext,
  size: number,
  headers: Readonly<Record<string, string>>,
): ByteRange | null {
  const range = parseByteRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
    return null;
  }
  const { first, last } = range ?? { first: 0, last: size - 1 };
  response.writeHead(range === null ? 200 : 206, {
    'Content-Type': 'video/mp4',
    'Accept-Ranges': 'bytes',
    'Content-Length': last - first + 1,
    ...(range === null ? {} : { 'Content-Range': `bytes ${first}-${last}/${size}` }),
    ...headers,
  });
  if (request.method !== 'HEAD') return { first, last };
  response.end();
  return null;
}

/** First and last byte that are asked for. */
export function wantedBytes({ request }: MediaContext, size: number): [number, number] {
  const range = parseByteRange(request.headers.range, size);
  return range === 'unsatisfiable' ? [size, size] : [range?.first ?? 0, range?.last ?? size - 1];
}

/** A client that goes away in the middle is what players do; the pipeline and the reading end with these. */
const endsByClient = ['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'EPIPE', 'ECONNRESET'];

/** Rejects when the source fails; the client's connection is cut then. The source is closed in any case. */
export async function send(from: Readable, { response }: Pick<MediaContext, 'response'>): Promise<void> {
  // Who left while the answer was looked up: a pipeline would refuse that as a mistake, and leave the source open.
  if (response.destroyed) {
    from.destroy();
    return;
  }
  try {
    await pipeline(from, response);
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    if (name !== 'AbortError' && !endsByClient.includes(code ?? '')) throw error;
  }
}
