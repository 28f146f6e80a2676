/** `archive repair`: puts index and files in order again, with the server stopped. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { VidetteError } from '#domain/errors.ts';
import { Archive, type ArchiveOptions } from './archive.ts';
import { acquireLock } from './lock.ts';
import type { RecoveryReport } from './recover.ts';

export interface RepairOptions extends ArchiveOptions {
  /** Puts the present index aside (`<index>.old`) and makes a new one from the files alone. */
  readonly rebuild?: boolean;
}

/** Walks all files of all volumes. Refuses with `conflict` while a server uses the archive. */
export async function repairArchive(options: RepairOptions): Promise<RecoveryReport> {
  if (options.rebuild === true) setAside(options.indexPath);
  const archive = await Archive.open({ ...options, repairEverything: true });
  try {
    const missing = archive.volumes().filter(({ state }) => state !== 'ok');
    if (missing.length > 0) {
      const names = missing.map(({ name, state }) => `${name} (${state})`).join(', ');
      options.log.warn('volumes were left out', { volumes: names });
    }
    return archive.recovery;
  } finally {
    await archive.close();
  }
}

function setAside(indexPath: string): void {
  const lock = acquireLock(`${indexPath}-lock`, `the archive index ${indexPath}`);
  try {
    if (!existsSync(indexPath)) return;
    for (const suffix of ['', '-wal', '-shm']) {
      rmSync(`${indexPath}.old${suffix}`, { force: true });
      if (existsSync(indexPath + suffix)) renameSync(indexPath + suffix, `${indexPath}.old${suffix}`);
    }
  } catch (cause) {
    throw new VidetteError('unavailable', `cannot put ${indexPath} aside`, { cause });
  } finally {
    lock.release();
  }
}
