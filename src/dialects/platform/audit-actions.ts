/** What each operation that changes something is called in the audit log. */
import { VidetteError } from '#domain/errors.ts';
import type { AuditAction } from '#services/audit/actions.ts';
import type { Denials } from '#services/audit/denials.ts';
import type { Call } from '../shared/handler.ts';
import type { operations } from './generated/contract.ts';

export const auditActionOf = {
  createCamera: 'camera_create',
  updateCamera: 'camera_update',
  deleteCamera: 'camera_delete',
  createFaceList: 'facelist_create',
  updateFaceList: 'facelist_update',
  deleteFaceList: 'facelist_delete',
  addFaceToFaceList: 'facelist_face_create',
  removeFaceFromFaceList: 'facelist_face_delete',
  createFace: 'face_create',
  updateFace: 'face_update',
  deleteFace: 'face_delete',
  addFaceImages: 'faceimage_create',
  removeFaceImages: 'faceimage_delete',
  createGroup: 'group_create',
  updateGroup: 'group_update',
  deleteGroup: 'group_delete',
  addGroupMembers: 'group_user_create',
  removeGroupMembers: 'group_user_delete',
  addGroupPlaces: 'group_place_create',
  removeGroupPlaces: 'group_place_delete',
  updateOnvifNetwork: 'onvif_network_update',
  updateOnvifUserPassword: 'onvif_user_update',
  updateOnvifEncoder: 'onvif_stream_update',
  updateOnvifBrightness: 'onvif_image_update',
  updateOnvifContrast: 'onvif_image_update',
  updateOnvifSaturation: 'onvif_image_update',
  updateOnvifSharpness: 'onvif_image_update',
  updateOnvifBacklight: 'onvif_image_update',
  updateOnvifIrCutFilter: 'onvif_image_update',
  updateOnvifExposure: 'onvif_image_update',
  updateOnvifDynamicRange: 'onvif_image_update',
  updateOnvifWhiteBalance: 'onvif_image_update',
  updatePtz: 'onvif_ptz_update',
  savePtzHome: 'onvif_ptz_home_save',
  applyPtzHome: 'onvif_ptz_home_apply',
  createPtzPreset: 'onvif_ptz_preset_create',
  deletePtzPreset: 'onvif_ptz_preset_delete',
  applyPtzPreset: 'onvif_ptz_preset_apply',
  createOrganization: 'organization_create',
  updateOrganization: 'organization_update',
  deleteOrganization: 'organization_delete',
  configureOrion: 'orion_update',
  grantPermission: 'permission_create',
  revokePermission: 'permission_delete',
  createPlace: 'place_create',
  updatePlace: 'place_update',
  deletePlace: 'place_delete',
  createPlan: 'plan_create',
  updatePlan: 'plan_update',
  deletePlan: 'plan_delete',
  addPlanCameras: 'plan_camera_create',
  removePlanCameras: 'plan_camera_delete',
  updatePlanCameraPosition: 'plan_camera_update',
  createPlateList: 'platelist_create',
  updatePlateList: 'platelist_update',
  deletePlateList: 'platelist_delete',
  addPlateToPlateList: 'platelist_plate_create',
  removePlateFromPlateList: 'platelist_plate_delete',
  createPlate: 'plate_create',
  updatePlate: 'plate_update',
  deletePlate: 'plate_delete',
  createRole: 'role_create',
  updateRole: 'role_update',
  deleteRole: 'role_delete',
  obtainToken: 'user_login',
  revokeToken: 'user_logout',
  createUpload: 'upload_create',
  createUser: 'user_create',
  updateUser: 'user_update',
  deleteUser: 'user_delete',
  updateCurrentUser: 'user_update',
  updateCurrentUserEmail: 'user_update',
  updateCurrentUserPassword: 'user_update',
  createVideoClip: 'videoclip_create',
  deleteVideoClip: 'videoclip_delete',
} as const satisfies { readonly [Id in keyof operations]?: AuditAction };

type AnyHandler = (call: Call) => unknown;

/** The handlers, with refusals of those that change something told to the audit log. */
export function withDenialsTold<Handlers extends object>(handlers: Handlers, denials: Denials): Handlers {
  const told = Object.entries(handlers).map(([operation, handler]: [string, AnyHandler]) => {
    const action = (auditActionOf as Partial<Record<string, AuditAction>>)[operation];
    if (action === undefined) return [operation, handler];
    const watched: AnyHandler = async (call) => {
      try {
        return await handler(call);
      } catch (error) {
        const by = call.principalOrNull;
        if (error instanceof VidetteError && error.code === 'not_allowed' && by !== null)
          await denials.record(by, { action, operation, target: call.params, error });
        throw error;
      }
    };
    return [operation, watched];
  });
  return Object.fromEntries(told) as Handlers;
}
