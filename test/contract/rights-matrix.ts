/**
 * Who may what of the platform API, of the native API and of media addresses: one row for each operation, read by rights-matrix.test.ts.
 *
 * - `needs`: the permission; `-` for operations that need no sign-in
 * - `none`: without credentials · `expired`: with a token that has ended
 * - `without`: with every permission but the one that is needed
 * - `other`: with every permission, in another organisation
 * - `outside`: with every permission, in the organisation, but in no group, while every place is in one
 * - `right`: in the group of the places, with that permission and `camera_read` alone (nobody gives rights that they lack)
 * - `super`: a superuser
 *
 * Each column is the status of a valid call about things of the first organisation (`listCameras` is asked for one place). In `other` and `outside` a 200 may show nothing
 * of the places outside, and in `other` nothing of the first organisation at all: the test looks into the answers.
 */
const table = `
operation                 | needs                     | none | expired | without | other | outside | right | super
listAuditLogs             | auditlog_read             | 401  | 401     | 403     | 200   | 200     | 200   | 200
getAuditLog               | auditlog_read             | 401  | 401     | 403     | 404   | 200     | 200   | 200
listCameras               | camera_read               | 401  | 401     | 403     | 404   | 404     | 200   | 200
createCamera              | camera_create             | 401  | 401     | 403     | 400   | 400     | 200   | 200
searchCameras             | camera_read               | 401  | 401     | 403     | 200   | 200     | 200   | 200
getCamera                 | camera_read               | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateCamera              | camera_update             | 401  | 401     | 403     | 404   | 404     | 200   | 200
deleteCamera              | camera_delete             | 401  | 401     | 403     | 404   | 404     | 200   | 200
listFaceLists             | facelist_read             | 401  | 401     | 403     | 200   | 200     | 200   | 200
createFaceList            | facelist_create           | 401  | 401     | 403     | 200   | 200     | 200   | 200
getFaceList               | facelist_read             | 401  | 401     | 403     | 404   | 200     | 200   | 200
updateFaceList            | facelist_update           | 401  | 401     | 403     | 404   | 200     | 200   | 200
deleteFaceList            | facelist_delete           | 401  | 401     | 403     | 404   | 200     | 200   | 200
listFaceListFaces         | facelist_face_read        | 401  | 401     | 403     | 404   | 200     | 200   | 200
addFaceToFaceList         | facelist_face_create      | 401  | 401     | 403     | 404   | 200     | 200   | 200
removeFaceFromFaceList    | facelist_face_delete      | 401  | 401     | 403     | 404   | 200     | 200   | 200
listFaces                 | face_read                 | 401  | 401     | 403     | 200   | 200     | 200   | 200
createFace                | face_create               | 401  | 401     | 403     | 200   | 200     | 200   | 200
getFace                   | face_read                 | 401  | 401     | 403     | 404   | 200     | 200   | 200
updateFace                | face_update               | 401  | 401     | 403     | 404   | 200     | 200   | 200
deleteFace                | face_delete               | 401  | 401     | 403     | 404   | 200     | 200   | 200
listFaceImages            | faceimage_read            | 401  | 401     | 403     | 404   | 200     | 200   | 200
addFaceImages             | faceimage_create          | 401  | 401     | 403     | 404   | 200     | 200   | 200
removeFaceImages          | faceimage_delete          | 401  | 401     | 403     | 404   | 200     | 200   | 200
listGroups                | group_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
createGroup               | group_create              | 401  | 401     | 403     | 200   | 200     | 200   | 200
searchGroups              | group_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
getGroup                  | group_read                | 401  | 401     | 403     | 404   | 200     | 200   | 200
updateGroup               | group_update              | 401  | 401     | 403     | 404   | 200     | 200   | 200
deleteGroup               | group_delete              | 401  | 401     | 403     | 404   | 200     | 200   | 200
listGroupMembers          | group_user_read           | 401  | 401     | 403     | 404   | 200     | 200   | 200
addGroupMembers           | group_user_create         | 401  | 401     | 403     | 404   | 200     | 200   | 200
removeGroupMembers        | group_user_delete         | 401  | 401     | 403     | 200   | 200     | 200   | 200
listGroupPlaces           | group_place_read          | 401  | 401     | 403     | 404   | 200     | 200   | 200
addGroupPlaces            | group_place_create        | 401  | 401     | 403     | 404   | 200     | 200   | 200
removeGroupPlaces         | group_place_delete        | 401  | 401     | 403     | 200   | 200     | 200   | 200
hello                     | -                         | 200  | 200     | 200     | 200   | 200     | 200   | 200
getOnvifCameraInfo        | onvif_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
getOnvifNetwork           | onvif_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifNetwork        | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
listOnvifUsers            | onvif_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifUserPassword   | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
listOnvifStreams          | onvif_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifEncoder        | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
getOnvifImage             | onvif_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifBrightness     | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifContrast       | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifSaturation     | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifSharpness      | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifBacklight      | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifIrCutFilter    | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifExposure       | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifDynamicRange   | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateOnvifWhiteBalance   | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
getPtz                    | onvif_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
updatePtz                 | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
savePtzHome               | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
applyPtzHome              | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
listPtzPresets            | onvif_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
createPtzPreset           | onvif_create              | 401  | 401     | 403     | 404   | 404     | 200   | 200
deletePtzPreset           | onvif_delete              | 401  | 401     | 403     | 404   | 404     | 200   | 200
applyPtzPreset            | onvif_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
listOrganizations         | organization_read         | 401  | 401     | 403     | 200   | 200     | 200   | 200
createOrganization        | organization_create       | 401  | 401     | 403     | 200   | 200     | 200   | 200
searchOrganizations       | organization_read         | 401  | 401     | 403     | 200   | 200     | 200   | 200
getOrganization           | organization_read         | 401  | 401     | 403     | 404   | 200     | 200   | 200
updateOrganization        | organization_update       | 401  | 401     | 403     | 404   | 200     | 200   | 200
deleteOrganization        | organization_delete       | 401  | 401     | 403     | 404   | 404     | 404   | 200
listOrganizationMembers   | organization_members_read | 401  | 401     | 403     | 404   | 200     | 200   | 200
listOrganizationGroups    | organization_groups_read  | 401  | 401     | 403     | 404   | 200     | 200   | 200
getOrionInfo              | orion_read                | 401  | 401     | 403     | 400   | 200     | 200   | 200
configureOrion            | orion_update              | 401  | 401     | 403     | 200   | 200     | 200   | 200
grantPermission           | permission_create         | 401  | 401     | 403     | 404   | 200     | 200   | 200
revokePermission          | permission_delete         | 401  | 401     | 403     | 200   | 200     | 200   | 200
listPlaces                | place_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
createPlace               | place_create              | 401  | 401     | 403     | 200   | 200     | 200   | 200
searchPlaces              | place_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
getPlace                  | place_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
updatePlace               | place_update              | 401  | 401     | 403     | 404   | 404     | 200   | 200
deletePlace               | place_delete              | 401  | 401     | 403     | 404   | 404     | 200   | 200
listPlacePlans            | place_plan_read           | 401  | 401     | 403     | 404   | 404     | 200   | 200
listPlaceCameras          | camera_read               | 401  | 401     | 403     | 404   | 404     | 200   | 200
listPlans                 | plan_read                 | 401  | 401     | 403     | 200   | 200     | 200   | 200
createPlan                | plan_create               | 401  | 401     | 403     | 400   | 400     | 200   | 200
searchPlans               | plan_read                 | 401  | 401     | 403     | 200   | 200     | 200   | 200
getPlan                   | plan_read                 | 401  | 401     | 403     | 404   | 404     | 200   | 200
updatePlan                | plan_update               | 401  | 401     | 403     | 404   | 404     | 200   | 200
deletePlan                | plan_delete               | 401  | 401     | 403     | 404   | 404     | 200   | 200
listPlanCameras           | plan_camera_read          | 401  | 401     | 403     | 404   | 404     | 200   | 200
addPlanCameras            | plan_camera_create        | 401  | 401     | 403     | 404   | 404     | 200   | 200
removePlanCameras         | plan_camera_delete        | 401  | 401     | 403     | 404   | 404     | 200   | 200
updatePlanCameraPosition  | plan_camera_update        | 401  | 401     | 403     | 404   | 404     | 200   | 200
listPlateLists            | platelist_read            | 401  | 401     | 403     | 200   | 200     | 200   | 200
createPlateList           | platelist_create          | 401  | 401     | 403     | 200   | 200     | 200   | 200
getPlateList              | platelist_read            | 401  | 401     | 403     | 404   | 200     | 200   | 200
updatePlateList           | platelist_update          | 401  | 401     | 403     | 404   | 200     | 200   | 200
deletePlateList           | platelist_delete          | 401  | 401     | 403     | 404   | 200     | 200   | 200
listPlateListPlates       | platelist_plate_read      | 401  | 401     | 403     | 404   | 200     | 200   | 200
addPlateToPlateList       | platelist_plate_create    | 401  | 401     | 403     | 404   | 200     | 200   | 200
removePlateFromPlateList  | platelist_plate_delete    | 401  | 401     | 403     | 404   | 200     | 200   | 200
listPlates                | plate_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
createPlate               | plate_create              | 401  | 401     | 403     | 400   | 200     | 200   | 200
getPlate                  | plate_read                | 401  | 401     | 403     | 404   | 200     | 200   | 200
updatePlate               | plate_update              | 401  | 401     | 403     | 404   | 200     | 200   | 200
deletePlate               | plate_delete              | 401  | 401     | 403     | 404   | 200     | 200   | 200
listRoles                 | role_read                 | 401  | 401     | 403     | 200   | 200     | 200   | 200
createRole                | role_create               | 401  | 401     | 403     | 200   | 200     | 200   | 200
getRole                   | role_read                 | 401  | 401     | 403     | 404   | 200     | 200   | 200
updateRole                | role_update               | 401  | 401     | 403     | 404   | 200     | 200   | 200
deleteRole                | role_delete               | 401  | 401     | 403     | 404   | 200     | 200   | 200
listRoleMembers           | role_member_read          | 401  | 401     | 403     | 404   | 200     | 200   | 200
listRolePermissions       | role_perm_read            | 401  | 401     | 403     | 404   | 200     | 200   | 200
listSegments              | segment_read              | 401  | 401     | 403     | 200   | 200     | 200   | 200
getSegmentIndex           | segment_read              | 401  | 401     | 403     | 404   | 404     | 200   | 200
getCameraSnapshot         | camera_snapshot_read      | 401  | 401     | 403     | 404   | 404     | 200   | 200
getRecording              | camera_read               | 401  | 401     | 403     | 404   | 404     | 200   | 200
setRecording              | camera_update             | 401  | 401     | 403     | 404   | 404     | 200   | 200
getStream                 | stream_read               | 401  | 401     | 403     | 404   | 404     | 200   | 200
getStreamInfo             | stream_read               | 401  | 401     | 403     | 404   | 404     | 200   | 200
verifyStream              | stream_read               | 401  | 401     | 403     | 200   | 200     | 200   | 200
listStreamServers         | streamserver_read         | 401  | 401     | 403     | 200   | 200     | 200   | 200
getStreamUptimeSummary    | streamstatus_read         | 401  | 401     | 403     | 200   | 200     | 200   | 200
getStreamDowntimes        | streamstatus_read         | 401  | 401     | 403     | 404   | 404     | 200   | 200
obtainToken               | -                         | 200  | 200     | 200     | 200   | 200     | 200   | 200
refreshToken              | -                         | 200  | 200     | 200     | 200   | 200     | 200   | 200
revokeToken               | -                         | 204  | 204     | 204     | 204   | 204     | 204   | 204
createUpload              | upload_create             | 401  | 401     | 403     | 200   | 200     | 200   | 200
getUpload                 | upload_read               | 401  | 401     | 403     | 404   | 200     | 200   | 200
getUploadContent          | upload_read               | 401  | 401     | 403     | 404   | 200     | 200   | 200
getUploadMeta             | upload_meta_read          | 401  | 401     | 403     | 200   | 200     | 200   | 200
listUsers                 | user_read                 | 401  | 401     | 403     | 200   | 200     | 200   | 200
createUser                | user_create               | 401  | 401     | 403     | 422   | 200     | 200   | 200
searchUsers               | user_read                 | 401  | 401     | 403     | 200   | 200     | 200   | 200
getUser                   | user_read                 | 401  | 401     | 403     | 404   | 200     | 200   | 200
updateUser                | user_update               | 401  | 401     | 403     | 404   | 200     | 200   | 200
deleteUser                | user_delete               | 401  | 401     | 403     | 404   | 200     | 200   | 200
getCurrentUser            | user_me_read              | 401  | 401     | 403     | 200   | 200     | 200   | 200
updateCurrentUser         | user_me_update            | 401  | 401     | 403     | 200   | 200     | 200   | 200
updateCurrentUserPassword | user_me_update            | 401  | 401     | 403     | 200   | 200     | 200   | 200
updateCurrentUserEmail    | user_me_update            | 401  | 401     | 403     | 200   | 200     | 200   | 200
listVideoClips            | videoclip_read            | 401  | 401     | 403     | 200   | 200     | 200   | 200
createVideoClip           | videoclip_create          | 401  | 401     | 403     | 404   | 404     | 200   | 200
getVideoClip              | videoclip_read            | 401  | 401     | 403     | 404   | 404     | 200   | 200
deleteVideoClip           | videoclip_delete          | 401  | 401     | 403     | 404   | 404     | 204   | 204
listScenarios             | camera_update             | 401  | 401     | 403     | 200   | 200     | 200   | 200
createScenario            | camera_update             | 401  | 401     | 403     | 404   | 404     | 200   | 200
getScenario               | camera_update             | 401  | 401     | 403     | 404   | 404     | 200   | 200
updateScenario            | camera_update             | 401  | 401     | 403     | 404   | 404     | 200   | 200
deleteScenario            | camera_update             | 401  | 401     | 403     | 404   | 404     | 204   | 204
listAlarms                | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
getAlarm                  | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
acknowledgeAlarm          | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
closeAlarm                | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
getArming                 | event_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
setArming                 | camera_update             | 401  | 401     | 403     | 200   | 200     | 200   | 200
listActions               | camera_update             | 401  | 401     | 403     | 200   | 200     | 200   | 200
retryAction               | camera_update             | 401  | 401     | 403     | 404   | 404     | 200   | 200
getEvent                  | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
listEvents                | event_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
getEventMatch             | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
listEventMatches          | event_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
searchFaceEvents          | search_face               | 401  | 401     | 403     | 200   | 200     | 200   | 200
searchPlateEvents         | search_plate              | 401  | 401     | 403     | 200   | 200     | 200   | 200
getEventSnapshot          | snapshot_read             | 401  | 401     | 403     | 404   | 404     | 200   | 200
getCameraStats            | stats_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
getEventStatsByType       | stats_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
getEventMatchStatsByPriority | stats_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
getEventIntensity         | stats_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
listEventLog              | event_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
exportEventLog            | event_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
countEvents               | event_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
getEventLogEntry          | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
getEventPicture           | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
getEventCrop              | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
listCounters              | event_read                | 401  | 401     | 403     | 200   | 200     | 200   | 200
resetCounters             | camera_update             | 401  | 401     | 403     | 404   | 404     | 200   | 200
getHeatMap                | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
getAnalysis               | camera_read               | 401  | 401     | 403     | 404   | 404     | 200   | 200
startReplay               | camera_update             | 401  | 401     | 403     | 404   | 404     | 202   | 202
getReplay                 | camera_update             | 401  | 401     | 403     | 404   | 404     | 200   | 200
abortReplay               | camera_update             | 401  | 401     | 403     | 404   | 404     | 204   | 204
raiseUserAlarm            | event_read                | 401  | 401     | 403     | 404   | 404     | 200   | 200
media: live               | stream_read               | 401  | 401     | 403     | 404   | 404     | 200   | 200
media: snapshot           | camera_snapshot_read      | 401  | 401     | 403     | 404   | 404     | 200   | 200
media: archive            | segment_read              | 401  | 401     | 403     | 404   | 404     | 200   | 200
media: clip               | videoclip_read            | 401  | 401     | 403     | 404   | 404     | 200   | 200
`;

export const columns = ['none', 'expired', 'without', 'other', 'outside', 'right', 'super'] as const;
export type Column = (typeof columns)[number];

export interface Row {
  /** An operation of the contract, or `media: …`. */
  readonly operation: string;
  /** Null: no sign-in. */
  readonly needs: string | null;
  readonly expected: Readonly<Record<Column, number>>;
}

export const rows: readonly Row[] = table
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [operation = '', needs = '', ...statuses] = line.split('|').map((cell) => cell.trim());
    const expected = Object.fromEntries(columns.map((column, at) => [column, Number(statuses[at])]));
    return { operation, needs: needs === '-' ? null : needs, expected: expected as Record<Column, number> };
  });
