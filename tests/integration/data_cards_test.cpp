// Cards of figures on a whole wall: data worker, script worker, cards and renderer together. What
// is bad in figures and cards stays in their tiles, and is told.

#include <signal.h>

#include <algorithm>

#include "tests/integration/figures_fixture.h"

namespace pendopo::test {
namespace {

class DataCards : public FiguresFixture {
  protected:
    void SetUp() override {
        FiguresFixture::SetUp();
        write("cards/berita.json", Json{{"version", 1},
                                        {"id", "berita"},
                                        {"kind", "ticker"},
                                        {"items", {"Selamat datang di Pendopo"}}}
                                       .dump());
        write_layout(
            "angka",
            {{"kiri",
              {{"grid", "2x2"},
               {"tiles", Json::array({tile("cam-1"), tile("cam-2"), Json{{"card", "angka"}},
                                      Json{{"card", "grafik"}}})}}},
             {"kanan", {{"tiles", Json::array({Json{{"card", "berita"}}})}}}});
        Json wall = wall_json();
        wall["first_layout"] = "angka";
        write("wall.json", wall.dump());
    }

    // Live cameras, and cards in that state.
    void start_with_cards(const std::string& state = "live") {
        ASSERT_NO_FATAL_FAILURE(start_live_wall());
        ASSERT_TRUE(wait_for([&](const Json&) {
            return card("angka").value("state", "") == state && !pixels_of("angka").empty();
        })) << this->state().dump(2);
    }

    Json source() const {
        const Json list = state().value("sources", Json::array());
        return list.empty() ? Json::object() : list.at(0);
    }
    pid_t pid_of(const std::string& role) const { return worker(role).value("pid", 0); }
};

TEST_F(DataCards, AChangedFigureIsOnTheWallAndNothingElseIsDisturbed) {
    ASSERT_NO_FATAL_FAILURE(start_with_cards());
    const auto number = settled("angka");
    const auto chart = settled("grafik");
    const MonotonicTime changed = Monotonic::now();
    write("angka.json", R"({"nilai": 84, "seri": [1, 3, 9]})");
    EXPECT_TRUE(becomes_other("angka", number));
    EXPECT_TRUE(becomes_other("grafik", chart));
    measured("changed figures to number and chart on the screen", Monotonic::now() - changed);
    EXPECT_TRUE(all_live(state()));
    EXPECT_EQ(source().at("publisher"), "BPKAD");
}

TEST_F(DataCards, BadFiguresKeepTheLastGoodOnesAndSayWhy) {
    ASSERT_NO_FATAL_FAILURE(start_with_cards());
    for (const char* bad : {R"({"nilai": 8)", "", "<html>503</html>"}) {
        write("angka.json", bad);
        EXPECT_TRUE(wait_for([&](const Json&) { return source().value("state", "") == "failed"; }))
            << bad << state().dump(2);
        EXPECT_NE(source().value("reason", ""), "") << bad;
        EXPECT_GT(source().value("updated_ms", 0L), 0) << "the last good value is gone";
        EXPECT_EQ(card("angka").value("state", ""), "failed");
        EXPECT_TRUE(all_live(state()));
        write("angka.json", R"({"nilai": 21, "seri": [3, 1, 2]})");
        EXPECT_TRUE(wait_for([&](const Json&) { return source().value("state", "") == "live"; }));
    }
}

TEST_F(DataCards, CodeThatRunsAwayIsKilledAndReportedAndTheOtherCardsGoOn) {
    ASSERT_NO_FATAL_FAILURE(start_with_cards());
    const auto tiles = camera_tiles(state());
    write_card("grafik", "chart",
               {{"data", "($f := function($n) { $n < 0 ? 0 : $f($n + 1) }; $f(0))"},
                {"option", Json::object()}});
    EXPECT_TRUE(wait_for([&](const Json&) { return card("grafik").value("reason", "") != ""; }))
        << state().dump(2);
    EXPECT_EQ(card("grafik").value("state", ""), "failed");
    const auto number = settled("angka");
    write("angka.json", R"({"nilai": 77, "seri": [1]})");
    EXPECT_TRUE(becomes_other("angka", number)) << log();
    EXPECT_TRUE(shows_all(tiles));
}

TEST_F(DataCards, KilledDataAndScriptWorkersComeBackAndTheFiguresStay) {
    ASSERT_NO_FATAL_FAILURE(start_with_cards());
    const auto number = settled("angka");
    for (const std::string role : {"data", "script"}) {
        const pid_t before = pid_of(role);
        ASSERT_GT(before, 0) << role;
        ASSERT_EQ(::kill(before, SIGKILL), 0);
        EXPECT_TRUE(wait_for([&](const Json&) {
            const pid_t now = pid_of(role);
            return now > 0 && now != before;
        })) << role;
        EXPECT_EQ(pixels_of("angka"), number) << role;
    }
    write("angka.json", R"({"nilai": 55, "seri": [1]})");
    EXPECT_TRUE(becomes_other("angka", number)) << state().dump(2);
    EXPECT_EQ(worker("render").at("restarts"), 0);
    EXPECT_EQ(worker("cards").at("restarts"), 0);
}

TEST_F(DataCards, TheLastGoodFigureIsThereAfterARestartWithoutItsSource) {
    ASSERT_NO_FATAL_FAILURE(start_with_cards());
    const auto number = settled("angka");
    ASSERT_TRUE(wall().stop(kPatience));
    std::filesystem::remove(file("angka.json"));
    ASSERT_NO_FATAL_FAILURE(start_with_cards("failed"));
    EXPECT_GT(source().value("updated_ms", 0L), 0);
    EXPECT_TRUE(wait_until([&] { return pixels_of("angka") == number; }, kPatience))
        << state().dump(2);
}

TEST_F(DataCards, TheTickerMoves) {
    ASSERT_NO_FATAL_FAILURE(start_with_cards());
    const auto first = pixels_of("berita");
    EXPECT_TRUE(becomes_other("berita", first));
}

}  // namespace
}  // namespace pendopo::test
