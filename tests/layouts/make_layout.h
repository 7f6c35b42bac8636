#pragma once
// Short ways to write layouts and displays in tests.

#include <string>
#include <utility>
#include <vector>

#include "config/wall_config.h"
#include "layouts/layout.h"
#include "layouts/scene.h"

namespace pendopo {

inline DisplayConfig display(std::string id, PixelSize size = {1920, 1080},
                             Rotation rotation = Rotation::none) {
    DisplayConfig config;
    config.id = std::move(id);
    config.size = size;
    config.rotation = rotation;
    return config;
}

// A display whose picture is that many millimetres wide and high (after rotation), in its frame.
inline DisplayConfig display_mm(std::string id, PixelSize size, double width_mm, double height_mm,
                                double bezel_mm, Rotation rotation = Rotation::none) {
    DisplayConfig config = display(std::move(id), size, rotation);
    config.width_mm = width_mm;
    config.height_mm = height_mm;
    config.bezel_mm = bezel_mm;
    return config;
}

inline TileLayout camera_tile(std::string camera) {
    TileLayout tile;
    tile.content = TileCamera{{std::move(camera)}, 15, {}};
    return tile;
}

inline TileLayout camera_tile(std::string camera, UnitRect rect, int z = 0) {
    TileLayout tile = camera_tile(std::move(camera));
    tile.rect = rect;
    tile.z = z;
    return tile;
}

inline TileLayout group_tile(std::string group, double tour_seconds = 15) {
    TileLayout tile;
    tile.content = TileCamera{{}, tour_seconds, std::move(group)};
    return tile;
}

inline Layout layout_of(DisplayLayout display_layout) {
    Layout layout;
    layout.id = "test";
    layout.displays["kiri"] = std::move(display_layout);
    return layout;
}

inline const std::vector<std::string>& cameras_of(const SceneTile& tile) {
    return std::get<TileCamera>(tile.content).cameras;
}

}  // namespace pendopo
