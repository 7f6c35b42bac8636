// What takes turns on a whole wall: the numbers of a queue that a real Mosquitto carries, and the
// steps of a story.

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <optional>

#include "tests/integration/figures_fixture.h"

namespace pendopo::test {
namespace {

class Turns : public FiguresFixture {
  protected:
    // The first display shows that card, another one a camera.
    void show(const std::string& card) {
        write_layout("giliran", {{"kiri", {{"tiles", Json::array({Json{{"card", card}}})}}},
                                 {"kanan", {{"tiles", Json::array({tile("cam-1")})}}}});
        Json wall = wall_json();
        wall["first_layout"] = "giliran";
        write("wall.json", wall.dump());
    }
};

class Queue : public Turns {
  protected:
    void SetUp() override {
        FiguresFixture::SetUp();
        write("broker.conf", fmt::format("user root\nlistener {} 127.0.0.1\nallow_anonymous true\n",
                                         broker_port_));
        auto child =
            ChildProcess::spawn({.command = {"/usr/sbin/mosquitto", "-c", file("broker.conf")},
                                 .error_output = file("broker.log")});
        ASSERT_TRUE(child);
        broker_.emplace(std::move(*child));
        write("data.json", Json{{"version", 1},
                                {"sources", Json::array({{{"id", "antrean"},
                                                          {"mqtt",
                                                           {{"host", "127.0.0.1"},
                                                            {"port", broker_port_},
                                                            {"topic", "puskesmas/antrean"}}}}})}}
                               .dump());
        std::filesystem::remove_all(file("cards"));
        write("cards/loket.json", Json{{"version", 1},
                                       {"id", "loket"},
                                       {"kind", "queue"},
                                       {"title", "Antrean"},
                                       {"source", "antrean"},
                                       {"call_seconds", 5}}
                                      .dump());
        show("loket");
    }
    // A call of `number`; at Unix time 1, long ago, or now.
    void publish(const std::string& number, bool now = false) {
        const auto called = now ? std::chrono::duration_cast<Seconds>(
                                      std::chrono::system_clock::now().time_since_epoch())
                                      .count()
                                : 1;
        write(
            "message",
            Json{{"calls",
                  Json::array({{{"number", number}, {"counter", "Loket 3"}, {"called", called}}})},
                 {"waiting", 4}}
                .dump());
        const auto sent = run_to_end(
            {.command = {"mosquitto_pub", "-h", "127.0.0.1", "-p", std::to_string(broker_port_),
                         "-q", "1", "-r", "-t", "puskesmas/antrean", "-f", file("message")}},
            Seconds(10));
        ASSERT_TRUE(sent) << sent.error().message();
    }

    int broker_port_ = free_port();
    std::optional<ChildProcess> broker_;
};

TEST_F(Queue, ANumberThatIsCalledIsOnTheWall) {
    ASSERT_TRUE(
        wait_until([&] { return text_of(file("broker.log")).find("running") != std::string::npos; },
                   kPatience))
        << text_of(file("broker.log"));
    publish("A-1");
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_TRUE(wait_for([&](const Json&) { return card("loket").value("state", "") == "live"; }))
        << state().dump(2);
    const auto first = settled("loket");
    const MonotonicTime called = Monotonic::now();
    publish("B-2");
    ASSERT_TRUE(becomes_other("loket", first));
    measured("a call from its message to the screen", Monotonic::now() - called);
    const auto second = settled("loket");
    EXPECT_NE(second, first);
    publish("A-1");
    EXPECT_TRUE(wait_until([&] { return pixels_of("loket") == first; }, kPatience))
        << "the same call looks the same";

    publish("B-2", true);
    ASSERT_TRUE(becomes_other("loket", first));
    EXPECT_NE(pixels_of("loket"), second) << "a new call stands out";
    EXPECT_TRUE(wait_until([&] { return pixels_of("loket") == second; }, kPatience))
        << "and no longer than its seconds";
    EXPECT_TRUE(all_live(state()));
}

TEST_F(Turns, AStoryStepsOnTheWallAndAHoldStopsIt) {
    write("cards/kisah.json",
          Json{{"version", 1},
               {"id", "kisah"},
               {"kind", "story"},
               {"title", "Kisah"},
               {"steps", Json::array({{{"card", "angka"}, {"text", "Satu."}, {"seconds", 4}},
                                      {{"card", "grafik"}, {"text", "Dua."}, {"seconds", 4}}})}}
              .dump());
    show("kisah");
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto shows = [&](const std::string& id) {
        return wait_for([&](const Json&) { return card(id).value("state", "") == "live"; });
    };
    std::vector<uint8_t> before;
    for (const char* step : {"angka", "grafik", "angka", "grafik"}) {
        ASSERT_TRUE(shows(step)) << step << state().dump(2);
        EXPECT_TRUE(becomes_other(step, before)) << step;
        before = pixels_of(step);
    }
    EXPECT_EQ(pendopo({"hold", "--url", url()}).exit, 0);
    const std::string held = card("angka").empty() ? "grafik" : "angka";
    EXPECT_FALSE(wait_for([&](const Json&) { return card(held).empty(); }, Seconds(9)))
        << "the story went on while it was held";
    EXPECT_EQ(pendopo({"resume", "--url", url()}).exit, 0);
    EXPECT_TRUE(wait_for([&](const Json&) { return card(held).empty(); }));
}

}  // namespace
}  // namespace pendopo::test
