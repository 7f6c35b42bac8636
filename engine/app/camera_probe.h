#pragma once
// One climb of the ladder to a camera's picture (engine/ipc/probe_messages.h), by a sandboxed
// worker of its own: what `pendopo probe` and the panel's "add camera" show. The worker is started
// for it and ends with it; a camera that ends it is told as such.

#include <functional>
#include <optional>
#include <string>

#include "engine/base/geometry.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/sandbox_mode.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/event_loop.h"
#include "engine/ipc/probe_messages.h"
#include "engine/ipc/process.h"

namespace pendopo {

struct ProbeResult {
    bool ok = false;
    bool cancelled = false;
    // The first decoded picture: size.width x size.height x 4 bytes, BGRA. Empty: there was none.
    PixelSize size;
    std::string bgra;
};

// Thread: bound to the loop's, which outlives it. The callbacks are called on it, never from within
// start() or cancel(), and none after on_done, in which this object may be destroyed.
class CameraProbe {
  public:
    // From cancel() to on_done.
    static constexpr Milliseconds kCancel{250};
    static constexpr int kShortestPatienceMs = 3'000;
    static constexpr int kLongestPatienceMs = 300'000;

    using OnRung = std::function<void(const ProbeRung&)>;
    using OnDone = std::function<void(ProbeResult)>;

    // `program`: for tests; else pendopo-probe, beside this program.
    CameraProbe(EventLoop& loop, const Log& log, std::string program = {},
                SandboxMode sandbox = SandboxMode::required);
    // Ends the worker at once. A camera then keeps its session until its own time-out: cancel(),
    // and wait for on_done, where there is time.
    ~CameraProbe();
    CameraProbe(const CameraProbe&) = delete;
    CameraProbe& operator=(const CameraProbe&) = delete;

    // Once. The patience is brought within its bounds, and a login that stands in the address is
    // taken out of it (config/address_logins.h). on_done always comes: the worker ends within
    // the patience (and the time its process takes to start), or is ended. Errors: io.
    Result<void> start(ProbeRequest request, OnRung on_rung, OnDone on_done);
    void cancel();

  private:
    bool read_channel();  // false: finished, and perhaps destroyed
    void hear(const ProbeRung& rung);
    void hear(const ProbeDone& done, const ChannelMessage& message);
    void on_end();
    void give_up(const std::string& why);
    void finish();

    EventLoop& loop_;
    const Log log_;
    const std::string program_;
    const SandboxMode sandbox_;
    OnRung on_rung_;
    OnDone on_done_;
    Milliseconds patience_{0};
    Rung rung_ = Rung::address;  // told last
    bool failed_ = false;        // a rung was told as failed
    std::optional<ProbeResult> result_;
    std::optional<ChildProcess> process_;
    std::optional<Channel> channel_;
    bool heard_ = false;
    bool cancelled_ = false;
    EventLoop::Handle channel_watch_;
    EventLoop::Handle exit_watch_;
    EventLoop::Handle deadline_;
};

}  // namespace pendopo
