#pragma once
// The tiles of one display on its canvas. Each cycle it asks what every tile should look like
// (frame_choice.h), compares with what the canvas shows, and draws only the difference; tiles
// above a changed area are drawn again in that area.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ipc/render_messages.h"
#include "engine/render/canvas_proof.h"
#include "engine/render/frame_uploader.h"
#include "engine/render/gl_canvas.h"
#include "engine/render/gl_painter.h"
#include "engine/render/picture_guard.h"
#include "engine/render/ring_table.h"

namespace pendopo {

// Everything that decides a tile's pixels; serials name frames (Ring::serial), 0: not drawn.
struct TileAppearance {
    TileFace face = TileFace::placeholder;
    uint64_t picture = 0;
    uint64_t placeholder = 0;
    uint64_t label = 0;
    uint64_t badge = 0;
    PicturePlace place;
    bool operator==(const TileAppearance&) const = default;
};

// Thread: bound(render).
class TileRenderer {
  public:
    explicit TileRenderer(PixelSize canvas);

    // Shows this from the next draw() on. Tiles that stay as they are are not touched. `viewer`:
    // see picture_rules.h.
    void set_scene(const DrawDisplay& scene, const RingTable& rings, const PictureGuard& guard,
                   const std::string& viewer = "restricted");
    // Rings came or went, or may be drawn where they might not, or no longer: looks them up again.
    void resolve(const RingTable& rings, const PictureGuard& guard);

    // What draw() did: `torn` when a picture was overwritten while it was taken; the canvas should
    // not be shown then, the next draw() mends it. `faces`: some tile has another face than before.
    struct Drawn {
        bool changed = false;
        bool torn = false;
        bool faces = false;
    };
    Drawn draw(int64_t now_ns, GlPainter& painter, FrameUploader& uploader);

    // Whether something on it moves without new pictures: every cycle then changes it.
    bool moves() const;

    // The parts of the canvas the last draw() touched.
    const std::vector<PixelRect>& damage() const { return damage_; }
    const GlCanvas& canvas() const { return canvas_; }

    // For health: each tile as drawn, and how many new pictures a second it showed in the last
    // period.
    struct TileReport {
        const DrawTile* tile = nullptr;
        TileFace face = TileFace::placeholder;
        double shown_fps = 0;
        int64_t picture_ns = 0;
        int stale_after_ms = 0;
        MediaTime made;
        uint64_t picture_number = 0;
    };
    std::vector<TileReport> report() const;
    // What stands on the canvas since the last draw(), back to front: each tile with its frame, as
    // long as that is whole.
    std::vector<ProofPart> drawn() const;
    // Of the same.
    const std::string& tile_id(size_t index) const { return tiles_[index].tile.id; }
    // What tiles ask for that is not for who sees this display, as it was found by resolve().
    std::vector<RefusedPicture> refused() const;
    void end_period(double seconds);

  private:
    struct Tile {
        DrawTile tile;
        Ring* picture = nullptr;
        Ring* placeholder = nullptr;
        Ring* label = nullptr;
        Ring* badge = nullptr;
        std::optional<RingOffer> refused;  // not for this display
        TileAppearance wanted;
        TileAppearance drawn;
        bool stale = true;          // must be drawn whatever `drawn` says
        uint64_t new_pictures = 0;  // in the period that runs
        double shown_fps = 0;       // in the one before
        int64_t picture_ns = 0;
        int stale_after_ms = 0;
        MediaTime made;
        uint64_t picture_number = 0;
    };
    static TileAppearance appearance(const Tile& tile, int64_t now_ns);
    void find_damage(int64_t now_ns);
    void add_damage(const PixelRect& area);
    bool draw_area(const PixelRect& area, GlPainter& painter, FrameUploader& uploader);
    bool draw_tile(Tile& tile, const PixelRect& area, GlPainter& painter, FrameUploader& uploader);

    GlCanvas canvas_;
    std::string display_;
    std::string closed_;
    std::string viewer_;
    uint32_t background_ = 0;
    std::vector<Tile> tiles_;
    std::vector<PixelRect> damage_;
    bool all_stale_ = true;
};

}  // namespace pendopo
