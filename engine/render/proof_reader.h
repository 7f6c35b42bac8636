#pragma once
// Reads back, once a second and between the cycles, some points of what is composed for each
// display, and tells what can be proved of it (canvas_proof.h). One display a step; a GPU copies
// behind a fence, which is asked and never waited for.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/clock.h"
#include "engine/ipc/render_messages.h"
#include "engine/render/canvas_proof.h"
#include "engine/render/gl_read_back.h"
#include "engine/render/tile_renderer.h"

namespace pendopo {

// Thread: bound(render), and to the context it was made in.
class ProofReader {
  public:
    static constexpr Seconds kEvery{1};

    // `path` copy: canvases are memory, and are read as such.
    explicit ProofReader(RenderPath path) : path_(path) {}

    struct Display {
        const std::string& id;
        const TileRenderer& tiles;
        uint64_t shown = 0;  // DisplayReading::shown
    };
    // The wall as it is between two cycles.
    struct Wall {
        std::span<const Display> displays;
        uint64_t revision = 0;
        uint64_t cycles = 0;
    };
    bool is_due(MonotonicTime now) const { return reading_ || now >= next_; }
    void step(const Wall& wall, MonotonicTime now);
    // What was read since it was last asked.
    std::optional<ProofReading> take() { return std::exchange(done_, std::nullopt); }

  private:
    struct Place {  // of one display under way
        PixelSize canvas;
        std::vector<ProofPart> parts;  // their frames are not looked at any more
        std::vector<PartSamples> samples;
        std::vector<std::string> ids;
        uint64_t shown = 0;
    };
    void begin(const Display& display);
    bool read(const GlCanvas& canvas);
    void finish(const std::string& id, MonotonicTime now);

    RenderPath path_;
    MonotonicTime next_{};
    uint64_t number_ = 0;
    std::optional<ProofReading> reading_;  // under way
    size_t display_ = 0;                   // of it
    std::optional<Place> place_;           // of that, while its points are on their way
    GlReadBack read_back_;
    std::vector<uint8_t> row_;
    ProofPoints points_;
    std::map<std::pair<std::string, std::string>, TileFollower> followers_;  // display, tile
    std::map<std::pair<std::string, std::string>, TileFollower> followed_;   // in this reading
    std::optional<ProofReading> done_;
};

}  // namespace pendopo
