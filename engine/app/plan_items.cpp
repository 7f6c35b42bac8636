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
    if (!item.free.empty()) {
        key += fmt::format("/{},{} {}x{}", item.free.x, item.free.y, item.free.width,
                           item.free.height);
    }
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

// FNV-1a: the same masks have the same name in every life of control, whose successor knows the
// rings of the one before by their keys.
std::string name_of(const CameraMasks& masks) {
    if (masks.polygons.empty()) {
        return "";
    }
    std::string all = fmt::format("{}x{}", masks.drawn_on.width, masks.drawn_on.height);
    for (const Mask& mask : masks.polygons) {
        all += to_string(mask.style);
        for (const UnitPoint& point : mask.points) {
            all += fmt::format(" {},{}", point.x, point.y);
        }
    }
    uint64_t hash = 0xcbf29ce484222325;
    for (const char byte : all) {
        hash = (hash ^ static_cast<uint8_t>(byte)) * 0x100000001b3;
    }
    return fmt::format("{:016x}", hash);
}

std::string view_key(const CameraView& view) {
    std::string key;
    if (view.detail != PictureDetail::full) {
        key += fmt::format("/{}", to_string(view.detail));
    }
    if (view.detail == PictureDetail::still) {
        key += fmt::format("{}", view.still_every_s);
    }
    if (!view.masks.empty()) {
        key += "/m" + view.masks;
    }
    if (view.trial) {
        key += "/trial";
    }
    return key;
}

}  // namespace

CameraView camera_view(const CameraConfig& camera, const DisplayConfig& display) {
    return {camera.detail.on(display.audience), camera.still_every_s, name_of(camera.masks), {}};
}

CameraView trial_view(const CameraConfig& camera, const DisplayConfig& display,
                      const CameraMasks& masks) {
    CameraView view = camera_view(camera, display);
    view.masks = name_of(masks);
    view.trial = masks;
    return view;
}

std::string PlanItems::add_picture(const std::string& camera, PixelSize box, Fit fit,
                                   const UnitRect& crop, StreamWish stream,
                                   const CameraView& view) {
    PictureRequest request;
    request.box = box;
    request.stream = stream;
    request.detail = view.detail;
    request.still_every_s = view.still_every_s;
    request.trial_masks = view.trial;
    if (path_ == RenderPath::shader) {
        // One set of planes serves every tile; the most demanding one decides the stream.
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
    request.key += view_key(view);
    auto& requests = pictures[camera];
    const auto known = std::ranges::find(requests, request.key, &PictureRequest::key);
    if (known == requests.end()) {
        requests.push_back(request);
    } else if (std::pair(request.stream, request.box.width) >
               std::pair(known->stream, known->box.width)) {
        known->stream = request.stream;
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
