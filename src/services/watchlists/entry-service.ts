/** Entries of watchlists with their pictures: persons (several pictures) and vehicles (one at most). */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Db, Trx } from '#stores/schema.ts';
import { touchUploads } from '#stores/uploads.ts';
import {
  attachImage,
  deleteEntry,
  detachImages,
  type EntryFilter,
  findEntry,
  imageIsAttached,
  insertEntry,
  listEntries,
  plateKey,
  updateEntry,
  type WatchlistKind,
} from '#stores/watchlists.ts';
import { requirePermission } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { isNumber } from '../sites/checks.ts';
import { claimUpload } from '../uploads/claim-upload.ts';
import type { UploadView } from '../uploads/upload-view.ts';
import { type EntryInput, type EntryView, toEntryFields, toEntryView } from './entry-view.ts';
import { rightsOf } from './rights.ts';
import { scopeOf, withName } from './watchlist-service.ts';

export interface EntryServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
}

/** A vehicle with its picture (upload, UUID). */
export interface VehicleInput extends EntryInput<'vehicle'> {
  readonly imageId: string | null;
}

/** Longer than any name: finds nothing, and keeps patterns short. */
const longestQuery = 255;
/** A face has as many pictures as people look at, not more. */
const mostImages = 100;

export class EntryService {
  readonly #db: Db;
  readonly #audit: Pick<AuditService, 'record'>;
  readonly #clock: Clock;

  constructor({ db, audit, clock }: EntryServiceOptions) {
    this.#db = db;
    this.#audit = audit;
    this.#clock = clock;
  }

  /** By number. `name` keeps those that hold it anywhere: in any letter case, of plates the letters and digits only. */
  async list<Kind extends WatchlistKind>(
    principal: Principal,
    kind: Kind,
    { name }: { readonly name?: string | undefined },
  ): Promise<EntryView<Kind>[]> {
    requirePermission(principal, rightsOf[kind].entries.read);
    if (name === undefined) return await this.#views(principal, kind, {});
    const nameContains = kind === 'vehicle' ? plateKey(name) : name;
    const isHopeless = name.length > longestQuery || (name !== '' && nameContains === '');
    return isHopeless ? [] : await this.#views(principal, kind, { nameContains });
  }

  async get<Kind extends WatchlistKind>(
    principal: Principal,
    kind: Kind,
    id: number,
  ): Promise<EntryView<Kind>> {
    requirePermission(principal, rightsOf[kind].entries.read);
    return await this.#view(this.#db, principal, kind, id);
  }

