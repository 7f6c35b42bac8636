#include "tools/cameras/loop_preparation.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>

#include "engine/base/clock.h"

namespace pendopo {
namespace {

// File systems stamp with the time of the last timer tick, which lies a little before now.
constexpr Seconds kFileTimeGrain{2};

struct Job {
    const SimulatedCamera* camera;
    const SimulatedStream* stream;
    LoopPointer* result;
};

Result<LoopPointer> make_loop(const Job& job, const Preparation& preparation) {
    const std::string key = LoopCache::key(*job.camera, *job.stream, preparation.loop_seconds);
    if (LoopPointer loop = preparation.cache->find(key)) {
        return loop;
    }
    auto loop = encode_loop(*job.camera, *job.stream, preparation.loop_seconds,
                            [&] { return preparation.stop->load(); });
    if (!loop) {
        return fail(loop.error().within(fmt::format("camera {}", job.camera->id)));
    }
    if (auto stored = preparation.cache->store(key, **loop); !stored) {
        return fail(stored.error());
    }
    LoopPointer mapped = preparation.cache->find(key);  // the page cache can drop it, we cannot
    return mapped ? mapped : *loop;
}

}  // namespace

Result<std::vector<ServedCamera>> prepare_loops(const std::vector<SimulatedCamera>& cameras,
                                                const Preparation& preparation) {
    const auto started = std::filesystem::file_time_type::clock::now();
    std::vector<ServedCamera> served;
    for (const SimulatedCamera& camera : cameras) {
        served.push_back({camera, nullptr, nullptr});
    }
    std::vector<Job> jobs;
    for (ServedCamera& one : served) {
        jobs.push_back({&one.camera, &one.camera.sub, &one.sub});
    }
    for (ServedCamera& one : served) {
        if (one.camera.main) {
            jobs.push_back({&one.camera, &*one.camera.main, &one.main});
        }
    }
    std::atomic<size_t> next = 0;
    std::mutex mutex;
    int done = 0;
    std::optional<Error> first_error;
    const auto work = [&] {
        for (size_t index = next++; index < jobs.size(); index = next++) {
            auto loop = make_loop(jobs[index], preparation);
            const std::lock_guard lock(mutex);
            if (!loop) {
                first_error = first_error.value_or(loop.error());
                next = jobs.size();
                return;
            }
            *jobs[index].result = std::move(*loop);
            preparation.progress(++done, static_cast<int>(jobs.size()));
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < std::max(1, preparation.jobs); ++i) {
            threads.emplace_back(work);
        }
    }
    if (first_error) {
        return fail(*first_error);
    }
    preparation.cache->trim(kMostCachedBytes, started - kFileTimeGrain);
    return served;
}

}  // namespace pendopo
