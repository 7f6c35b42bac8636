// The rows of what technicians set up: files, cameras, layouts, data and cards.

#include <algorithm>

#include "engine/control/api.h"

namespace pendopo {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kJpeg = "image/jpeg";
constexpr size_t kChangesBytes = size_t{8} << 20;  // a file of 4 MiB, as a JSON string
constexpr size_t kTableBytes = size_t{1} << 20;    // thousands of cameras
constexpr size_t kUploadBytes = size_t{16} << 20;

}  // namespace

std::span<const Route> Api::setup_routes() {
    // A row that reads.
    struct Reading {
        std::string_view pattern;
        std::string_view tag;
        std::string_view summary;
        std::string_view answer;
        void (Api::*serve)(const ApiCallPtr&);
        std::string_view query{};
        std::string_view produces = kJson;
        LeastRole least_role = Role::technician;
    };
    static constexpr auto kRead = [](Reading row) {
        return Route{"GET",        row.pattern, row.least_role, row.tag, row.summary,
                     row.produces, row.answer,  row.serve,      {},      {},
                     {},           row.query};
    };
    // A row that changes or begins something, and so is in the log by `audit_name`; without one it
    // only asks.
    struct Doing {
        std::string_view pattern;
        std::string_view tag;
        std::string_view summary;
        std::string_view answer;
        void (Api::*serve)(const ApiCallPtr&);
        std::string_view body{};
        std::string_view audit_name{};
        size_t body_bytes = 0;
        std::string_view produces = kJson;
        std::string_view takes{};
        std::string_view query{};
    };
    static constexpr auto kDo = [](Doing row) {
        return Route{"POST",
                     row.pattern,
                     Role::technician,
                     row.tag,
                     row.summary,
                     row.produces,
                     row.answer,
                     row.serve,
                     {},
                     row.body,
                     row.audit_name,
                     row.query,
                     false,
                     row.audit_name.empty(),
                     row.takes,
                     row.body_bytes};
    };
    static constexpr Route kRoutes[] = {
        kRead({"/api/v1/config/files", "configuration",
               "The files of the installation, and what is wrong with them", "config_files",
               &Api::config_files}),
        kRead({"/api/v1/config/file", "configuration", "One file, and the revision it has",
               "config_file", &Api::config_file, "file"}),
        kDo({"/api/v1/config/check",
             "configuration",
             "What files would say after these changes, and what would be wrong then",
             "config_proposal",
             &Api::check_config,
             "config_changes",
             {},
             kChangesBytes}),
        kDo({"/api/v1/config/save", "configuration",
             "Change files, all of them or none; refused where one was changed meanwhile",
             "config_saved", &Api::save_config, "config_changes", "save_config", kChangesBytes}),
        kRead({"/api/v1/config/generations", "configuration",
               "What a file said before, newest first", "generations", &Api::generations, "file"}),
        kRead({"/api/v1/config/generation", "configuration",
               "One of them, and how it differs from the file now", "generation", &Api::generation,
               "file id"}),
        kDo({"/api/v1/config/restore", "configuration", "Let a file say again what it said before",
             "config_saved", &Api::restore, "restore", "restore_config"}),
        kRead({"/api/v1/config/logins", "configuration",
               "The names of the logins; passwords are told to nobody", "logins", &Api::logins}),
        kDo({"/api/v1/config/logins", "configuration", "Set a login, or another password for it",
             "good", &Api::set_login, "set_login", "set_login"}),
        kDo({"/api/v1/config/logins/{login}/remove",
             "configuration",
             "Remove a login that nothing names",
             "good",
             &Api::remove_login,
             {},
             "remove_login"}),
        kRead({"/api/v1/schemas/{schema}",
               "configuration",
               "The JSON Schema of a kind of file: wall, cameras, layout, card …",
               {},
               &Api::config_schema,
               {},
               "application/schema+json",
               Role::viewer}),

        kDo({"/api/v1/probes", "cameras",
             "Find out, step by step, whether an address gives pictures", "started",
             &Api::start_probe, "probe", "probe"}),
        kRead({"/api/v1/probes/{probe}", "cameras", "How far a probe has come", "probe_status",
               &Api::probe}),
        kRead({"/api/v1/probes/{probe}/picture.jpg",
               "cameras",
               "The first picture that a probe saw",
               {},
               &Api::probe_jpeg,
               {},
               kJpeg}),
        kDo({"/api/v1/probes/{probe}/cancel",
             "cameras",
             "End a probe",
             "good",
             &Api::cancel_probe,
             {},
             "cancel_probe"}),
        kDo({"/api/v1/discoveries", "cameras", "Look for cameras in the network", "started",
             &Api::start_discovery, "discover", "discover"}),
        kRead({"/api/v1/discoveries/{discovery}", "cameras", "What a search has found",
               "discovery_status", &Api::discovery}),
        kDo({"/api/v1/devices/streams", "cameras", "Ask a camera which streams it has",
             "device_streams", &Api::device_streams, "device", "read_device_streams"}),
        kRead({"/api/v1/vendors", "cameras", "How makes of cameras address their streams",
               "vendors", &Api::vendors}),
        kRead({"/api/v1/cameras.csv",
               "cameras",
               "The cameras as a table for a spreadsheet",
               {},
               &Api::cameras_csv,
               "separator",
               "text/csv"}),
        kDo({"/api/v1/cameras/import",
             "cameras",
             "What such a table would make of cameras.json; nothing is saved",
             "camera_import",
             &Api::import_cameras,
             {},
             {},
             kTableBytes,
             kJson,
             "text/csv"}),
        kRead({"/api/v1/cameras/{camera}/picture.jpg",
               "cameras",
               "One camera as it is now, as a display may show it; kept for 2 s",
               {},
               &Api::camera_jpeg,
               "width",
               kJpeg,
               Role::operate}),

        kRead({"/api/v1/displays/outputs", "displays",
               "The outputs of the machine, and the EDID of the monitor at each", "outputs",
               &Api::outputs}),
        kDo({"/api/v1/cameras/{camera}/mask_still", "cameras",
             "Begin a probe whose picture bears these masks only; without any it is unmasked",
             "started", &Api::mask_still, "mask_draft", "look_under_masks"}),
        kDo({"/api/v1/cameras/{camera}/mask_trial", "cameras",
             "Show the camera under these masks over a display that is not for the public, for a "
             "minute",
             "mask_trial_begun", &Api::try_masks, "mask_trial", "look_under_masks"}),
        kDo({"/api/v1/cameras/{camera}/mask_trial/end",
             "cameras",
             "Show on the wall what it shows without the trial",
             "good",
             &Api::end_mask_trial,
             {},
             "end_mask_trial"}),

        kDo({"/api/v1/layouts/preview.jpg",
             "layouts",
             "A layout that is not installed, drawn off screen from current pictures",
             {},
             &Api::preview_layout,
             "layout_draft",
             {},
             0,
             kJpeg}),
        kDo({"/api/v1/layouts/solve", "layouts",
             "Where the tiles of a layout would be, and what is wrong with it", "solved_layout",
             &Api::solve_layout, "layout_only"}),

        kRead({"/api/v1/data/{source}/view", "data",
               "A source fetched anew: its rows, its columns, what was lost and why", "data_view",
               &Api::source_view}),
        kDo({"/api/v1/data/preview", "data", "The same of a source that is not in data.json yet",
             "data_view", &Api::preview_source, "source_draft", "preview_source"}),
        kDo({"/api/v1/data/files",
             "data",
             "Put a file of figures into the folder data/, and get a source for data.json",
             "stored_file",
             &Api::store_upload,
             {},
             "store_data_file",
             kUploadBytes,
             kJson,
             "application/octet-stream",
             "name revision"}),
        kDo({"/api/v1/cards/preview.png",
             "data",
             "A card that is not installed, with the figures that the wall has now",
             {},
             &Api::preview_card,
             "card_draft",
             {},
             0,
             "image/png"}),
    };
    static_assert(std::ranges::all_of(kRoutes, is_complete));
    return kRoutes;
}

}  // namespace pendopo
