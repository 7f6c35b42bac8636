#include "engine/app/ingest_assignment.h"

#include <algorithm>

namespace pendopo {
namespace {

size_t shares(size_t whole, size_t share) {
    return (whole + share - 1) / share;
}

}  // namespace

size_t ingest_workers_for(size_t cameras) {
    const size_t with_few_each = shares(cameras, kCamerasPerWorker);
    const size_t with_most_each = shares(cameras, kMostCamerasPerWorker);
    return std::max(std::min(with_few_each, kFewWorkers), with_most_each);
}

std::map<std::string, size_t> assign_cameras(const std::map<std::string, size_t>& before,
                                             const std::vector<std::string>& wanted) {
    std::map<std::string, size_t> now;
    std::vector<size_t> load(ingest_workers_for(wanted.size()));
    for (const std::string& camera : wanted) {
        if (const auto kept = before.find(camera); kept != before.end()) {
            const size_t worker = kept->second;
            load.resize(std::max(load.size(), worker + 1));
            ++load[worker];
            now[camera] = worker;
        }
    }
    for (const std::string& camera : wanted) {
        if (!now.contains(camera)) {
            const auto emptiest = std::ranges::min_element(load);
            ++*emptiest;
            now[camera] = static_cast<size_t>(emptiest - load.begin());
        }
    }
    return now;
}

}  // namespace pendopo
