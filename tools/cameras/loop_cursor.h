#pragma once
// Which access unit of a loop is due when. Pure: time comes in as a number.

#include <optional>

#include "tools/cameras/encoded_loop.h"
#include "tools/cameras/loop_clock.h"

namespace pendopo {

enum class CameraMode {
    on,       // as it should be
    off,      // gone: sessions are cut, requests are refused
    frozen,   // keeps sending one and the same picture
    stalled,  // keeps its sessions and sends nothing
};

// Thread: bound to its owner.
class LoopCursor {
  public:
    struct Due {
        int unit = 0;              // index into the loop's units
        int64_t presented_us = 0;  // when its picture is shown, less the loop's reorder delay
    };

    // A loop lasts as long as its frames do at `fps`, whole seconds. `camera` decides the phase.
    LoopCursor(LoopPointer loop, int fps, int camera);

    // Goes on with this loop from its next keyframe, or when it starts again.
    void offer(LoopPointer loop);

    // Starts (again) at that time: with everything since the last keyframe, so that a decoder has
    // the current picture at once; a loop with B-frames starts at its next keyframe.
    void start(int64_t now_us);
    // Changes what is sent; leaving frozen or stalled starts again.
    void set_mode(CameraMode mode, int64_t now_us);

    int64_t next_due_us() const;
    // The next unit that is due at that time, if any. A clock that jumped, or a process that
    // slept, for more than a second starts again.
    std::optional<Due> take(int64_t now_us);

    const EncodedLoop& loop() const { return *loop_; }

  private:
    int unit_of(int64_t slot) const;
    void change_to(LoopPointer loop);

    LoopPointer loop_;
    LoopClock clock_;
    LoopPointer offered_;  // null: none, or it is loop_
    CameraMode mode_ = CameraMode::on;
    bool started_ = false;
    int frozen_unit_ = 0;
    int64_t next_slot_ = 0;
};

}  // namespace pendopo
