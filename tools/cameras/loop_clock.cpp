#include "tools/cameras/loop_clock.h"

namespace pendopo {
namespace {

constexpr int64_t kSecond = 1'000'000;

int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

// The finaliser of MurmurHash3: any two numbers give unrelated ones, and 0 gives 0.
uint32_t mixed(uint32_t number) {
    number = (number ^ number >> 16) * 0x85EBCA6BU;
    number = (number ^ number >> 13) * 0xC2B2AE35U;
    return number ^ number >> 16;
}

}  // namespace

int64_t LoopClock::phase_us() const {
    return mixed(static_cast<uint32_t>(camera)) % kSecond;
}

int64_t LoopClock::slot_at(int64_t unix_us) const {
    // slot_start_us rounds up, so this is its exact inverse for every frame rate.
    return floor_div((unix_us - phase_us()) * fps, kSecond);
}

int64_t LoopClock::slot_start_us(int64_t slot) const {
    return phase_us() - floor_div(-slot * kSecond, fps);
}

int LoopClock::frame_of(int64_t slot) const {
    return static_cast<int>(slot - floor_div(slot, frames()) * frames());
}

int LoopClock::frame_time_ms(int frame) const {
    return static_cast<int>(frame * int64_t{1000} / fps);
}

int64_t LoopClock::age_us(int frame, int64_t unix_us) const {
    const int64_t slot = slot_at(unix_us);
    const int64_t back = frame_of(slot - frame);
    return unix_us - slot_start_us(slot - back);
}

}  // namespace pendopo
