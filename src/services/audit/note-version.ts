/** Tells the audit log when a database is opened by another version of the program than before. */
import { findInstallationValue, replaceInstallationValue } from '#stores/installation.ts';
import { findFirstOrganization } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import { serverPrincipal } from '../access/rights.ts';
import type { AuditService } from './audit-service.ts';

const name = 'version';

export async function noteVersion(
  db: Db,
  audit: Pick<AuditService, 'record'>,
  version: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = await findInstallationValue(trx, name);
    if (before === version) return;
    await replaceInstallationValue(trx, name, version);
    if (before === undefined) return;
    const by = serverPrincipal(await findFirstOrganization(trx));
    const change = { before: { version: before }, after: { version } };
    await audit.record(trx, { action: 'version_update', by, change });
  });
}
