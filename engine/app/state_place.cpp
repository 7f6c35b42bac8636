#include "engine/app/state_place.h"

#include <CLI/CLI.hpp>

#include "config/installation.h"
#include "engine/app/model_loader.h"

namespace pendopo {

void add_state_place(CLI::App& verb, StatePlace& place) {
    verb.add_option("--config", place.wall, "The installation's wall.json")
        ->type_name("FILE")
        ->capture_default_str();
    verb.add_option("--state-dir", place.folder, "The wall's state folder instead")
        ->type_name("FOLDER");
}

Result<std::string> state_folder_of(const StatePlace& place) {
    if (!place.folder.empty()) {
        return place.folder;
    }
    const auto installation = load_installation(place.wall, read_layouts);
    if (!installation) {
        return fail(ErrorCode::invalid, to_string(installation.error()) +
                                            "mend it, or name the state folder with "
                                            "--state-dir");
    }
    return installation->state_folder;
}

ControlConfig control_of(const StatePlace& place) {
    const auto installation = load_installation(place.wall, read_layouts);
    return installation ? installation->wall.control : ControlConfig{};
}

}  // namespace pendopo
