#pragma once
// Where the displays of a layout that is rehearsed go in its picture. Pure.

#include <string>
#include <vector>

#include "config/wall_config.h"
#include "engine/base/geometry.h"
#include "layouts/scene.h"

namespace pendopo {

// For each display of the scene its place in a picture `max_width` wide: as they hang, or only
// `display` where one is named. Empty for those that are not in the picture.
std::vector<PixelRect> rehearsal_places(const Scene& scene, const WallConfig& config,
                                        const std::string& display, int max_width);

// A rectangle of the display in pixels of its place. Edges are scaled, not sizes, so that tiles
// that touch still do; never smaller than a pixel.
PixelRect scaled_edges(const PixelRect& rect, double x_scale, double y_scale);

}  // namespace pendopo
