#include "engine/control/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "engine/base/unique_fd.h"

namespace pendopo {
namespace {

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            return false;
        }
        bytes.remove_prefix(static_cast<size_t>(count > 0 ? count : 0));
    }
    return true;
}

}  // namespace

Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
    std::string temporary = path.string() + ".XXXXXX";
    UniqueFd file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file) {
        return fail_errno("cannot write " + path.string());
    }
    constexpr mode_t kMode = 0644;  // mkostemp makes 0600; nothing written here is secret
    if (!write_all(file.get(), bytes) || ::fchmod(file.get(), kMode) != 0 ||
        ::fsync(file.get()) != 0 || std::rename(temporary.c_str(), path.c_str()) != 0) {
        auto failure = fail_errno("cannot write " + path.string());
        ::unlink(temporary.c_str());
        return failure;
    }
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const UniqueFd directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory || ::fsync(directory.get()) != 0) {
        return fail_errno("cannot sync " + folder.string());
    }
    return {};
}

}  // namespace pendopo
