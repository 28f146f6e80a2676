/** For who refers to an upload: it must be there, of the right kind, and the caller's to use. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { UploadDirectory, UploadKind } from './directory.ts';

/** Not to be called inside a transaction: the directory reads by itself. */
export async function requireUpload(
  uploads: UploadDirectory,
  by: Principal,
  id: string | null,
  kind: UploadKind,
  field: string,
): Promise<void> {
  if (id === null || (await uploads.find(by, id, kind)) !== undefined) return;
  throw new VidetteError('conflict', `there is no such upload of the kind ${kind}`, { field: [field] });
}
