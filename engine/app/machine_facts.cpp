#include "engine/app/machine_facts.h"

#include <fmt/format.h>

#include <utility>

#include "config/installation.h"
#include "engine/app/doctor_needs.h"
#include "engine/app/model_loader.h"
#include "engine/control/http_client.h"
#include "engine/doctor/machine.h"
#include "engine/doctor/programs.h"
#include "engine/ipc/descriptor_limit.h"

namespace pendopo {
namespace {

constexpr Milliseconds kHealthPatience{1'000};

// Whether who has the port is a wall.
bool is_wall_at(int port) {
    const auto answer =
        http_get(fmt::format("http://127.0.0.1:{}", port), {"/healthz", "", kHealthPatience});
    return answer && answer->body.find("\"healthy\"") != std::string::npos;
}

}  // namespace

DoctorReport examine_machine(const std::string& wall_path) {
    DoctorReport report;
    MachineFacts& facts = report.facts;
    ControlConfig control;
    std::vector<CameraHost> cameras;
    std::vector<DisplayConfig> displays;
    std::string state_folder = default_state_folder(wall_path);
    if (!wall_path.empty()) {
        if (const auto loaded = load_model(wall_path, nullptr)) {
            const WallModel& model = *loaded->model;
            facts.wall =
                wall_needs(loaded->model, most_descriptors(), std::chrono::system_clock::now());
            control = model.config.control;
            cameras = camera_hosts(model.cameras);
            displays = model.config.displays;
            state_folder = loaded->state_folder;
            report.language = model.config.language;
        } else {
            facts.wall.config_problem =
                loaded.error().empty() ? wall_path : to_string(ProblemList{loaded.error().front()});
            while (facts.wall.config_problem.ends_with('\n')) {
                facts.wall.config_problem.pop_back();
            }
        }
    }
    gather_system(facts);
    gather_confinement(facts);
    gather_network(cameras, control.address, control.port, facts);
    if (facts.port == PortHolder::another && is_wall_at(control.port)) {
        facts.port = PortHolder::this_wall;
    }
    facts.state_folder = folder_facts(state_folder);
    gather_graphics(facts);
    gather_fonts(facts);
    facts.wall.unbound_displays = unbound_displays(displays, gather_outputs(facts));
    return report;
}

}  // namespace pendopo
