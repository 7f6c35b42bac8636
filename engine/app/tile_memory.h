#pragma once
// What was said of the wall's camera tiles last, and when each began to be said.

#include <map>
#include <string>
#include <utility>

#include "engine/app/tile_state.h"

namespace pendopo {

// Thread: bound to its owner.
class TileMemory {
  public:
    // Of this camera in this tile; null: it was another one, or none. Valid until the next keep().
    const SaidCondition* find(const std::string& display, const std::string& tile,
                              const std::string& camera) const;
    // What is said of it from now on, if it is another word.
    void keep(const std::string& display, const std::string& tile, const std::string& camera,
              const TileCondition& condition, MonotonicTime now);
    // Ends a round: what was not kept since the last one is forgotten.
    void end_round();

  private:
    struct Entry {
        std::string camera;
        SaidCondition said;
        bool kept = true;
    };
    std::map<std::pair<std::string, std::string>, Entry> tiles_;  // by display and tile
};

}  // namespace pendopo
