#pragma once
// The verbs of the command line. Each adds one subcommand with its options, help and action; the
// action sets the process's exit status. Exit statuses: 0 good, 1 what was asked cannot be had, 2
// wrong use or unreadable input.

#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's
class App;
}

namespace pendopo {

// `words` are the command line's, after the program's name: its keeper starts control with them.
void add_run_verb(CLI::App& app, std::vector<std::string> words, int& exit_status);
void add_render_verb(CLI::App& app, int& exit_status);
void add_check_verb(CLI::App& app, int& exit_status);
void add_displays_verb(CLI::App& app, int& exit_status);
void add_version_verb(CLI::App& app, int& exit_status);
void add_data_verb(CLI::App& app, int& exit_status);
void add_probe_verb(CLI::App& app, int& exit_status);
void add_discover_verb(CLI::App& app, int& exit_status);
void add_doctor_verb(CLI::App& app, int& exit_status);

// These work on the state folder's files, beside a running wall or without one.
void add_user_verb(CLI::App& app, int& exit_status);
void add_token_verb(CLI::App& app, int& exit_status);
void add_audit_verb(CLI::App& app, int& exit_status);
void add_proof_verb(CLI::App& app, int& exit_status);

// These ask a running wall over HTTP.
void add_status_verb(CLI::App& app, int& exit_status);
void add_snapshot_verb(CLI::App& app, int& exit_status);
void add_bundle_verb(CLI::App& app, int& exit_status);
void add_layout_verb(CLI::App& app, int& exit_status);

// These tell it what to show.
void add_activate_verb(CLI::App& layout, int& exit_status);
void add_hold_verbs(CLI::App& app, int& exit_status);  // hold, resume, follow, undo
void add_hide_verbs(CLI::App& app, int& exit_status);  // hide, show
void add_message_verb(CLI::App& app, int& exit_status);
void add_identify_verb(CLI::App& displays, int& exit_status);
void add_test_pattern_verb(CLI::App& displays, int& exit_status);
void add_wake_verbs(CLI::App& displays, int& exit_status);

}  // namespace pendopo
