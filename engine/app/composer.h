#pragma once
// From what the wall should show to what each worker is asked for. Pure: the same wall, reports and
// time give the same plans, and a plan is the whole desired state (engine/ipc/messages.h).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/app/plan_items.h"
#include "engine/app/plans.h"
#include "engine/app/tile_memory.h"
#include "engine/app/tile_state.h"
#include "engine/base/clock.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

// The newest of what the workers that run now said.
struct WorkerReports {
    CameraReports cameras;
    RenderHealth render;
    std::optional<MonotonicTime> render_at;       // when it came; nullopt: none since its start
    std::optional<MonotonicTime> cards_at;        // the cards worker's newest word
    TileMemory said;                              // of the tiles that show cameras
    std::map<std::string, SourceReport> sources;  // by id
    std::map<std::string, std::string> card_problems;  // by card id; for staff
};

struct WallPlans {
    PicturesByCamera pictures;
    CardPlan cards;
    RenderScene scene;
};

// A camera that somebody just hid goes in the very next scene: it waits for nothing then, and shows
// bare ground where a face is not drawn yet.
// `trial`: masks that somebody tries, on a display that is not for the public.
WallPlans compose(const Wall& wall, const WorkerReports& reports, RenderPath path, Instant instant,
                  const std::optional<MaskTrial>& trial = {});

// What a layout that is not shown needs to be drawn off screen: small pictures and cards with keys
// of their own, to be asked for beside the wall's (with_shown) until the scene is captured.
struct RehearsalPlans {
    PicturesByCamera pictures;
    std::vector<CardItem> cards;
    RehearseScene scene;  // `id` is the caller's
};
struct RehearsalWish {
    std::string display;                  // empty: the whole wall, as the displays hang
    int max_width = 0;                    // pixels, 64 to 1920
    std::string audience = "restricted";  // of who asks: what is for a narrower one is closed
};
// A solved layout, installed or not. What is hidden or barred stays so; messages and alarms are
// not part of a layout. Nothing when it has no such display.
std::optional<RehearsalPlans> compose_rehearsal(const Wall& wall, const Scene& scene,
                                                const RehearsalWish& wish,
                                                const WorkerReports& reports, RenderPath path,
                                                Instant instant);

}  // namespace pendopo
