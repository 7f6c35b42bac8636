#include "engine/app/disk_state.h"

namespace pendopo {

std::optional<std::string> values_not_kept(const std::map<std::string, SourceReport>& sources) {
    const SourceReport* first = nullptr;
    size_t more = 0;
    for (const auto& [id, report] : sources) {
        if (report.not_kept.empty()) {
            continue;
        }
        more += first != nullptr;
        first = first != nullptr ? first : &report;
    }
    if (first == nullptr) {
        return std::nullopt;
    }
    return "the last good value of source \"" + first->id + "\"" +
           (more > 0 ? " and of " + std::to_string(more) + " more" : "") +
           " will not be remembered over a restart: " + first->not_kept +
           "; free space there, or give wall.json another state_dir";
}

}  // namespace pendopo
