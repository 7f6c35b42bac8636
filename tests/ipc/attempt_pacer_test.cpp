#include "engine/ipc/attempt_pacer.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <thread>
#include <vector>

#include "tests/support/most_in_a_second.h"

namespace pendopo {
namespace {

constexpr MonotonicTime kNow{Seconds(50'000)};

TEST(AttemptPacer, LetsALoneOneGoAtOnce) {
    AttemptPacer pacer;
    EXPECT_EQ(pacer.reserve(kNow), kNow);
    EXPECT_EQ(pacer.reserve(kNow + Seconds(1)), kNow + Seconds(1));
}

TEST(AttemptPacer, PutsThoseThatComeTogetherBehindEachOther) {
    AttemptPacer pacer;
    for (int i = 0; i < 200; ++i) {
        EXPECT_EQ(pacer.reserve(kNow), kNow + i * AttemptPacer::kSpacing);
    }
    EXPECT_LE(200 * AttemptPacer::kSpacing, Seconds(13));
}

TEST(AttemptPacer, KeepsOneQueueOverAllWhoShareThePage) {
    const Result<UniqueFd> page = AttemptPacer::create_page();
    ASSERT_TRUE(page) << page.error().message();
    std::array<AttemptPacer, 16> workers;
    std::vector<MonotonicTime> times(200);
    {
        std::vector<std::jthread> threads;
        for (size_t w = 0; w < workers.size(); ++w) {
            ASSERT_TRUE(workers[w].join(*page));
            threads.emplace_back([&, w] {
                for (size_t i = w; i < times.size(); i += workers.size()) {
                    times[i] = workers[w].reserve(kNow);
                }
            });
        }
    }
    EXPECT_LE(test::most_in_a_second(times), 16U);
    std::ranges::sort(times);
    EXPECT_EQ(times.back(), kNow + 199 * AttemptPacer::kSpacing);
    EXPECT_EQ(std::ranges::adjacent_find(times), times.end()) << "a place was given twice";
}

TEST(AttemptPacer, IsNotHeldUpByNonsenseInThePage) {
    const Result<UniqueFd> page = AttemptPacer::create_page();
    ASSERT_TRUE(page);
    AttemptPacer pacer;
    ASSERT_TRUE(pacer.join(*page));
    for (const int64_t nonsense : {INT64_MAX, INT64_MIN, int64_t{-1}, to_ns(kNow + Seconds(33))}) {
        ASSERT_EQ(::pwrite(page->get(), &nonsense, sizeof nonsense, 0), ssize_t(sizeof nonsense));
        EXPECT_EQ(pacer.reserve(kNow), kNow) << nonsense;
        EXPECT_EQ(pacer.reserve(kNow), kNow + AttemptPacer::kSpacing);
    }
}

TEST(AttemptPacer, RefusesWhatIsNoPage) {
    AttemptPacer pacer;
    const UniqueFd zero(::open("/dev/zero", O_RDWR | O_CLOEXEC));
    const UniqueFd unsealed(::memfd_create("x", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    ASSERT_EQ(::ftruncate(unsealed.get(), 4096), 0);
    for (const UniqueFd* fd : {&zero, &unsealed}) {
        const Result<void> joined = pacer.join(*fd);
        ASSERT_FALSE(joined);
        EXPECT_EQ(joined.error().code(), ErrorCode::invalid);
    }
    EXPECT_EQ(pacer.reserve(kNow), kNow) << "goes on alone";
}

}  // namespace
}  // namespace pendopo
