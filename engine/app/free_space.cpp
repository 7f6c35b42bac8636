#include "engine/app/free_space.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace pendopo {
namespace {

int64_t area(const PixelRect& rect) {
    return rect.empty() ? 0 : int64_t{rect.width} * rect.height;
}

// What is left of `room` beside, above or below `over`: the largest of the four.
PixelRect without(const PixelRect& room, const PixelRect& over) {
    const PixelRect covered = intersect(room, over);
    if (covered.empty()) {
        return room;
    }
    const std::array<PixelRect, 4> sides{
        {{room.x, room.y, covered.x - room.x, room.height},
         {covered.right(), room.y, room.right() - covered.right(), room.height},
         {room.x, room.y, room.width, covered.y - room.y},
         {room.x, covered.bottom(), room.width, room.bottom() - covered.bottom()}}};
    return *std::ranges::max_element(sides, {}, area);
}

}  // namespace

PixelRect free_space(const SceneTile& tile, const Scene& scene) {
    PixelRect best;
    for (const SceneDisplay& display : scene.displays) {
        const auto shown = std::ranges::find(display.tiles, tile.id, &SceneTile::id);
        if (shown == display.tiles.end()) {
            continue;
        }
        PixelRect room = intersect(shown->rect, {0, 0, display.size.width, display.size.height});
        for (auto over = shown + 1; over != display.tiles.end(); ++over) {
            room = without(room, over->rect);
        }
        room.x -= shown->rect.x;
        room.y -= shown->rect.y;
        if (area(room) > area(best)) {
            best = room;
        }
    }
    return best == PixelRect{0, 0, tile.rect.width, tile.rect.height} ? PixelRect{} : best;
}

}  // namespace pendopo
