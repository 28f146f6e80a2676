/** Generated from contracts/vidette.openapi.json by `npm run generate`. Not edited by hand. */
export interface paths {
    "/api/v1/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scenarios */
        get: operations["listScenarios"];
        put?: never;
        /** Create a scenario */
        post: operations["createScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{scenario_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one scenario */
        get: operations["getScenario"];
        /** Replace a scenario */
        put: operations["updateScenario"];
        post?: never;
        /** Delete a scenario */
        delete: operations["deleteScenario"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List alarms, newest first */
        get: operations["listAlarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{alarm_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one alarm */
        get: operations["getAlarm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{alarm_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an alarm on */
        post: operations["acknowledgeAlarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{alarm_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close an alarm */
        post: operations["closeAlarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/arming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the organization armed */
        get: operations["getArming"];
        /** Arm or disarm the organization */
        put: operations["setArming"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List actions of scenarios, newest first */
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/{action_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a failed action again */
        post: operations["retryAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera_id}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a recording by hand runs */
        get: operations["getRecording"];
        /** Begin or end a recording by hand */
        put: operations["setRecording"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eventlog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List events, newest first */
        get: operations["listEventLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eventlog/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download events, newest first */
        get: operations["exportEventLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eventlog/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events per hour or day and type */
        get: operations["countEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eventlog/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event */
        get: operations["getEventLogEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eventlog/{event_id}/snapshot.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole picture of an event */
        get: operations["getEventPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eventlog/{event_id}/crop.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture of the event's box alone */
        get: operations["getEventCrop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counters of lines */
        get: operations["listCounters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counters/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin counters anew */
        post: operations["resetCounters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/heatmaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where things were in a camera's picture */
        get: operations["getHeatMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user_alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Raise an alarm by hand */
        post: operations["raiseUserAlarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera_id}/analysis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the analytics of a camera do and see at this moment */
        get: operations["getAnalysis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera_id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the analytics with other settings over a range of the archive */
        post: operations["startReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{replay_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a replay is, and what it has found */
        get: operations["getReplay"];
        put?: never;
        post?: never;
        /** End and forget a replay */
        delete: operations["abortReplay"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        EventType: "motion_detection" | "line_crossing" | "zone" | "counting" | "queue" | "scene" | "tamper" | "sound" | "plate_recognition" | "face_recognition" | "object" | "camera_connection" | "camera_input" | "user_alarm" | "system";
        /**
         * @description 0 unknown, 1 person, 2 vehicle.
         * @enum {integer}
         */
        ObjectClass: 0 | 1 | 2;
        /** @enum {string} */
        Severity: "low" | "medium" | "high";
        Pagination: {
            /** @description Pass it back as `cursor` to get the next page. Left out after the last. */
            cursor?: string;
        };
        /** @description The request contradicts the stored state or a rule. */
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
        /** @description The caller is known but lacks the right. */
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
        /** @description No such thing, or none that the caller may see. */
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
        /** @description Somebody else was first, or the state does not allow it. */
        ConflictError: {
            /**
             * @default conflict
             * @enum {string}
             */
            status?: "conflict";
            /** @default 409 */
            status_code?: number;
            detail: string;
        };
        /** @description Something that is needed cannot be reached. */
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
            detail: components["schemas"]["ValidationIssue"][];
        };
        /** @description Hours of a week on the wall clock of the scenario's time zone. */
        ScheduleSpan: {
            /** @description ISO weekdays, 1 Monday to 7 Sunday. */
            days: number[];
            from: string;
            /** @description Excluded. Not after `from`: of the day after. */
            to: string;
        };
        /** @description All that is given must hold; empty lists count as not given. */
        ScenarioConditions: {
            event_types: components["schemas"]["EventType"][];
            /**
             * @description When in the event's life. What begins and ends in one does both.
             * @default [
             *       "begin"
             *     ]
             */
            phases?: ("begin" | "end")[];
            /** @description Cameras; with `place_ids`, either suffices. Neither: all of the organization. */
            camera_ids?: string[];
            /** @description Cameras of these places and of all below. */
            place_ids?: number[];
            /** @description Of the zone, line or input. */
            names?: string[];
            obj_classes?: components["schemas"]["ObjectClass"][];
            /** @description The recognised face or plate is in one of these lists. */
            list_ids?: number[];
            /** @description Events without a confidence fulfil it only at 0. */
            min_confidence?: number;
            /** @description The moment of the event lies in one of them; none: always. */
            schedule?: components["schemas"]["ScheduleSpan"][];
            /** @description IANA name such as Europe/Berlin; without it, the zone of the server. */
            time_zone?: string;
            /**
             * @description The organization was so at the moment of the event.
             * @enum {string}
             */
            arming?: "armed" | "disarmed";
        };
        RecordAction: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "record";
            /**
             * Format: uuid
             * @description The camera that acts; without it the camera of the event.
             */
            camera_id?: string;
            /** @default true */
            on?: boolean;
            /**
             * @description How long, when switched on.
             * @default 60
             */
            seconds?: number;
        };
        AlarmAction: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "alarm";
            /** @default medium */
            severity?: components["schemas"]["Severity"];
        };
        MailAction: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "mail";
            to: string[];
            /** @description With `{fields}`; see docs/design/scenarios.md. */
            subject?: string;
            /** @description Plain text, with `{fields}`. */
            text?: string;
            /**
             * @description Attach the picture of the event, where there is one.
             * @default true
             */
            snapshot?: boolean;
        };
        WebhookAction: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "webhook";
            /** @description http or https. */
            url: string;
            /** @description At least 16 characters; signs what is sent (docs/integrations/webhooks.md). Answers mask it; the mask keeps what is stored, as long as the server stays. */
            secret?: string;
        };
        MqttAction: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "mqtt";
            /** @description Without wildcards. Sent with QoS 1. */
            topic: string;
            /** @description With `{fields}`; without it, the event as JSON. */
            payload?: string;
            /** @default false */
            retain?: boolean;
        };
        RelayAction: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "relay";
            /**
             * Format: uuid
             * @description The camera that acts; without it the camera of the event.
             */
            camera_id?: string;
            /** @description ONVIF token of the relay output. */
            output: string;
            /** @default true */
            active?: boolean;
        };
        PtzPresetAction: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "ptz_preset";
            /**
             * Format: uuid
             * @description The camera that acts; without it the camera of the event.
             */
            camera_id?: string;
            /** @description Name of the preset. */
            preset: string;
        };
        SpeakAction: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "speak";
            /**
             * Format: uuid
             * @description The camera that acts; without it the camera of the event.
             */
            camera_id?: string;
            text: string;
        };
        ScenarioAction: components["schemas"]["RecordAction"] | components["schemas"]["AlarmAction"] | components["schemas"]["MailAction"] | components["schemas"]["WebhookAction"] | components["schemas"]["MqttAction"] | components["schemas"]["RelayAction"] | components["schemas"]["PtzPresetAction"] | components["schemas"]["SpeakAction"];
        ScenarioInput: {
            name: string;
            /** @default true */
            enabled?: boolean;
            when: components["schemas"]["ScenarioConditions"];
            actions: components["schemas"]["ScenarioAction"][];
            /**
             * @description Of one camera, not more often than this.
             * @default 0
             */
            repeat_seconds?: number;
        };
        Scenario: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @default true */
            enabled: boolean;
            when: components["schemas"]["ScenarioConditions"];
            actions: components["schemas"]["ScenarioAction"][];
            /**
             * @description Of one camera, not more often than this.
             * @default 0
             */
            repeat_seconds: number;
            /** @description Moment of the last event that it acted on. */
            last_fired: number | null;
            /** @description Moment of the last event that it did not act on because it had fired too often (more than 30 times in a minute for one camera), as in a loop. */
            last_limited: number | null;
            missing: components["schemas"]["MissingFromScenario"];
        };
        /** @description What it names and the organization does not have any more, as it was deleted. Conditions on it never hold, actions of it fail. It stays until it is taken out. */
        MissingFromScenario: {
            /** @description Of the conditions and of the actions. */
            camera_ids: string[];
            place_ids: number[];
            list_ids: number[];
        };
        ScenarioPage: {
            items: components["schemas"]["Scenario"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @enum {string} */
        AlarmState: "open" | "acknowledged" | "closed";
        Alarm: {
            /** Format: uuid */
            id: string;
            /** @description Never used again. */
            number: number;
            state: components["schemas"]["AlarmState"];
            severity: components["schemas"]["Severity"];
            /**
             * Format: uuid
             * @description Null once the scenario is deleted.
             */
            scenario_id: string | null;
            scenario_name: string;
            /** @description Those that the caller may see. */
            camera_ids: string[];
            opened: number;
            last_event: number;
            /** @description How many events joined it. */
            events: number;
            /** @description The newest that the caller may see, newest first. */
            event_ids: string[];
            acknowledged_by?: string;
            acknowledged_at?: number;
            note?: string;
            closed_by?: string;
            closed_at?: number;
        };
        AlarmPage: {
            items: components["schemas"]["Alarm"][];
            pagination: components["schemas"]["Pagination"];
        };
        AlarmNote: {
            note?: string;
        };
        ArmingInput: {
            armed: boolean;
        };
        Arming: {
            armed: boolean;
            /** @description Null while it was never changed: disarmed. */
            changed_at: number | null;
            changed_by: string | null;
        };
        /** @enum {string} */
        ActionState: "waiting" | "failed" | "done";
        QueuedAction: {
            /**
             * Format: uuid
             * @description Goes along with what is sent, so that a receiver knows what it has.
             */
            id: string;
            state: components["schemas"]["ActionState"];
            /** @enum {string} */
            kind: "record" | "mail" | "webhook" | "mqtt" | "relay" | "ptz_preset";
            /** @description What it goes to; actions of one target are done in order. */
            target: string;
            /** Format: uuid */
            scenario_id: string | null;
            /** Format: uuid */
            event_id: string;
            /** Format: uuid */
            camera_id: string | null;
            created: number;
            attempts: number;
            /** @description While it waits. */
            next_attempt?: number;
            finished?: number;
            /** @description What the last attempt ended with. */
            message?: string;
        };
        QueuedActionPage: {
            items: components["schemas"]["QueuedAction"][];
            pagination: components["schemas"]["Pagination"];
        };
        Recording: {
            on: boolean;
            /**
             * Format: int64
             * @description When it ends by itself, Unix milliseconds; null: never, or none runs.
             */
            until: number | null;
        };
        RecordingOrder: {
            on: boolean;
            seconds?: number;
        };
        /** @enum {string} */
        EventAction: "appeared" | "updated" | "finished";
        /** @description One event as it is now. */
        Event: {
            /**
             * Format: uuid
             * @description UUIDv7; its time is `begin`.
             */
            event_id: string;
            /** @description Number of this revision among all changes of the log. */
            change: number;
            revision: number;
            event_type: components["schemas"]["EventType"];
            event_action: components["schemas"]["EventAction"];
            /**
             * Format: uuid
             * @description Null for what no camera saw.
             */
            camera_id: string | null;
            camera_name: string | null;
            place_id: number | null;
            place_name: string | null;
            begin: number;
            /** @description Null while it lasts. */
            end: number | null;
            /** @description Zone, line or input. */
            name: string | null;
            object_id: string | null;
            obj_class: components["schemas"]["ObjectClass"];
            /** @description [x_min, y_min, x_max, y_max]; null where there is nothing to see. */
            bbox: number[] | null;
            confidence?: number;
            /** @description What is particular to the type, see docs/design/events.md. */
            details: {
                [key: string]: unknown;
            };
            snapshot: boolean;
            crop: boolean;
        };
        EventPage: {
            items: components["schemas"]["Event"][];
            pagination: components["schemas"]["Pagination"];
        };
        EventCount: {
            /** @description Of the hour or day, UTC. */
            begin: number;
            event_type: components["schemas"]["EventType"];
            count: number;
        };
        EventCounts: {
            items: components["schemas"]["EventCount"][];
        };
        Counter: {
            /** Format: uuid */
            camera_id: string;
            line: string;
            in: number;
            out: number;
            /** @description When it began anew. */
            since: number;
        };
        Counters: {
            items: components["schemas"]["Counter"][];
        };
        CounterReset: {
            /** Format: uuid */
            camera_id: string;
            /** @description Left out: all lines of the camera. */
            line?: string;
        };
        /** @description How often things were in each cell of a grid over the picture. */
        HeatMap: {
            columns: number;
            rows: number;
            /** @description Row by row. */
            counts: number[];
        };
        UserAlarm: {
            /** Format: uuid */
            camera_id?: string;
            text: string;
        };
        /** @description The analytics of a camera now. */
        Analysis: {
            /** @enum {string} */
            state: "running" | "waiting" | "failed";
            /** @description Why it waits or failed. */
            message?: string;
            /** @description Pictures per second that were looked at over the last seconds. */
            rate: number;
            wanted_rate: number;
            /** @description Nothing goes on: only keyframes are decoded now and then. */
            still: boolean;
            motion: boolean;
            /** @description Objects now, by zone and queue. */
            occupancy: {
                [key: string]: number;
            };
            /** @description dBFS of the newest second. */
            sound?: {
                rms_db: number;
                peak_db: number;
            };
        };
        ReplayOrder: {
            from: number;
            to: number;
            /** @description As in the settings of a camera. */
            video_analytics?: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        ReplayChange: "kept" | "come" | "go";
        ReplayEvent: {
            change: components["schemas"]["ReplayChange"];
            /**
             * Format: uuid
             * @description The stored event; null for one that would come.
             */
            event_id: string | null;
            event_type: components["schemas"]["EventType"];
            name: string | null;
            begin: number;
            end: number | null;
            obj_class: components["schemas"]["ObjectClass"];
            bbox: number[] | null;
            details: {
                [key: string]: unknown;
            };
        };
        Replay: {
            /** Format: uuid */
            replay_id: string;
            /** Format: uuid */
            camera_id: string;
            from: number;
            to: number;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "aborted";
            progress: number;
            /** @description Seconds of the recording in a second; 0 until known. */
            speed: number;
            /** @description Why it failed. */
            message?: string;
            /** @description When it is done, by begin: as they would be with these settings, and those that would be gone. */
            events: components["schemas"]["ReplayEvent"][];
            kept: number;
            would_come: number;
            would_go: number;
        };
    };
    responses: {
        /** @description Refused by a rule. */
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
        /** @description No such thing. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description The state does not allow it. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ConflictError"];
            };
        };
        /** @description Something that is needed cannot be reached. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnavailableError"];
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
        /** @description Unexpected failure. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": unknown;
            };
        };
    };
    parameters: {
        /** @description Page marker from the previous answer. */
        Cursor: string;
        /** @description Page size. */
        Limit: number;
        /** @description Began at or after. */
        EventFrom: number;
        /** @description Began at or before. */
        EventTo: number;
        /** @description Keep events of these types. */
        EventTypes: components["schemas"]["EventType"][];
        /** @description Keep events of these cameras. */
        EventCameras: string[];
        /** @description Keep events of this place and all below it. */
        EventPlace: number;
        /** @description Keep events of cameras of this group. */
        EventGroup: number;
        /** @description Keep events of zones, lines or inputs of these names. */
        EventNames: string[];
        /** @description Keep events of things of these classes. */
        EventClasses: components["schemas"]["ObjectClass"][];
        EventId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listScenarios: {
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    createScenario: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScenarioInput"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                scenario_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    updateScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                scenario_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScenarioInput"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                scenario_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
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
    listAlarms: {
        parameters: {
            query?: {
                /** @description Keep alarms in this state. */
                state?: components["schemas"]["AlarmState"];
                /** @description Keep alarms of this camera. */
                camera_id?: string;
                /** @description Last event at or after. */
                from?: number;
                /** @description Opened before. */
                to?: number;
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmPage"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getAlarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    acknowledgeAlarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmNote"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    closeAlarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmNote"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getArming: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Arming"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    setArming: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArmingInput"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Arming"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listActions: {
        parameters: {
            query?: {
                /** @description Keep actions in this state. */
                state?: components["schemas"]["ActionState"];
                /** @description Keep actions of this scenario. */
                scenario_id?: string;
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedActionPage"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    retryAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                action_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedAction"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The camera. */
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    setRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The camera. */
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordingOrder"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    listEventLog: {
        parameters: {
            query?: {
                /** @description Began at or after. */
                from?: components["parameters"]["EventFrom"];
                /** @description Began at or before. */
                to?: components["parameters"]["EventTo"];
                /** @description Keep events of these types. */
                event_type?: components["parameters"]["EventTypes"];
                /** @description Keep events of these cameras. */
                camera_id?: components["parameters"]["EventCameras"];
                /** @description Keep events of this place and all below it. */
                place_id?: components["parameters"]["EventPlace"];
                /** @description Keep events of cameras of this group. */
                group_id?: components["parameters"]["EventGroup"];
                /** @description Keep events of zones, lines or inputs of these names. */
                name?: components["parameters"]["EventNames"];
                /** @description Keep events of things of these classes. */
                obj_class?: components["parameters"]["EventClasses"];
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
            /** @description Success. */
            200: {
                headers: {
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
    exportEventLog: {
        parameters: {
            query: {
                /** @description CSV, or one JSON text per line. */
                format: "csv" | "jsonl";
                /** @description Began at or after. */
                from?: components["parameters"]["EventFrom"];
                /** @description Began at or before. */
                to?: components["parameters"]["EventTo"];
                /** @description Keep events of these types. */
                event_type?: components["parameters"]["EventTypes"];
                /** @description Keep events of these cameras. */
                camera_id?: components["parameters"]["EventCameras"];
                /** @description Keep events of this place and all below it. */
                place_id?: components["parameters"]["EventPlace"];
                /** @description Keep events of cameras of this group. */
                group_id?: components["parameters"]["EventGroup"];
                /** @description Keep events of zones, lines or inputs of these names. */
                name?: components["parameters"]["EventNames"];
                /** @description Keep events of things of these classes. */
                obj_class?: components["parameters"]["EventClasses"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    countEvents: {
        parameters: {
            query: {
                /** @description Begin of the period. */
                from: number;
                /** @description End of the period, not included. */
                to: number;
                interval: "hour" | "day";
                /** @description Keep events of these types. */
                event_type?: components["parameters"]["EventTypes"];
                /** @description Keep events of these cameras. */
                camera_id?: components["parameters"]["EventCameras"];
                /** @description Keep events of this place and all below it. */
                place_id?: components["parameters"]["EventPlace"];
                /** @description Keep events of cameras of this group. */
                group_id?: components["parameters"]["EventGroup"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventCounts"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getEventLogEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: components["parameters"]["EventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getEventPicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: components["parameters"]["EventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEventCrop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: components["parameters"]["EventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCounters: {
        parameters: {
            query?: {
                /** @description Keep events of these cameras. */
                camera_id?: components["parameters"]["EventCameras"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counters"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    resetCounters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CounterReset"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counters"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getHeatMap: {
        parameters: {
            query: {
                /** @description The camera. */
                camera_id: string;
                /** @description Begin of the period. */
                from: number;
                /** @description End of the period, not included. */
                to: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeatMap"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    raiseUserAlarm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserAlarm"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getAnalysis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The camera. */
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    startReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The camera. */
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayOrder"];
            };
        };
        responses: {
            /** @description It has begun or waits. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The replay. */
                replay_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    abortReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The replay. */
                replay_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
