#include "engine/data/file_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "engine/base/unique_fd.h"
#include "engine/data/newest_file.h"

namespace pendopo {
namespace {

// At most `limit` bytes and one, which says that there are more.
Result<std::string> read_up_to(int fd, size_t limit, const Until& until) {
    std::string text;
    char buffer[65536];
    while (text.size() <= limit) {
        if (until.over()) {
            return fail(until.why());
        }
        const ssize_t count = ::read(fd, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return fail_errno("cannot read the file");
        }
        if (count == 0) {
            break;
        }
        text.append(buffer, static_cast<size_t>(count));
    }
    return text;
}

}  // namespace

FileSource::FileSource(std::string path, int64_t max_bytes)
    : path_(std::move(path)), max_bytes_(max_bytes) {
    const MonotonicTime now = Monotonic::now();
    if (is_pattern(path_)) {
        return;
    }
    if (auto watcher = ConfigWatcher::create(now)) {
        watcher_ = std::move(*watcher);
        watcher_->watch({path_}, {}, now);
    }  // without, it is read every_seconds
}

namespace {

constexpr int64_t kNsPerMs = 1'000'000;
int64_t modified_ns_of(const struct stat& info) {
    return int64_t{info.st_mtim.tv_sec} * 1000 * kNsPerMs + info.st_mtim.tv_nsec;
}

}  // namespace

Result<Fetched> FileSource::fetch(const Until& until) {
    const auto newest = newest_file(path_);
    if (!newest) {
        return fail(newest.error());
    }
    const std::string& path = *newest;
    const UniqueFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd && errno == ENOENT) {
        return fail(ErrorCode::not_found, "there is no file " + path);
    }
    struct stat info {};
    if (!fd || fstat(fd.get(), &info) != 0) {
        return fail_errno("cannot open " + path);
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::invalid, path + " is no regular file");
    }
    const int64_t modified_ns = modified_ns_of(info);
    const Stamp stamp{info.st_dev, info.st_ino, static_cast<uint64_t>(info.st_size), modified_ns};
    if (read_ == stamp) {
        return Fetched{.news = Fetched::News::same};
    }
    auto text = read_up_to(fd.get(), static_cast<size_t>(max_bytes_), until);
    if (!text) {
        return fail(text.error());
    }
    if (static_cast<int64_t>(text->size()) > max_bytes_) {
        return fail(ErrorCode::exhausted,
                    fmt::format("the file has {} bytes; at most {} are read; raise \"max_bytes\" "
                                "or let who writes it sum it up",
                                info.st_size, max_bytes_));
    }
    read_ = stamp;
    Fetched fetched{
        .body = std::move(*text), .modified_ms = modified_ns / kNsPerMs, .is_file = true};
    if (path.ends_with(".csv") || path.ends_with(".CSV") || path.ends_with(".tsv")) {
        fetched.format = DataFormat::csv;
    }
    if (path != path_) {
        fetched.note = "the newest of " + path_ + " is read: " + path;
    }
    return fetched;
}

// Whether what stands there is what was fetched last.
bool FileSource::is_read(const std::string& path) const {
    struct stat info {};
    return stat(path.c_str(), &info) == 0 && read_ &&
           *read_ == Stamp{info.st_dev, info.st_ino, static_cast<uint64_t>(info.st_size),
                           modified_ns_of(info)};
}

void FileSource::wait(const Until& until) {
    while (is_pattern(path_) &&
           !until.over()) {  // a folder may hold thousands: looked at, not watched
        Until{until.stop, std::min(until.deadline, Monotonic::now() + Seconds(1))}.wait(-1, 0);
        const auto newest = newest_file(path_);
        if (newest && !is_read(*newest)) {
            return;
        }
    }
    while (!until.over()) {
        if (!watcher_) {
            until.wait(-1, 0);
        } else if (until.wait(watcher_->fd(), POLLIN) &&
                   !watcher_->changed(Monotonic::now()).empty()) {
            return;
        }
    }
}

}  // namespace pendopo
