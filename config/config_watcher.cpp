#include "config/config_watcher.h"

#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

namespace pendopo {
namespace {

namespace fs = std::filesystem;

constexpr uint32_t kEvents = IN_CREATE | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_MOVED_FROM |
                             IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF;

int64_t nanoseconds(const timespec& time) {
    return int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::string folder_of(const std::string& path) {
    const std::string parent = fs::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

}  // namespace

Result<ConfigWatcher> ConfigWatcher::create(MonotonicTime now) {
    ConfigWatcher watcher;
    watcher.inotify_.reset(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!watcher.inotify_) {
        return fail_errno("cannot watch files (inotify)");
    }
    watcher.timer_.reset(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC));
    watcher.epoll_.reset(epoll_create1(EPOLL_CLOEXEC));
    if (!watcher.timer_ || !watcher.epoll_) {
        return fail_errno("cannot watch files (timer)");
    }
    for (const int fd : {watcher.inotify_.get(), watcher.timer_.get()}) {
        epoll_event event{};
        event.events = EPOLLIN;
        if (epoll_ctl(watcher.epoll_.get(), EPOLL_CTL_ADD, fd, &event) != 0) {
            return fail_errno("cannot watch files (epoll)");
        }
    }
    watcher.next_look_ = now + kLookAnyway;
    watcher.arm(now);
    return watcher;
}

void ConfigWatcher::watch(std::vector<std::string> files, std::vector<std::string> folders,
                          MonotonicTime now) {
    const std::vector<std::string> old_files = std::exchange(files_, std::move(files));
    const std::vector<std::string> old_folders = std::exchange(folders_, std::move(folders));
    const auto among = [](const std::vector<std::string>& list, const std::string& path) {
        return std::find(list.begin(), list.end(), path) != list.end();
    };
    watch_folders();
    seen_ = look();
    Stamps told = seen_;
    // What was watched before keeps the state that was told, be it that it was not there.
    for (const auto& entry : seen_) {
        const std::string& path = entry.first;
        if (!told_.contains(path) &&
            (among(old_files, path) || among(old_folders, folder_of(path)))) {
            told.erase(path);
        }
    }
    for (const auto& [path, stamp] : told_) {
        if (among(files_, path) || among(folders_, folder_of(path))) {
            told[path] = stamp;
        }
    }
    told_ = std::move(told);
    if (told_ != seen_ && !first_change_) {
        first_change_ = now;
        last_change_ = now;
    }
    arm(now);
}

std::set<std::string> ConfigWatcher::changed(MonotonicTime now) {
    if (drain() || now >= next_look_) {
        next_look_ = now + kLookAnyway;
        watch_folders();
        Stamps state = look();
        if (state != seen_) {
            seen_ = std::move(state);
            first_change_ = first_change_.value_or(now);
            last_change_ = now;
        }
    }
    std::set<std::string> result;
    if (first_change_ && (now - last_change_ >= kQuiet || now - *first_change_ >= kLatest)) {
        for (const auto& [path, stamp] : seen_) {
            const auto before = told_.find(path);
            if (before == told_.end() || !(before->second == stamp)) {
                result.insert(path);
            }
        }
        for (const auto& entry : told_) {
            if (!seen_.contains(entry.first)) {
                result.insert(entry.first);
            }
        }
        told_ = seen_;
        first_change_.reset();
    }
    arm(now);
    return result;
}

std::optional<ConfigWatcher::Stamp> ConfigWatcher::stamp(const std::string& path) {
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) {
        return std::nullopt;
    }
    return Stamp{info.st_dev, info.st_ino, static_cast<uint64_t>(info.st_size),
                 nanoseconds(info.st_mtim), nanoseconds(info.st_ctim)};
}

ConfigWatcher::Stamps ConfigWatcher::look() const {
    std::vector<std::string> paths = files_;
    for (const std::string& folder : folders_) {
        std::error_code error;
        for (fs::directory_iterator it(folder, error), end; !error && it != end;
             it.increment(error)) {
            const std::string name = it->path().filename().string();
            if (name.ends_with(".json") && !name.starts_with('.')) {
                paths.push_back(it->path().string());
            }
        }
    }
    Stamps stamps;
    for (const std::string& path : paths) {
        if (const auto found = stamp(path)) {
            stamps.emplace(path, *found);
        }
    }
    return stamps;
}

// Watches the folders there are now; one that was replaced gets its new watch here too, since
// adding a watch again to the same folder changes nothing.
void ConfigWatcher::watch_folders() {
    std::set<std::string> wanted(folders_.begin(), folders_.end());
    for (const std::string& file : files_) {
        wanted.insert(folder_of(file));
    }
    std::map<std::string, int> now_watched;
    for (const std::string& folder : wanted) {
        const int watch = inotify_add_watch(inotify_.get(), folder.c_str(), kEvents | IN_ONLYDIR);
        if (watch >= 0) {  // otherwise the look once a second has to do
            now_watched[folder] = watch;
        }
    }
    const auto in_use = [&](int watch) {
        return std::any_of(now_watched.begin(), now_watched.end(),
                           [&](const auto& entry) { return entry.second == watch; });
    };
    for (const auto& entry : watched_) {
        if (!in_use(entry.second)) {
            inotify_rm_watch(inotify_.get(), entry.second);  // fails when the folder is gone: fine
        }
    }
    watched_ = std::move(now_watched);
}

// Reads away what is pending; true when inotify had something.
bool ConfigWatcher::drain() {
    uint64_t expirations = 0;
    while (read(timer_.get(), &expirations, sizeof expirations) > 0) {
    }
    alignas(inotify_event) char buffer[4096];
    bool any = false;
    while (read(inotify_.get(), buffer, sizeof buffer) > 0) {
        any = true;
    }
    return any;
}

// The timer only wakes the poller; changed() decides by the time it is given.
void ConfigWatcher::arm(MonotonicTime now) {
    MonotonicTime due = next_look_;
    if (first_change_) {
        due = std::min({due, last_change_ + kQuiet, *first_change_ + kLatest});
    }
    const int64_t ns = std::max<int64_t>(to_ns(due) - to_ns(now), 1'000'000);
    itimerspec spec{};
    spec.it_value.tv_sec = ns / 1'000'000'000;
    spec.it_value.tv_nsec = ns % 1'000'000'000;
    timerfd_settime(timer_.get(), 0, &spec, nullptr);
}

}  // namespace pendopo
