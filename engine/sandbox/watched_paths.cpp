#include "engine/sandbox/watched_paths.h"

#include <sys/stat.h>

#include <utility>

namespace pendopo {

WatchedPaths::WatchedPaths(std::vector<std::string> paths) {
    for (std::string& path : paths) {
        const Identity then = look(path);
        watched_.push_back({std::move(path), then});
    }
}

std::string WatchedPaths::changed() const {
    for (const Watched& one : watched_) {
        if (look(one.path) != one.then) {
            return one.path;
        }
    }
    return "";
}

WatchedPaths::Identity WatchedPaths::look(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        return {};
    }
    return {info.st_dev, info.st_ino};
}

}  // namespace pendopo
