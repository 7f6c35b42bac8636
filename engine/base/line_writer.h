#pragma once
// Writes whole lines to a descriptor that others use too, and never waits: standard error may be a
// pipe that nobody reads or a terminal somebody stopped with Ctrl-S, and a wall must not stand
// still for either. The descriptor itself stays blocking, since its file description is shared
// with every program on the same terminal; the writer opens the same pipe or terminal once more
// for itself. A socket is asked not to wait with each line, and a file never makes one wait.
// Where it cannot be opened again (another user's terminal), room is looked for before a line is
// written, which leaves a wait to the rare line that another process's overtakes.

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/unique_fd.h"

namespace pendopo {

// Thread: bound to its owner.
class LineWriter {
  public:
    // A pipe takes this much whole or not at all (PIPE_BUF); a longer line is cut.
    static constexpr size_t kMostBytes = 4096;

    // `fd` stays its owner's, and may be replaced by another file at any time (dup2).
    explicit LineWriter(int fd) : fd_(fd) { follow(); }

    // Writes `line`, which ends with its line break; false when there is no room for it now. Looks
    // at what the descriptor is and opens it when it changed.
    bool write(std::string_view line);

  private:
    enum class Way { plain, looked_at, socket };
    void follow();
    size_t put(std::string_view text);  // how much of it was taken

    int fd_;
    dev_t device_ = 0;  // of what fd_ was when it was looked at
    ino_t inode_ = 0;
    Way way_ = Way::plain;
    UniqueFd own_;      // the same pipe or terminal, opened so that it never waits
    std::string rest_;  // of a line that a terminal took in part
};

}  // namespace pendopo
