#pragma once
// Waiting for another process to get somewhere: asks again every few milliseconds until it is so or
// the deadline has passed. For integration tests only; a unit test steers its own clock.

#include <chrono>
#include <thread>

#include "engine/base/clock.h"

namespace pendopo::test {

// True as soon as `is_so()` is, false when it was not within `patience`.
template <class Predicate>
[[nodiscard]] bool wait_until(Predicate is_so, Nanoseconds patience,
                              Milliseconds pause = Milliseconds(5)) {
    const MonotonicTime deadline = Monotonic::now() + patience;
    while (!is_so()) {
        if (Monotonic::now() >= deadline) {
            return false;
        }
        std::this_thread::sleep_for(pause);
    }
    return true;
}

}  // namespace pendopo::test
