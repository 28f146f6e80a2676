/**
 * Brings written data onto the disks: every open file each `syncSeconds`, ended files and new folders as they come. At most two
 * calls at a time, because the thread pool also serves the writes.
 */
import { dirname } from 'node:path';
import type { ChainHead } from './chain.ts';
import type { FileCalls } from './files.ts';
import type { SegmentFile } from './segment-file.ts';

const concurrency = 2;
const retryMs = 1000;

interface OpenFile {
  readonly file: SegmentFile;
  readonly synced: (head: ChainHead) => void;
  readonly failed: (error: unknown) => void;
  newFolder: boolean;
}

export class SyncScheduler {
  readonly #files: FileCalls;
  readonly #open = new Map<SegmentFile, OpenFile>();
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #intervalMs: number;
  #running = 0;
  #timer: NodeJS.Timeout | null = null;
  #idle: (() => void)[] = [];
  /** How often a file or folder was synced. */
  syncs = 0;

  constructor(files: FileCalls, syncSeconds: number) {
    this.#files = files;
    this.#intervalMs = syncSeconds * 1000;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.syncAll(), this.#intervalMs);
  }

  /** From now on the file is synced regularly; `synced` is told how far it is safe. */
  add(file: SegmentFile, synced: (head: ChainHead) => void, failed: (error: unknown) => void): void {
    this.#open.set(file, { file, synced, failed, newFolder: true });
  }

  syncAll(): void {
    for (const entry of this.#open.values()) this.#enqueue(() => this.#sync(entry));
  }

  /** Syncs and closes a file that gets nothing more, then calls `done`. */
  retire(file: SegmentFile, done: () => void): void {
    const entry = this.#open.get(file);
    if (entry === undefined) return;
    this.#open.delete(file);
    this.#enqueue(async () => {
      await this.#sync(entry);
      try {
        await file.close();
      } catch (error) {
        entry.failed(error);
      }
      this.#finish(entry, done);
    });
  }

  /** The index may be unable to take the row for a while. */
  #finish(entry: OpenFile, done: () => void): void {
    try {
      done();
    } catch (error) {
      entry.failed(error);
      if (this.#timer !== null) setTimeout(() => this.#finish(entry, done), retryMs);
    }
  }

  async #sync(entry: OpenFile): Promise<void> {
    try {
      const head = await entry.file.sync();
      if (entry.newFolder) {
        entry.newFolder = false;
        await this.#syncFolders(entry.file.path);
      }
      this.syncs += 1;
      if (head !== null) entry.synced(head);
    } catch (error) {
      entry.failed(error);
    }
  }

  /** The folders of hour, day and stream: each may be new. */
  async #syncFolders(path: string): Promise<void> {
    let folder = dirname(path);
    for (let level = 0; level < 4; level += 1) {
      await this.#files.syncFolder(folder);
      folder = dirname(folder);
    }
  }

  #enqueue(task: () => Promise<void>): void {
    this.#waiting.push(task);
    if (this.#running < concurrency) void this.#work();
  }

  async #work(): Promise<void> {
    this.#running += 1;
    for (let task = this.#waiting.shift(); task !== undefined; task = this.#waiting.shift()) await task();
    this.#running -= 1;
    if (this.#running > 0) return;
    for (const wake of this.#idle.splice(0)) wake();
  }

  /** Waits until everything asked for so far is done. */
  async drain(): Promise<void> {
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
