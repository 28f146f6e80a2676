/** Plans of sites, and where cameras are on them. The rows are those of `sites.ts` and `cameras.ts`. */
import type { CameraRow } from './cameras.ts';
import { keptQuery } from './kept-query.ts';
import type { Db, Trx } from './schema.ts';
import { foldForSearch, isLike, patternOf } from './search-text.ts';
import {
  cameraIsVisible,
  type RowCount,
  type SiteScope,
  siteIsInGroup,
  siteIsVisible,
} from './site-scope.ts';
import type { PlanRow } from './sites.ts';

export interface PlanFilter {
  readonly groupId?: number;
  /** Anywhere in the name, whatever the letter case. */
  readonly nameContains?: string;
}

/** What may be written of a plan. */
export interface PlanFields {
  readonly name: string;
  readonly siteId: number;
  readonly imageId: string;
}

/** By number. Rows after `afterId`. */
export async function listPlans(
  db: Db,
  scope: SiteScope,
  { groupId, nameContains }: PlanFilter,
  page: { readonly afterId: number; readonly limit: number },
): Promise<PlanRow[]> {
  return await pageOfPlans(db, { scope, groupId, pattern: patternOf(nameContains), page });
}

interface PageOfPlans {
  readonly scope: SiteScope;
  readonly groupId: number | undefined;
  readonly pattern: string | undefined;
  readonly page: { readonly afterId: number; readonly limit: number };
}

const pageOfPlans = keptQuery((db, { scope, groupId, pattern, page }: PageOfPlans) => {
  let query = selectPlans(db, scope, 'some').where('plans.id', '>', page.afterId);
  if (groupId !== undefined) query = query.where(siteIsInGroup(groupId));
  if (pattern !== undefined) query = query.where(isLike('plans.name_search', pattern));
  return query.orderBy('plans.id').limit(page.limit);
});

export async function findPlan(
  db: Db,
  scope: SiteScope,
  id: number,
): Promise<(PlanRow & { organization_id: number }) | undefined> {
  const [plan] = await onePlan(db, { scope, id });
  return plan;
}

const onePlan = keptQuery((db, { scope, id }: { readonly scope: SiteScope; readonly id: number }) =>
  selectPlans(db, scope, 'one').select('sites.organization_id').where('plans.id', '=', id),
);

function selectPlans(db: Db, scope: SiteScope, rows: RowCount) {
  return db
    .selectFrom('plans')
    .innerJoin('sites', 'sites.id', 'plans.site_id')
    .selectAll('plans')
    .where(siteIsVisible(scope, rows));
}

export async function insertPlan(
  trx: Trx,
  plan: PlanFields & { readonly uuid: string; readonly nowMs: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('plans')
    .values({ ...columns(plan), uuid: plan.uuid, created_ms: plan.nowMs, updated_ms: plan.nowMs })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updatePlan(trx: Trx, id: number, plan: PlanFields, nowMs: number): Promise<void> {
  await trx
    .updateTable('plans')
    .set({ ...columns(plan), updated_ms: nowMs })
    .where('id', '=', id)
    .execute();
}

function columns({ name, siteId, imageId }: PlanFields) {
  return { name, name_search: foldForSearch(name), site_id: siteId, image_id: imageId };
}

/** Throws `conflict` while cameras are on it. */
export async function deletePlan(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('plans').where('id', '=', id).execute();
}

/** Whoever may see them. */
export async function planHasCameras(db: Db, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('cameras')
    .select('id')
    .where('plan_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type PlanCamera = Pick<CameraRow, 'id' | 'uuid' | 'site_id' | 'plan_id' | 'plan_x' | 'plan_y'>;

/** Those of the cameras that are visible. */
export async function listCamerasByUuid(
  db: Db,
  scope: SiteScope,
  uuids: readonly string[],
): Promise<PlanCamera[]> {
  const found: PlanCamera[] = [];
  // In steps, as engines bound the number of values in a query.
  for (let at = 0; at < uuids.length; at += 1_000)
    found.push(
      ...(await db
        .selectFrom('cameras')
        .select(['id', 'uuid', 'site_id', 'plan_id', 'plan_x', 'plan_y'])
        .where('uuid', 'in', uuids.slice(at, at + 1_000))
        .where(cameraIsVisible(scope))
        .execute()),
    );
  return found;
}

/** Onto a plan without a spot, or (null) off any. */
export async function setPlanOfCameras(
  trx: Trx,
  cameraIds: readonly number[],
  planId: number | null,
): Promise<void> {
  for (let at = 0; at < cameraIds.length; at += 1_000)
    await trx
      .updateTable('cameras')
      .set({ plan_id: planId, plan_x: null, plan_y: null })
      .where('id', 'in', cameraIds.slice(at, at + 1_000))
      .execute();
}

/** False when it is not on that plan any more. */
export async function setSpotOfCamera(
  trx: Trx,
  cameraId: number,
  planId: number,
  spot: { readonly x: number; readonly y: number } | null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('cameras')
    .set({ plan_x: spot?.x ?? null, plan_y: spot?.y ?? null })
    .where('id', '=', cameraId)
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
