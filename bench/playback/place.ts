/** The archive of the benchmark, for the process that makes it and the one that serves it. */
import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, systemClock } from '#domain/clock.ts';
import { Archive } from '#media/archive/archive.ts';

export const volumeOf = (folder: string): { index: string; volume: string } => ({
  index: join(folder, 'index.sqlite'),
  volume: join(folder, 'volume'),
});

export function openArchive(folder: string, clock: Clock = systemClock): Promise<Archive> {
  const { index, volume } = volumeOf(folder);
  return Archive.open({
    indexPath: index,
    volumes: [{ name: 'bench', path: volume }],
    signingKey: createSecretKey(Buffer.alloc(32, 7)),
    clock,
    log: { info() {}, warn: (message, fields) => console.error(message, fields) },
    syncSeconds: 1,
  });
}
