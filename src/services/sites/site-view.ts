/** Sites and plans as they may be shown. */
import type { PlanRow, SiteFields, SiteRow } from '#stores/sites.ts';

export type { SiteFields } from '#stores/sites.ts';

export interface SiteView extends SiteFields {
  /** The small number that never changes. */
  readonly id: number;
  readonly uuid: string;
  readonly planCount: number;
  readonly cameraCount: number;
  readonly createdMs: number;
  readonly updatedMs: number;
}

export interface PlanView {
  readonly id: number;
  readonly name: string;
  readonly siteId: number;
  /** Upload, UUID. */
  readonly imageId: string;
  readonly createdMs: number;
  readonly updatedMs: number;
}

export function toSiteView(row: SiteRow): SiteView {
  return {
    id: row.id,
    uuid: row.uuid,
    name: row.name,
    description: row.description,
    latitude: row.latitude,
    longitude: row.longitude,
    planCount: row.plan_count,
    cameraCount: row.camera_count,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
  };
}

export function toPlanView(row: PlanRow): PlanView {
  return {
    id: row.id,
    name: row.name,
    siteId: row.site_id,
    imageId: row.image_id,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
  };
}
