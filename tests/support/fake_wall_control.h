#pragma once
// A wall that shows what the test says. Captures wait until the test finishes them.

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/control/wall_control.h"

namespace pendopo {

class FakeWallControl final : public WallControl {
  public:
    struct Capture {
        std::string display;
        int max_width;
        std::function<void(Result<CapturedPicture>)> done;
        std::string layout{};
        std::string audience{};
    };

    WallStatus now;
    std::string not_ready;  // why; empty: it is
    ControlStatus control;
    uint64_t state_revision = 4;
    std::vector<ProofRow> proofs;  // newest first
    std::vector<Command> executed;
    std::vector<Capture> captures;         // every one asked, finished or not
    std::vector<Capture> rehearsals;       // the same, of layouts off screen
    std::vector<Capture> drafts;           // the same; `layout` is the text
    std::vector<Capture> camera_pictures;  // the same; `layout` is the camera

    WallStatus status() const override { return now; }
    std::string why_not_ready() const override { return not_ready; }

    ControlStatus control_status() const override { return control; }
    std::vector<ProofRow> proof_records(uint64_t before, size_t limit) const override {
        std::vector<ProofRow> rows;
        for (const ProofRow& row : proofs) {
            if (rows.size() < limit && (before == 0 || row.number < before)) {
                rows.push_back(row);
            }
        }
        return rows;
    }

    // What a real wall would do of it is wall_state.h's business: here a command is taken down, and
    // the layout and the hold follow, so that there is something to see.
    Result<CommandDone> execute(const Command& command, const Principal& principal,
                                std::string_view if_match) override {
        if (auto allowed = may(principal, command); !allowed) {
            return fail(allowed.error());
        }
        if (!if_match.empty() && if_match != control.tag) {
            return fail(ErrorCode::conflict, "siti did hold since then");
        }
        if (const auto* activate = std::get_if<ActivateLayout>(&command)) {
            if (std::ranges::none_of(now.layouts, [&](const LayoutStatus& layout) {
                    return layout.id == activate->layout;
                })) {
                return fail(ErrorCode::not_found, "layout \"" + activate->layout +
                                                      "\": not there; did you mean \"ringkasan\"?");
            }
            now.layout = activate->layout;
            for (DisplayControl& display : control.displays) {
                display.layout = activate->layout;
            }
        }
        if (std::holds_alternative<Hold>(command)) {
            control.hold = HoldStatus{1'700'000, principal.name};
        }
        executed.push_back(command);
        ++now.revision;
        control.tag = "e-" + std::to_string(++state_revision);
        return CommandDone{state_revision, control.tag};
    }
    void rehearsed(const std::string& layout, const std::string& display, int max_width,
                   std::string_view audience,
                   std::function<void(Result<CapturedPicture>)> done) override {
        rehearsals.push_back({display, max_width, std::move(done), layout, std::string(audience)});
    }
    void rehearse_draft(const std::string& layout_json, const std::string& display, int max_width,
                        std::function<void(Result<CapturedPicture>)> done) override {
        drafts.push_back({display, max_width, std::move(done), layout_json});
    }
    void camera_picture(const std::string& camera, int max_width,
                        std::function<void(Result<CapturedPicture>)> done) override {
        camera_pictures.push_back({"", max_width, std::move(done), camera});
    }

    void capture(const std::string& display, int max_width, std::string_view audience,
                 std::function<void(Result<CapturedPicture>)> done) override {
        captures.push_back({display, max_width, std::move(done), "", std::string(audience)});
    }

    // A picture in which every pixel differs from its neighbours.
    static CapturedPicture picture(PixelSize size, size_t padding = 0) {
        CapturedPicture result;
        result.size = size;
        result.stride = static_cast<size_t>(size.width) * 4 + padding;
        result.bytes.assign(result.stride * static_cast<size_t>(size.height), 0xEE);
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                uint8_t* pixel = result.bytes.data() + static_cast<size_t>(y) * result.stride +
                                 static_cast<size_t>(x) * 4;
                pixel[0] = static_cast<uint8_t>(x);
                pixel[1] = static_cast<uint8_t>(y);
                pixel[2] = static_cast<uint8_t>(x * 3 + y * 5);
                pixel[3] = 0xFF;
            }
        }
        return result;
    }
};

