// The program `pendopo`: verbs of the command line. `pendopo run` is control; the workers are
// programs of their own beside it (engine/README.md says why).

#include <CLI/CLI.hpp>

#include "engine/app/verbs.h"

int main(int argc, char** argv) {
    CLI::App app("Video wall controller: live cameras and figures over several displays");
    app.name("pendopo");
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    int exit_status = 0;
    pendopo::add_run_verb(app, {argv + 1, argv + argc}, exit_status);
    pendopo::add_check_verb(app, exit_status);
    pendopo::add_render_verb(app, exit_status);
    pendopo::add_snapshot_verb(app, exit_status);
    pendopo::add_status_verb(app, exit_status);
    pendopo::add_layout_verb(app, exit_status);
    pendopo::add_hold_verbs(app, exit_status);
    pendopo::add_hide_verbs(app, exit_status);
    pendopo::add_message_verb(app, exit_status);
    pendopo::add_displays_verb(app, exit_status);
    pendopo::add_data_verb(app, exit_status);
    pendopo::add_probe_verb(app, exit_status);
    pendopo::add_discover_verb(app, exit_status);
    pendopo::add_user_verb(app, exit_status);
    pendopo::add_token_verb(app, exit_status);
    pendopo::add_audit_verb(app, exit_status);
    pendopo::add_proof_verb(app, exit_status);
    pendopo::add_version_verb(app, exit_status);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? 0 : 2;
    }
    return exit_status;
}
