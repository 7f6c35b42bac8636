#pragma once
// What control and its keeper (keeper.h) say to each other over a channel. Control puts down what
// the next control will need; the keeper reads none of it.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "engine/app/safe_mode.h"
#include "engine/base/result.h"
#include "engine/ipc/render_messages.h"

namespace pendopo {

// A worker that outlives control. Carries two fds: control's end of its channel, which keeps the
// channel open, and its pidfd. From control: keep it; from the keeper: here it is again.
struct KeptWorker {
    std::string role;  // one of a role is kept, the newest
    int64_t pid = 0;
    uint64_t starts = 0;     // of its role, this one included
    int64_t started_ms = 0;  // wall clock, Unix milliseconds
    bool operator==(const KeptWorker&) const = default;
};
struct WorkerGone {
    std::string role;
    bool operator==(const WorkerGone&) const = default;
};
// What the next control shall know (handover.h); replaces the note before.
struct HandoverNote {
    std::string text;
    bool operator==(const HandoverNote&) const = default;
};
// Once control serves, and each second from then on. A control that does not say it hangs.
struct ControlLives {
    bool render_advanced = false;  // since it was said last, as WatchdogFacts has it
    bool picture_proved = true;
    SafeMode safe_mode = SafeMode::none;  // as it runs
    std::string safe_reason;
    std::string not_ready;  // why the wall does not show; empty: it does
    bool operator==(const ControlLives&) const = default;
};
// Control ends because it was asked to or has done what it was started for.
struct ControlEnds {
    bool operator==(const ControlEnds&) const = default;
};

// The first message to a control, there before it runs. Carries one fd, the lifeline of the kept
// workers (engine/ipc/process.h). As many KeptWorkers as it says follow, then nothing more.
struct Greeting {
    ShowMode mode = ShowMode::headless;
    uint64_t restarts = 0;  // of control
    std::string last_exit;  // why the one before ended; empty: there was none
    int64_t ran_ms = 0;     // since the first control was started
    std::string note;       // the newest HandoverNote's text; empty: none
    SafeMode safe_mode = SafeMode::none;
    std::string safe_reason;
    uint64_t workers = 0;
    bool operator==(const Greeting&) const = default;
};

using ToKeeper = std::variant<KeptWorker, WorkerGone, HandoverNote, ControlLives, ControlEnds>;
using FromKeeper = std::variant<Greeting, KeptWorker>;

std::string encode(const ToKeeper& message);
std::string encode(const FromKeeper& message);
// Errors: invalid, with what is wrong.
Result<ToKeeper> decode_to_keeper(std::string_view text);
Result<FromKeeper> decode_from_keeper(std::string_view text);

}  // namespace pendopo
