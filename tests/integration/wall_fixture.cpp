#include "tests/integration/wall_fixture.h"

#include <algorithm>
#include <iostream>

namespace pendopo::test {
namespace {

constexpr const char* kDisplayIds[] = {"kiri", "tengah-kiri", "tengah-kanan", "kanan"};

constexpr Seconds kSlowStart{10};  // worth reading why

int display_index(const std::string& id) {
    const auto* found = std::ranges::find(kDisplayIds, id);
    return static_cast<int>(found - std::begin(kDisplayIds));
}

}  // namespace

std::unique_ptr<XorgServer> WallFixture::screen_;
std::unique_ptr<CameraServer> WallFixture::cameras_;

void WallFixture::SetUpTestSuite() {
    if (!cameras_) {
        auto cameras = CameraServer::start();
        ASSERT_TRUE(cameras) << cameras.error().message();
        cameras_ = std::make_unique<CameraServer>(std::move(*cameras));
    }
    if (!screen_) {
        restart_screen();
    }
}

void WallFixture::restart_screen() {
    const std::string number = screen_ ? screen_->display() : "";
    screen_.reset();
    auto screen = XorgServer::start(kDisplays, kOutput, number);
    ASSERT_TRUE(screen) << screen.error().message();
    screen_ = std::make_unique<XorgServer>(std::move(*screen));
}

Json WallFixture::wall_json() const {
    Json displays = Json::array();
    for (int display = 0; display < kDisplays; ++display) {
        displays.push_back({{"id", kDisplayIds[display]},
                            {"output", XorgServer::output_name(display)},
                            {"size", {kOutput.width, kOutput.height}}});
    }
    return {{"version", 1},
            {"displays", displays},
            {"control", {{"port", port_}}},
            {"first_layout", "berdua"},
            {"stale_after_s", 2},
            {"state_dir", "state"}};
}

Json WallFixture::cameras_json() const {
    Json list = Json::array();
    for (int number = 1; number <= CameraServer::kNumbered; ++number) {
        const std::string id = CameraServer::id(number);
        list.push_back({{"id", id},
                        {"main", {{"url", cameras_->url(id, "main")}, {"size", {640, 360}}}},
                        {"sub", {{"url", cameras_->url(id, "sub")}, {"size", {320, 180}}}}});
    }
    return {{"version", 1}, {"cameras", list}};
}

void WallFixture::write_layout(const std::string& id, Json displays) {
    write("layouts/" + id + ".json",
          Json{{"version", 1}, {"id", id}, {"displays", std::move(displays)}}.dump());
}

void WallFixture::SetUp() {
    ASSERT_TRUE(screen_ && cameras_) << "no screen or no cameras to test with";
    port_ = free_port();
    write("wall.json", wall_json().dump());
    write("cameras.json", cameras_json().dump());
    Json two_each, one_each, same;
    for (int display = 0; display < kDisplays; ++display) {
        const std::string id = kDisplayIds[display];
        const Json words = {{"card", "text"}, {"text", "Selamat datang"}};
        two_each[id] = {{"grid", "2x2"},
                        {"tiles", Json::array({tile(CameraServer::id(2 * display + 1)),
                                               tile(CameraServer::id(2 * display + 2)),
                                               Json{{"card", "clock"}}, words})}};
        one_each[id] = {{"tiles", Json::array({tile(CameraServer::id(8 - display))})}};
        same[id] = {{"grid", "2x2"}, {"tiles", Json::array({tile("cam-1"), tile("cam-1")})}};
    }
    write_layout("berdua", two_each);
    write_layout("penuh", one_each);
    write_layout("sama", same);
    write_layout("giliran", {{"kiri",
                              {{"tiles", Json::array({{{"cameras", {"cam-1", "cam-2"}},
                                                       {"tour_seconds", 3},
                                                       {"label", "none"}}})}}}});
    for (const auto& [id, count] : cameras_->counts()) {
        cameras_->tell("on " + id);
    }
}

void WallFixture::TearDown() {
    if (wall_) {
        wall_->stop(kPatience);
        wall_.reset();
    }
    if (HasFailure()) {
        std::cout << "---- log of the wall\n" << log() << "----\n";
    }
}

void WallFixture::start_wall(std::vector<std::string> words) {
    std::vector<std::string> command = wrapper_;
    command.insert(command.end(),
                   {PENDOPO_BIN_DIR "/pendopo", "run", "--config", file("wall.json")});
    command.insert(command.end(), words.begin(), words.end());
    auto wall = ChildProcess::spawn({.command = command,
                                     .environment = {{"DISPLAY", screen_->display()}},
                                     .output = folder_.path() / "wall.out",
                                     .error_output = folder_.path() / "wall.log"});
    ASSERT_TRUE(wall) << wall.error().message();
    wall_.emplace(std::move(*wall));
}

void WallFixture::start_live_wall(std::vector<std::string> words) {
    ASSERT_NO_FATAL_FAILURE(start_wall(std::move(words)));
    const MonotonicTime start = Monotonic::now();
    ASSERT_TRUE(wait_for(all_live, 2 * kPatience)) << state().dump(2);
    const Nanoseconds time = Monotonic::now() - start;
    measured("start to live pictures in all tiles", time);
    if (time > kSlowStart) {
        std::cout << "---- log of a slow start\n" << log() << "----\n";
    }
}

WallFixture::CommandResult WallFixture::pendopo(std::vector<std::string> words) const {
    const TempDir folder;
    words.insert(words.begin(), PENDOPO_BIN_DIR "/pendopo");
    auto process = ChildProcess::spawn({.command = words,
                                        .environment = {{"DISPLAY", screen_->display()}},
                                        .output = folder.path() / "output",
                                        .error_output = folder.path() / "errors"});
    CommandResult result;
    if (process) {
        if (const auto status = process->wait(2 * kPatience)) {
            result.exit = status->code;
        }
        result.output = text_of(folder.path() / "output");
        result.errors = text_of(folder.path() / "errors");
    }
    return result;
}

Json WallFixture::state() const {
    const auto answer = http_get(port_, "/api/v1/state");
    Json document = Json::parse(answer ? answer->body : "", nullptr, false);
    return document.is_object() ? document : Json::object();
}

bool WallFixture::wait_for(const std::function<bool(const Json&)>& is_so, Nanoseconds patience) {
    return wait_until(
        [&] {
            const Json now = state();
            return !now.empty() && is_so(now);
        },
        patience, Milliseconds(20));
}

Json WallFixture::camera(const std::string& id) const {
    for (const Json& camera : state().value("cameras", Json::array())) {
        if (camera.at("id") == id) {
            return camera;
        }
    }
    return Json::object();
}

Json WallFixture::worker(const std::string& role) const {
    for (const Json& worker : state().value("workers", Json::array())) {
        if (worker.at("role") == role) {
            return worker;
        }
    }
    return Json::object();
}

std::vector<CameraTile> WallFixture::camera_tiles(const Json& state) {
    std::vector<CameraTile> tiles;
    for (const Json& tile : state.value("tiles", Json::array())) {
        if (!tile.at("camera").get<std::string>().empty()) {
            const Json& rect = tile.at("rect");
            tiles.push_back({display_index(tile.at("display")),
                             {rect.at("x"), rect.at("y"), rect.at("width"), rect.at("height")},
                             tile.at("camera"),
                             tile.at("state")});
        }
    }
    return tiles;
}

bool WallFixture::all_live(const Json& state) {
    const auto tiles = camera_tiles(state);
    // A tile is only known to be drawn once it has an age.
    return !tiles.empty() && std::ranges::all_of(state.at("tiles"), [](const Json& tile) {
        return tile.at("camera") == "" ||
               (tile.at("state") == "live" && !tile.at("frame_age_ms").is_null());
    });
}

Screenshot WallFixture::picture() const {
    auto picture = screen_->screenshot({0, 0, kDisplays * kOutput.width, kOutput.height});
    return picture ? std::move(*picture) : Screenshot{};
}

std::optional<StripValue> WallFixture::strip_in(const Screenshot& picture, const CameraTile& tile) {
    PixelRect rect = tile.rect;
    rect.x += tile.display * kOutput.width;
    if (picture.width < rect.x + rect.width || picture.height < rect.y + rect.height) {
        return std::nullopt;
    }
    return decode_strip_in_tile({.pixels = picture.bgra.data(),
                                 .width = picture.width,
                                 .height = picture.height,
                                 .stride = std::ptrdiff_t{picture.width} * 4,
                                 .format = StripPixels::bgra},
                                rect);
}

bool WallFixture::shows(const Screenshot& picture, const CameraTile& tile) {
    const auto strip = strip_in(picture, tile);
    return strip && CameraServer::id(strip->camera) == tile.camera;
}

bool WallFixture::shows_all(const std::vector<CameraTile>& tiles) const {
    const Screenshot now = picture();
    return !tiles.empty() &&
           std::ranges::all_of(tiles, [&](const CameraTile& tile) { return shows(now, tile); });
}

int WallFixture::white_of(const Screenshot& picture, const CameraTile& tile) {
    const PixelRect cell = strip_cell({tile.rect.width, tile.rect.height}, 0, 0);
    const uint32_t rgb =
        picture.rgb(tile.display * kOutput.width + tile.rect.x + cell.x + cell.width / 2,
                    tile.rect.y + cell.y + cell.height / 2);
    return static_cast<int>(std::max({rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF}));
}

void WallFixture::measured(const std::string& what, Nanoseconds time) {
    const auto ms = std::chrono::duration_cast<Milliseconds>(time).count();
    std::cout << "[ measured ] " << what << ": " << ms << " ms" << std::endl;
}

}  // namespace pendopo::test
