#include "tests/ipc/sample_messages.h"

namespace pendopo {
namespace {

IngestPlan ingest_plan() {
    IngestCamera camera;
    camera.id = "rsud-lobi";
    camera.main_url = "rtsp://127.0.0.1:8554/rsud-lobi/main";
    camera.sub_url = "rtsp://127.0.0.1:8554/rsud-lobi/sub";
    camera.main_size = {1280, 720};
    camera.sub_size = {640, 360};
    camera.user = "wall";
    camera.password = "p@ss\"word";
    camera.main_options.transport = Transport::udp;
    camera.main_options.certificate_sha256 = std::string(64, 'a');
    camera.main_options.basic = true;
    camera.main_options.redirect_hosts = {"192.0.2.9", "relay.lan"};
    camera.sub_options.max_pixels = 1 << 20;
    camera.sub_options.hardware = false;
    camera.sub_options.sample_aspect = {4, 3};
    camera.sub_options.deinterlace = Deinterlace::on;
    camera.sub_options.enlarge = 1.5;
    camera.sub_options.color_range = "full";
    camera.sub_options.color_matrix = "bt709";
    camera.masks = CameraMasks{{{{{0, 0}, {0.5, 0}, {0.25, 1}}, MaskStyle::pixelate},
                                {{{1, 1}, {0.5, 1}, {1, 0.5}}, MaskStyle::blur}},
                               {1920, 1080}};
    camera.pictures = {{"cam/rsud-lobi/960x540",
                        PixelFormat::i420,
                        {960, 540},
                        Fit::cover,
                        {0.25, 0, 0.5, 1},
                        PictureDetail::still,
                        30,
                        StreamWish::main,
                        CameraMasks{{{{{0, 0}, {1, 0}, {0, 1}}, MaskStyle::solid}}, {640, 360}}}};
    return {{camera}, 144'000'000};
}

IngestHealth ingest_health() {
    CameraHealth camera;
    camera.id = "rsud-lobi";
    camera.state = CameraState::wrong_password;
    camera.since_ns = 12;
    camera.reason = "401 – \"Unauthorized\"\n";
    camera.stream = "sub";
    camera.codec = "h264";
    camera.decoder = "software";
    camera.size = {640, 360};
    camera.last_picture_ns = 9'007'199'254'740'993;  // more than a double holds exactly
    camera.decoded_fps = 24.97;
    camera.received_fps = 25.03;
    camera.kilobits_per_second = 700.5;
    camera.media_clock = MediaClock::sender;
    camera.delay_ms = -1'793'000'000'250;
    camera.jitter_ms = 0.4375;
    camera.late_ms = 4100;
    camera.stale_after_ms = 20'000;
    camera.unchanged_since_ns = 9'007'199'254'740'993;
    camera.degraded = "12 of 25 pictures a second";
    camera.connects = 3;
    camera.failures = 18'446'744'073'709'551'615U;
    return {{camera}};
}

CardPlan card_plan() {
    CardItem badge;
    badge.key = "badge/1";
    badge.kind = CardKind::badge;
    badge.size = {300, 60};
    badge.font_px = 32;
    badge.text = "RSUD · Lobi";
    badge.state = TileState::stale;
    badge.since_ms = 5;
    badge.delay_ms = 4100;
    badge.public_audience = false;
    badge.over_picture = true;
    badge.source = {true, SourceState::failed, "404", "BPKAD", "Okt 2026", 7, AgeBy::file, 8, 9};
    badge.level = AlertLevel::emergency;
    badge.number = 2;
    badge.output = "DP-1";
    return {"en", "Asia/Jayapura", {badge}, "{}"};
}

ProbeRequest probe_request() {
    ProbeRequest request;
    request.address = "rtsp://192.0.2.7/Streaming/Channels/101";
    request.user = "wall";
    request.password = "p@ss\"word";
    request.options.transport = Transport::tcp;
    request.options.redirect_hosts = {"192.0.2.9"};
    request.options.basic = true;
    request.patience_ms = 5'000;
    request.masks = {{{{{0, 0}, {0.5, 0}, {0.25, 1}}, MaskStyle::blur}}, {640, 360}};
    request.coarsened = true;
    request.briefly = true;
    return request;
}

RenderScene render_scene() {
    DrawTile tile;
    tile.id = "kiri/0";
    tile.rect = {-10, 0, 960, 540};
    tile.picture = "cam/rsud-lobi/960x540";
    tile.fit = Fit::stretch;
    tile.crop = {0, 0.5, 1, 0.5};
    tile.placeholder = "placeholder/1";
    tile.label = "label/1";
    tile.label_corner = Corner::top_right;
    tile.badge = "badge/1";
    tile.hide_picture = true;
    tile.blend = true;
    tile.scroll_px_per_s = 130;
    tile.stale_after_ms = 3000;
    tile.drop_after_ms = 15000;
    tile.border_px = 2;
    tile.border_rgb = 0xFF00FF;
    return {7, 100, {"cam/rsud-lobi/960x540"}, {{"kiri", 0x102030, {tile}, "closed/1"}}};
}

RenderHealth render_health() {
    return {7,
            49.9,
            12,
            {{"DP-1", "DEL:a0b1:77", {1920, 0, 1920, 1080}, 60}},
            {{"kiri", "DP-1", 25.1, 11}},
            {{"kiri", "kiri/0", TileFace::dimmed, 0.5, 4, -5, MediaClock::sender, 9, 3000}},
            {{"kiri", "kiri/0", "rsud-lobi", "apbd"}}};
}

StreamsReply streams_reply() {
    StreamsReply reply;
    reply.make = "Dahua";
    reply.model = "IPC-HFW2431S";
    reply.firmware = "2.840";
    reply.serial = "7H0123";
    reply.clock_known = true;
    reply.clock_skew_s = -25'200;
    reply.streams = {
        {"utama", "rtsp://192.0.2.7:554/1", "h265", 2560, 1440, 12.5, 4096, StreamUse::main, 2}};
    reply.problem = OnvifProblem::clock_differs;
    reply.problem_id = "jam salah";
    reply.problem_en = "wrong clock";
    reply.note_id = "catatan";
    reply.note_en = "note";
    return reply;
}

template <class Variant, class Message>
SampleMessage sample(Direction direction, Result<Variant> (*decode)(std::string_view),
                     const char* type, const Message& value) {
    const Variant message = value;
    const std::string text = encode(message);
    return {direction, type, text, decode(text) == message};
}

}  // namespace

std::vector<SampleMessage> sample_messages() {
    using enum Direction;
    return {
        sample(to_ingest, decode_to_ingest, "ingest_plan", ingest_plan()),
        sample(to_ingest, decode_to_ingest, "shared_pace", SharedPace{}),
        sample(to_ingest, decode_to_ingest, "tell_all", TellAll{}),
        sample(from_ingest, decode_from_ingest, "told_all", ToldAll{}),
        sample(from_ingest, decode_from_ingest, "ring_offer",
               RingOffer{"cam/rsud-lobi/960x540", "rsud-lobi", "", true}),
        sample(from_ingest, decode_from_ingest, "ring_gone", RingGone{"cam/rsud-lobi/960x540"}),
        sample(from_ingest, decode_from_ingest, "ingest_health", ingest_health()),
        sample(
            to_data, decode_to_data, "data_plan",
            DataPlan{
                "data.json", "/var/lib/pendopo", "Asia/Jayapura", {{"bpkad", "wall", "s\"crt"}}}),
        sample(from_data, decode_from_data, "source_report",
               SourceReport{"apbd",
                            SourceState::failed,
                            "404",
                            3,
                            4,
                            AgeBy::server,
                            5,
                            "Okt 2026",
                            6,
                            7,
                            8,
                            "disk full",
                            {"csv",
                             "utf-8",
                             ";",
                             2,
                             1,
                             {"one is lost"},
                             {"a note"},
                             {{"pagu", "number", "rp", ",", 1, 0, 1, "kept"}}}}),
        sample(
            from_data, decode_from_data, "source_alarm",
            SourceAlarm{"gempa", "gempa", "2026-11-25T03:42:11+00:00 -8.51,114.10", "Gempa M 5,6"}),
        sample(from_data, decode_from_data, "worker_health", WorkerHealth{"disk full"}),
        sample(to_script, decode_to_script, "script_job",
               ScriptJob{9,
                         ScriptOutput::svg,
                         {"apbd"},
                         {"peta.geojson"},
                         {960, 540},
                         48,
                         "en",
                         "UTC",
                         "{}"}),
        sample(from_script, decode_from_script, "script_ready", ScriptReady{}),
        sample(from_script, decode_from_script, "script_done",
               ScriptDone{9, "line 1: expected \"}\"", 12, {"a note"}}),
        sample(from_script, decode_from_script, "worker_health", WorkerHealth{"x"}),
        sample(to_cards, decode_to_cards, "card_plan", card_plan()),
        sample(to_cards, decode_to_cards, "card_content", CardContent{"card/apbd/960x540"}),
        sample(to_cards, decode_to_cards, "card_file", CardFile{"gambar/pendopo.jpg"}),
        sample(from_cards, decode_from_cards, "ring_offer", RingOffer{"card/1", "", "apbd"}),
        sample(from_cards, decode_from_cards, "ring_gone", RingGone{"label/1"}),
        sample(from_cards, decode_from_cards, "card_report",
               CardReport{"card/antrean", {"3 of 8 names are cut"}, "the shaped value is …"}),
        sample(from_cards, decode_from_cards, "worker_health", WorkerHealth{"x"}),
        sample(from_render, decode_from_render, "told_all", ToldAll{}),
        sample(to_render, decode_to_render, "render_setup",
               RenderSetup{
                   ShowMode::outputs,
                   RenderPath::shader,
                   true,
                   50,
                   {{"kiri", "DP-1", "a:b:c", {1080, 1920}, Rotation::quarter, {5, 6, 7, 8}}}}),
        sample(to_render, decode_to_render, "render_scene", render_scene()),
        sample(to_render, decode_to_render, "ring_offer", RingOffer{"label/1"}),
        sample(to_render, decode_to_render, "ring_gone", RingGone{"label/1"}),
        sample(to_render, decode_to_render, "capture_request",
               CaptureRequest{5, "kiri", 960, "staff"}),
        sample(to_render, decode_to_render, "rehearse_scene",
               RehearseScene{6,
                             700,
                             {"cam/rsud-lobi/160x90"},
                             {{{3, 4, 160, 90}, render_scene().displays[0]}},
                             "restricted"}),
        sample(to_render, decode_to_render, "picture_rules",
               PictureRules{{{"kiri", "public"}},
                            {{"rsud-lobi", "staff"}},
                            {{"apbd", "restricted"}},
                            true,
                            {"rsud-lobi"},
                            11}),
        sample(from_render, decode_from_render, "hide_key", HideKey{12}),
        sample(from_render, decode_from_render, "render_ready",
               RenderReady{"llvmpipe", RenderPath::shader}),
        sample(from_render, decode_from_render, "scene_shown", SceneShown{7, 123456789, 40, false}),
        sample(from_render, decode_from_render, "render_health", render_health()),
        sample(from_render, decode_from_render, "proof_reading",
               ProofReading{4,
                            7,
                            190,
                            {{"kiri", 84, 31, 250, 201, 0xFEDCBA9876543210, 93}},
                            {{"kiri", "kiri/0", 0x0123456789ABCDEF, 2000}}}),
        sample(from_render, decode_from_render, "captured", Captured{5, "no such display"}),
        sample(from_render, decode_from_render, "key_pressed", KeyPressed{"f1"}),
        sample(to_probe, decode_to_probe, "probe_request", probe_request()),
        sample(from_probe, decode_from_probe, "probe_rung",
               ProbeRung{Rung::login, RungState::failed, 12, "{\"cause\":\"wrong_login\"}",
                         "Kamera", "The camera", "Periksa", "Check"}),
        sample(from_probe, decode_from_probe, "probe_done", ProbeDone{true, {640, 360}}),
        sample(to_onvif, decode_to_onvif, "discover_request",
               DiscoverRequest{{"192.168.1.0/24", "fe80::1%eth0"}, 7}),
        sample(to_onvif, decode_to_onvif, "streams_request",
               StreamsRequest{"http://192.0.2.7/onvif/device_service", "192.0.2.7", "admin",
                              "p@ss\"word"}),
        sample(from_onvif, decode_from_onvif, "device_found",
               DeviceFound{"192.0.2.7",
                           "http://192.0.2.7/onvif/device_service",
                           "Dahua IPC",
                           "IPC-HFW2431S",
                           "Lobi",
                           {"onvif://www.onvif.org/name/IPC"}}),
        sample(from_onvif, decode_from_onvif, "discover_done",
               DiscoverDone{3, "tidak ada jaringan", "no network"}),
        sample(from_onvif, decode_from_onvif, "streams_reply", streams_reply()),
    };
}

Result<std::string> reread(Direction direction, std::string_view text) {
    const auto again = [](const auto& message) { return encode(message); };
    switch (direction) {
        case Direction::to_ingest:
            return decode_to_ingest(text).map(again);
        case Direction::from_ingest:
            return decode_from_ingest(text).map(again);
        case Direction::to_data:
            return decode_to_data(text).map(again);
        case Direction::from_data:
            return decode_from_data(text).map(again);
        case Direction::to_script:
            return decode_to_script(text).map(again);
        case Direction::from_script:
            return decode_from_script(text).map(again);
        case Direction::to_cards:
            return decode_to_cards(text).map(again);
        case Direction::from_cards:
            return decode_from_cards(text).map(again);
        case Direction::to_render:
            return decode_to_render(text).map(again);
        case Direction::from_render:
            return decode_from_render(text).map(again);
        case Direction::to_probe:
            return decode_to_probe(text).map(again);
        case Direction::from_probe:
            return decode_from_probe(text).map(again);
        case Direction::to_onvif:
            return decode_to_onvif(text).map(again);
        case Direction::from_onvif:
            return decode_from_onvif(text).map(again);
    }
    return fail(ErrorCode::invalid, "no such direction");
}

}  // namespace pendopo
