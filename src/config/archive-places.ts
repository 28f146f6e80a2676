/** Where the archive of each streamserver lies: one writer per index and per volume. */
import { join } from 'node:path';
import type { NamedPath } from './option.ts';
import type { Settings } from './settings.ts';

export interface ArchivePlaces {
  readonly indexPath: string;
  /** Events that the server has not stored yet. */
  readonly outboxPath: string;
  readonly volumes: readonly NamedPath[];
}

/** The first streamserver has the folders that the settings name, further ones of this machine folders beside them. */
export function archivePlaces(
  settings: Pick<Settings, 'data' | 'archive'>,
  streamserverId: string,
): ArchivePlaces {
  const isFirst = streamserverId === 'local-1';
  return {
    indexPath: join(settings.data, 'archive', `${streamserverId}.db`),
    outboxPath: join(settings.data, 'archive', `${streamserverId}-outbox.db`),
    volumes: settings.archive.volumes.map(({ name, path }) => ({
      name,
      path: isFirst ? path : `${path}-${streamserverId}`,
    })),
  };
}
