#include "engine/ipc/shared_text.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pendopo {
namespace {

constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;

}  // namespace

Result<UniqueFd> share_text(std::string_view text) {
    UniqueFd fd(::memfd_create("pendopo-text", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!fd) {
        return fail_errno("shared text");
    }
    while (!text.empty()) {
        const ssize_t written = ::write(fd.get(), text.data(), text.size());
        if (written < 0) {
            return fail_errno("shared text");
        }
        text.remove_prefix(static_cast<size_t>(written));
    }
    if (::fcntl(fd.get(), F_ADD_SEALS, kSeals) != 0) {
        return fail_errno("shared text");
    }
    return fd;
}

Result<std::string> read_shared_text(int fd, size_t limit) {
    const int seals = ::fcntl(fd, F_GET_SEALS);
    if (seals < 0 || (seals & kSeals) != kSeals) {
        return fail(ErrorCode::invalid, "shared text: this descriptor is no sealed memory");
    }
    struct stat status {};
    if (::fstat(fd, &status) != 0) {
        return fail_errno("shared text");
    }
    const auto size = static_cast<size_t>(status.st_size);
    if (size > limit) {
        return fail(ErrorCode::exhausted,
                    fmt::format("shared text: {} bytes — expected at most {}", size, limit));
    }
    std::string text(size, '\0');
    size_t done = 0;
    while (done < size) {
        const ssize_t got = ::pread(fd, text.data() + done, size - done, static_cast<off_t>(done));
        if (got <= 0) {
            return fail_errno("shared text");
        }
        done += static_cast<size_t>(got);
    }
    return text;
}

}  // namespace pendopo
