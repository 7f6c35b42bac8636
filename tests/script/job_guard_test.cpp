#include "engine/script/job_guard.h"

#include <gtest/gtest.h>

#include <sys/mman.h>

#include <future>

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
    // Not from the heap: a compiler leaves out an allocation that nobody reads.
    constexpr size_t kMuch = size_t{64} << 20;
    void* much = ::mmap(nullptr, kMuch, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    ASSERT_NE(much, MAP_FAILED);
    EXPECT_EQ(watched.wait().substr(0, 17), "needed more than ");
    EXPECT_FALSE(watched.guard.finish());
    ::munmap(much, kMuch);
}

}  // namespace
}  // namespace pendopo
