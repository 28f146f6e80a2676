/** Walks a recorded file from the disk: its tracks, origin, units and fragments, as far as they are whole. Reads box headers only, unless digests are wanted. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { readBoxHeader } from '#media/fmp4/box-reader.ts';
import type { Fmp4Track } from '#media/fmp4/init-segment.ts';
import { parseFragment, parseTakenAt, type TakenAt } from '#media/fmp4/parse-fragment.ts';
import { parseInit } from '#media/fmp4/parse-init.ts';
import { type Link, type Origin, parseLink, parseOrigin } from './chain.ts';
import type { FragmentPosition } from './fragment-table.ts';

export interface ScannedFragment extends FragmentPosition {
  /** Samples of the leading track. */
  readonly samples: number;
}

export interface Unit {
  readonly start: number;
  /** After its link. */
  readonly end: number;
  readonly link: Link;
  /** Null when the digest was not asked for. */
  readonly digestFits: boolean | null;
  /** Null in the first unit. */
  readonly fragment: ScannedFragment | null;
}

export interface FileScan {
  readonly size: number;
  readonly initBytes: number;
  readonly tracks: readonly Fmp4Track[];
  readonly origin: Origin | null;
  readonly units: readonly Unit[];
  /** End of the last whole unit; what follows up to `size` is cut off or not ours. */
  readonly wholeBytes: number;
}

/** moof boxes of seconds of samples and origins with a hundred gaps stay far below. */
const maxHeaderBox = 8 * 1024 * 1024;

export async function scanFile(path: string, wantDigest: (position: number) => boolean): Promise<FileScan> {
  const handle = await open(path, 'r');
  try {
    return await new Scan(handle, (await handle.stat()).size, wantDigest).run();
  } finally {
    await handle.close();
  }
}

class Scan {
  readonly #handle: FileHandle;
  readonly #size: number;
  readonly #wantDigest: (position: number) => boolean;
  readonly #units: Unit[] = [];
  #initBytes = 0;
  #tracks: readonly Fmp4Track[] = [];
  #origin: Origin | null = null;
  #unitStart = 0;
  #takenAt: TakenAt | null = null;
  #fragment: ScannedFragment | null = null;

  constructor(handle: FileHandle, size: number, wantDigest: (position: number) => boolean) {
    this.#handle = handle;
    this.#size = size;
    this.#wantDigest = wantDigest;
  }

  async run(): Promise<FileScan> {
    let at = 0;
    for (;;) {
      const next = await this.#box(at);
      if (next === null) break;
      at = next;
    }
    return {
      size: this.#size,
      initBytes: this.#initBytes,
      tracks: this.#tracks,
      origin: this.#origin,
      units: this.#units,
      wholeBytes: this.#unitStart,
    };
  }

  /** Takes in the box at `at`; the offset of the next one, or null at the end of what makes sense. */
  async #box(at: number): Promise<number | null> {
    const header = readBoxHeader(await this.#read(at, 16), 0);
    if (header === null || at + header.end > this.#size) return null;
    const length = header.end;
    if (header.type !== 'mdat' && length > maxHeaderBox) return null;
    switch (header.type) {
      case 'moov':
        this.#initBytes = at + length;
        this.#tracks = parseInit(await this.#read(at, length)) ?? [];
        break;
      case 'prft':
        this.#takenAt = parseTakenAt(await this.#read(at, length), 0);
        break;
      case 'moof':
        this.#fragment = this.#measure(await this.#read(at, length));
        if (this.#fragment === null) return null;
        break;
      case 'mdat':
        if (this.#fragment !== null) {
          this.#fragment = { ...this.#fragment, length: at + length - this.#fragment.offset };
        }
        break;
      case 'uuid':
        await this.#uuid(at, await this.#read(at, length));
        break;
    }
    return at + length;
  }

  #measure(moof: Buffer): ScannedFragment | null {
    const takenAt = this.#takenAt;
    const parsed = parseFragment(moof);
    const lead = parsed?.tracks.find(({ trackId }) => trackId === takenAt?.trackId);
    const timescale = this.#tracks.find(({ trackId }) => trackId === takenAt?.trackId)?.track.timescale;
    if (takenAt === null || lead === undefined || timescale === undefined) return null;
    const ticks = lead.samples.reduce((sum, { duration }) => sum + duration, 0);
    return {
      offset: this.#unitStart,
      length: 0,
      startMs: takenAt.utcMs,
      endMs: takenAt.utcMs + (ticks * 1000) / timescale,
      keyframe: lead.samples[0]?.keyframe === true,
      samples: lead.samples.length,
    };
  }

  async #uuid(at: number, bytes: Buffer): Promise<void> {
    this.#origin ??= parseOrigin(bytes);
    const link = parseLink(bytes);
    if (link === null) return;
    const digestFits = this.#wantDigest(link.position)
      ? (await this.#digest(this.#unitStart, at)).equals(link.digest)
      : null;
    const end = at + bytes.length;
    this.#units.push({ start: this.#unitStart, end, link, digestFits, fragment: this.#fragment });
    this.#unitStart = end;
    this.#fragment = null;
    this.#takenAt = null;
  }

  async #digest(from: number, to: number): Promise<Buffer> {
    const hash = createHash('sha256');
    for (let at = from; at < to; ) {
      const piece = await this.#read(at, Math.min(1024 * 1024, to - at));
      if (piece.length === 0) break;
      hash.update(piece);
      at += piece.length;
    }
    return hash.digest();
  }

  async #read(at: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.#handle.read(buffer, done, length - done, at + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return buffer.subarray(0, done);
  }
}
