#include "engine/app/installation_watch.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pendopo {

InstallationWatch::InstallationWatch(std::string wall_path, const Log& log, MonotonicTime now,
                                     const LoadedModel& first, ProblemList refused)
    : wall_path_(std::move(wall_path)), log_(log.child("files")), read_at_(now) {
    std::ranges::copy(first.problems, std::back_inserter(refused));
    tell(std::move(refused));
    if (auto watcher = ConfigWatcher::create(now)) {
        watcher_ = std::move(*watcher);
        watcher_->watch(first.files, first.folders, now);
    } else {
        log_.error("changed files will not be noticed: {}", watcher.error().message());
    }
}

std::shared_ptr<const WallModel> InstallationWatch::poll(MonotonicTime now,
                                                         const WallModel& current) {
    const auto changed = watcher_->changed(now);
    const bool calendars_old =
        !current.schedule.calendars.empty() && now - read_at_ >= kReadCalendarsAgain;
    if (changed.empty() && !calendars_old) {
        return nullptr;
    }
    read_at_ = now;
    auto loaded = load_model(wall_path_, &current);
    if (!loaded) {
        tell(loaded.error());
        return nullptr;
    }
    tell(std::move(loaded->problems));
    watcher_->watch(loaded->files, loaded->folders, now);
    log_.info("read again changed={} refused={}", changed.size(), problems_.size());
    return std::move(loaded->model);
}

void InstallationWatch::tell(ProblemList problems) {
    problems_ = std::move(problems);
    for (const Problem& problem : problems_) {
        log_.warn("refused {}", to_string(problem));
    }
}

}  // namespace pendopo
