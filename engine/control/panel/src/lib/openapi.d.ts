// Made by openapi-typescript from GET /openapi.json: cmake --build build/dev --target panel_types
/* eslint-disable */
export interface paths {
    "/api/v1/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the wall shows now, and how each part of it is */
        get: operations["get_api_v1_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The layouts, and which one is active */
        get: operations["get_api_v1_layouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asked the wall for what; its ETag guards commands */
        get: operations["get_api_v1_control"];
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
        /** A WebSocket that tells the state and every change of it (see the description) */
        get: operations["get_api_v1_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Any command, as the JSON that MQTT and the command line say too */
        post: operations["post_api_v1_commands"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layouts/{layout}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show this layout on the wall, or on one display */
        post: operations["post_api_v1_layouts__layout__activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/displays/{display}/layouts/{layout}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show this layout on this display */
        post: operations["post_api_v1_displays__display__layouts__layout__activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layouts/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the layout after the one shown */
        post: operations["post_api_v1_layouts_next"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layouts/previous": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the layout before the one shown */
        post: operations["post_api_v1_layouts_previous"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Freeze what the wall does by itself */
        post: operations["post_api_v1_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the wall go on by itself */
        post: operations["post_api_v1_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/follow-schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End what operators chose: schedule and tour show again */
        post: operations["post_api_v1_follow_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back the newest change of what is shown */
        post: operations["post_api_v1_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/displays/{display}/tiles/{tile}/enlarge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let this tile fill its display for a while */
        post: operations["post_api_v1_displays__display__tiles__tile__enlarge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/displays/{display}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the enlarged tile of this display */
        post: operations["post_api_v1_displays__display__restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every enlarged tile */
        post: operations["post_api_v1_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hide every camera at once */
        post: operations["post_api_v1_cameras_hide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the cameras again */
        post: operations["post_api_v1_cameras_show"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hide this camera */
        post: operations["post_api_v1_cameras__camera__hide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera}/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show this camera again */
        post: operations["post_api_v1_cameras__camera__show"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a strip of text on the wall */
        post: operations["post_api_v1_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/message/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every message */
        post: operations["post_api_v1_message_clear"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/displays/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Each display shows its name and output */
        post: operations["post_api_v1_displays_identify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layouts/{layout}/rehearse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prepare this layout off screen */
        post: operations["post_api_v1_layouts__layout__rehearse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rehearsal/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drop the prepared layout */
        post: operations["post_api_v1_rehearsal_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the prepared layout live */
        post: operations["post_api_v1_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/take/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a take that would go back by itself */
        post: operations["post_api_v1_take_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{alarm}/raise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Raise this alarm */
        post: operations["post_api_v1_alarms__alarm__raise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{alarm}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody has seen this alarm */
        post: operations["post_api_v1_alarms__alarm__acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{alarm}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this alarm */
        post: operations["post_api_v1_alarms__alarm__end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keyboard/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the wall box's keyboard do nothing */
        post: operations["post_api_v1_keyboard_lock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keyboard/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the wall box's keyboard work again */
        post: operations["post_api_v1_keyboard_unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wall.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The composed wall as a JPEG, 1920 pixels wide at most; shared for half a second */
        get: operations["get_api_v1_wall_jpg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wall.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The composed wall without loss, 1920 pixels wide at most */
        get: operations["get_api_v1_wall_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/displays/{display}/picture.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One display, exact pixels, full size unless asked */
        get: operations["get_api_v1_displays__display__picture_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layouts/{layout}/picture.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A layout drawn off screen from current pictures; kept for 30 s */
        get: operations["get_api_v1_layouts__layout__picture_jpg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a session; its cookie comes with the answer */
        post: operations["post_api_v1_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a session by the one-time link */
        post: operations["post_api_v1_sign_in_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session */
        post: operations["post_api_v1_sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks, and what they may */
        get: operations["get_api_v1_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a password of one's own */
        post: operations["post_api_v1_me_password"];
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
        /** Who may sign in */
        get: operations["get_api_v1_users"];
        put?: never;
        /** Let somebody sign in */
        post: operations["post_api_v1_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{name}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change what somebody may */
        post: operations["post_api_v1_users__name__role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{name}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give somebody a password, to be changed when they sign in */
        post: operations["post_api_v1_users__name__password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{name}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody no longer sign in */
        post: operations["post_api_v1_users__name__remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tokens of programs */
        get: operations["get_api_v1_tokens"];
        put?: never;
        /** Make a token for a program; told this once */
        post: operations["post_api_v1_tokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a token no longer work */
        post: operations["post_api_v1_tokens__token__revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first; operators see commands and what they did */
        get: operations["get_api_v1_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Good while the control process answers */
        get: operations["get_healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Good while the wall shows a layout; 503 with the reason while not */
        get: operations["get_readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description */
        get: operations["get_openapi_json"];
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
        error: {
            error: {
                code: string;
                message: string;
            };
        };
        good: {
            /** @constant */
            done: true;
        };
        healthy: {
            /** @constant */
            healthy: true;
        };
        ready: {
            /** @constant */
            ready: true;
        };
        /** @description an OpenAPI 3.1 document */
        openapi: Record<string, never>;
        size: {
            width: number;
            height: number;
        };
        rect: {
            x: number;
            y: number;
            width: number;
            height: number;
        };
        layout: {
            id: string;
            name: string;
            active: boolean;
        };
        display: {
            id: string;
            name: string;
            output: string;
            size: components["schemas"]["size"];
            shown_fps: number | null;
            connected: boolean;
            preview: components["schemas"]["rect"];
        };
        tile: {
            display: string;
            id: string;
            rect: components["schemas"]["rect"];
            camera: string;
            card: string;
            stream: string;
            state: string;
            reason: string;
            /** @description Unix time in milliseconds */
            since_ms: number;
            frame_age_ms: number | null;
            shown_fps: number | null;
            decoded_fps: number | null;
        };
        camera: {
            id: string;
            name: string;
            state: string;
            reason: string;
            /** @description Unix time in milliseconds */
            since_ms: number;
            stream: string;
            codec: string;
            decoder: string;
            size: components["schemas"]["size"];
            decoded_fps: number | null;
            received_fps: number | null;
            kilobits_per_second: number | null;
            media_clock: string;
            delay_ms: number | null;
            jitter_ms: number | null;
            connects: number;
            failures: number;
        };
        source: {
            id: string;
            name: string;
            publisher: string;
            audience: string;
            state: string;
            reason: string;
            period: string;
            /** @description Unix time in milliseconds */
            updated_ms: number;
            age_by: string;
            /** @description Unix time in milliseconds */
            fetched_ms: number;
            lost: number;
            losses: string[];
            notes: string[];
            bytes: number;
            fetch_ms: number;
            failures: number;
        };
        worker: {
            role: string;
            pid: number;
            restarts: number;
            /** @description Unix time in milliseconds */
            since_ms: number;
            last_exit: string;
        };
        problem: {
            text: string;
            /** @description Unix time in milliseconds */
            since_ms: number;
        };
        display_control: {
            display: string;
            layout: string;
            /** @enum {string} */
            priority: "default" | "tour" | "schedule" | "alarm" | "operator" | "emergency";
            reason: string;
            by: string;
            from: string;
            /** @description Unix time in milliseconds */
            since_ms: number;
            until_ms: number | null;
            tile: string;
            alarm: string;
            identify: boolean;
        };
        claim: {
            id: string;
            /** @enum {string} */
            priority: "default" | "tour" | "schedule" | "alarm" | "operator" | "emergency";
            /** @enum {string} */
            kind: "layout" | "tile" | "message" | "hide_cameras" | "identify" | "alarm";
            what: string;
            display: string;
            by: string;
            from: string;
            /** @description Unix time in milliseconds */
            since_ms: number;
            until_ms: number | null;
            reason: string;
        };
        alarm: {
            id: string;
            name: string;
            active: boolean;
            text: string;
            /** @enum {string} */
            level: "info" | "warning" | "emergency";
            /** @description Unix time in milliseconds */
            since_ms: number;
            acknowledged_by: string;
            needs_acknowledgement: boolean;
        };
        planned: {
            /** @description Unix time in milliseconds */
            at_ms: number;
            display: string;
            layout: string;
            tour: string;
            name: string;
        };
        change: {
            revision: number;
            what: string;
            by: string;
            from: string;
            /** @description Unix time in milliseconds */
            at_ms: number;
        };
        hold: {
            /** @description Unix time in milliseconds */
            since_ms: number;
            by: string;
        };
        message: {
            text: string;
            /** @enum {string} */
            level: "info" | "warning" | "emergency";
            by: string;
            /** @description Unix time in milliseconds */
            since_ms: number;
            until_ms: number | null;
            displays: string[];
        };
        rehearsal: {
            layout: string;
            display: string;
            by: string;
            /** @description Unix time in milliseconds */
            since_ms: number;
        };
        trial: {
            /** @description Unix time in milliseconds */
            until_ms: number;
            by: string;
        };
        undo: {
            what: string;
            by: string;
            /** @description Unix time in milliseconds */
            at_ms: number;
        };
        control: {
            tag: string;
            hold: components["schemas"]["hold"] | null;
            displays: components["schemas"]["display_control"][];
            claims: components["schemas"]["claim"][];
            message: components["schemas"]["message"] | null;
            cameras_hidden: boolean;
            hidden_cameras: string[];
            rehearsal: components["schemas"]["rehearsal"] | null;
            trial: components["schemas"]["trial"] | null;
            undo: components["schemas"]["undo"] | null;
            alarms: components["schemas"]["alarm"][];
            planned: components["schemas"]["planned"][];
            changes: components["schemas"]["change"][];
            keyboard_locked: boolean;
        };
        state: {
            name: string;
            version: string;
            language: string;
            timezone: string;
            revision: number;
            layout: string;
            /** @description Unix time in milliseconds */
            started_ms: number;
            renderer: string;
            render_path: string;
            layouts: components["schemas"]["layout"][];
            displays: components["schemas"]["display"][];
            tiles: components["schemas"]["tile"][];
            cameras: components["schemas"]["camera"][];
            sources: components["schemas"]["source"][];
            workers: components["schemas"]["worker"][];
            problems: components["schemas"]["problem"][];
            control: components["schemas"]["control"];
        };
        layouts: {
            active: string;
            layouts: components["schemas"]["layout"][];
        };
        /** Shows a layout on the wall or on one display */
        command_activate_layout: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "activate_layout";
            layout: string;
            display?: string;
            /** @default 0 */
            seconds: number;
        };
        /** Shows the layout after the one shown */
        command_next_layout: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "next_layout";
            display?: string;
        };
        /** Shows the layout before the one shown */
        command_previous_layout: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "previous_layout";
            display?: string;
        };
        /** Freezes what the wall does by itself */
        command_hold: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "hold";
        };
        /** Lets the wall go on by itself */
        command_resume: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "resume";
        };
        /** Ends what operators chose: schedule and tour show again */
        command_follow_schedule: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "follow_schedule";
            display?: string;
        };
        /** Takes back the newest change of what is shown */
        command_undo: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "undo";
        };
        /** Lets a tile fill its display for a while */
        command_enlarge_tile: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "enlarge_tile";
            display: string;
            tile: string;
            /** @default 60 */
            seconds: number;
        };
        /** Ends an enlarged tile */
        command_restore_tile: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "restore_tile";
            display?: string;
        };
        /** Hides all cameras, or one, at once */
        command_hide_cameras: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "hide_cameras";
            camera?: string;
        };
        /** Ends hiding all cameras, or one */
        command_show_cameras: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "show_cameras";
            camera?: string;
        };
        /** Shows a strip of text on the wall or on some displays */
        command_show_message: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "show_message";
            text: string;
            /**
             * @default info
             * @enum {string}
             */
            level: "info" | "warning" | "emergency";
            /** @default 300 */
            seconds: number;
            displays?: string[];
        };
        /** Ends every message */
        command_clear_message: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "clear_message";
        };
        /** Each display shows its name and output for a while */
        command_identify_displays: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "identify_displays";
            /** @default 10 */
            seconds: number;
        };
        /** Prepares a layout off screen */
        command_rehearse_layout: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "rehearse_layout";
            layout: string;
            display?: string;
        };
        /** Drops the prepared layout */
        command_cancel_rehearsal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "cancel_rehearsal";
        };
        /** Makes the prepared layout live */
        command_take: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "take";
            /** @default 0 */
            confirm_seconds: number;
        };
        /** Keeps a take that would go back by itself */
        command_confirm_take: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "confirm_take";
        };
        /** Raises an alarm of schedule.json */
        command_raise_alarm: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "raise_alarm";
            alarm: string;
            text?: string;
        };
        /** Says that somebody has seen an alarm */
        command_acknowledge_alarm: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "acknowledge_alarm";
            alarm: string;
        };
        /** Ends an alarm */
        command_end_alarm: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_alarm";
            alarm: string;
        };
        /** Lets the wall box's keyboard do nothing */
        command_lock_keyboard: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "lock_keyboard";
        };
        /** Lets the wall box's keyboard work again */
        command_unlock_keyboard: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "unlock_keyboard";
        };
        command: components["schemas"]["command_activate_layout"] | components["schemas"]["command_next_layout"] | components["schemas"]["command_previous_layout"] | components["schemas"]["command_hold"] | components["schemas"]["command_resume"] | components["schemas"]["command_follow_schedule"] | components["schemas"]["command_undo"] | components["schemas"]["command_enlarge_tile"] | components["schemas"]["command_restore_tile"] | components["schemas"]["command_hide_cameras"] | components["schemas"]["command_show_cameras"] | components["schemas"]["command_show_message"] | components["schemas"]["command_clear_message"] | components["schemas"]["command_identify_displays"] | components["schemas"]["command_rehearse_layout"] | components["schemas"]["command_cancel_rehearsal"] | components["schemas"]["command_take"] | components["schemas"]["command_confirm_take"] | components["schemas"]["command_raise_alarm"] | components["schemas"]["command_acknowledge_alarm"] | components["schemas"]["command_end_alarm"] | components["schemas"]["command_lock_keyboard"] | components["schemas"]["command_unlock_keyboard"];
        done: {
            tag: string;
            revision: number;
        };
        sign_in: {
            name: string;
            /** Format: password */
            password: string;
        };
        sign_in_with_link: {
            /** Format: password */
            token: string;
        };
        set_password: {
            /** Format: password */
            old?: string;
            /** Format: password */
            password: string;
        };
        add_user: {
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "technician";
            /** Format: password */
            password: string;
        };
        set_role: {
            /** @enum {string} */
            role: "viewer" | "operator" | "technician";
        };
        reset_password: {
            /** Format: password */
            password: string;
        };
        add_token: {
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "technician";
            /**
             * @description 0: it does not expire
             * @default 365
             */
            days: number;
        };
        me: {
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "technician";
            from: string;
            must_set_password: boolean;
        };
        user: {
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "technician";
            must_set_password: boolean;
            /** @description Unix time in milliseconds */
            created_ms: number;
            /** @description Unix time in milliseconds */
            last_seen_ms: number;
        };
        users: {
            users: components["schemas"]["user"][];
        };
        token: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "technician";
            created_by: string;
            /** @description Unix time in milliseconds */
            created_ms: number;
            /** @description Unix time in milliseconds */
            expires_ms: number;
            /** @description Unix time in milliseconds */
            last_seen_ms: number;
        };
        tokens: {
            tokens: components["schemas"]["token"][];
        };
        new_token: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "technician";
            created_by: string;
            /** @description Unix time in milliseconds */
            created_ms: number;
            /** @description Unix time in milliseconds */
            expires_ms: number;
            /** @description Unix time in milliseconds */
            last_seen_ms: number;
            secret: string;
        };
        audit_record: {
            number: number;
            /** @description Unix time in milliseconds */
            at_ms: number;
            who: string;
            role: string;
            from: string;
            action: string;
            object: string;
            before: string;
            after: string;
            outcome: string;
            message: string;
        };
        audit: {
            records: components["schemas"]["audit_record"][];
            next_before: number | null;
        };
        patch_step: {
            /** @enum {string} */
            op: "add" | "remove" | "replace";
            path: string;
            value?: unknown;
        };
        event_state: {
            /** @constant */
            type: "state";
            epoch: string;
            revision: number;
            state: components["schemas"]["state"];
        };
        event_patch: {
            /** @constant */
            type: "patch";
            from: number;
            revision: number;
            patch: components["schemas"]["patch_step"][];
        };
        event_alive: {
            /** @constant */
            type: "alive";
        };
        event: components["schemas"]["event_state"] | components["schemas"]["event_patch"] | components["schemas"]["event_alive"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_api_v1_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["state"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_layouts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["layouts"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_control: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["control"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A WebSocket whose text frames are events; a client may say {"type":"resync"} to get the whole state again */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["event"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description opened without an upgrade */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_commands: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["command"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_layouts__layout__activate: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                layout: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    display?: string;
                    /** @default 0 */
                    seconds?: number;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_displays__display__layouts__layout__activate: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                display: string;
                /** @description percent-encoded where it holds "/" */
                layout: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 0 */
                    seconds?: number;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_layouts_next: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    display?: string;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_layouts_previous: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    display?: string;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_hold: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_follow_schedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    display?: string;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_displays__display__tiles__tile__enlarge: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                display: string;
                /** @description percent-encoded where it holds "/" */
                tile: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 60 */
                    seconds?: number;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_displays__display__restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                display: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    display?: string;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_cameras_hide: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    camera?: string;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_cameras_show: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    camera?: string;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_cameras__camera__hide: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                camera: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_cameras__camera__show: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                camera: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_message: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    /**
                     * @default info
                     * @enum {string}
                     */
                    level?: "info" | "warning" | "emergency";
                    /** @default 300 */
                    seconds?: number;
                    displays?: string[];
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_message_clear: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_displays_identify: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 10 */
                    seconds?: number;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_layouts__layout__rehearse: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                layout: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    display?: string;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_rehearsal_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_take: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 0 */
                    confirm_seconds?: number;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_take_confirm: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_alarms__alarm__raise: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                alarm: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    text?: string;
                };
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_alarms__alarm__acknowledge: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                alarm: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_alarms__alarm__end: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path: {
                /** @description percent-encoded where it holds "/" */
                alarm: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_keyboard_lock: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_keyboard_unlock: {
        parameters: {
            query?: never;
            header?: {
                /** @description the tag that the state had: 409 when it has another now */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["done"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_wall_jpg: {
        parameters: {
            query?: {
                /** @description largest width in pixels, 0 or 16 to 16384; 0: as wide as there is */
                width?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_wall_png: {
        parameters: {
            query?: {
                /** @description largest width in pixels, 0 or 16 to 16384; 0: as wide as there is */
                width?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_displays__display__picture_png: {
        parameters: {
            query?: {
                /** @description largest width in pixels, 0 or 16 to 16384; 0: as wide as there is */
                width?: number;
            };
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                display: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_layouts__layout__picture_jpg: {
        parameters: {
            query?: {
                /** @description largest width in pixels, 0 or 16 to 16384; 0: as wide as there is */
                width?: number;
                /** @description one display; without it the whole wall */
                display?: string;
            };
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                layout: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["sign_in"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["me"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description wrong, or no longer good */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_sign_in_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["sign_in_with_link"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["me"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description wrong, or no longer good */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["good"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["me"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_me_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["set_password"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["good"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["users"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["add_user"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["good"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_users__name__role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["set_role"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["good"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_users__name__password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["reset_password"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["good"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_users__name__remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["good"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["tokens"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["add_token"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["new_token"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    post_api_v1_tokens__token__revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["good"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what it names is not there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description somebody else changed it meanwhile; the text says who and what */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_api_v1_audit: {
        parameters: {
            query?: {
                /** @description records older than this number */
                before?: number;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["audit"];
                };
            };
            /** @description the request makes no sense; every problem in a line of its own */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["healthy"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ready"];
                };
            };
            /** @description the wall shows nothing, and why */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    get_openapi_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["openapi"];
                };
            };
            /** @description nobody is signed in, or no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description this takes another role, or a password of one's own first */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description an error, in words */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
}
