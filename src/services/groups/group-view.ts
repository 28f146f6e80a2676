/** Groups as they may be shown. */
import type { GroupRow } from '#stores/groups.ts';

export interface GroupView {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly organizationId: number;
  readonly organizationName: string;
  readonly isInternal: boolean;
  readonly userCount: number;
  readonly placeCount: number;
}

export function toGroupView(row: GroupRow): GroupView {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    isInternal: row.is_internal === 1,
    userCount: row.user_count,
    placeCount: row.place_count,
  };
}
