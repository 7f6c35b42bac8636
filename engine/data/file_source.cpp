#include "engine/data/file_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "engine/base/unique_fd.h"

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
    if (auto watcher = ConfigWatcher::create(now)) {
        watcher_ = std::move(*watcher);
        watcher_->watch({path_}, {}, now);
    }  // without, it is read every_seconds
}

Result<Fetched> FileSource::fetch(const Until& until) {
    const UniqueFd fd(open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd && errno == ENOENT) {
        return fail(ErrorCode::not_found, "there is no file " + path_);
    }
    struct stat info {};
    if (!fd || fstat(fd.get(), &info) != 0) {
        return fail_errno("cannot open " + path_);
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::invalid, path_ + " is no regular file");
    }
    constexpr int64_t kNsPerMs = 1'000'000;
    const int64_t modified_ns =
        int64_t{info.st_mtim.tv_sec} * 1000 * kNsPerMs + info.st_mtim.tv_nsec;
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
    Fetched fetched{.body = std::move(*text), .modified_ms = modified_ns / kNsPerMs};
    if (path_.ends_with(".csv") || path_.ends_with(".CSV") || path_.ends_with(".tsv")) {
        fetched.format = DataFormat::csv;
    }
    return fetched;
}

void FileSource::wait(const Until& until) {
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
