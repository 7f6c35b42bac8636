#include "layouts/solver.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "config/in_both.h"
#include "config/problems.h"
#include "layouts/grid.h"
#include "layouts/pixel_edges.h"
#include "layouts/wall_geometry.h"

namespace pendopo {
namespace {

// A tile of one display, and where the file says it.
struct PlacedTile {
    SceneTile tile;
    std::string pointer;
};

bool inside_unit(const UnitRect& rect) {
    // A thousandth of a pixel: what 0.1 + 0.2 + 0.7 may be off by, and nobody can see.
    constexpr double kSlack = 1e-6;
    return rect.x >= 0 && rect.y >= 0 && rect.width > 0 && rect.height > 0 &&
           rect.x + rect.width <= 1 + kSlack && rect.y + rect.height <= 1 + kSlack;
}

// Thread: bound to its caller; lives for one solve().
class Solver {
  public:
    Solver(const Layout& layout, const std::vector<DisplayConfig>& displays,
           const CameraGroups& groups)
        : layout_(layout), groups_(groups), placed_displays_(place_displays(displays)) {}

    SolvedLayout run();

  private:
    void report(std::string pointer, LocalText text) {
        problems_.push_back({std::move(pointer), std::move(text)});
    }
    void report_unknown_displays();
    void place_tiles(const PlacedDisplay& display, const DisplayLayout& layout);
    std::vector<std::string> cameras_to_fill(const DisplayLayout& layout, const std::string& at);
    void place_fill(const PlacedDisplay& display, const FillLayout& fill, const std::string& at,
                    const std::vector<PixelRect>& cells, const std::vector<std::string>& cameras);
    void place_span(size_t index);
    std::optional<TileContent> resolve(const TileContent& content, const std::string& at);
    const std::vector<std::string>* group_cameras(const std::string& group, const std::string& at);
    void report_tiles_on_one_place(const std::vector<PlacedTile>& tiles);

