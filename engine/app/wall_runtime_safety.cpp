// The running wall when its workers crash: into safe mode, and out of it.

#include <fmt/format.h>

#include <utility>

#include "engine/app/display_state.h"
#include "engine/app/wall_runtime.h"

namespace pendopo {

// What draws for the whole wall leads to safe mode; an ingest worker changes nothing but how its
// own cameras are decoded, as no camera may take the wall away from the others.
void WallRuntime::count_crash(const Worker& worker) {
    const auto crash = worker.crash();
    if (stopping_ || !crash || !counts_as_crash(worker.role(), *crash) ||
        !crashes_.crashed(worker.role(), clock_.now())) {
        return;
    }
    const std::string reason = to_string(worker.role(), *crash);
    if (&worker == workers_.render() || &worker == workers_.cards()) {
        enter_safe_mode(reason);
    } else if (no_hardware_.emplace(worker.role(), reason).second) {
        log_.error("three crashes in a minute: no hardware decoder is tried any more {}", reason);
        update_soon();
    }
}

void WallRuntime::enter_safe_mode(const std::string& reason) {
    if (safe_mode_ == SafeMode::crashes) {
        return;
    }
    auto safe = load_safely(options_.wall_path, SafeMode::crashes);
    const bool has_good = safe && safe->has_good;
    auto to_show = safe ? safe->loaded.model : safe_model(model(), SafeMode::crashes);
    safe_mode_ = SafeMode::crashes;
    safe_reason_ = reason;
    safe_problem_ = safe_mode_problem(safe_mode_, reason, has_good);
    log_.error("safe mode={} reason=\"{}\"", to_string(safe_mode_), reason);
    good_timer_.reset();
    take_model(std::move(to_show));
    restart_renderer();
    update_soon();
}

void WallRuntime::leave_safe_mode() {
    if (is_safe()) {
        log_.info("safe mode is left: the files changed and are good");
        safe_reason_.clear();
        if (std::exchange(safe_mode_, SafeMode::none) == SafeMode::crashes) {
            restart_renderer();
        }
    }
    no_hardware_.clear();
    crashes_.forget();
}

// It gets its setup anew; one that is about to be started gets it anyway.
void WallRuntime::restart_renderer() {
    if (workers_.render()->running()) {
        workers_.render()->restart();
    }
}

std::vector<std::string> WallRuntime::safety_problems() const {
    std::vector<std::string> lines;
    if (is_safe()) {
        lines.push_back(safe_problem_);
    }
    for (const auto& [role, reason] : no_hardware_) {
        lines.push_back(fmt::format(
            "Proses kamera berhenti sendiri tiga kali dalam satu menit ({0}); gambarnya dibaca "
            "tanpa akselerasi perangkat keras sampai berkas diubah. (A camera process ended by "
            "itself three times in a minute ({0}); its cameras are decoded without hardware "
            "acceleration until a file changes.)",
            reason));
    }
    if (safe_mode_ != SafeMode::crashes) {  // which draws with the CPU by choice
        const std::string idle =
            idle_graphics_card(book_.renderer().renderer, options_.has_graphics_card);
        if (!idle.empty()) {
            lines.push_back(idle);
        }
    }
    return lines;
}

}  // namespace pendopo
