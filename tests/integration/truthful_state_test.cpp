// Nothing says `live` that is not shown: the state is read twenty times a second beside the screen
// while renderer, X server, ingest and cards die or hang.

#include <signal.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

// How long a tile may stand still on the screen and still be called live. The wall's pictures are
// stale after 2 s here; a worker's word counts for 2.5 s.
constexpr Milliseconds kLongestLie{3000};
constexpr Milliseconds kLook{50};

class TruthfulState : public WallFixture {
  protected:
    void SetUp() override {
        WallFixture::SetUp();
        ASSERT_NO_FATAL_FAILURE(start_live_wall());
        ASSERT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
        look();
    }

    void send(const std::string& role, int signal) {
        const pid_t pid = worker(role).value("pid", 0);
        ASSERT_GT(pid, 0) << role;
        ASSERT_EQ(::kill(pid, signal), 0);
        hit_ = Monotonic::now();
    }

    // One look at state and screen; a tile that is called live must have moved a moment ago.
    Json look() {
        const Json now = state();
        const Screenshot screen_now = screen_lives_ ? picture() : Screenshot{};
        const MonotonicTime at = Monotonic::now();
        for (const CameraTile& tile : camera_tiles(now)) {
            const auto place = std::pair(tile.display, tile.camera);
            const uint64_t pixels = lower_half(screen_now, tile);
            Moved& moved = moved_[place];
            if (moved.pixels != pixels || moved.at == MonotonicTime{}) {
                moved = {pixels, at};
            }
            if (tile.state == "live") {
                longest_lie_ = std::max<Nanoseconds>(longest_lie_, at - moved.at);
            }
        }
        return now;
    }

    // Looks until it is so; false when the time is up.
    bool look_until(const std::function<bool(const Json&)>& is_so, Nanoseconds patience) {
        const auto seen = [&] {
            const Json now = look();
            return !now.empty() && is_so(now);
        };
        return wait_until(seen, patience, kLook);
    }

    static bool none_live(const Json& state) {
        return std::ranges::none_of(state.at("tiles"),
                                    [](const Json& tile) { return tile.at("state") == "live"; });
    }
    static std::set<std::string> reasons(const Json& state) {
        std::set<std::string> all;
        for (const Json& tile : state.at("tiles")) {
            all.insert(tile.at("reason"));
        }
        return all;
    }
    bool ready() const {
        const auto answer = http_get(port(), "/readyz");
        return answer && answer->status == 200;
    }

    void expect_truth() const {
        measured("longest that a tile stood still and was called live", longest_lie_);
        EXPECT_LT(longest_lie_, kLongestLie);
    }

    // What a tile shows where no badge lies over it, as the word for its state does for a moment
    // after the picture moves again.
    static uint64_t lower_half(const Screenshot& screen, const CameraTile& tile) {
        uint64_t sum = 14695981039346656037u;  // FNV-1a, 64 bits
        const int left = tile.display * kOutput.width + tile.rect.x;
        const int bottom = std::min(tile.rect.y + tile.rect.height, screen.height);
        for (int y = tile.rect.y + tile.rect.height / 2; y < bottom; ++y) {
            for (int x = left; x < std::min(left + tile.rect.width, screen.width); ++x) {
                sum = (sum ^ screen.rgb(x, y)) * 1099511628211u;
            }
        }
        return sum;
    }

    struct Moved {
        uint64_t pixels = 0;
        MonotonicTime at{};
    };
    std::map<std::pair<int, std::string>, Moved> moved_;
    Nanoseconds longest_lie_{0};
    bool screen_lives_ = true;
    MonotonicTime hit_;
};

TEST_F(TruthfulState, WithoutAnXServerNothingIsShown) {
    EXPECT_TRUE(ready());
    screen_lives_ = false;
    screen().kill();
    hit_ = Monotonic::now();
    EXPECT_TRUE(look_until(none_live, kPatience));
    measured("X server killed to no tile called live", Monotonic::now() - hit_);
    EXPECT_FALSE(look_until([](const Json& now) { return !none_live(now); }, Seconds(6)));
    const Json now = state();
    ASSERT_EQ(now.at("problems").size(), 1u) << now.at("problems");
    const Json& problem = now.at("problems")[0];
    EXPECT_TRUE(problem.at("text").get<std::string>().starts_with("nothing is shown: the renderer"))
        << problem;
    EXPECT_GT(problem.at("since_ms"), 0);
    for (const Json& display : now.at("displays")) {
        EXPECT_EQ(display.at("connected"), false);
    }
    EXPECT_FALSE(ready());

    ASSERT_NO_FATAL_FAILURE(restart_screen());
    screen_lives_ = true;
    EXPECT_TRUE(look_until(all_live, 2 * kPatience));
    EXPECT_TRUE(wait_for([](const Json& then) { return then.at("problems").empty(); }));
    EXPECT_TRUE(ready());
    expect_truth();
}

TEST_F(TruthfulState, ADeadRendererShowsNothingAtOnce) {
    ASSERT_NO_FATAL_FAILURE(send("render", SIGKILL));
    EXPECT_TRUE(look_until(none_live, kPatience));
    measured("kill -9 of the renderer to no tile called live", Monotonic::now() - hit_);
    EXPECT_TRUE(look_until(all_live, 2 * kPatience));
    expect_truth();
}

TEST_F(TruthfulState, AHungRendererIsNotBelieved) {
    ASSERT_NO_FATAL_FAILURE(send("render", SIGSTOP));
    EXPECT_TRUE(look_until(none_live, kPatience));
    measured("a hung renderer to no tile called live", Monotonic::now() - hit_);
    EXPECT_EQ(reasons(state()), std::set<std::string>{"the renderer says nothing"});
    EXPECT_FALSE(ready());
    EXPECT_TRUE(look_until(all_live, 2 * kPatience)) << "it is replaced";
    expect_truth();
}

TEST_F(TruthfulState, HungAndDeadIngestWorkersCostTheirTilesTheWordLive) {
    ASSERT_NO_FATAL_FAILURE(send("ingest-1", SIGSTOP));
    EXPECT_TRUE(look_until([](const Json& now) { return !all_live(now); }, kPatience));
    measured("a hung ingest worker to a tile not called live", Monotonic::now() - hit_);
    EXPECT_TRUE(look_until(all_live, 2 * kPatience));
    ASSERT_NO_FATAL_FAILURE(send("ingest-1", SIGKILL));
    const auto again = [this](const Json& now) {
        return worker("ingest-1").value("restarts", 0) == 2 && all_live(now);
    };
    EXPECT_TRUE(look_until(again, 2 * kPatience));
    EXPECT_EQ(worker("ingest-2").at("restarts"), 0);
    expect_truth();
}

TEST_F(TruthfulState, CardsThatNobodyDrawsAreNotLive) {
    const auto clocks_are = [](const char* wanted) {
        return [wanted](const Json& now) {
            return std::ranges::all_of(now.at("tiles"), [&](const Json& tile) {
                return tile.at("card") != "clock" || tile.at("state") == wanted;
            });
        };
    };
    EXPECT_TRUE(look_until(clocks_are("live"), kPatience));
    ASSERT_NO_FATAL_FAILURE(send("cards", SIGSTOP));
    EXPECT_TRUE(look_until(clocks_are("stale"), kPatience));
    measured("a hung cards worker to its clocks called stale", Monotonic::now() - hit_);
    EXPECT_TRUE(look_until(clocks_are("live"), 2 * kPatience));
    expect_truth();
}

}  // namespace
}  // namespace pendopo::test
