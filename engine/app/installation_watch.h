#pragma once
// Keeps an eye on an installation's files: says when there is a new good model, and what is wrong
// with the files that were refused.

#include <optional>
#include <string>

#include "config/config_watcher.h"
#include "engine/app/model_loader.h"
#include "engine/base/log.h"

namespace pendopo {

// Thread: bound to control's loop.
class InstallationWatch {
  public:
    // `first` is what was loaded at the start, `refused` what of the files was not (safe mode).
    InstallationWatch(std::string wall_path, const Log& log, MonotonicTime now,
                      const LoadedModel& first, ProblemList refused = {});

    // Readable when poll() should be called; -1 when the system cannot watch files.
    int fd() const { return watcher_ ? watcher_->fd() : -1; }
    // The model after a change, when it can be shown, and once a day with calendars. Mostly
    // nothing. `current` is kept where a changed file is refused.
    std::shared_ptr<const WallModel> poll(MonotonicTime now, const WallModel& current);
    // Of the files refused at the last load; empty: all are good.
    const ProblemList& problems() const { return problems_; }

  private:
    // Calendars are read for some 400 days ahead, so that they are read again now and then.
    static constexpr std::chrono::hours kReadCalendarsAgain{24};

    void tell(ProblemList problems);

    std::string wall_path_;
    Log log_;
    std::optional<ConfigWatcher> watcher_;
    ProblemList problems_;
    MonotonicTime read_at_;
};

}  // namespace pendopo
