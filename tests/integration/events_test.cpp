// Who watches the wall over a WebSocket: what is told, how soon, and what those cost who never
// read.

#include <array>
#include <atomic>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <thread>

#include "engine/control/console_token.h"
#include "tests/integration/control_room_fixture.h"
#include "tests/support/memory_of.h"
#include "tests/support/web_socket_client.h"

namespace pendopo::test {
namespace {

// Header lines of a program that watches; upgrade_request's Host is "localhost".
std::string console_fields(int port) {
    // Asked as everything else of the console is: by the token of the wall at this port.
    const auto token = find_console_token(port);
    return "Origin: http://localhost\r\nAuthorization: Bearer " + (token ? *token : "") + "\r\n";
}

// The state document as a watcher has it: the whole of it and every patch since.
class Watcher {
  public:
    explicit Watcher(int port) : socket_({port, console_fields(port)}) {}

    int status() const { return socket_.status(); }
    WebSocketClient& socket() { return socket_; }
    const Json& document() const { return document_; }
    const std::string& epoch() const { return epoch_; }
    int patches = 0, states = 0, alive = 0;
    Nanoseconds longest_silence{0};

    // Takes one frame; false when none came in time. What does not fit fails the test.
    bool take(Nanoseconds patience = kPatience) {
        const auto text = socket_.next(patience);
        if (!text) {
            return false;
        }
        const MonotonicTime now = Monotonic::now();
        if (heard_ != MonotonicTime{}) {
            longest_silence = std::max(longest_silence, Nanoseconds(now - heard_));
        }
        heard_ = now;
        const Json frame = Json::parse(*text, nullptr, false);
        if (!frame.is_object()) {
            ADD_FAILURE() << "no JSON: " << text->substr(0, 200);
            return false;
        }
        const std::string type = frame.value("type", "");
        if (type == "state") {
            ++states;
            epoch_ = frame.at("epoch");
            revision_ = frame.at("revision");
            document_ = frame.at("state");
        } else if (type == "patch") {
            ++patches;
            EXPECT_EQ(frame.at("from"), revision_) << *text;
            EXPECT_EQ(frame.at("revision"), revision_ + 1) << *text;
            revision_ = frame.at("revision");
            document_ = document_.patch(frame.at("patch"));
        } else {
            ++alive;
            EXPECT_EQ(type, "alive") << *text;
        }
        return true;
    }
    template <class IsSo>
    bool until(const IsSo& is_so, Nanoseconds patience = kPatience) {
        const MonotonicTime deadline = Monotonic::now() + patience;
        while (!is_so(document_)) {
            if (Monotonic::now() >= deadline || !take(deadline - Monotonic::now())) {
                return false;
            }
        }
        return true;
    }

  private:
    WebSocketClient socket_;
    Json document_;
    std::string epoch_;
    uint64_t revision_ = 0;
    MonotonicTime heard_{};
};

// Without the figures that are measured anew every second.
Json without_measured(Json document) {
    const std::map<std::string, std::vector<std::string>> measured = {
        {"displays", {"shown_fps"}},
        {"tiles", {"frame_age_ms", "shown_fps", "decoded_fps", "since_ms"}},
        {"cameras",
         {"decoded_fps", "received_fps", "kilobits_per_second", "delay_ms", "jitter_ms", "late_ms",
          "since_ms"}},
        {"sources", {"updated_ms", "fetched_ms", "fetch_ms", "bytes"}},
        {"workers", {"since_ms"}}};
    for (const auto& [list, keys] : measured) {
        for (Json& row : document[list]) {
            for (const std::string& key : keys) {
                row.erase(key);
            }
        }
    }
    document.erase("started_ms");
    return document;
}

size_t memory_of(int pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) {
            return std::stoul(line.substr(6)) * 1024;
        }
    }
    return 0;
}

using Events = ControlRoomFixture;

