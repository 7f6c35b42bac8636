#include "decoders/mask_map.h"

#include <algorithm>
#include <cmath>

namespace pendopo {
namespace {

constexpr double kShapeTolerance = 0.025;
constexpr size_t kMostAreas = 250;  // a cell's area is a byte; the readers stop far below
constexpr uint8_t kNobody = 0;

struct CellPoint {
    double x;
    double y;
};

// In cells; a point that lies far away is brought to where it makes no difference any more.
std::vector<CellPoint> in_cells(const Mask& mask, PixelSize picture) {
    static constexpr double kFar = 1e7;
    const auto near = [](double value) { return std::clamp(value, -kFar, kFar); };
    std::vector<CellPoint> points;
    for (const UnitPoint& point : mask.points) {
        points.push_back({near(point.x * picture.width / 2), near(point.y * picture.height / 2)});
    }
    return points;
}

bool makes_sense(const Mask& mask) {
    return mask.points.size() >= 3 && std::ranges::all_of(mask.points, [](const UnitPoint& point) {
               return std::isfinite(point.x) && std::isfinite(point.y);
           });
}

// Which area each cell belongs to: 0 none, else its number from 1.
class CellOwners {
  public:
    explicit CellOwners(PixelSize cells)
        : cells_(cells), owner_(size_t(cells.width) * size_t(cells.height), kNobody) {}

    void take(int row, double from, double to, uint8_t owner) {
        const int begin = static_cast<int>(std::clamp(std::floor(from), 0.0, double(cells_.width)));
        const int end = static_cast<int>(std::clamp(std::ceil(to), 0.0, double(cells_.width)));
        if (begin < end) {
            std::fill_n(cell(row, begin), end - begin, owner);
        }
    }
    // All that is nobody's.
    void take_rest(uint8_t owner) { std::ranges::replace(owner_, kNobody, owner); }

    void draw(const Mask& mask, PixelSize picture, uint8_t owner) {
        if (!makes_sense(mask)) {
            std::ranges::fill(owner_, owner);
            return;
        }
        const std::vector<CellPoint> points = in_cells(mask, picture);
        for (int row = 0; row < cells_.height; ++row) {
            draw_inside(points, row, owner);
            draw_sides(points, row, owner);
        }
    }

    std::vector<MaskSpan> spans_of(uint8_t owner) const {
        std::vector<MaskSpan> spans;
        for (int row = 0; row < cells_.height; ++row) {
            const uint8_t* const line = owner_.data() + size_t(row) * size_t(cells_.width);
            const uint8_t* const stop = line + cells_.width;
            for (const uint8_t* at = std::find(line, stop, owner); at != stop;) {
                const uint8_t* const end =
                    std::find_if(at, stop, [&](uint8_t other) { return other != owner; });
                spans.push_back({row, static_cast<int>(at - line), static_cast<int>(end - line)});
                at = std::find(end, stop, owner);
            }
        }
        return spans;
    }

  private:
    std::vector<uint8_t>::iterator cell(int row, int column) {
        return owner_.begin() + ptrdiff_t{row} * cells_.width + column;
    }

    // What the polygon winds round at the middle of the row. A cell that no side passes through is
    // inside or outside as a whole, so its middle tells.
    void draw_inside(const std::vector<CellPoint>& points, int row, uint8_t owner) {
        struct Crossing {
            double x;
            int turn;
        };
        const double middle = row + 0.5;
        std::vector<Crossing> crossings;
        for (size_t i = 0; i < points.size(); ++i) {
            const CellPoint& a = points[i];
            const CellPoint& b = points[(i + 1) % points.size()];
            if ((a.y <= middle) != (b.y <= middle)) {
                const double x = a.x + (b.x - a.x) * ((middle - a.y) / (b.y - a.y));
                crossings.push_back({x, a.y < b.y ? 1 : -1});
            }
        }
        std::ranges::sort(crossings, {}, &Crossing::x);
        int winding = 0;
        for (size_t i = 0; i + 1 < crossings.size(); ++i) {
            winding += crossings[i].turn;
            if (winding != 0) {
                take(row, crossings[i].x, crossings[i + 1].x, owner);
            }
        }
    }

