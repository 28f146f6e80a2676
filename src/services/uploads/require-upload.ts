/** For who refers to an upload: it must be there, of the right kind, and the caller's to use. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Trx } from '#stores/schema.ts';
import { claimUpload, type UploadClaim } from './claim-upload.ts';

/** In the transaction that refers to it, and before it does. Gives the UUID to store. */
export async function requireUpload(
  trx: Trx,
  by: Principal,
  claim: Omit<UploadClaim, 'id'> & { readonly id: string | null },
  field: string,
): Promise<string | null> {
  const { id, kind } = claim;
  if (id === null) return null;
  const uuid = await claimUpload(trx, by, { ...claim, id });
  if (uuid !== undefined) return uuid;
  throw new VidetteError('conflict', `there is no such upload of the kind ${kind}`, { field: [field] });
}
