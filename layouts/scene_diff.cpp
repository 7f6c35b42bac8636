#include "layouts/scene_diff.h"

#include <map>
#include <optional>
#include <utility>

#include "engine/base/check.h"

namespace pendopo {
namespace {

template <class T>
std::map<std::string, const T*> by_id(const std::vector<T>& items) {
    std::map<std::string, const T*> index;
    for (const T& item : items) {
        index.emplace(item.id, &item);
    }
    return index;
}

template <class T>
std::vector<std::string> ids(const std::vector<T>& items) {
    std::vector<std::string> result;
    for (const T& item : items) {
        result.push_back(item.id);
    }
    return result;
}

DisplayDiff diff_display(const SceneDisplay& before, const SceneDisplay& after, bool is_new) {
    DisplayDiff result{after.id,
                       after.size,
                       after.background,
                       is_new || before.size != after.size || before.background != after.background,
                       {},
                       {},
                       {},
                       ids(after.tiles)};
    const auto old_tiles = by_id(before.tiles);
    const auto new_tiles = by_id(after.tiles);
    for (const SceneTile& tile : before.tiles) {
        if (!new_tiles.contains(tile.id)) {
            result.removed.push_back(tile.id);
        }
    }
    for (const SceneTile& tile : after.tiles) {
        const auto it = old_tiles.find(tile.id);
        if (it == old_tiles.end()) {
            result.added.push_back(tile);
        } else if (const SceneTile& old = *it->second; old != tile) {
            result.updated.push_back({tile, old.rect != tile.rect || old.z != tile.z,
                                      old.style != tile.style, old.content != tile.content});
        }
    }
    return result;
}

SceneDisplay apply_display(const DisplayDiff& diff, const SceneDisplay* before) {
    std::map<std::string, const SceneTile*> tiles;
    if (before != nullptr) {
        tiles = by_id(before->tiles);
    }
    for (const SceneTile& tile : diff.added) {
        tiles[tile.id] = &tile;
    }
    for (const TileUpdate& update : diff.updated) {
        tiles[update.tile.id] = &update.tile;
    }
    SceneDisplay after{diff.id, diff.size, diff.background, {}};
    for (const std::string& id : diff.order) {
        const auto it = tiles.find(id);
        CHECK(it != tiles.end());  // the diff was made from another scene
        after.tiles.push_back(*it->second);
    }
    return after;
}

}  // namespace

SceneDiff diff(const Scene& old_scene, const Scene& new_scene) {
    SceneDiff result{new_scene.layout, {}, ids(new_scene.displays)};
    const auto old_displays = by_id(old_scene.displays);
    for (const SceneDisplay& after : new_scene.displays) {
        const auto it = old_displays.find(after.id);
        if (it == old_displays.end()) {
            result.changed.push_back(diff_display({}, after, true));
        } else if (*it->second != after) {
            result.changed.push_back(diff_display(*it->second, after, false));
        }
    }
    return result;
}

Scene apply(const SceneDiff& diff, const Scene& old_scene) {
    const auto old_displays = by_id(old_scene.displays);
    const auto changed = by_id(diff.changed);
    Scene scene{diff.layout, {}};
    for (const std::string& id : diff.displays) {
        const auto old = old_displays.find(id);
        if (const auto it = changed.find(id); it != changed.end()) {
            scene.displays.push_back(
                apply_display(*it->second, old == old_displays.end() ? nullptr : old->second));
        } else {
            CHECK(old != old_displays.end());  // the diff was made from another scene
            scene.displays.push_back(*old->second);
        }
    }
    return scene;
}

}  // namespace pendopo
