#include "decoders/probe/ladder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pendopo {
namespace {

MonotonicTime at(int64_t ms) {
    return MonotonicTime(Milliseconds(1'000'000 + ms));
}

struct Heard {
    std::vector<ProbeRung> rungs;
    Ladder::Tell tell() {
        return [this](ProbeRung rung) { rungs.push_back(std::move(rung)); };
    }
    std::string all() const {  // "address running 0, …"
        std::string text;
        for (const ProbeRung& rung : rungs) {
            text += text.empty() ? "" : ", ";
            text += std::string(to_string(rung.rung)) + " " + std::string(to_string(rung.state)) +
                    " " + std::to_string(rung.took_ms);
        }
        return text;
    }
};

TEST(Ladder, TellsEachRungAsItBeginsAndEnds) {
    Heard heard;
    Ladder ladder(Milliseconds(20'000), at(0), heard.tell());
    for (int i = 0; i < kRungs; ++i) {
        EXPECT_FALSE(ladder.over());
        ladder.climbed(at((i + 1) * 100), {});
    }
    EXPECT_TRUE(ladder.over());
    EXPECT_TRUE(ladder.good());
    EXPECT_EQ(heard.all(),
              "address running 0, address ok 100, port running 0, port ok 100, rtsp running 0, "
              "rtsp ok 100, login running 0, login ok 100, sdp running 0, sdp ok 100, "
              "first_packet running 0, first_packet ok 100, first_keyframe running 0, "
              "first_keyframe ok 100, picture running 0, picture ok 100, decode_cost running 0, "
              "decode_cost ok 100");
}

TEST(Ladder, EndsAtTheFirstRungThatFails) {
    Heard heard;
    Ladder ladder(Milliseconds(20'000), at(0), heard.tell());
    for (int i = 0; i < 6; ++i) {
        ladder.climbed(at(0), {});
    }
    heard.rungs.clear();
    ladder.failed(at(700), {"{\"cause\":\"no_keyframe\"}", {"a", "b", "c", "d"}});
    EXPECT_TRUE(ladder.over());
    EXPECT_FALSE(ladder.good());
    EXPECT_FALSE(ladder.at(Rung::decode_cost));
    EXPECT_EQ(heard.all(), "first_keyframe failed 700, picture skipped 0, decode_cost skipped 0");
    EXPECT_EQ(heard.rungs[0].facts, "{\"cause\":\"no_keyframe\"}");
    EXPECT_EQ(heard.rungs[0].text_id + heard.rungs[0].text_en + heard.rungs[0].advice_id +
                  heard.rungs[0].advice_en,
              "abcd");
    EXPECT_EQ(heard.rungs[1].text_en, "");
}

TEST(Ladder, ARungThatIsNotNeededIsSkippedAlone) {
    Heard heard;
    Ladder ladder(Milliseconds(20'000), at(0), heard.tell());
    for (int i = 0; i < 3; ++i) {
        ladder.climbed(at(0), {});
    }
    heard.rungs.clear();
    ladder.skipped(at(5), {"{}", {"x", "y", "", ""}});
    EXPECT_EQ(heard.all(), "login skipped 5, sdp running 0");
    EXPECT_TRUE(ladder.at(Rung::sdp));
}

TEST(Ladder, EveryRungHasADeadlineWithinThePatience) {
    for (const int64_t patience : {3'000, 5'000, 20'000, 300'000}) {
        Heard heard;
        Ladder ladder(Milliseconds(patience), at(0), heard.tell());
        MonotonicTime now = at(0);
        for (int i = 0; i < kRungs; ++i) {  // each takes all it may
            EXPECT_GE(ladder.deadline(), now) << i << " of " << patience;
            EXPECT_LE(ladder.deadline(), at(patience) - Ladder::kLeave) << i << " of " << patience;
            now = std::max(now, ladder.deadline());
            ladder.climbed(now, {});
        }
        EXPECT_LE(now, ladder.end());
    }
}

TEST(Ladder, WaitsForAKeyPictureAsLongAsThereIsPatience) {
    Heard heard;
    Ladder ladder(Milliseconds(60'000), at(0), heard.tell());
    for (int i = 0; i < 6; ++i) {
        ladder.climbed(at(0), {});
    }
    ASSERT_TRUE(ladder.at(Rung::first_keyframe));
    EXPECT_EQ(ladder.deadline(), at(60'000 - 400 - 2'500));  // and some to look at it
    ladder.climbed(at(57'000), {});
    EXPECT_EQ(ladder.deadline(), at(60'000 - 400));
}

TEST(Ladder, PatienceHasBounds) {
    Heard heard;
    EXPECT_EQ(Ladder(Milliseconds(-5), at(0), heard.tell()).end(), at(3'000 - 400));
    EXPECT_EQ(Ladder(Milliseconds(9'999'999), at(0), heard.tell()).end(), at(300'000 - 400));
}

}  // namespace
}  // namespace pendopo
