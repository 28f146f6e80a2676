/** Generated from contracts/rotoclear.openapi.json by `npm run generate`. Not edited by hand. */
export interface paths {
    "/camera.jpeg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch the live frame as JPEG */
        get: operations["getCameraJpeg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch the live frame as JPEG (second path) */
        get: operations["getImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take and store a high resolution still */
        post: operations["takeSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/camera/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the state of all cameras */
        get: operations["getCameraStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read version, load, camera and network state */
        get: operations["getInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read version, load, camera and network state (second path) */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Probe for monitors */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Probe for monitors (second path) */
        get: operations["getApiHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store a file on the device */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/download/{filepath}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch one file */
        get: operations["downloadFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{filepath}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch one file (second path) */
        get: operations["getFile"];
        put?: never;
        post?: never;
        /** Remove a file or directory */
        delete: operations["deleteFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a directory */
        get: operations["listFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a directory (second path) */
        get: operations["listApiFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a video recording */
        post: operations["startRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the running recording */
        post: operations["stopRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the recording state */
        get: operations["getRecordingStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read all settings */
        get: operations["getConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config/{section}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one settings section */
        get: operations["getConfigSection"];
        /** Replace one settings section */
        put: operations["replaceConfigSection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change some keys of one settings section */
        patch: operations["updateConfigSection"];
        trace?: never;
    };
    "/api/onvif/discover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look for ONVIF cameras on the network */
        get: operations["discoverOnvif"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/onvif/{device_id}/{service}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pass a SOAP request on to a found camera */
        post: operations["proxyOnvif"];
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
         * @description open set
         * @example CAMERA_NOT_CONNECTED
         * @example INVALID_RESOLUTION
         * @example INSUFFICIENT_STORAGE
         * @example RECORDING_IN_PROGRESS
         * @example INVALID_CREDENTIALS
         * @example PERMISSION_DENIED
         * @example FILE_NOT_FOUND
         * @example INVALID_FORMAT
         * @example INVALID_PARAMETER
         * @example CONFIRMATION_REQUIRED
         * @example NOT_FOUND
         * @example FILE_EXISTS
         * @example RESOURCE_IN_USE
         * @example RECORDING_NOT_ACTIVE
         * @example FILE_TOO_LARGE
         * @example INVALID_CONFIG
         * @example RATE_LIMITED
         * @example INTERNAL_ERROR
         * @example SERVICE_OVERLOADED
         * @example DEVICE_UNREACHABLE
         */
        ErrorCode: string;
        /** @description wrapper of every failed request */
        Error: {
            error: {
                code: components["schemas"]["ErrorCode"];
                /** @description short text */
                message: string;
                /** @description technical cause */
                details?: string;
                /**
                 * Format: date-time
                 * @description when it happened, UTC
                 */
                timestamp: string;
            };
        };
        SnapshotRequest: {
            /** @description name of the still; made from the time when left out */
            filename?: string;
            /**
             * @description JPEG quality
             * @default 85
             */
            quality?: number;
            /**
             * @description draw the time into the picture
             * @default false
             */
            addTimestamp?: boolean;
        };
        SnapshotResult: {
            /** @constant */
            success: true;
            /** @description stored name */
            filename: string;
            /** @description absolute path on the device */
            path: string;
            /** @description bytes */
            size: number;
            /**
             * Format: date-time
             * @description capture time, UTC
             */
            timestamp: string;
        };
        /** @description mode keys are left out for a camera that is not connected */
        Camera: {
            /** @description camera index */
            id: number;
            /** @description hardware is there */
            connected: boolean;
            /** @description V4L2 node */
            device: string;
            /** @description WIDTHxHEIGHT in pixels */
            resolution?: string;
            /** @description frames per second */
            framerate?: number;
            /** @description pixel format */
            format?: string;
        };
        CameraStatus: {
            cameras: components["schemas"]["Camera"][];
            /** @description index in use; null when there is none */
            active_camera: number | null;
            /** @description frames are being served */
            streaming: boolean;
        };
        SystemInfo: {
            /** @description firmware version */
            version: string;
            /**
             * Format: date-time
             * @description build time, UTC
             */
            build: string;
            /** @description seconds */
            uptime: number;
            system: {
                /** @description degrees Celsius (unit inferred) */
                temperature: number;
                /** @description percent */
                cpu_usage: number;
                /** @description main memory */
                memory: {
                    /** @description all, MB (unit inferred) */
                    total: number;
                    /** @description free, MB (unit inferred) */
                    available: number;
                    /** @description taken, MB (unit inferred) */
                    used: number;
                };
                /** @description storage */
                disk: {
                    /** @description all, MB (unit inferred) */
                    total: number;
                    /** @description free, MB (unit inferred) */
                    available: number;
                    /** @description taken, MB (unit inferred) */
                    used: number;
                };
            };
            camera: {
                /** @description active camera is there */
                connected: boolean;
                /** @description WIDTHxHEIGHT in pixels */
                resolution?: string;
                /** @description frames per second */
                framerate?: number;
                /** @description a recording runs */
                recording: boolean;
            };
            network: {
                /** @description device address */
                ip: string;
                /**
                 * @description device name
                 * @example rotoclear-cam
                 */
                hostname: string;
                /** @description link is up */
                connected: boolean;
            };
        };
        Health: {
            /**
             * @description overall state; only healthy is shown
             * @enum {string}
             */
            status: "healthy" | "degraded" | "unhealthy";
            /**
             * Format: date-time
             * @description check time, UTC
             */
            timestamp: string;
            checks: {
                /**
                 * @description ok, warning or error; only ok is shown
                 * @enum {string}
                 */
                camera: "ok" | "warning" | "error";
                /**
                 * @description ok, warning or error; only ok is shown
                 * @enum {string}
                 */
                storage: "ok" | "warning" | "error";
                /**
                 * @description ok, warning or error; only ok is shown
                 * @enum {string}
                 */
                network: "ok" | "warning" | "error";
            };
        };
        UploadForm: {
            /** @description file data; its part name gives the stored name */
            file: string;
            /**
             * @description target directory
             * @example /data/configs/
             */
            path?: string;
            /**
             * @description replace an existing file
             * @default false
             */
            overwrite?: boolean;
        };
        UploadResult: {
            /** @constant */
            success: true;
            /** @description stored name */
            filename: string;
            /** @description absolute path */
            path: string;
            /** @description bytes */
            size: number;
        };
        FileEntry: {
            /** @description name; relative path when recursive (chosen) */
            name: string;
            /** @enum {string} */
            type: "file" | "directory";
            /** @description bytes; files only */
            size?: number;
            /**
             * Format: date-time
             * @description last change, UTC
             */
            modified: string;
            /** @description files only */
            mime_type?: string;
        };
        FileList: {
            /** @description listed directory */
            path: string;
            files: components["schemas"]["FileEntry"][];
            /** @description bytes under the path */
            total_size: number;
            /** @description files in the list */
            file_count: number;
            /** @description directories in the list */
            directory_count: number;
        };
        DeleteResult: {
            /** @constant */
            success: true;
            /** @description what was removed */
            path: string;
            /** @description files and directories removed */
            deleted: number;
        };
        RecordingStart: {
            /** @description AVI name; made from the time when left out */
            filename?: string;
            /** @description seconds; open end when left out */
            duration?: number;
            /**
             * @description preset; only high is shown
             * @default high
             * @enum {string}
             */
            quality?: "low" | "medium" | "high";
            /** @description WIDTHxHEIGHT in pixels */
            resolution?: string;
            /** @description frames per second */
            framerate?: number;
        };
        RecordingStarted: {
            /** @constant */
            success: true;
            recording_id: string;
            /** @description stored name */
            filename: string;
            /** @description expected bytes at the end */
            estimated_size: number;
        };
        RecordingStopped: {
            /** @constant */
            success: true;
            recording_id: string;
            /** @description stored name */
            filename: string;
            /** @description seconds recorded */
            duration: number;
            /** @description bytes */
            file_size: number;
        };
        RecordingStatus: {
            /** @description a recording runs */
            recording: boolean;
            recording_id?: string;
            filename?: string;
            /** @description seconds so far */
            duration?: number;
            /** @description bytes so far */
            estimated_size?: number;
            /** @description free bytes */
            remaining_space?: number;
        };
        /** @description the one section the reference shows; more keys may exist */
        CameraConfig: {
            /** @description WIDTHxHEIGHT in pixels */
            default_resolution?: string;
            /** @description frames per second */
            default_framerate?: number;
            /** @description camera sets exposure itself */
            auto_exposure?: boolean;
        };
        /** @description sections by name */
        Config: {
            camera?: components["schemas"]["CameraConfig"];
        } & {
            [key: string]: Record<string, never>;
        };
        /** @description one section, wrapped in its own name */
        ConfigSection: {
            camera?: components["schemas"]["CameraConfig"];
        } & {
            [key: string]: Record<string, never>;
        };
        OnvifDevice: {
            /**
             * @description endpoint reference
             * @example urn:uuid:12345678-1234-5678-9abc-123456789abc
             */
            uuid: string;
            name: string;
            /** @description model */
            hardware: string;
            /** @description address */
            location: string;
            /** @description service addresses */
            services: string[];
        };
        OnvifDevices: {
            devices: components["schemas"]["OnvifDevice"][];
        };
    };
    responses: {
        /** @description parameter or body is not acceptable */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description sign-in data missing or wrong */
        Unauthorized: {
            headers: {
                /** @description Bearer and Basic offers */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description not enough rights */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description no such file or directory */
        NotFoundFile: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description unknown target */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description over the limit of the class */
        TooMany: {
            headers: {
                /**
                 * @description seconds to wait
                 * @example 60
                 */
                "Retry-After"?: number;
                /**
                 * @description requests per second of the class
                 * @example 10
                 */
                "X-RateLimit-Limit"?: 2 | 5 | 10 | 100;
                /**
                 * @description requests left
                 * @example 0
                 */
                "X-RateLimit-Remaining"?: number;
                /**
                 * @description unix seconds when the window opens again
                 * @example 1642247400
                 */
                "X-RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description unexpected failure */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getCameraJpeg: {
        parameters: {
            query?: {
                /**
                 * @description JPEG quality
                 * @example 95
                 */
                quality?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JPEG frame */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            /** @description camera missing or device too busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getImage: {
        parameters: {
            query?: {
                /**
                 * @description JPEG quality
                 * @example 95
                 */
                quality?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JPEG frame */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            /** @description camera missing or device too busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    takeSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SnapshotRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["SnapshotRequest"];
            };
        };
        responses: {
            /** @description still stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description name taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description not a JPEG name */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            /** @description camera missing, disk full or too busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getCameraStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description camera hardware */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraStatus"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description device state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemInfo"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description device state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemInfo"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description healthy or degraded */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            /** @description unhealthy, same body */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getApiHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description healthy or degraded */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            /** @description unhealthy, same body */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    uploadFile: {
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
            /** @description file stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description file is there already or in use */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description format not taken */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            /** @description disk full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    downloadFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description path below the storage root; may hold slashes */
                filepath: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file content; type by extension */
            200: {
                headers: {
                    /** @description attachment with the file name */
                    "Content-Disposition"?: string;
                    /** @description bytes */
                    "Content-Length"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "video/x-msvideo": string;
                    "application/octet-stream": string;
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFoundFile"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description path below the storage root; may hold slashes */
                filepath: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description file content; type by extension */
            200: {
                headers: {
                    /** @description attachment with the file name */
                    "Content-Disposition"?: string;
                    /** @description bytes */
                    "Content-Length"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "video/x-msvideo": string;
                    "application/octet-stream": string;
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFoundFile"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    deleteFile: {
        parameters: {
            query?: {
                /**
                 * @description needed to remove a directory
                 * @example true
                 */
                recursive?: boolean;
            };
            header?: never;
            path: {
                /** @description path below the storage root; may hold slashes */
                filepath: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteResult"];
                };
            };
            /** @description directory without recursive, or bad path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFoundFile"];
            /** @description file in use */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    listFiles: {
        parameters: {
            query: {
                /** @description directory to list */
                path: string;
                /** @description walk into subdirectories */
                recursive?: boolean;
                /**
                 * @description file extension
                 * @example .avi
                 */
                filter?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description directory content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFoundFile"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    listApiFiles: {
        parameters: {
            query: {
                /** @description directory to list */
                directory: string;
                /** @description walk into subdirectories */
                recursive?: boolean;
                /**
                 * @description file extension
                 * @example .avi
                 */
                filter?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description directory content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFoundFile"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    startRecording: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RecordingStart"];
                "application/x-www-form-urlencoded": components["schemas"]["RecordingStart"];
            };
        };
        responses: {
            /** @description recording runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingStarted"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description already recording or name taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description mode not supported */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            /** @description camera missing or disk full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    stopRecording: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description recording ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingStopped"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description nothing to stop */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getRecordingStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description recording state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingStatus"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description all sections */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getConfigSection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description section name; camera is the one shown
                 * @example camera
                 */
                section: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description one section */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigSection"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    replaceConfigSection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description section name; camera is the one shown
                 * @example camera
                 */
                section: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigSection"];
            };
        };
        responses: {
            /** @description section as stored now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigSection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description recording runs */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description bad value */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    updateConfigSection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description section name; camera is the one shown
                 * @example camera
                 */
                section: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigSection"];
            };
        };
        responses: {
            /** @description section as stored now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigSection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description recording runs */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description bad value */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    discoverOnvif: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description cameras found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnvifDevices"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            /** @description network down or busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    proxyOnvif: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description uuid from discovery, with or without urn:uuid: (chosen)
                 * @example 12345678-1234-5678-9abc-123456789abc
                 */
                device_id: string;
                /**
                 * @description last path part of the service address (chosen)
                 * @example device_service
                 */
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/soap+xml": string;
            };
        };
        responses: {
            /** @description SOAP answer of the camera, unchanged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/soap+xml": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            /** @description camera did not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
