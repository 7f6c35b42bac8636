#include "engine/app/ingest_assignment.h"

#include <algorithm>

namespace pendopo {

std::map<std::string, size_t> assign_cameras(const std::map<std::string, size_t>& before,
                                             const std::vector<std::string>& wanted) {
    std::map<std::string, size_t> now;
    std::vector<size_t> load;
    const auto place = [&](const std::string& camera, size_t worker) {
        if (worker >= load.size()) {
            load.resize(worker + 1);
        }
        ++load[worker];
        now[camera] = worker;
    };
    for (const std::string& camera : wanted) {
        if (const auto kept = before.find(camera); kept != before.end()) {
            place(camera, kept->second);
        }
    }
    for (const std::string& camera : wanted) {
        if (!now.contains(camera)) {
            const auto free = std::ranges::find_if(
                load, [](size_t cameras) { return cameras < kCamerasPerWorker; });
            place(camera, static_cast<size_t>(free - load.begin()));
        }
    }
    return now;
}

}  // namespace pendopo
