#include "engine/script/job_guard.h"

#include <gtest/gtest.h>

#include <future>
#include <vector>

namespace pendopo {
namespace {

// A guard whose giving up the test can wait for.
struct Watched {
    explicit Watched(JobLimits limits)
        : guard(limits, [this](std::string text) { reason.set_value(std::move(text)); }) {}
    std::string wait() {
        auto given_up = reason.get_future();
        return given_up.wait_for(Seconds(10)) == std::future_status::ready ? given_up.get()
                                                                           : "never given up";
    }
    std::promise<std::string> reason;  // before the guard, which uses it
    JobGuard guard;
};

constexpr JobLimits kNone{Seconds(1000), Seconds(1000), size_t{1} << 50};

void work_for(Milliseconds time) {
    const MonotonicTime end = Monotonic::now() + time;
    while (Monotonic::now() < end) {
    }
}

TEST(JobGuard, AJobWithinItsLimitsIsLeftAlone) {
    Watched watched(kNone);
    for (int i = 0; i < 1000; ++i) {
        watched.guard.begin();
        EXPECT_TRUE(watched.guard.finish());
    }
}

TEST(JobGuard, TimeIsCountedFromTheJobsBegin) {
    JobLimits limits = kNone;
    limits.wall = Milliseconds(150);
    Watched watched(limits);
    for (int i = 0; i < 4; ++i) {
        watched.guard.begin();
        work_for(Milliseconds(60));
        EXPECT_TRUE(watched.guard.finish());
    }
}

TEST(JobGuard, GivesUpAJobThatWorksTooLong) {
    JobLimits limits = kNone;
    limits.cpu = Milliseconds(20);
    Watched watched(limits);
    watched.guard.begin();
    work_for(Milliseconds(200));
    EXPECT_EQ(watched.wait(),
              "ran longer than 0.02 s – simplify the expression, or let the source deliver fewer "
              "rows");
    EXPECT_FALSE(watched.guard.finish());
}

TEST(JobGuard, GivesUpAJobThatWaitsTooLong) {
    JobLimits limits = kNone;
    limits.wall = Milliseconds(20);
    Watched watched(limits);
    watched.guard.begin();
    EXPECT_EQ(watched.wait(), "not finished after 0.02 s – the machine is too busy for it");
    EXPECT_FALSE(watched.guard.finish());
}

TEST(JobGuard, GivesUpAJobThatGrows) {
    JobLimits limits = kNone;
    Watched idle(limits);
    limits.resident_bytes = idle.guard.resident_bytes() + (size_t{32} << 20);
    ASSERT_GT(limits.resident_bytes, size_t{32} << 20);
    Watched watched(limits);
    watched.guard.begin();
    std::vector<char> much(size_t{64} << 20);
    for (char& byte : much) {
        static_cast<volatile char&>(byte) = 'x';  // or the compiler sees that nobody reads it
    }
    EXPECT_EQ(watched.wait().substr(0, 17), "needed more than ");
    EXPECT_FALSE(watched.guard.finish());
}

}  // namespace
}  // namespace pendopo
