#include "config/edit/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <thread>

namespace pendopo {

Result<FolderLock> FolderLock::take(const std::string& folder, std::chrono::milliseconds patience) {
    // The folder itself, so that nothing is made in it, and it may be read-only.
    UniqueFd fd(open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd) {
        return fail_errno("cannot open its folder");
    }
    // flock() knows no deadline; whoever holds it has a few files to write.
    constexpr std::chrono::milliseconds kLookAgain{10};
    for (auto waited = std::chrono::milliseconds{0}; flock(fd.get(), LOCK_EX | LOCK_NB) != 0;
         waited += kLookAgain) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail_errno("cannot lock its folder");
        }
        if (waited >= patience) {
            return fail(ErrorCode::timed_out,
                        "somebody else is saving and does not come to an end; try again");
        }
        std::this_thread::sleep_for(kLookAgain);
    }
    return FolderLock(std::move(fd));
}

}  // namespace pendopo
