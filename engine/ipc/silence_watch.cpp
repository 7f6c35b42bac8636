#include "engine/ipc/silence_watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

namespace pendopo {
namespace {

// The letter behind the name, which is in parentheses and may have some itself.
bool is_runnable(const std::string& stat) {
    const size_t name_end = stat.rfind(") ");
    return name_end != std::string::npos && stat.compare(name_end, 3, ") R") == 0;
}

std::string first_line(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

}  // namespace

ProcessTimes read_process_times(pid_t pid) {
    ProcessTimes threads;
    std::error_code gone;
    const std::string folder = fmt::format("/proc/{}/task", pid);
    // With error codes all the way: the process may end between two of its threads.
    for (std::filesystem::directory_iterator task(folder, gone), end; !gone && task != end;
         task.increment(gone)) {
        const std::string name = task->path().filename();
        pid_t thread = 0;
        std::from_chars(name.data(), name.data() + name.size(), thread);
        int64_t ran = 0;
        int64_t waited = 0;
        std::ifstream(task->path() / "schedstat") >> ran >> waited;
        threads[thread] = {is_runnable(first_line(task->path() / "stat")), Nanoseconds(ran),
                           Nanoseconds(waited)};
    }
    return threads;
}

Nanoseconds time_it_could_run(const ProcessTimes& before, const ProcessTimes& now,
                              Nanoseconds elapsed) {
    bool held_up = false;
    Nanoseconds most{0};
    for (const auto& [thread, times] : now) {
        const auto known = before.find(thread);
        if (known == before.end()) {
            continue;
        }
        const Nanoseconds ran = times.ran - known->second.ran;
        const Nanoseconds waited = times.waited - known->second.waited;
        most = std::max(most, ran);
        // A wait is only added up when it ends: one that goes on since before shows in nothing.
        const bool waits_on =
            known->second.runnable && times.runnable && ran + waited == Seconds(0);
        held_up = held_up || waited > elapsed / 2 || waits_on;
    }
    return held_up ? std::min(most, elapsed) : elapsed;
}

void SilenceWatch::started(MonotonicTime now) {
    *this = {};
    looked_ = now;
}

void SilenceWatch::heard(MonotonicTime now) {
    started(now);
    heard_ = true;
}

bool SilenceWatch::too_long(MonotonicTime now, Nanoseconds limit,
                            const std::function<ProcessTimes()>& times) {
    Nanoseconds elapsed = std::min(Nanoseconds(now - looked_), Nanoseconds(2 * kLook));
    looked_ = now;
    if (silent_ + elapsed > limit / 2) {
        ProcessTimes current = times();
        elapsed = time_it_could_run(times_, current, elapsed);
        times_ = std::move(current);
    }
    silent_ += elapsed;
    return silent_ > limit;
}

}  // namespace pendopo
