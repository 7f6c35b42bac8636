#pragma once
// Whether what file rules name is still what it was: a rule holds for the file or folder that stood
// there when it was made, and another one put in its place is out of reach. A worker that needs it
// ends and is started anew.

#include <sys/types.h>

#include <string>
#include <vector>

namespace pendopo {

// Thread: reentrant. Looking may hang where a disk of another machine does.
class WatchedPaths {
  public:
    WatchedPaths() = default;
    // As they are now; one that is not there is watched, too.
    explicit WatchedPaths(std::vector<std::string> paths);

    // The first that is not what it was; empty: none.
    std::string changed() const;

  private:
    struct Identity {
        dev_t device = 0;
        ino_t file = 0;  // 0 and 0: not there
        bool operator==(const Identity&) const = default;
    };
    struct Watched {
        std::string path;
        Identity then;
    };
    static Identity look(const std::string& path);

    std::vector<Watched> watched_;
};

}  // namespace pendopo
