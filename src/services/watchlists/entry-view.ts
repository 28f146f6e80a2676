/** Entries of watchlists: what may be written of a person and of a vehicle, and how they are shown. */
import { VidetteError } from '#domain/errors.ts';
import { foldForSearch } from '#stores/search-text.ts';
import {
  type EntryFields,
  type EntryRow,
  plateKey,
  type WatchlistKind,
  type WatchlistPriority,
  type WatchlistRow,
} from '#stores/watchlists.ts';
import { checkLine, checkText, invalid } from '../sites/checks.ts';
import { toUploadView, type UploadView } from '../uploads/upload-view.ts';

/** Days are `YYYY-MM-DD`. */
export interface PersonDetails {
  readonly sex?: 'm' | 'f';
  readonly birthDate?: string;
  readonly documentNumber?: string;
}

export interface VehicleDetails {
  readonly ownerFullName?: string;
  readonly ownerDocumentNumber?: string;
  readonly ownerBirthDate?: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly type?: string;
  readonly manufactureDate?: string;
  readonly color?: string;
}

export interface DetailsOf {
  readonly person: PersonDetails;
  readonly vehicle: VehicleDetails;
}

/** What may be written. */
export interface EntryInput<Kind extends WatchlistKind = WatchlistKind> {
  /** Full name of the person (null: unknown), or plate number. */
  readonly name: string | null;
  readonly details: DetailsOf[Kind];
}

export interface EntryView<Kind extends WatchlistKind = WatchlistKind> extends EntryInput<Kind> {
  /** The small number that never changes. */
  readonly id: number;
  readonly organizationId: number;
  /** Oldest first. */
  readonly images: readonly UploadView[];
}

export interface WatchlistInput {
  readonly name: string;
  readonly description: string | null;
  readonly priority: WatchlistPriority | null;
}

export interface WatchlistView extends WatchlistInput {
  /** The small number that never changes. */
  readonly id: number;
  readonly uuid: string;
  readonly entryCount: number;
  readonly createdMs: number;
  readonly updatedMs: number;
}

export function toWatchlistView(row: WatchlistRow): WatchlistView {
  return {
    id: row.id,
    uuid: row.uuid,
    name: row.name,
    description: row.description,
    priority: row.priority,
    entryCount: row.entry_count,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
  };
}

export function toEntryView<Kind extends WatchlistKind>(row: EntryRow): EntryView<Kind> {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    details: JSON.parse(row.details) as DetailsOf[Kind],
    images: row.images.map(toUploadView),
  };
}

/** The columns of an entry that was checked. */
export function toEntryFields(kind: WatchlistKind, { name, details }: EntryInput): EntryFields {
  for (const [field, value] of Object.entries(details)) {
    if (typeof value !== 'string') continue;
    checkLine(value, [snake(field)]);
    if (field.endsWith('Date')) checkDay(value, snake(field));
  }
  const shared = { name, details: JSON.stringify(details) };
  if (kind === 'person') {
    if (name !== null) checkLine(name, ['full_name']);
    return { ...shared, nameKey: null, nameSearch: foldForSearch(name ?? '') };
  }
  checkLine(name ?? '', ['number']);
  const key = plateKey(name ?? '');
  if (key === '') throw invalid(['number'], 'has no letters or digits');
  return { ...shared, nameKey: key, nameSearch: key };
}

/** Names that differ only in letter case or in how accents are written are the same. */
export function listKey(name: string): string {
  return foldForSearch(name.trim());
}

export function checkDescription(description: string | null): void {
  if (description !== null) checkText(description, ['description']);
}

function checkDay(text: string, field: string): void {
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text)
    throw new VidetteError('invalid', `${field} is no day`, { field: [field] });
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
