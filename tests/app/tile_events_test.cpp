// What a camera's tile says next: every state × every event; and what no sequence of events makes
// it say.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/app/tile_state.h"

namespace pendopo {
namespace {

const MonotonicTime kStart = from_ns(1'000'000'000'000);
constexpr Seconds kStale{3};

// Everything that facts come from. It begins live.
struct World {
    MonotonicTime now = kStart;
    CameraReport report;
    bool worker_runs = true;
    bool worker_speaks = true;
    TileHealth tile;
    bool renderer_speaks = true;
    bool has_output = true;
    std::optional<TileState> barred;

    World() {
        report.health.id = "lobi";
        report.frozen_after = Seconds(30);
        picture();
    }
    CameraHealth& camera() { return report.health; }
    void connection(CameraState state) {
        camera().state = state;
        camera().since_ns = to_ns(now);
    }
    // A new one is decoded and shown.
    void picture() {
        if (camera().state != CameraState::masked) {
            connection(CameraState::playing);
        }
        camera().last_picture_ns = to_ns(now - Milliseconds(40));
        tile.face = TileFace::live;
        tile.picture_ns = camera().last_picture_ns;
        tile.stale_after_ms = 3000;
    }
    void silence(Nanoseconds for_so_long) {
        now += for_so_long;
        tile.face = for_so_long > Seconds(60)            ? TileFace::placeholder
                    : tile.face == TileFace::placeholder ? TileFace::placeholder
                                                         : TileFace::dimmed;
        tile.picture_ns = tile.face == TileFace::placeholder ? 0 : tile.picture_ns;
    }
    TileFacts facts() const {
        TileFacts facts;
        facts.renderer = renderer_speaks ? Heard::just_now : Heard::too_long_ago;
        facts.has_output = has_output;
        facts.on_wall = true;
        facts.shown = &tile;
        facts.barred = barred;
        facts.camera = {&report,
                        !worker_runs     ? Heard::not_running
                        : !worker_speaks ? Heard::too_long_ago
                                         : Heard::just_now,
                        kStale};
        facts.now = now;
        return facts;
    }
    std::string says() const { return std::string(tile_state(facts()).state); }
};

struct Event {
    const char* name;
    void (*happens)(World&);
};
constexpr Event kEvents[] = {
    {"a new picture is shown", [](World& w) { w.picture(); }},
    {"none for 5 s", [](World& w) { w.silence(Seconds(5)); }},
    {"none for 90 s, the camera stalls",
     [](World& w) {
         w.silence(Seconds(90));
         w.connection(CameraState::stalled);
     }},
    {"a keyframe is waited for", [](World& w) { w.connection(CameraState::waiting_for_keyframe); }},
    {"the connection is made anew", [](World& w) { w.connection(CameraState::connecting); }},
    {"the camera is gone", [](World& w) { w.connection(CameraState::offline); }},
    {"the login is refused", [](World& w) { w.connection(CameraState::wrong_password); }},
    {"the camera has too many viewers", [](World& w) { w.connection(CameraState::refused); }},
    {"the address is wrong", [](World& w) { w.connection(CameraState::misconfigured); }},
    {"the format is not decoded", [](World& w) { w.connection(CameraState::unsupported); }},
    {"the masks do not fit", [](World& w) { w.connection(CameraState::masked); }},
    {"pictures come 4 s late",
     [](World& w) {
         w.report.late = {true, w.now, Milliseconds(4000)};
     }},
    {"pictures come in time", [](World& w) { w.report.late = {}; }},
    {"one picture is repeated for 40 s",
     [](World& w) { w.camera().unchanged_since_ns = to_ns(w.now - Seconds(40)); }},
    {"pictures change again", [](World& w) { w.camera().unchanged_since_ns = 0; }},
    {"pictures are lost",
     [](World& w) {
         w.camera().degraded = "12 of 25 pictures a second";
         w.report.degraded_since = w.now;
     }},
    {"no more are lost", [](World& w) { w.camera().degraded.clear(); }},
    {"the worker falls silent", [](World& w) { w.worker_speaks = false; }},
    {"the worker speaks", [](World& w) { w.worker_speaks = true; }},
    {"the worker dies", [](World& w) { w.worker_runs = false; }},
    {"an operator hides the camera", [](World& w) { w.barred = TileState::closed; }},
    {"its hours end", [](World& w) { w.barred = TileState::off_by_plan; }},
    {"cameras.json has it no more", [](World& w) { w.barred = TileState::no_camera; }},
    {"it may be shown again", [](World& w) { w.barred.reset(); }},
    {"the renderer falls silent", [](World& w) { w.renderer_speaks = false; }},
    {"the renderer speaks", [](World& w) { w.renderer_speaks = true; }},
    {"the display is unplugged", [](World& w) { w.has_output = false; }},
};

// A state, and the events that lead to it from a live tile.
struct Begin {
    const char* state;
    std::vector<int> events;
    // What it says after each event, in their order: the first two letters below.
    const char* next;
};

// li live · co connecting · wk waiting_for_keyframe · dl delayed · dg degraded · fz frozen ·
// st stale · of offline · wp wrong_password · al camera_at_limit · mi misconfigured ·
// un unsupported · ma masked · op off_by_plan · nc no_camera · cl closed · ns not_shown
constexpr std::pair<std::string_view, std::string_view> kCodes[] = {
    {"li", "live"},
    {"co", "connecting"},
    {"wk", "waiting_for_keyframe"},
    {"dl", "delayed"},
    {"dg", "degraded"},
    {"fz", "frozen"},
    {"st", "stale"},
    {"of", "offline"},
    {"wp", "wrong_password"},
    {"al", "camera_at_limit"},
    {"mi", "misconfigured"},
    {"un", "unsupported"},
    {"ma", "masked"},
    {"op", "off_by_plan"},
    {"nc", "no_camera"},
    {"cl", "closed"},
    {"ns", "not_shown"},
};

// clang-format off
const Begin kTable[] = {
// event:                             new 5s  90s key con off wp  lim mis uns msk lat tim rep chg los mnd sil spk die hid hrs gon shw rsl rsp unp
    {"live",                 {},     "li st st li co of wp al mi un ma dl li fz li dg li dg li co cl op nc li ns li ns"},
    {"connecting",           {2, 4}, "li co st wk co of wp al mi un ma co co co co co co co co co cl op nc co ns co ns"},
    {"waiting_for_keyframe", {2, 3}, "li wk st wk co of wp al mi un ma wk wk wk wk wk wk wk wk co cl op nc wk ns wk ns"},
    {"delayed",              {11},   "dl st st dl co of wp al mi un dl dl li fz dl dl dl dl dl co cl op nc dl ns dl ns"},
    {"degraded",             {15},   "dg st st dg co of wp al mi un ma dl dg fz dg dg li dg dg co cl op nc dg ns dg ns"},
    {"frozen",               {13},   "fz st st fz co of wp al mi un fz fz fz fz li fz fz fz fz co cl op nc fz ns fz ns"},
    {"stale",                {1},    "li st st st st of wp al mi un st st st st st st st st st st cl op nc st ns st ns"},
    {"offline",              {5},    "li of st li co of wp al mi un ma of of of of of of of of co cl op nc of ns of ns"},
    {"wrong_password",       {6},    "li wp st li co of wp al mi un ma wp wp wp wp wp wp wp wp co cl op nc wp ns wp ns"},
    {"camera_at_limit",      {7},    "li al st li co of wp al mi un ma al al al al al al al al co cl op nc al ns al ns"},
    {"misconfigured",        {8},    "li mi st li co of wp al mi un ma mi mi mi mi mi mi mi mi co cl op nc mi ns mi ns"},
    {"unsupported",          {9},    "li un st li co of wp al mi un ma un un un un un un un un co cl op nc un ns un ns"},
    {"masked",               {10},   "ma st st li co of wp al mi un ma dl ma fz ma ma ma ma ma co cl op nc ma ns ma ns"},
    {"off_by_plan",          {21},   "op op op op op op op op op op op op op op op op op op op op cl op nc li ns op ns"},
    {"no_camera",            {22},   "nc nc nc nc nc nc nc nc nc nc nc nc nc nc nc nc nc nc nc nc cl op nc li ns nc ns"},
    {"closed",               {20},   "cl cl cl cl cl cl cl cl cl cl cl cl cl cl cl cl cl cl cl cl cl op nc li ns cl ns"},
    {"not_shown",            {24},   "ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns ns li ns"},
};
// clang-format on

std::string code_of(std::string_view state) {
    const auto* found =
        std::ranges::find(kCodes, state, [](const auto& each) { return each.second; });
    return found == std::end(kCodes) ? "??" : std::string(found->first);
}

World world_of(const Begin& begin) {
    World world;
    for (const int event : begin.events) {
        kEvents[event].happens(world);
    }
    return world;
}

TEST(TileEvents, EveryStateAfterEveryEvent) {
    for (const Begin& begin : kTable) {
        ASSERT_EQ(world_of(begin).says(), begin.state);
        std::string next;
        for (const Event& event : kEvents) {
            World world = world_of(begin);
            event.happens(world);
            next += (next.empty() ? "" : " ") + code_of(world.says());
        }
        EXPECT_EQ(next, begin.next) << begin.state;
        for (size_t i = 0; next != begin.next && i < std::size(kEvents); ++i) {
            const std::string is = next.substr(3 * i, 2);
            const std::string_view should(begin.next);
            const bool differs = should.size() < 3 * i + 2 || is != should.substr(3 * i, 2);
            EXPECT_FALSE(differs) << kEvents[i].name << ": " << is;
        }
    }
}

TEST(TileEvents, TheTableHasEveryStateOfACamerasTile) {
    for (const auto& [state, word] : words_of(TileState{})) {
        const bool of_cards = state == TileState::unknown_card;
        EXPECT_TRUE(of_cards || std::ranges::find(kTable, word,
                                                  [](const Begin& begin) {
                                                      return std::string_view(begin.state);
                                                  }) != std::end(kTable))
            << word;
    }
}

// Whatever happens in whatever order: a tile says live of nothing that is not.
TEST(TileEvents, NoSequenceOfEventsMakesATileLieAboutBeingLive) {
    std::mt19937 random(12);
    World world;
    int live = 0;
    SaidCondition said;
    for (int step = 0; step < 100'000; ++step) {
        if (step % 40 == 0) {
            world = World();
            said = {picture_condition(world.facts().camera, &world.tile, world.now), world.now};
        }
        kEvents[random() % std::size(kEvents)].happens(world);
        world.now += Milliseconds(random() % 4 == 0 ? random() % 5000 : 0);
        TileFacts facts = world.facts();
        facts.before = &said;
        const TileCondition is =
            calmed(picture_condition(facts.camera, facts.shown, facts.now), &said, facts.now);
        if (is.state != said.condition.state) {
            said = {is, facts.now};
        }
        if (tile_state(facts).state != "live") {
            continue;
        }
        ++live;
        const CameraHealth& camera = world.report.health;
        EXPECT_TRUE(world.renderer_speaks && world.has_output && !world.barred);
        EXPECT_TRUE(world.worker_runs && world.worker_speaks);
        EXPECT_EQ(world.tile.face, TileFace::live);
        EXPECT_LE(world.now - from_ns(world.tile.picture_ns), kStale + Seconds(1));
        EXPECT_TRUE(camera.state == CameraState::playing ||
                    camera.state == CameraState::waiting_for_keyframe);
        EXPECT_EQ(camera.unchanged_since_ns, 0);
        EXPECT_FALSE(world.report.late.delayed);
        EXPECT_EQ(camera.degraded, "");
    }
    EXPECT_GT(live, 1000) << "the sequences try nothing";
}

}  // namespace
}  // namespace pendopo