    const Layout& layout_;
    const CameraGroups& groups_;
    const std::vector<PlacedDisplay> placed_displays_;
    std::map<std::string, std::vector<PlacedTile>> tiles_;  // by display, in file order
    std::vector<LayoutProblem> problems_;
    std::set<std::pair<std::string, std::string>> reported_pairs_;
};

std::string display_pointer(const std::string& id) {
    return "/displays/" + id;
}

SolvedLayout Solver::run() {
    report_unknown_displays();
    for (const PlacedDisplay& display : placed_displays_) {
        if (const auto it = layout_.displays.find(display.id); it != layout_.displays.end()) {
            place_tiles(display, it->second);
        }
    }
    for (size_t index = 0; index < layout_.spans.size(); ++index) {
        place_span(index);
    }
    Scene scene{layout_.id, {}};
    for (const PlacedDisplay& display : placed_displays_) {
        std::vector<PlacedTile>& placed = tiles_[display.id];
        report_tiles_on_one_place(placed);
        std::ranges::stable_sort(placed, {}, [](const PlacedTile& tile) { return tile.tile.z; });
        const auto it = layout_.displays.find(display.id);
        const DisplayLayout& layout = it == layout_.displays.end() ? DisplayLayout{} : it->second;
        SceneDisplay& shown = scene.displays.emplace_back();
        shown.id = display.id;
        shown.size = display.size;
        shown.background = layout.background;
        for (PlacedTile& tile : placed) {
            shown.tiles.push_back(std::move(tile.tile));
        }
    }
    return {std::move(scene), std::move(problems_)};
}

void Solver::report_unknown_displays() {
    std::vector<std::string> known;
    for (const PlacedDisplay& display : placed_displays_) {
        known.push_back(display.id);
    }
    const auto check = [&](const std::string& id, const std::string& at) {
        if (std::ranges::find(known, id) == known.end()) {
            report(at, in_both("layar {} tidak dikenal{}", "unknown display {}{}", in_quotes(id),
                               did_you_mean(id, known)));
        }
    };
    for (const auto& [id, display] : layout_.displays) {
        check(id, display_pointer(id));
    }
    for (size_t span = 0; span < layout_.spans.size(); ++span) {
        const std::vector<std::string>& ids = layout_.spans[span].displays;
        for (size_t index = 0; index < ids.size(); ++index) {
            check(ids[index],
                  "/wall/tiles/" + std::to_string(span) + "/span/" + std::to_string(index));
        }
    }
}

void Solver::place_tiles(const PlacedDisplay& display, const DisplayLayout& layout) {
    const std::string at = display_pointer(display.id);
    Result<Grid> named = grid_named(layout.grid);
    if (!named) {
        report(at + "/grid", unknown_grid(layout.grid));
        named = Grid{1, 1, true, {{0, 0, 1, 1}}};
    }
    const Grid& grid = *named;
    const int most = std::max(0, largest_gap(grid, display.size));
    const int gap = std::clamp(layout.gap_px, 0, most);
    if (gap != layout.gap_px) {
        report(at + "/gap",
               in_both("jarak {} piksel; kisi \"{}\" di layar ini memberi ruang 0 sampai {}",
                       "gap of {} pixels; a \"{}\" grid on this display has room for 0 to {}",
                       layout.gap_px, layout.grid, most));
    }
    GridPlacer placer(grid);
    std::vector<PlacedTile> own;
    for (size_t index = 0; index < layout.tiles.size(); ++index) {
        const TileLayout& tile = layout.tiles[index];
        const std::string tile_at = at + "/tiles/" + std::to_string(index);
        PixelRect rect;
        if (tile.rect) {
            if (!inside_unit(*tile.rect)) {
                report(tile_at + "/rect",
                       {"persegi ini keluar dari layar; x + lebar dan y + tinggi paling banyak 1",
                        "rectangle leaves the display; x + width and y + height "
                        "may reach 1 at most"});
                continue;
            }
            rect = unit_to_pixels(*tile.rect, display.size);
        } else if (const auto cell = placer.place(tile.column_span, tile.row_span)) {
            rect = cell_pixels(grid, *cell, display.size, gap);
        } else if (!grid.equal_cells && (tile.column_span != 1 || tile.row_span != 1)) {
            report(tile_at,
                   in_both("\"rows\" dan \"columns\" pada kisi \"{}\", yang selnya berukuran "
                           "tetap; hapus, atau pakai kisi seperti \"4x4\"",
                           "\"rows\" and \"columns\" on a \"{}\" grid, whose cells are of fixed "
                           "size; remove them, or use a grid such as \"4x4\"",
                           layout.grid));
            continue;
        } else {
            report(tile_at,
                   in_both("tidak ada lagi tempat {}x{} di kisi \"{}\"; pakai kisi yang lebih "
                           "besar, atau beri ubin sebuah \"rect\"",
                           "no free place of {}x{} left in grid \"{}\"; use a larger grid, or give "
                           "the tile a \"rect\"",
                           tile.column_span, tile.row_span, layout.grid));
            continue;
        }
        std::optional<TileContent> content = resolve(tile.content, tile_at);
        if (rect.empty() || !content) {
            continue;  // less than a pixel, or reported by resolve()
        }
        own.push_back({{display.id + "/" + std::to_string(index), rect, tile.z, std::move(*content),
                        tile.style},
                       tile_at});
    }
    if (layout.fill) {
        std::vector<PixelRect> cells;
        for (const GridCell& cell : placer.free_cells()) {
            cells.push_back(cell_pixels(grid, cell, display.size, gap));
        }
        place_fill(display, *layout.fill, at + "/fill", cells,
                   cameras_to_fill(layout, at + "/fill"));
    }
    std::vector<PlacedTile>& all = tiles_[display.id];
    all.insert(all.end(), std::move_iterator(own.begin()), std::move_iterator(own.end()));
}

// The fill's group without the cameras that have a fixed tile on this display, each once.
std::vector<std::string> Solver::cameras_to_fill(const DisplayLayout& layout,
                                                 const std::string& at) {
    const std::vector<std::string>* group = group_cameras(layout.fill->group, at + "/group");
    if (group == nullptr) {
        return {};
    }
    std::set<std::string> seen;
    for (const TileLayout& tile : layout.tiles) {
        const auto* content = std::get_if<TileCamera>(&tile.content);
        if (content != nullptr && content->group.empty() && content->cameras.size() == 1) {
            seen.insert(content->cameras.front());
        }
    }
    std::vector<std::string> cameras;
    std::ranges::copy_if(*group, std::back_inserter(cameras),
                         [&](const std::string& camera) { return seen.insert(camera).second; });
    return cameras;
}

// Cell i of n shows cameras i, i + n, i + 2n …: no camera is in two cells, so none shows twice.
void Solver::place_fill(const PlacedDisplay& display, const FillLayout& fill, const std::string& at,
                        const std::vector<PixelRect>& cells,
                        const std::vector<std::string>& cameras) {
    for (size_t cell = 0; cell < std::min(cells.size(), cameras.size()); ++cell) {
        TileCamera content{{}, fill.tour_seconds, {}};
        for (size_t camera = cell; camera < cameras.size(); camera += cells.size()) {
            content.cameras.push_back(cameras[camera]);
        }
        if (!cells[cell].empty()) {
            tiles_[display.id].push_back({{display.id + "/fill/" + std::to_string(cell),
                                           cells[cell], 0, std::move(content), fill.style},
                                          at});
        }
    }
}

void Solver::place_span(size_t index) {
    const SpanLayout& span = layout_.spans[index];
    const std::string at = "/wall/tiles/" + std::to_string(index);
    const UnitRect part = span.tile.rect.value_or(UnitRect{});
    if (!inside_unit(part)) {
        report(at + "/rect",
               {"persegi ini keluar dari layar-layar yang dibentanginya; x + lebar dan y + tinggi "
                "paling banyak 1",
                "rectangle leaves the displays it spans; x + width and y + height may "
                "reach 1 at most"});
        return;
    }
    const std::optional<TileContent> content = resolve(span.tile.content, at);
    if (!content) {
        return;
    }
    std::vector<PlacedDisplay> spanned;
    std::ranges::copy_if(
        placed_displays_, std::back_inserter(spanned), [&](const PlacedDisplay& display) {
            return span.displays.empty() ||
                   std::ranges::find(span.displays, display.id) != span.displays.end();
        });
    const WallRect rect = part_of(bounding_box(spanned), part);
    for (const PlacedDisplay& display : spanned) {
        const PixelRect pixels = wall_to_pixels(rect, display);
        const PixelRect whole{0, 0, display.size.width, display.size.height};
        if (!intersect(pixels, whole).empty()) {
            tiles_[display.id].push_back(
                {{"wall/" + std::to_string(index), pixels, span.tile.z, *content, span.tile.style},
                 at});
        }
    }
}

// The content with its group's cameras in it; nothing, and a report, when there is none to show.
std::optional<TileContent> Solver::resolve(const TileContent& content, const std::string& at) {
    const auto* shown = std::get_if<TileCamera>(&content);
    if (shown == nullptr || shown->group.empty()) {
        return content;
    }
    const std::vector<std::string>* cameras = group_cameras(shown->group, at + "/group");
    if (cameras == nullptr) {
        return std::nullopt;
    }
    if (cameras->empty()) {
        report(at + "/group",
               in_both("grup \"{}\" belum berkamera; tambahkan di cameras.json",
                       "group \"{}\" has no cameras; add some in cameras.json", shown->group));
        return std::nullopt;
    }
    return TileCamera{*cameras, shown->tour_seconds, {}};
}

const std::vector<std::string>* Solver::group_cameras(const std::string& group,
                                                      const std::string& at) {
    const auto it = groups_.find(group);
    if (it == groups_.end()) {
        std::vector<std::string> known;
        for (const auto& [id, cameras] : groups_) {
            known.push_back(id);
        }
        report(at, in_both("grup {} tidak dikenal{}", "unknown group {}{}", in_quotes(group),
                           did_you_mean(group, known)));
        return nullptr;
    }
    return &it->second;
}

// Of two tiles on exactly one place at the same z, one can never be seen. Overlap is how a picture
// in a picture is made, so it is nobody's mistake.
void Solver::report_tiles_on_one_place(const std::vector<PlacedTile>& tiles) {
    std::map<std::tuple<int, int, int, int, int>, const PlacedTile*> first;
    for (const PlacedTile& placed : tiles) {
        const PixelRect& rect = placed.tile.rect;
        const auto [it, fresh] =
            first.try_emplace({rect.x, rect.y, rect.width, rect.height, placed.tile.z}, &placed);
        if (!fresh && reported_pairs_.emplace(placed.pointer, it->second->pointer).second) {
            report(
                placed.pointer,
                in_both("menutupi tempat yang persis sama dengan {} pada z yang sama; beri salah "
                        "satu \"z\" lebih besar, atau geser",
                        "covers exactly the same place as {} at the same z; give one a larger "
                        "\"z\", or move it",
                        it->second->pointer));
        }
    }
}

}  // namespace

SolvedLayout solve(const Layout& layout, const std::vector<DisplayConfig>& displays,
                   const CameraGroups& groups) {
    return Solver(layout, displays, groups).run();
}

}  // namespace pendopo
