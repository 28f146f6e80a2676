/** Uploads, watchlists, plans and Orion in the words of this API, and back. */
import type { CameraView } from '#services/cameras/camera-view.ts';
import type { OrionInfo } from '#services/orion/orion-call.ts';
import type { OrionInput, OrionView } from '#services/orion/orion-service.ts';
import type { PlanFields } from '#services/plans/plan-service.ts';
import type { PlanView } from '#services/sites/site-view.ts';
import type { StoredFace, UploadView } from '#services/uploads/upload-view.ts';
import type { VehicleInput } from '#services/watchlists/entry-service.ts';
import type {
  EntryInput,
  EntryView,
  WatchlistInput,
  WatchlistView,
} from '#services/watchlists/entry-view.ts';
import { toCamera, toTime } from './map.ts';
import type { Wire } from './wire.ts';

/** From the UUID of an upload to where its picture is. */
type Url = (id: string) => string;

export function toUpload(upload: UploadView, url: Url): Wire['Upload'] {
  return {
    id: upload.id,
    kind: upload.kind,
    mime_type: upload.mimeType,
    created_at: toTime(upload.createdMs),
    url: url(upload.id),
    ...(upload.face === null ? {} : { meta: toUploadMeta(upload.face) }),
  };
}

export function toUploadMeta({ boxNorm, landmarks, descriptor }: StoredFace): Wire['UploadMeta'] {
  const [x_min, y_min, x_max, y_max] = boxNorm;
  return {
    detection: { rect: { x_min, y_min, x_max, y_max }, landmarks: landmarks.map(([x, y]) => ({ x, y })) },
    ...(descriptor === null ? {} : { descriptor: { data: descriptor.data, norm: descriptor.norm } }),
  };
}

export function toPlan(plan: PlanView, url: Url): Wire['Plan'] {
  return {
    id: plan.id,
    name: plan.name,
    place_id: plan.siteId,
    image_id: plan.imageId,
    image_url: url(plan.imageId),
    created_at: toTime(plan.createdMs),
    updated_at: toTime(plan.updatedMs),
  };
}

export function fromPlan(body: Wire['PlanInput']): PlanFields {
  return { name: body.name, siteId: body.place_id, imageId: body.image_id };
}

export function toPlanCamera(camera: CameraView, planId: number): Wire['PlanCamera'] {
  return { ...toCamera(camera), camera_id: camera.id, plan_id: planId, ...camera.spot };
}

function toWatchlist(list: WatchlistView) {
  return {
    id: list.id,
    name: list.name,
    ...(list.description === null ? {} : { description: list.description }),
    ...(list.priority === null ? {} : { priority: list.priority }),
  };
}

export function toFaceList(list: WatchlistView): Wire['FaceList'] {
  return { ...toWatchlist(list), face_count: list.entryCount };
}

export function toPlateList(list: WatchlistView): Wire['PlateList'] {
  return { ...toWatchlist(list), plate_count: list.entryCount };
}

export function fromWatchlist(body: Wire['FaceListInput'] | Wire['PlateListInput']): WatchlistInput {
  return { name: body.name, description: body.description ?? null, priority: body.priority ?? null };
}

export function toFace({ id, name, details, images }: EntryView<'person'>, url: Url): Wire['Face'] {
  return {
    id,
    ...(name === null ? {} : { full_name: name }),
    ...rename(details, personNames),
    images: images.map((image) => toUpload(image, url)),
  };
}

export function fromFace(body: Wire['FaceInput']): EntryInput<'person'> {
  return { name: body.full_name ?? null, details: renameBack(body, personNames) };
}

export function toPlate({ id, name, details, images }: EntryView<'vehicle'>, url: Url): Wire['Plate'] {
  const [image] = images;
  return {
    id,
    number: name ?? '',
    ...rename(details, vehicleNames),
    ...(image === undefined ? {} : { vehicle_image_id: image.id, vehicle_image_url: url(image.id) }),
  };
}

export function fromPlate(body: Wire['PlateInput']): VehicleInput {
  return {
    name: body.number,
    details: renameBack(body, vehicleNames),
    imageId: body.vehicle_image_id ?? null,
  };
}

export function toOrionConfig(link: OrionView): Wire['OrionConfig'] {
  return {
    wsdl_url: link.wsdlUrl,
    ...(link.login === null ? {} : { login: link.login }),
    ...(link.password === null ? {} : { password: link.password }),
    organization_id: link.organizationId,
    updated_at: toTime(link.updatedMs),
  };
}

export function fromOrionConfig(body: Wire['OrionConfigInput']): OrionInput {
  return { wsdlUrl: body.wsdl_url, login: body.login ?? null, password: body.password ?? null };
}

export function toOrionInfo(info: OrionInfo): Wire['OrionInfo'] {
  return {
    service_version: info.serviceVersion,
    software_version: info.softwareVersion,
    software_name: info.softwareName,
    database_version: info.databaseVersion,
  };
}

const personNames = { sex: 'sex', birthDate: 'birth_date', documentNumber: 'document_number' } as const;

const vehicleNames = {
  ownerFullName: 'owner_full_name',
  ownerDocumentNumber: 'owner_document_number',
  ownerBirthDate: 'owner_birth_date',
  manufacturer: 'vehicle_manufacturer',
  model: 'vehicle_model',
  type: 'vehicle_type',
  manufactureDate: 'vehicle_manufacture_date',
  color: 'vehicle_color',
} as const;

type Names = Readonly<Record<string, string>>;
type Renamed<From extends object, N extends Names> = {
  [Key in keyof From & keyof N as N[Key]]?: Exclude<From[Key], undefined>;
};
type RenamedBack<From extends object, N extends Names> = {
  -readonly [Key in keyof N]?: N[Key] extends keyof From ? Exclude<From[N[Key]], undefined> : never;
};

function rename<From extends object, N extends Names>(from: From, names: N): Renamed<From, N> {
  const given = from as Record<string, unknown>;
  const renamed: Record<string, unknown> = {};
  for (const name of Object.keys(given)) renamed[names[name] ?? name] = given[name];
  return renamed as Renamed<From, N>;
}

function renameBack<From extends object, N extends Names>(from: From, names: N): RenamedBack<From, N> {
  const given = from as Record<string, unknown>;
  const entries = Object.entries(names).map(([name, wire]) => [name, given[wire]]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as RenamedBack<From, N>;
}
