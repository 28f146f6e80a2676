/** A camera as it may be shown: passwords masked. */
import type { CameraOriginRow, CameraRow } from '#stores/cameras.ts';
import type { CameraSettings } from './settings.ts';

export interface CameraView {
  /** UUID. */
  readonly id: string;
  /** The small number that never changes. */
  readonly number: number;
  readonly organizationId: number;
  readonly name: string;
  readonly siteId: number;
  readonly planId: number | null;
  /** Where on the plan, 0..1 from its upper left; null without a spot. */
  readonly spot: { readonly x: number; readonly y: number } | null;
  readonly settings: CameraSettings;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly origin: CameraOrigin;
}

export interface CameraOrigin {
  readonly siteName: string;
  readonly siteDescription: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly planName: string | null;
}

export function toView(row: CameraOriginRow): CameraView {
  return {
    id: row.uuid,
    number: row.id,
    organizationId: row.organization_id,
    name: row.name,
    siteId: row.site_id,
    planId: row.plan_id,
    spot: row.plan_x === null || row.plan_y === null ? null : { x: row.plan_x, y: row.plan_y },
    settings: storedSettings(row),
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
    origin: {
      siteName: row.site_name,
      siteDescription: row.site_description,
      latitude: row.site_latitude,
      longitude: row.site_longitude,
      planName: row.plan_name,
    },
  };
}

export function storedSettings(row: Pick<CameraRow, 'settings'>): CameraSettings {
  return JSON.parse(row.settings) as CameraSettings;
}
