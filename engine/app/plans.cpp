#include "engine/app/plans.h"

#include <algorithm>
#include <set>
#include <utility>

namespace pendopo {

bool on_wall(const RenderScene& wanted, const RenderScene& shown, const std::string& display,
             const std::string& tile) {
    const auto find = [&](const RenderScene& scene) -> const DrawTile* {
        for (const DrawDisplay& each : scene.displays) {
            const auto found = each.id == display
                                   ? std::ranges::find(each.tiles, tile, &DrawTile::id)
                                   : each.tiles.end();
            if (found != each.tiles.end()) {
                return &*found;
            }
        }
        return nullptr;
    };
    const DrawTile* now = find(shown);
    const DrawTile* next = find(wanted);
    return now != nullptr && next != nullptr && now->picture == next->picture &&
           now->rect == next->rect;
}

PicturesByCamera with_shown(PicturesByCamera wanted, const PicturesByCamera& shown) {
    for (const auto& [camera, requests] : shown) {
        auto& all = wanted[camera];
        for (const PictureRequest& request : requests) {
            if (std::ranges::find(all, request.key, &PictureRequest::key) == all.end()) {
                all.push_back(request);
            }
        }
    }
    return wanted;
}

CardPlan with_shown(CardPlan wanted, const std::vector<CardItem>& shown) {
    std::set<std::string> keys;
    for (const CardItem& item : wanted.items) {
        keys.insert(item.key);
    }
    for (const CardItem& item : shown) {
        if (keys.insert(item.key).second) {
            wanted.items.push_back(item);
        }
    }
    return wanted;
}

IngestCamera ingest_camera(const CameraConfig& camera, const Secrets& secrets,
                           std::vector<PictureRequest> pictures) {
    IngestCamera plan;
    plan.id = camera.id;
    plan.main_url = camera.main.url;
    plan.main_size = camera.main.size;
    plan.main_options = camera.main.options;
    if (camera.sub) {
        plan.sub_url = camera.sub->url;
        plan.sub_size = camera.sub->size;
        plan.sub_options = camera.sub->options;
    }
    if (const auto login = secrets.find(camera.login); login != secrets.end()) {
        plan.user = login->second.user;
        plan.password = login->second.password;
    }
    plan.masks = camera.masks;
    plan.pictures = std::move(pictures);
    return plan;
}

int64_t standby_pixels(size_t cameras, size_t all, double cores) {
    // 640x360 at 25 a second take a hundredth of a core, of rich pictures (pendopo-groups-bench).
    constexpr double kDecodedByACore = 576e6;
    const double share = double(cameras) / double(std::max<size_t>(all, 1));
    return static_cast<int64_t>(cores * kDecodedByACore / 8 * share);
}

}  // namespace pendopo
