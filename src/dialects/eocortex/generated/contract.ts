/** Generated from contracts/eocortex.openapi.json by `npm run generate`. Not edited by hand. */
export interface paths {
    "/configure/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all cameras of the system in brief */
        get: operations["listConfigChannels"];
        /** Change some cameras */
        put: operations["updateConfigChannels"];
        /** Add cameras */
        post: operations["addConfigChannels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/channels/{channel_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one camera in full */
        get: operations["getConfigChannel"];
        put?: never;
        post?: never;
        /** Delete a camera */
        delete: operations["deleteConfigChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/channels/{channel_id}/facescomplete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the face recognition (Complete) settings of a camera */
        get: operations["getChannelFacesComplete"];
        /** Change the face recognition (Complete) settings of a camera */
        put: operations["setChannelFacesComplete"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/channels/{channel_id}/peoplecounter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the people counting settings of a camera */
        get: operations["getChannelPeopleCounter"];
        /** Change the people counting settings of a camera */
        put: operations["setChannelPeopleCounter"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/channels/{channel_id}/visitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the unique visitor counting settings of a camera */
        get: operations["getChannelVisitors"];
        /** Change the unique visitor counting settings of a camera */
        put: operations["setChannelVisitors"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/channels/{channel_id}/queuecounter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the people counting in queue settings of a camera */
        get: operations["getChannelQueueCounter"];
        /** Change the people counting in queue settings of a camera */
        put: operations["setChannelQueueCounter"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/channels/{channel_id}/platescomplete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the plate recognition (Complete) settings of a camera */
        get: operations["getChannelPlatesComplete"];
        /** Change the plate recognition (Complete) settings of a camera */
        put: operations["setChannelPlatesComplete"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/channels/{channel_id}/platesstandard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the plate recognition (standard) settings of a camera */
        get: operations["getChannelPlatesStandard"];
        /** Change the plate recognition (standard) settings of a camera */
        put: operations["setChannelPlatesStandard"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/channels/{channel_id}/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a camera does on events */
        get: operations["getChannelScenarios"];
        /** Replace the scenarios of a camera */
        put: operations["setChannelScenarios"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/secobjects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the root security object with all below it */
        get: operations["getSecObjectTree"];
        /** Change some security objects */
        put: operations["updateSecObjects"];
        /** Add security objects */
        post: operations["addSecObjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/secobjects/{secobject_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a security object with all below it */
        get: operations["getSecObject"];
        put?: never;
        post?: never;
        /** Delete a security object */
        delete: operations["deleteSecObject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List user groups in brief */
        get: operations["listGroups"];
        /** Change some user groups */
        put: operations["updateGroups"];
        /** Add user groups */
        post: operations["addGroups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one user group in full */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        /** Delete a user group */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/groups/{group_id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the users of a group in brief */
        get: operations["listGroupUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all users in brief */
        get: operations["listUsers"];
        /** Change some users */
        put: operations["updateUsers"];
        /** Add internal users */
        post: operations["addUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one user in full */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /** Delete a user */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/viewprofiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all screen profiles */
        get: operations["listViewProfiles"];
        /** Change some screen profiles */
        put: operations["updateViewProfiles"];
        /** Add screen profiles */
        post: operations["addViewProfiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/viewprofiles/{viewprofile_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one screen profile */
        get: operations["getViewProfile"];
        put?: never;
        post?: never;
        /** Delete a screen profile */
        delete: operations["deleteViewProfile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all video servers */
        get: operations["listServers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/servers/{server_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one video server */
        get: operations["getServer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/servers/{server_id}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cameras of a server in brief */
        get: operations["listServerChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/devicemanufacturers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List supported makers and models */
        get: operations["listDeviceManufacturers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/configure/monitoring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the monitoring settings */
        get: operations["getMonitoring"];
        /** Change the monitoring settings */
        put: operations["setMonitoring"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cameras bound to the asked server */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{channel_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one camera in brief */
        get: operations["getChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{channel_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how a camera is working */
        get: operations["getChannelStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/faceconfig": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the face modules */
        get: operations["getFaceConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List faces of the database */
        get: operations["listFaces"];
        put?: never;
        /** Add one face */
        post: operations["addFace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/faces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one face with its photos */
        get: operations["getFace"];
        /** Change one face */
        put: operations["updateFace"];
        post?: never;
        /** Delete one face */
        delete: operations["deleteFace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/faces-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List face groups */
        get: operations["listFaceGroups"];
        put?: never;
        /** Add a face group */
        post: operations["addFaceGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/faces-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one face group */
        get: operations["getFaceGroup"];
        /** Change one face group */
        put: operations["updateFaceGroup"];
        post?: never;
        /** Delete one face group */
        delete: operations["deleteFaceGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carconfig": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the plate modules */
        get: operations["getCarConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List vehicles of the plate database */
        get: operations["listCars"];
        put?: never;
        /** Add one vehicle */
        post: operations["addCar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one vehicle */
        get: operations["getCar"];
        /** Change one vehicle */
        put: operations["updateCar"];
        post?: never;
        /** Delete one vehicle */
        delete: operations["deleteCar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cars-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List plate groups */
        get: operations["listCarGroups"];
        put?: never;
        /** Add a plate group */
        post: operations["addCarGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cars-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one plate group */
        get: operations["getCarGroup"];
        /** Change one plate group */
        put: operations["updateCarGroup"];
        post?: never;
        /** Delete one plate group */
        delete: operations["deleteCarGroup"];
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
        /** List faces of the database (v1 address) */
        get: operations["listFacesV1"];
        put?: never;
        /** Add one face (v1 address) */
        post: operations["addFaceV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one face with its photos (v1 address) */
        get: operations["getFaceV1"];
        /** Change one face (v1 address) */
        put: operations["updateFaceV1"];
        post?: never;
        /** Delete one face (v1 address) */
        delete: operations["deleteFaceV1"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faces-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List face groups (v1 address) */
        get: operations["listFaceGroupsV1"];
        put?: never;
        /** Add a face group (v1 address) */
        post: operations["addFaceGroupV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faces-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one face group (v1 address) */
        get: operations["getFaceGroupV1"];
        /** Change one face group (v1 address) */
        put: operations["updateFaceGroupV1"];
        post?: never;
        /** Delete one face group (v1 address) */
        delete: operations["deleteFaceGroupV1"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List vehicles of the plate database (v1 address) */
        get: operations["listCarsV1"];
        put?: never;
        /** Add one vehicle (v1 address) */
        post: operations["addCarV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one vehicle (v1 address) */
        get: operations["getCarV1"];
        /** Change one vehicle (v1 address) */
        put: operations["updateCarV1"];
        post?: never;
        /** Delete one vehicle (v1 address) */
        delete: operations["deleteCarV1"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cars-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List plate groups (v1 address) */
        get: operations["listCarGroupsV1"];
        put?: never;
        /** Add a plate group (v1 address) */
        post: operations["addCarGroupV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cars-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one plate group (v1 address) */
        get: operations["getCarGroupV1"];
        /** Change one plate group (v1 address) */
        put: operations["updateCarGroupV1"];
        post?: never;
        /** Delete one plate group (v1 address) */
        delete: operations["deleteCarGroupV1"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List faces by pages */
        get: operations["listFacesV2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/faces-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List face groups by pages */
        get: operations["listFaceGroupsV2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/cars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List vehicles by pages */
        get: operations["listCarsV2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/cars-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List plate groups by pages */
        get: operations["listCarGroupsV2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects_counting/current_counters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the current object counts */
        get: operations["getObjectsCountingCurrent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects_counting/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read object counts over a period */
        get: operations["getObjectsCountingReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unique_visitor/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the unique visitor report */
        get: operations["getUniqueVisitorReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List cameras with their watermark settings */
        get: operations["listWebCameras"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/cameras/{cameraId}/archive_days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the days a camera has recordings for */
        get: operations["getCameraArchiveDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/cameras/analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List which analytics modules are on */
        get: operations["listCameraAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/archive_episodes/episodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add an episode to the episode archive */
        post: operations["addEpisode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/archive_episodes/episodes/{episodeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one episode */
        get: operations["getEpisode"];
        put?: never;
        post?: never;
        /** Delete one episode */
        delete: operations["deleteEpisode"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/archive_episodes/episodes/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find episodes */
        post: operations["searchEpisodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/archive_episodes/episodes/{episodeId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download an episode as MP4 */
        get: operations["exportEpisode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/archive_export/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List own export tasks, running and past */
        post: operations["listExportTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/archive_export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start exports from the archive to MP4 */
        post: operations["startExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/archive_export/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one export task */
        get: operations["getExportTask"];
        put?: never;
        post?: never;
        /** Cancel one export task */
        delete: operations["cancelExportTask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/archive_export/{taskId}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the file of an export task */
        get: operations["getExportFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/grid_profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the views */
        get: operations["listGridProfiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/grid_profiles/tree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the views as a tree of folders */
        get: operations["getGridProfileTree"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webapi/license": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the licence and its use by the cameras of the server */
        get: operations["getLicense"];
        put?: never;
        post?: never;
        delete?: never;
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
         * Format: uuid
         * @description GUID; the all-zero GUID 00000000-0000-0000-0000-000000000000 means 'none'.
         */
        Uuid: string;
        /** @description ISO 8601 time in UTC. Fraction 0..7 digits; seconds and the zone suffix may be missing, no suffix means UTC. 0001-01-01T00:00:00 stands for 'never set'. */
        UtcTime: string;
        /** @description Body that usually comes with a status other than 200. */
        ErrorMessage: {
            /** @description Readable reason. */
            ErrorMessage: string;
        };
        /** @description Answer to a POST under configure/*. */
        CreatedObjects: {
            /** @description Ids of the added objects, in the order of the request array. */
            CreatedObjectsIds: components["schemas"]["Uuid"][];
        };
        /** @description Boolean, also accepted as the text true/false. */
        BoolOrString: boolean | ("true" | "false");
        /**
         * @description Detector sensitivity.
         * @enum {string}
         */
        Sensitivity: "Minimum" | "Low" | "Medium" | "High" | "Maximum";
        /**
         * @description Video stream format.
         * @enum {string}
         */
        VideoFormat: "MJPEG" | "MPEG4_Part2" | "H264" | "Hevc";
        /**
         * @description Rotation applied on display in the client only. Better done on the device: rotating here can upset motion detection and analytics.
         * @enum {string}
         */
        RotationMode: "None" | "By90ClockwiseDegree" | "By90AntiClockwiseDegree" | "By180Degree";
        /**
         * @description What a stream is used for: recording, desktop viewing, mobile viewing, analytics.
         * @enum {string}
         */
        StreamRole: "Archive" | "DesktopClient" | "MobileClient" | "VideoAnalysis";
        /**
         * @description Which of the two classic streams.
         * @enum {string}
         */
        StreamType: "Main" | "Alternative";
        /**
         * @description MDandManual: on motion (and manually); AlwaysOn: continuous; OnlyManual: manual only; BySchedule: by schedule.
         * @enum {string}
         */
        ArchivingMode: "MDandManual" | "AlwaysOn" | "OnlyManual" | "BySchedule";
        /**
         * @description Face detector quality; OptimizedQuality costs more CPU.
         * @enum {string}
         */
        FaceDetectorMode: "Basic" | "OptimizedQuality";
        /**
         * @description MotionFact: motion in frame, repeated while it lasts. MotionBegin / MotionEnd: start / end of motion, once each. CameraLostConnection: link lost. CameraEstablishConnection: link back. CameraNoConnection: link absent for long. CameraInput: signal on a camera input. UserAlarm: alarm raised by a client user.
         * @enum {string}
         */
        EventType: "MotionFact" | "MotionBegin" | "MotionEnd" | "CameraLostConnection" | "CameraEstablishConnection" | "CameraNoConnection" | "CameraInput" | "UserAlarm";
        /**
         * @description ArchiveRecordingOn / ArchiveRecordingOff: start / stop manual recording. SendingEmail: send a mail. ExecutingCameraOutput: set a camera output. AlarmGeneration: raise an alarm.
         * @enum {string}
         */
        ActionType: "ArchiveRecordingOn" | "ArchiveRecordingOff" | "SendingEmail" | "ExecutingCameraOutput" | "AlarmGeneration";
        /**
         * @description SeniorAdmin: the one built-in group with every right. JuniorAdmin: may configure parts of the system. Operator: no configuring.
         * @enum {string}
         */
        ConfiguringType: "SeniorAdmin" | "JuniorAdmin" | "Operator";
        /**
         * @description Standart (spelled so on the wire): internal user. ActiveDirectory: directory user.
         * @enum {string}
         */
        UserType: "Standart" | "ActiveDirectory";
        /**
         * @description Ok: no problems; ErrorMain / ErrorAlt / ErrorSound: trouble with the main stream / alternative stream / sound; Wait: not known yet.
         * @enum {string}
         */
        ChannelStatus: "Ok" | "ErrorMain" | "ErrorAlt" | "ErrorSound" | "Wait";
        /**
         * @description SinglePeople: separate persons; MultiplePeople: dense flow, needs a camera looking straight down.
         * @enum {string}
         */
        CountingMethod: "SinglePeople" | "MultiplePeople";
        /**
         * @description Count both directions, entries only, exits only.
         * @enum {string}
         */
        PeopleCountingVariant: "InOut" | "InOnly" | "OutOnly";
        /**
         * @description Averaging window of the queue count.
         * @enum {string}
         */
        SmoothingMode: "None" | "Interval10Sec" | "Interval15Sec" | "Interval30Sec" | "Interval60Sec";
        /**
         * @description System of the remote database host.
         * @enum {string}
         */
        OsType: "Windows" | "Linux";
        /** @description Database identifier. Empty: the common database. Otherwise at most 32 of Latin letters, digits, underscore; letter case is ignored; cameras naming the same id share one database. A malformed id is not an error: no separate database is set. */
        DbId: string;
        /** @description Rectangle as text 'x,y,width,height', each from 0 to 1 (fractions of the frame). */
        RectString: string;
        /** @description Point as text 'x,y', both from 0 to 1. */
        PointString: string;
        /** @description Mask over the frame, rows of 0/1; 1 means the cell takes part in detection. Documented size 40x40; the samples carry 30 rows of 40. Examples here are cut. */
        DetectionMap: (0 | 1)[][];
        /**
         * @description Grid layout name, used by configure/*. Mind the mixed x / X.
         * @enum {string}
         */
        GridTypeName: "GridType1" | "GridType2" | "GridType4" | "GridType3x2" | "GridType6" | "GridType7" | "GridType4x2" | "GridType8" | "GridType9" | "GridType10" | "GridType12" | "GridType13" | "GridType16" | "GridType17" | "GridType20" | "GridType24" | "GridType25" | "GridType30" | "GridType36" | "GridType64" | "GridType100" | "GridType110" | "GridType1x4" | "GridType256" | "GridType262" | "GridType2X4" | "GridType12X11";
        /** @description Grid layout code, used by webapi/grid_profiles. Answered as number; both forms are accepted. */
        GridTypeCode: (0 | 1 | 2 | 3 | 4 | 6 | 7 | 8 | 9 | 10 | 12 | 13 | 16 | 17 | 20 | 24 | 25 | 30 | 36 | 42 | 49 | 56 | 64 | 81 | 100 | 110 | 150 | 168 | 182 | 204 | 224 | 240 | 256 | 1006 | 1007 | 1008 | 1009 | 1010 | 1011 | 1051 | 1111) | ("0 - GridTypeUnknown" | "1 - GridType1" | "2 - GridType2" | "3 - GridType3" | "4 - GridType4" | "6 - GridType6" | "7 - GridType7" | "8 - GridType8" | "9 - GridType9" | "10 - GridType10" | "12 - GridType12" | "13 - GridType13" | "16 - GridType16" | "17 - GridType17" | "20 - GridType20" | "24 - GridType24" | "25 - GridType25" | "30 - GridType30" | "36 - GridType36" | "42 - GridType42" | "49 - GridType49" | "56 - GridType56" | "64 - GridType64" | "81 - GridType81" | "100 - GridType100" | "110 - GridType110" | "150 - GridType150" | "168 - GridType168" | "182 - GridType182" | "204 - GridType204" | "224 - GridType224" | "240 - GridType240" | "256 - GridType256" | "1006 - GridType3x2" | "1007 - GridType1x4" | "1008 - GridType4x2" | "1009 - GridType262" | "1010 - GridType2X4" | "1011 - GridType5" | "1051 - GridType5X1" | "1111 - GridType12X11");
        /** @description State of an archive episode. Answered as number; both forms are accepted. */
        EpisodeStatus: (0 | 1 | 2 | 3 | 4 | 5 | 6 | 7) | ("0 - InQueue" | "1 - Uploading" | "2 - Uploaded" | "3 - ArchiveNotFound" | "4 - NotEnoughSpace" | "5 - UploadingPaused" | "6 - ConnectionError" | "7 - UnknownError");
        /** @description State of an archive export task. Answered as number; both forms are accepted. */
        ExportState: (1 | 2 | 3 | 4 | 5 | 6) | ("1 - InQueue" | "2 - InProcess" | "3 - Cancelled" | "4 - Error" | "5 - Done" | "6 - Expired");
        /** @description Reason an archive export task failed. Answered as number; both forms are accepted. */
        ExportError: (0 | 1 | 2 | 3) | ("0 - None" | "1 - InternalServerFailure" | "2 - NotEnoughSpace" | "3 - FileLocked");
        /** @description Which servers serve the camera; the zero GUID where there is none. */
        ServerBindingsSettings: {
            /** @description Server that records the archive; the camera belongs to it. */
            OwnerServerId: components["schemas"]["Uuid"];
            /** @description Backup (reserve) server. */
            ReservedServerId: components["schemas"]["Uuid"];
            /** @description Replication server. */
            ReplicationServerId: components["schemas"]["Uuid"];
            /** @description Remote analytics server; present in configure/channels answers, absent in the brief form of api/channels and of a server's cameras. */
            VideoAnalyticsServerId?: components["schemas"]["Uuid"];
        };
        /** @description Server bindings in requests. OwnerServerId is mandatory on adding. */
        ServerBindingsSettingsInput: {
            /** @description Server that records the archive; the camera belongs to it. */
            OwnerServerId?: components["schemas"]["Uuid"];
            /** @description Backup (reserve) server. */
            ReservedServerId?: components["schemas"]["Uuid"];
            /** @description Replication server. */
            ReplicationServerId?: components["schemas"]["Uuid"];
            /** @description Remote analytics server; present in configure/channels answers, absent in the brief form of api/channels and of a server's cameras. */
            VideoAnalyticsServerId?: components["schemas"]["Uuid"];
        };
        /** @description Server bindings on adding. */
        ServerBindingsSettingsCreate: {
            /** @description Server that records the archive; the camera belongs to it. */
            OwnerServerId: components["schemas"]["Uuid"];
            /** @description Backup (reserve) server. */
            ReservedServerId?: components["schemas"]["Uuid"];
            /** @description Replication server. */
            ReplicationServerId?: components["schemas"]["Uuid"];
            /** @description Remote analytics server; present in configure/channels answers, absent in the brief form of api/channels and of a server's cameras. */
            VideoAnalyticsServerId?: components["schemas"]["Uuid"];
        };
        /** @description Place on the map. */
        MapSettings: {
            /**
             * Format: double
             * @description Latitude in degrees, null while not set; at most 14 decimals.
             */
            Latitude: number | null;
            /**
             * Format: double
             * @description Longitude in degrees, null while not set; at most 14 decimals.
             */
            Longitude: number | null;
            /** @description The camera is shown on the map. */
            IsOnMap: boolean;
        };
        /** @description Place on the map. Form accepted in requests; fields left out keep their value (on adding: their default). */
        MapSettingsInput: {
            /**
             * Format: double
             * @description Latitude in degrees, null while not set; at most 14 decimals.
             */
            Latitude?: number | null;
            /**
             * Format: double
             * @description Longitude in degrees, null while not set; at most 14 decimals.
             */
            Longitude?: number | null;
            /** @description The camera is shown on the map. */
            IsOnMap?: boolean;
        };
        /** @description Camera in brief, as given by api/channels and configure/servers/{server_id}/channels. */
        ChannelBrief: {
            Id: components["schemas"]["Uuid"];
            /** @description Camera name. */
            Name: string;
            /** @description The camera is switched off. */
            Disabled: boolean;
            ServerBindingsSettings: components["schemas"]["ServerBindingsSettings"];
            /** @description Security object holding the camera. */
            ParentSecObjectId: components["schemas"]["Uuid"];
        };
        /** @description Camera in brief, as given by configure/channels. */
        ChannelConfigBrief: components["schemas"]["ChannelBrief"] & {
            MapSettings: components["schemas"]["MapSettings"];
        };
        /** @description One video stream of a camera. */
        StreamSettings: {
            /** @description Stream is on. Read-only for the main stream, which cannot be switched off. */
            VideoStreamEnabled: boolean;
            VideoFormat: components["schemas"]["VideoFormat"];
            /** @description Extra connection options. */
            VideoAdditionalParams: string | null;
            RotationMode: components["schemas"]["RotationMode"];
            /** @description Uses of the stream. */
            Roles: components["schemas"]["StreamRole"][];
        };
        /** @description One video stream of a camera. Form accepted in requests; fields left out keep their value (on adding: their default). */
        StreamSettingsInput: {
            /** @description Stream is on. Read-only for the main stream, which cannot be switched off. */
            VideoStreamEnabled?: boolean;
            VideoFormat?: components["schemas"]["VideoFormat"];
            /** @description Extra connection options. */
            VideoAdditionalParams?: string | null;
            RotationMode?: components["schemas"]["RotationMode"];
            /** @description Uses of the stream. */
            Roles?: components["schemas"]["StreamRole"][];
        };
        /** @description The four streams: main and three alternatives. */
        StreamsSettings: {
            MainStreamSettings: components["schemas"]["StreamSettings"];
            AlternativeStreamSettings: components["schemas"]["StreamSettings"];
            SecondAlternativeStreamSettings: components["schemas"]["StreamSettings"];
            ThirdAlternativeStreamSettings: components["schemas"]["StreamSettings"];
        };
        /** @description The four streams: main and three alternatives. Form accepted in requests; fields left out keep their value (on adding: their default). */
        StreamsSettingsInput: {
            MainStreamSettings?: components["schemas"]["StreamSettingsInput"];
            AlternativeStreamSettings?: components["schemas"]["StreamSettingsInput"];
            SecondAlternativeStreamSettings?: components["schemas"]["StreamSettingsInput"];
            ThirdAlternativeStreamSettings?: components["schemas"]["StreamSettingsInput"];
        };
        /** @description Port mapping of a camera. */
        ExternalNetworkPort: {
            /** @description Port inside the device; fixed, serves as the key. */
            DefaultPortValue: number;
            /** @description Port seen from outside. */
            PortValue: number;
            /** @description Set from outside (meaning not documented). */
            IsExternallyDefined: boolean;
        };
        /** @description Port mapping in requests: name the inner port and the new outer port. */
        ExternalNetworkPortInput: {
            /** @description Port inside the device; fixed, serves as the key. */
            DefaultPortValue: number;
            /** @description Port seen from outside. */
            PortValue: number;
            /** @description Set from outside (meaning not documented). */
            IsExternallyDefined?: boolean;
        };
        /** @description How the camera is reached and which streams it gives. */
        ConnectionSettings: {
            /** @description Device model id from configure/devicemanufacturers. */
            ModelId: components["schemas"]["Uuid"];
            /** @description Camera address. */
            Hostname: string | null;
            /** @description Camera login. */
            Login: string | null;
            /** @description Camera password. */
            Password: string | null;
            StreamsSettings: components["schemas"]["StreamsSettings"];
            MainVideoStreamFormat: components["schemas"]["VideoFormat"];
            /** @description Alternative stream is on. */
            AltVideoStreamEnabled: boolean;
            AltVideoStreamFormat: components["schemas"]["VideoFormat"];
            /** @description Sound is received from the camera. */
            SoundReceivingEnabled: boolean;
            /** @description PTZ control is on. */
            PtzEnabled: boolean;
            /** @description IPv6 is used. */
            Ipv6Enabled: boolean;
            /** @description The camera is a channel of a video encoder. */
            MultiChannelServerEnabled: boolean;
            /** @description Channel number on that encoder. */
            MultiChannelServerChannelNum: number;
            /** @description Inputs and outputs of the camera are handled. */
            IoProcessingEnabled: boolean;
            /** @description Sound is sent to the camera. */
            SoundTransmittingEnabled: boolean;
            /** @description Outer ports per inner port; the inner port cannot be changed. */
            ExternalNetworkPorts: components["schemas"]["ExternalNetworkPort"][];
            /** @description Sound level. */
            SoundVolume: number;
            /** @description Extra options of the main stream. */
            MainVideoAdditionalParams: string | null;
            /** @description Extra options of the alternative stream. */
            AltVideoAdditionalParams: string | null;
            MainStreamRotationMode: components["schemas"]["RotationMode"];
            AltStreamRotationMode: components["schemas"]["RotationMode"];
            /** @description Clients connect to the camera directly. Best left alone. */
            DirectNetworkConnectionToCameraEnabled: boolean;
            /** @description Decode on the video card in the client; the client option must be on too. */
            GpuClientVideoDecodingEnabled: boolean;
            /** @description Use the alternative decoder. Best left alone. */
            AlternativeVideoDecoderEnabled: boolean;
            /** @description Secure connection to the camera (seen in the sample only). */
            IsSecureConnectionEnabled: boolean;
        };
        /** @description How the camera is reached and which streams it gives. Form accepted in requests; fields left out keep their value (on adding: their default). */
        ConnectionSettingsInput: {
            /** @description Device model id from configure/devicemanufacturers. */
            ModelId?: components["schemas"]["Uuid"];
            /** @description Camera address. */
            Hostname?: string | null;
            /** @description Camera login. */
            Login?: string | null;
            /** @description Camera password. */
            Password?: string | null;
            StreamsSettings?: components["schemas"]["StreamsSettingsInput"];
            MainVideoStreamFormat?: components["schemas"]["VideoFormat"];
            /** @description Alternative stream is on. */
            AltVideoStreamEnabled?: boolean;
            AltVideoStreamFormat?: components["schemas"]["VideoFormat"];
            /** @description Sound is received from the camera. */
            SoundReceivingEnabled?: boolean;
            /** @description PTZ control is on. */
            PtzEnabled?: boolean;
            /** @description IPv6 is used. */
            Ipv6Enabled?: boolean;
            /** @description The camera is a channel of a video encoder. */
            MultiChannelServerEnabled?: boolean;
            /** @description Channel number on that encoder. */
            MultiChannelServerChannelNum?: number;
            /** @description Inputs and outputs of the camera are handled. */
            IoProcessingEnabled?: boolean;
            /** @description Sound is sent to the camera. */
            SoundTransmittingEnabled?: boolean;
            ExternalNetworkPorts?: components["schemas"]["ExternalNetworkPortInput"][];
            /** @description Sound level. */
            SoundVolume?: number;
            /** @description Extra options of the main stream. */
            MainVideoAdditionalParams?: string | null;
            /** @description Extra options of the alternative stream. */
            AltVideoAdditionalParams?: string | null;
            MainStreamRotationMode?: components["schemas"]["RotationMode"];
            AltStreamRotationMode?: components["schemas"]["RotationMode"];
            /** @description Clients connect to the camera directly. Best left alone. */
            DirectNetworkConnectionToCameraEnabled?: boolean;
            /** @description Decode on the video card in the client; the client option must be on too. */
            GpuClientVideoDecodingEnabled?: boolean;
            /** @description Use the alternative decoder. Best left alone. */
            AlternativeVideoDecoderEnabled?: boolean;
            /** @description Secure connection to the camera (seen in the sample only). */
            IsSecureConnectionEnabled?: boolean;
            /** @description Second spelling of StreamsSettings, accepted in requests. */
            StreamSettings?: components["schemas"]["StreamsSettingsInput"];
        };
        /** @description Connection settings on adding. */
        ConnectionSettingsCreate: {
            /** @description Device model id from configure/devicemanufacturers. */
            ModelId: components["schemas"]["Uuid"];
            /** @description Camera address. */
            Hostname?: string | null;
            /** @description Camera login. */
            Login?: string | null;
            /** @description Camera password. */
            Password?: string | null;
            StreamsSettings?: components["schemas"]["StreamsSettingsInput"];
            MainVideoStreamFormat?: components["schemas"]["VideoFormat"];
            /** @description Alternative stream is on. */
            AltVideoStreamEnabled?: boolean;
            AltVideoStreamFormat?: components["schemas"]["VideoFormat"];
            /** @description Sound is received from the camera. */
            SoundReceivingEnabled?: boolean;
            /** @description PTZ control is on. */
            PtzEnabled?: boolean;
            /** @description IPv6 is used. */
            Ipv6Enabled?: boolean;
            /** @description The camera is a channel of a video encoder. */
            MultiChannelServerEnabled?: boolean;
            /** @description Channel number on that encoder. */
            MultiChannelServerChannelNum?: number;
            /** @description Inputs and outputs of the camera are handled. */
            IoProcessingEnabled?: boolean;
            /** @description Sound is sent to the camera. */
            SoundTransmittingEnabled?: boolean;
            ExternalNetworkPorts?: components["schemas"]["ExternalNetworkPortInput"][];
            /** @description Sound level. */
            SoundVolume?: number;
            /** @description Extra options of the main stream. */
            MainVideoAdditionalParams?: string | null;
            /** @description Extra options of the alternative stream. */
            AltVideoAdditionalParams?: string | null;
            MainStreamRotationMode?: components["schemas"]["RotationMode"];
            AltStreamRotationMode?: components["schemas"]["RotationMode"];
            /** @description Clients connect to the camera directly. Best left alone. */
            DirectNetworkConnectionToCameraEnabled?: boolean;
            /** @description Decode on the video card in the client; the client option must be on too. */
            GpuClientVideoDecodingEnabled?: boolean;
            /** @description Use the alternative decoder. Best left alone. */
            AlternativeVideoDecoderEnabled?: boolean;
            /** @description Secure connection to the camera (seen in the sample only). */
            IsSecureConnectionEnabled?: boolean;
            /** @description Second spelling of StreamsSettings, accepted in requests. */
            StreamSettings?: components["schemas"]["StreamsSettingsInput"];
        };
        /** @description Recording to the archive. */
        ArchiveSettings: {
            /** @description Recording to the archive is switched off. */
            ArchivingDisabled: boolean;
            ArchivingMode: components["schemas"]["ArchivingMode"];
            ArchivingVideoStreamType: components["schemas"]["StreamType"];
            /** @description Keep at least so many days. */
            ArchivingMinDeepnessInDays: number;
            /** @description Keep at most so many days. */
            ArchivingMaxDeepnessInDays: number;
            /** @description Sound is not recorded. */
            ArchivingSoundDisabled: boolean;
            /** @description Seconds recorded before motion, when recording on motion. */
            PreMotionDetectionRecSecs: number;
            /** @description Seconds recorded after motion, when recording on motion. */
            PostMotionDetectionRecSecs: number;
            /** @description Recording frame rate is limited. */
            LimitRecordFpsAndOnlyIndepFramesEnabled: boolean;
            /** @description Frames per second under that limit. */
            LimitedRecordFps: number;
            /** @description Access to the archive on the device (SD card). */
            DeviceArchiveEnabled: boolean;
            /** @description Device archive is copied to the main archive automatically. */
            DeviceArchiveAutoSynchronizationEnabled: boolean;
        };
        /** @description Recording to the archive. Form accepted in requests; fields left out keep their value (on adding: their default). */
        ArchiveSettingsInput: {
            /** @description Recording to the archive is switched off. */
            ArchivingDisabled?: boolean;
            ArchivingMode?: components["schemas"]["ArchivingMode"];
            ArchivingVideoStreamType?: components["schemas"]["StreamType"];
            /** @description Keep at least so many days. */
            ArchivingMinDeepnessInDays?: number;
            /** @description Keep at most so many days. */
            ArchivingMaxDeepnessInDays?: number;
            /** @description Sound is not recorded. */
            ArchivingSoundDisabled?: boolean;
            /** @description Seconds recorded before motion, when recording on motion. */
            PreMotionDetectionRecSecs?: number;
            /** @description Seconds recorded after motion, when recording on motion. */
            PostMotionDetectionRecSecs?: number;
            /** @description Recording frame rate is limited. */
            LimitRecordFpsAndOnlyIndepFramesEnabled?: boolean;
            /** @description Frames per second under that limit. */
            LimitedRecordFps?: number;
            /** @description Access to the archive on the device (SD card). */
            DeviceArchiveEnabled?: boolean;
            /** @description Device archive is copied to the main archive automatically. */
            DeviceArchiveAutoSynchronizationEnabled?: boolean;
        };
        /** @description Motion detection zone. */
        MotionZone: {
            Id: components["schemas"]["Uuid"];
            /** @description Zone name. */
            Name: string;
            /** @description Least object width, fraction of the frame. */
            MinObjWidth: number;
            /** @description Least object height, fraction of the frame. */
            MinObjHeight: number;
        };
        /** @description Motion detection zone. Form accepted in requests; fields left out keep their value (on adding: their default). */
        MotionZoneInput: {
            Id?: components["schemas"]["Uuid"];
            /** @description Zone name. */
            Name?: string;
            /** @description Least object width, fraction of the frame. */
            MinObjWidth?: number;
            /** @description Least object height, fraction of the frame. */
            MinObjHeight?: number;
        };
        /** @description Motion detector. */
        MotionDetectorSettings: {
            /** @description Use the detector built into the camera. */
            BuildInCameraDetectorEnabled: boolean;
            /** @description Emit MotionBegin and MotionEnd; scenarios on them need it. */
            GenerationOfEventMotionStartAndEndEnabled: boolean;
            /** @description Look at key frames only; saves CPU. */
            DetectOnlyIndependentFrames: boolean;
            /** @description Detect at a set rate; may cost CPU. */
            CustomFpsEnabled: boolean;
            /** @description That rate; used only with CustomFpsEnabled. */
            CustomFpsValue: number;
            /** @description Detection zones. */
            Zones: components["schemas"]["MotionZone"][];
        };
        /** @description Motion detector. Form accepted in requests; fields left out keep their value (on adding: their default). */
        MotionDetectorSettingsInput: {
            /** @description Use the detector built into the camera. */
            BuildInCameraDetectorEnabled?: boolean;
            /** @description Emit MotionBegin and MotionEnd; scenarios on them need it. */
            GenerationOfEventMotionStartAndEndEnabled?: boolean;
            /** @description Look at key frames only; saves CPU. */
            DetectOnlyIndependentFrames?: boolean;
            /** @description Detect at a set rate; may cost CPU. */
            CustomFpsEnabled?: boolean;
            /** @description That rate; used only with CustomFpsEnabled. */
            CustomFpsValue?: number;
            Zones?: components["schemas"]["MotionZoneInput"][];
        };
        /** @description Interactive search. */
        InteractiveSearchSettings: {
            /** @description Indexing is on. */
            IndexatorEnabled: boolean;
            /** @description Object proportions are used. */
            IndexatorProportionsEnabled: boolean;
            /** @description Least object width, fraction of the frame. */
            IndexatorMinObjWidth: number;
            /** @description Least object height, fraction of the frame. */
            IndexatorMinObjHeight: number;
            /** @description Greatest object width, fraction of the frame. */
            IndexatorMaxObjWidth: number;
            /** @description Greatest object height, fraction of the frame. */
            IndexatorMaxObjHeight: number;
        };
        /** @description Interactive search. Form accepted in requests; fields left out keep their value (on adding: their default). */
        InteractiveSearchSettingsInput: {
            /** @description Indexing is on. */
            IndexatorEnabled?: boolean;
            /** @description Object proportions are used. */
            IndexatorProportionsEnabled?: boolean;
            /** @description Least object width, fraction of the frame. */
            IndexatorMinObjWidth?: number;
            /** @description Least object height, fraction of the frame. */
            IndexatorMinObjHeight?: number;
            /** @description Greatest object width, fraction of the frame. */
            IndexatorMaxObjWidth?: number;
            /** @description Greatest object height, fraction of the frame. */
            IndexatorMaxObjHeight?: number;
        };
        /** @description Video analysis. */
        AnalyzeSettings: {
            /** @description Motion detector is on. */
            MotionDetectorEnabled: boolean;
            MotionDetectorSettings: components["schemas"]["MotionDetectorSettings"];
            /** @description Stream analysed; Main costs much CPU. */
            AnalyzeStreamType: components["schemas"]["StreamType"];
            /** @description Face recognition is on; costs much CPU. */
            FaceDetectorEnabled: boolean;
            FaceDetectorMode: components["schemas"]["FaceDetectorMode"];
            /** @description Interactive search is on; costs much CPU. */
            InteractiveSearchEnabled: boolean;
            InteractiveSearchSettings: components["schemas"]["InteractiveSearchSettings"];
            /** @description Analysis runs on the server of VideoAnalyticsServerId (seen in the sample only). */
            IsUseRemoteVideoAnalyticsServer: boolean;
        };
        /** @description Video analysis. Form accepted in requests; fields left out keep their value (on adding: their default). */
        AnalyzeSettingsInput: {
            /** @description Motion detector is on. */
            MotionDetectorEnabled?: boolean;
            MotionDetectorSettings?: components["schemas"]["MotionDetectorSettingsInput"];
            /** @description Stream analysed; Main costs much CPU. */
            AnalyzeStreamType?: components["schemas"]["StreamType"];
            /** @description Face recognition is on; costs much CPU. */
            FaceDetectorEnabled?: boolean;
            FaceDetectorMode?: components["schemas"]["FaceDetectorMode"];
            /** @description Interactive search is on; costs much CPU. */
            InteractiveSearchEnabled?: boolean;
            InteractiveSearchSettings?: components["schemas"]["InteractiveSearchSettingsInput"];
            /** @description Analysis runs on the server of VideoAnalyticsServerId (seen in the sample only). */
            IsUseRemoteVideoAnalyticsServer?: boolean;
        };
        /** @description Camera in full. */
        ChannelDetail: components["schemas"]["ChannelConfigBrief"] & {
            /** @description Free text. */
            Description: string | null;
            ConnectionSettings: components["schemas"]["ConnectionSettings"];
            ArchiveSettings: components["schemas"]["ArchiveSettings"];
            AnalyzeSettings: components["schemas"]["AnalyzeSettings"];
        };
        /** @description Camera to add. */
        ChannelCreate: {
            /** @description Camera name. */
            Name?: string;
            /** @description Switched off. */
            Disabled?: boolean;
            /** @description Security object to put the camera in. */
            ParentSecObjectId?: components["schemas"]["Uuid"];
            /** @description Free text. */
            Description?: string | null;
            ArchiveSettings?: components["schemas"]["ArchiveSettingsInput"];
            AnalyzeSettings?: components["schemas"]["AnalyzeSettingsInput"];
            MapSettings?: components["schemas"]["MapSettingsInput"];
            ServerBindingsSettings: components["schemas"]["ServerBindingsSettingsCreate"];
            ConnectionSettings: components["schemas"]["ConnectionSettingsCreate"];
        };
        /** @description Camera to change; only the fields present are changed. */
        ChannelUpdate: {
            Id: components["schemas"]["Uuid"];
            /** @description Camera name. */
            Name?: string;
            /** @description Switched off. */
            Disabled?: boolean;
            /** @description Security object to put the camera in. */
            ParentSecObjectId?: components["schemas"]["Uuid"];
            /** @description Free text. */
            Description?: string | null;
            ArchiveSettings?: components["schemas"]["ArchiveSettingsInput"];
            AnalyzeSettings?: components["schemas"]["AnalyzeSettingsInput"];
            MapSettings?: components["schemas"]["MapSettingsInput"];
            ServerBindingsSettings?: components["schemas"]["ServerBindingsSettingsInput"];
            ConnectionSettings?: components["schemas"]["ConnectionSettingsInput"];
        };
        /** @description Working state of a camera. */
        ChannelStatusInfo: {
            Id: components["schemas"]["Uuid"];
            /** @description Camera name. */
            Name: string;
            /** @description Alternative stream is on. */
            AltEnabled: boolean;
            /** @description Main stream rate received, Mbps. */
            ReceiveVideoMbps: number;
            /** @description Alternative stream rate received, Mbps. */
            ReceiveAltVideoMbps: number;
            /** @description Rate written to the archive, Mbps. */
            WriteVideoMbps: number;
            /** @description Status per stream; named in the field table, absent from the sample, shape not documented. */
            StreamsStatuses?: unknown;
            Status: components["schemas"]["ChannelStatus"];
        };
        /** @description Database of the module, common to every camera that has the module on. With IsDedicated=true the other fields must be given. */
        ModuleDatabaseSettings: {
            /** @description true: remote database; false: local. */
            IsDedicated: boolean;
            /** @description Remote server address. */
            IpAddress: string;
            /** @description Remote port. */
            Port: number;
            /** @description Database user. */
            User: string;
            /** @description Database password. */
            Password: string;
            OsType: components["schemas"]["OsType"];
        };
        /** @description Database of the module, common to every camera that has the module on. With IsDedicated=true the other fields must be given. Form accepted in requests; fields left out keep their value (on adding: their default). */
        ModuleDatabaseSettingsInput: {
            /** @description true: remote database; false: local. */
            IsDedicated?: boolean;
            /** @description Remote server address. */
            IpAddress?: string;
            /** @description Remote port. */
            Port?: number;
            /** @description Database user. */
            User?: string;
            /** @description Database password. */
            Password?: string;
            OsType?: components["schemas"]["OsType"];
        };
        /** @description Settings common to all cameras with the module. */
        ModuleGeneralSettings: {
            DatabaseSettings: components["schemas"]["ModuleDatabaseSettings"];
        };
        /** @description Settings common to all cameras with the module. Form accepted in requests; fields left out keep their value (on adding: their default). */
        ModuleGeneralSettingsInput: {
            DatabaseSettings?: components["schemas"]["ModuleDatabaseSettingsInput"];
        };
        /** @description Face recognition (Complete), one camera. */
        FacesCompleteChannelSettings: {
            /**
             * @description Least pause in seconds before the same person is recognised again.
             * @enum {integer}
             */
            DelayBetweenSameDetectionsSeconds: 0 | 5 | 30 | 60;
            /** @description Smallest face. */
            MinObjectSize: components["schemas"]["RectString"];
            /** @description Largest face. */
            MaxObjectSize: components["schemas"]["RectString"];
            /** @description Least likeness to a sample, percent. */
            UnknownFaceThreshold: number;
            /** @description Face search sensitivity (spelled so on the wire). */
            FaceDetectorSenstivity: components["schemas"]["Sensitivity"];
            DetectionMap: components["schemas"]["DetectionMap"];
            DbId: components["schemas"]["DbId"];
            /** @description Try to recognise faces behind masks or scarves; off: detected, never recognised. */
            RecognizeCoveredFaces: boolean;
            /** @description Try to recognise faces turned by more than about 30 degrees; off: detected, never recognised. */
            RecognizeRotatedFaces: boolean;
        };
        /** @description Face recognition (Complete), one camera. Form accepted in requests; fields left out keep their value (on adding: their default). */
        FacesCompleteChannelSettingsInput: {
            /**
             * @description Least pause in seconds before the same person is recognised again.
             * @enum {integer}
             */
            DelayBetweenSameDetectionsSeconds?: 0 | 5 | 30 | 60;
            /** @description Smallest face. */
            MinObjectSize?: components["schemas"]["RectString"];
            /** @description Largest face. */
            MaxObjectSize?: components["schemas"]["RectString"];
            /** @description Least likeness to a sample, percent. */
            UnknownFaceThreshold?: number;
            /** @description Face search sensitivity (spelled so on the wire). */
            FaceDetectorSenstivity?: components["schemas"]["Sensitivity"];
            DetectionMap?: components["schemas"]["DetectionMap"];
            DbId?: components["schemas"]["DbId"];
            /** @description Try to recognise faces behind masks or scarves; off: detected, never recognised. */
            RecognizeCoveredFaces?: boolean;
            /** @description Try to recognise faces turned by more than about 30 degrees; off: detected, never recognised. */
            RecognizeRotatedFaces?: boolean;
            /** @description Second spelling of FaceDetectorSenstivity, accepted in requests. */
            FaceDetectorSensitivity?: components["schemas"]["Sensitivity"];
        };
        /** @description Unique visitor counting, one camera. */
        VisitorsChannelSettings: {
            /**
             * @description Least pause in seconds before the same person is recognised again.
             * @enum {integer}
             */
            DelayBetweenSameDetectionsSeconds: 0 | 5 | 30 | 60;
            /** @description Smallest face. */
            MinObjectSize: components["schemas"]["RectString"];
            /** @description Largest face. */
            MaxObjectSize: components["schemas"]["RectString"];
            /** @description Least likeness to a sample, percent. */
            UnknownFaceThreshold: number;
            /** @description Face search sensitivity (spelled so on the wire). */
            FaceDetectorSenstivity: components["schemas"]["Sensitivity"];
            DetectionMap: components["schemas"]["DetectionMap"];
            DbId: components["schemas"]["DbId"];
        };
        /** @description Unique visitor counting, one camera. Form accepted in requests; fields left out keep their value (on adding: their default). */
        VisitorsChannelSettingsInput: {
            /**
             * @description Least pause in seconds before the same person is recognised again.
             * @enum {integer}
             */
            DelayBetweenSameDetectionsSeconds?: 0 | 5 | 30 | 60;
            /** @description Smallest face. */
            MinObjectSize?: components["schemas"]["RectString"];
            /** @description Largest face. */
            MaxObjectSize?: components["schemas"]["RectString"];
            /** @description Least likeness to a sample, percent. */
            UnknownFaceThreshold?: number;
            /** @description Face search sensitivity (spelled so on the wire). */
            FaceDetectorSenstivity?: components["schemas"]["Sensitivity"];
            DetectionMap?: components["schemas"]["DetectionMap"];
            DbId?: components["schemas"]["DbId"];
            /** @description Second spelling of FaceDetectorSenstivity, accepted in requests. */
            FaceDetectorSensitivity?: components["schemas"]["Sensitivity"];
            /** @description Second spelling of UnknownFaceThreshold, accepted in requests. */
            UnknownTreshold?: number;
        };
        /** @description Face recognition (Complete) settings. */
        FacesCompleteSettings: {
            GeneralSettings: components["schemas"]["ModuleGeneralSettings"];
            ChannelSettings: components["schemas"]["FacesCompleteChannelSettings"];
            /** @description The module is on. */
            Enabled: boolean;
        };
        /** @description Face recognition (Complete) settings. Form accepted in requests; fields left out keep their value (on adding: their default). */
        FacesCompleteSettingsInput: {
            GeneralSettings?: components["schemas"]["ModuleGeneralSettingsInput"];
            ChannelSettings?: components["schemas"]["FacesCompleteChannelSettingsInput"];
            /** @description The module is on. */
            Enabled?: boolean;
        };
        /** @description Unique visitor counting settings. */
        VisitorsSettings: {
            GeneralSettings: components["schemas"]["ModuleGeneralSettings"];
            ChannelSettings: components["schemas"]["VisitorsChannelSettings"];
            /** @description The module is on. */
            Enabled: boolean;
        };
        /** @description Unique visitor counting settings. Form accepted in requests; fields left out keep their value (on adding: their default). */
        VisitorsSettingsInput: {
            GeneralSettings?: components["schemas"]["ModuleGeneralSettingsInput"];
            ChannelSettings?: components["schemas"]["VisitorsChannelSettingsInput"];
            /** @description The module is on. */
            Enabled?: boolean;
        };
        /** @description People counting settings. */
        PeopleCounterSettings: {
            /** @description The module is on; the motion detector must be on too. */
            Enabled: boolean;
            CountingMethod: components["schemas"]["CountingMethod"];
            /** @description Object width, fraction of the frame. */
            ObjWidth: number;
            /** @description Object height, fraction of the frame. */
            ObjHeight: number;
            /** @description Line start, X. */
            LineBeginX: number;
            /** @description Line start, Y. */
            LineBeginY: number;
            /** @description Line end, X. */
            LineEndX: number;
            /** @description Line end, Y. */
            LineEndY: number;
            /** @description Swap in and out. */
            CountingInversedDirection: boolean;
            /** @description true: the reset settings below are stored for this camera; false: they are left as they are. */
            UseChannelResetCounterSettings: boolean;
            /** @description First reset of the counter. */
            ZeroCountingTimeUTC: components["schemas"]["UtcTime"];
            /**
             * @description Reset period in hours; 0 is taken as no periodic reset.
             * @enum {integer}
             */
            IntervalInHours: 0 | 12 | 24 | 168;
            PeopleCountingVariant: components["schemas"]["PeopleCountingVariant"];
            Sensitivity: components["schemas"]["Sensitivity"];
            /** @description Work on the whole frame. */
            ProcessFullFrame: boolean;
        };
        /** @description People counting settings. Form accepted in requests; fields left out keep their value (on adding: their default). */
        PeopleCounterSettingsInput: {
            /** @description The module is on; the motion detector must be on too. */
            Enabled?: boolean;
            CountingMethod?: components["schemas"]["CountingMethod"];
            /** @description Object width, fraction of the frame. */
            ObjWidth?: number;
            /** @description Object height, fraction of the frame. */
            ObjHeight?: number;
            /** @description Line start, X. */
            LineBeginX?: number;
            /** @description Line start, Y. */
            LineBeginY?: number;
            /** @description Line end, X. */
            LineEndX?: number;
            /** @description Line end, Y. */
            LineEndY?: number;
            /** @description Swap in and out. */
            CountingInversedDirection?: boolean;
            /** @description true: the reset settings below are stored for this camera; false: they are left as they are. */
            UseChannelResetCounterSettings?: boolean;
            /** @description First reset of the counter. */
            ZeroCountingTimeUTC?: components["schemas"]["UtcTime"];
            /**
             * @description Reset period in hours; 0 is taken as no periodic reset.
             * @enum {integer}
             */
            IntervalInHours?: 0 | 12 | 24 | 168;
            PeopleCountingVariant?: components["schemas"]["PeopleCountingVariant"];
            Sensitivity?: components["schemas"]["Sensitivity"];
            /** @description Work on the whole frame. */
            ProcessFullFrame?: boolean;
        };
        /** @description Polygon in the frame. */
        PolygonZone: {
            /** @description Zone name. */
            Name: string;
            Id: components["schemas"]["Uuid"];
            /** @description Corners of the zone. */
            Points: components["schemas"]["PointString"][];
        };
        /** @description Outline of a queue zone. */
        QueueContour: {
            /** @description Zone name. */
            Name: string;
            Id: components["schemas"]["Uuid"];
            /** @description Four corners of the rectangle. */
            Points: components["schemas"]["PointString"][];
        };
        /** @description Queue zone. */
        QueueZone: {
            Contour: components["schemas"]["QueueContour"];
            /** @description Alarm when MaxAllowedCount is exceeded. */
            ShouldAlertOnMaxCount: boolean;
            /** @description Most people allowed in the zone. */
            MaxAllowedCount: number;
            Sensitivity: components["schemas"]["Sensitivity"];
            SmoothingMode: components["schemas"]["SmoothingMode"];
            /** @description Same value as Contour.Id. */
            Id: components["schemas"]["Uuid"];
            /** @description Same value as Contour.Name. */
            Name: string;
        };
        /** @description People counting in queue, one camera. */
        QueueCounterChannelSettings: {
            /** @description Zones of the camera. */
            DetectionZones: components["schemas"]["QueueZone"][];
        };
        /** @description People counting in queue, one camera. Form accepted in requests; fields left out keep their value (on adding: their default). */
        QueueCounterChannelSettingsInput: {
            /** @description Zones of the camera. */
            DetectionZones?: components["schemas"]["QueueZone"][];
        };
        /** @description People counting in queue settings. */
        QueueCounterSettings: {
            ChannelSettings: components["schemas"]["QueueCounterChannelSettings"];
            /** @description The module is on. */
            Enabled: boolean;
        };
        /** @description People counting in queue settings. Form accepted in requests; fields left out keep their value (on adding: their default). */
        QueueCounterSettingsInput: {
            ChannelSettings?: components["schemas"]["QueueCounterChannelSettingsInput"];
            /** @description The module is on. */
            Enabled?: boolean;
        };
        /** @description Plate recognition (Complete), one camera. */
        PlatesCompleteChannelSettings: {
            DbId: components["schemas"]["DbId"];
        };
        /** @description Plate recognition (Complete), one camera. Form accepted in requests; fields left out keep their value (on adding: their default). */
        PlatesCompleteChannelSettingsInput: {
            DbId?: components["schemas"]["DbId"];
        };
        /** @description Plate recognition (Complete) settings. */
        PlatesCompleteSettings: {
            ChannelSettings: components["schemas"]["PlatesCompleteChannelSettings"];
            /** @description The module is on. */
            Enabled: boolean;
        };
        /** @description Plate recognition (Complete) settings. Form accepted in requests; fields left out keep their value (on adding: their default). */
        PlatesCompleteSettingsInput: {
            ChannelSettings?: components["schemas"]["PlatesCompleteChannelSettingsInput"];
            /** @description The module is on. */
            Enabled?: boolean;
        };
        /** @description Plate recognition (standard), one camera. */
        PlatesStandardChannelSettings: {
            /** @description Smallest plate. */
            MinPlateSize: components["schemas"]["RectString"];
            /** @description Largest plate. */
            MaxPlateSize: components["schemas"]["RectString"];
            /** @description Detection zones. */
            PolygonZones: components["schemas"]["PolygonZone"][];
            /**
             * @description Meaning of top-to-bottom movement.
             * @enum {integer}
             */
            Direction: 1 | -1;
            /** @description Direction is determined. */
            UseDirection: boolean;
            /** @description Frames with a plate needed for recognition. */
            MinDecisionFrames: number;
            /** @description Two-line plates are read. */
            DetectDoublePlates: boolean;
            /** @description Plate colours let through. */
            PlateColorClasses: (1 | 2 | 4 | 8)[];
            /** @description Directions let through. */
            DirectionFilterTypes: (1 | 2 | 4)[];
            /**
             * @description Speed of the module.
             * @enum {integer}
             */
            FpsLockMode: 0 | 1 | 2;
            /** @description Seconds before the same plate may raise an event again. */
            TimeSecNotRecognizeSamePlate: number;
            /** @description Least number of letters and digits. */
            MinPlateTextLength: number;
            /** @description Least number of digits. */
            MinPlateTextNumCount: number;
            DbId: components["schemas"]["DbId"];
            /** @description Barrier control. */
            PluginBarrierControlEnabled: boolean;
            /** @description Manual barrier control. */
            PluginBarrierManualControlEnabled: boolean;
            /** @description Automatic barrier control. */
            PluginBarrierAutomaticControlEnabled: boolean;
            /** @description On a plate at the barrier: true opens and closes, false only opens. */
            IsBarrierSupportAutoClose: boolean;
            /** @description Seconds until the barrier closes. */
            PluginBarrierAutomaticCloseTimeDelay: number;
            /** @description Recognise vehicle colour, type and make. */
            RecognizeVehicleAttributes: boolean;
            /** @description Write two colours to the event when the colour is doubtful (needs RecognizeVehicleAttributes). */
            RecognizeTwoVehicleColors: boolean;
        };
        /** @description Plate recognition (standard), one camera. Form accepted in requests; fields left out keep their value (on adding: their default). */
        PlatesStandardChannelSettingsInput: {
            /** @description Smallest plate. */
            MinPlateSize?: components["schemas"]["RectString"];
            /** @description Largest plate. */
            MaxPlateSize?: components["schemas"]["RectString"];
            /** @description Detection zones. */
            PolygonZones?: components["schemas"]["PolygonZone"][];
            /**
             * @description Meaning of top-to-bottom movement.
             * @enum {integer}
             */
            Direction?: 1 | -1;
            /** @description Direction is determined. */
            UseDirection?: boolean;
            /** @description Frames with a plate needed for recognition. */
            MinDecisionFrames?: number;
            /** @description Two-line plates are read. */
            DetectDoublePlates?: boolean;
            /** @description Plate colours let through. */
            PlateColorClasses?: (1 | 2 | 4 | 8)[];
            /** @description Directions let through. */
            DirectionFilterTypes?: (1 | 2 | 4)[];
            /**
             * @description Speed of the module.
             * @enum {integer}
             */
            FpsLockMode?: 0 | 1 | 2;
            /** @description Seconds before the same plate may raise an event again. */
            TimeSecNotRecognizeSamePlate?: number;
            /** @description Least number of letters and digits. */
            MinPlateTextLength?: number;
            /** @description Least number of digits. */
            MinPlateTextNumCount?: number;
            DbId?: components["schemas"]["DbId"];
            /** @description Barrier control. */
            PluginBarrierControlEnabled?: boolean;
            /** @description Manual barrier control. */
            PluginBarrierManualControlEnabled?: boolean;
            /** @description Automatic barrier control. */
            PluginBarrierAutomaticControlEnabled?: boolean;
            /** @description On a plate at the barrier: true opens and closes, false only opens. */
            IsBarrierSupportAutoClose?: boolean;
            /** @description Seconds until the barrier closes. */
            PluginBarrierAutomaticCloseTimeDelay?: number;
            /** @description Recognise vehicle colour, type and make. */
            RecognizeVehicleAttributes?: boolean;
            /** @description Write two colours to the event when the colour is doubtful (needs RecognizeVehicleAttributes). */
            RecognizeTwoVehicleColors?: boolean;
        };
        /** @description Plate recognition (standard) settings. */
        PlatesStandardSettings: {
            ChannelSettings: components["schemas"]["PlatesStandardChannelSettings"];
            /** @description The module is on. */
            Enabled: boolean;
        };
        /** @description Plate recognition (standard) settings. Form accepted in requests; fields left out keep their value (on adding: their default). */
        PlatesStandardSettingsInput: {
            ChannelSettings?: components["schemas"]["PlatesStandardChannelSettingsInput"];
            /** @description The module is on. */
            Enabled?: boolean;
        };
        /** @description JSON carried in ActionBodyJson of AlarmGeneration. */
        AlarmActionBody: {
            /** @description Least time between repeats, ms. */
            RepeatIntervalMs: number;
        };
        /** @description JSON carried in ActionBodyJson of ArchiveRecordingOn. */
        RecordingActionBody: {
            /** @description Length of the recording, ms. */
            RecordingDurationMs: number;
            /** @description Least time between repeats, ms. */
            RepeatIntervalMs: number;
        };
        /** @description One action. */
        ScenarioAction: {
            ActionType: components["schemas"]["ActionType"];
            /** @description Parameters of the action: JSON in a string. Known: AlarmActionBody, RecordingActionBody; the other three actions are not documented. */
            ActionBodyJson: string;
        };
        /** @description Event and what to do on it. */
        Scenario: {
            EventType: components["schemas"]["EventType"];
            /** @description Actions in order; the same type may occur twice. */
            Actions: components["schemas"]["ScenarioAction"][];
        };
        /** @description Camera inside a security object. */
        SecObjectChannel: {
            Id: components["schemas"]["Uuid"];
            /** @description Camera name. */
            Name: string;
        };
        /** @description Security object with everything below it. */
        SecObject: {
            Id: components["schemas"]["Uuid"];
            /** @description Parent object; zero GUID for the root. */
            ParentId: components["schemas"]["Uuid"];
            /** @description Name; null for the root. */
            Name: string | null;
            /** @description Objects inside. */
            ChildObjects: components["schemas"]["SecObject"][];
            /** @description Cameras inside. */
            ChildChannels: components["schemas"]["SecObjectChannel"][];
        };
        /** @description Security object to add. */
        SecObjectInput: {
            /** @description Parent object; left out: the root on adding, unchanged on changing. */
            ParentId?: components["schemas"]["Uuid"];
            /** @description Name. */
            Name?: string;
            /** @description Existing objects to move here. */
            ChildObjects?: components["schemas"]["SecObjectRefInput"][];
            /** @description Existing cameras to move here. */
            ChildChannels?: {
                Id: components["schemas"]["Uuid"];
            }[];
        };
        /** @description Existing security object named inside another. */
        SecObjectRefInput: {
            Id: components["schemas"]["Uuid"];
            ParentId?: components["schemas"]["Uuid"];
            Name?: string | null;
            ChildObjects?: components["schemas"]["SecObjectRefInput"][];
            ChildChannels?: {
                Id: components["schemas"]["Uuid"];
            }[];
        };
        /** @description Security object to change. */
        SecObjectUpdate: {
            Id: components["schemas"]["Uuid"];
            /** @description Parent object; left out: the root on adding, unchanged on changing. */
            ParentId?: components["schemas"]["Uuid"];
            /** @description Name. */
            Name?: string;
            /** @description Existing objects to move here. */
            ChildObjects?: components["schemas"]["SecObjectRefInput"][];
            /** @description Existing cameras to move here. */
            ChildChannels?: {
                Id: components["schemas"]["Uuid"];
            }[];
        };
        /** @description Configuring rights of a junior administrator. */
        ConfiguringJuniorAdminOptions: {
            /** @description May configure cameras. */
            ConfigureChannelsEnabled: boolean;
            /** @description May add cameras. */
            ConfigureAddChannelsEnabled: boolean;
            /** @description May change cameras. */
            ConfigureModifyChannelsEnabled: boolean;
            /** @description May configure servers. */
            ConfigureServersEnabled: boolean;
            /** @description May remove cameras. */
            ConfigureRemoveChannelsEnabled: boolean;
            /** @description Cameras that may be configured. */
            ConfigureChannelsAllowed: components["schemas"]["Uuid"][];
            /** @description May configure the videowall. */
            ConfigureVideowallEnabled: boolean;
        };
        /** @description Configuring rights of a junior administrator. Form accepted in requests; fields left out keep their value (on adding: their default). */
        ConfiguringJuniorAdminOptionsInput: {
            /** @description May configure cameras. */
            ConfigureChannelsEnabled?: boolean;
            /** @description May add cameras. */
            ConfigureAddChannelsEnabled?: boolean;
            /** @description May change cameras. */
            ConfigureModifyChannelsEnabled?: boolean;
            /** @description May configure servers. */
            ConfigureServersEnabled?: boolean;
            /** @description May remove cameras. */
            ConfigureRemoveChannelsEnabled?: boolean;
            /** @description Cameras that may be configured. */
            ConfigureChannelsAllowed?: components["schemas"]["Uuid"][];
            /** @description May configure the videowall. */
            ConfigureVideowallEnabled?: boolean;
        };
        /** @description What the group may do in the client application. */
        WorkplaceOptions: {
            ConfigurationEnabled: boolean;
            ShutdownEnabled: boolean;
            ChangeChannelModeEnabledEnabled: boolean;
            ManageRecEnabled: boolean;
            AccessExpertModeEnabled: boolean;
            PtzEnabled: boolean;
            ReceiveSoundEnabled: boolean;
            TransmitSoundEnabled: boolean;
            ExportVideoEnabled: boolean;
            ExportVideoToAviEnabled: boolean;
            ReceiveMainStreamEnabled: boolean;
            UnifiedLogEnabled: boolean;
            UnifiedLogAccessToAllUsersEnabled: boolean;
            /** @description Event kinds hidden in the log; 'None' hides nothing, other values are not documented. */
            UnifiedLogForbiddenEventTypes: string;
            ArchiveMarksEnabled: boolean;
            InteractiveSearchEnabled: boolean;
            ReportsEnabled: boolean;
            /** @description May edit data of the analytics modules (taken to be the right that face and plate database writes ask for). */
            AnalystPluginsEditingEnabled: boolean;
            PlansEnabled: boolean;
            VideowallBrowsingEnabled: boolean;
            ChatReceiveMessagesEnabled: boolean;
            ChatSendMessagesEnabled: boolean;
            ChangePasswordEnabled: boolean;
            DelayedReloadClientEnabled: boolean;
            IsWatermarkEnabled: boolean;
            /** @description Watermark mode; 1 and 2 occur, meanings not documented. */
            WatermarkDisplayMode: number;
            /** @description PTZ priority. */
            PtzPriority: number;
            /** @description Grids the group may use. */
            GridTypesAllowed: components["schemas"]["GridTypeName"][];
            /** @description Modules the group may not use (spelled so on the wire); item form not documented. */
            AnaliticModulesForbidden: string[];
            /** @description Plans the group may not see; item form taken as GUID. */
            PlansForbidden: components["schemas"]["Uuid"][];
        };
        /** @description What the group may do in the client application. Form accepted in requests; fields left out keep their value (on adding: their default). */
        WorkplaceOptionsInput: {
            ConfigurationEnabled?: boolean;
            ShutdownEnabled?: boolean;
            ChangeChannelModeEnabledEnabled?: boolean;
            ManageRecEnabled?: boolean;
            AccessExpertModeEnabled?: boolean;
            PtzEnabled?: boolean;
            ReceiveSoundEnabled?: boolean;
            TransmitSoundEnabled?: boolean;
            ExportVideoEnabled?: boolean;
            ExportVideoToAviEnabled?: boolean;
            ReceiveMainStreamEnabled?: boolean;
            UnifiedLogEnabled?: boolean;
            UnifiedLogAccessToAllUsersEnabled?: boolean;
            /** @description Event kinds hidden in the log; 'None' hides nothing, other values are not documented. */
            UnifiedLogForbiddenEventTypes?: string;
            ArchiveMarksEnabled?: boolean;
            InteractiveSearchEnabled?: boolean;
            ReportsEnabled?: boolean;
            /** @description May edit data of the analytics modules (taken to be the right that face and plate database writes ask for). */
            AnalystPluginsEditingEnabled?: boolean;
            PlansEnabled?: boolean;
            VideowallBrowsingEnabled?: boolean;
            ChatReceiveMessagesEnabled?: boolean;
            ChatSendMessagesEnabled?: boolean;
            ChangePasswordEnabled?: boolean;
            DelayedReloadClientEnabled?: boolean;
            IsWatermarkEnabled?: boolean;
            /** @description Watermark mode; 1 and 2 occur, meanings not documented. */
            WatermarkDisplayMode?: number;
            /** @description PTZ priority. */
            PtzPriority?: number;
            /** @description Grids the group may use. */
            GridTypesAllowed?: components["schemas"]["GridTypeName"][];
            /** @description Modules the group may not use (spelled so on the wire); item form not documented. */
            AnaliticModulesForbidden?: string[];
            /** @description Plans the group may not see; item form taken as GUID. */
            PlansForbidden?: components["schemas"]["Uuid"][];
        };
        /** @description Access to cameras. */
        ChannelsAccessOptions: {
            /**
             * @description true: archive access equals live access and ChannelsArchiveAllowed is not looked at.
             * @default true
             */
            AllowedOnePermissionForRealtimeAndArchiveEnabled: boolean;
            /** @description Cameras seen live. */
            ChannelsRealtimeAllowed: components["schemas"]["Uuid"][];
            /** @description Cameras seen in the archive. */
            ChannelsArchiveAllowed: components["schemas"]["Uuid"][];
            /** @description Cameras added later are allowed; settable for operators, always false for junior administrators. */
            AccessToNewCameraEnabled: boolean;
        };
        /** @description Access to cameras. Form accepted in requests; fields left out keep their value (on adding: their default). */
        ChannelsAccessOptionsInput: {
            /**
             * @description true: archive access equals live access and ChannelsArchiveAllowed is not looked at.
             * @default true
             */
            AllowedOnePermissionForRealtimeAndArchiveEnabled?: boolean;
            /** @description Cameras seen live. */
            ChannelsRealtimeAllowed?: components["schemas"]["Uuid"][];
            /** @description Cameras seen in the archive. */
            ChannelsArchiveAllowed?: components["schemas"]["Uuid"][];
            /** @description Cameras added later are allowed; settable for operators, always false for junior administrators. */
            AccessToNewCameraEnabled?: boolean;
        };
        /** @description Mobile and web access. */
        WebAndMobileOptions: {
            /** @description Gets push messages. */
            MobilePushReceivingEnabled: boolean;
            /** @description May get transcoded video from the mobile server. */
            TranscodedVideoFromMobileServerEnabled: boolean;
            /** @description May watch over the web. */
            VideoViaWebEnabled: boolean;
        };
        /** @description Mobile and web access. Form accepted in requests; fields left out keep their value (on adding: their default). */
        WebAndMobileOptionsInput: {
            /** @description Gets push messages. */
            MobilePushReceivingEnabled?: boolean;
            /** @description May get transcoded video from the mobile server. */
            TranscodedVideoFromMobileServerEnabled?: boolean;
            /** @description May watch over the web. */
            VideoViaWebEnabled?: boolean;
        };
        /** @description Group in brief. */
        GroupBrief: {
            Id: components["schemas"]["Uuid"];
            /** @description Group name. */
            Name: string;
            ConfiguringType: components["schemas"]["ConfiguringType"];
        };
        /** @description Group in full. All four option objects are null for the senior group; ConfiguringJuniorAdminOptions is null for operators. */
        GroupDetail: components["schemas"]["GroupBrief"] & {
            ConfiguringJuniorAdminOptions: components["schemas"]["ConfiguringJuniorAdminOptions"] | null;
            WorkplaceOptions: components["schemas"]["WorkplaceOptions"] | null;
            ChannelsAccessOptions: components["schemas"]["ChannelsAccessOptions"] | null;
            WebAndMobileOptions: components["schemas"]["WebAndMobileOptions"] | null;
            /** @description Free text. */
            Comment: string | null;
        };
        /** @description Group to add. */
        GroupCreate: {
            /** @description Group name. */
            Name: string;
            /**
             * @description A second SeniorAdmin group cannot be made.
             * @enum {string}
             */
            ConfiguringType: "JuniorAdmin" | "Operator";
            ConfiguringJuniorAdminOptions?: components["schemas"]["ConfiguringJuniorAdminOptionsInput"] | null;
            WorkplaceOptions?: components["schemas"]["WorkplaceOptionsInput"] | null;
            ChannelsAccessOptions?: components["schemas"]["ChannelsAccessOptionsInput"] | null;
            WebAndMobileOptions?: components["schemas"]["WebAndMobileOptionsInput"] | null;
            Comment?: string | null;
        };
        /** @description Group to change. */
        GroupUpdate: {
            Id: components["schemas"]["Uuid"];
            /** @description Group name. */
            Name?: string;
            ConfiguringType?: components["schemas"]["ConfiguringType"];
            ConfiguringJuniorAdminOptions?: components["schemas"]["ConfiguringJuniorAdminOptionsInput"] | null;
            WorkplaceOptions?: components["schemas"]["WorkplaceOptionsInput"] | null;
            ChannelsAccessOptions?: components["schemas"]["ChannelsAccessOptionsInput"] | null;
            WebAndMobileOptions?: components["schemas"]["WebAndMobileOptionsInput"] | null;
            Comment?: string | null;
        };
        /** @description User in brief. */
        UserBrief: {
            Id: components["schemas"]["Uuid"];
            GroupId: components["schemas"]["Uuid"];
            /** @description User name. */
            Login: string;
        };
        /** @description User in full; the password is never given out. */
        UserDetail: components["schemas"]["UserBrief"] & {
            UserType: components["schemas"]["UserType"];
            /** @description Account is blocked. */
            UserBlocked: boolean;
            /** @description Free text. */
            Comment: string | null;
        };
        /** @description Internal user to add. */
        UserCreate: {
            /** @description Group of the user. */
            GroupId: components["schemas"]["Uuid"];
            /** @description User name. */
            Login: string;
            /** @description New password; left out on adding: the empty password. */
            NewPassword?: string;
            /** @description Account is blocked. */
            UserBlocked?: boolean;
            Comment?: string | null;
        };
        /** @description User to change. */
        UserUpdate: {
            Id: components["schemas"]["Uuid"];
            /** @description Group of the user. */
            GroupId?: components["schemas"]["Uuid"];
            /** @description User name. */
            Login?: string;
            /** @description New password; left out on adding: the empty password. */
            NewPassword?: string;
            /** @description Account is blocked. */
            UserBlocked?: boolean;
            Comment?: string | null;
        };
        /** @description Camera in a cell of a profile. */
        ChannelPosition: {
            /** @description Cell number from the upper left corner. */
            GridIndex: number;
            /** @description Camera in the cell. */
            ChannelId: components["schemas"]["Uuid"];
        };
        /** @description Screen profile. */
        ViewProfile: {
            Id: components["schemas"]["Uuid"];
            /** @description Profile name. */
            Name: string | null;
            GridType: components["schemas"]["GridTypeName"];
            /** @description Filled cells; others are empty. */
            ChannelsPositions: components["schemas"]["ChannelPosition"][];
        };
        /** @description Profile to add. */
        ViewProfileCreate: {
            /** @description Profile name. */
            Name?: string | null;
            GridType?: components["schemas"]["GridTypeName"];
            /** @description Filled cells; others are empty. */
            ChannelsPositions?: components["schemas"]["ChannelPosition"][];
        };
        /** @description Profile to change. */
        ViewProfileUpdate: {
            Id: components["schemas"]["Uuid"];
            /** @description Profile name. */
            Name?: string | null;
            GridType?: components["schemas"]["GridTypeName"];
            /** @description Filled cells; others are empty. */
            ChannelsPositions?: components["schemas"]["ChannelPosition"][];
        };
        /** @description Licence counts. PeopleCounterChannels is shown in the list only. */
        LicParams: {
            Channels: number;
            SoundChannels: number;
            PtzChannels: number;
            FaceRecognitionChannels: number;
            PlateRecognCompleteChannels: number;
            PlateRecognLightChannels: number;
            PeopleCounterChannels?: number;
            ReservedChannels: number;
        };
        /** @description Video server. */
        Server: {
            Id: components["schemas"]["Uuid"];
            /** @description Server name. */
            Name: string;
            /** @description Address. */
            Hostname: string;
            Port: number;
            /** @description Takes replicas. */
            IsReplicationServer: boolean;
            /** @description Fast switch to the reserve. */
            UseFastReservation: boolean;
            /** @description Licences owned. */
            TotalLicParams: components["schemas"]["LicParams"];
            /** @description Licences in use. */
            UsedLicParams: components["schemas"]["LicParams"];
        };
        /** @description Device model; Id is what ConnectionSettings.ModelId takes. */
        DeviceModel: {
            Id: components["schemas"]["Uuid"];
            /** @description Model name. */
            Name: string;
            AltStreamSupported: boolean;
            MultiChannelServerSupported: boolean;
            DeviceArchiveSupported: boolean;
            PtzSupported: boolean;
            SoundReceivingSupported: boolean;
            SoundTransmittingSupported: boolean;
            IoProcessingEnabledSupported: boolean;
            MainVideoStreamFormatsSupported: components["schemas"]["VideoFormat"][];
            AltVideoStreamFormatsSupported: components["schemas"]["VideoFormat"][];
            DefaultExternalNetworkPorts: number[];
        };
        /** @description Maker and its models. */
        DeviceManufacturer: {
            /** @description Maker. */
            Name: string;
            DeviceModels: components["schemas"]["DeviceModel"][];
        };
        /** @description Proxy of monitoring data. */
        MonitoringProxySettings: {
            /** @description Monitoring data goes through a proxy; answered as text. */
            ProxyServerEnabled: components["schemas"]["BoolOrString"];
            /** @description Server used as the proxy. */
            ProxyServerId: components["schemas"]["Uuid"];
        };
        /** @description Monitoring settings. */
        MonitoringSettings: {
            /** @description Monitoring is on; answered as text. */
            MonitoringEnabled: components["schemas"]["BoolOrString"];
            /** @description Password of the monitoring server, may be empty. */
            Password: string;
            /** @description Address of the monitoring server. */
            MonitoringUrl: string;
            /** @description New servers join monitoring by themselves. */
            MonitoringNewServerEnabled: boolean;
            /**
             * @description Seconds between sends.
             * @default 2
             * @enum {integer}
             */
            MonitoringPushIntervalSeconds: 2 | 5 | 10 | 30 | 45;
            /** @description Servers monitored. */
            ServerIds: components["schemas"]["Uuid"][];
            ProxySettings: components["schemas"]["MonitoringProxySettings"];
        };
        /** @description Monitoring settings to store. */
        MonitoringSettingsInput: {
            /** @description Monitoring is on; answered as text. */
            MonitoringEnabled?: components["schemas"]["BoolOrString"];
            /** @description Password of the monitoring server, may be empty. */
            Password: string;
            /** @description Address of the monitoring server. */
            MonitoringUrl: string;
            /** @description New servers join monitoring by themselves. */
            MonitoringNewServerEnabled: boolean;
            /**
             * @description Seconds between sends.
             * @default 2
             * @enum {integer}
             */
            MonitoringPushIntervalSeconds: 2 | 5 | 10 | 30 | 45;
            /** @description Servers monitored. */
            ServerIds: components["schemas"]["Uuid"][];
            ProxySettings?: components["schemas"]["MonitoringProxySettings"];
        };
        /** @description Recognition module. */
        RecognitionModule: {
            /** @description Module name, the value of the module parameter. */
            name: string;
            /** @description Module is available. */
            enabled: boolean;
        };
        /** @description Face modules. */
        FaceConfig: {
            faces_modules: components["schemas"]["RecognitionModule"][];
        };
        /** @description Plate modules. */
        CarConfig: {
            auto_modules: components["schemas"]["RecognitionModule"][];
        };
        /** @description Group named by id. */
        GroupRef: {
            id: components["schemas"]["Uuid"];
        };
        /** @description Groups as objects. */
        GroupRefs: components["schemas"]["GroupRef"][];
        /** @description Groups as objects or as bare ids. */
        GroupRefsInput: (components["schemas"]["GroupRef"] | components["schemas"]["Uuid"])[] | null;
        /** @description Face in a list. */
        FaceBrief: {
            id: components["schemas"]["Uuid"];
            /** @description Id in the external system. */
            external_id: string | null;
            first_name: string | null;
            patronymic: string | null;
            second_name: string | null;
            additional_info: string | null;
            /** @description When the record was added or last changed. */
            modification_time: components["schemas"]["UtcTime"];
        };
        /** @description Face as answered by POST and PUT: groups as objects. */
        FaceSaved: components["schemas"]["FaceBrief"] & {
            groups: components["schemas"]["GroupRefs"];
            /** @description Photos. */
            face_images: string[];
        };
        /** @description Face as answered by GET by id: groups as bare ids. */
        FaceDetail: components["schemas"]["FaceBrief"] & {
            groups: components["schemas"]["Uuid"][];
            /** @description Photos. */
            face_images: string[];
        };
        /** @description Face to store. At least one photo, unless force is true. Other fields may be empty or null. */
        FaceInput: {
            /** @description Id in the external system. */
            external_id?: string | null;
            first_name?: string | null;
            patronymic?: string | null;
            second_name?: string | null;
            additional_info?: string | null;
            groups?: components["schemas"]["GroupRefsInput"];
            /** @description Photos. */
            face_images?: string[];
            /**
             * @description Store the record even if the photos cannot serve as a sample or are absent.
             * @default false
             */
            force?: boolean;
            /** @description Id of the external system. */
            external_sys_id?: string | null;
        } | {
            face_images: unknown;
        } | {
            /** @constant */
            force: true;
        };
        /** @description Part of the face list. */
        FaceList: {
            /** @description Offset asked for. */
            offset: number;
            /** @description Records in this answer. */
            portion: number;
            /** @description Records in all. */
            total_count: number;
            faces: components["schemas"]["FaceBrief"][];
        };
        /** @description Face group in a list. */
        FaceGroupBrief: {
            id: components["schemas"]["Uuid"];
            /** @description Id in the external system. */
            external_id: string | null;
            /** @description Group name. */
            name: string;
            /** @description Members are to be intercepted. */
            intercept: boolean;
            /** @description When the record was added or last changed. */
            modification_time: components["schemas"]["UtcTime"];
            /** @description Id of the external system. */
            external_sys_id: string | null;
        };
        /** @description Face group. */
        FaceGroup: {
            id: components["schemas"]["Uuid"];
            /** @description Id in the external system. */
            external_id: string | null;
            /** @description Group name. */
            name: string;
            /** @description Members are to be intercepted. */
            intercept: boolean;
            /** @description When the record was added or last changed. */
            modification_time: components["schemas"]["UtcTime"];
            /** @description Colour as ARGB hex, 8 digits. */
            color: string | null;
        };
        /** @description Face group to store. Only name is mandatory; the rest may be empty or null. */
        FaceGroupInput: {
            /** @description Id in the external system. */
            external_id?: string | null;
            /** @description Group name. */
            name: string;
            intercept?: boolean | null;
            /** @description Colour as ARGB hex, 8 digits. */
            color?: string | null;
            /** @description Id of the external system. */
            external_sys_id?: string | null;
        };
        /** @description Part of the face group list. */
        FaceGroupList: {
            /** @description Offset asked for. */
            offset: number;
            /** @description Records in this answer. */
            portion: number;
            /** @description Records in all. */
            total_count: number;
            groups: components["schemas"]["FaceGroupBrief"][];
        };
        /** @description Vehicle in a list. */
        CarBrief: {
            id: components["schemas"]["Uuid"];
            /** @description Id in the external system. */
            external_id: string | null;
            /** @description Plate number. */
            license_plate_number: string;
            additional_info: string | null;
            /** @description When the record was added or last changed. */
            modification_time: components["schemas"]["UtcTime"];
        };
        /** @description Owner. Filters call second_name last_name and third_name patronymic. */
        CarOwner: {
            first_name?: string | null;
            second_name?: string | null;
            third_name?: string | null;
        };
        /** @description Vehicle in full. */
        Car: components["schemas"]["CarBrief"] & {
            owner: components["schemas"]["CarOwner"];
            model: string | null;
            color: string | null;
            groups: components["schemas"]["GroupRefs"];
        };
        /** @description Vehicle to store. */
        CarInput: {
            /** @description Not looked at; the id in the path counts. */
            id?: components["schemas"]["Uuid"];
            owner?: components["schemas"]["CarOwner"] | null;
            /** @description Id in the external system. */
            external_id?: string | null;
            /** @description Id of the external system. */
            external_sys_id?: string | null;
            /** @description Owner id in the external system; need not be unique. Known from the filter only, field name inferred. */
            external_owner_id?: string | null;
            /** @description Plate number. */
            license_plate_number?: string;
            additional_info?: string | null;
            /** @description Not looked at; set by the server. */
            modification_time?: components["schemas"]["UtcTime"];
            model?: string | null;
            color?: string | null;
            groups?: components["schemas"]["GroupRefsInput"];
        };
        /** @description Part of the vehicle list. */
        CarList: {
            /** @description Offset asked for. */
            offset: number;
            /** @description Records in this answer. */
            portion: number;
            /** @description Records in all. */
            total_count: number;
            plates: components["schemas"]["CarBrief"][];
        };
        /** @description Plate group in a list. */
        CarGroupBrief: {
            id: components["schemas"]["Uuid"];
            /** @description Id in the external system. */
            external_id: string | null;
            /** @description Group name. */
            name: string;
            /** @description Members are to be intercepted. */
            intercept: boolean;
            /** @description When the record was added or last changed. */
            modification_time: components["schemas"]["UtcTime"];
            /** @description Members open the barrier. */
            open_barrier: boolean;
            /** @description Id of the external system. */
            external_sys_id: string | null;
        };
        /** @description Plate group. */
        CarGroup: {
            id: components["schemas"]["Uuid"];
            /** @description Id in the external system. */
            external_id: string | null;
            /** @description Group name. */
            name: string;
            /** @description Members are to be intercepted. */
            intercept: boolean;
            /** @description When the record was added or last changed. */
            modification_time: components["schemas"]["UtcTime"];
            /** @description Members open the barrier. */
            open_barrier: boolean;
            /** @description Colour as ARGB hex, 8 digits. */
            color: string | null;
        };
        /** @description Plate group to store. Only name is mandatory; the rest may be empty or null. */
        CarGroupInput: {
            /** @description Id in the external system. */
            external_id?: string | null;
            /** @description Group name. */
            name: string;
            intercept?: boolean | null;
            open_barrier?: boolean | null;
            /** @description Colour as ARGB hex, 8 digits. */
            color?: string | null;
            /** @description Id of the external system. */
            external_sys_id?: string | null;
        };
        /** @description Part of the plate group list. */
        CarGroupList: {
            /** @description Offset asked for. */
            offset: number;
            /** @description Records in this answer. */
            portion: number;
            /** @description Records in all. */
            total_count: number;
            groups: components["schemas"]["CarGroupBrief"][];
        };
        /** @description Face on a page. */
        FacePageItem: components["schemas"]["FaceBrief"] & {
            /** @description Id of the external system. */
            external_sys_id: string | null;
            /** @description When the record was added. */
            creation_time: components["schemas"]["UtcTime"];
            force: boolean;
        };
        /** @description Record on a page; no own sample is documented, so the v1 list fields plus creation_time are taken. */
        FaceGroupPageItem: components["schemas"]["FaceGroupBrief"] & {
            /** @description Id of the external system. */
            external_sys_id?: string | null;
            /** @description When the record was added. */
            creation_time?: components["schemas"]["UtcTime"];
        };
        /** @description Record on a page; no own sample is documented, so the v1 list fields plus creation_time are taken. */
        CarPageItem: components["schemas"]["CarBrief"] & {
            /** @description Id of the external system. */
            external_sys_id?: string | null;
            /** @description When the record was added. */
            creation_time?: components["schemas"]["UtcTime"];
        };
        /** @description Record on a page; no own sample is documented, so the v1 list fields plus creation_time are taken. */
        CarGroupPageItem: components["schemas"]["CarGroupBrief"] & {
            /** @description Id of the external system. */
            external_sys_id?: string | null;
            /** @description When the record was added. */
            creation_time?: components["schemas"]["UtcTime"];
        };
        /** @description Page of records. */
        FacePage: {
            items: components["schemas"]["FacePageItem"][];
            /** @description Page given, from 1. */
            page: number;
            /** @description Records in all. */
            total_items: number;
        };
        /** @description Page of records. */
        FaceGroupPage: {
            items: components["schemas"]["FaceGroupPageItem"][];
            /** @description Page given, from 1. */
            page: number;
            /** @description Records in all. */
            total_items: number;
        };
        /** @description Page of records. */
        CarPage: {
            items: components["schemas"]["CarPageItem"][];
            /** @description Page given, from 1. */
            page: number;
            /** @description Records in all. */
            total_items: number;
        };
        /** @description Page of records. */
        CarGroupPage: {
            items: components["schemas"]["CarGroupPageItem"][];
            /** @description Page given, from 1. */
            page: number;
            /** @description Records in all. */
            total_items: number;
        };
        /** @description Count per object class; only the classes counted there. */
        ObjectCounts: {
            [key: string]: number;
        };
        /** @description Current counts of a line or area. */
        CountingZone: {
            Id: components["schemas"]["Uuid"];
            /** @description Line or area name. */
            Name: string;
            /**
             * @description Line or area.
             * @enum {string}
             */
            Type: "LineSection" | "Zone";
            CurrentCounts: components["schemas"]["ObjectCounts"];
        };
        /** @description Current counts of a camera. */
        CountingChannel: {
            /** @description Camera. */
            Id: components["schemas"]["Uuid"];
            ChannelName: string;
            Zones: components["schemas"]["CountingZone"][];
        };
        /** @description Counts of a line over a period. */
        CountingReportZone: {
            Id: components["schemas"]["Uuid"];
            /** @description Line name. */
            Name: string;
            /** @description Counts when the period began. */
            StartCounts: components["schemas"]["ObjectCounts"];
            /** @description Crossings during the period. */
            TotalCounts: components["schemas"]["ObjectCounts"];
        };
        /** @description Counts of a camera over a period. */
        CountingReportChannel: {
            /** @description Camera. */
            Id: components["schemas"]["Uuid"];
            ChannelName: string;
            Zones: components["schemas"]["CountingReportZone"][];
        };
        /** @description Visitor figures of a camera or of all. */
        VisitorReportRow: {
            /** @description Camera; null in an aggregated row. */
            ChannelId: components["schemas"]["Uuid"] | null;
            TotalVisitors: number;
            UniqueVisitors: number;
            GenderDistribution: {
                Female: number;
                Male: number;
            };
            AgeDistribution: {
                Young: number;
                Adult: number;
                MiddleAged: number;
                Senior: number;
            };
            EmotionDistribution: {
                Positive: number;
                Neutral: number;
                Negative: number;
            };
        };
        /** @description Unique visitor report. */
        VisitorReport: {
            Report: components["schemas"]["VisitorReportRow"][];
        };
        /** @description Watermark over the camera picture. */
        WatermarkSettings: {
            /** @description Watermark is shown. */
            IsEnabled: boolean;
            /**
             * Format: double
             * @description Opacity; higher is less transparent.
             */
            Opacity: number;
            /** @description Colour. */
            ColorCode: string;
            /** @description Shows date and time. */
            IsDateAndTimeEnabled: boolean;
            /** @description Shows the user name. */
            IsUserNameEnabled: boolean;
            /** @description Shows the host name. */
            IsComputerNameEnabled: boolean;
            /**
             * Format: int32
             * @description Place of the text in the cell; codes not documented.
             */
            LocationMode: number;
        };
        /** @description Camera for the web API. */
        WebCamera: {
            ChannelId: components["schemas"]["Uuid"];
            ChannelName: string;
            WatermarkSettings: components["schemas"]["WatermarkSettings"];
        };
        /** @description Days with recordings. */
        CameraArchiveDays: {
            ChannelId: components["schemas"]["Uuid"];
            ChannelName: string;
            /** @description Dates with recordings. */
            ArchiveDays: components["schemas"]["UtcTime"][];
        };
        /** @description Analytics of a camera. */
        CameraAnalytics: {
            ChannelId: components["schemas"]["Uuid"];
            ChannelName: string;
            /** @description Analytics modules that are on. */
            PluginIds: components["schemas"]["Uuid"][];
        };
        /** @description Archive episode. */
        Episode: {
            /** Format: int64 */
            Id: number;
            CreationTimeUtc: components["schemas"]["UtcTime"];
            StartTimeUtc: components["schemas"]["UtcTime"];
            EndTimeUtc: components["schemas"]["UtcTime"];
            CameraId: components["schemas"]["Uuid"];
            /** @description Who made it. */
            UserId: components["schemas"]["Uuid"];
            /** @description Server of the camera. */
            ServerId: components["schemas"]["Uuid"];
            Comment: string | null;
            Status: components["schemas"]["EpisodeStatus"];
            /** @description Size in MB, as text. */
            Size: string;
        };
        /** @description Episode to add. */
        EpisodeCreate: {
            StartTimeUtc: components["schemas"]["UtcTime"];
            EndTimeUtc: components["schemas"]["UtcTime"];
            CameraId: components["schemas"]["Uuid"];
            Comment?: string | null;
        };
        /** @description What is exported. */
        ExportParams: {
            ChannelId: components["schemas"]["Uuid"];
            StartTimeUtc: components["schemas"]["UtcTime"];
            EndTimeUtc: components["schemas"]["UtcTime"];
            /** @description Take the sound too, if there is any. */
            IsSoundEnabled: boolean;
            /** @description Put time stamps into the MP4. */
            UseTimeStamps: boolean;
            /** @description When the task was made. */
            CreationTime: components["schemas"]["UtcTime"];
            /**
             * Format: double
             * @description Frame rate of the MP4; 0 in the samples, taken as 'as recorded'.
             */
            Fps: number;
            /** @description Add the hvc1 tag to H.265 so that Apple devices play it. */
            AddHvc1TagForHevc: boolean;
        };
        /** @description Export to start. */
        ExportRequest: {
            /** @description Camera; absent from the sample request, taken as needed because the stored task carries it. */
            ChannelId: components["schemas"]["Uuid"];
            StartTimeUtc: components["schemas"]["UtcTime"];
            EndTimeUtc: components["schemas"]["UtcTime"];
            /** @description Take the sound too, if there is any. */
            IsSoundEnabled?: boolean;
            /** @description Put time stamps into the MP4. */
            UseTimeStamps?: boolean;
            /** @description When the task was made. */
            CreationTime?: components["schemas"]["UtcTime"];
            /**
             * Format: double
             * @description Frame rate of the MP4; 0 in the samples, taken as 'as recorded'.
             */
            Fps?: number;
            /** @description Add the hvc1 tag to H.265 so that Apple devices play it. */
            AddHvc1TagForHevc?: boolean;
        };
        /** @description Archive export task. */
        ExportTask: {
            Id: components["schemas"]["Uuid"];
            Params: components["schemas"]["ExportParams"];
            State: components["schemas"]["ExportState"];
            Error: components["schemas"]["ExportError"];
        };
        /** @description Page of export tasks. */
        ExportTaskPage: {
            Items: components["schemas"]["ExportTask"][];
            /** Format: int32 */
            Page: number;
            /** Format: int32 */
            TotalItems: number;
        };
        /** @description Filled cell. */
        GridCell: {
            /**
             * Format: int32
             * @description Cell number.
             */
            Position: number;
            CameraId: components["schemas"]["Uuid"];
        };
        /** @description View: grid with cameras. */
        GridProfile: {
            Id: components["schemas"]["Uuid"];
            Name: string;
            GridType: components["schemas"]["GridTypeCode"];
            Cells: components["schemas"]["GridCell"][];
        };
        /** @description Folder of views. */
        GridProfileFolder: {
            Id: components["schemas"]["Uuid"];
            Name: string;
            /** @description Folders inside; nodes of the same form (the sample shows a placeholder text). */
            readonly Folders: (components["schemas"]["GridProfileFolder"] | string)[];
            /** @description Views in the folder. */
            readonly Profiles: components["schemas"]["GridProfile"][];
        };
        /** @description Uses on this server, uses in all, licences owned (reading by name; the source says 'number of uses' for all three). */
        ChannelLicenseUsage: {
            /** Format: int32 */
            OnServer: number;
            /** Format: int32 */
            Used: number;
            /** Format: int32 */
            Total: number;
        };
        /** @description Licence and its use by the cameras of the server. */
        License: {
            /** @description Product. */
            ProductType: string;
            /** @description Licence expires. */
            IsTimeLimited: boolean;
            /** @description Expiry. */
            TimeLimit: components["schemas"]["UtcTime"];
            /** @description Interface language. */
            Language: string;
            /** @description Remote workstations are limited. */
            IsMaxClientsLimited: boolean;
            /**
             * Format: int32
             * @description Remote workstations allowed.
             */
            MaxClients: number;
            /** @description Video analytics server. */
            VideoAnalystServer: boolean;
            /** @description Floating licences. */
            IsNetworkLicenseEnabled: boolean;
            /** @description REST configuring. */
            IsRestConfigurationEnabled: boolean;
            /** @description Active Directory. */
            IsActiveDirectoryAuthEnabled: boolean;
            /** @description Graded administration. */
            IsJuniorAdminEnabled: boolean;
            /** @description Operator chat. */
            IsMessengerEnabled: boolean;
            /** @description Videowall. */
            IsVideoWallEnabled: boolean;
            /** @description Archive duplication. */
            IsDuplicateArchiveEnabled: boolean;
            /** @description Archive thinning over time. */
            IsArchiveThinningEnabled: boolean;
            /** @description State monitoring. */
            IsMonitoringEnabled: boolean;
            /** @description PTZ by priority. */
            IsPriorityPtzEnabled: boolean;
            /** @description Alarms on plans. */
            IsAlarmOnPlansEnabled: boolean;
            /** @description Episode archive. */
            IsArchiveEpisodesFeatureEnabled: boolean;
            /** @description Long-term database. */
            IsLongTermDatabaseFeatureEnabled: boolean;
            /** @description ECHD integration. */
            IsEchdIntegrationEnabled: boolean;
            NonRegistratorChannels: components["schemas"]["ChannelLicenseUsage"];
            RegistratorChannels: components["schemas"]["ChannelLicenseUsage"];
            ReservedChannels: components["schemas"]["ChannelLicenseUsage"];
            SoundChannels: components["schemas"]["ChannelLicenseUsage"];
            PtzChannels: components["schemas"]["ChannelLicenseUsage"];
            PosTerminalChannels: components["schemas"]["ChannelLicenseUsage"];
            FaceDetectorChannels: components["schemas"]["ChannelLicenseUsage"];
            InteractiveSearchChannels: components["schemas"]["ChannelLicenseUsage"];
            PlateRecognitionChannels: components["schemas"]["ChannelLicenseUsage"];
            PeopleCntChannels: components["schemas"]["ChannelLicenseUsage"];
            TrackingChannels: components["schemas"]["ChannelLicenseUsage"];
            HeatMapChannels: components["schemas"]["ChannelLicenseUsage"];
            QueueCounterChannels: components["schemas"]["ChannelLicenseUsage"];
            AbandonedObjectChannels: components["schemas"]["ChannelLicenseUsage"];
            CrowdCountingChannels: components["schemas"]["ChannelLicenseUsage"];
            FireAndSmokeChannels: components["schemas"]["ChannelLicenseUsage"];
            PersonalControlChannels: components["schemas"]["ChannelLicenseUsage"];
            LoudSoundChannels: components["schemas"]["ChannelLicenseUsage"];
            ObjectCounterModuleChannels: components["schemas"]["ChannelLicenseUsage"];
            EmergencyVehicleDetectionModuleChannels: components["schemas"]["ChannelLicenseUsage"];
            FallenPeopleDetectionModuleChannels: components["schemas"]["ChannelLicenseUsage"];
            OurPlatesModuleChannels: components["schemas"]["ChannelLicenseUsage"];
            AutoMarshalChannels: components["schemas"]["ChannelLicenseUsage"];
            FishEyeChannels: components["schemas"]["ChannelLicenseUsage"];
            PeopleCnt3DChannels: components["schemas"]["ChannelLicenseUsage"];
            HardHatDetectionChannels: components["schemas"]["ChannelLicenseUsage"];
            ShelfFullnessDetectors: components["schemas"]["ChannelLicenseUsage"];
            LightFaceRecognitionChannels: components["schemas"]["ChannelLicenseUsage"];
            CompleteFaceRecognitionChannels: components["schemas"]["ChannelLicenseUsage"];
            VisitorStatisticsFaceRecognitionChannels: components["schemas"]["ChannelLicenseUsage"];
            CameraBuiltInAnalystChannels: components["schemas"]["ChannelLicenseUsage"];
        };
    };
    responses: {
        /** @description Malformed request or an unexpected error. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorMessage"];
            };
        };
        /** @description The user may not use this resource. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorMessage"];
            };
        };
        /** @description No such resource. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorMessage"];
            };
        };
        /** @description The configuration was changed meanwhile; repeat later. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorMessage"];
            };
        };
    };
    parameters: {
        /** @description Camera id. */
        PathChannelId: components["schemas"]["Uuid"];
        /** @description Security object id. */
        PathSecObjectId: components["schemas"]["Uuid"];
        /** @description User group id. */
        PathGroupId: components["schemas"]["Uuid"];
        /** @description User id. */
        PathUserId: components["schemas"]["Uuid"];
        /** @description Screen profile id. */
        PathViewProfileId: components["schemas"]["Uuid"];
        /** @description Server id. */
        PathServerId: components["schemas"]["Uuid"];
        /** @description Internal record id; it never changes. */
        PathRecordId: components["schemas"]["Uuid"];
        /** @description Camera id. */
        PathCameraId: components["schemas"]["Uuid"];
        /** @description Export task id. */
        PathTaskId: components["schemas"]["Uuid"];
        /** @description Episode id. */
        PathEpisodeId: number;
        /** @description Number of the first record, from 0. */
        Offset: number;
        /** @description How many records; more than there are means all that are left. */
        Portion: number;
        /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
        FaceModule: string;
        /** @description true: give the reference photo only. */
        OnlyMainSample: boolean;
        /** @description Select faces. group_id may be repeated: the face must be in every group named. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
        FaceFilter: string;
        /** @description Select face groups. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
        FaceGroupFilter: string;
        /** @description Select vehicles. group_id may be repeated (in every group named); first_name, last_name and patronymic at most once each. required_ratio 0..100 (default 100) is the likeness in percent asked of names and plate. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
        CarFilter: string;
        /** @description Select plate groups. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
        CarGroupFilter: string;
        /** @description Plate database; Complete plate module only. Left out: the common database. */
        DbId: components["schemas"]["DbId"];
        /** @description Page number from 1; (page-1)*size records are skipped. Default inferred. */
        Page: number;
        /** @description Records per page. Default inferred. */
        Size: number;
        /** @description Page number from 1. */
        ExportPage: number;
        /** @description Records per page; the sample asks for 2147483647 to get all. */
        ExportSize: number;
        /** @description Camera; left out: all cameras with the module, as a list. */
        CountingChannel: components["schemas"]["Uuid"];
        /** @description Start of the period in the server's local time, dd.MM.yyyy HH:mm:ss.fff; yyyy.MM.dd HH:mm:ss and surrounding quotes are accepted too. */
        CountingStart: string;
        /** @description End of the period, same form. */
        CountingEnd: string;
        /** @description Start of the period, UTC, dd.MM.yyyy HH:mm:ss; ISO 8601 accepted too. */
        VisitorStart: string | components["schemas"]["UtcTime"];
        /** @description End of the period, same form. */
        VisitorEnd: string | components["schemas"]["UtcTime"];
        /** @description Cameras, comma-separated. */
        VisitorChannel: components["schemas"]["Uuid"][];
        /** @description true: gender, age and emotion figures count unique visitors; false: all visitors. */
        VisitorUniqueOnly: boolean;
        /** @description Face groups left out of the figures, comma-separated. */
        VisitorGroup: components["schemas"]["Uuid"][];
        /** @description true: one row for all cameras; false: a row per camera. */
        VisitorAggregate: boolean;
        /** @description Start of the span, UTC. */
        ArchiveStart: components["schemas"]["UtcTime"];
        /** @description End of the span, UTC. */
        ArchiveEnd: components["schemas"]["UtcTime"];
        /** @description Cameras; left out: all. Repeat the parameter for several. */
        AnalyticsChannels: components["schemas"]["Uuid"][];
        /** @description How many episodes. */
        EpisodeLimit: number;
        /** @description Number of the first episode. */
        EpisodeOffset: number;
        /** @description Order by start time: 0 newest first, 1 oldest first. */
        EpisodeSort: 0 | 1;
        /** @description Earliest start. */
        EpisodeMinStart: components["schemas"]["UtcTime"];
        /** @description Latest start. */
        EpisodeMaxStart: components["schemas"]["UtcTime"];
        /** @description Take the sound too, if there is any. */
        ExpSound: boolean;
        /** @description Put time stamps into the MP4. */
        ExpStamps: boolean;
        /** @description Frame rate of the MP4. */
        ExpFps: number;
        /** @description Add the hvc1 tag to H.265 so that Apple devices play it. */
        ExpHvc1: boolean;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listConfigChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelConfigBrief"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateConfigChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelUpdate"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    addConfigChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelCreate"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedObjects"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getConfigChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteConfigChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getChannelFacesComplete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FacesCompleteSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    setChannelFacesComplete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FacesCompleteSettingsInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getChannelPeopleCounter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleCounterSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    setChannelPeopleCounter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeopleCounterSettingsInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getChannelVisitors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorsSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    setChannelVisitors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitorsSettingsInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getChannelQueueCounter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueCounterSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    setChannelQueueCounter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueCounterSettingsInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getChannelPlatesComplete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatesCompleteSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    setChannelPlatesComplete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatesCompleteSettingsInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getChannelPlatesStandard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatesStandardSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    setChannelPlatesStandard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatesStandardSettingsInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatesStandardSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getChannelScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    setChannelScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Scenario"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getSecObjectTree: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecObject"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateSecObjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecObjectUpdate"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    addSecObjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecObjectInput"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedObjects"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getSecObject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Security object id. */
                secobject_id: components["parameters"]["PathSecObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecObject"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteSecObject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Security object id. */
                secobject_id: components["parameters"]["PathSecObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupBrief"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupUpdate"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    addGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupCreate"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedObjects"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User group id. */
                group_id: components["parameters"]["PathGroupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User group id. */
                group_id: components["parameters"]["PathGroupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listGroupUsers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User group id. */
                group_id: components["parameters"]["PathGroupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserBrief"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserBrief"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserUpdate"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    addUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreate"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedObjects"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User id. */
                user_id: components["parameters"]["PathUserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User id. */
                user_id: components["parameters"]["PathUserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listViewProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewProfile"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateViewProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewProfileUpdate"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    addViewProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewProfileCreate"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedObjects"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    getViewProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Screen profile id. */
                viewprofile_id: components["parameters"]["PathViewProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewProfile"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteViewProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Screen profile id. */
                viewprofile_id: components["parameters"]["PathViewProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listServers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Server id. */
                server_id: components["parameters"]["PathServerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listServerChannels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Server id. */
                server_id: components["parameters"]["PathServerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelBrief"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listDeviceManufacturers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceManufacturer"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getMonitoring: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonitoringSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    setMonitoring: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MonitoringSettingsInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelBrief"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelBrief"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getChannelStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Camera id. */
                channel_id: components["parameters"]["PathChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelStatusInfo"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getFaceConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceConfig"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listFaces: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
                /** @description Number of the first record, from 0. */
                offset?: components["parameters"]["Offset"];
                /** @description How many records; more than there are means all that are left. */
                portion?: components["parameters"]["Portion"];
                /** @description Select faces. group_id may be repeated: the face must be in every group named. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["FaceFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    addFace: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
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
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceSaved"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getFace: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
                /** @description true: give the reference photo only. */
                onlymainsample?: components["parameters"]["OnlyMainSample"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateFace: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceSaved"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteFace: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listFaceGroups: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
                /** @description Number of the first record, from 0. */
                offset?: components["parameters"]["Offset"];
                /** @description How many records; more than there are means all that are left. */
                portion?: components["parameters"]["Portion"];
                /** @description Select face groups. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["FaceGroupFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceGroupList"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    addFaceGroup: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceGroupInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getFaceGroup: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateFaceGroup: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceGroupInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteFaceGroup: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getCarConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarConfig"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listCars: {
        parameters: {
            query?: {
                /** @description Number of the first record, from 0. */
                offset?: components["parameters"]["Offset"];
                /** @description How many records; more than there are means all that are left. */
                portion?: components["parameters"]["Portion"];
                /** @description Select vehicles. group_id may be repeated (in every group named); first_name, last_name and patronymic at most once each. required_ratio 0..100 (default 100) is the likeness in percent asked of names and plate. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["CarFilter"];
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarList"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    addCar: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Car"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getCar: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Car"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateCar: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Car"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteCar: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listCarGroups: {
        parameters: {
            query?: {
                /** @description Number of the first record, from 0. */
                offset?: components["parameters"]["Offset"];
                /** @description How many records; more than there are means all that are left. */
                portion?: components["parameters"]["Portion"];
                /** @description Select plate groups. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["CarGroupFilter"];
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarGroupList"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    addCarGroup: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarGroupInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getCarGroup: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateCarGroup: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarGroupInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteCarGroup: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listFacesV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
                /** @description Number of the first record, from 0. */
                offset?: components["parameters"]["Offset"];
                /** @description How many records; more than there are means all that are left. */
                portion?: components["parameters"]["Portion"];
                /** @description Select faces. group_id may be repeated: the face must be in every group named. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["FaceFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    addFaceV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
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
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceSaved"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getFaceV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
                /** @description true: give the reference photo only. */
                onlymainsample?: components["parameters"]["OnlyMainSample"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateFaceV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceSaved"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteFaceV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listFaceGroupsV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
                /** @description Number of the first record, from 0. */
                offset?: components["parameters"]["Offset"];
                /** @description How many records; more than there are means all that are left. */
                portion?: components["parameters"]["Portion"];
                /** @description Select face groups. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["FaceGroupFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceGroupList"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    addFaceGroupV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceGroupInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getFaceGroupV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateFaceGroupV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceGroupInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteFaceGroupV1: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listCarsV1: {
        parameters: {
            query?: {
                /** @description Number of the first record, from 0. */
                offset?: components["parameters"]["Offset"];
                /** @description How many records; more than there are means all that are left. */
                portion?: components["parameters"]["Portion"];
                /** @description Select vehicles. group_id may be repeated (in every group named); first_name, last_name and patronymic at most once each. required_ratio 0..100 (default 100) is the likeness in percent asked of names and plate. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["CarFilter"];
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarList"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    addCarV1: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Car"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getCarV1: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Car"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateCarV1: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Car"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteCarV1: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listCarGroupsV1: {
        parameters: {
            query?: {
                /** @description Number of the first record, from 0. */
                offset?: components["parameters"]["Offset"];
                /** @description How many records; more than there are means all that are left. */
                portion?: components["parameters"]["Portion"];
                /** @description Select plate groups. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["CarGroupFilter"];
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarGroupList"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    addCarGroupV1: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarGroupInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getCarGroupV1: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    updateCarGroupV1: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarGroupInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarGroup"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteCarGroupV1: {
        parameters: {
            query?: {
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
            };
            header?: never;
            path: {
                /** @description Internal record id; it never changes. */
                id: components["parameters"]["PathRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listFacesV2: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
                /** @description Select faces. group_id may be repeated: the face must be in every group named. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["FaceFilter"];
                /** @description Page number from 1; (page-1)*size records are skipped. Default inferred. */
                page?: components["parameters"]["Page"];
                /** @description Records per page. Default inferred. */
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FacePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listFaceGroupsV2: {
        parameters: {
            query: {
                /** @description Face module to work with, a name from /api/faceconfig. Names met: basic, light, standard, complete, expert. */
                module: components["parameters"]["FaceModule"];
                /** @description Select face groups. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["FaceGroupFilter"];
                /** @description Page number from 1; (page-1)*size records are skipped. Default inferred. */
                page?: components["parameters"]["Page"];
                /** @description Records per page. Default inferred. */
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceGroupPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listCarsV2: {
        parameters: {
            query?: {
                /** @description Select vehicles. group_id may be repeated (in every group named); first_name, last_name and patronymic at most once each. required_ratio 0..100 (default 100) is the likeness in percent asked of names and plate. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["CarFilter"];
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
                /** @description Page number from 1; (page-1)*size records are skipped. Default inferred. */
                page?: components["parameters"]["Page"];
                /** @description Records per page. Default inferred. */
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listCarGroupsV2: {
        parameters: {
            query?: {
                /** @description Select plate groups. Form: attr='value', joined by AND; URL-encoded; empty means no filter. */
                filter?: components["parameters"]["CarGroupFilter"];
                /** @description Plate database; Complete plate module only. Left out: the common database. */
                dbid?: components["parameters"]["DbId"];
                /** @description Page number from 1; (page-1)*size records are skipped. Default inferred. */
                page?: components["parameters"]["Page"];
                /** @description Records per page. Default inferred. */
                size?: components["parameters"]["Size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarGroupPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getObjectsCountingCurrent: {
        parameters: {
            query?: {
                /** @description Camera; left out: all cameras with the module, as a list. */
                channelId?: components["parameters"]["CountingChannel"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountingChannel"] | components["schemas"]["CountingChannel"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getObjectsCountingReport: {
        parameters: {
            query: {
                /** @description Camera; left out: all cameras with the module, as a list. */
                channelId?: components["parameters"]["CountingChannel"];
                /** @description Start of the period in the server's local time, dd.MM.yyyy HH:mm:ss.fff; yyyy.MM.dd HH:mm:ss and surrounding quotes are accepted too. */
                startTime: components["parameters"]["CountingStart"];
                /** @description End of the period, same form. */
                endTime: components["parameters"]["CountingEnd"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountingReportChannel"] | components["schemas"]["CountingReportChannel"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getUniqueVisitorReport: {
        parameters: {
            query: {
                /** @description Start of the period, UTC, dd.MM.yyyy HH:mm:ss; ISO 8601 accepted too. */
                starttimeutc: components["parameters"]["VisitorStart"];
                /** @description End of the period, same form. */
                endtimeutc: components["parameters"]["VisitorEnd"];
                /** @description Cameras, comma-separated. */
                channel: components["parameters"]["VisitorChannel"];
                /** @description true: gender, age and emotion figures count unique visitors; false: all visitors. */
                uniqueonly?: components["parameters"]["VisitorUniqueOnly"];
                /** @description Face groups left out of the figures, comma-separated. */
                group?: components["parameters"]["VisitorGroup"];
                /** @description true: one row for all cameras; false: a row per camera. */
                aggregate?: components["parameters"]["VisitorAggregate"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listWebCameras: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebCamera"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getCameraArchiveDays: {
        parameters: {
            query?: {
                /** @description Start of the span, UTC. */
                startTimeUtc?: components["parameters"]["ArchiveStart"];
                /** @description End of the span, UTC. */
                endTimeUtc?: components["parameters"]["ArchiveEnd"];
            };
            header?: never;
            path: {
                /** @description Camera id. */
                cameraId: components["parameters"]["PathCameraId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraArchiveDays"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listCameraAnalytics: {
        parameters: {
            query?: {
                /** @description Cameras; left out: all. Repeat the parameter for several. */
                channelIds?: components["parameters"]["AnalyticsChannels"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraAnalytics"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    addEpisode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EpisodeCreate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Episode"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getEpisode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Episode id. */
                episodeId: components["parameters"]["PathEpisodeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Episode"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    deleteEpisode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Episode id. */
                episodeId: components["parameters"]["PathEpisodeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    searchEpisodes: {
        parameters: {
            query?: {
                /** @description How many episodes. */
                limit?: components["parameters"]["EpisodeLimit"];
                /** @description Number of the first episode. */
                offset?: components["parameters"]["EpisodeOffset"];
                /** @description Order by start time: 0 newest first, 1 oldest first. */
                startTimeSortOrder?: components["parameters"]["EpisodeSort"];
                /** @description Earliest start. */
                MinStartTimeUtc?: components["parameters"]["EpisodeMinStart"];
                /** @description Latest start. */
                MaxStartTimeUtc?: components["parameters"]["EpisodeMaxStart"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Episode"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    exportEpisode: {
        parameters: {
            query?: {
                /** @description Take the sound too, if there is any. */
                isSoundEnabled?: components["parameters"]["ExpSound"];
                /** @description Put time stamps into the MP4. */
                useTimeStamps?: components["parameters"]["ExpStamps"];
                /** @description Frame rate of the MP4. */
                fps?: components["parameters"]["ExpFps"];
                /** @description Add the hvc1 tag to H.265 so that Apple devices play it. */
                addHvc1TagForHevc?: components["parameters"]["ExpHvc1"];
            };
            header?: never;
            path: {
                /** @description Episode id. */
                episodeId: components["parameters"]["PathEpisodeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listExportTasks: {
        parameters: {
            query?: {
                /** @description Page number from 1. */
                page?: components["parameters"]["ExportPage"];
                /** @description Records per page; the sample asks for 2147483647 to get all. */
                size?: components["parameters"]["ExportSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportTaskPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    startExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRequest"][];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportTask"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getExportTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Export task id. */
                taskId: components["parameters"]["PathTaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportTask"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    cancelExportTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Export task id. */
                taskId: components["parameters"]["PathTaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getExportFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Export task id. */
                taskId: components["parameters"]["PathTaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    listGridProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridProfile"][];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getGridProfileTree: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridProfileFolder"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    getLicense: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
}
