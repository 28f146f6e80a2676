/** Uploads, plans, lists of faces and plates, Orion. */
import { Readable } from 'node:stream';
import type { UploadKind } from '#services/uploads/directory.ts';
import type { TestApp } from '../../harness/app.ts';
import { picture, uploadForm } from '../../harness/uploads.ts';
import type { Example } from '../subject.ts';

type Examples = Record<string, Example>;

export async function listExamples(core: TestApp): Promise<Examples> {
  const upload = async (kind: UploadKind) =>
    (await core.uploads.create(core.admin, kind, Readable.from([await picture()]))).id;
  return {
    ...(await uploadExamples(upload)),
    ...(await planExamples(core, upload)),
    ...(await faceExamples(core, upload)),
    ...(await plateExamples(core, upload)),
    getOrionInfo: await orionExample(core),
    configureOrion: { body: { wsdl_url: 'http://orion.example.org/wsdl', login: 'vms', password: 'secret' } },
  };
}

type Upload = (kind: UploadKind) => Promise<string>;

async function uploadExamples(upload: Upload): Promise<Examples> {
  const file = uploadForm(await picture('png'));
  const params = { upload_id: await upload('avatar') };
  return {
    createUpload: { query: { kind: 'face_image' }, file },
    getUpload: { params },
    getUploadContent: { params },
    getUploadMeta: { file },
  };
}

async function planExamples({ admin, plans, cameras, siteId }: TestApp, upload: Upload): Promise<Examples> {
  const make = async (name: string) =>
    (await plans.create(admin, { name, siteId, imageId: await upload('plan') })).id;
  const plan = { params: { plan_id: await make('Ground floor') } };
  const add = async (name: string) => {
    const settings = { source: { url: 'rtsp://192.0.2.9/' } };
    return (await cameras.create(admin, { name, siteId, settings })).id;
  };
  const placed = await add('Placed');
  const taken = await add('Taken');
  await plans.addCameras(admin, plan.params.plan_id, [placed, taken]);
  const body = { name: 'Roof', place_id: siteId, image_id: await upload('plan') };
  return {
    listPlans: { query: { limit: 10 } },
    createPlan: { body },
    searchPlans: { body: { query: 'FLOOR' }, query: { limit: 10 } },
    getPlan: plan,
    updatePlan: { ...plan, body },
    deletePlan: { params: { plan_id: await make('Cellar') } },
    listPlanCameras: { ...plan, query: { limit: 10 } },
    addPlanCameras: { ...plan, body: { camera_ids: [await add('New')] } },
    removePlanCameras: { ...plan, body: { camera_ids: [taken] } },
    updatePlanCameraPosition: { params: { ...plan.params, camera_id: placed }, body: { x: 0.25, y: 1 } },
  };
}

async function faceExamples({ admin, watchlists, entries }: TestApp, upload: Upload): Promise<Examples> {
  const list = async (name: string) =>
    (await watchlists.create(admin, 'person', { name, description: null, priority: null })).id;
  const face = async (name: string | null) => (await entries.createPerson(admin, { name, details: {} })).id;
  const facelist_id = await list('Staff');
  const face_id = await face('Ada Lovelace');
  const other = await face(null);
  await watchlists.add(admin, 'person', facelist_id, face_id);
  const attached = await upload('face_image');
  await entries.addImages(admin, face_id, [attached]);
  const listBody = { name: 'Guests', description: 'of today', priority: 'high' };
  const body = { full_name: 'Grace Hopper', sex: 'f', birth_date: '1906-12-09', document_number: 'X 1' };
  return {
    listFaceLists: { query: { name: 'Staff' } },
    createFaceList: { body: listBody },
    getFaceList: { params: { facelist_id } },
    updateFaceList: { params: { facelist_id }, body: { ...listBody, name: 'Crew' } },
    deleteFaceList: { params: { facelist_id: await list('Empty') } },
    listFaceListFaces: { params: { facelist_id } },
    addFaceToFaceList: { params: { facelist_id, face_id: other } },
    removeFaceFromFaceList: { params: { facelist_id, face_id } },
    listFaces: { query: { full_name: 'ada' } },
    createFace: { body },
    getFace: { params: { face_id } },
    updateFace: { params: { face_id }, body },
    deleteFace: { params: { face_id: await face('Gone') } },
    listFaceImages: { params: { face_id } },
    addFaceImages: { params: { face_id }, body: { image_ids: [await upload('face_image')] } },
    removeFaceImages: { params: { face_id }, body: { image_ids: [attached] } },
  };
}

async function plateExamples({ admin, watchlists, entries }: TestApp, upload: Upload): Promise<Examples> {
  const list = async (name: string) =>
    (await watchlists.create(admin, 'vehicle', { name, description: null, priority: null })).id;
  const plate = async (name: string) =>
    (await entries.createVehicle(admin, { name, details: {}, imageId: await upload('vehicle_image') })).id;
  const platelist_id = await list('Staff');
  const plate_id = await plate('B AB 123');
  await watchlists.add(admin, 'vehicle', platelist_id, plate_id);
  const listBody = { name: 'Guests', description: 'of today', priority: 'low' };
  const body = {
    number: 'M XY 99',
    owner_full_name: 'Grace Hopper',
    owner_birth_date: '1906-12-09',
    vehicle_color: 'blue',
    vehicle_image_id: await upload('vehicle_image'),
  };
  return {
    listPlateLists: { query: { name: 'Staff' } },
    createPlateList: { body: listBody },
    getPlateList: { params: { platelist_id } },
    updatePlateList: { params: { platelist_id }, body: { ...listBody, name: 'Crew' } },
    deletePlateList: { params: { platelist_id: await list('Empty') } },
    listPlateListPlates: { params: { platelist_id } },
    addPlateToPlateList: { params: { platelist_id, plate_id: await plate('HH 1') } },
    removePlateFromPlateList: { params: { platelist_id, plate_id } },
    listPlates: { query: { number: 'ab1' } },
    createPlate: { body },
    getPlate: { params: { plate_id } },
    updatePlate: { params: { plate_id }, body: { ...body, number: 'M XY 100' } },
    deletePlate: { params: { plate_id: await plate('GONE 1') } },
  };
}

async function orionExample({ admin, orion }: TestApp): Promise<Example> {
  await orion.configure(admin, { wsdlUrl: 'http://orion.example.org/wsdl', login: null, password: null });
  return {};
}
