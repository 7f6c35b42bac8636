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

IngestAssignment assign_cameras(const IngestAssignment& before,
                                const std::vector<WantedCamera>& wanted) {
    IngestAssignment now{{}, before.workers};
    for (const Backend kind : {Backend::own, Backend::gstreamer}) {
        const auto count =
            static_cast<size_t>(std::ranges::count(wanted, kind, &WantedCamera::backend));
        const auto there = static_cast<size_t>(std::ranges::count(now.workers, kind));
        const size_t needed = ingest_workers_for(count);
        now.workers.insert(now.workers.end(), needed - std::min(needed, there), kind);
    }
    std::vector<size_t> load(now.workers.size());
    for (const WantedCamera& camera : wanted) {
        const auto kept = before.cameras.find(camera.id);
        if (kept != before.cameras.end() && now.workers[kept->second] == camera.backend) {
            ++load[kept->second];
            now.cameras[camera.id] = kept->second;
        }
    }
    for (const WantedCamera& camera : wanted) {
        if (now.cameras.contains(camera.id)) {
            continue;
        }
        size_t emptiest = load.size();
        for (size_t worker = 0; worker < load.size(); ++worker) {
            if (now.workers[worker] == camera.backend &&
                (emptiest == load.size() || load[worker] < load[emptiest])) {
                emptiest = worker;
            }
        }
        ++load[emptiest];
        now.cameras[camera.id] = emptiest;
    }
    return now;
}

}  // namespace pendopo
