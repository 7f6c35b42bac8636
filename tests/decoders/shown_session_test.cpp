#include "decoders/shown_session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace pendopo {
namespace {

TEST(ShownSession, ANewSessionTakesOverWithItsFirstPicture) {
    ShownSession shown;
    EXPECT_EQ(shown.shown(), 0U);
    shown.connected(1);
    EXPECT_EQ(shown.shown(), 0U);
    EXPECT_EQ(shown.picture(1), PictureUse::took_over);
    EXPECT_EQ(shown.picture(1), PictureUse::shown);
    shown.connected(2);
    EXPECT_EQ(shown.picture(1), PictureUse::shown);
    EXPECT_EQ(shown.picture(2), PictureUse::took_over);
    EXPECT_EQ(shown.picture(1), PictureUse::none);
    EXPECT_EQ(shown.shown(), 2U);
    shown.gone(1);
    EXPECT_EQ(shown.picture(2), PictureUse::shown);
    EXPECT_EQ(shown.picture(1), PictureUse::none);
}

// A switch that is taken back after the new session's first picture.
TEST(ShownSession, TheOneBeforeIsShownAgainWhenTheNewOneGoes) {
    ShownSession shown;
    shown.connected(1);
    shown.picture(1);
    shown.connected(2);
    shown.picture(2);
    shown.gone(2);
    EXPECT_EQ(shown.shown(), 1U);
    EXPECT_EQ(shown.picture(1), PictureUse::shown);
}

// A camera that was hidden so far: its session never had a picture when the next one is connected.
TEST(ShownSession, ASessionWithoutPicturesYetIsNotForgottenForTheNext) {
    ShownSession shown;
    shown.connected(1);
    shown.connected(2);
    EXPECT_EQ(shown.picture(1), PictureUse::took_over);
    shown.gone(2);
    EXPECT_EQ(shown.picture(1), PictureUse::shown);
}

TEST(ShownSession, NoneIsShownWhenAllAreGone) {
    ShownSession shown;
    shown.connected(1);
    shown.picture(1);
    shown.all_gone();
    EXPECT_EQ(shown.shown(), 0U);
    EXPECT_EQ(shown.picture(1), PictureUse::none);
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
                    ASSERT_EQ(shown.picture(session) != PictureUse::none, used)
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

}  // namespace
}  // namespace pendopo
