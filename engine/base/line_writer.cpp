#include "engine/base/line_writer.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

namespace pendopo {
namespace {

static_assert(LineWriter::kMostBytes <= PIPE_BUF);

// The line with a mark where it was cut, between two letters.
std::string shortened(std::string_view line) {
    constexpr std::string_view kMark = "…\n";
    size_t end = LineWriter::kMostBytes - kMark.size();
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) {
        --end;
    }
    return std::string(line.substr(0, end)) + std::string(kMark);
}

}  // namespace

bool LineWriter::write(std::string_view line) {
    follow();
    if (!rest_.empty()) {
        rest_.erase(0, put(rest_));
        if (!rest_.empty()) {
            return false;
        }
    }
    const std::string cut = line.size() > kMostBytes ? shortened(line) : std::string();
    if (!cut.empty()) {
        line = cut;
    }
    const size_t taken = put(line);
    if (taken > 0) {
        rest_ = line.substr(taken);
    }
    return taken > 0;
}

void LineWriter::follow() {
    struct stat now {};
    if (::fstat(fd_, &now) != 0 || (now.st_dev == device_ && now.st_ino == inode_)) {
        return;
    }
    device_ = now.st_dev;
    inode_ = now.st_ino;
    own_.reset();
    rest_.clear();
    if (S_ISSOCK(now.st_mode)) {
        way_ = Way::socket;
    } else if (S_ISFIFO(now.st_mode) || S_ISCHR(now.st_mode)) {
        const std::string path = "/proc/self/fd/" + std::to_string(fd_);
        own_.reset(::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
        way_ = Way::looked_at;
    } else {
        way_ = Way::plain;
    }
}

size_t LineWriter::put(std::string_view text) {
    const int to = own_ ? own_.get() : fd_;
    if (way_ == Way::looked_at) {
        // Also spares the signal that a pipe without a reader gives.
        pollfd room{to, POLLOUT, 0};
        if (::poll(&room, 1, 0) != 1 || room.revents != POLLOUT) {
            return 0;
        }
    }
    ssize_t taken = -1;
    do {
        taken = way_ == Way::socket
                    ? ::send(to, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL)
                    : ::write(to, text.data(), text.size());
    } while (taken < 0 && errno == EINTR);
    return taken < 0 ? 0 : static_cast<size_t>(taken);
}

}  // namespace pendopo
