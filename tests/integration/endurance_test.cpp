// What people do to a running wall, many times over: every file of it edited in every bad way, and
// layouts switched faster than cameras connect. The suite does a little of it; tools/soak
// thousands.

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

namespace fs = std::filesystem;

constexpr int kMutations = 60;
constexpr int kSwitches = 40;
constexpr Seconds kLiveAgain{5};  // after quick switches

int number_from(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : static_cast<int>(std::strtol(text, nullptr, 10));
}

class Endurance : public WallFixture {
  protected:
    void SetUp() override {
        WallFixture::SetUp();
        good_ = {
            {"figures.json", R"({"nilai": 21, "seri": [3, 1, 2]})"},
            {"data.json",
             Json{
                 {"version", 1},
                 {"sources",
                  Json::array({{{"id", "angka"}, {"file", "figures.json"}, {"every_seconds", 1}}})}}
                 .dump(2)},
            {"cards/angka.json",
             R"({"version": 1, "id": "angka", "kind": "number", "title": "Angka",
                      "source": "angka", "data": "nilai"})"},
            {"cards/grafik.json",
             R"({"version": 1, "id": "grafik", "kind": "chart", "title": "Grafik",
                      "source": "angka", "option": {"xAxis": {"type": "category"}, "yAxis": {},
                      "series": [{"type": "bar", "data": "@data.seri"}]}})"},
            {"cards/berita.json",
             R"({"version": 1, "id": "berita", "kind": "ticker", "items": ["Selamat datang"]})"}};
        for (const auto& [name, text] : good_) {
            write(name, text);
        }
        Json layout;
        for (const char* display : {"kiri", "tengah-kiri"}) {
            layout[display] = {
                {"grid", "2x2"},
                {"tiles",
                 Json::array({tile(display[0] == 'k' ? "cam-1" : "cam-2"), Json{{"card", "angka"}},
                              Json{{"card", "grafik"}}, Json{{"card", "berita"}}})}};
        }
        layout["kanan"] = {{"tiles", Json::array({tile("cam-3")})}};
        write_layout("angka", layout);
        Json wall = wall_json();
        wall["first_layout"] = "angka";
        write("wall.json", wall.dump(2));
        write("cameras.json", cameras_json().dump(2));
        for (const char* name : {"wall.json", "cameras.json", "layouts/angka.json",
                                 "layouts/berdua.json", "layouts/penuh.json"}) {
            good_[name] = text_of(file(name));
        }
        seed_ = static_cast<unsigned>(
            number_from("PENDOPO_SEED", static_cast<int>(std::random_device{}() % 1'000'000)));
        std::cout << "seed " << seed_ << std::endl;
        random_.seed(seed_);
        ASSERT_NO_FATAL_FAILURE(start_live_wall({"--log-level", "warn"}));
    }

    uint64_t chance(uint64_t below) { return random_() % below; }
    void pause(uint64_t least_ms, uint64_t most_ms) {
        std::this_thread::sleep_for(Milliseconds(least_ms + chance(most_ms - least_ms + 1)));
    }

    // Tile by tile what it shows and how it is.
    static std::set<std::string> tiles(const Json& state) {
        std::set<std::string> all;
        for (const Json& tile : state.value("tiles", Json::array())) {
            all.insert(fmt::format(
                "{}/{} {}{} {}", tile.at("display").get<std::string>(),
                tile.at("id").get<std::string>(), tile.at("camera").get<std::string>(),
                tile.at("card").get<std::string>(), tile.at("state").get<std::string>()));
        }
        return all;
    }
    static std::map<std::string, int> restarts(const Json& state) {
        std::map<std::string, int> all;
        for (const Json& worker : state.value("workers", Json::array())) {
            all[worker.at("role")] = worker.at("restarts");
        }
        return all;
    }

    // Says what it did.
    std::string hurt(const std::string& name) {
        const std::string& good = good_.at(name);
        std::string text = good;
        const uint64_t kind = chance(10);
        if (kind < 6) {
            fs::remove_all(file(name));
        }
        switch (kind) {
            case 0:
                return "removed";
            case 1:
                write(fs::path(name).replace_extension().string() + "-lain.json", good);
                return "renamed";
            case 2:
                EXPECT_EQ(::mkfifo(file(name).c_str(), 0644), 0);
                return "a FIFO";
            case 3:
                fs::create_directory(file(name));
                return "a folder";
            case 4:
                write(name, R"({"version": 1, "id": ")" + std::string(5 << 20, 'x') + "\"}");
                return "5 MB";
            case 5:
                write(name, "");
                return "empty";
            case 6:
                write(name, text.substr(0, chance(text.size())));
                return "truncated";
            case 7:
                text[chance(text.size())] ^= static_cast<char>(1 << chance(8));
                write(name, text);
                return "a bit flipped";
            case 8:
                if (const size_t id = text.find("\"id\""); id != std::string::npos) {
                    text.insert(text.find('"', id + 4) + 1, "x");
                }
                write(name, text);
                return "another id";
            default:
                EXPECT_EQ(::chmod(file(name).c_str(), 0), 0);
                return "mode 000";
        }
    }
    void mend(const std::string& name) {
        fs::remove_all(fs::path(file(name)).replace_extension().string() + "-lain.json");
        if (!fs::is_regular_file(file(name)) || chance(2) == 0) {
            fs::remove_all(file(name));
        }
        write(name, good_.at(name));
    }

    std::map<std::string, std::string> good_;  // by name
    unsigned seed_ = 0;
    std::minstd_rand random_;
};

