#include "engine/wall/wall.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "config/problems.h"
#include "engine/base/check.h"
#include "layouts/tour.h"
#include "layouts/wall_geometry.h"

namespace pendopo {
namespace {

std::vector<std::string> layout_ids(const WallModel& model) {
    std::vector<std::string> ids;
    for (const WallLayout& layout : model.layouts) {
        ids.push_back(layout.id);
    }
    return ids;
}

template <class Visit>
void for_each_tile(const Scene& scene, Visit visit) {
    for (const SceneDisplay& display : scene.displays) {
        for (const SceneTile& tile : display.tiles) {
            visit(tile);
        }
    }
}

}  // namespace

Wall::Wall(std::shared_ptr<const WallModel> model, const std::string& remembered, MonotonicTime now)
    : model_(std::move(model)), since_(now), now_(now) {
    CHECK(model_ != nullptr);
    layout_ = find(remembered) != nullptr ? remembered : first_layout();
    refresh(now);
}

std::string Wall::first_layout() const {
    if (find(model_->config.first_layout) != nullptr) {
        return model_->config.first_layout;
    }
    return model_->layouts.empty() ? std::string() : model_->layouts.front().id;
}

const WallLayout* Wall::find(const std::string& id) const {
    const auto found = std::ranges::find(model_->layouts, id, &WallLayout::id);
    return found == model_->layouts.end() ? nullptr : &*found;
}

void Wall::resume(const std::string& layout, MonotonicTime since, uint64_t revision,
                  MonotonicTime now) {
    revision_ = revision + 1;
    if (find(layout) != nullptr) {
        layout_ = layout;
        since_ = std::min(since, now);
        refresh(now);
    }
}

Result<bool> Wall::activate(const std::string& id, MonotonicTime now) {
    if (find(id) == nullptr) {
        return fail(ErrorCode::not_found, unknown_name("layout", id, layout_ids(*model_)));
    }
    if (id == layout_) {
        return false;
    }
    layout_ = id;
    since_ = now;
    refresh(now);
    ++revision_;
    return true;
}

bool Wall::replace_model(std::shared_ptr<const WallModel> model, MonotonicTime now) {
    CHECK(model != nullptr);
    const auto before = std::exchange(model_, std::move(model));
    if (find(layout_) == nullptr) {
        layout_ = first_layout();
        since_ = now;
    }
    // Names, addresses and limits show on the wall too.
    const bool changed = refresh(now) || before->config != model_->config ||
                         before->cameras != model_->cameras || before->secrets != model_->secrets ||
                         before->layouts != model_->layouts;
    revision_ += changed ? 1 : 0;
    return changed;
}

bool Wall::advance(MonotonicTime now) {
    const bool changed = refresh(now);
    revision_ += changed ? 1 : 0;
    return changed;
}

bool Wall::refresh(MonotonicTime now) {
    now_ = now;
    const WallLayout* layout = find(layout_);
    Scene scene;
    if (layout != nullptr) {
        scene = layout->scene;
    } else {  // no layout at all: every display shows its ground
        for (const DisplayConfig& display : model_->config.displays) {
            scene.displays.push_back({display.id, upright_size(display), "#0E1726", {}});
        }
    }
    bool changed = scene != scene_;
    scene_ = std::move(scene);

    next_change_.reset();
    std::vector<std::string> turns;
    for_each_tile(scene_, [&](const SceneTile& tile) {
        turns.push_back(camera_of(tile));
        const auto* content = std::get_if<TileCamera>(&tile.content);
        if (content == nullptr) {
            return;
        }
        const auto wait = tour_next_change(tour_elapsed(now, since_), content->tour_seconds,
                                           content->cameras.size());
        if (wait && (!next_change_ || now + *wait < *next_change_)) {
            next_change_ = now + *wait;
        }
    });
    changed |= turns != turns_;
    turns_ = std::move(turns);
    return changed;
}

std::string Wall::camera_of(const SceneTile& tile) const {
    const auto* content = std::get_if<TileCamera>(&tile.content);
    if (content == nullptr || content->cameras.empty()) {
        return {};
    }
    return content->cameras[tour_index(tour_elapsed(now_, since_), content->tour_seconds,
                                       content->cameras.size())];
}

std::vector<std::string> Wall::cameras_in_layouts() const {
    std::set<std::string> cameras;
    for (const WallLayout& layout : model_->layouts) {
        for_each_tile(layout.scene, [&](const SceneTile& tile) {
            if (const auto* content = std::get_if<TileCamera>(&tile.content)) {
                cameras.insert(content->cameras.begin(), content->cameras.end());
            }
        });
    }
    return {cameras.begin(), cameras.end()};
}

}  // namespace pendopo
