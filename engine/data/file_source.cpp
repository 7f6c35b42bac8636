#include "engine/data/file_source.h"

#include <fcntl.h>
#include <fmt/format.h>
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

constexpr int64_t kNsPerMs = 1'000'000;

int64_t nanoseconds(const timespec& time) {
    return int64_t{time.tv_sec} * 1000 * kNsPerMs + time.tv_nsec;
}

}  // namespace

FileSource::FileSource(std::string path, int64_t max_bytes)
    : path_(std::move(path)), max_bytes_(max_bytes) {}

FileSource::Stamp FileSource::stamp_of(const struct stat& info) {
    return {info.st_dev, info.st_ino, static_cast<uint64_t>(info.st_size),
            nanoseconds(info.st_mtim), nanoseconds(info.st_ctim)};
}

std::optional<FileSource::Stamp> FileSource::look() const {
    const auto path = newest_file(path_);
    struct stat info {};
    return path && ::stat(path->c_str(), &info) == 0 ? std::optional(stamp_of(info)) : std::nullopt;
}

Result<Fetched> FileSource::fetch(const Until& until) {
    seen_ = look();
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
    const Stamp stamp = stamp_of(info);
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
        .body = std::move(*text), .modified_ms = stamp.modified_ns / kNsPerMs, .is_file = true};
    if (path.ends_with(".csv") || path.ends_with(".CSV") || path.ends_with(".tsv")) {
        fetched.format = DataFormat::csv;
    }
    if (path != path_) {
        fetched.note = "the newest of " + path_ + " is read: " + path;
    }
    return fetched;
}

void FileSource::wait(const Until& until) {
    // A folder may hold thousands of files.
    const Milliseconds pause{is_pattern(path_) ? 1000 : 200};
    constexpr int kMostLooks = 3;  // at a file that does not come to rest
    std::optional<Stamp> before = seen_;
    for (int looks = 0; !until.over();) {
        Until{until.stop, std::min(until.deadline, Monotonic::now() + pause)}.wait(-1, 0);
        const std::optional<Stamp> now = look();
        if (now != seen_ && (now == before || ++looks >= kMostLooks)) {
            return;
        }
        before = now;
    }
}

}  // namespace pendopo
