#include "engine/control/sign_in_limit.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

using Address = SignInLimit::Address;

class SignInLimitTest : public testing::Test {
  protected:
    bool attempt(const std::string& account, const std::string& address,
                 Address known = Address::stranger) {
        return limit.begin(account, address, known, now).has_value();
    }

    SignInLimit limit{0x5EED};
    MonotonicTime now{Seconds(1000)};
};

TEST_F(SignInLimitTest, FiveFailuresAMinuteThenPausesThatGrow) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(attempt("siti", "192.0.2.7")) << i;
    }
    for (const int pause : {60, 120, 240, 480, 900, 900}) {
        const auto refused = limit.begin("siti", "192.0.2.7", Address::stranger, now);
        ASSERT_FALSE(refused);
        const std::string seconds = std::to_string(pause);
        EXPECT_EQ(refused.error(), Error(ErrorCode::exhausted,
                                         "Terlalu banyak percobaan; coba lagi dalam " + seconds +
                                             " detik. (Too many attempts; try again "
                                             "in " +
                                             seconds + " seconds.)"));
        now += Seconds(pause) - Milliseconds(1);
        EXPECT_FALSE(attempt("siti", "192.0.2.7"));
        now += Milliseconds(1);
        for (int i = 0; i < 5; ++i) {
            EXPECT_TRUE(attempt("siti", "192.0.2.7")) << pause << " " << i;
        }
    }
    now += SignInLimit::kLongestPause + SignInLimit::kForgetAfter;
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(attempt("siti", "192.0.2.7"));
    }
    EXPECT_FALSE(attempt("siti", "192.0.2.7"));
    now += Seconds(60);
    EXPECT_TRUE(attempt("siti", "192.0.2.7")) << "an hour later pauses begin small again";
}

// Whatever an attacker does within a day, he sees so many passwords of one account, and no more.
TEST_F(SignInLimitTest, BruteForceFromAThousandAddressesGetsNowhere) {
    int tried = 0;
    constexpr int kDay = 86'400;
    for (int second = 0; second < kDay; ++second) {
        const std::string from =
            "198.51." + std::to_string(second % 100) + "." + std::to_string(second % 250);
        tried += attempt("siti", from) ? 1 : 0;
        now += Seconds(1);
    }
    EXPECT_LT(tried, 5 * (kDay / 900 + 10));
    EXPECT_GT(tried, 100) << "never locked for good";
}

TEST_F(SignInLimitTest, OneAddressMayNotTryManyNames) {
    int tried = 0;
    for (int i = 0; i < 60; ++i) {
        tried += attempt("name" + std::to_string(i), "198.51.100.9") ? 1 : 0;
        now += Seconds(1);
    }
    EXPECT_EQ(tried, 5);
    EXPECT_TRUE(attempt("siti", "192.0.2.7")) << "others are not concerned";
}

TEST_F(SignInLimitTest, ManyAtOnceAreNoWayRound) {
    int tried = 0;
    for (int i = 0; i < 1000; ++i) {
        tried += attempt("siti", "198.51.100.9") ? 1 : 0;
    }
    EXPECT_EQ(tried, 5);
}

TEST_F(SignInLimitTest, WhoSucceedsIsNeverPaused) {
    for (int i = 0; i < 200; ++i) {
        ASSERT_TRUE(attempt("siti", "192.0.2.7")) << i;
        limit.succeeded("siti", "192.0.2.7", Address::stranger);
        now += Milliseconds(100);
    }
}

// Own successes do not pay for failures at another's account.
TEST_F(SignInLimitTest, OwnSuccessesBuyNoMoreGuesses) {
    int guesses = 0;
    for (int i = 0; i < 60; ++i) {
        guesses += attempt("victim", "198.51.100.9") ? 1 : 0;
        if (attempt("attacker", "198.51.100.9")) {
            limit.succeeded("attacker", "198.51.100.9", Address::stranger);
        }
        now += Seconds(1);
    }
    EXPECT_LE(guesses, 5);
}

TEST_F(SignInLimitTest, NobodyLocksOutWhoIsAlreadyIn) {
    for (int i = 0; i < 1000; ++i) {
        attempt("siti", "198.51.100." + std::to_string(i % 250));
        attempt("other" + std::to_string(i), "192.0.2.7");
    }
    EXPECT_FALSE(attempt("siti", "203.0.113.1"));
    EXPECT_FALSE(attempt("budi", "192.0.2.7"));
    EXPECT_TRUE(attempt("siti", "192.0.2.7", Address::holds_a_session));
}

// Somebody at the desk of a signed-in person may not guess for ever either.
TEST_F(SignInLimitTest, EvenThereFiveFailuresAMinuteAreTheMost) {
    int tried = 0;
    for (int second = 0; second < 600; ++second) {
        tried += attempt("siti", "192.0.2.7", Address::holds_a_session) ? 1 : 0;
        now += Seconds(1);
    }
    EXPECT_LE(tried, 50);
    now += Seconds(60);
    EXPECT_TRUE(attempt("siti", "192.0.2.7", Address::holds_a_session)) << "a minute at most";
}

TEST_F(SignInLimitTest, OneNetworkOfIpv6IsOneAddress) {
    int tried = 0;
    for (int i = 0; i < 100; ++i) {
        tried += attempt("name" + std::to_string(i), "2001:db8:0:1::" + std::to_string(i)) ? 1 : 0;
    }
    EXPECT_EQ(tried, 5);
    EXPECT_TRUE(attempt("siti", "2001:db8:0:2::1"));
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(attempt("m" + std::to_string(i), "::ffff:192.0.2.1"));
    }
    EXPECT_TRUE(attempt("m9", "::ffff:192.0.2.2")) << "mapped addresses are machines";
}

TEST_F(SignInLimitTest, MemoryIsFixed) {
    EXPECT_LE(SignInLimit::bytes(), size_t{1} << 20);
}

}  // namespace
}  // namespace pendopo
