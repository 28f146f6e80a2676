/** Generated from contracts/anpr.openapi.json by `npm run generate`. Not edited by hand. */
export interface paths {
    "/api/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trade user name and password for a bearer token */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password for the account behind the token */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sender": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the outbound sender settings and its latest log lines */
        get: operations["getSender"];
        put?: never;
        /** Store the outbound sender settings */
        post: operations["setSender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the ROI rectangle and zone polygons of one camera */
        get: operations["getRoi"];
        put?: never;
        /** Replace the ROI rectangle and all zones of one camera */
        post: operations["setRoi"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/camera": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the settings of one camera */
        get: operations["getCamera"];
        put?: never;
        /** Store camera settings and push shutter and gain to the camera */
        post: operations["setCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read address, time and daily restart settings */
        get: operations["getNetwork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/ip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set address, prefix length and gateway */
        post: operations["setNetworkIp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set the clock by hand */
        post: operations["setNetworkTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/timezone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set the time zone */
        post: operations["setNetworkTimezone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/ntp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set the NTP server */
        post: operations["setNetworkNtp"];
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
        /** Read load, storage and today's plate figures */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a stored plate image by relative path */
        get: operations["getImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List detections in a time span, filtered and paged */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/frame/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch the latest JPEG frame of one camera */
        get: operations["getFrame"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Upgrade to the event WebSocket */
        get: operations["openEvents"];
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
        /** @description wrapper around every JSON answer */
        Envelope: {
            /** @description whether the request worked */
            success: boolean;
            /** @description HTTP status, repeated in the body */
            code: number;
            /** @description payload: object, array or other value; null on errors and when there is nothing to return */
            data?: unknown;
            /** @description general text, not meant for telling errors apart */
            message: string;
            internal_code: components["schemas"]["InternalCode"];
        };
        /** @description device code that names the exact outcome; open set, see the table */
        InternalCode: number;
        /** @description wrapper of a failed request */
        ErrorEnvelope: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: false;
            code?: number;
            data?: null;
        };
        LoginRequest: {
            /** @description account name */
            username: string;
            /** @description account password */
            password: string;
        };
        LoginData: {
            /** @description opaque bearer token, good for 600 s; sample looks like user|role|unix time.signature */
            token: string;
        };
        /** @description login outcome */
        LoginResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            data: components["schemas"]["LoginData"];
            /** @constant */
            internal_code?: 0;
        };
        PasswordChange: {
            /** @description new password */
            password: string;
            /** @description same again */
            repeatpassword: string;
        };
        /** @description password outcome */
        PasswordResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            /** @description nothing to return; some samples leave the key out */
            data?: null;
            /** @constant */
            internal_code?: 2002;
        };
        SenderMessage: {
            /** @description unix seconds */
            timestamp: number;
            /** @description log line */
            message: string;
        };
        Sender: {
            /** @description sender is on (spelling is the device's) */
            api_sebder: boolean;
            /** @description target address */
            ip_addr: string;
            /** @description target port as text */
            port_addr: string;
            /** @description token the sender shows to the target */
            token: string;
            /** @description recent log, newest first */
            messages: components["schemas"]["SenderMessage"][];
        };
        SenderUpdate: {
            /** @description turn the sender on or off */
            api_sebder: boolean;
            /**
             * Format: ipv4
             * @description target address
             */
            ip_addr: string;
            /** @description target port as decimal text, 1 to 65535 */
            port_addr: string;
            /** @description token for the target */
            token?: string;
        };
        /** @description sender state */
        SenderResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            data: components["schemas"]["Sender"];
            /** @constant */
            internal_code?: 0;
        };
        /** @description sender stored */
        SenderSavedResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            /** @description nothing to return; some samples leave the key out */
            data?: null;
            /** @constant */
            internal_code?: 2015;
        };
        /** @description one polygon corner */
        Point: {
            /** @description column */
            x: number;
            /** @description row */
            y: number;
        };
        /** @description rectangle that limits detection */
        Roi: {
            /** @description left edge */
            x: number;
            /** @description top edge */
            y: number;
            /** @description width */
            width: number;
            /** @description height */
            height: number;
        };
        /** @description polygon used as detection filter */
        Zone: {
            /** @description polygon corners in order */
            points: components["schemas"]["Point"][];
        };
        /** @description rectangle that limits detection */
        RoiInput: {
            /** @description left edge */
            x: number;
            /** @description top edge */
            y: number;
            /** @description width */
            width: number;
            /** @description height */
            height: number;
        };
        /** @description polygon; closed by the reader */
        ZoneInput: {
            points: components["schemas"]["Point"][];
        };
        RoiConfig: {
            /** @description camera number */
            camId: number;
            /** @description frame width in pixels */
            Original_width: number;
            /** @description frame height in pixels */
            Original_height: number;
            roi: components["schemas"]["Roi"];
            zones: components["schemas"]["Zone"][];
        };
        RoiUpdate: {
            /**
             * @description camera number
             * @default 1
             */
            camId?: number;
            roi: components["schemas"]["RoiInput"];
            /** @description full new set; an empty list clears all */
            zones: components["schemas"]["ZoneInput"][];
        };
        /** @description ROI and zones */
        RoiResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            data: components["schemas"]["RoiConfig"];
            /** @constant */
            internal_code?: 0;
        };
        /** @description saved */
        SavedResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            /** @description nothing to return; some samples leave the key out */
            data?: null;
            /** @constant */
            internal_code?: 2005;
        };
        /** @description saved; 2016 says the camera itself was not updated */
        CameraSavedResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            /** @description nothing to return; some samples leave the key out */
            data?: null;
            /** @enum {unknown} */
            internal_code?: 2005 | 2016;
        };
        /** @description camera settings; the stream keys Protocol to Pass appear for supported models only */
        CameraConfig: {
            /** @description camera number */
            camId: number;
            /** @description frame budget of the detector; unit not stated */
            maxFrame: number;
            /** @description camera is used (spelling is the device's) */
            camEnabel: boolean;
            /** @description factor from pixels of motion to km/h */
            PX_TO_KMH: number;
            /** @description display name */
            camName: string;
            /** @description shutter value, normalised before it goes to the camera; unit not stated */
            ShutterSpeed: number;
            /** @description gain value, normalised before it goes to the camera; unit not stated */
            GainSpeed: number;
            /**
             * @description stream scheme; rtsp is the only value shown
             * @example rtsp
             */
            Protocol?: string;
            /** @description camera address */
            IP?: string;
            /** @description camera stream port */
            Port?: number;
            /** @description stream path on the camera */
            Path?: string;
            /** @description camera user name */
            User?: string;
            /** @description camera password, in clear */
            Pass?: string;
        };
        /** @description keys left out keep their stored value */
        CameraUpdate: {
            /**
             * @description camera number
             * @default 1
             */
            camId?: number;
            /** @description frame budget of the detector; unit not stated */
            maxFrame?: number;
            /** @description camera is used (spelling is the device's) */
            camEnabel?: boolean;
            /** @description factor from pixels of motion to km/h */
            PX_TO_KMH?: number;
            /** @description display name */
            camName?: string;
            /** @description shutter value, normalised before it goes to the camera; unit not stated */
            ShutterSpeed?: number;
            /** @description gain value, normalised before it goes to the camera; unit not stated */
            GainSpeed?: number;
            /**
             * @description stream scheme; rtsp is the only value shown
             * @example rtsp
             */
            Protocol?: string;
            /** @description camera address */
            IP?: string;
            /** @description camera stream port */
            Port?: number;
            /** @description stream path on the camera */
            Path?: string;
            /** @description camera user name */
            User?: string;
            /** @description camera password, in clear */
            Pass?: string;
        };
        /** @description camera settings */
        CameraResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            data: components["schemas"]["CameraConfig"];
            /** @constant */
            internal_code?: 0;
        };
        NetworkInfo: {
            /** @description address */
            eth_ip: string;
            /** @description dotted mask (the setter takes a prefix length) */
            eth_netmask: string;
            /** @description router */
            gateway: string;
            /** @description time source */
            ntp_server: string;
            /** @description daily restart time HH:MM */
            reset_time: string;
            /**
             * @description daily restart on or off, as text
             * @enum {string}
             */
            reset_enabled: "true" | "false";
            /** @description IANA zone */
            timezone: string;
            /** @description device local time for datetime-local inputs, YYYY-MM-DDTHH:MM */
            date_server: string;
        };
        /** @description network and time settings */
        NetworkResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            data: components["schemas"]["NetworkInfo"];
            /** @constant */
            internal_code?: 0;
        };
        NetworkIpUpdate: {
            /**
             * Format: ipv4
             * @description new address
             */
            eth_ip: string;
            /** @description prefix length */
            eth_netmask: number;
            /**
             * Format: ipv4
             * @description router
             */
            gateway: string;
        };
        /** @description address stored */
        NetworkUpdatedResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            /** @description nothing to return; some samples leave the key out */
            data?: null;
            /** @constant */
            internal_code?: 2006;
        };
        TimeUpdate: {
            /** @description device local time YYYY-MM-DD HH:MM:SS */
            time: string;
        };
        /** @description clock set */
        TimeUpdatedResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            /** @description nothing to return; some samples leave the key out */
            data?: null;
            /** @constant */
            internal_code?: 2014;
        };
        TimezoneUpdate: {
            /** @description IANA zone name */
            time_zone: string;
        };
        /** @description zone set */
        TimezoneUpdatedResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            /** @description nothing to return; some samples leave the key out */
            data?: null;
            /** @constant */
            internal_code?: 2013;
        };
        NtpUpdate: {
            /** @description host name or address */
            ntp_server: string;
        };
        /** @description NTP set */
        NtpUpdatedResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            /** @description nothing to return; some samples leave the key out */
            data?: null;
            /** @constant */
            internal_code?: 2007;
        };
        SystemStatus: {
            /** @description seconds since start (unit inferred) */
            uptime: number;
            /** @description memory in use */
            ram_usage_percent: number;
            /** @description free memory, MB (unit inferred) */
            ram_free: number;
            /** @description processor in use */
            cpu_usage_percent: number;
            /** @description load average */
            cpu_avg: number;
            /** @description degrees Celsius (unit inferred) */
            cpu_temp: number;
            /** @description GB (unit inferred) */
            disk_free: number;
            /** @description GB (unit inferred) */
            disk_total: number;
            /** @description device local time YYYY-MM-DD HH:MM:SS */
            current_time: string;
            /** @description plates read since local midnight */
            number_of_plates_today: number;
            /** @description km/h */
            average_speed_today: number;
            /** @description km/h */
            minimum_speed_today: number;
            /** @description km/h */
            maximum_speed_today: number;
            /** @description configured cameras */
            number_of_cameras: number;
        };
        /** @description system status */
        StatusResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            data: components["schemas"]["SystemStatus"];
            /** @constant */
            internal_code?: 0;
        };
        /** @description one detection; more keys may appear */
        ReportRow: {
            /** @description recognised text */
            plate: string;
            /** @description unix seconds as text */
            time: string;
            /** @description km/h as text */
            speed: string;
        };
        ReportPage: {
            /** @description rows that match, before paging */
            total: number;
            data: components["schemas"]["ReportRow"][];
        };
        /** @description report page */
        ReportResponse: components["schemas"]["Envelope"] & {
            /** @constant */
            success?: true;
            /** @constant */
            code?: 200;
            data: components["schemas"]["ReportPage"];
            /** @constant */
            internal_code?: 0;
        };
    };
    responses: {
        /** @description token missing, wrong or expired */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description device side failure */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
    };
    parameters: {
        /** @description camera number */
        cam: number;
        /** @description used only when the body has no camId */
        camFallback: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description token issued */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description credentials refused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            500: components["responses"]["ServerError"];
        };
    };
    changePassword: {
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
            /** @description password changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    getSender: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description sender state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    setSender: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SenderUpdate"];
            };
        };
        responses: {
            /** @description stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderSavedResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    getRoi: {
        parameters: {
            query?: {
                /** @description camera number */
                cam?: components["parameters"]["cam"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ROI and zones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoiResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description camera unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            500: components["responses"]["ServerError"];
        };
    };
    setRoi: {
        parameters: {
            query?: {
                /** @description used only when the body has no camId */
                cam?: components["parameters"]["camFallback"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoiUpdate"];
            };
        };
        responses: {
            /** @description saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description camera unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            500: components["responses"]["ServerError"];
        };
    };
    getCamera: {
        parameters: {
            query?: {
                /** @description camera number */
                cam?: components["parameters"]["cam"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description camera settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description camera unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            500: components["responses"]["ServerError"];
        };
    };
    setCamera: {
        parameters: {
            query?: {
                /** @description used only when the body has no camId */
                cam?: components["parameters"]["camFallback"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CameraUpdate"];
            };
        };
        responses: {
            /** @description saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraSavedResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description camera unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            500: components["responses"]["ServerError"];
        };
    };
    getNetwork: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description network and time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    setNetworkIp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworkIpUpdate"];
            };
        };
        responses: {
            /** @description stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkUpdatedResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description could not apply */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    setNetworkTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimeUpdate"];
            };
        };
        responses: {
            /** @description clock set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeUpdatedResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description could not apply */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    setNetworkTimezone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimezoneUpdate"];
            };
        };
        responses: {
            /** @description zone set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimezoneUpdatedResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description could not apply */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    setNetworkNtp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NtpUpdate"];
            };
        };
        responses: {
            /** @description NTP set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NtpUpdatedResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description could not apply */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
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
            /** @description status */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    getImage: {
        parameters: {
            query: {
                /** @description path relative to the image folder, as given by ReadyPlate */
                path: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JPEG file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description no such image */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            500: components["responses"]["ServerError"];
        };
    };
    getReport: {
        parameters: {
            query: {
                /**
                 * @description span start, unix seconds
                 * @example 1710000000
                 */
                start: number;
                /**
                 * @description span end, unix seconds
                 * @example 1710086400
                 */
                end: number;
                /** @description rows to pass over */
                skip?: number;
                /** @description rows to return */
                limit?: number;
                /** @description plate filter */
                plate_text?: string;
                /** @description lowest confidence, 0 to 100 */
                cnf?: number;
                /** @description camera number */
                camnu?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description one page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportResponse"];
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    getFrame: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description camera number
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description one JPEG frame */
            200: {
                headers: {
                    /** @description no-store */
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description request not acceptable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description camera unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            500: components["responses"]["ServerError"];
            /** @description no frame right now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    openEvents: {
        parameters: {
            query?: {
                /** @description bearer token; leave out to send it as the first message */
                token?: string;
            };
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
            401: components["responses"]["Unauthorized"];
            /** @description not an upgrade request */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["ServerError"];
        };
    };
}