  async createPerson(principal: Principal, input: EntryInput<'person'>): Promise<EntryView<'person'>> {
    requirePermission(principal, 'face_create');
    return await this.#db.transaction().execute(async (trx) => {
      const id = await this.#insert(trx, principal, 'person', input);
      return await this.#view(trx, principal, 'person', id);
    });
  }

  async updatePerson(
    principal: Principal,
    id: number,
    input: EntryInput<'person'>,
  ): Promise<EntryView<'person'>> {
    requirePermission(principal, 'face_update');
    return await this.#db.transaction().execute(async (trx) => {
      const before = await this.#view(trx, principal, 'person', id);
      await this.#update(trx, principal, 'person', before, input, {});
      return await this.#view(trx, principal, 'person', id);
    });
  }

  /** `conflict` when the number is taken or the picture is not there. */
  async createVehicle(principal: Principal, input: VehicleInput): Promise<EntryView<'vehicle'>> {
    requirePermission(principal, 'plate_create');
    return await this.#withNumber(async (trx) => {
      const id = await this.#insert(trx, principal, 'vehicle', input);
      if (input.imageId !== null)
        await this.#attachVehicleImage(trx, principal, id, principal.organizationId, input.imageId);
      return await this.#view(trx, principal, 'vehicle', id);
    });
  }

  async updateVehicle(principal: Principal, id: number, input: VehicleInput): Promise<EntryView<'vehicle'>> {
    requirePermission(principal, 'plate_update');
    return await this.#withNumber(async (trx) => {
      const before = await this.#view(trx, principal, 'vehicle', id);
      const old = before.images[0]?.id ?? null;
      const wanted = input.imageId?.toLowerCase() ?? null;
      const images = { before: { vehicle_image_id: old }, after: { vehicle_image_id: wanted } };
      await this.#update(trx, principal, 'vehicle', before, input, images);
      if (old !== wanted) {
        if (old !== null) await this.#detach(trx, id, [old]);
        if (wanted !== null)
          await this.#attachVehicleImage(trx, principal, id, before.organizationId, wanted);
      }
      return await this.#view(trx, principal, 'vehicle', id);
    });
  }

  /** It leaves its lists; its pictures are let go. */
  async delete(principal: Principal, kind: WatchlistKind, id: number): Promise<void> {
    const rights = rightsOf[kind];
    requirePermission(principal, rights.entries.delete);
    await this.#db.transaction().execute(async (trx) => {
      const { name, images, organizationId } = await this.#view(trx, principal, kind, id);
      await touchUploads(
        trx,
        images.map((image) => image.id),
        this.#nowMs(),
      );
      await deleteEntry(trx, id);
      await this.#audit.record(trx, {
        action: rights.entries.delete,
        by: principal,
        organizationId,
        meta: { [rights.entryId]: id, name },
      });
    });
  }

  /** Pictures of a person, oldest first. */
  async images(principal: Principal, id: number): Promise<readonly UploadView[]> {
    requirePermission(principal, 'faceimage_read');
    return (await this.#view(this.#db, principal, 'person', id)).images;
  }

  /** All or none: `not_found` for an unknown picture, `conflict` for one that a face has already. */
  async addImages(
    principal: Principal,
    id: number,
    imageIds: readonly string[],
  ): Promise<readonly UploadView[]> {
    requirePermission(principal, 'faceimage_create');
    const wanted = unique(imageIds);
    return await this.#db.transaction().execute(async (trx) => {
      const { images, organizationId } = await this.#view(trx, principal, 'person', id);
      if (images.length + wanted.length > mostImages)
        throw new VidetteError('conflict', `a face has ${mostImages} images at most`);
      for (const imageId of wanted) {
        const claim = { id: imageId, kind: 'face_image', organizationId, nowMs: this.#nowMs() } as const;
        const uploadId = await claimUpload(trx, principal, claim);
        if (uploadId === undefined) throw new VidetteError('not_found', 'no such image');
        if (await imageIsAttached(trx, uploadId))
          throw new VidetteError('conflict', 'the image is attached to a face already');
        await attachImage(trx, id, uploadId);
      }
      if (wanted.length > 0)
        await this.#audit.record(trx, {
          action: 'faceimage_create',
          by: principal,
          organizationId,
          meta: { face_id: id, image_ids: wanted },
        });
      return (await this.#view(trx, principal, 'person', id)).images;
    });
  }

  /** Gives what is left. Pictures that the face does not have change nothing. */
  async removeImages(
    principal: Principal,
    id: number,
    imageIds: readonly string[],
  ): Promise<readonly UploadView[]> {
    requirePermission(principal, 'faceimage_delete');
    return await this.#db.transaction().execute(async (trx) => {
      const { images, organizationId } = await this.#view(trx, principal, 'person', id);
      const wanted = new Set(unique(imageIds));
      const attached = images.map((image) => image.id).filter((image) => wanted.has(image));
      await this.#detach(trx, id, attached);
      if (attached.length > 0)
        await this.#audit.record(trx, {
          action: 'faceimage_delete',
          by: principal,
          organizationId,
          meta: { face_id: id, image_ids: attached },
        });
      return images.filter((image) => !wanted.has(image.id));
    });
  }

  async #insert(trx: Trx, principal: Principal, kind: WatchlistKind, input: EntryInput): Promise<number> {
    const rights = rightsOf[kind];
    const { organizationId } = principal;
    const owner = { uuid: randomUUID(), organizationId, kind, nowMs: this.#nowMs() };
    const id = await insertEntry(trx, { ...toEntryFields(kind, input), ...owner });
    await this.#audit.record(trx, {
      action: rights.entries.create,
      by: principal,
      meta: { [rights.entryId]: id, name: input.name },
    });
    return id;
  }

  async #update(
    trx: Trx,
    principal: Principal,
    kind: WatchlistKind,
    before: EntryView,
    after: EntryInput,
    also: { readonly before?: object; readonly after?: object },
  ): Promise<void> {
    const rights = rightsOf[kind];
    await updateEntry(trx, before.id, toEntryFields(kind, after), this.#nowMs());
    await this.#audit.record(trx, {
      action: rights.entries.update,
      by: principal,
      organizationId: before.organizationId,
      meta: { [rights.entryId]: before.id, name: after.name },
      change: {
        before: { name: before.name, ...before.details, ...also.before },
        after: { name: after.name, ...after.details, ...also.after },
      },
    });
  }

  async #attachVehicleImage(
    trx: Trx,
    principal: Principal,
    entryId: number,
    organizationId: number,
    imageId: string,
  ): Promise<void> {
    const claim = { id: imageId, kind: 'vehicle_image', organizationId, nowMs: this.#nowMs() } as const;
    const uploadId = await claimUpload(trx, principal, claim);
    if (uploadId === undefined) throw new VidetteError('conflict', 'no such vehicle image');
    await attachImage(trx, entryId, uploadId);
  }

  async #detach(trx: Trx, entryId: number, imageIds: readonly string[]): Promise<void> {
    await touchUploads(trx, await detachImages(trx, entryId, imageIds), this.#nowMs());
  }

  async #withNumber<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    return await withName(this.#db.transaction().execute(work), 'a plate of this number');
  }

  async #view<Kind extends WatchlistKind>(
    db: Db,
    principal: Principal,
    kind: Kind,
    id: number,
  ): Promise<EntryView<Kind>> {
    const row = isNumber(id) ? await findEntry(db, scopeOf(principal, kind), id) : undefined;
    if (row === undefined) throw noEntry(kind);
    return toEntryView<Kind>(row);
  }

  async #views<Kind extends WatchlistKind>(
    principal: Principal,
    kind: Kind,
    filter: EntryFilter,
  ): Promise<EntryView<Kind>[]> {
    return (await listEntries(this.#db, scopeOf(principal, kind), filter)).map((row) =>
      toEntryView<Kind>(row),
    );
  }

  #nowMs(): number {
    return Math.trunc(this.#clock.utcMs());
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}

function noEntry(kind: WatchlistKind): VidetteError {
  return new VidetteError('not_found', `no such ${rightsOf[kind].entry}`);
}