// A wall with one of everything, for the documents' exact texts.
inline WallStatus sample_wall() {
    WallStatus wall;
    wall.name = "Lounge";
    wall.version = "0.1.0";
    wall.language = "id";
    wall.timezone = "Asia/Jakarta";
    wall.revision = 7;
    wall.layout = "ringkasan";
    wall.started_ms = 1'000'000;
    wall.renderer = "llvmpipe";
    wall.render_path = "copy";
    wall.layouts = {{"ringkasan", "Ringkasan", true}, {"pasar", "Pasar", false}};
    wall.displays = {
        {"kiri", "Kiri", "DP-1", {1920, 1080}, 24.984, true, "proved", "", 1'000'500},
        {"tengah", "Tengah", "", {1080, 1920}, 0, false, "unknown", "the renderer is not heard"}};
    wall.tiles = {
        {"kiri",
         "1",
         {0, 0, 960, 540},
         "rsud-lobi",
         "",
         "sub",
         "live",
         "",
         {},
         1'000'500,
         40,
         25,
         25},
        {"kiri", "2", {960, 0, 960, 540}, "", "jam", "", "live", "", {}, 1'000'500, {}, 1, 0}};
    wall.cameras = {{"rsud-lobi",
                     "RSUD · Lobi",
                     "playing",
                     "",
                     1'000'500,
                     "sub",
                     "h264",
                     "software",
                     {640, 360},
                     25,
                     25.004,
                     812.5,
                     "sender",
                     -40,
                     1.254,
                     120,
                     3,
                     2}};
    wall.sources = {{"apbd",
                     "APBD per OPD",
                     "BPKAD",
                     "public",
                     "failed",
                     "status 503",
                     "Okt 2026",
                     900'000,
                     "file",
                     950'000,
                     2,
                     {"column \"pagu\": 2 of 3 values are no numbers"},
                     {},
                     4096,
                     120,
                     3}};
    wall.workers = {{"ingest-1", 4711, 1, 1'000'400, "killed by signal 9"},
                    {"render", 0, 2, 0, "exit status 1"}};
    wall.problems = {{{"layouts/lobby.json:7:13: kunci ini tidak dikenal",
                       "layouts/lobby.json:7:13: unknown key"}},
                     {{"", "display \"tengah\" is not shown"}, 1'000'500}};
    return wall;
}

// What was asked of it: one of everything.
inline ControlStatus sample_control() {
    ControlStatus control;
    control.tag = "e-4";
    control.hold = HoldStatus{1'600'000, "siti"};
    control.displays = {{"kiri", "ringkasan", "operator", "", "siti", "panel 192.0.2.7", 1'500'000,
                         1'800'000, "1", "", false},
                        {"tengah",
                         "pasar",
                         "schedule",
                         "Jadwal: Jam layanan",
                         "",
                         "wall",
                         1'400'000,
                         {},
                         "",
                         "banjir",
                         true}};
    control.claims = {{"7", "operator", "tile", "1", "kiri", "siti", "panel 192.0.2.7", 1'500'000,
                       1'800'000, ""}};
    control.message = MessageStatus{"Rapat pukul 14", "info", "siti", 1'500'000, {}, {"kiri"}};
    control.hidden_cameras = {"rsud-lobi"};
    control.rehearsal = RehearsalStatus{"pasar", "", "siti", 1'500'000};
    control.trial = TrialStatus{1'900'000, "siti"};
    control.undo = UndoStatus{"enlarge_tile", "siti", 1'500'000};
    control.alarms = {{"banjir", "Banjir", true, "Air naik", "warning", 1'450'000, "", true}};
    control.planned = {{2'000'000, "", "ringkasan", "", "Jam layanan"}};
    control.changes = {{4, R"({"command":"hold"})", "siti", "panel 192.0.2.7", 1'600'000}};
    return control;
}

}  // namespace pendopo
