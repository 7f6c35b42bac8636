#pragma once
// What the wall remembers over a restart: the state of engine/wall (wall_state.h), in one file in
// the state folder. Its meaning is not this room's business.

#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"

namespace pendopo {

struct WallMemory {
    std::string state;     // to_json(WallState); empty: none remembered
    std::string layout{};  // of a file that an earlier version wrote: all it knew
    bool operator==(const WallMemory&) const = default;
};

// A file that is missing is an empty memory. Opens nothing but a regular file of a megabyte at most
// and never waits for one. Errors: invalid, io (it is there and cannot be understood).
Result<WallMemory> read_wall_memory(const std::filesystem::path& state_dir);

// Makes the folder when it is missing. Atomic; blocks on the disk. Errors: io.
Result<void> write_wall_memory(const std::filesystem::path& state_dir, const std::string& state);

// The memory of a running wall, which goes on whatever the disk does: trouble is told once to the
// log, stands in problem() while it lasts, and is tried again.
// Thread: bound to its owner.
class StateMemory {
  public:
    static constexpr Seconds kTryAgainEvery{10};
    // Of states that come faster only the newest is written, with the next tick: each write waits
    // for the disk.
    static constexpr Milliseconds kLeastGap{100};

    StateMemory(std::filesystem::path state_dir, Log log)
        : state_dir_(std::move(state_dir)), log_(std::move(log)) {}

    WallMemory recall();
    // Of the recalled file, where an earlier version wrote it.
    const std::string& earlier_layout() const { return earlier_layout_; }
    // What recall() gave makes no sense; `why` for people.
    void reject(const std::string& why);
    // at_once: also within kLeastGap, since it hides something that a restart must not bring back.
    enum class HowSoon { in_turn, at_once };
    void remember(std::string state, MonotonicTime now, HowSoon how = HowSoon::in_turn);
    // Once a second: writes what is not written yet.
    void tick(MonotonicTime now);
    // At the end: the same at once.
    void flush(MonotonicTime now);

    const std::string& problem() const { return problem_; }  // for people; empty: all is well

  private:
    void write(MonotonicTime now);

    std::filesystem::path state_dir_;
    Log log_;
    std::string earlier_layout_;
    std::string unwritten_;
    std::optional<MonotonicTime> tried_at_;
    bool failing_ = false;
    std::string problem_;
};

}  // namespace pendopo
