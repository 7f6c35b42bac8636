#include "engine/render/tile_renderer.h"

#include <algorithm>
#include <array>

namespace pendopo {
namespace {

bool contains(const PixelRect& outer, const PixelRect& inner) {
    return intersect(outer, inner) == inner;
}

uint64_t serial_of(const Ring* ring) {
    return ring == nullptr ? 0 : ring->serial();
}

// `box` without `hole`, as up to four rectangles; the hole may be empty or reach outside.
std::array<PixelRect, 4> around(const PixelRect& box, const PixelRect& hole) {
    const PixelRect inner = intersect(box, hole);
    if (inner.empty()) {
        return {box};
    }
    return {PixelRect{box.x, box.y, box.width, inner.y - box.y},
            PixelRect{box.x, inner.bottom(), box.width, box.bottom() - inner.bottom()},
            PixelRect{box.x, inner.y, inner.x - box.x, inner.height},
            PixelRect{inner.right(), inner.y, box.right() - inner.right(), inner.height}};
}

void fill(const PixelRect& where, uint32_t rgb, const PixelRect& clip, GlPainter& painter) {
    if (!intersect(where, clip).empty()) {
        Quad quad;
        quad.where = where;
        quad.clip = clip;
        quad.rgb = rgb;
        painter.add(quad);
    }
}

// The same tile in the same place: only its contents may differ.
bool same_place(const DrawTile& a, const DrawTile& b) {
    return a.id == b.id && a.rect == b.rect && a.blend == b.blend;
}

}  // namespace

TileRenderer::TileRenderer(PixelSize canvas) : canvas_(canvas) {}

void TileRenderer::set_scene(const DrawDisplay& scene, const RingTable& rings,
                             const PictureGuard& guard, const std::string& viewer) {
    display_ = scene.id;
    closed_ = scene.closed;
    viewer_ = viewer;
    bool in_place = scene.background_rgb == background_ && scene.tiles.size() == tiles_.size();
    for (size_t i = 0; in_place && i < tiles_.size(); ++i) {
        in_place = same_place(scene.tiles[i], tiles_[i].tile);
    }
    if (in_place) {
        for (size_t i = 0; i < tiles_.size(); ++i) {
            tiles_[i].stale = tiles_[i].stale || tiles_[i].tile != scene.tiles[i];
            tiles_[i].tile = scene.tiles[i];
        }
    } else {
        background_ = scene.background_rgb;
        all_stale_ = true;
        tiles_.clear();
        for (const DrawTile& tile : scene.tiles) {
            tiles_.emplace_back().tile = tile;
        }
    }
    resolve(rings, guard);
}

void TileRenderer::resolve(const RingTable& rings, const PictureGuard& guard) {
    for (Tile& tile : tiles_) {
        tile.refused.reset();
        bool barred = false;
        const auto find = [&](const std::string& key) -> Ring* {
            Ring* ring = rings.find(key);
            const Verdict verdict =
                ring == nullptr ? Verdict::may : guard.verdict(ring->offer(), display_, viewer_);
            barred = barred || verdict != Verdict::may;
            if (verdict == Verdict::refused) {
                tile.refused = ring->offer();
            }
            return verdict == Verdict::may ? ring : nullptr;
        };
        tile.picture = find(tile.tile.picture);
        tile.placeholder = find(tile.tile.placeholder);
        tile.label = find(tile.tile.label);
        tile.badge = find(tile.tile.badge);
        if (barred && tile.placeholder == nullptr) {
            tile.placeholder = rings.find(closed_);
        }
    }
}

TileAppearance TileRenderer::appearance(const Tile& tile, int64_t now_ns) {
    const bool has_picture = tile.picture != nullptr && tile.picture->frame();
    TileAppearance wanted;
    std::optional<PictureAge> age;
    if (has_picture) {
        age = {tile.picture->picture_ns(), tile.picture->stale_after_ms()};
    }
    wanted.face = choose_face(tile.tile, age, now_ns);
    if (wanted.face == TileFace::placeholder) {
        wanted.placeholder = serial_of(tile.placeholder);
    } else {
        wanted.picture = tile.picture->serial();
        const FrameInfo& frame = tile.picture->frame()->info;
        wanted.place = tile.tile.scroll_px_per_s > 0
                           ? place_scrolling(tile.tile, frame.size(), now_ns)
                           : place_picture(tile.tile, frame);
    }
    // A placeholder carries name and state itself.
    if (wanted.placeholder == 0) {
        wanted.label = serial_of(tile.label);
        wanted.badge = serial_of(tile.badge);
    }
    return wanted;
}

void TileRenderer::add_damage(const PixelRect& area) {
    const PixelRect seen = intersect(area, canvas_.area());
    if (!seen.empty()) {
        damage_.push_back(seen);
    }
}

void TileRenderer::find_damage(int64_t now_ns) {
    damage_.clear();
    for (Tile& tile : tiles_) {
        tile.wanted = appearance(tile, now_ns);
        if (all_stale_) {
            continue;
        }
        TileAppearance only_picture = tile.drawn;
        only_picture.picture = tile.wanted.picture;
        if (tile.stale || tile.wanted != only_picture) {
            add_damage(tile.tile.rect);
        } else if (tile.wanted != tile.drawn) {
            add_damage(intersect(tile.wanted.place.where, inside_of_border(tile.tile)));
        }
    }
    if (all_stale_) {
        damage_.push_back(canvas_.area());
    }
    // An area inside another needs no drawing of its own.
    for (size_t i = 0; i < damage_.size();) {
        const bool covered =
            std::any_of(damage_.begin(), damage_.end(), [&](const PixelRect& other) {
                return &other != &damage_[i] && contains(other, damage_[i]);
            });
        if (covered) {
            damage_.erase(damage_.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
}

TileRenderer::Drawn TileRenderer::draw(int64_t now_ns, GlPainter& painter,
                                       FrameUploader& uploader) {
    find_damage(now_ns);
    if (damage_.empty()) {
        return {};
    }
    Drawn result{.changed = true};
    for (Tile& tile : tiles_) {
        const bool new_picture = tile.wanted.picture != tile.drawn.picture &&
                                 tile.wanted.picture != 0 && tile.wanted.face != TileFace::dimmed;
        tile.new_pictures += new_picture ? 1 : 0;
        result.faces = result.faces || tile.wanted.face != tile.drawn.face;
        tile.drawn = tile.wanted;
        tile.stale = false;
        const bool shows = tile.wanted.picture != 0;
        tile.picture_ns = shows ? tile.picture->picture_ns() : 0;
        tile.stale_after_ms = shows ? stale_limit_ms(tile.tile, tile.picture->stale_after_ms()) : 0;
        tile.made = shows ? tile.picture->made() : MediaTime();
        tile.picture_number = shows ? tile.picture->frame()->info.number : 0;
    }
    all_stale_ = false;
    painter.begin(canvas_);
    for (const PixelRect& area : damage_) {
        result.torn = !draw_area(area, painter, uploader) || result.torn;
    }
    painter.end();
    return result;
}

bool TileRenderer::draw_area(const PixelRect& area, GlPainter& painter, FrameUploader& uploader) {
    // What lies under an opaque tile that covers the whole area is not seen.
    auto first = tiles_.begin();
    bool covered = false;
    for (auto tile = tiles_.begin(); tile != tiles_.end(); ++tile) {
        if (!tile->tile.blend && contains(tile->tile.rect, area)) {
            first = tile;
            covered = true;
        }
    }
    if (!covered) {
        fill(canvas_.area(), background_, area, painter);
    }
    bool intact = true;
    for (auto tile = first; tile != tiles_.end(); ++tile) {
        const PixelRect part = intersect(tile->tile.rect, area);
        if (!part.empty() && !draw_tile(*tile, part, painter, uploader)) {
            tile->drawn.picture = 0;
            tile->stale = true;
            intact = false;
        }
    }
    return intact;
}

bool TileRenderer::draw_tile(Tile& tile, const PixelRect& area, GlPainter& painter,
                             FrameUploader& uploader) {
    const TileAppearance& look = tile.wanted;
    const PixelRect inside = inside_of_border(tile.tile);
    const PixelRect clip = intersect(inside, area);
    bool intact = true;

    const bool scrolls = tile.tile.scroll_px_per_s > 0;
    PixelRect picture = look.picture != 0 ? look.place.where : PixelRect{};
    if (scrolls && !picture.empty()) {  // copies of it fill the tile's width
        picture.x = inside.x;
        picture.width = inside.width;
    }
    if (!tile.tile.blend) {
        for (const PixelRect& bar : around(inside, picture)) {
            fill(bar, background_, clip, painter);
        }
    }
    if (look.picture != 0) {
        const Look how = look.face == TileFace::dimmed ? Look::dimmed
                         : tile.tile.blend             ? Look::blended
                                                       : Look::opaque;
        PicturePlace place = look.place;
        do {
            intact = uploader.draw(*tile.picture, place, clip, how, painter) && intact;
            place.where.x += place.where.width;
        } while (scrolls && place.where.x < inside.right());
    }
    const auto draw_bitmap = [&](const Ring* ring, const PixelRect& where) {
        intact = uploader.draw(*ring, {where, UnitRect{}}, clip, Look::blended, painter) && intact;
    };
    if (look.placeholder != 0) {
        draw_bitmap(tile.placeholder,
                    place_centred(tile.placeholder->frame()->info.size(), inside));
    }
    if (look.label != 0) {
        draw_bitmap(tile.label, place_in_corner(tile.label->frame()->info.size(), inside,
                                                tile.tile.label_corner));
    }
    if (look.badge != 0) {
        draw_bitmap(tile.badge,
                    place_in_corner(tile.badge->frame()->info.size(), inside, Corner::top_right));
    }
    for (const PixelRect& side : around(tile.tile.rect, inside)) {
        fill(side, tile.tile.border_rgb, area, painter);
    }
    return intact;
}

bool TileRenderer::moves() const {
    return std::ranges::any_of(tiles_, [](const Tile& tile) {
        return tile.tile.scroll_px_per_s > 0 && tile.drawn.picture != 0;
    });
}

std::vector<TileRenderer::TileReport> TileRenderer::report() const {
    std::vector<TileReport> reports;
    for (const Tile& tile : tiles_) {
        reports.push_back({&tile.tile, tile.drawn.face, tile.shown_fps, tile.picture_ns,
                           tile.stale_after_ms, tile.made, tile.picture_number});
    }
    return reports;
}

std::vector<ProofPart> TileRenderer::drawn() const {
    std::vector<ProofPart> parts;
    for (const Tile& tile : tiles_) {
        ProofPart& part = parts.emplace_back();
        part.area = tile.tile.rect;
        part.inside = inside_of_border(tile.tile);
        part.opaque = !tile.tile.blend;
        part.dimmed = tile.drawn.face == TileFace::dimmed;
        const auto stands = [](const Ring* ring, uint64_t serial) {
            return ring != nullptr && serial != 0 && ring->serial() == serial && ring->intact();
        };
        const auto size_of = [](const Ring* ring) { return ring->frame()->info.size(); };
        if (stands(tile.picture, tile.drawn.picture) && tile.tile.scroll_px_per_s == 0) {
            part.frame = &*tile.picture->frame();
            part.place = tile.drawn.place;
        } else if (stands(tile.placeholder, tile.drawn.placeholder)) {
            part.frame = &*tile.placeholder->frame();
            part.place = {place_centred(size_of(tile.placeholder), part.inside), UnitRect{}};
        }
        if (stands(tile.label, tile.drawn.label)) {
            part.covers[0] =
                place_in_corner(size_of(tile.label), part.inside, tile.tile.label_corner);
        }
        if (stands(tile.badge, tile.drawn.badge)) {
            part.covers[1] = place_in_corner(size_of(tile.badge), part.inside, Corner::top_right);
        }
    }
    return parts;
}

std::vector<RefusedPicture> TileRenderer::refused() const {
    std::vector<RefusedPicture> all;
    for (const Tile& tile : tiles_) {
        if (tile.refused) {
            all.push_back({display_, tile.tile.id, tile.refused->camera, tile.refused->card});
        }
    }
    return all;
}

void TileRenderer::end_period(double seconds) {
    for (Tile& tile : tiles_) {
        tile.shown_fps = static_cast<double>(tile.new_pictures) / seconds;
        tile.new_pictures = 0;
    }
}

}  // namespace pendopo