TEST_F(Events, TheWholeStateComesFirstThenEveryChangeOfAnotherClientAtOnce) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    Watcher watcher(port());
    ASSERT_EQ(watcher.status(), 101);
    ASSERT_TRUE(watcher.take());
    EXPECT_EQ(watcher.states, 1);
    EXPECT_FALSE(watcher.epoch().empty());
    EXPECT_EQ(watcher.document().at("layout"), "berdua");
    Nanoseconds slowest{0};
    for (const char* layout : {"penuh", "berdua", "sama", "berdua"}) {
        const MonotonicTime asked = Monotonic::now();
        give(std::string("layouts/") + layout + "/activate");
        const Nanoseconds answered = Monotonic::now() - asked;
        ASSERT_TRUE(watcher.until([&](const Json& now) { return now.at("layout") == layout; }));
        const Nanoseconds seen = Monotonic::now() - asked;
        measured("a command to its answer", answered);
        measured("the same to a watcher who sees it (300 ms is promised)", seen);
        slowest = std::max(slowest, seen);
    }
    EXPECT_LT(slowest, Seconds(2));
    // What is hidden, held and said, too; and put together it is what GET gives.
    give("hold");
    give("cameras/cam-3/hide");
    give("message", {{"text", "Selamat pagi"}, {"seconds", 0}});
    EXPECT_TRUE(wait_until(
        [&] {
            static_cast<void>(watcher.take(Milliseconds(300)));
            return without_measured(watcher.document()) == without_measured(state());
        },
        2 * kPatience))
        << Json::diff(without_measured(watcher.document()), without_measured(state())).dump(2);
    EXPECT_TRUE(watcher.document().at("control").at("hold").is_object());
    // Another layout changes most of so small a document; a message does not.
    EXPECT_TRUE(wait_until(
        [&] {
            give("message", {{"text", "Selamat siang"}});
            static_cast<void>(watcher.take(Milliseconds(300)));
            return watcher.patches > 0;
        },
        kPatience))
        << "every change came as a whole state";
}

TEST_F(Events, WhoAsksGetsTheWholeStateAgainAndWhoSaysAnythingElseIsClosed) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    Watcher watcher(port());
    ASSERT_EQ(watcher.status(), 101);
    ASSERT_TRUE(watcher.take());
    std::this_thread::sleep_for(Seconds(1));
    watcher.socket().say(R"({"type":"resync"})");
    EXPECT_TRUE(watcher.until([&](const Json&) { return watcher.states == 2; }));
    EXPECT_EQ(watcher.document().at("layout"), "berdua");
    watcher.socket().say(R"({"type":"activate"})");
    while (watcher.take(Seconds(5))) {
    }
    EXPECT_EQ(watcher.socket().close_code(), 1008);
    // A death of control ends it; the next epoch is another one.
    Watcher before(port());
    ASSERT_TRUE(before.take());
    ASSERT_TRUE(kill_control());
    while (before.take(Seconds(1))) {
    }
    EXPECT_TRUE(before.socket().ended());
    Watcher after(port());
    ASSERT_EQ(after.status(), 101);
    ASSERT_TRUE(after.take());
    EXPECT_NE(after.epoch(), before.epoch());
}

TEST_F(Events, ThereIsNeverALongSilence) {
    const Json words = {{"card", "text"}, {"text", "Selamat datang"}};
    write_layout("kata", {{"kiri", {{"tiles", Json::array({words})}}}});
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    give("layouts/kata/activate");
    Watcher watcher(port());
    ASSERT_TRUE(watcher.take());
    const MonotonicTime begun = Monotonic::now();
    while (Monotonic::now() - begun < Seconds(10)) {
        ASSERT_TRUE(watcher.take(Seconds(5))) << "the panel says that it is cut off";
    }
    measured("longest silence (2 s are promised)", watcher.longest_silence);
    std::cout << "[ measured ] in 10 s: " << watcher.patches << " patches, " << watcher.states
              << " whole states, " << watcher.alive << " signs of life" << std::endl;
    EXPECT_LT(watcher.longest_silence, Seconds(4));
    // Measured figures at most once a second; a change of something else may come between.
    EXPECT_LE(watcher.patches, 25);
}

TEST_F(Events, NobodyWithoutALoginWatches) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    EXPECT_EQ(WebSocketClient({port(), "Origin: http://localhost\r\n"}).status(), 401);
    EXPECT_EQ(
        WebSocketClient({port(), "Origin: http://localhost\r\nCookie: pendopo_session_1=x\r\n"})
            .status(),
        401);
    EXPECT_EQ(WebSocketClient({port(), "Origin: http://localhost\r\nAuthorization: Bearer x\r\n"})
                  .status(),
              401);
    EXPECT_EQ(WebSocketClient({port(), console_fields(port()), "/api/v1/state"}).status(), 404);
}

// ---- a crowd ------------------------------------------------------------------------------------

struct Seen {
    double worst_fps = 0;  // new pictures a second of the worst tile
    Nanoseconds longest_stand{0};
};

