#include "decoders/shown_session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace pendopo {
namespace {

// By its arrival, as most cameras have it.
PictureUse picture(ShownSession& shown, uint64_t session) {
    return shown.picture(session, MediaTime{}, MonotonicTime(Seconds(1)));
}

TEST(ShownSession, ANewSessionTakesOverWithItsFirstPicture) {
    ShownSession shown;
    EXPECT_EQ(shown.shown(), 0U);
    shown.connected(1);
    EXPECT_EQ(shown.shown(), 0U);
    EXPECT_EQ(picture(shown, 1), PictureUse::took_over);
    EXPECT_EQ(picture(shown, 1), PictureUse::shown);
    shown.connected(2);
    EXPECT_EQ(picture(shown, 1), PictureUse::shown);
    EXPECT_EQ(picture(shown, 2), PictureUse::took_over);
    EXPECT_EQ(picture(shown, 1), PictureUse::none);
    EXPECT_EQ(shown.shown(), 2U);
    shown.gone(1);
    EXPECT_EQ(picture(shown, 2), PictureUse::shown);
    EXPECT_EQ(picture(shown, 1), PictureUse::none);
}

// A switch that is taken back after the new session's first picture.
TEST(ShownSession, TheOneBeforeIsShownAgainWhenTheNewOneGoes) {
    ShownSession shown;
    shown.connected(1);
    picture(shown, 1);
    shown.connected(2);
    picture(shown, 2);
    shown.gone(2);
    EXPECT_EQ(shown.shown(), 1U);
    EXPECT_EQ(picture(shown, 1), PictureUse::shown);
}

// A camera that was hidden so far: its session never had a picture when the next one is connected.
TEST(ShownSession, ASessionWithoutPicturesYetIsNotForgottenForTheNext) {
    ShownSession shown;
    shown.connected(1);
    shown.connected(2);
    EXPECT_EQ(picture(shown, 1), PictureUse::took_over);
    shown.gone(2);
    EXPECT_EQ(picture(shown, 1), PictureUse::shown);
}

TEST(ShownSession, NoneIsShownWhenAllAreGone) {
    ShownSession shown;
    shown.connected(1);
    picture(shown, 1);
    shown.all_gone();
    EXPECT_EQ(shown.shown(), 0U);
    EXPECT_EQ(picture(shown, 1), PictureUse::none);
}

// Whatever the order: the youngest connected session that had a picture is the one shown, and a
// session's picture is used exactly when no younger one had any.
TEST(ShownSession, AnyOrderKeepsTheRule) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        std::minstd_rand random(seed);
        ShownSession shown;
        std::vector<std::pair<uint64_t, bool>> known;  // the rule, told another way
        uint64_t last = 0;
        for (int step = 0; step < 200; ++step) {
            const uint64_t session = last == 0 ? 0 : last - random() % std::min<uint64_t>(last, 4);
            const auto of = std::ranges::find(known, session, &std::pair<uint64_t, bool>::first);
            switch (random() % 4) {
                case 0:
                    shown.connected(++last);
                    known.emplace_back(last, false);
                    break;
                case 1:
                    shown.gone(session);
                    std::erase_if(known, [&](const auto& each) { return each.first == session; });
                    break;
                default: {
                    const bool younger = std::ranges::any_of(known, [&](const auto& each) {
                        return each.first > session && each.second;
                    });
                    const bool used = of != known.end() && !younger;
                    ASSERT_EQ(picture(shown, session) != PictureUse::none, used)
                        << "seed " << seed << " step " << step;
                    if (of != known.end()) {
                        of->second = true;
                    }
                }
            }
            uint64_t youngest = 0;
            for (const auto& [number, had] : known) {
                youngest = had ? number : youngest;
            }
            ASSERT_EQ(shown.shown(), youngest) << "seed " << seed << " step " << step;
        }
    }
}

// A camera whose main stream (session 2) is `behind` its sub stream (1), both by its own clock.
struct TwoStreams {
    static constexpr int64_t kFrame = 40;  // ms

    explicit TwoStreams(MediaClock by = MediaClock::sender) : clock(by) {
        shown.connected(1);
        shown.connected(2);
    }
    PictureUse picture(uint64_t session, int64_t now_ms, int64_t made_ms) {
        const PictureUse use = shown.picture(session, MediaTime{made_ms * 1'000'000 + 1, clock},
                                             MonotonicTime(Seconds(100) + Milliseconds(now_ms)));
        if (use != PictureUse::none) {
            EXPECT_TRUE(may_go_back || made_ms >= newest) << "time goes back";
            newest = made_ms;
        }
        return use;
    }
    // Both send a picture each 40 ms; when the second takes over, or -1.
    int64_t play(int64_t behind_ms) {
        for (int64_t now = 0; now < 10'000; now += kFrame) {
            picture(1, now, now);
            if (now >= 1'000 && picture(2, now, now - behind_ms) == PictureUse::took_over) {
                return now - 1'000;
            }
        }
        return -1;
    }
    ShownSession shown;
    MediaClock clock;
    int64_t newest = INT64_MIN;
    bool may_go_back = false;
};

TEST(ShownSession, AStreamThatIsBehindTakesOverWhenItIsAsFar) {
    for (const auto& [behind, waits] : {std::pair{0, 0}, {-300, 0}, {300, 320}, {1'900, 1'920}}) {
        TwoStreams streams;
        EXPECT_NEAR(double(streams.play(behind)), waits, 40) << behind;
    }
}

TEST(ShownSession, AStreamWhoseClockIsAnotherOneTakesOverAtOnce) {
    for (const int64_t behind : {2'500, 3'600'000}) {
        TwoStreams streams;
        streams.may_go_back = true;
        EXPECT_EQ(streams.play(behind), 0) << behind;
    }
    TwoStreams by_arrival(MediaClock::arrival);
    by_arrival.may_go_back = true;
    EXPECT_EQ(by_arrival.play(300), 0);
}

// It comes no nearer: the wait ends all the same.
TEST(ShownSession, WaitsNoLongerThanTwoSeconds) {
    TwoStreams streams;
    streams.may_go_back = true;
    streams.picture(1, 0, 5'000);
    EXPECT_EQ(streams.picture(2, 40, 3'500), PictureUse::none);
    EXPECT_EQ(streams.picture(2, 1'900, 3'600), PictureUse::none);
    EXPECT_EQ(streams.picture(2, 2'100, 3'700), PictureUse::took_over);
}

// And when the stream that was waited for goes, the one on show goes on.
TEST(ShownSession, GoesOnWhenTheStreamThatWasWaitedForIsGone) {
    TwoStreams streams;
    streams.picture(1, 0, 5'000);
    EXPECT_EQ(streams.picture(2, 40, 4'500), PictureUse::none);
    EXPECT_EQ(streams.picture(1, 50, 5'040), PictureUse::none);
    streams.shown.gone(2);
    EXPECT_EQ(streams.picture(1, 90, 5'080), PictureUse::shown);
}

}  // namespace
}  // namespace pendopo
