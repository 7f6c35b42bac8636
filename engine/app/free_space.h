#pragma once
// Where in a camera's tile words can be read: what stands over it hides some of it, and a tile over
// several displays has frames through it. Pure.

#include "engine/base/geometry.h"
#include "layouts/scene.h"

namespace pendopo {

// Of the tile, in its own pixels: the largest rectangle on one display that no later tile of the
// scene covers. The same on every display that shows the tile. Empty: all of it.
PixelRect free_space(const SceneTile& tile, const Scene& scene);

}  // namespace pendopo
