#include "engine/control/notices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/fake_wall_control.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Fault kLobi{"camera/lobi",
                  {"Kamera Lobi: tidak tersambung", "Camera Lobi: cannot be reached"}};
const Fault kPasar{"camera/pasar", {"Kamera Pasar: gambar diam", "Camera Pasar: the same picture"}};
const Fault kPagu{"source/pagu", {"Angka Pagu: gagal", "Figures Pagu: failed"}};

std::vector<std::string> keys(const std::vector<Notice::Line>& lines) {
    std::vector<std::string> all;
    for (const Notice::Line& line : lines) {
        all.push_back(line.fault.key);
    }
    return all;
}

// A desk whose seconds pass one by one.
class NoticeDeskTest : public testing::Test {
  protected:
    NoticeDeskTest() {
        config.after_seconds = 60;
        config.gather_seconds = 10;
        config.every_seconds = 300;
        config.repeat_minutes = 60;
    }
    // What is told while these faults last for so many seconds: "second: +began =lasting -ended".
    std::vector<std::string> pass(int seconds, const std::vector<Fault>& faults) {
        std::vector<std::string> told;
        for (int i = 0; i < seconds; ++i, ++second) {
            const Instant now{MonotonicTime(Seconds(1'000 + second)),
                              WallTime(Seconds(1'790'000'000 + second))};
            if (const auto notice = desk.look(faults, config, now)) {
                std::string text = std::to_string(second) + ":";
                for (const auto& [sign, lines] : {std::pair{'+', &notice->began},
                                                  {'=', &notice->lasting},
                                                  {'-', &notice->ended}}) {
                    for (const std::string& key : keys(*lines)) {
                        text += std::string(" ") + sign + key;
                    }
                }
                told.push_back(text);
            }
        }
        return told;
    }
    NoticeConfig config;
    NoticeDesk desk;
    int second = 0;
};

TEST_F(NoticeDeskTest, WhatDoesNotLastIsNotTold) {
    EXPECT_THAT(pass(59, {kLobi}), IsEmpty());
    EXPECT_THAT(pass(300, {}), IsEmpty());
    EXPECT_THAT(pass(59, {kLobi}), IsEmpty()) << "it began anew";
}

TEST_F(NoticeDeskTest, WhatLastsIsToldOnceAndAgainWhenItIsOver) {
    EXPECT_THAT(pass(400, {kLobi}), ElementsAre("70: +camera/lobi"));
    EXPECT_THAT(pass(400, {}), ElementsAre("469: -camera/lobi"));
    EXPECT_THAT(pass(4'000, {}), IsEmpty());
}

TEST_F(NoticeDeskTest, WhatComesTogetherIsOneNotice) {
    EXPECT_THAT(pass(5, {kLobi}), IsEmpty());
    EXPECT_THAT(pass(200, {kLobi, kPasar, kPagu}),
                ElementsAre("70: +camera/lobi +camera/pasar +source/pagu"));
}

TEST_F(NoticeDeskTest, NoticesDoNotComeMoreOftenThanTheyMay) {
    EXPECT_THAT(pass(80, {kLobi}), ElementsAre("70: +camera/lobi"));
    EXPECT_THAT(pass(100, {kLobi, kPasar}), IsEmpty()) << "due, and waited for";
    EXPECT_THAT(pass(300, {kLobi, kPasar, kPagu}),
                ElementsAre("370: +camera/pasar +source/pagu =camera/lobi"))
        << "summed up";
}

TEST_F(NoticeDeskTest, WhatGoesOnIsToldAgain) {
    EXPECT_THAT(pass(80, {kLobi}), ElementsAre("70: +camera/lobi"));
    EXPECT_THAT(pass(3'601, {kLobi}), ElementsAre("3680: =camera/lobi"));
    config.repeat_minutes = 0;
    EXPECT_THAT(pass(20'000, {kLobi}), IsEmpty());
}

TEST_F(NoticeDeskTest, AFaultThatComesAndGoesIsOneFault) {
    std::vector<std::string> told;
    for (int i = 0; i < 40; ++i) {
        for (const auto& each : {pass(10, {kLobi}), pass(10, {})}) {
            told.insert(told.end(), each.begin(), each.end());
        }
    }
    EXPECT_THAT(told, ElementsAre("70: +camera/lobi")) << "and no all-clear between";
    EXPECT_THAT(pass(200, {}), ElementsAre("859: -camera/lobi"));
}

TEST_F(NoticeDeskTest, TheClockOfTheWallDoesNotMatter) {
    EXPECT_THAT(pass(80, {kLobi}), ElementsAre("70: +camera/lobi"));
    Instant now{MonotonicTime(Seconds(1'000 + second)), WallTime(Seconds(1'790'000'000 + second))};
    now.wall_now += std::chrono::hours(24 * 365 * 50);
    EXPECT_FALSE(desk.look({kLobi}, config, now));
    now.wall_now -= std::chrono::hours(24 * 365 * 100);
    EXPECT_FALSE(desk.look({kLobi}, config, now));
}

TEST(FaultsTest, AreThoseThatSomebodyHasToDoSomethingAbout) {
    WallStatus wall = sample_wall();
    wall.cameras[0].reason = "rtsp://user:pw@192.0.2.7/ says no";
    const auto key_of = [&](const std::string& state) -> std::string {
        wall.cameras[0].state = state;
        for (const Fault& fault : faults_of(wall, "")) {
            if (fault.key.starts_with("camera/")) {
                EXPECT_THAT(fault.text.id + fault.text.en, Not(HasSubstr("192.0.2")));
                EXPECT_THAT(fault.text.id, HasSubstr("RSUD · Lobi"));
                return fault.key;
            }
        }
        return "";
    };
    for (const char* state : {"offline", "wrong_password", "camera_at_limit", "misconfigured",
                              "unsupported", "stale", "frozen", "masked"}) {
        EXPECT_EQ(key_of(state), "camera/rsud-lobi") << state;
    }
    for (const char* state : {"playing", "connecting", "waiting_for_keyframe", "unused",
                              "off_by_plan", "delayed", "degraded", "a word of later"}) {
        EXPECT_EQ(key_of(state), "") << state;
    }
    std::vector<std::string> all;
    for (const Fault& fault : faults_of(wall, "")) {
        all.push_back(fault.key);
    }
    EXPECT_THAT(all, ElementsAre("display/tengah", "source/apbd"));
    EXPECT_EQ(faults_of(wall, "no renderer")[0].key, "wall/ready") << "and no display besides";
    EXPECT_EQ(faults_of(wall, "no renderer").size(), 2U);
}

TEST(NoticeTextTest, SaysWhatIsNewWhatLastsAndWhatIsOver) {
    const WallTime since(Seconds(1'790'000'000));  // 2026-09-21 21:13:20 in Jakarta
    WallStatus wall = sample_wall();
    const Notice notice{{{kLobi, since}, {kPasar, since}}, {{kPagu, since}}, {}};
    const NoticeText text = notice_text(notice, wall);
    EXPECT_EQ(text.subject, "Lounge: 2 gangguan baru, 1 masih berlangsung");
    EXPECT_EQ(text.body,
              "Baru\n"
              "- Kamera Lobi: tidak tersambung (2026-09-21 21.13)\n"
              "- Kamera Pasar: gambar diam (2026-09-21 21.13)\n"
              "\n"
              "Masih berlangsung\n"
              "- Angka Pagu: gagal (2026-09-21 21.13)\n"
              "\n"
              "`pendopo status` dan panel menyebut sebabnya.\n");
    wall.language = "en";
    EXPECT_EQ(notice_text({{}, {}, {{kLobi, since}}}, wall).subject, "Lounge: all clear");
    EXPECT_THAT(notice_text({{}, {}, {{kLobi, since}}}, wall).body,
                HasSubstr("Over\n- Camera Lobi: cannot be reached (2026-09-21 21:13)\n"));
    const auto document = nlohmann::json::parse(notice_json(notice, wall, since));
    EXPECT_EQ(document["wall"], "Lounge");
    EXPECT_EQ(document["began"][1]["key"], "camera/pasar");
    EXPECT_EQ(document["lasting"][0]["since_ms"], 1'790'000'000'000);
    EXPECT_TRUE(document["ended"].empty());
}

TEST(NoticeTextTest, OfVeryManyFaultsSomeAreNamed) {
    Notice notice;
    for (int i = 0; i < 200; ++i) {
        notice.began.push_back({kLobi, {}});
    }
    const NoticeText text = notice_text(notice, sample_wall());
    EXPECT_THAT(text.subject, HasSubstr("200 gangguan baru"));
    EXPECT_THAT(text.body, HasSubstr("- … +150\n"));
    EXPECT_LT(text.body.size(), 4'000U);
}

}  // namespace
}  // namespace pendopo
