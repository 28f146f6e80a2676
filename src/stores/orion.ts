/** The link of an organisation to its Orion service. */
import type { Selectable } from 'kysely';
import type { Db, Trx } from './schema.ts';

export interface OrionTables {
  orion_links: {
    organization_id: number;
    wsdl_url: string;
    login: string | null;
    /** Sealed. */
    password: string | null;
    updated_ms: number;
  };
}

export type OrionLinkRow = Selectable<OrionTables['orion_links']>;

export async function findOrionLink(db: Db, organizationId: number): Promise<OrionLinkRow | undefined> {
  return await db
    .selectFrom('orion_links')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
}

export async function storeOrionLink(trx: Trx, link: OrionLinkRow): Promise<void> {
  const { organization_id: _, ...rest } = link;
  await trx
    .insertInto('orion_links')
    .values(link)
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(rest))
    .execute();
}
