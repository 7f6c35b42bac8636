#include "engine/ipc/event_loop.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

#include "tests/support/hand_clock.h"

namespace pendopo {
namespace {

TEST(EventLoop, ReadableDescriptorCallsUntilTheHandleGoes) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    EventLoop loop;
    int calls = 0;
    auto handle = loop.watch(pipe[0], [&] {
        char byte = 0;
        EXPECT_EQ(::read(pipe[0], &byte, 1), 1);
        ++calls;
    });
    ASSERT_EQ(::write(pipe[1], "a", 1), 1);
    loop.turn();
    EXPECT_EQ(calls, 1);
    handle.reset();
    ASSERT_EQ(::write(pipe[1], "b", 1), 1);
    loop.turn();
    EXPECT_EQ(calls, 1);
    ::close(pipe[0]);
    ::close(pipe[1]);
}

TEST(EventLoop, ACallbackMayDropItsOwnHandle) {
    EventLoop loop;
    EventLoop::Handle handle;
    int calls = 0;
    handle = loop.every(Milliseconds(1), [&] {
        ++calls;
        handle.reset();
        loop.quit();
    });
    loop.run();
    loop.turn();
    EXPECT_EQ(calls, 1);
}

TEST(EventLoop, ADroppedTimerNeverFires) {
    EventLoop loop;
    bool fired = false;
    loop.after(Milliseconds(0), [&] { fired = true; }).reset();
    auto end = loop.after(Milliseconds(5), [&] { loop.quit(); });
    loop.run();
    EXPECT_FALSE(fired);
}

TEST(EventLoop, WorkPostedByAnotherThreadRunsOnTheLoop) {
    EventLoop loop;
    std::thread::id ran_on;
    std::thread other([&] {
        loop.post([&] {
            ran_on = std::this_thread::get_id();
            loop.quit();
        });
    });
    loop.run();
    other.join();
    EXPECT_EQ(ran_on, std::this_thread::get_id());
}

TEST(EventLoop, TimersGoByAClockOfItsOwn) {
    test::HandClock clock;
    EventLoop loop(clock);
    std::string said;
    EventLoop::Handle tick = loop.every(Seconds(1), [&] { said += "tick "; });
    const EventLoop::Handle late = loop.after(Milliseconds(1500), [&] { said += "late "; });
    EventLoop::Handle dropped = loop.after(Milliseconds(1600), [&] { said += "dropped "; });
    const EventLoop::Handle drops = loop.after(Milliseconds(700), [&] { dropped.reset(); });
    const EventLoop::Handle at_once = loop.after(Milliseconds(0), [&] { said += "now "; });
    loop.turn();
    loop.turn();
    EXPECT_EQ(said, "now ");
    clock.advance(Seconds(3));  // ticks are not made up for
    loop.turn();
    loop.turn();
    EXPECT_EQ(said, "now tick late ");
    clock.advance(Milliseconds(999));
    loop.turn();
    EXPECT_EQ(said, "now tick late ");
    clock.advance(Milliseconds(1));
    loop.turn();
    EXPECT_EQ(said, "now tick late tick ");
    tick.reset();
    clock.advance(Seconds(5));
    loop.turn();
    EXPECT_EQ(said, "now tick late tick ");
}

}  // namespace
}  // namespace pendopo
