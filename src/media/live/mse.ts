/**
 * Live fMP4 over a WebSocket for MediaSource. The server speaks only:
 *
 *     text    {type: 'init', mime, video: {codec, width, height} | null, audio: {codec, sampleRate, channels} | null,
 *              audioLeftOut?: why, utcMs: when the next picture was taken}
 *     binary  initialization segment
 *     binary  fragment …                               a new init follows when the tracks change
 *     text    {type: 'unsupported', reason}            and close: the player takes another way and says why
 *
 * A player that reads too slowly loses whole pictures up to a keyframe; one that does not read at all is cut off.
 */
import type { Fragment, FragmentFeed, FragmentInit, Unplayable } from './fragment-feed.ts';
import { type QueueCounters, ReaderQueue } from './reader-queue.ts';

/** What is used of a WebSocket; `ws` has this shape. */
export interface MseSocket {
  readonly bufferedAmount: number;
  send(data: string | Buffer): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

export interface MseOptions {
  /** Video codecs that the player said it decodes beside H.264, for example `h265`. */
  readonly extraCodecs: ReadonlySet<string>;
}

/** Beside the fragment with which it begins, this much may wait in a player's socket: 4 s at 4 Mb/s. */
const maxBacklogBytes = 2 * 1024 * 1024;
/** A player that took nothing for this many pictures (20 s at 25 per second) is gone. */
const maxDroppedInRow = 500;
/** RFC 6455, 7.4.1: cannot accept the data. */
const unsupportedCode = 1003;

/** Serves one player until the returned function is called. */
export function serveMse(
  socket: MseSocket,
  feed: FragmentFeed,
  options: MseOptions,
): { readonly stop: () => void; readonly counters: QueueCounters } {
  const queue = new ReaderQueue({ backlogBytes: () => socket.bufferedAmount, maxBacklogBytes }, true);
  let init: FragmentInit | null = null;
  /** The init message waits for the first fragment, whose time it tells. */
  let announced = false;

  const stop = feed.subscribe({
    init(next) {
      const reason = whyUnsupported(next, options.extraCodecs);
      if (reason !== null || 'unplayable' in next) {
        init = null;
        socket.send(JSON.stringify({ type: 'unsupported', reason }));
        socket.close(unsupportedCode, 'unsupported');
        return;
      }
      init = next;
      announced = false;
      queue.restart();
    },
    fragment(piece) {
      if (init === null) return;
      if (!queue.admit(piece.keyframe, piece.data.length)) {
        if (queue.droppedInRow > maxDroppedInRow) socket.terminate();
        return;
      }
      if (!announced) announce(socket, init, piece);
      announced = true;
      socket.send(piece.data);
    },
  });
  return { stop, counters: queue.counters };
}

function announce(socket: MseSocket, init: FragmentInit, first: Fragment): void {
  const { video, audio, audioLeftOut } = init.tracks;
  const message = {
    type: 'init',
    mime: init.mime,
    video: video && { codec: video.codecString, width: video.width, height: video.height },
    audio: audio && { codec: audio.codecString, sampleRate: audio.sampleRate, channels: audio.channels },
    ...(audioLeftOut === undefined ? {} : { audioLeftOut }),
    utcMs: Math.round(first.utcMs),
  };
  socket.send(JSON.stringify(message));
  socket.send(init.segment);
}

function whyUnsupported(init: FragmentInit | Unplayable, extraCodecs: ReadonlySet<string>): string | null {
  if ('unplayable' in init) return init.unplayable;
  if (init.tracks.video?.codec === 'h265' && !extraCodecs.has('h265')) {
    return 'this browser did not say that it plays H.265';
  }
  return null;
}

/** From the query's `codecs=`: names or RFC 6381 strings, separated by commas. */
export function parseExtraCodecs(value: string | null): ReadonlySet<string> {
  const codecs = new Set<string>();
  for (const name of (value ?? '').toLowerCase().split(',')) {
    if (/^(h265|hevc|hvc1|hev1)\b/.test(name.trim())) codecs.add('h265');
  }
  return codecs;
}