    // Every cell that a side touches, and one around it.
    void draw_sides(const std::vector<CellPoint>& points, int row, uint8_t owner) {
        const double top = row - 1;
        const double bottom = row + 2;
        for (size_t i = 0; i < points.size(); ++i) {
            CellPoint a = points[i];
            CellPoint b = points[(i + 1) % points.size()];
            if (a.y > b.y) {
                std::swap(a, b);
            }
            if (b.y < top || a.y > bottom) {
                continue;
            }
            const auto x_at = [&](double y) {
                return b.y > a.y ? a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)) : a.x;
            };
            const double first = a.y < top ? x_at(top) : a.x;
            const double last = b.y > bottom ? x_at(bottom) : b.x;
            // The cell at `x` reaches to floor(x) + 1.
            take(row, std::min(first, last) - 1, std::floor(std::max(first, last)) + 2, owner);
        }
    }

    const PixelSize cells_;
    std::vector<uint8_t> owner_;
};

PixelRect bounds_of(const std::vector<MaskSpan>& spans) {
    int left = spans.front().begin;
    int right = spans.front().end;
    for (const MaskSpan& span : spans) {
        left = std::min(left, span.begin);
        right = std::max(right, span.end);
    }
    const int top = spans.front().row;
    return {left, top, right - left, spans.back().row + 1 - top};
}

// Blocks are as large as the rule says, or larger.
PixelSize blocks_in(const PixelRect& bounds, PixelSize cells, bool of_picture) {
    const auto divided = [](int length, int parts) { return (length + parts - 1) / parts; };
    const int mask = std::max(bounds.width, bounds.height);
    const int least = std::max(divided(std::max(cells.width, cells.height), kBlocksOfPicture),
                               of_picture ? 1 : divided(mask, kBlocksOfMask));
    return {std::max(1, bounds.width / least), std::max(1, bounds.height / least)};
}

}  // namespace

MaskMap make_mask_map(const CameraMasks& masks, PixelSize picture, Coarsen coarsen) {
    MaskMap map;
    if (picture.empty()) {
        return map;
    }
    map.cells = {(picture.width + 1) / 2, (picture.height + 1) / 2};
    CellOwners owners(map.cells);
    std::vector<MaskStyle> styles;  // of the areas, in the order in which they are drawn
    const auto draw = [&](const Mask& mask) {
        styles.push_back(mask.style);
        owners.draw(mask, picture, static_cast<uint8_t>(styles.size()));
    };
    if (masks.polygons.size() > kMostAreas) {
        draw(Mask{});
    } else {
        const auto is_solid = [](const Mask& mask) {
            return mask.style == MaskStyle::solid || !makes_sense(mask);
        };
        for (const Mask& mask : masks.polygons) {
            if (!is_solid(mask) && coarsen == Coarsen::masks) {
                draw(mask);
            }
        }
        for (const Mask& mask : masks.polygons) {
            if (is_solid(mask)) {
                draw({mask.points, MaskStyle::solid});
            }
        }
    }
    if (coarsen == Coarsen::whole) {
        styles.push_back(MaskStyle::pixelate);
        owners.take_rest(static_cast<uint8_t>(styles.size()));
    }
    for (const bool solid : {true, false}) {
        for (size_t i = 0; i < styles.size(); ++i) {
            if ((styles[i] == MaskStyle::solid) != solid) {
                continue;
            }
            std::vector<MaskSpan> spans = owners.spans_of(static_cast<uint8_t>(i + 1));
            if (!spans.empty()) {
                const PixelRect bounds = bounds_of(spans);
                const bool rest = coarsen == Coarsen::whole && i + 1 == styles.size();
                map.areas.push_back(
                    {styles[i], bounds, blocks_in(bounds, map.cells, rest), std::move(spans)});
            }
        }
    }
    return map;
}

bool masks_fit(const CameraMasks& masks, PixelSize picture, SampleAspect aspect) {
    if (masks.polygons.empty() || masks.drawn_on.empty()) {
        return true;
    }
    const bool has_aspect = aspect.numerator > 0 && aspect.denominator > 0;
    const double sample = has_aspect ? double(aspect.numerator) / aspect.denominator : 1.0;
    const double shape = picture.width * sample / picture.height;
    const double drawn = double(masks.drawn_on.width) / masks.drawn_on.height;
    return std::abs(shape / drawn - 1) <= kShapeTolerance;
}

}  // namespace pendopo
