/** A segment while it is written: units go to the end, each closed by its link; what failed half-way is cut off again. */
import { fragment } from '#media/fmp4/fragment.ts';
import { type Fmp4Track, initSegment } from '#media/fmp4/init-segment.ts';
import { type ChainHead, closeUnit, type Origin, originBox } from './chain.ts';
import type { FileCalls } from './files.ts';
import type { FragmentPosition } from './fragment-table.ts';
import type { Piece } from './segmenter.ts';
import type { SegmentEnd } from './segments.ts';
import type { Signer } from './signer.ts';

export class SegmentFile {
  readonly path: string;
  readonly fragments: FragmentPosition[] = [];
  initBytes = 0;
  bytes = 0;
  #head: ChainHead;
  #endMs: number;
  #dirty = false;
  #sequence = 0;
  readonly #fd: number;
  readonly #files: FileCalls;
  readonly #signer: Signer;

  private constructor(path: string, fd: number, origin: Origin, files: FileCalls, signer: Signer) {
    this.path = path;
    this.#fd = fd;
    this.#files = files;
    this.#signer = signer;
    this.#head = origin.previous;
    this.#endMs = origin.startMs;
  }

  /** Creates the file with its init segment. On failure no file is left behind. */
  static async create(
    path: string,
    tracks: readonly Fmp4Track[],
    origin: Origin,
    files: FileCalls,
    signer: Signer,
  ): Promise<SegmentFile> {
    const init = initSegment(tracks, { creationUtcMs: origin.startMs });
    const fd = await files.create(path);
    const file = new SegmentFile(path, fd, origin, files, signer);
    try {
      await file.#append([init, originBox(origin)]);
    } catch (error) {
      await files.close(fd);
      await files.unlink(path);
      throw error;
    }
    file.initBytes = init.length;
    return file;
  }

  get head(): ChainHead {
    return this.#head;
  }

  get end(): SegmentEnd {
    const { bytes, initBytes, fragments } = this;
    return { endMs: this.#endMs, bytes, initBytes, head: this.#head, fragments };
  }

  async write(piece: Piece): Promise<void> {
    const parts = fragment({ sequence: this.#sequence + 1, tracks: piece.tracks, takenAt: piece.takenAt });
    const offset = this.bytes;
    const length = await this.#append(parts);
    this.#sequence += 1;
    this.#endMs = Math.max(this.#endMs, piece.endMs);
    const { keyframe, endMs } = piece;
    this.fragments.push({ offset, length, startMs: piece.takenAt.utcMs, endMs, keyframe });
  }

  /** Writes a unit and its link. Returns the length of the unit. */
  async #append(parts: readonly Buffer[]): Promise<number> {
    const { head, link } = closeUnit(this.#head, parts, this.#signer);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    try {
      await this.#files.write(this.#fd, [...parts, link], this.bytes);
    } catch (error) {
      await this.#files.truncate(this.#fd, this.bytes);
      throw error;
    }
    this.bytes += length + link.length;
    this.#head = head;
    this.#dirty = true;
    return length;
  }

  /** Brings what was written so far onto the disk. Returns the head that is safe then; null when there was nothing new. */
  async sync(): Promise<ChainHead | null> {
    if (!this.#dirty) return null;
    this.#dirty = false;
    const head = this.#head;
    try {
      await this.#files.syncFile(this.#fd);
    } catch (error) {
      this.#dirty = true;
      throw error;
    }
    return head;
  }

  async close(): Promise<void> {
    await this.#files.close(this.#fd);
  }
}
