#pragma once
// When windows are given pictures: each once its output has shown what it was given last, as the X
// server says (present_feedback). Outputs of other rates, or that stop answering, hold up none.
// Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/clock.h"

namespace pendopo {

// Whether the next cycle may start: now, not yet, or as the caller's own timer says.
enum class Pace { now, wait, timer };

// Whether an output says when it shows.
enum class Feedback { unknown, answers, silent };

// A vertical blank of an output: its count, and when it was, in microseconds of the server's clock.
struct Vblank {
    uint64_t msc = 0;
    uint64_t ust_us = 0;
};

// Thread: bound to its owner.
class Pacing {
  public:
    // After this long without an answer an output is silent. One that has answered before is then
    // given a picture, and asked, once in this time: whoever gives a dead output more waits for it.
    // One that never did has no feedback: it is given pictures as they come.
    static constexpr Seconds kPatience{1};

    explicit Pacing(size_t windows) : outputs_(windows) {}

    // The window is on an output of this nominal rate (0: unknown) from now on; nothing is known of
    // it.
    void open(size_t window, int refresh_hz);
    void close(size_t window);

    // Whether the window may be given a picture; one that is not open always may.
    bool may_show(size_t window, MonotonicTime now) const;
    // Whether the server is to be asked for the window's next vertical blank, once all windows that
    // may be were given their pictures; `shown`: this one was. The one that leads is asked always.
    bool wants_answer(size_t window, bool shown, MonotonicTime now) const;
    // It was asked. The answer will bear this number.
    uint32_t asked(size_t window, MonotonicTime now);
    void answered(size_t window, uint32_t number, const Vblank& vblank);

    // The fastest of the outputs that answer leads. One whose answer is late by a frame does no
    // longer; without one that does the timer goes on.
    Pace pace(MonotonicTime now) const;
    Feedback feedback(size_t window, MonotonicTime now) const;
    // As measured, or else nominal; 0: unknown.
    double refresh_hz(size_t window) const;

  private:
    struct Output {
        double nominal_us = 0;  // of a frame; 0: unknown
        bool has_answered = false;
        bool is_due = false;     // an answer
        bool is_silent = false;  // asked again because no answer came
        uint32_t number = 0;     // of what was asked last
        MonotonicTime asked_at{};
        std::optional<Vblank> last;
        // Since the measurement began, and what the one before it found; 0: nothing yet.
        uint64_t frames = 0;
        int64_t span_us = 0;
        double measured_us = 0;

        double period_us() const;
        bool is_overdue(MonotonicTime now) const;
        bool is_late(MonotonicTime now) const;
        void measure(const Vblank& vblank);
    };
    const Output* leader(MonotonicTime now) const;

    std::vector<std::optional<Output>> outputs_;  // per window
};

}  // namespace pendopo