TEST_F(Endurance, NoEditOfAnyFileTakesTheWallDown) {
    const auto cards_live = [](const Json& now) {
        return std::ranges::all_of(now.at("tiles"),
                                   [](const Json& tile) { return tile.at("state") == "live"; });
    };
    ASSERT_TRUE(wait_for(cards_live, 2 * kPatience)) << state().dump(2);
    const std::set<std::string> before = tiles(state());
    const auto started = state().at("started_ms");
    Nanoseconds slowest{};
    const int mutations = number_from("PENDOPO_MUTATIONS", kMutations);
    for (int i = 1; i <= mutations; ++i) {
        auto file_of = good_.begin();
        std::advance(file_of, static_cast<long>(chance(good_.size())));
        const std::string& name = file_of->first;
        const std::string what = hurt(name);
        // One in four stays for as long as it takes to be read.
        chance(4) == 0 ? pause(300, 800) : pause(10, 100);
        const MonotonicTime asked = Monotonic::now();
        const Json now = state();
        slowest = std::max<Nanoseconds>(slowest, Monotonic::now() - asked);
        ASSERT_FALSE(now.empty()) << "seed " << seed_ << " mutation " << i << ": " << name << " "
                                  << what << ": nobody answers";
        ASSERT_EQ(now.at("started_ms"), started) << "control was started again";
        mend(name);
        pause(10, 60);
    }
    EXPECT_TRUE(wait_for([&](const Json& now) { return tiles(now) == before; }, 2 * kPatience))
        << "seed " << seed_ << "\n"
        << state().dump(2);
    EXPECT_TRUE(wait_for([](const Json& now) { return now.at("problems").empty(); }))
        << state().at("problems").dump(2);
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
    EXPECT_TRUE(wall().running());
    measured(fmt::format("slowest answer during {} edits", mutations), slowest);
    for (const auto& [role, count] : restarts(state())) {
        if (role != "render") {  // it begins anew when the displays change
            EXPECT_EQ(count, 0) << role;
        }
    }
}

TEST_F(Endurance, EveryTileIsLiveAfterQuickSwitches) {
    const std::vector<std::string> layouts{"angka", "berdua", "penuh", "sama"};
    const int switches = number_from("PENDOPO_SWITCHES", kSwitches);
    Nanoseconds slowest{};
    int dead = 0;
    for (int i = 1; i <= switches; ++i) {
        const std::string& id = layouts[chance(layouts.size())];
        const auto answer = http_post(port(), "/api/v1/layouts/" + id + "/activate");
        ASSERT_TRUE(answer && answer->status == 200) << "seed " << seed_ << " switch " << i;
        pause(30, 700);
        if (i % 10 != 0) {
            continue;
        }
        const MonotonicTime quiet = Monotonic::now();
        const bool live = wait_until(
            [&] {
                const Json now = state();
                return all_live(now) && shows_all(camera_tiles(now));
            },
            kLiveAgain, Milliseconds(50));
        slowest = std::max<Nanoseconds>(slowest, Monotonic::now() - quiet);
        if (!live) {
            ++dead;
            std::cout << "after switch " << i << " to " << id << ":";
            for (const std::string& tile : tiles(state())) {
                std::cout << "\n  " << tile;
            }
            std::cout << std::endl;
        }
    }
    EXPECT_EQ(dead, 0) << "times that tiles stayed dead for 5 s; seed " << seed_;
    for (const auto& [role, count] : restarts(state())) {
        EXPECT_EQ(count, 0) << role << " was started again; seed " << seed_;
    }
    measured(fmt::format("slowest tiles to be live after ten of {} switches", switches), slowest);
}

}  // namespace
}  // namespace pendopo::test
