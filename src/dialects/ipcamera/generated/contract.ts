/** Generated from contracts/ipcamera.openapi.json by `npm run generate`. Not edited by hand. */
export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Serve the web dashboard */
        get: operations["getDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trade the app password for a bearer token and a CSRF token */
        post: operations["authenticate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say whether password protection is on */
        get: operations["getAuthStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke the token in use */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch the self signed certificate as PEM */
        get: operations["getCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cert/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read certificate holder, dates and state */
        get: operations["getCertificateInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cert/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new HTTPS certificate */
        post: operations["regenerateCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Watch the MJPEG stream */
        get: operations["getStream"];
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
        /** Fetch the newest stream frame */
        get: operations["getSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch the last full sensor still */
        get: operations["getCapture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read all settings and the licence state */
        get: operations["getSettings"];
        put?: never;
        /** Change some settings */
        post: operations["updateSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read client counts, streaming state and settings */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what the camera hardware can do */
        get: operations["getCapabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/torch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Flip the light */
        post: operations["toggleTorch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rtsp/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the RTSP server state */
        get: operations["getRtspStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rtsp/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start the RTSP server */
        post: operations["startRtsp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rtsp/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the RTSP server */
        post: operations["stopRtsp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rtsp/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restart the RTSP server with the stored settings */
        post: operations["restartRtsp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rtsp/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store RTSP settings without a restart */
        post: operations["updateRtspSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rtsp/apply-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store RTSP settings and restart in one step */
        post: operations["applyRtspSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mqtt/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the MQTT settings without secrets */
        get: operations["getMqttSettings"];
        put?: never;
        /** Store plain MQTT settings */
        post: operations["updateMqttSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mqtt/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the MQTT link state */
        get: operations["getMqttStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mqtt/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try to reach the broker */
        post: operations["testMqtt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mqtt/apply-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store MQTT settings, credentials included, and reconnect */
        post: operations["applyMqttSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List detections, or count them per time bucket */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/range": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the oldest and newest event time and the count */
        get: operations["getEventRange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete every stored event */
        post: operations["clearEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/storage/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read event store and device storage use */
        get: operations["getStorageStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download all events as CSV */
        get: operations["exportEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Upgrade to the control and event WebSocket */
        get: operations["openSocket"];
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
        Success: {
            /** @constant */
            success: true;
        };
        AuthRequest: {
            /** @description app password */
            password: string;
        };
        AuthResult: {
            /** @constant */
            success: true;
            /** @description bearer token */
            token: string;
            /** @description value for X-CSRF-Token */
            csrfToken: string;
        };
        AuthFailure: {
            /** @constant */
            success: false;
            /** @constant */
            error: "Invalid password";
        };
        AuthLockout: {
            /** @constant */
            success: false;
            /** @constant */
            error: "Too many attempts";
            /** @constant */
            lockout: true;
            /** @description seconds until a try is allowed */
            lockoutRemaining: number;
        };
        AuthStatus: {
            /** @description password protection is on */
            enabled: boolean;
            /** @description a password is set */
            configured: boolean;
        };
        CertInfo: {
            /** @description holder */
            subject: string;
            /** @description signer */
            issuer: string;
            /**
             * Format: int64
             * @description valid from, unix ms
             */
            notBefore: number;
            /**
             * Format: int64
             * @description valid until, unix ms
             */
            notAfter: number;
            /** @description hex */
            serialNumber: string;
            /**
             * @description only valid is shown
             * @enum {string}
             */
            status: "valid" | "expired" | "not_yet_valid" | "missing";
            /** @description path of the PEM file */
            downloadUrl: string;
        };
        /**
         * @description Pro licence state; the settings sample carries the first two keys only
         * @example {
         *       "isPro": true,
         *       "state": "ACTIVE",
         *       "source": "REAL_PURCHASE",
         *       "billing": {
         *         "available": true,
         *         "status": "CONNECTED"
         *       }
         *     }
         */
        License: {
            /** @description Pro is active */
            isPro: boolean;
            /** @enum {string} */
            state: "ACTIVE" | "INACTIVE" | "UNKNOWN";
            /** @enum {string} */
            source?: "REAL_PURCHASE" | "DEBUG_OVERRIDE" | "NONE";
            billing?: {
                /** @description billing can be reached */
                available: boolean;
                /** @enum {string} */
                status: "CONNECTED" | "UNAVAILABLE_RECOVERABLE" | "UNAVAILABLE_HARD";
            };
        };
        /** @description all settings; required lists the keys of the sample, servers send all */
        Settings: {
            /**
             * @description video size WIDTHxHEIGHT
             * @default 1280x720
             */
            resolution: string;
            /**
             * @description frames per second
             * @default 30
             */
            frameRate: number;
            /**
             * @description quality of the MJPEG stream
             * @default 85
             */
            jpegQuality: number;
            /**
             * @description 0 is the back camera, 1 the front
             * @default 0
             */
            cameraId: string;
            /**
             * @description use the front camera
             * @default false
             */
            useFrontCamera?: boolean;
            /**
             * @description light on
             * @default false
             */
            torchEnabled: boolean;
            /**
             * @description manual turn in degrees
             * @default 0
             * @enum {integer}
             */
            rotation: 0 | 90 | 180 | 270;
            /**
             * @description screen stays on while streaming
             * @default true
             */
            keepScreenOn: boolean;
            /**
             * @description show the picture on the device
             * @default true
             */
            showPreview: boolean;
            /**
             * @description may run in the background
             * @default false
             */
            runInBackground?: boolean;
            /**
             * @description camera rests while nobody watches
             * @default false
             */
            cameraStandbyMode?: boolean;
            /**
             * @description capture sound
             * @default true
             */
            audioEnabled: boolean;
            /**
             * @description detect motion
             * @default true
             */
            motionEnabled: boolean;
            /**
             * @description sensitivity
             * @default 5
             */
            motionSensitivity: number;
            /**
             * @description seconds between two events
             * @default 5
             */
            motionCooldown?: number;
            /**
             * @description detect sound
             * @default false
             */
            soundEnabled: boolean;
            /**
             * @description trigger level
             * @default 50
             */
            soundThreshold?: number;
            /**
             * @description seconds between two events
             * @default 5
             */
            soundCooldown?: number;
            /**
             * @description detect dog barks
             * @default false
             */
            dogBarkClassificationEnabled?: boolean;
            /**
             * @description lowest confidence in percent for dog barks
             * @default 70
             */
            dogBarkClassificationConfidence?: number;
            /**
             * @description detect baby cries
             * @default false
             */
            babyCryClassificationEnabled?: boolean;
            /**
             * @description lowest confidence in percent for baby cries
             * @default 70
             */
            babyCryClassificationConfidence?: number;
            /**
             * @description detect persons
             * @default false
             */
            objectPersonDetectionEnabled?: boolean;
            /**
             * @description lowest confidence in percent for persons
             * @default 70
             */
            objectPersonDetectionConfidence?: number;
            /**
             * @description detect dogs
             * @default false
             */
            objectDogDetectionEnabled?: boolean;
            /**
             * @description lowest confidence in percent for dogs
             * @default 70
             */
            objectDogDetectionConfidence?: number;
            /**
             * @description sampling rate of object detection; unit not stated
             * @default 5
             */
            objectDetectionSamplingRate?: number;
            /**
             * @description keep events
             * @default true
             */
            eventHistoryEnabled?: boolean;
            /**
             * @description RTSP server on
             * @default false
             */
            rtspEnabled: boolean;
            /**
             * @description RTSP port
             * @default 8554
             */
            rtspPort?: number;
            /**
             * @description stream path
             * @default /stream
             */
            rtspPath?: string;
            /**
             * @description RTSP user
             * @default
             */
            rtspUsername?: string;
            /** @description an RTSP password is set */
            readonly rtspHasPassword?: boolean;
            /**
             * @description MQTT client on
             * @default false
             */
            mqttEnabled: boolean;
            /**
             * @description broker; a bare host in the samples
             * @default
             */
            mqttBrokerUrl?: string;
            /**
             * @description broker port
             * @default 1883
             */
            mqttPort?: number;
            /** @description a broker user is set */
            readonly mqttHasUsername?: boolean;
            /** @description a broker password is set */
            readonly mqttHasPassword?: boolean;
            /**
             * @description client id
             * @default ipcamera-001
             */
            mqttClientId?: string;
            /**
             * @description topic prefix
             * @default ipcamera
             */
            mqttTopicPrefix?: string;
            /**
             * @description use TLS
             * @default false
             */
            mqttUseTls?: boolean;
            /**
             * @description take self signed broker certificates
             * @default false
             */
            mqttAcceptSelfSigned?: boolean;
            /**
             * @description seconds between reports
             * @default 60
             */
            mqttTelemetryIntervalSec?: number;
            /**
             * @description take commands over MQTT
             * @default false
             */
            mqttCommandsEnabled?: boolean;
            readonly license: components["schemas"]["License"];
        };
        /** @description any part of the writable settings */
        SettingsUpdate: {
            /** @description video size WIDTHxHEIGHT */
            resolution?: string;
            /** @description frames per second */
            frameRate?: number;
            /** @description quality of the MJPEG stream */
            jpegQuality?: number;
            /** @description 0 is the back camera, 1 the front */
            cameraId?: string;
            /** @description use the front camera */
            useFrontCamera?: boolean;
            /** @description light on */
            torchEnabled?: boolean;
            /**
             * @description manual turn in degrees
             * @enum {integer}
             */
            rotation?: 0 | 90 | 180 | 270;
            /** @description screen stays on while streaming */
            keepScreenOn?: boolean;
            /** @description show the picture on the device */
            showPreview?: boolean;
            /** @description may run in the background */
            runInBackground?: boolean;
            /** @description camera rests while nobody watches */
            cameraStandbyMode?: boolean;
            /** @description capture sound */
            audioEnabled?: boolean;
            /** @description detect motion */
            motionEnabled?: boolean;
            /** @description sensitivity */
            motionSensitivity?: number;
            /** @description seconds between two events */
            motionCooldown?: number;
            /** @description detect sound */
            soundEnabled?: boolean;
            /** @description trigger level */
            soundThreshold?: number;
            /** @description seconds between two events */
            soundCooldown?: number;
            /** @description detect dog barks */
            dogBarkClassificationEnabled?: boolean;
            /** @description lowest confidence in percent for dog barks */
            dogBarkClassificationConfidence?: number;
            /** @description detect baby cries */
            babyCryClassificationEnabled?: boolean;
            /** @description lowest confidence in percent for baby cries */
            babyCryClassificationConfidence?: number;
            /** @description detect persons */
            objectPersonDetectionEnabled?: boolean;
            /** @description lowest confidence in percent for persons */
            objectPersonDetectionConfidence?: number;
            /** @description detect dogs */
            objectDogDetectionEnabled?: boolean;
            /** @description lowest confidence in percent for dogs */
            objectDogDetectionConfidence?: number;
            /** @description sampling rate of object detection; unit not stated */
            objectDetectionSamplingRate?: number;
            /** @description keep events */
            eventHistoryEnabled?: boolean;
            /** @description RTSP server on */
            rtspEnabled?: boolean;
            /** @description RTSP port */
            rtspPort?: number;
            /** @description stream path */
            rtspPath?: string;
            /** @description RTSP user */
            rtspUsername?: string;
            /** @description MQTT client on */
            mqttEnabled?: boolean;
            /** @description broker; a bare host in the samples */
            mqttBrokerUrl?: string;
            /** @description broker port */
            mqttPort?: number;
            /** @description client id */
            mqttClientId?: string;
            /** @description topic prefix */
            mqttTopicPrefix?: string;
            /** @description use TLS */
            mqttUseTls?: boolean;
            /** @description take self signed broker certificates */
            mqttAcceptSelfSigned?: boolean;
            /** @description seconds between reports */
            mqttTelemetryIntervalSec?: number;
            /** @description take commands over MQTT */
            mqttCommandsEnabled?: boolean;
        };
        ValidationErrors: {
            /** @constant */
            success: false;
            /** @description one 'key: message' per bad key */
            errors: string[];
        };
        Error: {
            /** @description short text */
            error: string;
        };
        ProRequired: {
            /** @constant */
            error: "Pro license required";
            /**
             * @description gated feature
             * @example rtsp_streaming
             * @example mqtt_integration
             * @example event_history
             * @example event_export
             * @example storage_analytics
             * @example certificate_download
             * @example api_access
             */
            feature: string;
            /** @description sent when the dashboard could do it */
            hint?: string;
        };
        HttpsRequired: {
            /** @constant */
            error: "HTTPS required";
            /** @constant */
            httpsPort: 8443;
        };
        CsrfInvalid: {
            /** @constant */
            error: "Invalid CSRF token";
        };
        CredentialCheckFailed: {
            /** @enum {string} */
            error: "Current password required for credential changes" | "Invalid current password";
        };
        Status: {
            /** @description stream clients */
            clients: number;
            /** @description WebSocket clients */
            wsClients: number;
            /** @description frames are sent */
            streaming: boolean;
            /** @description camera is open */
            cameraRunning: boolean;
            settings: components["schemas"]["Settings"];
        };
        Capabilities: {
            cameraIds: string[];
            resolutions: string[];
            frameRates: number[];
            maxFrameRate: number;
        };
        TorchState: {
            /** @description state after the switch */
            torchEnabled: boolean;
        };
        RtspStatus: {
            /** @description switched on in settings */
            enabled: boolean;
            /** @description server listens */
            running: boolean;
            /** @description RTSP port */
            port: number;
            /** @description stream path */
            path: string;
            /** @description connected players */
            clients: number;
        };
        RtspUpdate: {
            /** @description RTSP port */
            rtspPort?: number;
            /** @description stream path */
            rtspPath?: string;
            /** @description RTSP user */
            rtspUsername?: string;
            /** @description RTSP password; empty text clears it */
            rtspPassword?: string;
        };
        MqttStatus: {
            /** @description switched on in settings */
            enabled: boolean;
            /** @description linked to the broker */
            connected: boolean;
            /** @description broker */
            brokerUrl: string;
            /** @description broker port */
            port: number;
            /** @description topic prefix */
            topicPrefix: string;
        };
        /** @description stored MQTT settings without secrets */
        MqttSettings: {
            /**
             * @description MQTT client on
             * @default false
             */
            mqttEnabled: boolean;
            /**
             * @description broker; a bare host in the samples
             * @default
             */
            mqttBrokerUrl: string;
            /**
             * @description broker port
             * @default 1883
             */
            mqttPort: number;
            /**
             * @description client id
             * @default ipcamera-001
             */
            mqttClientId: string;
            /**
             * @description topic prefix
             * @default ipcamera
             */
            mqttTopicPrefix: string;
            /**
             * @description use TLS
             * @default false
             */
            mqttUseTls: boolean;
            /**
             * @description take self signed broker certificates
             * @default false
             */
            mqttAcceptSelfSigned: boolean;
            /**
             * @description seconds between reports
             * @default 60
             */
            mqttTelemetryIntervalSec: number;
            /**
             * @description take commands over MQTT
             * @default false
             */
            mqttCommandsEnabled: boolean;
            /** @description a broker user is set */
            readonly mqttHasUsername: boolean;
            /** @description a broker password is set */
            readonly mqttHasPassword: boolean;
        };
        /** @description plain MQTT settings; credentials go through apply-settings */
        MqttUpdate: {
            /** @description MQTT client on */
            mqttEnabled?: boolean;
            /** @description broker; a bare host in the samples */
            mqttBrokerUrl?: string;
            /** @description broker port */
            mqttPort?: number;
            /** @description client id */
            mqttClientId?: string;
            /** @description topic prefix */
            mqttTopicPrefix?: string;
            /** @description use TLS */
            mqttUseTls?: boolean;
            /** @description take self signed broker certificates */
            mqttAcceptSelfSigned?: boolean;
            /** @description seconds between reports */
            mqttTelemetryIntervalSec?: number;
            /** @description take commands over MQTT */
            mqttCommandsEnabled?: boolean;
        };
        MqttApply: {
            /** @description stored broker password */
            currentPassword?: string;
            settings: {
                /** @description MQTT client on */
                mqttEnabled?: boolean;
                /** @description broker; a bare host in the samples */
                mqttBrokerUrl?: string;
                /** @description broker port */
                mqttPort?: number;
                /** @description client id */
                mqttClientId?: string;
                /** @description topic prefix */
                mqttTopicPrefix?: string;
                /** @description use TLS */
                mqttUseTls?: boolean;
                /** @description take self signed broker certificates */
                mqttAcceptSelfSigned?: boolean;
                /** @description seconds between reports */
                mqttTelemetryIntervalSec?: number;
                /** @description take commands over MQTT */
                mqttCommandsEnabled?: boolean;
                /** @description broker user; empty text clears it */
                mqttUsername?: string;
                /** @description broker password; empty text clears it */
                mqttPassword?: string;
            };
        };
        MqttTestResult: {
            /** @description broker took the connection */
            success: boolean;
            /** @description cause when it failed */
            error?: string;
            /** @description time to connect */
            latencyMs?: number;
        };
        /**
         * @description kind of event
         * @enum {string}
         */
        EventType: "MOTION" | "ANY_SOUND" | "DOG_BARK" | "BABY_CRY" | "OBJECT_PERSON" | "OBJECT_DOG";
        MotionEvent: {
            /** @description row id */
            id: number;
            /** @description event number */
            eventId: number;
            /**
             * Format: int64
             * @description event time, unix ms
             */
            timestamp: number;
            /** @constant */
            type: "MOTION";
            /** @description changed share of the picture */
            changedPercent: number;
            /** @description frame width */
            width: number;
            /** @description frame height */
            height: number;
        };
        SoundEvent: {
            /** @description row id */
            id: number;
            /** @description event number */
            eventId: number;
            /**
             * Format: int64
             * @description event time, unix ms
             */
            timestamp: number;
            /** @constant */
            type: "ANY_SOUND";
            /** @description level in dB */
            db: number;
            /** @description level 0 to 1 */
            rms: number;
        };
        /** @description DOG_BARK is shown; BABY_CRY is taken to have the same keys */
        ClassifiedSoundEvent: {
            /** @description row id */
            id: number;
            /** @description event number */
            eventId: number;
            /**
             * Format: int64
             * @description event time, unix ms
             */
            timestamp: number;
            /** @enum {string} */
            type: "DOG_BARK" | "BABY_CRY";
            /** @description class label */
            className: string;
            /** @description percent */
            confidence: number;
        };
        /** @description OBJECT_PERSON is shown; OBJECT_DOG is taken to have the same keys */
        ObjectEvent: {
            /** @description row id */
            id: number;
            /** @description event number */
            eventId: number;
            /**
             * Format: int64
             * @description event time, unix ms
             */
            timestamp: number;
            /** @enum {string} */
            type: "OBJECT_PERSON" | "OBJECT_DOG";
            /** @description class label */
            objectClass: string;
            /** @description percent */
            confidence: number;
            /**
             * @description only appeared is shown
             * @enum {string}
             */
            eventType: "appeared" | "disappeared";
        };
        Event: components["schemas"]["MotionEvent"] | components["schemas"]["SoundEvent"] | components["schemas"]["ClassifiedSoundEvent"] | components["schemas"]["ObjectEvent"];
        EventList: {
            /**
             * Format: int64
             * @description device clock, unix ms
             */
            serverNow: number;
            /**
             * Format: int64
             * @description start of the device's day, unix ms
             */
            dayStart: number;
            events: components["schemas"]["Event"][];
            summary: {
                type: components["schemas"]["EventType"];
                /** @description events */
                count: number;
                /**
                 * Format: int64
                 * @description newest, unix ms
                 */
                lastTimestamp: number;
            }[];
        };
        EventBuckets: {
            buckets: {
                /**
                 * Format: int64
                 * @description bucket start, unix ms
                 */
                timestamp: number;
                counts: {
                    [key: string]: number;
                };
            }[];
            /** @description bucket length in ms */
            bucketMs: number;
            timeRange: {
                /**
                 * Format: int64
                 * @description first, unix ms
                 */
                start: number;
                /**
                 * Format: int64
                 * @description last, unix ms
                 */
                end: number;
            };
        };
        EventRange: {
            /** @description oldest, unix ms; null when empty */
            minTimestamp: number | null;
            /** @description newest, unix ms; null when empty */
            maxTimestamp: number | null;
            /** @description stored events */
            totalEvents: number;
        };
        ClearResult: {
            /** @constant */
            success: true;
            /** @description removed events */
            cleared: number;
        };
        StorageStats: {
            /** @description size with unit */
            databaseSize: string;
            /** @description bytes */
            databaseSizeBytes: number;
            /** @description all */
            totalEvents: number;
            /** @description MOTION */
            motionEvents: number;
            /** @description ANY_SOUND, DOG_BARK and BABY_CRY together */
            soundEvents: number;
            eventsByType: {
                [key: string]: number;
            };
            /** @description oldest, unix ms; null when empty */
            minTimestamp: number | null;
            /** @description newest, unix ms; null when empty */
            maxTimestamp: number | null;
            /** @description size with unit */
            deviceStorageTotal: string;
            /** @description size with unit */
            deviceStorageAvailable: string;
            /**
             * Format: int64
             * @description bytes
             */
            deviceStorageTotalBytes: number;
            /**
             * Format: int64
             * @description bytes
             */
            deviceStorageAvailableBytes: number;
        };
    };
    responses: {
        /** @description token missing or wrong */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description over the rate limit */
        TooMany: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description server failure */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description camera not started */
        CameraDown: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description needed when signed in by cookie
         * @example g7h8i9j0k1l2...
         */
        csrf: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description dashboard page over HTTPS */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description asked over plain HTTP: go to the same path on 8443 */
            302: {
                headers: {
                    /**
                     * @description HTTPS address
                     * @example https://192.168.1.100:8443/
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    authenticate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthRequest"];
            };
        };
        responses: {
            /** @description password taken */
            200: {
                headers: {
                    /** @description cookie named session for the dashboard: HttpOnly, Secure, SameSite=Strict */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthResult"];
                };
            };
            /** @description bad JSON or missing field */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description wrong password */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthFailure"];
                };
            };
            /** @description came in over plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HttpsRequired"];
                };
            };
            /** @description locked after too many failures */
            429: {
                headers: {
                    /** @description same seconds as lockoutRemaining */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthLockout"];
                };
            };
            500: components["responses"]["ServerError"];
        };
    };
    getAuthStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description protection state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthStatus"];
                };
            };
            /** @description came in over plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description token revoked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            /** @description plain HTTP or CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description PEM file */
            200: {
                headers: {
                    /** @description attachment; ipcamera.pem */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getCertificateInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description certificate data */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertInfo"];
                };
            };
            /** @description came in over plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    regenerateCertificate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description new certificate made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getStream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description endless multipart stream of JPEG parts */
            200: {
                headers: {
                    /** @description multipart/x-mixed-replace; boundary=frame (boundary chosen) */
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "multipart/x-mixed-replace": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["CameraDown"];
        };
    };
    getSnapshot: {
        parameters: {
            query?: never;
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
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["CameraDown"];
        };
    };
    getCapture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JPEG still */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            /** @description nothing captured yet */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["CameraDown"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    updateSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsUpdate"];
            };
        };
        responses: {
            /** @description stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            /** @description bad JSON, or one line per bad key */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
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
            /** @description state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getCapabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description capabilities */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capabilities"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    toggleTorch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description state after the flip */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TorchState"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["CameraDown"];
        };
    };
    getRtspStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RtspStatus"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    startRtsp: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["CameraDown"];
        };
    };
    stopRtsp: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    restartRtsp: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["CameraDown"];
        };
    };
    updateRtspSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RtspUpdate"];
            };
        };
        responses: {
            /** @description stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            /** @description bad JSON, or one line per bad key */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    applyRtspSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RtspUpdate"];
            };
        };
        responses: {
            /** @description stored and restarted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            /** @description bad JSON, or one line per bad key */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getMqttSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttSettings"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    updateMqttSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MqttUpdate"];
            };
        };
        responses: {
            /** @description stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            /** @description bad JSON, or one line per bad key */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getMqttStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttStatus"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    testMqtt: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MqttTestResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    applyMqttSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MqttApply"];
            };
        };
        responses: {
            /** @description stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            /** @description bad JSON, or one line per bad key */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF or credential check */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"] | components["schemas"]["CredentialCheckFailed"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description most events to return */
                limit?: number;
                /**
                 * @description from this time on, unix ms; 0 is the start of today
                 * @example 0
                 */
                since?: number;
                /**
                 * @description one kind only
                 * @example MOTION
                 */
                type?: components["schemas"]["EventType"];
                /** @description bucket length in ms; changes the answer's shape */
                bucketMs?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description events, or buckets when bucketMs is given */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"] | components["schemas"]["EventBuckets"];
                };
            };
            /** @description bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getEventRange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description range */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventRange"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    clearEvents: {
        parameters: {
            query: {
                /** @description must be the text true */
                confirm: "true";
            };
            header?: {
                /**
                 * @description needed when signed in by cookie
                 * @example g7h8i9j0k1l2...
                 */
                "X-CSRF-Token"?: components["parameters"]["csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description cleared */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClearResult"];
                };
            };
            /** @description not confirmed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP, CSRF */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"] | components["schemas"]["CsrfInvalid"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    getStorageStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description storage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorageStats"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["ServerError"];
        };
    };
    exportEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV with a header line */
            200: {
                headers: {
                    /** @description attachment; ip-camera-events.csv */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description store not ready; plain text, not JSON */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    openSocket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description switched to WebSocket */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description licence, plain HTTP */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProRequired"] | components["schemas"]["HttpsRequired"];
                };
            };
            /** @description not an upgrade request */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["TooMany"];
        };
    };
}
