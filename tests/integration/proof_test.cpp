// The wall proves itself: what its displays show is read back, and what the record says was shown
// is what was shown.

#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include "engine/control/secret.h"
#include "tests/integration/control_room_fixture.h"

namespace pendopo::test {
namespace {

class ProofOfDisplay : public ControlRoomFixture {
  protected:
    static bool all_proved(const Json& now) {
        const Json displays = now.value("displays", Json::array());
        return !displays.empty() && std::ranges::all_of(displays, [](const Json& display) {
            return display.at("proof").at("state") == "proved";
        });
    }
    Json records() const {
        return console().get("/api/v1/proof?limit=1000").body.value("records", Json::array());
    }
    // Of one display, oldest first.
    Json spans(const std::string& display) const {
        Json found = Json::array();
        for (const Json& record : records()) {
            if (record.at("display") == display) {
                found.insert(found.begin(), record);
            }
        }
        return found;
    }
    // The cameras that the newest span of this layout says, by tile.
    static std::vector<std::string> cameras_of(const Json& spans, const std::string& layout) {
        std::vector<std::string> cameras;
        for (const Json& span : spans) {
            if (span.at("layout") == layout) {
                cameras.clear();
                for (const Json& tile : span.at("shown").at("tiles")) {
                    if (tile.contains("camera")) {
                        cameras.push_back(tile.at("camera"));
                    }
                }
            }
        }
        return cameras;
    }
    std::vector<std::string> seen_cameras(int display) const {
        std::vector<std::string> cameras;
        for (const CameraTile& tile : camera_tiles(state())) {
            if (tile.display == display) {
                cameras.push_back(tile.camera);
            }
        }
        return cameras;
    }
    CommandResult verify() const {
        return pendopo({"proof", "verify", "--state-dir", file("state")});
    }
};

TEST_F(ProofOfDisplay, WhatWasShownIsWhatTheRecordSays) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_TRUE(wait_for(all_proved)) << state().dump(2);
    // Longer than what the record folds into what came after it.
    constexpr Seconds kShown{3};
    std::this_thread::sleep_for(kShown);
    std::map<std::string, std::vector<std::string>> seen;
    for (const char* layout : {"penuh", "diam", "sama", "berdua"}) {
        give(std::string("layouts/") + layout + "/activate");
        ASSERT_TRUE(wait_until_seen(layout)) << layout;
        seen[layout] = seen_cameras(1);
        std::this_thread::sleep_for(kShown);
    }
    Json spans_now;
    ASSERT_TRUE(wait_until(
        [&] {
            spans_now = spans("tengah-kiri");
            return !cameras_of(spans_now, "sama").empty();
        },
        kPatience))
        << records().dump(2);
    const std::string log_of_layout = sha256_hex(text_of(file("layouts/penuh.json")));
    int64_t until = 0;
    uint64_t proved = 0;
    std::vector<std::string> order;
    for (const Json& span : spans_now) {
        EXPECT_GE(span.at("from_ms").get<int64_t>(), until - 1) << span.dump();
        EXPECT_LE(span.at("from_ms").get<int64_t>(), until == 0 ? INT64_MAX : until + 1)
            << "without a gap " << span.dump();
        until = span.at("to_ms");
        if (span.at("event") != "shown") {
            continue;
        }
        if (order.empty() || order.back() != span.at("layout")) {
            order.push_back(span.at("layout"));
        }
        proved += span.at("proved").get<uint64_t>();
        EXPECT_EQ(span.at("failed"), 0) << span.dump();
        if (span.at("layout") == "penuh") {
            EXPECT_EQ(span.at("layout_hash"), log_of_layout);
        }
    }
    EXPECT_EQ(order, (std::vector<std::string>{"berdua", "penuh", "diam", "sama"}));
    EXPECT_GT(proved, 5U);
    for (const char* layout : {"penuh", "diam", "sama"}) {
        EXPECT_EQ(cameras_of(spans_now, layout), seen[layout]) << layout;
    }
}

TEST_F(ProofOfDisplay, ARendererThatDiesIsInTheRecordAndAChangedByteIsFound) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_TRUE(wait_for(all_proved)) << state().dump(2);
    const int pid = worker("render").value("pid", 0);
    ASSERT_EQ(::kill(pid, SIGSTOP), 0);
    EXPECT_TRUE(wait_for([&](const Json& now) { return !all_proved(now); }))
        << "nothing is proved of a renderer that stands";
    EXPECT_TRUE(wait_for([&](const Json&) { return worker("render").value("restarts", 0) > 0; },
                         2 * kPatience));
    ASSERT_TRUE(wait_for(all_proved, 2 * kPatience)) << state().dump(2);
    const auto not_shown = [](const Json& record) { return record.at("event") == "not_shown"; };
    EXPECT_TRUE(wait_until(
        [&] {
            const Json kiri = spans("kiri");
            return std::ranges::any_of(kiri, not_shown);
        },
        kPatience))
        << records().dump(2);
    ASSERT_EQ(wall().stop(kPatience), ExitStatus{});

    const auto good = verify();
    EXPECT_EQ(good.exit, 0) << good.output << good.errors;
    EXPECT_NE(good.output.find(" records, 1 to "), std::string::npos) << good.output;
    const auto json = pendopo({"proof", "export", "--state-dir", file("state")});
    EXPECT_EQ(json.exit, 0) << json.errors;
    EXPECT_NE(json.output.find("\"shown\":{\"tiles\":[{\"tile\":"), std::string::npos);
    const auto csv = pendopo({"proof", "export", "--csv", "--state-dir", file("state")});
    EXPECT_TRUE(csv.output.starts_with("number,from,to,display,event,")) << csv.output;
    EXPECT_GE(std::ranges::count(csv.output, '\n'), std::ranges::count(json.output, '\n') + 1);
    const auto none =
        pendopo({"proof", "export", "--to", "2020-01-01", "--state-dir", file("state")});
    EXPECT_EQ(none.exit, 0);
    EXPECT_EQ(none.output, "");
    EXPECT_EQ(pendopo({"proof", "verify", "--state-dir", file("nowhere")}).exit, 2);

    // Somebody makes another camera of the one that was shown.
    std::string bytes = text_of(file("state/proof.db"));
    const size_t place = bytes.find("\"camera\":\"cam-1\"");
    ASSERT_NE(place, std::string::npos);
    bytes[place + 14] = '2';
    std::ofstream(file("state/proof.db"), std::ios::binary) << bytes;
    const auto changed = verify();
    EXPECT_EQ(changed.exit, 1) << changed.output << changed.errors;
    EXPECT_NE(changed.output.find(" was changed\n"), std::string::npos) << changed.output;
}

// A disk that takes nothing: the wall shows what it should, and says what it cannot write down.
TEST_F(ProofOfDisplay, ARecordThatCannotBeWrittenIsToldAndTouchesNoPicture) {
    std::filesystem::create_directories(file("state/proof.db"));  // in the file's place
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    EXPECT_TRUE(wait_for(all_proved)) << state().dump(2);
    const Json now = state();
    EXPECT_TRUE(std::ranges::any_of(now.at("problems"), [](const Json& problem) {
        return problem.at("text").get<std::string>().find("the proof records are kept in memory") !=
               std::string::npos;
    })) << now.at("problems").dump(2);
    EXPECT_TRUE(shows_all(camera_tiles(now)));
}

}  // namespace
}  // namespace pendopo::test
