#pragma once
// What can be done with plans: one joined to another, one compared with another, one camera's part
// taken out. Pure.

#include <cstdint>
#include <string>
#include <vector>

#include "config/camera_config.h"
#include "engine/app/plan_items.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// Whether a tile of the scene that is wanted stands on the wall already while another scene is
// shown: the same picture in the same place.
bool on_wall(const RenderScene& wanted, const RenderScene& shown, const std::string& display,
             const std::string& tile);

// `wanted` and what the scene still shown needs: asked for until the new scene is on the wall.
PicturesByCamera with_shown(PicturesByCamera wanted, const PicturesByCamera& shown);
CardPlan with_shown(CardPlan wanted, const std::vector<CardItem>& shown);

// One camera's part of an IngestPlan: its addresses and login, what of it nobody may see, and the
// pictures it must deliver.
IngestCamera ingest_camera(const CameraConfig& camera, const Secrets& secrets,
                           std::vector<PictureRequest> pictures);

// IngestPlan::standby_pixels of a worker with so many `cameras` of `all`: together an eighth of the
// machine's cores.
int64_t standby_pixels(size_t cameras, size_t all, double cores);

}  // namespace pendopo
