/** The archive over HTTP: playlist, recorded files by byte range, clip, thumbnail, spans and gaps. */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type StreamName, streamNames } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';
import type { ArchiveRange, Gap, RecordedSpan } from '#domain/recording.ts';
import { clipBytes, clipFile } from '#media/playback/clip-file.ts';
import { planClip } from '#media/playback/clip-plan.ts';
import { archivePlaylist } from '#media/playback/hls-playlist.ts';
import { timelineZero } from '#media/playback/one-timeline.ts';
import { applyPatches, type Patch, playerPatches } from '#media/playback/patches.ts';
import {
  openRecorded,
  type RecordedFile,
  readPicture,
  readPlanFragments,
  readRange,
} from '#media/playback/recorded.ts';
import type { Sample, VideoTrack } from '#media/stream.ts';
import type { MediaContext, MediaHandler } from './media-router.ts';

/** A recorded file with the start in its name, milliseconds UTC. */
export interface NamedFile extends RecordedFile {
  readonly startMs: number;
}

export interface PlaybackArchive {
  /** Files that overlap the range, in order, with the fragments from the keyframe at or before `fromMs` on. */
  files(range: Required<ArchiveRange>): readonly NamedFile[];
  /** The file that begins at exactly this time, with all its fragments; null when there is none. */
  segment(cameraId: string, stream: StreamName, startMs: number): NamedFile | null;
  spans(range: ArchiveRange): readonly RecordedSpan[];
  gaps(range: ArchiveRange): readonly Gap[];
}

export interface PlaybackParts {
  readonly archive: PlaybackArchive;
  /** Decodes the last of the samples, which are of this camera; null where no analyzer runs. */
  readonly decode:
    | ((
        cameraId: string,
        track: VideoTrack,
        samples: readonly Sample[],
        size: { width?: number; height?: number; quality?: number },
      ) => Promise<Buffer>)
    | null;
}

interface Routes {
  route(method: string, path: string, handler: MediaHandler): void;
}

const dayMs = 86_400_000;
/** A playlist of a day has some ten thousand entries; players ask for less. */
const longestPlaylistMs = dayMs;
const longestClipMs = dayMs;
/** Spans and gaps may be asked for a month, for an overview. */
const longestLedgerMs = 366 * dayMs;

export function registerPlayback(listener: Routes, parts: PlaybackParts): void {
  const { archive } = parts;
  const route = (path: string, handler: MediaHandler): void => {
    for (const method of ['GET', 'HEAD'])
      listener.route(method, `/archive/{camera}/${path}`, whileWanted(handler));
  };
  route('index.m3u8', (context) => servePlaylist(context, archive));
  route('segments/{stream}/{file}', (context) => serveSegment(context, archive));
  route('clip.mp4', (context) => serveClip(context, archive));
  route('thumbnail.jpg', (context) => serveThumbnail(context, parts));
  route('spans', (context) => {
    answerJson(context, archive.spans(rangeOf(context, longestLedgerMs)));
  });
  route('gaps', (context) => {
    answerJson(context, archive.gaps(rangeOf(context, longestLedgerMs)));
  });
}

/** Work that was given up because the client went away is no fault. */
function whileWanted(handler: MediaHandler): MediaHandler {
  return async (context) => {
    try {
      await handler(context);
    } catch (error) {
      const gaveUp = error instanceof Error && error.name === 'AbortError';
      if (!gaveUp || !context.response.destroyed) throw error;
    }
  };
}

function servePlaylist(context: MediaContext, archive: PlaybackArchive): void {
  const range = rangeOf(context, longestPlaylistMs);
  const files = archive.files(range);
  if (files.length === 0) throw nothingRecorded();
  const zero = timelineZero(files[0]?.startMs ?? range.fromMs);
  const named = files.map((file) => ({
    ...file,
    uri: `segments/${range.stream}/${file.startMs}.mp4?zero=${zero}`,
  }));
  answer(
    context,
    'application/vnd.apple.mpegurl',
    Buffer.from(archivePlaylist(named, range.fromMs)),
    'no-cache',
  );
}

async function serveSegment(context: MediaContext, archive: PlaybackArchive): Promise<void> {
  const { camera = '', stream = '', file = '' } = context.params;
  const startMs = Number(/^(\d{1,15})\.mp4$/.exec(file)?.[1] ?? Number.NaN);
  const segment = archive.segment(camera, streamNamed(stream), startMs);
  if (segment === null) throw new VidetteError('not_found', 'there is no such recording');
  const zeroMs = context.query.has('zero') ? timeOf(context.query, 'zero') : null;
  const abort = new AbortController();
  context.response.on('close', () => abort.abort());
  // Opened before anything is answered: retention may take it at any time, and what is open stays readable.
  const handle = await openRecorded(segment.path);
  try {
    const { size } = await handle.stat();
    const patches =
      zeroMs === null ? [] : await playerPatches(handle, segment, zeroMs, ...wantedBytes(context, size));
    // Bytes once written never change; more may follow in the file that is being recorded.
    const range = beginVideo(context, size, { 'Cache-Control': 'private, max-age=3600' });
    if (range === null) return;
    const pieces = patched(handle, range.start, range.end, patches, abort.signal);
    await send(Readable.from(pieces, { objectMode: false }), context);
  } finally {
    await handle.close();
  }
}

