/** Whether the people of an organisation see its places that are in no group. The platform contract has no word for it. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { setGrouplessPolicy } from '#stores/organizations.ts';
import { lockPeople } from '#stores/people-lock.ts';
import type { Db } from '#stores/schema.ts';
import { requireSuperuser } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { isNumber } from '../sites/checks.ts';

/** Other processes go by it within two seconds. */
export async function showGroupless(
  { db, audit }: { readonly db: Db; readonly audit: Pick<AuditService, 'record'> },
  by: Principal,
  id: number,
  shows: boolean,
): Promise<void> {
  requireSuperuser(by);
  await db.transaction().execute(async (trx) => {
    await lockPeople(trx);
    const before = isNumber(id) ? await setGrouplessPolicy(trx, id, shows ? 1 : 0) : undefined;
    if (before === undefined) throw new VidetteError('not_found', `there is no organization ${id}`);
    await audit.record(trx, {
      action: 'organization_update',
      by,
      organizationId: id,
      meta: { id },
      change: { before: { shows_groupless: before === 1 }, after: { shows_groupless: shows } },
    });
  });
}
