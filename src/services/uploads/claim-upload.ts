/** Attaching an upload to something, in the transaction that does it. */
import type { Principal } from '#domain/principal.ts';
import type { Trx } from '#stores/schema.ts';
import { moveUnusedUpload, touchUpload } from '#stores/uploads.ts';
import { organizationScope } from '../access/rights.ts';
import type { UploadKind } from './directory.ts';

export interface UploadClaim {
  readonly id: string;
  readonly kind: UploadKind;
  /** Of the thing that it is attached to. */
  readonly organizationId: number;
  readonly nowMs: number;
}

/**
 * The UUID to store; undefined when there is no such upload that may be used here. What a superuser uploaded goes to the
 * organisation of the thing, whose people could not see it otherwise; once in use it stays where it is.
 */
export async function claimUpload(
  trx: Trx,
  principal: Principal,
  claim: UploadClaim,
): Promise<string | undefined> {
  const uuid = claim.id.toLowerCase();
  const { kind, organizationId, nowMs } = claim;
  const owner = await touchUpload(trx, organizationScope(principal), { uuid, kind, nowMs });
  if (owner === undefined) return undefined;
  if (owner === organizationId || (await moveUnusedUpload(trx, uuid, organizationId))) return uuid;
  return undefined;
}
