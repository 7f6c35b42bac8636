#pragma once
// When which frame of a loop is sent. Pictures are encoded once and repeated, so what must be true
// of them now (the counter, the seconds shown) is true modulo the loop: frame k of a loop of N is
// sent in exactly those slots n of the Unix time with n mod N = k. A reader of a screenshot needs
// the frame rate, the loop's length and its own clock to know how old a picture is; it needs to
// know nothing of the server's state. A restarted server continues where the clock is.
//
// Cameras do not send in lockstep, neither their pictures nor their keyframes: each is late by a
// part of a second that looks random and that everybody can compute from the camera number in the
// strip.
//
// Pure. Thread: reentrant. Times are microseconds since the Unix epoch.

#include <cstdint>

namespace pendopo {

inline constexpr int kDefaultFps = 25;
inline constexpr int kDefaultLoopSeconds = 20;

struct LoopClock {
    int fps = kDefaultFps;                   // 1..60
    int loop_seconds = kDefaultLoopSeconds;  // 1..600; fps × loop_seconds fits the strip's counter
    int camera = 0;                          // the number in the strip

    int frames() const { return fps * loop_seconds; }
    int64_t phase_us() const;

    // The slot that began last at that time, and when a slot begins.
    int64_t slot_at(int64_t unix_us) const;
    int64_t slot_start_us(int64_t slot) const;
    int frame_of(int64_t slot) const;

    // The time a frame shows: milliseconds since its loop began, without the phase.
    int frame_time_ms(int frame) const;

    // How old a picture with this frame number is at that time, in microseconds: 0 up to the
    // loop's length. An age beyond the loop's length cannot be told from a small one.
    int64_t age_us(int frame, int64_t unix_us) const;
};

}  // namespace pendopo