class EventsCrowd : public Events {
  protected:
    // What the screen shows for so long.
    Seen watch(Nanoseconds time) const {
        const auto tiles = camera_tiles(state());
        std::vector<std::optional<int>> frames(tiles.size());
        std::vector<MonotonicTime> newest(tiles.size(), Monotonic::now());
        std::vector<int> pictures(tiles.size());
        Seen seen;
        const MonotonicTime begun = Monotonic::now();
        while (Monotonic::now() - begun < time) {
            const Screenshot now = picture();
            const MonotonicTime at = Monotonic::now();
            for (size_t i = 0; i < tiles.size(); ++i) {
                const auto strip = strip_in(now, tiles[i]);
                if (strip && frames[i] != static_cast<int>(strip->frame)) {
                    frames[i] = static_cast<int>(strip->frame);
                    ++pictures[i];
                    newest[i] = at;
                }
                seen.longest_stand = std::max(seen.longest_stand, Nanoseconds(at - newest[i]));
            }
        }
        const double seconds = std::chrono::duration<double>(Monotonic::now() - begun).count();
        seen.worst_fps = tiles.empty() ? 0 : *std::ranges::min_element(pictures) / seconds;
        return seen;
    }
    double told_fps() const {
        double least = 1000;
        const Json now = state();
        for (const Json& tile : now.value("tiles", Json::array())) {
            if (tile.at("camera") != "") {
                least = std::min(least, tile.at("shown_fps").get<double>());
            }
        }
        return least;
    }
    static void say(const std::string& when, const Seen& seen, double told) {
        std::cout << "[ measured ] " << when << ": worst tile " << seen.worst_fps
                  << " pictures/s on the screen, told " << told << std::endl;
        measured(when + ": longest time a tile stood still", seen.longest_stand);
    }
};

TEST_F(EventsCrowd, TwoHundredWhoNeverReadAndAFloodOfRequestsCostTheWallNothing) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
    std::this_thread::sleep_for(Seconds(3));  // past the burst of the start
    const Seen quiet = watch(Seconds(10));
    say("alone", quiet, told_fps());
    const int control = worker("control").value("pid", 0);
    const size_t before = memory_of(control);
    ASSERT_GT(before, 0U);

    std::vector<WebSocketClient> stuck;
    for (int i = 0; i < 200; ++i) {  // at most 64 from one address
        WebSocketClient::Options options{port(), console_fields(port())};
        options.from = 2 + i / 50;
        options.receive_buffer = 4096;
        stuck.emplace_back(options);
    }
    EXPECT_EQ(std::ranges::count(stuck, 101, &WebSocketClient::status), 200);
    std::atomic<bool> done = false;
    std::atomic<int> requests = 0;
    std::array<std::thread, 4> flood;
    for (size_t i = 0; i < flood.size(); ++i) {
        flood[i] = std::thread([&, i] {
            while (!done) {
                static_cast<void>(http_ask({.port = port(),
                                            .path = i % 2 == 0 ? "/api/v1/state" : "/openapi.json",
                                            .as_console = i < 2}));
                ++requests;
            }
        });
    }
    std::atomic<int64_t> slowest_ms = 0;
    std::atomic<int> unanswered = 0;
    std::atomic<size_t> most = before;
    std::thread panel([&] {
        while (!done) {
            const MonotonicTime asked = Monotonic::now();
            const auto answer = http_get(port(), "/api/v1/control");
            const auto took =
                std::chrono::duration_cast<Milliseconds>(Monotonic::now() - asked).count();
            unanswered += !answer || answer->status != 200;
            slowest_ms = std::max<int64_t>(slowest_ms.load(), took);
            most = std::max(most.load(), memory_of(control));
            std::this_thread::sleep_for(Milliseconds(100));
        }
    });
    const Seen crowded = watch(Seconds(10));
    const double told = told_fps();
    done = true;
    for (std::thread& each : flood) {
        each.join();
    }
    panel.join();
    say("200 stuck, and a flood", crowded, told);
    measured("slowest answer meanwhile", Milliseconds(slowest_ms.load()));
    std::cout << "[ measured ] " << requests.load() << " requests; control grew by "
              << (most.load() - before) / 1'000'000 << " MB of " << before / 1'000'000 << std::endl;
    EXPECT_GT(requests.load(), 50);
    EXPECT_EQ(unanswered.load(), 0);
    EXPECT_LT(slowest_ms.load(), kSanitizerBytes > 0 ? 5'000 : 1'000);
    EXPECT_LT(most.load() - before, (size_t{64} << 20) + kSanitizerBytes);
    // On few cores the flood itself takes a share; the wall must neither stand nor starve.
    EXPECT_LT(crowded.longest_stand, quiet.longest_stand + Seconds(2));
    EXPECT_GT(crowded.worst_fps, quiet.worst_fps / 3);
    const Json now = state();
    for (const Json& worker : now.at("workers")) {
        EXPECT_EQ(worker.at("restarts"), 0) << worker;
    }
    // Somebody who does read is told everything.
    Watcher watcher(port());
    ASSERT_EQ(watcher.status(), 101);
    ASSERT_TRUE(watcher.take());
    give("layouts/penuh/activate");
    EXPECT_TRUE(watcher.until([](const Json& state) { return state.at("layout") == "penuh"; }));
}

}  // namespace
}  // namespace pendopo::test
