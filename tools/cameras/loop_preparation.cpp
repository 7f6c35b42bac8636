#include "tools/cameras/loop_preparation.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <thread>
#include <tuple>

namespace pendopo {
namespace {

// File systems stamp with the time of the last timer tick, which lies a little before now.
constexpr Seconds kFileTimeGrain{2};
constexpr int kBehindEverything = 10;  // of 19, nice(1)

struct Job {
    const SimulatedCamera* camera;
    const SimulatedStream* stream;
    LoopSlot* slot;
    LoopSpan span;
    bool whole() const { return span.seconds == span.scene_seconds; }
};

// Thread: safe but for what run() says.
class Bench {
  public:
    Bench(const std::vector<ServedCamera>& cameras, const Preparation& preparation)
        : preparation_(preparation) {
        for (const ServedCamera& one : cameras) {
            add(one.camera, one.camera.sub, *one.sub);
        }
        for (const ServedCamera& one : cameras) {
            if (one.main) {
                add(one.camera, *one.camera.main, *one.main);
            }
        }
    }

    // Takes jobs until none is left or one has failed. Thread: reentrant.
    void run() {
        while (const auto job = take()) {
            auto loop = encode_loop(*job->camera, *job->stream, job->span,
                                    [this] { return preparation_.stop->load(); });
            if (!loop) {
                fail_with(loop.error().within(fmt::format("camera {}", job->camera->id)));
                return;
            }
            finish(*job, job->whole() ? keep(*job, *loop) : *loop);
        }
    }
    Result<void> result() const { return error_ ? Result<void>(fail(*error_)) : Result<void>(); }

  private:
    void add(const SimulatedCamera& camera, const SimulatedStream& stream, LoopSlot& slot) {
        const int seconds = preparation_.loop_seconds;
        ++progress_.streams;
        Job job{&camera, &stream, &slot, {seconds, seconds}};
        if (LoopPointer loop = preparation_.cache->find(LoopCache::key(camera, stream, seconds))) {
            finish(job, std::move(loop));
            return;
        }
        jobs_.push_back(job);
        if (preparation_.short_loops_first && seconds >= 2 * kFirstLoopSeconds) {
            job.span.seconds = kFirstLoopSeconds;
            jobs_.push_back(job);
        }
    }

    // Short loops before whole ones, those that somebody waits for before the others.
    std::optional<Job> take() {
        const std::lock_guard lock(mutex_);
        const auto next = std::ranges::min_element(
            jobs_, {}, [](const Job& job) { return std::tuple(job.whole(), !job.slot->wanted()); });
        if (next == jobs_.end() || error_) {
            return std::nullopt;
        }
        const Job job = *next;
        jobs_.erase(next);
        return job;
    }

    LoopPointer keep(const Job& job, LoopPointer loop) {
        const auto key = LoopCache::key(*job.camera, *job.stream, job.span.seconds);
        if (auto stored = preparation_.cache->store(key, *loop); !stored) {
            const std::lock_guard lock(mutex_);
            if (!std::exchange(warned_, true)) {
                preparation_.warn(stored.error().message() +
                                  "; the loops stay in memory and the next start draws them again");
            }
            return loop;
        }
        LoopPointer mapped =
            preparation_.cache->find(key);  // the page cache can drop it, we cannot
        return mapped ? mapped : loop;
    }

    void finish(const Job& job, LoopPointer loop) {
        const std::lock_guard lock(mutex_);
        if (!job.whole() && job.slot->loop() != nullptr) {
            return;  // the whole one was faster
        }
        progress_.watchable += job.slot->loop() == nullptr ? 1 : 0;
        progress_.whole += job.whole() ? 1 : 0;
        job.slot->put(std::move(loop));
        preparation_.progress(progress_);
    }
    void fail_with(Error error) {
        const std::lock_guard lock(mutex_);
        error_ = error_.value_or(std::move(error));
    }

    const Preparation& preparation_;
    std::mutex mutex_;
    std::vector<Job> jobs_;         // guarded by mutex_
    PreparationProgress progress_;  // guarded by mutex_
    std::optional<Error> error_;    // guarded by mutex_
    bool warned_ = false;           // guarded by mutex_
};

}  // namespace

Result<void> prepare_loops(const std::vector<ServedCamera>& cameras,
                           const Preparation& preparation) {
    const auto started = std::filesystem::file_time_type::clock::now();
    Bench bench(cameras, preparation);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < std::max(1, preparation.jobs); ++i) {
            threads.emplace_back([&] {
                ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kBehindEverything);
                bench.run();
            });
        }
    }
    if (auto done = bench.result(); !done) {
        return done;
    }
    preparation.cache->trim(kMostCachedBytes, started - kFileTimeGrain);
    return {};
}

}  // namespace pendopo
