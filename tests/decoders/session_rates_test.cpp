#include "decoders/session_rates.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr MonotonicTime kStart{std::chrono::hours(5)};

SessionCounts counts(uint64_t decoded, uint64_t received, uint64_t bytes) {
    SessionCounts counts;
    counts.decoded = decoded;
    counts.received = received;
    counts.bytes = bytes;
    return counts;
}

TEST(SessionRates, AreWhatWasCountedASecond) {
    SessionRates rates;
    rates.count(1, counts(100, 200, 1000), kStart);
    EXPECT_EQ(rates.decoded_fps(), 0);
    rates.count(1, counts(125, 250, 251'000), kStart + Seconds(1));
    EXPECT_DOUBLE_EQ(rates.decoded_fps(), 25);
    EXPECT_DOUBLE_EQ(rates.received_fps(), 50);
    EXPECT_DOUBLE_EQ(rates.kilobits_per_second(), 2000);
    rates.count(1, counts(126, 251, 251'500), kStart + Milliseconds(1100));  // too soon to say
    EXPECT_DOUBLE_EQ(rates.decoded_fps(), 25);
    rates.count(1, counts(135, 270, 251'000), kStart + Seconds(3));
    EXPECT_DOUBLE_EQ(rates.decoded_fps(), 5);
    EXPECT_DOUBLE_EQ(rates.kilobits_per_second(), 0);
}

// Its counters begin anew, below those of the session before.
TEST(SessionRates, AnotherSessionIsNotComparedWithTheOneBefore) {
    SessionRates rates;
    rates.count(1, counts(1000, 1000, 1'000'000), kStart);
    rates.count(1, counts(1025, 1025, 1'000'000), kStart + Seconds(1));
    rates.count(2, counts(3, 4, 5), kStart + Seconds(2));
    EXPECT_EQ(rates.decoded_fps(), 0);
    EXPECT_EQ(rates.received_fps(), 0);
    EXPECT_EQ(rates.kilobits_per_second(), 0);
    rates.count(2, counts(28, 29, 5), kStart + Seconds(3));
    EXPECT_DOUBLE_EQ(rates.decoded_fps(), 25);
}

}  // namespace
}  // namespace pendopo
