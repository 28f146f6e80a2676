/** How playback answers: whole or by byte range (RFC 9110, 14), as long as the client takes it. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
): { start: number; end: number } | null {
  const range = byteRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
    return null;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range === null ? 200 : 206, {
    'Content-Type': 'video/mp4',
    'Accept-Ranges': 'bytes',
    'Content-Length': end - start + 1,
    ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    ...headers,
  });
  if (request.method !== 'HEAD') return { start, end };
  response.end();
  return null;
}

/** First and last byte that are asked for. */
export function wantedBytes({ request }: MediaContext, size: number): [number, number] {
  const range = byteRange(request.headers.range, size);
  return range === 'unsatisfiable' ? [size, size] : [range?.start ?? 0, range?.end ?? size - 1];
}

/** RFC 9110, 14.2: one range; several at once are answered whole, which is allowed. Null for the whole file. */
function byteRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const [first, last] = [match[1] ?? '', match[2] ?? ''];
  // An end before the start is no range at all.
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

/** A client that goes away in the middle is what players do; the pipeline and the reading end with these. */
const endsByClient = ['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'EPIPE', 'ECONNRESET'];

/** Rejects when the source fails; the client's connection is cut then. */
export async function send(from: Readable, { response }: MediaContext): Promise<void> {
  try {
    await pipeline(from, response);
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    if (name !== 'AbortError' && !endsByClient.includes(code ?? '')) throw error;
  }
}
