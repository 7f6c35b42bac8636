#include "engine/app/plan_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pendopo {
namespace {

std::string key_of(const CardItem& item) {
    std::string key =
        fmt::format("card/{}/{}x{}/{}/{}/{}/{}/{}", static_cast<int>(item.kind), item.size.width,
                    item.size.height, item.font_px, to_string(item.state), item.since_ms,
                    item.public_audience ? "public" : "staff", item.text);
    if (item.kind == CardKind::message || item.kind == CardKind::alarm) {
        key += fmt::format("/{}", to_string(item.level));
    } else if (item.kind == CardKind::identify) {
        key += fmt::format("/{}/{}", item.number, item.output);
    } else if (item.kind == CardKind::test_pattern) {
        const WallBehind& wall = item.wall;
        key += fmt::format("/{}/{}/{},{} {}x{} of {}x{}", item.number, item.output, wall.x_mm,
                           wall.y_mm, wall.width_mm, wall.height_mm, wall.wall_width_mm,
                           wall.wall_height_mm);
    }
    return key;
}

}  // namespace

std::string PlanItems::add_picture(const std::string& camera, PixelSize box, Fit fit,
                                   const UnitRect& crop) {
    PictureRequest request;
    request.box = box;
    if (path_ == RenderPath::shader) {
        // One set of planes serves every tile; the largest box decides the stream.
        request.key = "camera/" + camera;
        request.format = PixelFormat::i420;
    } else {
        request.fit = fit;
        request.crop = crop;
        request.key =
            fmt::format("camera/{}/{}x{}/{}", camera, box.width, box.height, to_string(fit));
        if (crop != UnitRect{}) {
            request.key += fmt::format("/{},{},{},{}", crop.x, crop.y, crop.width, crop.height);
        }
    }
    auto& requests = pictures[camera];
    const auto known = std::ranges::find(requests, request.key, &PictureRequest::key);
    if (known == requests.end()) {
        requests.push_back(request);
    } else if (request.box.width > known->box.width) {
        known->box = request.box;
    }
    return request.key;
}

std::string PlanItems::add_card(CardItem item) {
    if (item.key.empty()) {
        item.key = key_of(item);
    }
    std::string key = item.key;
    if (card_keys_.insert(key).second) {
        cards.push_back(std::move(item));
    }
    return key;
}

void PlanItems::expect(const std::string& key) {
    if (expected_keys_.insert(key).second) {
        expected.push_back(key);
    }
}

}  // namespace pendopo
