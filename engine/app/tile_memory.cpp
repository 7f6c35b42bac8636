#include "engine/app/tile_memory.h"

namespace pendopo {

const SaidCondition* TileMemory::find(const std::string& display, const std::string& tile,
                                      const std::string& camera) const {
    const auto found = tiles_.find({display, tile});
    return found == tiles_.end() || found->second.camera != camera ? nullptr : &found->second.said;
}

void TileMemory::keep(const std::string& display, const std::string& tile,
                      const std::string& camera, const TileCondition& condition,
                      MonotonicTime now) {
    const auto [at, is_new] = tiles_.try_emplace({display, tile});
    Entry& entry = at->second;
    if (is_new || entry.camera != camera || entry.said.condition.state != condition.state) {
        entry.said.at = now;
    }
    entry.camera = camera;
    entry.said.condition = condition;
    entry.kept = true;
}

void TileMemory::end_round() {
    std::erase_if(tiles_, [](const auto& each) { return !each.second.kept; });
    for (auto& [key, entry] : tiles_) {
        entry.kept = false;
    }
}

}  // namespace pendopo
