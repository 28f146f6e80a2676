/** Which permission and which audit action each step needs, by kind: faces and plates have rights of their own. */
import type { WatchlistKind } from '#stores/watchlists.ts';
import type { Permission } from '../access/permissions.ts';
import type { AuditAction } from '../audit/actions.ts';

type Step = 'create' | 'read' | 'update' | 'delete';
type Change = Exclude<Step, 'read'>;

interface KindRights {
  /** In texts for people. */
  readonly list: string;
  readonly entry: string;
  /** Names of ids in the audit log. */
  readonly listId: string;
  readonly entryId: string;
  readonly lists: { readonly [Key in Step]: Permission } & { readonly [Key in Change]: AuditAction };
  readonly entries: { readonly [Key in Step]: Permission } & { readonly [Key in Change]: AuditAction };
  readonly members: {
    readonly create: Permission & AuditAction;
    readonly read: Permission;
    readonly delete: Permission & AuditAction;
  };
}

export const rightsOf: Readonly<Record<WatchlistKind, KindRights>> = {
  person: {
    list: 'face list',
    entry: 'face',
    listId: 'facelist_id',
    entryId: 'face_id',
    lists: {
      create: 'facelist_create',
      read: 'facelist_read',
      update: 'facelist_update',
      delete: 'facelist_delete',
    },
    entries: { create: 'face_create', read: 'face_read', update: 'face_update', delete: 'face_delete' },
    members: {
      create: 'facelist_face_create',
      read: 'facelist_face_read',
      delete: 'facelist_face_delete',
    },
  },
  vehicle: {
    list: 'plate list',
    entry: 'plate',
    listId: 'platelist_id',
    entryId: 'plate_id',
    lists: {
      create: 'platelist_create',
      read: 'platelist_read',
      update: 'platelist_update',
      delete: 'platelist_delete',
    },
    entries: { create: 'plate_create', read: 'plate_read', update: 'plate_update', delete: 'plate_delete' },
    members: {
      create: 'platelist_plate_create',
      read: 'platelist_plate_read',
      delete: 'platelist_plate_delete',
    },
  },
};
