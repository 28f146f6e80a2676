/** Removes pictures that are too old or too many, the oldest hours first, and finds folders that the ledger does not know. */
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCodeOf } from '#media/archive/files.ts';
import type { SnapshotLedger } from './snapshot-ledger.ts';
import { hourAt, hourFolder, type SnapshotHour } from './snapshot-paths.ts';

export interface SnapshotLimits {
  readonly days: number;
  readonly maxBytes: number;
}

const [hourLongMs, dayMs] = [3_600_000, 86_400_000];
const hoursAtOnce = 64;

export class SnapshotRetention {
  readonly #root: string;
  readonly #ledger: SnapshotLedger;
  readonly #limits: SnapshotLimits;

  constructor(root: string, ledger: SnapshotLedger, limits: SnapshotLimits) {
    this.#root = root;
    this.#ledger = ledger;
    this.#limits = limits;
  }

  /** The hour that is written now stays even when it alone is too much. Gives how many hours went. */
  async apply(nowMs: number): Promise<number> {
    const { days, maxBytes } = this.#limits;
    let removed = 0;
    for (;;) {
      const oldest = this.#ledger.oldest(hoursAtOnce);
      for (const hour of oldest) {
        const isOver = hour.hourMs + hourLongMs + days * dayMs < nowMs || this.#ledger.bytes > maxBytes;
        if (!isOver || hour.hourMs + hourLongMs > nowMs) return removed;
        await this.#remove(hour);
        removed += 1;
      }
      if (oldest.length === 0) return removed;
    }
  }

  /** Takes folders into the ledger that it does not know, as after the loss of its file. */
  async reconcile(signal: AbortSignal): Promise<void> {
    for (const cameraId of await namesIn(this.#root)) {
      for (const day of await namesIn(join(this.#root, cameraId))) {
        for (const hourName of await namesIn(join(this.#root, cameraId, day))) {
          if (signal.aborted) return;
          const hour = hourAt(cameraId, day, hourName);
          if (hour === null || this.#ledger.has(hour)) continue;
          const bytes = await this.#bytesOf(hour);
          if (!signal.aborted) this.#ledger.add(hour, bytes);
        }
      }
    }
  }

  async #remove(hour: SnapshotHour): Promise<void> {
    const folder = hourFolder(this.#root, hour);
    await rm(folder, { recursive: true, force: true });
    await removeEmpty(dirname(folder));
    this.#ledger.remove(hour);
  }

  async #bytesOf(hour: SnapshotHour): Promise<number> {
    const folder = hourFolder(this.#root, hour);
    let bytes = 0;
    for (const name of await namesIn(folder)) bytes += (await stat(join(folder, name))).size;
    return bytes;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCodeOf(error))) return [];
    throw error;
  }
}

async function removeEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCodeOf(error))) throw error;
  }
}
