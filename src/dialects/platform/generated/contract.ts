/** Generated from contracts/platform.openapi.json by `npm run generate`. Not edited by hand. */
export interface paths {
    "/api/v1/auditlogs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List audit log entries */
        get: operations["listAuditLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auditlogs/{auditlog_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one audit log entry */
        get: operations["getAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List cameras */
        get: operations["listCameras"];
        put?: never;
        /** Create a camera */
        post: operations["createCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find cameras by id or name */
        post: operations["searchCameras"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one camera */
        get: operations["getCamera"];
        /** Replace the data of a camera */
        put: operations["updateCamera"];
        post?: never;
        /** Delete a camera */
        delete: operations["deleteCamera"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one recognition event */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recognition events of a period */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eventmatches/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one event with its list matches */
        get: operations["getEventMatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eventmatches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List events of a period that matched a list */
        get: operations["listEventMatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/facelists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List face lists */
        get: operations["listFaceLists"];
        put?: never;
        /** Create a face list */
        post: operations["createFaceList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/facelists/{facelist_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one face list */
        get: operations["getFaceList"];
        /** Replace the data of a face list */
        put: operations["updateFaceList"];
        post?: never;
        /** Delete a face list */
        delete: operations["deleteFaceList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/facelists/{facelist_id}/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the faces in a face list */
        get: operations["listFaceListFaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/facelists/{facelist_id}/faces/{face_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a face into a face list */
        post: operations["addFaceToFaceList"];
        /** Take a face out of a face list */
        delete: operations["removeFaceFromFaceList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List faces */
        get: operations["listFaces"];
        put?: never;
        /** Create a face */
        post: operations["createFace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faces/{face_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one face */
        get: operations["getFace"];
        /** Replace the data of a face */
        put: operations["updateFace"];
        post?: never;
        /** Delete a face */
        delete: operations["deleteFace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faces/{face_id}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the images of a face */
        get: operations["listFaceImages"];
        put?: never;
        /** Attach uploaded images to a face */
        post: operations["addFaceImages"];
        /** Detach images from a face */
        delete: operations["removeFaceImages"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List groups */
        get: operations["listGroups"];
        put?: never;
        /** Create a group */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one group */
        get: operations["getGroup"];
        /** Replace the data of a group */
        put: operations["updateGroup"];
        post?: never;
        /** Delete a group */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{group_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the users of a group */
        get: operations["listGroupMembers"];
        put?: never;
        /** Put users into a group */
        post: operations["addGroupMembers"];
        /** Take users out of a group */
        delete: operations["removeGroupMembers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find groups by name */
        post: operations["searchGroups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{group_id}/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the places of a group */
        get: operations["listGroupPlaces"];
        put?: never;
        /** Put places into a group */
        post: operations["addGroupPlaces"];
        /** Take places out of a group */
        delete: operations["removeGroupPlaces"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hello": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Greet and tell the version */
        get: operations["hello"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read maker, model and firmware of a camera */
        get: operations["getOnvifCameraInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the network ports of a camera */
        get: operations["getOnvifNetwork"];
        /** Set the network ports of a camera */
        put: operations["updateOnvifNetwork"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the accounts on a camera */
        get: operations["listOnvifUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/users/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the password of an account on a camera */
        put: operations["updateOnvifUserPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/streams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the stream profiles of a camera */
        get: operations["listOnvifStreams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/stream/encoder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the encoder of a stream profile */
        put: operations["updateOnvifEncoder"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the image settings of a camera */
        get: operations["getOnvifImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image/brightness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set image brightness */
        put: operations["updateOnvifBrightness"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image/contrast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set image contrast */
        put: operations["updateOnvifContrast"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image/saturation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set image colour saturation */
        put: operations["updateOnvifSaturation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image/sharpness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set image sharpness */
        put: operations["updateOnvifSharpness"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image/backlight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switch backlight compensation */
        put: operations["updateOnvifBacklight"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image/ir": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switch the infrared cut filter */
        put: operations["updateOnvifIrCutFilter"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set image exposure */
        put: operations["updateOnvifExposure"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image/dr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set wide dynamic range */
        put: operations["updateOnvifDynamicRange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/image/wb": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set white balance */
        put: operations["updateOnvifWhiteBalance"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/ptz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read pan, tilt and zoom of a camera */
        get: operations["getPtz"];
        /** Move or zoom a camera */
        put: operations["updatePtz"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/ptz/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep the current position as home */
        put: operations["savePtzHome"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/ptz/home/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Go to the home position */
        put: operations["applyPtzHome"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/ptz/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the stored positions of a camera */
        get: operations["listPtzPresets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/ptz/preset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store the position under a name */
        post: operations["createPtzPreset"];
        /** Drop a stored position */
        delete: operations["deletePtzPreset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif/{camera_id}/ptz/preset/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go to a stored position */
        post: operations["applyPtzPreset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List organizations */
        get: operations["listOrganizations"];
        put?: never;
        /** Create an organization */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one organization */
        get: operations["getOrganization"];
        /** Replace the data of an organization */
        put: operations["updateOrganization"];
        post?: never;
        /** Delete an organization */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the users of an organization */
        get: operations["listOrganizationMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the groups of an organization */
        get: operations["listOrganizationGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find organizations by name */
        post: operations["searchOrganizations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orion/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the names and versions of the Orion service */
        get: operations["getOrionInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orion/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the link to the Orion service */
        put: operations["configureOrion"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a right to a role */
        post: operations["grantPermission"];
        /** Take a right from a role */
        delete: operations["revokePermission"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List places, all or near a point */
        get: operations["listPlaces"];
        put?: never;
        /** Create a place */
        post: operations["createPlace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find places by name */
        post: operations["searchPlaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/{place_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one place */
        get: operations["getPlace"];
        /** Replace the data of a place */
        put: operations["updatePlace"];
        post?: never;
        /** Delete a place */
        delete: operations["deletePlace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/{place_id}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the plans of a place */
        get: operations["listPlacePlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/{place_id}/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cameras of a place */
        get: operations["listPlaceCameras"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List plans */
        get: operations["listPlans"];
        put?: never;
        /** Create a plan */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find plans by name */
        post: operations["searchPlans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one plan */
        get: operations["getPlan"];
        /** Replace the data of a plan */
        put: operations["updatePlan"];
        post?: never;
        /** Delete a plan */
        delete: operations["deletePlan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cameras of a plan with their spots */
        get: operations["listPlanCameras"];
        put?: never;
        /** Put cameras on a plan */
        post: operations["addPlanCameras"];
        /** Take cameras off a plan */
        delete: operations["removePlanCameras"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/cameras/{camera_id}/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Move a camera on its plan */
        put: operations["updatePlanCameraPosition"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platelists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List plate lists */
        get: operations["listPlateLists"];
        put?: never;
        /** Create a plate list */
        post: operations["createPlateList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platelists/{platelist_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one plate list */
        get: operations["getPlateList"];
        /** Replace the data of a plate list */
        put: operations["updatePlateList"];
        post?: never;
        /** Delete a plate list */
        delete: operations["deletePlateList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platelists/{platelist_id}/plates/{plate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a plate into a plate list */
        post: operations["addPlateToPlateList"];
        /** Take a plate out of a plate list */
        delete: operations["removePlateFromPlateList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platelists/{platelist_id}/plates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the plates in a plate list */
        get: operations["listPlateListPlates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List plates */
        get: operations["listPlates"];
        put?: never;
        /** Create a plate */
        post: operations["createPlate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plates/{plate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one plate */
        get: operations["getPlate"];
        /** Replace the data of a plate */
        put: operations["updatePlate"];
        post?: never;
        /** Delete a plate */
        delete: operations["deletePlate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List roles */
        get: operations["listRoles"];
        put?: never;
        /** Create a role */
        post: operations["createRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one role */
        get: operations["getRole"];
        /** Replace the data of a role */
        put: operations["updateRole"];
        post?: never;
        /** Delete a role */
        delete: operations["deleteRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the users of a role */
        get: operations["listRoleMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role_id}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rights of a role */
        get: operations["listRolePermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/face": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find face events like a given descriptor */
        post: operations["searchFaceEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/plate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find plate events by number */
        post: operations["searchPlateEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List archive segments of a stream */
        get: operations["listSegments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/segments/index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the address of the segment index of a stream */
        get: operations["getSegmentIndex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/snapshots/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the image of an event */
        get: operations["getEventSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/camerasnapshots/{camera_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the snapshot of a camera */
        get: operations["getCameraSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count all and active cameras */
        get: operations["getCameraStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/eventsbytype": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count events per period and type */
        get: operations["getEventStatsByType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/eventmatchesbypriority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count matches per period and priority */
        get: operations["getEventMatchStatsByPriority"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/eventsintensity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count events of one stream over time */
        get: operations["getEventIntensity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/streams/{stream_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read where a stream runs and its state */
        get: operations["getStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/streams/{stream_id}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read frame rate, size and codec of a stream */
        get: operations["getStreamInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/streams/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check that an RTSP link delivers a stream */
        post: operations["verifyStream"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/streamservers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List stream servers */
        get: operations["listStreamServers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/streamstatuses/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Uptime of all streams */
        get: operations["getStreamUptimeSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/streamstatuses/{stream_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downtimes of one stream */
        get: operations["getStreamDowntimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in with a password */
        post: operations["obtainToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/token/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a new token with a refresh token */
        post: operations["refreshToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/token/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a token worthless */
        post: operations["revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the data of an upload */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download an upload */
        get: operations["getUploadContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/meta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get the meta of an image sent along */
        post: operations["getUploadMeta"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: operations["listUsers"];
        put?: never;
        /** Create a user */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the caller and its rights */
        get: operations["getCurrentUser"];
        /** Replace name and avatar of the caller */
        put: operations["updateCurrentUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one user */
        get: operations["getUser"];
        /** Replace the data of a user */
        put: operations["updateUser"];
        post?: never;
        /** Delete a user */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the password of the caller */
        put: operations["updateCurrentUserPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the email of the caller */
        put: operations["updateCurrentUserEmail"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find users by email or name */
        post: operations["searchUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videoclips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List archive clips */
        get: operations["listVideoClips"];
        put?: never;
        /** Order a clip from the archive of a camera */
        post: operations["createVideoClip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videoclips/{videoclip_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one clip */
        get: operations["getVideoClip"];
        put?: never;
        post?: never;
        /** Delete a clip */
        delete: operations["deleteVideoClip"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description What an audit log entry records.
         * @enum {string}
         */
        AuditActionType: "camera_create" | "camera_delete" | "camera_update" | "face_create" | "face_delete" | "face_update" | "facelist_create" | "facelist_delete" | "facelist_update" | "faceimage_create" | "faceimage_delete" | "facelist_face_create" | "facelist_face_delete" | "group_create" | "group_delete" | "group_update" | "group_user_create" | "group_user_delete" | "group_place_create" | "group_place_delete" | "organization_create" | "organization_delete" | "organization_update" | "permission_create" | "permission_delete" | "onvif_image_update" | "onvif_network_update" | "onvif_ptz_update" | "onvif_ptz_home_save" | "onvif_ptz_home_apply" | "onvif_ptz_preset_create" | "onvif_ptz_preset_delete" | "onvif_ptz_preset_apply" | "onvif_stream_update" | "onvif_user_update" | "orion_create" | "orion_delete" | "orion_update" | "place_create" | "place_delete" | "place_update" | "place_group_create" | "place_group_delete" | "plan_create" | "plan_delete" | "plan_update" | "plan_camera_create" | "plan_camera_delete" | "plan_camera_update" | "plate_create" | "plate_delete" | "plate_update" | "platelist_create" | "platelist_delete" | "platelist_update" | "platelist_plate_create" | "platelist_plate_delete" | "role_create" | "role_delete" | "role_update" | "upload_create" | "user_create" | "user_delete" | "user_update" | "user_login" | "user_logout" | "version_update" | "videoclip_create" | "videoclip_delete";
        /**
         * @description A right that a role can hold.
         * @enum {string}
         */
        Permission: "auditlog_read" | "camera_create" | "camera_delete" | "camera_read" | "camera_snapshot_read" | "camera_update" | "event_read" | "faceimage_create" | "faceimage_delete" | "faceimage_read" | "facelist_create" | "facelist_delete" | "facelist_face_create" | "facelist_face_delete" | "facelist_face_read" | "facelist_read" | "facelist_update" | "face_create" | "face_delete" | "face_read" | "face_update" | "group_create" | "group_delete" | "group_place_create" | "group_place_delete" | "group_place_read" | "group_read" | "group_update" | "group_user_create" | "group_user_delete" | "group_user_read" | "onvif_create" | "onvif_delete" | "onvif_read" | "onvif_update" | "orion_create" | "orion_read" | "orion_update" | "orion_delete" | "organization_create" | "organization_delete" | "organization_groups_read" | "organization_members_read" | "organization_read" | "organization_update" | "permission_create" | "permission_delete" | "permission_read" | "place_create" | "place_delete" | "place_group_create" | "place_group_delete" | "place_group_read" | "place_plan_read" | "place_read" | "place_update" | "plan_camera_create" | "plan_camera_delete" | "plan_camera_read" | "plan_camera_update" | "plan_create" | "plan_delete" | "plan_read" | "plan_update" | "platelist_create" | "platelist_delete" | "platelist_plate_create" | "platelist_plate_delete" | "platelist_plate_read" | "platelist_read" | "platelist_update" | "plate_create" | "plate_delete" | "plate_read" | "plate_update" | "role_create" | "role_delete" | "role_member_read" | "role_perm_read" | "role_read" | "role_update" | "search_face" | "search_plate" | "segment_read" | "snapshot_read" | "stats_read" | "stream_read" | "streamserver_read" | "streamstatus_read" | "upload_create" | "upload_meta_read" | "upload_read" | "user_create" | "user_delete" | "user_me_read" | "user_me_update" | "user_read" | "user_update" | "videoclip_create" | "videoclip_delete" | "videoclip_read";
        /** @enum {string} */
        EventType: "face_recognition" | "plate_recognition" | "motion_detection" | "line_crossing";
        /**
         * @description Urgency of a match with a face list or plate list.
         * @enum {string}
         */
        Priority: "low" | "medium" | "high";
        /** @enum {string} */
        Sex: "m" | "f";
        /**
         * @description What an uploaded image is for.
         * @enum {string}
         */
        UploadKind: "avatar" | "face_image" | "vehicle_image" | "plan" | "camera_snapshot" | "logo";
        /** @enum {string} */
        VideoClipStatus: "queued" | "running" | "failed" | "aborted" | "done";
        /**
         * @description Class of the detected object; the source does not name the values.
         * @enum {integer}
         */
        ObjectClass: 0 | 1 | 2;
        /**
         * @description Direction of a line crossing; the source does not name the values.
         * @enum {integer}
         */
        CrossingDirection: 0 | 1 | 2;
        /** @enum {string} */
        OnvifEncoder: "H264" | "MPEG4" | "JPEG";
        /** @enum {string} */
        OnvifResolution: "320x240" | "352x288" | "640x360" | "640x480" | "704x576" | "1280x720" | "1280x960" | "1920x1024" | "1920x1080" | "2304x1296" | "2560x1440" | "2688x1520";
        /** @enum {string} */
        OnvifStreamProfile: "MAIN_STREAM" | "SUB_STREAM_1" | "SUB_STREAM_2";
        /** @enum {string} */
        OnvifOnOff: "ON" | "OFF";
        /** @enum {string} */
        OnvifOnOffAuto: "ON" | "OFF" | "AUTO";
        /** @enum {string} */
        OnvifWhiteBalanceMode: "AUTO" | "MANUAL";
        /** @enum {string} */
        PtzMove: "UP" | "DOWN" | "LEFT" | "LEFT_UP" | "LEFT_DOWN" | "RIGHT" | "RIGHT_UP" | "RIGHT_DOWN";
        /** @enum {string} */
        PtzZoom: "ZOOM_IN" | "ZOOM_OUT";
        /** @description Plain acknowledgement. */
        Ok: {
            /** @default ok */
            status?: string;
        };
        Pagination: {
            /** @description Pass it back as `cursor` to get the next page. */
            cursor?: string;
        };
        /** @description The request contradicts the stored state or a business rule. */
        InvalidRequestError: {
            /**
             * @default invalid_request
             * @enum {string}
             */
            status?: "invalid_request";
            /** @default 400 */
            status_code?: number;
            detail: string;
        };
        /** @description The caller is known but lacks the right. Note the status word: unauthorized. */
        ForbiddenError: {
            /**
             * @default unauthorized
             * @enum {string}
             */
            status?: "unauthorized";
            /** @default 403 */
            status_code?: number;
            detail: string;
        };
        NotFoundError: {
            /**
             * @default not_found
             * @enum {string}
             */
            status?: "not_found";
            /** @default 404 */
            status_code?: number;
            detail: string;
        };
        /** @description A backing service cannot be reached at the moment. */
        UnavailableError: {
            /**
             * @default temporarily_unavailable
             * @enum {string}
             */
            status?: "temporarily_unavailable";
            /** @default 503 */
            status_code?: number;
            detail: string;
        };
        ValidationIssue: {
            loc: string[];
            msg: string;
            type: string;
        };
        /** @description The request does not fit its declared shape. */
        ValidationError: {
            detail?: components["schemas"]["ValidationIssue"][];
        };
        TokenCredentialsError: {
            /** @enum {string} */
            status: "token_invalid_credentials";
            /** @default 401 */
            status_code?: number;
            detail: string;
        };
        TokenRefreshError: {
            /** @enum {string} */
            status: "token_refresh_error";
            /** @default 400 */
            status_code?: number;
            detail: string;
        };
        TokenRevokeError: {
            /** @enum {string} */
            status: "token_revoke_error";
            /** @default 400 */
            status_code?: number;
            detail: string;
        };
        VideoClipTimeRangeError: {
            /** @enum {string} */
            status: "videoclip_invalid_time_range";
            /** @default 400 */
            status_code?: number;
            detail: string;
        };
        VideoClipCameraError: {
            /** @enum {string} */
            status: "videoclip_camera_not_found";
            /** @default 404 */
            status_code?: number;
            detail: string;
        };
        VideoClipQuotaError: {
            /** @enum {string} */
            status: "videoclip_user_quota_exceeded";
            /** @default 429 */
            status_code?: number;
            detail: string;
        };
        /** @description 400 body of camera-control calls. onvif_unauthenticated: login or password refused by the camera; onvif_not_configured: the camera record lacks the credentials needed. */
        OnvifReadError: {
            /**
             * @default invalid_request
             * @enum {string}
             */
            status?: "invalid_request" | "onvif_unauthenticated" | "onvif_not_configured";
            /** @default 400 */
            status_code?: number;
            detail: string;
        };
        /** @description 400 body of camera-control calls. onvif_unauthenticated: login or password refused by the camera; onvif_not_configured: the camera record lacks the credentials needed; onvif_invalid_argument: arguments wrong or missing. */
        OnvifWriteError: {
            /**
             * @default invalid_request
             * @enum {string}
             */
            status?: "invalid_request" | "onvif_invalid_argument" | "onvif_unauthenticated" | "onvif_not_configured";
            /** @default 400 */
            status_code?: number;
            detail: string;
        };
        /** @description 400 body of camera-control calls. onvif_unauthenticated: login or password refused by the camera; onvif_not_configured: the camera record lacks the credentials needed; onvif_unsupported_action: the camera cannot do this. */
        OnvifPtzReadError: {
            /**
             * @default invalid_request
             * @enum {string}
             */
            status?: "invalid_request" | "onvif_unsupported_action" | "onvif_unauthenticated" | "onvif_not_configured";
            /** @default 400 */
            status_code?: number;
            detail: string;
        };
        /** @description 400 body of camera-control calls. onvif_unauthenticated: login or password refused by the camera; onvif_not_configured: the camera record lacks the credentials needed; onvif_invalid_argument: arguments wrong or missing; onvif_unsupported_action: the camera cannot do this. */
        OnvifPtzError: {
            /**
             * @default invalid_request
             * @enum {string}
             */
            status?: "invalid_request" | "onvif_invalid_argument" | "onvif_unauthenticated" | "onvif_unsupported_action" | "onvif_not_configured";
            /** @default 400 */
            status_code?: number;
            detail: string;
        };
        SearchQuery: {
            query: string;
        };
        BoundedSearchQuery: {
            query: string;
        };
        GroupRef: {
            id: number;
            name: string;
        };
        /** @description Who did what, with data of the actor. */
        AuditLog: {
            action_type: components["schemas"]["AuditActionType"];
            user_id: number;
            client_ip?: string;
            /** @description Free-form details of the action. */
            meta: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            organization_id: number;
            organization_name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: email */
            user_email: string;
            user_first_name: string;
            user_last_name: string;
            /** Format: uuid */
            user_avatar_id?: string;
            user_role_id: number;
            user_role_name: string;
            /** Format: uri */
            user_avatar_url?: string;
            user_groups: components["schemas"]["GroupRef"][];
            user_is_superuser: boolean;
        };
        AuditLogPage: {
            pagination: components["schemas"]["Pagination"];
            auditlogs: components["schemas"]["AuditLog"][];
        };
        /** @description Where a camera stands; present only when asked for with with_origin. */
        CameraOrigin: {
            plan_id?: number;
            plan_name?: string;
            place_id?: number;
            place_name?: string;
            place_description?: string;
            place_latitude?: number;
            place_longitude?: number;
        };
        /** @description Where an event was seen; present only when asked for with with_origin. */
        EventOrigin: {
            plan_id?: number;
            plan_name?: string;
            place_id?: number;
            place_name?: string;
            place_description?: string;
            place_latitude?: number;
            place_longitude?: number;
            /** Format: uuid */
            camera_id?: string;
            camera_name?: string;
        };
        /** @description Writable part of a camera. */
        CameraInput: {
            name: string;
            /** @description Free-form; the source prints an empty object. */
            source: {
                [key: string]: unknown;
            };
            video_analytics?: {
                [key: string]: unknown;
            };
            video_storage?: {
                [key: string]: unknown;
            };
            video_streaming?: {
                [key: string]: unknown;
            };
            ptz?: {
                [key: string]: unknown;
            };
            place_id: number;
            onvif_host?: string;
            onvif_port?: number;
            onvif_login?: string;
            onvif_password?: string;
            scheduler_group?: string;
            scheduler_tags?: string[];
        };
        Camera: {
            name: string;
            /** @description Free-form; the source prints an empty object. */
            source: {
                [key: string]: unknown;
            };
            video_analytics?: {
                [key: string]: unknown;
            };
            video_storage?: {
                [key: string]: unknown;
            };
            video_streaming?: {
                [key: string]: unknown;
            };
            ptz?: {
                [key: string]: unknown;
            };
            place_id: number;
            onvif_host?: string;
            onvif_port?: number;
            onvif_login?: string;
            onvif_password?: string;
            scheduler_group?: string;
            scheduler_tags?: string[];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** Format: uuid */
            snapshot_id?: string;
            /** Format: uri */
            snapshot_url?: string;
            origin?: components["schemas"]["CameraOrigin"];
            plan_id?: number;
        };
        CameraPage: {
            pagination: components["schemas"]["Pagination"];
            cameras: components["schemas"]["Camera"][];
        };
        /** @description A camera together with its spot on a plan. */
        PlanCamera: {
            name: string;
            /** @description Free-form; the source prints an empty object. */
            source: {
                [key: string]: unknown;
            };
            video_analytics?: {
                [key: string]: unknown;
            };
            video_storage?: {
                [key: string]: unknown;
            };
            video_streaming?: {
                [key: string]: unknown;
            };
            ptz?: {
                [key: string]: unknown;
            };
            place_id: number;
            onvif_host?: string;
            onvif_port?: number;
            onvif_login?: string;
            onvif_password?: string;
            scheduler_group?: string;
            scheduler_tags?: string[];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** Format: uuid */
            snapshot_id?: string;
            /** Format: uri */
            snapshot_url?: string;
            origin?: components["schemas"]["CameraOrigin"];
            plan_id: number;
            x?: number;
            y?: number;
            /** Format: uuid */
            camera_id: string;
        };
        PlanCameraPage: {
            pagination: components["schemas"]["Pagination"];
            cameras: components["schemas"]["PlanCamera"][];
        };
        /** @description Box around the detected object. */
        Detection: {
            bbox: number[];
        };
        /** @description Face feature vector: its encoded bytes and its norm. Base64 is assumed; the source does not name the encoding. */
        Descriptor: {
            data: string;
            norm: number;
        };
        /** @description Face feature vector with a version number. Base64 is assumed; the source does not name the encoding. */
        VersionedDescriptor: {
            data: string;
            norm: number;
            version: number;
        };
        PlateNumber: {
            data: string;
        };
        ObjectAttributes: {
            obj_class: components["schemas"]["ObjectClass"];
        };
        FaceEventData: {
            detection: components["schemas"]["Detection"];
            descriptor: components["schemas"]["Descriptor"];
            attributes?: {
                [key: string]: unknown;
            };
        };
        FaceEventDataItem: {
            detection: components["schemas"]["Detection"];
            descriptor?: components["schemas"]["Descriptor"];
            attributes?: {
                [key: string]: unknown;
            };
        };
        PlateEventData: {
            plate_number: components["schemas"]["PlateNumber"];
            detection: components["schemas"]["Detection"];
        };
        Motion: {
            roi_bbox: number[];
            roi_name: string;
            area_fr: number;
        };
        MotionEventData: {
            motion: components["schemas"]["Motion"];
            detection: components["schemas"]["Detection"];
            attributes?: components["schemas"]["ObjectAttributes"];
        };
        LineCrossing: {
            line_coords: number[];
            direction: components["schemas"]["CrossingDirection"];
            line_name: string;
        };
        LineCrossingEventData: {
            line_crossing: components["schemas"]["LineCrossing"];
            detection: components["schemas"]["Detection"];
            attributes?: components["schemas"]["ObjectAttributes"];
        };
        /** @description Single face event; the descriptor is always there. */
        FaceEvent: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["FaceEventData"];
            /** @enum {string} */
            event_type: "face_recognition";
        };
        /** @description Face event inside a list; the descriptor may be left out. */
        FaceEventItem: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["FaceEventDataItem"];
            /** @enum {string} */
            event_type: "face_recognition";
        };
        PlateEvent: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["PlateEventData"];
            /** @enum {string} */
            event_type: "plate_recognition";
        };
        MotionEvent: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["MotionEventData"];
            /** @enum {string} */
            event_type: "motion_detection";
        };
        LineCrossingEvent: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["LineCrossingEventData"];
            /** @enum {string} */
            event_type: "line_crossing";
        };
        /** @description One recognition of any type. */
        Event: components["schemas"]["FaceEvent"] | components["schemas"]["PlateEvent"] | components["schemas"]["MotionEvent"] | components["schemas"]["LineCrossingEvent"];
        PlateEventPage: {
            pagination: components["schemas"]["Pagination"];
            events: components["schemas"]["PlateEvent"][];
        };
        FaceEventPage: {
            pagination: components["schemas"]["Pagination"];
            events: components["schemas"]["FaceEventItem"][];
        };
        MotionEventPage: {
            pagination: components["schemas"]["Pagination"];
            events: components["schemas"]["MotionEvent"][];
        };
        LineCrossingEventPage: {
            pagination: components["schemas"]["Pagination"];
            events: components["schemas"]["LineCrossingEvent"][];
        };
        /** @description A page of events, all of the one type asked for. */
        EventPage: components["schemas"]["PlateEventPage"] | components["schemas"]["FaceEventPage"] | components["schemas"]["MotionEventPage"] | components["schemas"]["LineCrossingEventPage"];
        /** @description One hit of an event against a face list. */
        FaceMatch: {
            face_id: number;
            facelist_id: number;
            similarity: number;
            face_name?: string;
            facelist_name: string;
            priority?: components["schemas"]["Priority"];
        };
        /** @description One hit of an event against a plate list. */
        PlateMatch: {
            plate_id: number;
            platelist_id: number;
            plate_number?: string;
            similarity?: number;
            platelist_name: string;
            priority?: components["schemas"]["Priority"];
        };
        FaceEventMatch: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["FaceEventData"];
            /** @enum {string} */
            event_type: "face_recognition";
            match_data?: components["schemas"]["FaceMatch"][];
        };
        /** @description Face match inside a list; the descriptor may be left out. */
        FaceEventMatchItem: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["FaceEventDataItem"];
            /** @enum {string} */
            event_type: "face_recognition";
            match_data?: components["schemas"]["FaceMatch"][];
        };
        PlateEventMatch: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["PlateEventData"];
            /** @enum {string} */
            event_type: "plate_recognition";
            match_data?: components["schemas"]["PlateMatch"][];
        };
        /** @description One event with its hits against lists. */
        EventMatch: components["schemas"]["FaceEventMatch"] | components["schemas"]["PlateEventMatch"];
        FaceEventMatchPage: {
            pagination: components["schemas"]["Pagination"];
            events: components["schemas"]["FaceEventMatchItem"][];
        };
        PlateEventMatchPage: {
            pagination: components["schemas"]["Pagination"];
            events: components["schemas"]["PlateEventMatch"][];
        };
        /** @description A page of event matches, all of the one type asked for. */
        EventMatchPage: components["schemas"]["FaceEventMatchPage"] | components["schemas"]["PlateEventMatchPage"];
        /** @description Event found by descriptor, with its likeness to the one sent. */
        FaceSearchHit: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["FaceEventDataItem"];
            /** @enum {string} */
            event_type: "face_recognition";
            match_data?: components["schemas"]["FaceMatch"][];
            similarity: number;
        };
        /** @description Event found by plate number, with its likeness to the one sent. */
        PlateSearchHit: {
            origin?: components["schemas"]["EventOrigin"];
            streamserver_id: string;
            /** Format: uuid */
            stream_id: string;
            object_id: string;
            /** Format: uuid */
            event_id: string;
            event_action: string;
            /** Format: int64 */
            ts: number;
            event_data: components["schemas"]["PlateEventData"];
            /** @enum {string} */
            event_type: "plate_recognition";
            match_data?: components["schemas"]["PlateMatch"][];
            similarity: number;
        };
        FaceSearchResult: {
            events: components["schemas"]["FaceSearchHit"][];
        };
        PlateSearchResult: {
            events: components["schemas"]["PlateSearchHit"][];
        };
        FaceSearchInput: {
            descriptor: components["schemas"]["VersionedDescriptor"];
            threshold: number;
        };
        PlateSearchTarget: {
            number: string;
        };
        PlateSearchInput: {
            plate: components["schemas"]["PlateSearchTarget"];
        };
        Point: {
            x: number;
            y: number;
        };
        Rect: {
            x_min: number;
            y_min: number;
            x_max: number;
            y_max: number;
        };
        FaceDetection: {
            rect: components["schemas"]["Rect"];
            landmarks: components["schemas"]["Point"][];
        };
        /** @description What was found in an uploaded image. */
        UploadMeta: {
            detection?: components["schemas"]["FaceDetection"];
            descriptor?: components["schemas"]["Descriptor"];
        };
        /** @description A stored image. */
        Upload: {
            mime_type: string;
            kind: components["schemas"]["UploadKind"];
            /** Format: uuid */
            original_id?: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uri */
            url?: string;
            meta?: components["schemas"]["UploadMeta"];
        };
        UploadList: {
            uploads: components["schemas"]["Upload"][];
        };
        UploadMetaList: {
            meta: components["schemas"]["UploadMeta"][];
        };
        UploadForm: {
            /** Format: binary */
            upload_data: string;
        };
        FaceListInput: {
            name: string;
            description?: string;
            priority?: components["schemas"]["Priority"];
        };
        FaceList: {
            name: string;
            description?: string;
            priority?: components["schemas"]["Priority"];
            id: number;
            face_count: number;
        };
        FaceListCollection: {
            facelists: components["schemas"]["FaceList"][];
        };
        FaceInput: {
            full_name?: string;
            sex?: components["schemas"]["Sex"];
            /** Format: date */
            birth_date?: string;
            document_number?: string;
        };
        Face: {
            full_name?: string;
            sex?: components["schemas"]["Sex"];
            /** Format: date */
            birth_date?: string;
            document_number?: string;
            id: number;
            images: components["schemas"]["Upload"][];
        };
        FaceCollection: {
            faces: components["schemas"]["Face"][];
        };
        FaceImages: {
            faceimages: components["schemas"]["Upload"][];
        };
        ImageIds: {
            image_ids: string[];
        };
        PlateListInput: {
            name: string;
            description?: string;
            priority?: components["schemas"]["Priority"];
        };
        PlateList: {
            name: string;
            description?: string;
            priority?: components["schemas"]["Priority"];
            id: number;
            plate_count: number;
        };
        PlateListCollection: {
            platelists: components["schemas"]["PlateList"][];
        };
        PlateInput: {
            number: string;
            owner_full_name?: string;
            owner_document_number?: string;
            /** Format: date */
            owner_birth_date?: string;
            vehicle_manufacturer?: string;
            vehicle_model?: string;
            vehicle_type?: string;
            /** Format: date */
            vehicle_manufacture_date?: string;
            vehicle_color?: string;
            /** Format: uuid */
            vehicle_image_id?: string;
        };
        Plate: {
            number: string;
            owner_full_name?: string;
            owner_document_number?: string;
            /** Format: date */
            owner_birth_date?: string;
            vehicle_manufacturer?: string;
            vehicle_model?: string;
            vehicle_type?: string;
            /** Format: date */
            vehicle_manufacture_date?: string;
            vehicle_color?: string;
            /** Format: uuid */
            vehicle_image_id?: string;
            id: number;
            /** Format: uri */
            vehicle_image_url?: string;
        };
        PlateCollection: {
            plates: components["schemas"]["Plate"][];
        };
        GroupInput: {
            name: string;
            description: string;
        };
        Group: {
            name: string;
            description: string;
            id: number;
            organization_id: number;
            organization_name: string;
            is_internal: boolean;
            user_count: number;
            place_count: number;
        };
        GroupPage: {
            pagination: components["schemas"]["Pagination"];
            groups: components["schemas"]["Group"][];
        };
        GroupCollection: {
            groups: components["schemas"]["Group"][];
        };
        UserIds: {
            user_ids: number[];
        };
        PlaceIds: {
            place_ids: number[];
        };
        OrganizationInput: {
            name: string;
            description: string;
            /** Format: uuid */
            logo_id?: string;
        };
        Organization: {
            name: string;
            description: string;
            /** Format: uuid */
            logo_id?: string;
            id: number;
            is_internal: boolean;
            /** Format: uri */
            logo_url?: string;
        };
        OrganizationPage: {
            pagination: components["schemas"]["Pagination"];
            organizations: components["schemas"]["Organization"][];
        };
        RoleInput: {
            name: string;
            description: string;
        };
        Role: {
            name: string;
            description: string;
            id: number;
            is_internal: boolean;
        };
        RoleCollection: {
            roles: components["schemas"]["Role"][];
        };
        RolePermissions: {
            permissions: components["schemas"]["Permission"][];
        };
        PermissionGrant: {
            role_id: number;
            permission: components["schemas"]["Permission"];
        };
        User: {
            first_name: string;
            last_name: string;
            /** Format: uuid */
            avatar_id?: string;
            /** Format: email */
            email: string;
            id: number;
            organization_id: number;
            organization_name: string;
            /** Format: uri */
            avatar_url?: string;
            groups: components["schemas"]["GroupRef"][];
            is_superuser: boolean;
            role_id: number;
        };
        /** @description The caller, with the rights of its role. */
        CurrentUser: {
            first_name: string;
            last_name: string;
            /** Format: uuid */
            avatar_id?: string;
            /** Format: email */
            email: string;
            id: number;
            organization_id: number;
            organization_name: string;
            /** Format: uri */
            avatar_url?: string;
            groups: components["schemas"]["GroupRef"][];
            is_superuser: boolean;
            role_id: number;
            permissions: components["schemas"]["Permission"][];
        };
        UserPage: {
            pagination: components["schemas"]["Pagination"];
            users: components["schemas"]["User"][];
        };
        MemberCollection: {
            members: components["schemas"]["User"][];
        };
        UserCreate: {
            first_name: string;
            last_name: string;
            /** Format: uuid */
            avatar_id?: string;
            /** Format: email */
            email: string;
            password: string;
            /** @description At most one id; more than one answers 422. */
            group_ids: number[];
            role_id: number;
        };
        UserUpdate: {
            first_name: string;
            last_name: string;
            /** Format: uuid */
            avatar_id?: string;
            /** Format: email */
            email: string;
            password?: string;
            group_ids: number[];
            role_id: number;
        };
        CurrentUserUpdate: {
            first_name: string;
            last_name: string;
            /** Format: uuid */
            avatar_id?: string;
        };
        PasswordChange: {
            old_password: string;
            new_password: string;
        };
        EmailChange: {
            password: string;
            /** Format: email */
            email: string;
        };
        PlaceInput: {
            name: string;
            description?: string;
            latitude?: number;
            longitude?: number;
        };
        Place: {
            name: string;
            description?: string;
            latitude?: number;
            longitude?: number;
            id: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            plan_count: number;
            camera_count: number;
        };
        PlacePage: {
            pagination: components["schemas"]["Pagination"];
            places: components["schemas"]["Place"][];
        };
        PlanInput: {
            name: string;
            place_id: number;
            /** Format: uuid */
            image_id: string;
        };
        Plan: {
            name: string;
            place_id: number;
            /** Format: uuid */
            image_id: string;
            id: number;
            /** Format: uri */
            image_url?: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        PlanPage: {
            pagination: components["schemas"]["Pagination"];
            plans: components["schemas"]["Plan"][];
        };
        CameraIds: {
            camera_ids: string[];
        };
        /** @description Spot on the plan image as a fraction of its width and height. */
        PlanPositionInput: {
            x?: number;
            y?: number;
        };
        PlanPosition: {
            x?: number;
            y?: number;
            /** Format: uuid */
            camera_id: string;
            plan_id: number;
        };
        Hello: {
            message: string;
            version: string;
        };
        OnvifCameraInfo: {
            manufacturer: string;
            model: string;
            firmware_version: string;
            serial_number: string;
            hardware_id: string;
        };
        OnvifPort: {
            port: number;
            enabled: boolean;
        };
        OnvifNetwork: {
            http?: components["schemas"]["OnvifPort"];
            https?: components["schemas"]["OnvifPort"];
            rtsp?: components["schemas"]["OnvifPort"];
        };
        /** @description New port numbers. */
        OnvifNetworkUpdate: {
            http?: number;
            https?: number;
            rtsp?: number;
        };
        OnvifUser: {
            user_name: string;
            user_level: string;
        };
        OnvifUsers: {
            users: components["schemas"]["OnvifUser"][];
        };
        OnvifUserPassword: {
            password: string;
        };
        OnvifRange: {
            min_val: number;
            max_val: number;
        };
        OnvifSize: {
            width: number;
            height: number;
        };
        OnvifEncoderOptions: {
            name: string;
            supported_resolutions: components["schemas"]["OnvifSize"][];
            framerate_range: components["schemas"]["OnvifRange"];
            bitrate_range: components["schemas"]["OnvifRange"];
            gov_length_range?: components["schemas"]["OnvifRange"];
        };
        OnvifStream: {
            name: string;
            /** Format: uri */
            link: string;
            current_encoder: components["schemas"]["OnvifEncoder"];
            current_resolution: components["schemas"]["OnvifResolution"];
            current_framerate: number;
            current_bitrate: number;
            current_gov_length?: number;
            supported_encoders: components["schemas"]["OnvifEncoderOptions"][];
        };
        OnvifStreams: {
            streams: components["schemas"]["OnvifStream"][];
        };
        OnvifEncoderUpdate: {
            stream_profile: components["schemas"]["OnvifStreamProfile"];
            encoder: components["schemas"]["OnvifEncoder"];
            resolution: components["schemas"]["OnvifResolution"];
            framerate: number;
            bitrate: number;
            gov_length?: number;
        };
        OnvifImageValue: {
            current_value: number;
            supported_range: components["schemas"]["OnvifRange"];
        };
        OnvifBacklight: {
            current_mode: components["schemas"]["OnvifOnOff"];
            supported_modes: components["schemas"]["OnvifOnOff"][];
        };
        OnvifIrCutFilter: {
            current_mode: components["schemas"]["OnvifOnOffAuto"];
            supported_modes: components["schemas"]["OnvifOnOffAuto"][];
        };
        OnvifExposure: {
            current_range: components["schemas"]["OnvifRange"];
            supported_range: components["schemas"]["OnvifRange"];
        };
        OnvifGainRanges: {
            cr_gain: components["schemas"]["OnvifRange"];
            cb_gain: components["schemas"]["OnvifRange"];
        };
        OnvifWhiteBalance: {
            current_mode: components["schemas"]["OnvifWhiteBalanceMode"];
            current_cr_gain_value: number;
            current_cb_gain_value: number;
            supported_modes: components["schemas"]["OnvifWhiteBalanceMode"][];
            supported_range: components["schemas"]["OnvifGainRanges"];
        };
        OnvifWideDynamicRange: {
            current_mode: components["schemas"]["OnvifOnOff"];
            current_value: number;
            supported_modes: components["schemas"]["OnvifOnOff"][];
            supported_range: components["schemas"]["OnvifRange"];
        };
        /** @description Image settings of a camera; every part is optional. */
        OnvifImage: {
            brightness?: components["schemas"]["OnvifImageValue"];
            color_saturation?: components["schemas"]["OnvifImageValue"];
            contrast?: components["schemas"]["OnvifImageValue"];
            sharpness?: components["schemas"]["OnvifImageValue"];
            backlight_compensation?: components["schemas"]["OnvifBacklight"];
            ir_cut_filter?: components["schemas"]["OnvifIrCutFilter"];
            exposure?: components["schemas"]["OnvifExposure"];
            white_balance?: components["schemas"]["OnvifWhiteBalance"];
            wide_dynamic_range?: components["schemas"]["OnvifWideDynamicRange"];
        };
        OnvifValueUpdate: {
            value: number;
        };
        OnvifOnOffUpdate: {
            mode: components["schemas"]["OnvifOnOff"];
        };
        OnvifOnOffAutoUpdate: {
            mode: components["schemas"]["OnvifOnOffAuto"];
        };
        OnvifDynamicRangeUpdate: {
            mode?: components["schemas"]["OnvifOnOff"];
            value?: number;
        };
        OnvifWhiteBalanceUpdate: {
            mode?: components["schemas"]["OnvifWhiteBalanceMode"];
            cr_gain?: number;
            cb_gain?: number;
        };
        PtzAxisRanges: {
            x?: components["schemas"]["OnvifRange"];
            y?: components["schemas"]["OnvifRange"];
        };
        PtzPanTilt: {
            current_position?: components["schemas"]["Point"];
            default_speed_range?: components["schemas"]["Point"];
            supported_range: components["schemas"]["PtzAxisRanges"];
        };
        PtzZoomState: {
            default_speed_value?: number;
            supported_range?: components["schemas"]["PtzAxisRanges"];
        };
        Ptz: {
            pan_tilt: components["schemas"]["PtzPanTilt"];
            zoom: components["schemas"]["PtzZoomState"];
            max_num_of_presets: number;
            home_supported: boolean;
        };
        PtzUpdate: {
            move?: components["schemas"]["PtzMove"];
            zoom?: components["schemas"]["PtzZoom"];
            step: number;
        };
        PtzPresets: {
            presets: string[];
        };
        PtzPreset: {
            preset_name: string;
        };
        OrionInfo: {
            service_version: string;
            software_version: string;
            software_name: string;
            database_version: string;
        };
        OrionConfigInput: {
            wsdl_url: string;
            login?: string;
            password?: string;
        };
        OrionConfig: {
            wsdl_url: string;
            login?: string;
            password?: string;
            organization_id: number;
            /** Format: date-time */
            updated_at: string;
        };
        Segment: {
            /** Format: uri */
            segment_url: string;
            /** Format: int64 */
            ts_start: number;
            /** Format: int64 */
            ts_end: number;
            signature: string;
        };
        SegmentList: {
            segments: components["schemas"]["Segment"][];
        };
        SegmentIndex: {
            /** Format: uri */
            index_url: string;
            signature: string;
        };
        CameraStats: {
            total_count: number;
            active_count: number;
        };
        /** @description Counts per period; the source prints an empty object, so the inner shape is open. */
        GroupedStats: {
            [key: string]: unknown;
        };
        IntensityMeta: {
            event_types?: {
                [key: string]: unknown;
            };
        };
        /** @description Counts at one moment; fr, pr, md, lc are taken to mean face, plate, motion, line crossing. */
        IntensityEntry: {
            /** Format: date-time */
            ts: string;
            fr?: number;
            pr?: number;
            md?: number;
            lc?: number;
        };
        EventIntensity: {
            meta?: components["schemas"]["IntensityMeta"];
            entries: components["schemas"]["IntensityEntry"][];
        };
        Stream: {
            streamserver_id: string;
            streamserver_host: string;
            status: string;
            /** Format: int64 */
            ts: number;
        };
        StreamSourceInfo: {
            frame_rate: number;
            bit_rate: number;
            frame_width: number;
            frame_height: number;
            codec: string;
        };
        StreamVerifyInput: {
            rtsp_link: string;
        };
        StreamServer: {
            streamserver_id: string;
            group?: string;
            tags: string[];
        };
        StreamServerCollection: {
            streamservers: components["schemas"]["StreamServer"][];
        };
        StreamUptime: {
            /** Format: uuid */
            stream_id: string;
            stream_name: string;
            lifetime: number;
            /** @description Percent. */
            availability: number;
        };
        StreamUptimeSummary: {
            stream_status_summary: components["schemas"]["StreamUptime"][];
        };
        StreamDowntime: {
            /** Format: date-time */
            ts: string;
            /** Format: date-time */
            downtime_start: string;
            /** Format: date-time */
            downtime_end: string;
            reason?: string;
        };
        StreamDowntimes: {
            downtime_stats: components["schemas"]["StreamDowntime"][];
        };
        Token: {
            access_token: string;
            refresh_token: string;
            token_type: string;
            expires_in: number;
        };
        TokenForm: {
            /** @enum {string} */
            grant_type: "password";
            username: string;
            password: string;
            scope?: string;
            client_id?: string;
            client_secret?: string;
        };
        TokenRefreshForm: {
            /** @enum {string} */
            grant_type: "refresh_token";
            refresh_token: string;
        };
        TokenRevokeForm: {
            token: string;
            /** @enum {string} */
            token_type_hint?: "access_token" | "refresh_token";
        };
        VideoClipInput: {
            /** Format: uuid */
            camera_id: string;
            /** Format: date-time */
            range_start: string;
            /** Format: date-time */
            range_end: string;
        };
        VideoClipResult: {
            /** Format: uri */
            url: string;
        };
        /** @description A job that cuts a piece out of a camera archive. */
        VideoClip: {
            /** Format: uuid */
            camera_id: string;
            /** Format: date-time */
            range_start: string;
            /** Format: date-time */
            range_end: string;
            /** Format: uuid */
            id: string;
            camera_name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            finished_at?: string;
            /** @default 0 */
            progress?: number;
            result?: components["schemas"]["VideoClipResult"];
            status: components["schemas"]["VideoClipStatus"];
        };
        VideoClipPage: {
            pagination: components["schemas"]["Pagination"];
            videoclips: components["schemas"]["VideoClip"][];
        };
    };
    responses: {
        /** @description Refused by a business rule. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InvalidRequestError"];
            };
        };
        /** @description The caller lacks the right. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ForbiddenError"];
            };
        };
        /** @description No such item. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description Malformed request. */
        ValidationFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description Unexpected failure; the source gives no body shape. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": unknown;
            };
        };
        /** @description A backing service is not reachable. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnavailableError"];
            };
        };
        /** @description Refused by a business rule or by the camera. */
        OnvifReadBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OnvifReadError"];
            };
        };
        /** @description Refused by a business rule or by the camera. */
        OnvifWriteBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OnvifWriteError"];
            };
        };
        /** @description Refused by a business rule or by the camera. */
        OnvifPtzReadBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OnvifPtzReadError"];
            };
        };
        /** @description Refused by a business rule or by the camera. */
        OnvifPtzBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OnvifPtzError"];
            };
        };
    };
    parameters: {
        /** @description Page marker from the previous answer. */
        Cursor: string;
        /** @description Page size. */
        Limit: number;
        /** @description Page size; see the rules of the operation for the conflicting upper bound. */
        EventLimit: number;
        /** @description Add the plan, place and (for events) camera the item belongs to. */
        WithOrigin: boolean;
        /** @description Keep only what belongs to this group. */
        GroupIdFilter: number;
        /** @description Keep only what belongs to this place. */
        PlaceIdFilter: number;
        /** @description Organization to work in. */
        OrganizationIdFilter: number;
        /** @description Keep only items that are in no group. */
        WithoutGroups: boolean;
        /** @description Type of the event. */
        EventTypeFilter: components["schemas"]["EventType"];
        /** @description Keep only what this stream saw. */
        StreamIdFilter: string;
        /** @description Start of the period. */
        TsFrom: string;
        /** @description End of the period. */
        TsTo: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAuditLogs: {
        parameters: {
            query?: {
                /** @description Keep entries of these users. */
                user_ids?: number[];
                /** @description Keep entries of these actions. */
                action_types?: components["schemas"]["AuditActionType"][];
                /** @description Start of the period. */
                created_at_from?: string;
                /** @description End of the period. */
                created_at_to?: string;
                /** @description Sort key; a leading minus means newest first. */
                order_by?: "created_at" | "-created_at";
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: AuditLogPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLogPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getAuditLog: {
        parameters: {
            query?: {
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
            };
            header?: never;
            path: {
                auditlog_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: AuditLog. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLog"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listCameras: {
        parameters: {
            query?: {
                /** @description Keep only what belongs to this place. */
                place_id?: components["parameters"]["PlaceIdFilter"];
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
                /** @description Add the plan, place and (for events) camera the item belongs to. */
                with_origin?: components["parameters"]["WithOrigin"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: CameraPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraPage"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createCamera: {
        parameters: {
            query?: {
                /** @description Add the plan, place and (for events) camera the item belongs to. */
                with_origin?: components["parameters"]["WithOrigin"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CameraInput"];
            };
        };
        responses: {
            /** @description Success: Camera. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Camera"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    searchCameras: {
        parameters: {
            query?: {
                /** @description Add the plan, place and (for events) camera the item belongs to. */
                with_origin?: components["parameters"]["WithOrigin"];
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchQuery"];
            };
        };
        responses: {
            /** @description Success: CameraPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getCamera: {
        parameters: {
            query?: {
                /** @description Add the plan, place and (for events) camera the item belongs to. */
                with_origin?: components["parameters"]["WithOrigin"];
            };
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Camera. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Camera"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateCamera: {
        parameters: {
            query?: {
                /** @description Add the plan, place and (for events) camera the item belongs to. */
                with_origin?: components["parameters"]["WithOrigin"];
            };
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CameraInput"];
            };
        };
        responses: {
            /** @description Success: Camera. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Camera"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteCamera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Camera is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getEvent: {
        parameters: {
            query: {
                /** @description Type of the event. */
                event_type: components["parameters"]["EventTypeFilter"];
                /** @description Add the plan, place and (for events) camera the item belongs to. */
                with_origin?: components["parameters"]["WithOrigin"];
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listEvents: {
        parameters: {
            query: {
                /** @description Start of the period. */
                ts_from: components["parameters"]["TsFrom"];
                /** @description End of the period. */
                ts_to: components["parameters"]["TsTo"];
                /** @description Type of the event. */
                event_type: components["parameters"]["EventTypeFilter"];
                /** @description Keep only what this stream saw. */
                stream_id?: components["parameters"]["StreamIdFilter"];
                /** @description Keep only what belongs to this place. */
                place_id?: components["parameters"]["PlaceIdFilter"];
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
                /** @description Add the plan, place and (for events) camera the item belongs to. */
                with_origin?: components["parameters"]["WithOrigin"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size; see the rules of the operation for the conflicting upper bound. */
                limit?: components["parameters"]["EventLimit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: EventPage. */
            200: {
                headers: {
                    /** @description Cursor of the next page. */
                    "Pagination-Cursor"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getEventMatch: {
        parameters: {
            query: {
                /** @description Type of the event. */
                event_type: components["parameters"]["EventTypeFilter"];
                /** @description Add the plan, place and (for events) camera the item belongs to. */
                with_origin?: components["parameters"]["WithOrigin"];
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: EventMatch. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventMatch"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listEventMatches: {
        parameters: {
            query: {
                /** @description Start of the period. */
                ts_from: components["parameters"]["TsFrom"];
                /** @description End of the period. */
                ts_to: components["parameters"]["TsTo"];
                /** @description Type of the event. */
                event_type: components["parameters"]["EventTypeFilter"];
                /** @description Keep only what this stream saw. */
                stream_id?: components["parameters"]["StreamIdFilter"];
                /** @description Keep only what belongs to this place. */
                place_id?: components["parameters"]["PlaceIdFilter"];
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
                /** @description Add the plan, place and (for events) camera the item belongs to. */
                with_origin?: components["parameters"]["WithOrigin"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size; see the rules of the operation for the conflicting upper bound. */
                limit?: components["parameters"]["EventLimit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: EventMatchPage. */
            200: {
                headers: {
                    /** @description Cursor of the next page. */
                    "Pagination-Cursor"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventMatchPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listFaceLists: {
        parameters: {
            query?: {
                /** @description Exact list name. */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: FaceListCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceListCollection"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createFaceList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceListInput"];
            };
        };
        responses: {
            /** @description Success: FaceList. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getFaceList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                facelist_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: FaceList. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceList"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateFaceList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                facelist_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceListInput"];
            };
        };
        responses: {
            /** @description Success: FaceList. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteFaceList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                facelist_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listFaceListFaces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                facelist_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: FaceCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceCollection"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    addFaceToFaceList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                facelist_id: number;
                face_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    removeFaceFromFaceList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                facelist_id: number;
                face_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listFaces: {
        parameters: {
            query?: {
                /** @description Name to filter by. */
                full_name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: FaceCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceCollection"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createFace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceInput"];
            };
        };
        responses: {
            /** @description Success: Face. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Face"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getFace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                face_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Face. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Face"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateFace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                face_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceInput"];
            };
        };
        responses: {
            /** @description Success: Face. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Face"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteFace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                face_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listFaceImages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                face_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: FaceImages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceImages"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    addFaceImages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                face_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImageIds"];
            };
        };
        responses: {
            /** @description Success: FaceImages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceImages"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    removeFaceImages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                face_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImageIds"];
            };
        };
        responses: {
            /** @description Success: FaceImages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceImages"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listGroups: {
        parameters: {
            query?: {
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: GroupPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createGroup: {
        parameters: {
            query?: {
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupInput"];
            };
        };
        responses: {
            /** @description Success: Group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupInput"];
            };
        };
        responses: {
            /** @description Success: Group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listGroupMembers: {
        parameters: {
            query?: {
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: UserPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    addGroupMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserIds"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    removeGroupMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserIds"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    searchGroups: {
        parameters: {
            query?: {
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoundedSearchQuery"];
            };
        };
        responses: {
            /** @description Success: GroupPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listGroupPlaces: {
        parameters: {
            query?: {
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PlacePage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacePage"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    addGroupPlaces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceIds"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    removeGroupPlaces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceIds"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    hello: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Hello. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hello"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    getOnvifCameraInfo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: OnvifCameraInfo. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnvifCameraInfo"];
                };
            };
            400: components["responses"]["OnvifReadBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOnvifNetwork: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: OnvifNetwork. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnvifNetwork"];
                };
            };
            400: components["responses"]["OnvifReadBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifNetwork: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifNetworkUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOnvifUsers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: OnvifUsers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnvifUsers"];
                };
            };
            400: components["responses"]["OnvifReadBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifUserPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
                username: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifUserPassword"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOnvifStreams: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: OnvifStreams. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnvifStreams"];
                };
            };
            400: components["responses"]["OnvifReadBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifEncoder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifEncoderUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOnvifImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: OnvifImage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnvifImage"];
                };
            };
            400: components["responses"]["OnvifReadBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifBrightness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifValueUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifContrast: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifValueUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifSaturation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifValueUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifSharpness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifValueUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifBacklight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifOnOffUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifIrCutFilter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifOnOffAutoUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifExposure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifValueUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifDynamicRange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifDynamicRangeUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOnvifWhiteBalance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifWhiteBalanceUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifWriteBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPtz: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ptz. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ptz"];
                };
            };
            400: components["responses"]["OnvifPtzReadBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updatePtz: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PtzUpdate"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifPtzBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    savePtzHome: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifPtzBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    applyPtzHome: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifPtzBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPtzPresets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PtzPresets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PtzPresets"];
                };
            };
            400: components["responses"]["OnvifPtzBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPtzPreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PtzPreset"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifPtzBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deletePtzPreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PtzPreset"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifPtzBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    applyPtzPreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PtzPreset"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["OnvifPtzBadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: OrganizationPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationInput"];
            };
        };
        responses: {
            /** @description Success: Organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationInput"];
            };
        };
        responses: {
            /** @description Success: Organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listOrganizationMembers: {
        parameters: {
            query?: {
                /** @description Keep only items that are in no group. */
                without_groups?: components["parameters"]["WithoutGroups"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: MemberCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberCollection"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listOrganizationGroups: {
        parameters: {
            query?: {
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: GroupCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupCollection"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    searchOrganizations: {
        parameters: {
            query?: {
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchQuery"];
            };
        };
        responses: {
            /** @description Success: OrganizationPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getOrionInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: OrionInfo. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrionInfo"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    configureOrion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrionConfigInput"];
            };
        };
        responses: {
            /** @description Success: OrionConfig. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrionConfig"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    grantPermission: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PermissionGrant"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    revokePermission: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PermissionGrant"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            403: components["responses"]["Forbidden"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlaces: {
        parameters: {
            query?: {
                /** @description Centre of the area. */
                latitude?: number;
                /** @description Centre of the area. */
                longitude?: number;
                /** @description Radius of the area around the centre. */
                radius?: number;
                /** @description Keep only items that are in no group. */
                without_groups?: components["parameters"]["WithoutGroups"];
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PlacePage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createPlace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceInput"];
            };
        };
        responses: {
            /** @description Success: Place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Place"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    searchPlaces: {
        parameters: {
            query?: {
                /** @description Keep only items that are in no group. */
                without_groups?: components["parameters"]["WithoutGroups"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchQuery"];
            };
        };
        responses: {
            /** @description Success: PlacePage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacePage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getPlace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Place"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updatePlace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceInput"];
            };
        };
        responses: {
            /** @description Success: Place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Place"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deletePlace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            /** @description Refused by a business rule. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvalidRequestError"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlacePlans: {
        parameters: {
            query?: {
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                place_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PlanPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlaceCameras: {
        parameters: {
            query?: {
                /** @description Keep only cameras that are on no plan. */
                without_plans?: boolean;
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                place_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: CameraPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraPage"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlans: {
        parameters: {
            query?: {
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PlanPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanInput"];
            };
        };
        responses: {
            /** @description Success: Plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    searchPlans: {
        parameters: {
            query?: {
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchQuery"];
            };
        };
        responses: {
            /** @description Success: PlanPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updatePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanInput"];
            };
        };
        responses: {
            /** @description Success: Plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deletePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlanCameras: {
        parameters: {
            query?: {
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PlanCameraPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanCameraPage"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    addPlanCameras: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CameraIds"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    removePlanCameras: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CameraIds"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updatePlanCameraPosition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanPositionInput"];
            };
        };
        responses: {
            /** @description Success: PlanPosition. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPosition"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlateLists: {
        parameters: {
            query?: {
                /** @description Exact list name. */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PlateListCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlateListCollection"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createPlateList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlateListInput"];
            };
        };
        responses: {
            /** @description Success: PlateList. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlateList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getPlateList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                platelist_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PlateList. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlateList"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updatePlateList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                platelist_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlateListInput"];
            };
        };
        responses: {
            /** @description Success: PlateList. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlateList"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deletePlateList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                platelist_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description No such item. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotFoundError"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    addPlateToPlateList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                platelist_id: number;
                plate_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description No such item. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotFoundError"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    removePlateFromPlateList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                platelist_id: number;
                plate_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlateListPlates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                platelist_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PlateCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlateCollection"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlates: {
        parameters: {
            query?: {
                /** @description Plate number to filter by. */
                number?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: PlateCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlateCollection"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createPlate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlateInput"];
            };
        };
        responses: {
            /** @description Success: Plate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plate"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getPlate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plate_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Plate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plate"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updatePlate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plate_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlateInput"];
            };
        };
        responses: {
            /** @description Success: Plate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plate"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deletePlate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plate_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: RoleCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleCollection"];
                };
            };
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalError"];
        };
    };
    createRole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleInput"];
            };
        };
        responses: {
            /** @description Success: Role. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            403: components["responses"]["Forbidden"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Role. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleInput"];
            };
        };
        responses: {
            /** @description Success: Role. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listRoleMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: MemberCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberCollection"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listRolePermissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: RolePermissions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolePermissions"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    searchFaceEvents: {
        parameters: {
            query?: {
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceSearchInput"];
            };
        };
        responses: {
            /** @description Success: FaceSearchResult. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceSearchResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchPlateEvents: {
        parameters: {
            query?: {
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlateSearchInput"];
            };
        };
        responses: {
            /** @description Success: PlateSearchResult. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlateSearchResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSegments: {
        parameters: {
            query: {
                /** @description The stream. */
                stream_id: string;
                /** @description Start of the period. */
                ts_from: number;
                /** @description End of the period. */
                ts_to: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: SegmentList. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentList"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSegmentIndex: {
        parameters: {
            query: {
                /** @description The stream. */
                stream_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: SegmentIndex. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentIndex"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEventSnapshot: {
        parameters: {
            query: {
                /** @description Type of the event. */
                event_type: components["parameters"]["EventTypeFilter"];
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCameraSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCameraStats: {
        parameters: {
            query?: {
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: CameraStats. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraStats"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEventStatsByType: {
        parameters: {
            query: {
                /** @description Start of the period. */
                ts_from: components["parameters"]["TsFrom"];
                /** @description End of the period. */
                ts_to: components["parameters"]["TsTo"];
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts by event type and period. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupedStats"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getEventMatchStatsByPriority: {
        parameters: {
            query: {
                /** @description Start of the period. */
                ts_from: components["parameters"]["TsFrom"];
                /** @description End of the period. */
                ts_to: components["parameters"]["TsTo"];
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts by match priority and period. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupedStats"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getEventIntensity: {
        parameters: {
            query: {
                /** @description The stream. */
                stream_id: string;
                /** @description Start of the period. */
                ts_from: components["parameters"]["TsFrom"];
                /** @description End of the period. */
                ts_to: components["parameters"]["TsTo"];
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
                /** @description Keep only what belongs to this group. */
                group_id?: components["parameters"]["GroupIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: EventIntensity. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventIntensity"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getStream: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stream_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stream"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStreamInfo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stream_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: StreamSourceInfo. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamSourceInfo"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    verifyStream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StreamVerifyInput"];
            };
        };
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listStreamServers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: StreamServerCollection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamServerCollection"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStreamUptimeSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: StreamUptimeSummary. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamUptimeSummary"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStreamDowntimes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stream_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: StreamDowntimes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamDowntimes"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    obtainToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description Success: Token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Credentials refused. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenCredentialsError"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    refreshToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRefreshForm"];
            };
        };
        responses: {
            /** @description Success: Token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Refresh refused. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenRefreshError"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRevokeForm"];
            };
        };
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Revocation refused. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenRevokeError"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createUpload: {
        parameters: {
            query: {
                /** @description What the image is for. */
                kind: components["schemas"]["UploadKind"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            /** @description Success: UploadList. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Upload. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getUploadContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getUploadMeta: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            /** @description Success: UploadMetaList. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadMetaList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Keep only items that are in no group. */
                without_groups?: components["parameters"]["WithoutGroups"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: UserPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createUser: {
        parameters: {
            query?: {
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreate"];
            };
        };
        responses: {
            /** @description Success: User. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getCurrentUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: CurrentUser. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentUser"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    updateCurrentUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CurrentUserUpdate"];
            };
        };
        responses: {
            /** @description Success: User. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: User. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            /** @description Success: User. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: Ok. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateCurrentUserPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Success: User. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateCurrentUserEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailChange"];
            };
        };
        responses: {
            /** @description Success: User. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    searchUsers: {
        parameters: {
            query?: {
                /** @description Keep only items that are in no group. */
                without_groups?: components["parameters"]["WithoutGroups"];
                /** @description Organization to work in. */
                organization_id?: components["parameters"]["OrganizationIdFilter"];
                /** @description Page marker from the previous answer. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Page size. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoundedSearchQuery"];
            };
        };
        responses: {
            /** @description Success: UserPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listVideoClips: {
        parameters: {
            query?: {
                /** @description Keep only clips of this camera. */
                camera_id?: string;
                /** @description Keep only clips in this state. */
                status?: components["schemas"]["VideoClipStatus"];
                /** @description Earliest creation time. */
                created_at_start?: string;
                /** @description Latest creation time. */
                created_at_end?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: VideoClipPage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoClipPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createVideoClip: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VideoClipInput"];
            };
        };
        responses: {
            /** @description Success: VideoClip. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoClip"];
                };
            };
            /** @description The period lies outside the archive of the camera. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoClipTimeRangeError"];
                };
            };
            /** @description No such camera. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoClipCameraError"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            /** @description The caller has too many clips scheduled. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoClipQuotaError"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    getVideoClip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                videoclip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success: VideoClip. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoClip"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteVideoClip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                videoclip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
}
