/** The files of one stream, one after the other: each on a volume that takes it, in the index, and chained to the one before. */

import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ChainHead, Origin } from './chain.ts';
import { errorCodeOf } from './files.ts';
import { segmentPath } from './paths.ts';
import { SegmentFile } from './segment-file.ts';
import type { Piece } from './segmenter.ts';
import type { SegmentEnd, StreamRow } from './segments.ts';
import type { Volume } from './volume.ts';
import { messageOf, type WriterCounters, type WriterParts } from './writer-parts.ts';

interface OpenSegment {
  readonly file: SegmentFile;
  readonly rowId: number;
  readonly startMs: number;
  readonly before: ChainHead;
  readonly volume: Volume;
}

export interface OpenSegmentInfo extends SegmentEnd {
  readonly path: string;
  readonly startMs: number;
}

export class SegmentWriter {
  readonly #parts: WriterParts;
  readonly #stream: StreamRow;
  readonly #counters: WriterCounters;
  #head: ChainHead;
  #open: OpenSegment | null = null;
  readonly #retiring = new Set<OpenSegment>();

  constructor(stream: StreamRow, parts: WriterParts, counters: WriterCounters) {
    this.#stream = stream;
    this.#parts = parts;
    this.#counters = counters;
    this.#head = { position: stream.position, chain: Buffer.from(stream.chain) };
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Segments that the index does not hold yet, oldest first: on their way to the disk, and the one that grows. */
  get growing(): OpenSegmentInfo[] {
    const open = [...this.#retiring, ...(this.#open === null ? [] : [this.#open])];
    return open
      .filter(({ file }) => file.fragments.length > 0)
      .map(({ file, startMs }) => ({ path: file.path, startMs, ...file.end }));
  }

  /** Ends the present file and creates the next one on the best volume, on another one when that fails. False when none takes it. */
  async begin(piece: Piece, gaps: Origin['gaps']): Promise<boolean> {
    this.end();
    for (let attempt = 0; attempt <= this.#parts.volumes.all.length; attempt += 1) {
      const volume = await this.#parts.volumes.choose();
      if (volume === null) return false;
      try {
        this.#open = await this.#create(volume, piece, gaps);
        return true;
      } catch (error) {
        this.#failed(volume, error);
        await this.#madeRoom(volume, error);
      }
    }
    return false;
  }

  /** Writes into the open file; once more when room could be made. False when it failed: the file is ended then. */
  async write(piece: Piece): Promise<boolean> {
    const open = this.#open;
    if (open === null) return false;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await open.file.write(piece);
        return true;
      } catch (error) {
        this.#failed(open.volume, error);
        if (attempt > 0 || !(await this.#madeRoom(open.volume, error))) break;
      }
    }
    this.end();
    return false;
  }

  /** Ends the open file, if any; its row is closed when it is on the disk. */
  end(): void {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    const { segments, scheduler, files } = this.#parts;
    if (open.file.fragments.length > 0) {
      this.#head = open.file.head;
      this.#retiring.add(open);
      scheduler.retire(open.file, () => {
        const { startMs, before, volume } = open;
        const id = segments.has(open.rowId)
          ? open.rowId
          : segments.open(this.#stream.id, this.#parts.volumes.idOf(volume), startMs, before);
        segments.close(id, open.file.end);
        this.#retiring.delete(open);
      });
      return;
    }
    // Only the init segment got onto the disk: as if it had never been.
    this.#head = open.before;
    scheduler.retire(open.file, () => {
      segments.remove(open.rowId);
      files.unlink(open.file.path).catch((error) => this.#failed(open.volume, error));
    });
  }

  /** Why the volumes take nothing, for people. */
  get trouble(): string {
    const [worst] = this.#parts.volumes.all.filter(({ usable }) => !usable);
    if (worst === undefined) return 'disk failed';
    return {
      ok: 'disk failed',
      missing: 'disk missing',
      full: 'disk full',
      read_only: 'disk read-only',
      failed: 'disk failed',
    }[worst.state];
  }

  async #create(volume: Volume, piece: Piece, gaps: Origin['gaps']): Promise<OpenSegment> {
    const { segments, files, volumes, signer, scheduler } = this.#parts;
    const { camera_id: cameraId, name: stream, id } = this.#stream;
    const before = this.#head;
    let startMs = Math.floor(piece.takenAt.utcMs);
    const pathOf = () => segmentPath(volume.path, cameraId, stream, startMs);
    while (segments.isTaken(id, startMs) || (await exists(pathOf()))) startMs += 1;
    const origin: Origin = { cameraId, stream, startMs, previous: before, gaps };
    const rowId = this.#openRow(volumes.idOf(volume), startMs, before);
    const path = pathOf();
    try {
      await files.makeFolder(dirname(path));
      await this.#parts.cameraFolder(volume, cameraId);
      const file = await SegmentFile.create(path, piece.startsSegment ?? [], origin, files, signer);
      scheduler.add(
        file,
        (head) => {
          // A file with nothing but its init segment may still be taken back.
          if (file.fragments.length > 0) segments.setHead(id, head);
        },
        (error) => this.#failed(volume, error),
      );
      this.#head = file.head;
      this.#counters.segments += 1;
      return { file, rowId, startMs, before, volume };
    } catch (error) {
      segments.remove(rowId);
      throw error;
    }
  }

  /** 0 when the index cannot take the row: the file is written all the same, and gets its row at the end. */
  #openRow(volumeId: number, startMs: number, before: ChainHead): number {
    try {
      return this.#parts.segments.open(this.#stream.id, volumeId, startMs, before);
    } catch (error) {
      this.#counters.errors += 1;
      this.#parts.log.warn('segment not in the index yet', { ...this.#names(), message: messageOf(error) });
      return 0;
    }
  }

  #failed(volume: Volume, error: unknown): void {
    this.#counters.errors += 1;
    if (errorCodeOf(error) === 'ERR_SQLITE_ERROR') {
      this.#parts.log.warn('archive index failed', { ...this.#names(), message: messageOf(error) });
      return;
    }
    volume.fail(error);
    const { name, state } = volume;
    this.#parts.log.warn('archive volume failed', {
      ...this.#names(),
      volume: name,
      state,
      message: messageOf(error),
    });
  }

  async #madeRoom(volume: Volume, error: unknown): Promise<boolean> {
    const code = errorCodeOf(error);
    if (code !== 'ENOSPC' && code !== 'EDQUOT') return false;
    try {
      return await this.#parts.makeRoom(volume);
    } catch (problem) {
      this.#failed(volume, problem);
      return false;
    }
  }

  #names(): Record<string, string> {
    return { cameraId: this.#stream.camera_id, stream: this.#stream.name };
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
