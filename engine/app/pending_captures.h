#pragma once
// Pictures asked of the renderer and not there yet. Each is answered exactly once: with the
// picture, with the renderer's error or the caller's, or after a while without either.

#include <cstdint>
#include <functional>
#include <map>

#include "engine/base/result.h"
#include "engine/control/wall_control.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/event_loop.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// Thread: bound to control's loop, which outlives it.
class PendingCaptures {
  public:
    using Done = std::function<void(Result<CapturedPicture>)>;
    static constexpr Seconds kDeadline{2};
    static constexpr Seconds kRehearsalDeadline{3};  // its pictures come first

    explicit PendingCaptures(EventLoop& loop) : loop_(loop) {}

    // The number to send with the CaptureRequest or RehearseScene.
    uint64_t add(Done done, Seconds deadline = kDeadline);
    // The renderer's answer; `message` carries the picture. Late and unknown answers are ignored.
    void finish(const Captured& answer, ChannelMessage& message);
    // Answers it now, with this error; what the renderer says of it later is ignored.
    void cancel(uint64_t id, Error why) { finish(id, fail(std::move(why))); }

  private:
    struct Capture {
        Done done;
        EventLoop::Handle deadline;
    };
    void finish(uint64_t id, Result<CapturedPicture> picture);

    EventLoop& loop_;
    std::map<uint64_t, Capture> captures_;
    uint64_t next_ = 1;
};

}  // namespace pendopo
