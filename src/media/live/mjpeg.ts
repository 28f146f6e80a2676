/**
 * Live pictures as JPEG, one after the other in one HTTP answer (multipart/x-mixed-replace): the way for players that can do
 * nothing else. A camera that sends MJPEG is passed through when no other size is asked for; else an analyzer makes the pictures.
 * A viewer who reads slowly misses pictures; the newest one is sent next.
 */
import type { JpegOrder, JpegPicture, JpegSource } from './jpeg-source.ts';
import type { LiveStream } from './live-stream.ts';

const mjpegBoundary = 'vidette-picture';
export const mjpegContentType = `multipart/x-mixed-replace; boundary=${mjpegBoundary}`;

/** What is used of the answer's stream. */
export interface MjpegSink {
  readonly writableLength: number;
  write(data: Buffer): boolean;
  /** Ends the answer: no more pictures will come. */
  end(): void;
}

export interface MjpegOrder extends JpegOrder {
  /** At most so many pictures a second. */
  readonly fps?: number;
}

type Picture = Pick<JpegPicture, 'jpeg' | 'utcMs'>;

const defaultFps = 10;

export interface MjpegCounters {
  sent: number;
  skipped: number;
}

/** Writes pictures as parts; skips those that come while the one before is still on its way. */
export class MjpegWriter {
  readonly counters: MjpegCounters = { sent: 0, skipped: 0 };
  readonly #sink: MjpegSink;
  readonly #minIntervalMs: number;
  #lastUtcMs = Number.NEGATIVE_INFINITY;

  constructor(sink: MjpegSink, fps: number | undefined) {
    this.#sink = sink;
    // A tenth of slack, so that 25 pictures a second asked of a camera with 25.1 are not halved.
    this.#minIntervalMs = fps === undefined ? 0 : 900 / fps;
  }

  picture({ jpeg, utcMs }: Picture): void {
    const tooSoon = utcMs >= this.#lastUtcMs && utcMs - this.#lastUtcMs < this.#minIntervalMs;
    if (tooSoon || this.#sink.writableLength > 0) {
      this.counters.skipped += 1;
      return;
    }
    this.#lastUtcMs = utcMs;
    this.counters.sent += 1;
    // The boundary also follows at once: browsers show a picture only when the next boundary is there.
    const head = `Content-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\nX-Timestamp: ${(utcMs / 1000).toFixed(3)}\r\n\r\n`;
    const start = this.counters.sent === 1 ? `--${mjpegBoundary}\r\n` : '';
    this.#sink.write(
      Buffer.concat([Buffer.from(start + head), jpeg, Buffer.from(`\r\n--${mjpegBoundary}\r\n`)]),
    );
  }
}

/** Can the camera's own pictures be handed on as they are? */
export function passesThrough(stream: LiveStream, order: JpegOrder): boolean {
  const untouched = order.width === undefined && order.height === undefined && order.quality === undefined;
  return untouched && stream.hub.currentTracks?.video?.codec === 'mjpeg';
}

export interface ServedMjpeg {
  readonly stop: () => void;
  readonly counters: MjpegCounters;
}

/** Hands the camera's own JPEG pictures to one viewer until stopped. */
export function passMjpeg(sink: MjpegSink, stream: LiveStream, order: MjpegOrder): ServedMjpeg {
  const writer = new MjpegWriter(sink, order.fps);
  const stop = stream.hub.attach(
    {
      tracks({ video }) {
        if (video?.codec !== 'mjpeg') sink.end();
      },
      sample({ kind, data, utcMs }) {
        if (kind === 'video') writer.picture({ jpeg: data, utcMs });
      },
    },
    'gop',
  );
  return { stop, counters: writer.counters };
}

/** Hands pictures that an analyzer makes to one viewer until stopped. */
export function serveMjpeg(sink: MjpegSink, order: MjpegOrder, jpegs: JpegSource): ServedMjpeg {
  const writer = new MjpegWriter(sink, undefined);
  const stop = jpegs.watch(
    { ...order, fps: order.fps ?? defaultFps },
    { picture: (picture) => writer.picture(picture), failed: () => sink.end() },
  );
  return { stop, counters: writer.counters };
}
