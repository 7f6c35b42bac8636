#pragma once
// Which files a process may open and whether it may listen, by Landlock: rules that bind a process
// for good and that it can only tighten. They hold for the calling thread and for those it starts
// later, not for those there are.
// Rules name files and folders as they are now. One that is replaced, or mounted over, is another:
// WatchedPaths (watched_paths.h) finds that out.

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/sandbox/role.h"

namespace pendopo {

enum class PathRight {
    read,    // a file, or a folder with all in it
    own,     // a folder: besides, files and folders in it are made, replaced and removed
    device,  // a device: read, write, control
};
struct PathRule {
    std::string path;
    PathRight right = PathRight::read;
    bool operator==(const PathRule&) const = default;
};

// The version of the kernel's Landlock. Errors: unsupported, with what the kernel lacks.
Result<int> landlock_version();

// From now on nothing is opened by name but what `rules` say; what is not there is left out. TCP
// sockets are not bound, and with NetRights::none not connected either, where the kernel can see to
// it (version 4). Errors: unsupported, when the kernel cannot; io, when it refuses; invalid, when
// there are other threads.
enum class Threads {
    one,  // refuses a process that has others, for which the rules would not hold
    any,  // others are bound by something else: rules made before, or a filter of calls
};
Result<void> confine_files(const std::vector<PathRule>& rules, NetRights network, Threads threads);

}  // namespace pendopo
