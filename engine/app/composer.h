#pragma once
// From what the wall should show to what each worker is asked for. Pure: the same wall, reports and
// time give the same plans, and a plan is the whole desired state (engine/ipc/messages.h).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/app/tile_state.h"
#include "engine/base/clock.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

struct CameraReport {
    CameraHealth health;
    MonotonicTime at{};  // when it came
};
using CameraReports = std::map<std::string, CameraReport>;  // by camera id

// The newest of what the workers that run now said.
struct WorkerReports {
    CameraReports cameras;
    RenderHealth render;
    std::optional<MonotonicTime> render_at;       // when it came; nullopt: none since its start
    std::optional<MonotonicTime> cards_at;        // the cards worker's newest word
    std::map<std::string, SourceReport> sources;  // by id
    std::map<std::string, std::string> card_problems;  // by card id; for staff
};

// What each camera must deliver, by camera id.
using PicturesByCamera = std::map<std::string, std::vector<PictureRequest>>;

struct WallPlans {
    PicturesByCamera pictures;
    CardPlan cards;
    RenderScene scene;
};

WallPlans compose(const Wall& wall, const WorkerReports& reports, RenderPath path, Instant instant);

// What counts now of what was reported of a camera.
CameraFacts camera_facts(const CameraReports& reports, const std::string& id, MonotonicTime now);

// Whether a tile of the scene that is wanted stands on the wall already while another scene is
// shown: the same picture in the same place.
bool on_wall(const RenderScene& wanted, const RenderScene& shown, const std::string& display,
             const std::string& tile);

// `wanted` and what the scene still shown needs: asked for until the new scene is on the wall.
PicturesByCamera with_shown(PicturesByCamera wanted, const PicturesByCamera& shown);
CardPlan with_shown(CardPlan wanted, const std::vector<CardItem>& shown);

// One camera's part of an IngestPlan: its addresses and login, and the pictures it must deliver.
IngestCamera ingest_camera(const CameraConfig& camera, const Secrets& secrets,
                           std::vector<PictureRequest> pictures);

// The comfortable font size b of a display in pixels: capitals of 20 minutes of arc at the viewing
// distance (ISO 9241-303), a capital being 0.72 of the font size.
int comfortable_font_px(const DisplayConfig& display);

}  // namespace pendopo
