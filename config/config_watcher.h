#pragma once
// Tells when configuration files change: edited in place, renamed over (editors, atomic saves),
// appearing, disappearing, their mode changed. inotify on the folders says when to look; what
// changed is decided by comparing each file's identity, size and times, so that no event means
// nothing and no lost event matters. Once a second it looks anyway, for what inotify cannot see:
// network file systems, symbolic links into other folders, folders that come later.

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

// Thread: bound to its owner. Has no thread of its own: poll fd() and call changed() when it is
// readable.
class ConfigWatcher {
  public:
    // Changes are told when nothing has changed for `kQuiet` (an editor may write in pieces), or
    // `kLatest` after the first, whichever is earlier.
    static constexpr Milliseconds kQuiet{150};
    static constexpr Milliseconds kLatest{500};
    static constexpr Milliseconds kLookAnyway{1000};

    static Result<ConfigWatcher> create(MonotonicTime now);

    // Replaces what is watched: `files`, and every *.json in `folders`. None of them need exist.
    // The state at this call is the one changes are told against, except for files that were
    // watched before: what happened to them since the last changed() is still told.
    void watch(std::vector<std::string> files, std::vector<std::string> folders, MonotonicTime now);

    int fd() const { return epoll_.get(); }

    // The files that changed since they were told last, once it is quiet; mostly empty. Cheap.
    std::set<std::string> changed(MonotonicTime now);

  private:
    // What tells one state of a file from another; absent files have none.
    struct Stamp {
        uint64_t device, inode, size;
        int64_t modified_ns, status_ns;
        bool operator==(const Stamp&) const = default;
    };
    using Stamps = std::map<std::string, Stamp>;

    ConfigWatcher() = default;
    static std::optional<Stamp> stamp(const std::string& path);
    Stamps look() const;
    void watch_folders();
    bool drain();
    void arm(MonotonicTime now);

    UniqueFd inotify_;
    UniqueFd timer_;
    UniqueFd epoll_;  // of the two above
    std::vector<std::string> files_;
    std::vector<std::string> folders_;
    std::map<std::string, int> watched_;  // folder to its inotify watch
    Stamps told_;
    Stamps seen_;  // at the last look
    std::optional<MonotonicTime> first_change_;
    MonotonicTime last_change_;
    MonotonicTime next_look_;
};

}  // namespace pendopo
