/** The last sign of life of the process that held the index, and whether the machine was started since. */
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import type { IndexDatabase } from './index-database.ts';

export interface LastLife {
  readonly atMs: number;
  readonly bootId: string;
}

/** Changes with every start of the machine: the kernel's boot id on Linux, the minute of the start elsewhere. */
export function currentBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return `started ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}

export function readLastLife(index: IndexDatabase): LastLife | null {
  const row = index.get<{ at_ms: number; boot_id: string }>('SELECT at_ms, boot_id FROM alive WHERE id = 1');
  return row === undefined ? null : { atMs: row.at_ms, bootId: row.boot_id };
}

export function writeLife(index: IndexDatabase, life: LastLife): void {
  index.run('INSERT OR REPLACE INTO alive (id, at_ms, boot_id) VALUES (1, ?, ?)', life.atMs, life.bootId);
}
