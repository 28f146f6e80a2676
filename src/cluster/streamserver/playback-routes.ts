/** The archive over HTTP: playlist, recorded files by byte range, clip, thumbnail, spans and gaps. */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { StreamName } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';
import type { ArchiveRange, Gap, RecordedSpan } from '#domain/recording.ts';
import { clipBytes, clipFile } from '#media/playback/clip-file.ts';
import { planClip } from '#media/playback/clip-plan.ts';
import { archivePlaylist } from '#media/playback/hls-playlist.ts';
import { timelineZero } from '#media/playback/one-timeline.ts';
import { applyPatches, type Patch, playerPatches } from '#media/playback/patches.ts';
import { openRecorded, type RecordedFile, readPlanFragments, readRange } from '#media/playback/recorded.ts';
import { readPicture } from '#media/playback/stored-picture.ts';
import type { Sample, VideoTrack } from '#media/stream.ts';
import { pictureIn, rangeOf, streamNamed, streamOf, timeOf } from './media-query.ts';
import type { MediaContext, MediaHandler } from './media-router.ts';
import { answer, answerJson, beginVideo, send, wantedBytes } from './playback-answers.ts';

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
    const pieces = patched(handle, range.first, range.last, patches, abort.signal);
    await send(Readable.from(pieces, { objectMode: false }), context);
  } finally {
    await handle.close();
  }
}

async function* patched(
  handle: FileHandle,
  first: number,
  last: number,
  patches: readonly Patch[],
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let at = first;
  for await (const piece of readRange(handle, first, last + 1 - first, signal)) {
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
  const pieces = clipBytes(clip, abort.signal, bytes.first, bytes.last + 1);
  await send(Readable.from(pieces, { objectMode: false }), context);
}

async function serveThumbnail(context: MediaContext, { archive, decode }: PlaybackParts): Promise<void> {
  if (decode === null) throw new VidetteError('unavailable', 'pictures need an analyzer, and none runs here');
  const { params, query } = context;
  const atMs = timeOf(query, 'at');
  const range = {
    cameraId: params.camera ?? '',
    stream: streamOf(query),
    fromMs: atMs,
    toMs: atMs + 1,
  };
  const file = archive.files(range).at(-1);
  if (file === undefined) throw nothingRecorded();
  // A thumbnail while scrubbing needs to be fast; the exact picture is for those who ask for it.
  const picture = await readPicture(file, atMs, query.get('exact') !== '1');
  if (picture === null) throw nothingRecorded();
  const { track, samples } = picture;
  const jpeg = await decode(range.cameraId, track, samples, pictureIn(query));
  context.response.setHeader('X-Timestamp', ((samples.at(-1)?.utcMs ?? atMs) / 1000).toFixed(3));
  answer(context, 'image/jpeg', jpeg, 'private, max-age=3600');
}

const nothingRecorded = (): VidetteError =>
  new VidetteError('not_found', 'nothing was recorded at this time');
