#include "engine/ipc/silence_watch.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace pendopo {
namespace {

constexpr Seconds kLimit{10};

class SilenceWatchTest : public testing::Test {
  protected:
    // Looks each second for `time`; whether one of the looks found it silent for too long.
    bool passes(Seconds time, Nanoseconds runs = Nanoseconds(0), bool runnable = false) {
        bool found = false;
        for (Seconds i(0); i < time; ++i) {
            now_ += SilenceWatch::kLook;
            thread_.ran += runs;
            thread_.waited += runs > Nanoseconds(0) ? SilenceWatch::kLook - runs : Nanoseconds(0);
            thread_.runnable = runnable;
            found = watch_.too_long(now_, kLimit, [&] {
                return ProcessTimes{{7, thread_}};
            }) || found;
        }
        return found;
    }
    MonotonicTime now_{Seconds(1000)};
    ThreadTimes thread_;
    SilenceWatch watch_;
};

TEST_F(SilenceWatchTest, OneThatWasHeardMayNotFallSilent) {
    watch_.started(now_);
    EXPECT_FALSE(watch_.was_heard());
    EXPECT_FALSE(passes(kLimit));
    watch_.heard(now_);
    EXPECT_TRUE(watch_.was_heard());
    EXPECT_FALSE(passes(kLimit));
    EXPECT_TRUE(passes(Seconds(1)));
}

TEST_F(SilenceWatchTest, ATimeInWhichNobodyRanIsNoSilence) {
    watch_.started(now_);
    now_ += Seconds(3600);  // Ctrl-Z, or the lid was closed
    EXPECT_FALSE(passes(Seconds(5)));
}

TEST_F(SilenceWatchTest, OneThatWaitsForAProcessorIsNotSilent) {
    watch_.started(now_);
    EXPECT_FALSE(passes(Seconds(60), Milliseconds(20), true));
    EXPECT_FALSE(passes(Seconds(60), Nanoseconds(0), true)) << "nor does its wait end";
    EXPECT_TRUE(passes(Seconds(10))) << "then it hangs";
}

TEST_F(SilenceWatchTest, OneThatSpinsIsFoundOnABusyMachineToo) {
    watch_.started(now_);
    EXPECT_FALSE(passes(Seconds(10), Milliseconds(300), true));
    EXPECT_TRUE(passes(Seconds(20), Milliseconds(300), true));
}

TEST(TimeItCouldRun, IsAllOfItUnlessAThreadIsHeldUp) {
    const auto at = [](Milliseconds ran, Milliseconds waited, bool runnable) {
        return ThreadTimes{runnable, Seconds(50) + ran, Seconds(3) + waited};
    };
    using namespace std::chrono_literals;
    const ProcessTimes before{{1, at(0ms, 0ms, true)}, {2, at(0ms, 0ms, false)}};
    struct Row {
        ThreadTimes first, second;
        Milliseconds could_run;
    };
    const Row rows[] = {
        {at(0ms, 0ms, false), at(0ms, 0ms, false), 1000ms},      // sleeps: a deadlock
        {at(990ms, 10ms, true), at(0ms, 0ms, false), 1000ms},    // an endless loop
        {at(300ms, 700ms, true), at(0ms, 0ms, false), 300ms},    // one on a busy machine
        {at(0ms, 0ms, true), at(0ms, 0ms, false), 0ms},          // waits since long
        {at(0ms, 0ms, false), at(20ms, 900ms, false), 20ms},     // its helper does
        {at(0ms, 0ms, false), at(200ms, 300ms, false), 1000ms},  // a little
    };
    for (const Row& row : rows) {
        EXPECT_EQ(time_it_could_run(before, {{1, row.first}, {2, row.second}}, Seconds(1)),
                  row.could_run);
    }
    EXPECT_EQ(time_it_could_run({}, before, Seconds(1)), Seconds(1)) << "nothing to compare with";
    EXPECT_EQ(time_it_could_run(before, {}, Seconds(1)), Seconds(1)) << "it is gone";
}

TEST(ReadProcessTimes, TellsWhatThreadsDo) {
    std::atomic<pid_t> spinner{0};
    std::atomic<bool> stop{false};
    std::thread spins([&] {
        spinner = ::gettid();
        while (!stop) {
        }
    });
    while (spinner == 0) {
    }
    const ProcessTimes before = read_process_times(::getpid());
    ASSERT_TRUE(before.contains(spinner));
    EXPECT_TRUE(before.at(spinner).runnable);
    ProcessTimes now = before;
    while (now.at(spinner).ran == before.at(spinner).ran) {
        now = read_process_times(::getpid());
    }
    EXPECT_GT(now.at(spinner).ran, before.at(spinner).ran);
    stop = true;
    spins.join();
    EXPECT_TRUE(read_process_times(0).empty());
}

}  // namespace
}  // namespace pendopo
