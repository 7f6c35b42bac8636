#include "engine/ipc/messages.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

IngestPlan sample_plan() {
    IngestCamera camera;
    camera.id = "rsud-lobi";
    camera.main_url = "rtsp://127.0.0.1:8554/rsud-lobi/main";
    camera.main_size = {1280, 720};
    camera.user = "wall";
    camera.password = "p@ss\"word";
    camera.pictures = {
        {"cam/rsud-lobi/960x540", PixelFormat::bgra, {960, 540}, Fit::cover, {0, 0, 1, 0.5}}};
    return {{camera}};
}

RenderScene sample_scene() {
    DrawTile tile;
    tile.id = "kiri/0";
    tile.rect = {-10, 0, 960, 540};
    tile.picture = "cam/rsud-lobi/960x540";
    tile.label_corner = Corner::top_right;
    tile.stale_after_ms = 3000;
    return {7, 150, {"cam/rsud-lobi/960x540"}, {{"kiri", 0x0E1726, {tile}}}};
}

TEST(Messages, EveryKindRoundTrips) {
    const ToIngest plan = sample_plan();
    EXPECT_EQ(decode_to_ingest(encode(plan)).value(), plan);
    const FromIngest health = IngestHealth{{{"rsud-lobi",
                                             CameraState::wrong_password,
                                             12,
                                             "401",
                                             "sub",
                                             "h264",
                                             "software",
                                             {640, 360},
                                             99,
                                             25,
                                             25,
                                             700,
                                             3,
                                             4}}};
    EXPECT_EQ(decode_from_ingest(encode(health)).value(), health);
    const FromIngest offer = RingOffer{"cam/rsud-lobi/960x540"};
    EXPECT_EQ(decode_from_ingest(encode(offer)).value(), offer);
    CardItem badge;
    badge.key = "badge/1";
    badge.kind = CardKind::badge;
    badge.size = {300, 60};
    badge.text = "RSUD";
    badge.state = TileState::stale;
    badge.since_ms = 5;
    badge.public_audience = false;
    badge.over_picture = true;
    badge.source = {true, SourceState::failed, "404", "BPKAD", "Okt 2026", 7, 8, 9};
    const ToCards cards = CardPlan{"id", "Asia/Jakarta", {badge}, "{}"};
    EXPECT_EQ(decode_to_cards(encode(cards)).value(), cards);
    const ToCards content = CardContent{"card/apbd/960x540"};
    EXPECT_EQ(decode_to_cards(encode(content)).value(), content);
    const ToCards file = CardFile{"gambar/pendopo.jpg"};
    EXPECT_EQ(decode_to_cards(encode(file)).value(), file);
    const ToData data =
        DataPlan{"data.json", "/var/lib/pendopo", "Asia/Jayapura", {{"bpkad", "wall", "s\"crt"}}};
    EXPECT_EQ(decode_to_data(encode(data)).value(), data);
    const FromData source =
        SourceReport{"apbd", SourceState::failed, "404", 3, 4, 5, "Okt 2026", 6, 7, 8};
    EXPECT_EQ(decode_from_data(encode(source)).value(), source);
    const ToScript job = ScriptJob{
        9, ScriptOutput::svg, {"apbd"}, {"peta.geojson"}, {960, 540}, 64, "en", "UTC", "{}"};
    EXPECT_EQ(decode_to_script(encode(job)).value(), job);
    const FromScript ready = ScriptReady{};
    EXPECT_EQ(decode_from_script(encode(ready)).value(), ready);
    const FromScript done = ScriptDone{9, "line 1: expected \"}\"", 12};
    EXPECT_EQ(decode_from_script(encode(done)).value(), done);
    const FromCards well = WorkerHealth{};
    EXPECT_EQ(decode_from_cards(encode(well)).value(), well);
    const ToRender scene = sample_scene();
    EXPECT_EQ(decode_to_render(encode(scene)).value(), scene);
    const ToRender setup =
        RenderSetup{ShowMode::outputs,
                    RenderPath::shader,
                    50,
                    {{"kiri", "DP-1", "", {1080, 1920}, Rotation::quarter, {0, 0, 1, 2}}}};
    EXPECT_EQ(decode_to_render(encode(setup)).value(), setup);
    const ToRender capture = CaptureRequest{5, "kiri", 960};
    EXPECT_EQ(decode_to_render(encode(capture)).value(), capture);
    const FromRender shown = SceneShown{7, 123456789, 40, false};
    EXPECT_EQ(decode_from_render(encode(shown)).value(), shown);
    const FromRender report = RenderHealth{7,
                                           50,
                                           12,
                                           {{"DP-1", "", {0, 0, 1920, 1080}, 60}},
                                           {{"kiri", "DP-1", 25, 1}},
                                           {{"kiri", "kiri/0", TileFace::dimmed, 0, 4, 9}}};
    EXPECT_EQ(decode_from_render(encode(report)).value(), report);
}

TEST(Messages, WordsOfHealthAndApiMatchTheWire) {
    for (const auto state :
         {CameraState::connecting, CameraState::playing, CameraState::stalled, CameraState::offline,
          CameraState::wrong_password, CameraState::refused, CameraState::misconfigured,
          CameraState::unsupported}) {
        CameraHealth camera;
        camera.state = state;
        const std::string text = encode(FromIngest(IngestHealth{{camera}}));
        EXPECT_NE(text.find("\"" + std::string(to_string(state)) + "\""), std::string::npos)
            << text;
    }
}

TEST(Messages, InvalidUtf8InANameIsReplacedNotThrown) {
    CardPlan plan;
    plan.items.emplace_back().text = "\xff\xfe";
    EXPECT_TRUE(decode_to_cards(encode(ToCards(plan))));
}

TEST(Messages, MalformedTextIsAnErrorThatSaysWhat) {
    const struct {
        const char* text;
        const char* error;
    } cases[] = {
        {"", "message: not an object with a \"type\""},
        {"[1,2]", "message: not an object with a \"type\""},
        {"{\"type\":7}", "message: not an object with a \"type\""},
        {"{\"type\":\"scene_shown\"}", "message: type \"scene_shown\" is not expected here"},
    };
    for (const auto& [text, error] : cases) {
        const auto decoded = decode_to_render(text);
        ASSERT_FALSE(decoded) << text;
        EXPECT_EQ(decoded.error().message(), error);
    }
    EXPECT_FALSE(decode_to_render(R"({"type":"ring_offer"})"));
    EXPECT_FALSE(decode_to_render(R"({"type":"ring_offer","key":3})"));
    EXPECT_FALSE(decode_to_render(R"({"type":"render_scene","revision":"x"})"));
}

}  // namespace
}  // namespace pendopo