async function* patched(
  handle: FileHandle,
  start: number,
  end: number,
  patches: readonly Patch[],
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let at = start;
  for await (const piece of readRange(handle, start, end + 1 - start, signal)) {
    applyPatches(piece, at, patches);
    at += piece.length;
    yield piece;
  }
}

async function serveClip(context: MediaContext, archive: PlaybackArchive): Promise<void> {
  const range = rangeOf(context, longestClipMs);
  const abort = new AbortController();
  context.response.on('close', () => abort.abort());
  const files = archive.files(range);
  const plan = await planClip(readPlanFragments(files, abort.signal), range.fromMs, range.toMs);
  if (plan === null) throw nothingRecorded();
  const clip = clipFile(plan, range.fromMs);
  const name = new Date(range.fromMs).toISOString().replace(/[:.]/g, '-');
  const bytes = beginVideo(context, clip.bytes, {
    'Content-Disposition': `attachment; filename="${name}.mp4"`,
    'Cache-Control': 'no-store',
  });
  if (bytes === null) return;
  const pieces = clipBytes(clip, abort.signal, bytes.start, bytes.end + 1);
  await send(Readable.from(pieces, { objectMode: false }), context);
}

/** Answers with the head for the bytes that were asked for; null when there is nothing to send behind it. */
function beginVideo(
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

async function serveThumbnail(context: MediaContext, { archive, decode }: PlaybackParts): Promise<void> {
  if (decode === null) throw new VidetteError('unavailable', 'pictures need an analyzer, and none runs here');
  const { params, query } = context;
  const atMs = timeOf(query, 'at');
  const range = {
    cameraId: params.camera ?? '',
    stream: streamNamed(query.get('stream') ?? 'main'),
    fromMs: atMs,
    toMs: atMs + 1,
  };
  const file = archive.files(range).at(-1);
  if (file === undefined) throw nothingRecorded();
  // A thumbnail while scrubbing needs to be fast; the exact picture is for those who ask for it.
  const picture = await readPicture(file, atMs, query.get('exact') !== '1');
  if (picture === null) throw nothingRecorded();
  const { track, samples } = picture;
  const size = {
    ...numberIn(query, 'width', 16, 7680),
    ...numberIn(query, 'height', 16, 4320),
    ...numberIn(query, 'quality', 1, 100),
  };
  const jpeg = await decode(range.cameraId, track, samples, size);
  context.response.setHeader('X-Timestamp', ((samples.at(-1)?.utcMs ?? atMs) / 1000).toFixed(3));
  answer(context, 'image/jpeg', jpeg, 'private, max-age=3600');
}

async function send(from: Readable, { response }: MediaContext): Promise<void> {
  try {
    await pipeline(from, response);
  } catch (error) {
    // A player that goes away in the middle is what players do.
    if (response.destroyed || (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    throw error;
  }
}

function rangeOf({ params, query }: MediaContext, longestMs: number): Required<ArchiveRange> {
  const fromMs = timeOf(query, 'from');
  const toMs = timeOf(query, 'to');
  if (toMs <= fromMs) throw invalid('to', 'lies after from');
  if (toMs - fromMs > longestMs)
    throw invalid('to', `lies at most ${longestMs / 3_600_000} hours after from`);
  return { cameraId: params.camera ?? '', stream: streamNamed(query.get('stream') ?? 'main'), fromMs, toMs };
}

/** Unix milliseconds, or a date and time with zone as RFC 3339 writes it. */
function timeOf(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  const isNumber = /^\d{1,15}(\.\d+)?$/.test(text);
  const isDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const value = isNumber ? Number(text) : isDate ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(value)) throw invalid(name, 'is a time: Unix milliseconds or RFC 3339');
  return Math.trunc(value);
}

function numberIn<Name extends string>(
  query: URLSearchParams,
  name: Name,
  min: number,
  max: number,
): { [key in Name]?: number } {
  const text = query.get(name);
  if (text === null) return {};
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw invalid(name, `is a whole number from ${min} to ${max}`);
  return { [name]: value } as { [key in Name]?: number };
}

function streamNamed(text: string): StreamName {
  const name = streamNames.find((one) => one === text);
  if (name === undefined) throw invalid('stream', `is ${streamNames.join(' or ')}`);
  return name;
}

/** First and last byte that are asked for. */
function wantedBytes({ request }: MediaContext, size: number): [number, number] {
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

function answer({ response }: MediaContext, type: string, body: Buffer, caching: string): void {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length, 'Cache-Control': caching });
  response.end(body);
}

function answerJson(context: MediaContext, value: unknown): void {
  answer(context, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(value)), 'no-store');
}

const invalid = (field: string, message: string): VidetteError =>
  new VidetteError('invalid', `${field} ${message}`, { field: [field] });

const nothingRecorded = (): VidetteError =>
  new VidetteError('not_found', 'nothing was recorded at this time');
