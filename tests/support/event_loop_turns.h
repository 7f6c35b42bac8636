#pragma once
// Turns a loop until what another thread does for it has arrived. Thread: bound.

#include <chrono>
#include <thread>

#include "engine/ipc/event_loop.h"

namespace pendopo::test {

// False: it did not come true within ten seconds.
template <class Condition>
bool turn_until(EventLoop& loop, Condition condition) {
    constexpr std::chrono::seconds kPatience{10};
    const auto end = std::chrono::steady_clock::now() + kPatience;
    loop.turn();
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::yield();
        loop.turn();
    }
    return true;
}

}  // namespace pendopo::test
