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
    "/api/v1/displays/test-pattern": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a picture to set displays up by */
        post: operations["post_api_v1_displays_test_pattern"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/displays/wake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Light displays that are off by plan, until they would be on */
        post: operations["post_api_v1_displays_wake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/displays/end-wake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let displays be off again where the plan has them off */
        post: operations["post_api_v1_displays_end_wake"];
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
    "/api/v1/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each display showed from when until when, and how often that was read back and was so; newest first */
        get: operations["get_api_v1_proof"];
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
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cameras, displays, figures and processes as numbers, for Prometheus */
        get: operations["get_metrics"];
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
    "/api/v1/config/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of the installation, and what is wrong with them */
        get: operations["get_api_v1_config_files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file, and the revision it has */
        get: operations["get_api_v1_config_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What files would say after these changes, and what would be wrong then */
        post: operations["post_api_v1_config_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config/save": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change files, all of them or none; refused where one was changed meanwhile */
        post: operations["post_api_v1_config_save"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config/generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a file said before, newest first */
        get: operations["get_api_v1_config_generations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config/generation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, and how it differs from the file now */
        get: operations["get_api_v1_config_generation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a file say again what it said before */
        post: operations["post_api_v1_config_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The names of the logins; passwords are told to nobody */
        get: operations["get_api_v1_config_logins"];
        put?: never;
        /** Set a login, or another password for it */
        post: operations["post_api_v1_config_logins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/config/logins/{login}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove a login that nothing names */
        post: operations["post_api_v1_config_logins__login__remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemas/{schema}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON Schema of a kind of file: wall, cameras, layout, card … */
        get: operations["get_api_v1_schemas__schema_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find out, step by step, whether an address gives pictures */
        post: operations["post_api_v1_probes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probes/{probe}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a probe has come */
        get: operations["get_api_v1_probes__probe_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probes/{probe}/picture.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first picture that a probe saw */
        get: operations["get_api_v1_probes__probe__picture_jpg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probes/{probe}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a probe */
        post: operations["post_api_v1_probes__probe__cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/discoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look for cameras in the network */
        post: operations["post_api_v1_discoveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/discoveries/{discovery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a search has found */
        get: operations["get_api_v1_discoveries__discovery_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/streams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a camera which streams it has */
        post: operations["post_api_v1_devices_streams"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How makes of cameras address their streams */
        get: operations["get_api_v1_vendors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cameras as a table for a spreadsheet */
        get: operations["get_api_v1_cameras_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What such a table would make of cameras.json; nothing is saved */
        post: operations["post_api_v1_cameras_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera}/picture.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One camera as it is now, as a display may show it; kept for 2 s */
        get: operations["get_api_v1_cameras__camera__picture_jpg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/displays/outputs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The outputs of the machine, and the EDID of the monitor at each */
        get: operations["get_api_v1_displays_outputs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera}/mask_still": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a probe whose picture bears these masks only; without any it is unmasked */
        post: operations["post_api_v1_cameras__camera__mask_still"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera}/mask_trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the camera under these masks over a display that is not for the public, for a minute */
        post: operations["post_api_v1_cameras__camera__mask_trial"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{camera}/mask_trial/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show on the wall what it shows without the trial */
        post: operations["post_api_v1_cameras__camera__mask_trial_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layouts/preview.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A layout that is not installed, drawn off screen from current pictures */
        post: operations["post_api_v1_layouts_preview_jpg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layouts/solve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Where the tiles of a layout would be, and what is wrong with it */
        post: operations["post_api_v1_layouts_solve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/{source}/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A source fetched anew: its rows, its columns, what was lost and why */
        get: operations["get_api_v1_data__source__view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same of a source that is not in data.json yet */
        post: operations["post_api_v1_data_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/data/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a file of figures into the folder data/, and get a source for data.json */
        post: operations["post_api_v1_data_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards/preview.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A card that is not installed, with the figures that the wall has now */
        post: operations["post_api_v1_cards_preview_png"];
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
        display_proof: {
            /** @enum {string} */
            state: "unknown" | "proved" | "failed";
            reason: string;
            /** @description Unix time in milliseconds */
            since_ms: number;
        };
        display_power: {
            /** @enum {string} */
            state: "on" | "off_by_plan" | "woken";
            reason: string;
            /** @description Unix time in milliseconds */
            since_ms: number;
            until_ms: number | null;
            note: string;
            note_id: string;
        };
        display: {
            id: string;
            name: string;
            output: string;
            size: components["schemas"]["size"];
            shown_fps: number | null;
            connected: boolean;
            proof: components["schemas"]["display_proof"];
            power: components["schemas"]["display_power"];
            preview: components["schemas"]["rect"];
        };
        tile: {
            display: string;
            id: string;
            rect: components["schemas"]["rect"];
            camera: string;
            card: string;
            stream: string;
            /** @enum {string} */
            state: "offline" | "live" | "connecting" | "delayed" | "stale" | "wrong_password" | "unsupported" | "unknown_card" | "no_camera" | "closed" | "not_shown" | "waiting_for_keyframe" | "degraded" | "frozen" | "camera_at_limit" | "misconfigured" | "masked" | "off_by_plan" | "old" | "expired" | "failed" | "waiting";
            reason: string;
            notes: string[];
            /** @description Unix time in milliseconds */
            since_ms: number;
            frame_age_ms: number | null;
            shown_fps: number | null;
            decoded_fps: number | null;
        };
        camera: {
            id: string;
            name: string;
            /** @enum {string} */
            state: "playing" | "unused" | "offline" | "connecting" | "delayed" | "stale" | "wrong_password" | "unsupported" | "waiting_for_keyframe" | "degraded" | "frozen" | "camera_at_limit" | "misconfigured" | "masked" | "off_by_plan";
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
            late_ms: number | null;
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
            text_id: string;
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
            test_pattern: boolean;
        };
        claim: {
            id: string;
            /** @enum {string} */
            priority: "default" | "tour" | "schedule" | "alarm" | "operator" | "emergency";
            /** @enum {string} */
            kind: "layout" | "tile" | "message" | "hide_cameras" | "identify" | "test_pattern" | "standby" | "wake" | "alarm";
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
            off: boolean;
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
        /** Shows a picture to set displays up by, for a while */
        command_show_test_pattern: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "show_test_pattern";
            displays?: string[];
            /** @default 600 */
            seconds: number;
        };
        /** Lights displays that are off by plan, until they would be on */
        command_wake_displays: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "wake_displays";
            displays?: string[];
        };
        /** Lets displays be off again where the plan has them off */
        command_end_wake: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_wake";
            displays?: string[];
        };
        command: components["schemas"]["command_activate_layout"] | components["schemas"]["command_next_layout"] | components["schemas"]["command_previous_layout"] | components["schemas"]["command_hold"] | components["schemas"]["command_resume"] | components["schemas"]["command_follow_schedule"] | components["schemas"]["command_undo"] | components["schemas"]["command_enlarge_tile"] | components["schemas"]["command_restore_tile"] | components["schemas"]["command_hide_cameras"] | components["schemas"]["command_show_cameras"] | components["schemas"]["command_show_message"] | components["schemas"]["command_clear_message"] | components["schemas"]["command_identify_displays"] | components["schemas"]["command_rehearse_layout"] | components["schemas"]["command_cancel_rehearsal"] | components["schemas"]["command_take"] | components["schemas"]["command_confirm_take"] | components["schemas"]["command_raise_alarm"] | components["schemas"]["command_acknowledge_alarm"] | components["schemas"]["command_end_alarm"] | components["schemas"]["command_lock_keyboard"] | components["schemas"]["command_unlock_keyboard"] | components["schemas"]["command_show_test_pattern"] | components["schemas"]["command_wake_displays"] | components["schemas"]["command_end_wake"];
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
        proof_data: {
            source: string;
            revision: number;
            /** @description Unix time in milliseconds */
            updated_ms: number;
        };
        proof_tile: {
            tile: string;
            camera?: string;
            card?: string;
            state: string;
            data?: components["schemas"]["proof_data"][];
        };
        proof_shown: {
            tiles: components["schemas"]["proof_tile"][];
            enlarged?: string;
            alarm?: string;
            message?: string;
            identify?: boolean;
            test_pattern?: boolean;
            off_by_plan?: string;
        };
        proof_record: {
            number: number;
            /** @description Unix time in milliseconds */
            from_ms: number;
            /** @description Unix time in milliseconds */
            to_ms: number;
            display: string;
            /** @enum {string} */
            event: "not_shown" | "shown" | "restarted" | "gap" | "suspect";
            layout: string;
            layout_hash: string;
            shown: components["schemas"]["proof_shown"] | null;
            proved: number;
            failed: number;
            folded: number;
            reason: string;
        };
        proof: {
            records: components["schemas"]["proof_record"][];
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
        config_problem: {
            file: string;
            line: number;
            column: number;
            pointer: string;
            text: string;
            text_id: string;
        };
        error_problems: {
            error: {
                code: string;
                message: string;
            };
            problems: components["schemas"]["config_problem"][];
        };
        error_conflict: {
            error: {
                code: string;
                message: string;
            };
            file: string;
            current: {
                revision: string;
                text: string;
            } | null;
        };
        config_file_row: {
            file: string;
            kind: string;
            revision: string;
            bytes: number;
            /** @description Unix time in milliseconds */
            modified_ms: number;
        };
        config_files: {
            files: components["schemas"]["config_file_row"][];
            problems: components["schemas"]["config_problem"][];
        };
        config_file: {
            file: string;
            kind: string;
            revision: string;
            text: string;
        };
        config_step: {
            /** @enum {string} */
            op: "add" | "replace" | "remove";
            pointer: string;
            value?: unknown;
        };
        config_change: {
            file: string;
            /** @description of the file that is changed; empty: there is none */
            revision?: string;
            text?: string;
            changes?: components["schemas"]["config_step"][];
            /** @constant */
            remove?: true;
        } & (unknown | unknown | unknown);
        config_changes: {
            changes: components["schemas"]["config_change"][];
        };
        config_proposal: {
            files: {
                file: string;
                text: string;
            }[];
            problems: components["schemas"]["config_problem"][];
        };
        config_saved: {
            files: {
                file: string;
                revision: string;
            }[];
        };
        generations: {
            generations: {
                id: string;
                /** @description Unix time in milliseconds */
                saved_ms: number;
                by: string;
                bytes: number;
                in_force: boolean;
            }[];
        };
        outputs: {
            outputs: {
                output: string;
                edid: string;
                edid_unique: boolean;
                width: number;
                height: number;
            }[];
        };
        generation: {
            text: string;
            difference: string;
        };
        restore: {
            file: string;
            id: string;
            /** @description of the file that is changed; empty: there is none */
            revision?: string;
        };
        logins: {
            logins: string[];
        };
        set_login: {
            id: string;
            user: string;
            /** Format: password */
            password?: string;
        };
        local_text: {
            id: string;
            en: string;
        };
        started: {
            id: string;
        };
        probe: {
            url: string;
            user?: string;
            /** Format: password */
            password?: string;
            login?: string;
            options?: {
                /** @enum {string} */
                transport?: "auto" | "tcp" | "udp";
                basic?: boolean;
                certificate_sha256?: string;
                redirect_hosts?: string[];
                max_pixels?: number;
                /** @enum {string} */
                hwaccel?: "auto" | "none";
                /** @enum {string} */
                deinterlace?: "auto" | "on" | "off";
            };
        };
        mask_trial: {
            masks?: {
                points: number[][];
                /** @enum {string} */
                style?: "solid" | "pixelate" | "blur";
            }[];
            masks_drawn_on?: number[];
            display?: string;
        };
        mask_trial_begun: {
            display: string;
        };
        mask_draft: {
            masks?: {
                points: number[][];
                /** @enum {string} */
                style?: "solid" | "pixelate" | "blur";
            }[];
            masks_drawn_on?: number[];
        };
        probe_rung: {
            rung: string;
            /** @enum {string} */
            state: "running" | "ok" | "failed" | "skipped";
            took_ms: number;
            /** @description what is known at this step, and "warnings" */
            facts: Record<string, never>;
            text: components["schemas"]["local_text"];
            advice: components["schemas"]["local_text"];
        };
        probe_status: {
            done: boolean;
            ok: boolean;
            rungs: components["schemas"]["probe_rung"][];
            picture: boolean;
        };
        discover: {
            addresses?: string[];
            seconds?: number;
        };
        found_device: {
            address: string;
            service_url: string;
            name: string;
            hardware: string;
            camera: string;
        };
        discovery_status: {
            done: boolean;
            devices: components["schemas"]["found_device"][];
            problem: components["schemas"]["local_text"] | null;
        };
        device: {
            address: string;
            user?: string;
            /** Format: password */
            password?: string;
            login?: string;
        };
        device_stream: {
            name: string;
            url: string;
            codec: string;
            size: number[];
            fps: number;
            kbps: number;
            use: string;
        };
        device_streams: {
            device: {
                make: string;
                model: string;
                firmware: string;
                serial: string;
                clock_skew_s: number | null;
            };
            streams: components["schemas"]["device_stream"][];
            problem: components["schemas"]["local_text"] | null;
            note: components["schemas"]["local_text"] | null;
        };
        vendors: {
            vendors: {
                make: string;
                also: string[];
                main: string;
                sub: string;
                note_id: string;
                note_en: string;
                source: string;
            }[];
        };
        camera_import: {
            text: string;
            revision: string;
            added: string[];
            changed: string[];
            problems: {
                line: number;
                column: number;
                text: string;
                text_id: string;
            }[];
            logins: string[];
        };
        layout_draft: {
            /** @description as in a layout file */
            layout: Record<string, never>;
            display?: string;
            width?: number;
        };
        layout_only: {
            /** @description as in a layout file */
            layout: Record<string, never>;
        };
        solved_tile: {
            id: string;
            x: number;
            y: number;
            w: number;
            h: number;
        };
        solved_display: {
            display: string;
            width: number;
            height: number;
            tiles: components["schemas"]["solved_tile"][];
            warnings: {
                tile: string;
                text: components["schemas"]["local_text"];
            }[];
        };
        solved_layout: {
            problems: components["schemas"]["config_problem"][];
            displays: components["schemas"]["solved_display"][];
        };
        data_column: {
            name: string;
            kind: string;
            unit: string;
            decimal: string;
            values: number;
            missing: number;
            lost: number;
            note: string;
        };
        data_view: {
            id: string;
            state: string;
            reason: string;
            period: string;
            /** @description Unix time in milliseconds */
            updated_ms: number;
            age_by: string;
            format: string;
            encoding: string;
            separator: string;
            rows: number;
            lost: number;
            losses: string[];
            notes: string[];
            columns: components["schemas"]["data_column"][];
            /** @description what the wall has of it; of a table the first 1000 rows, "rows" says of how many; null: nothing, or too much to tell */
            value: unknown;
        };
        source_draft: {
            /** @description as in data.json */
            source: Record<string, never>;
        };
        stored_file: {
            file: string;
            revision: string;
            /** @description a source for data.json */
            source: Record<string, never>;
        };
        card_draft: {
            /** @description as in a card file */
            card: Record<string, never>;
            width: number;
            height: number;
            display?: string;
            /** @enum {string} */
            theme?: "dark" | "light" | "";
        };
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
    post_api_v1_displays_test_pattern: {
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
                    displays?: string[];
                    /** @default 600 */
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
    post_api_v1_displays_wake: {
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
    post_api_v1_displays_end_wake: {
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
    get_api_v1_proof: {
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
                    "application/json": components["schemas"]["proof"];
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
    get_metrics: {
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
                    "text/plain; version=0.0.4; charset=utf-8": string;
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
    get_api_v1_config_files: {
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
                    "application/json": components["schemas"]["config_files"];
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
    get_api_v1_config_file: {
        parameters: {
            query: {
                /** @description a configuration file by its path below wall.json's folder */
                file: string;
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
                    "application/json": components["schemas"]["config_file"];
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
    post_api_v1_config_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["config_changes"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["config_proposal"];
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
            /** @description the body is larger than this route takes */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what was sent is wrong, and where */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_problems"];
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
    post_api_v1_config_save: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["config_changes"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["config_saved"];
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
            /** @description the file was changed meanwhile; what it says now */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_conflict"];
                };
            };
            /** @description the body is larger than this route takes */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description what was sent is wrong, and where */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_problems"];
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
    get_api_v1_config_generations: {
        parameters: {
            query: {
                /** @description a configuration file by its path below wall.json's folder */
                file: string;
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
                    "application/json": components["schemas"]["generations"];
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
    get_api_v1_config_generation: {
        parameters: {
            query: {
                /** @description a configuration file by its path below wall.json's folder */
                file: string;
                /** @description one of the file's generations */
                id: string;
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
                    "application/json": components["schemas"]["generation"];
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
    post_api_v1_config_restore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["restore"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["config_saved"];
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
            /** @description the file was changed meanwhile; what it says now */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_conflict"];
                };
            };
            /** @description what was sent is wrong, and where */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_problems"];
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
    get_api_v1_config_logins: {
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
                    "application/json": components["schemas"]["logins"];
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
    post_api_v1_config_logins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["set_login"];
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
    post_api_v1_config_logins__login__remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                login: string;
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
    get_api_v1_schemas__schema_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                schema: string;
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
                    "application/schema+json": string;
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
    post_api_v1_probes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["probe"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["started"];
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
    get_api_v1_probes__probe_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                probe: string;
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
                    "application/json": components["schemas"]["probe_status"];
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
    get_api_v1_probes__probe__picture_jpg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                probe: string;
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
    post_api_v1_probes__probe__cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                probe: string;
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
    post_api_v1_discoveries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["discover"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["started"];
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
    get_api_v1_discoveries__discovery_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                discovery: string;
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
                    "application/json": components["schemas"]["discovery_status"];
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
    post_api_v1_devices_streams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["device"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["device_streams"];
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
    get_api_v1_vendors: {
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
                    "application/json": components["schemas"]["vendors"];
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
    get_api_v1_cameras_csv: {
        parameters: {
            query?: {
                /** @description between two cells */
                separator?: "," | ";";
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
                    "text/csv": string;
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
    post_api_v1_cameras_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["camera_import"];
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
            /** @description the body is larger than this route takes */
            413: {
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
    get_api_v1_cameras__camera__picture_jpg: {
        parameters: {
            query?: {
                /** @description largest width in pixels, 0 or 16 to 16384; 0: as wide as there is */
                width?: number;
            };
            header?: never;
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
    get_api_v1_displays_outputs: {
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
                    "application/json": components["schemas"]["outputs"];
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
    post_api_v1_cameras__camera__mask_still: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                camera: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["mask_draft"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["started"];
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
            /** @description what was sent is wrong, and where */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_problems"];
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
    post_api_v1_cameras__camera__mask_trial: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                camera: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["mask_trial"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["mask_trial_begun"];
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
    post_api_v1_cameras__camera__mask_trial_end: {
        parameters: {
            query?: never;
            header?: never;
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
    post_api_v1_layouts_preview_jpg: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["layout_draft"];
            };
        };
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
            /** @description what was sent is wrong, and where */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_problems"];
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
    post_api_v1_layouts_solve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["layout_only"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["solved_layout"];
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
    get_api_v1_data__source__view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description percent-encoded where it holds "/" */
                source: string;
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
                    "application/json": components["schemas"]["data_view"];
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
    post_api_v1_data_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["source_draft"];
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["data_view"];
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
            /** @description what was sent is wrong, and where */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_problems"];
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
    post_api_v1_data_files: {
        parameters: {
            query: {
                /** @description what the file is called; only a safe name is taken over */
                name: string;
                /** @description of the file that is replaced; without it none may be there */
                revision?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["stored_file"];
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
            /** @description the file was changed meanwhile; what it says now */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_conflict"];
                };
            };
            /** @description the body is larger than this route takes */
            413: {
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
    post_api_v1_cards_preview_png: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["card_draft"];
            };
        };
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
            /** @description what was sent is wrong, and where */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error_problems"];
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
