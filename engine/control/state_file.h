#pragma once
// What the wall remembers over a restart: the state of engine/wall (wall_state.h), in one file in
// the state folder. Its meaning is not this room's business.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/job_thread.h"
#include "engine/ipc/event_loop.h"

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
// log, stands in problem() while it lasts, and is tried again. A thread of its own waits for the
// disk. It writes one state after the other, and of those that came meanwhile the newest only, so
// that the file never goes back to an earlier one; nobody waits for it but who destroys this.
// Thread: bound to `loop`, which outlives it as the clock does.
class StateMemory {
  public:
    // On the thread. Errors: why it could not.
    using Write = std::function<Result<void>(const std::filesystem::path& state_dir,
                                             const std::string& state)>;

    static constexpr Seconds kTryAgainEvery{10};
    static constexpr Milliseconds kLeastGap{100};  // between two writes: each waits for the disk

    StateMemory(EventLoop& loop, const Clock& clock, std::filesystem::path state_dir, Log log,
                Write write = write_wall_memory);
    ~StateMemory();  // waits until the newest state is written, or could not be

    // At the start, when no other control writes: waits for the disk itself.
    WallMemory recall();
    // Of the recalled file, where an earlier version wrote it.
    const std::string& earlier_layout() const { return earlier_layout_; }
    // What recall() gave makes no sense; `why` for people.
    void reject(const std::string& why);
    // at_once: without the gap, since it hides something that a restart must not bring back.
    enum class HowSoon { in_turn, at_once };
    void remember(std::string state, HowSoon how = HowSoon::in_turn);
    // At the end: the newest is on its way to the disk at once, and nothing is tried again.
    void flush();

    const std::string& problem() const { return problem_; }  // for people; empty: all is well

  private:
    void write_next();
    void write();
    void wrote(const std::string& state, const Result<void>& written);

    EventLoop& loop_;
    const Clock& clock_;
    std::filesystem::path state_dir_;
    Log log_;
    Write write_;
    std::string earlier_layout_;
    std::string unwritten_;  // the newest; empty: written, or being written
    bool urgent_ = false;    // it hides something
    int under_way_ = 0;      // writes: one, at the end two
    MonotonicTime begun_;    // the last write
    bool ending_ = false;
    std::string problem_;
    EventLoop::Handle next_;
    std::unique_ptr<JobThread> thread_;  // from the first write on
};

}  // namespace pendopo
