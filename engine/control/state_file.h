#pragma once
// What the wall remembers over a restart: the layout that was active. One small file,
// {"version":1,"layout":"…"}, in the state folder.

#include <filesystem>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"

namespace pendopo {

struct WallMemory {
    std::string layout;  // empty: none remembered
    bool operator==(const WallMemory&) const = default;
};

// A file that is missing is an empty memory. Opens nothing but a regular file of a few kilobytes
// and never waits for one. Errors: invalid, io (it is there and cannot be understood).
Result<WallMemory> read_wall_memory(const std::filesystem::path& state_dir);

// Makes the folder when it is missing. Atomic; blocks on the disk. Errors: io.
Result<void> write_wall_memory(const std::filesystem::path& state_dir, const WallMemory& memory);

// The memory of a running wall, which goes on whatever the disk does: trouble is told once to the
// log, stands in problem() while it lasts, and is tried again.
// Thread: bound to its owner.
class LayoutMemory {
  public:
    static constexpr Seconds kTryAgainEvery{10};

    LayoutMemory(std::filesystem::path state_dir, Log log)
        : state_dir_(std::move(state_dir)), log_(std::move(log)) {}

    std::string recall();  // the layout remembered; empty: none
    void remember(const std::string& layout, MonotonicTime now);
    // Once a second: writes what could not be written.
    void tick(MonotonicTime now);

    const std::string& problem() const { return problem_; }  // for people; empty: all is well

  private:
    void write(MonotonicTime now);

    std::filesystem::path state_dir_;
    Log log_;
    std::string unwritten_;
    MonotonicTime tried_at_;
    std::string problem_;
};

}  // namespace pendopo
