// Properties over seeded random layouts: what must hold for every layout, not only those we thought
// of.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>

#include "layouts/grid.h"
#include "layouts/scene_diff.h"
#include "layouts/solver.h"
#include "layouts/tour.h"
#include "layouts/wall_geometry.h"
#include "tests/layouts/make_layout.h"

namespace pendopo {
namespace {

// Thread: bound to its test.
class Random {
  public:
    explicit Random(unsigned seed) : engine_(seed) {}
    int whole(int low, int high) { return std::uniform_int_distribution(low, high)(engine_); }
    double real(double low, double high) {
        return std::uniform_real_distribution(low, high)(engine_);
    }
    bool chance(double share) { return real(0, 1) < share; }

  private:
    std::mt19937 engine_;
};

std::string random_grid(Random& random) {
    static const char* const kClassic[] = {"1+5", "1+7", "2+8", "1+12"};
    return random.chance(0.3)
               ? std::string(kClassic[random.whole(0, 3)])
               : std::to_string(random.whole(1, 16)) + "x" + std::to_string(random.whole(1, 16));
}

CameraGroups random_groups(Random& random) {
    CameraGroups groups;
    for (const char* id : {"pasar", "kantor"}) {
        const int count = random.whole(0, 40);
        for (int index = 0; index < count; ++index) {
            groups[id].push_back(id + std::to_string(index));
        }
        groups[id];
    }
    return groups;
}

UnitRect random_rect(Random& random) {
    const double x = random.real(0, 0.9);
    const double y = random.real(0, 0.9);
    return {x, y, random.real(0.05, 1 - x), random.real(0.05, 1 - y)};
}

std::vector<DisplayConfig> random_displays(Random& random) {
    static const char* const kIds[] = {"kiri", "tengah", "kanan", "ujung"};
    static const Rotation kRotations[] = {Rotation::none, Rotation::quarter, Rotation::half,
                                          Rotation::three_quarters};
    std::vector<DisplayConfig> displays;
    const int count = random.whole(1, 4);
    for (int index = 0; index < count; ++index) {
        displays.push_back(display_mm(
            kIds[index], {random.whole(300, 4000), random.whole(300, 4000)}, random.real(300, 2000),
            random.real(300, 2000), random.real(0, 40), kRotations[random.whole(0, 3)]));
        if (random.chance(0.3)) {
            displays.back().y_mm = random.real(-500, 500);
        }
    }
    return displays;
}

// A layout with everything in it, in which some things do not fit.
Layout random_layout(Random& random, const std::vector<DisplayConfig>& displays) {
    Layout layout;
    layout.id = "acak";
    for (const DisplayConfig& config : displays) {
        if (random.chance(0.1)) {
            continue;
        }
        DisplayLayout& shown = layout.displays[config.id];
        shown.grid = random_grid(random);
        shown.gap_px = random.whole(0, 12);
        const int count = random.whole(0, 12);
        for (int index = 0; index < count; ++index) {
            TileLayout tile = random.chance(0.2)
                                  ? group_tile(random.chance(0.5) ? "pasar" : "kantor")
                                  : camera_tile("c" + std::to_string(random.whole(0, 9)));
            if (random.chance(0.3)) {
                tile.rect = random_rect(random);
            } else if (random.chance(0.3)) {
                tile.column_span = random.whole(1, 4);
                tile.row_span = random.whole(1, 4);
            }
            tile.z = random.whole(-1, 2);
            tile.style.border_px = random.whole(0, 3);
            shown.tiles.push_back(tile);
        }
        if (random.chance(0.5)) {
            shown.fill = FillLayout{random.chance(0.5) ? "pasar" : "kantor", 15, {}};
        }
    }
    const int spans = random.whole(0, 3);
    for (int index = 0; index < spans; ++index) {
        SpanLayout span;
        span.tile = camera_tile("w" + std::to_string(index), random_rect(random), 5 + index);
        for (const DisplayConfig& config : displays) {
            if (random.chance(0.5)) {
                span.displays.push_back(config.id);
            }
        }
        layout.spans.push_back(span);
    }
    return layout;
}

// Every column and row of pixels of the picture is taken exactly once, or is a gap exactly `gap`
// wide.
TEST(LayoutProperties, GridCellsCoverThePictureExactly) {
    Random random(1);
    for (int round = 0; round < 3000; ++round) {
        const Grid grid = grid_named(random_grid(random)).value();
        const PixelSize size{random.whole(200, 4096), random.whole(200, 4096)};
        const int gap = random.whole(0, std::min(11, largest_gap(grid, size)));
        int64_t area = 0;
        for (const GridCell& cell : grid.cells) {
            const PixelRect rect = cell_pixels(grid, cell, size, gap);
            ASSERT_FALSE(rect.empty());
            ASSERT_GE(rect.x, 0);
            ASSERT_GE(rect.y, 0);
            ASSERT_LE(rect.right(), size.width);
            ASSERT_LE(rect.bottom(), size.height);
            ASSERT_EQ(cell.column == 0, rect.x == 0);
            ASSERT_EQ(cell.column + cell.columns == grid.columns, rect.right() == size.width);
            ASSERT_EQ(cell.row + cell.rows == grid.rows, rect.bottom() == size.height);
            // Without gaps the area adds up; with them each cell takes its gap to the right and
            // below.
            area += int64_t{rect.width + gap} * (rect.height + gap);
            // No drift: each edge is within half a pixel of its true place.
            const double step = double(size.width + gap) / grid.columns;
            ASSERT_LE(std::abs(rect.x - cell.column * step), 0.5 + 1e-9);
            ASSERT_LE(std::abs(rect.right() + gap - (cell.column + cell.columns) * step),
                      0.5 + 1e-9);
            for (const GridCell& other : grid.cells) {
                if (other == cell) {
                    continue;
                }
                const PixelRect beside = cell_pixels(grid, other, size, gap);
                ASSERT_TRUE(intersect(rect, beside).empty());
                if (other.column == cell.column + cell.columns) {
                    ASSERT_EQ(beside.x - rect.right(), gap);
                }
                if (other.row == cell.row + cell.rows) {
                    ASSERT_EQ(beside.y - rect.bottom(), gap);
                }
            }
        }
        ASSERT_EQ(area, int64_t{size.width + gap} * (size.height + gap));
    }
}

TEST(LayoutProperties, CellsOfOneGridDifferByAPixelAtMost) {
    Random random(2);
    for (int round = 0; round < 1000; ++round) {
        const Grid grid = grid_named(std::to_string(random.whole(1, 16)) + "x1").value();
        const PixelSize size{random.whole(200, 8000), 100};
        int smallest = size.width;
        int largest = 0;
        for (const GridCell& cell : grid.cells) {
            const int width = cell_pixels(grid, cell, size, 7).width;
            smallest = std::min(smallest, width);
            largest = std::max(largest, width);
        }
        ASSERT_LE(largest - smallest, 1);
    }
}

TEST(LayoutProperties, SpannedPlacesNeverOverlap) {
    Random random(3);
    for (int round = 0; round < 2000; ++round) {
        const Grid grid = grid_named(random_grid(random)).value();
        GridPlacer placer(grid);
        std::vector<GridCell> placed;
        for (int tile = 0; tile < 20; ++tile) {
            if (const auto cell = placer.place(random.whole(1, 4), random.whole(1, 4))) {
                placed.push_back(*cell);
            }
        }
        const auto free = placer.free_cells();
        placed.insert(placed.end(), free.begin(), free.end());
        int area = 0;
        for (size_t one = 0; one < placed.size(); ++one) {
            area += placed[one].columns * placed[one].rows;
            for (size_t two = 0; two < one; ++two) {
                ASSERT_TRUE(intersect(cell_pixels(grid, placed[one], {1600, 1600}, 0),
                                      cell_pixels(grid, placed[two], {1600, 1600}, 0))
                                .empty());
            }
        }
        ASSERT_EQ(area, grid.columns * grid.rows);  // every base cell is a tile's or free
    }
}

TEST(LayoutProperties, AllFreeTilesStayOnTheirDisplay) {
    Random random(4);
    for (int round = 0; round < 2000; ++round) {
        const auto displays = random_displays(random);
        const SolvedLayout solved =
            solve(random_layout(random, displays), displays, random_groups(random));
        ASSERT_EQ(solved.scene.displays.size(), displays.size());
        for (const SceneDisplay& shown : solved.scene.displays) {
            std::set<std::string> ids;
            int z = -1000;
            for (const SceneTile& tile : shown.tiles) {
                ASSERT_TRUE(ids.insert(tile.id).second) << tile.id;
                ASSERT_FALSE(tile.rect.empty());
                ASSERT_GE(tile.z, z);
                z = tile.z;
                const PixelRect whole{0, 0, shown.size.width, shown.size.height};
                ASSERT_FALSE(intersect(tile.rect, whole).empty());
                if (!tile.id.starts_with("wall/")) {
                    ASSERT_EQ(intersect(tile.rect, whole), tile.rect);
                }
                const auto* content = std::get_if<TileCamera>(&tile.content);
                ASSERT_TRUE(content == nullptr ||
                            (!content->cameras.empty() && content->group.empty()));
            }
        }
    }
}

TEST(LayoutProperties, TheSameInputGivesTheSameScene) {
    for (unsigned seed = 100; seed < 300; ++seed) {
        Random first(seed);
        Random second(seed);
        const auto displays = random_displays(first);
        const Layout layout = random_layout(first, displays);
        const CameraGroups groups = random_groups(first);
        ASSERT_EQ(random_displays(second), displays);
        ASSERT_EQ(solve(layout, displays, groups).scene, solve(layout, displays, groups).scene);
        // A tile added at the end of a display's list moves no other one.
        Layout longer = layout;
        if (longer.displays.empty()) {
            continue;
        }
        DisplayLayout& grown = longer.displays.begin()->second;
        grown.tiles.push_back(camera_tile("baru", {0.4, 0.4, 0.1, 0.1}));
        const SceneDiff change =
            diff(solve(layout, displays, groups).scene, solve(longer, displays, groups).scene);
        ASSERT_EQ(change.changed.size(), 1U);
        ASSERT_EQ(change.changed[0].added.size(), 1U);
        ASSERT_TRUE(change.changed[0].updated.empty());
        ASSERT_TRUE(change.changed[0].removed.empty());
    }
}

// A line of a spanning picture, at `share` of it, on the wall: where each display shows it.
TEST(LayoutProperties, AStraightLineStaysStraightAcrossFrames) {
    Random random(5);
    for (int round = 0; round < 3000; ++round) {
        const auto displays = random_displays(random);
        const auto placed = place_displays(displays);
        const UnitRect rect = random_rect(random);
        Layout layout;
        layout.spans = {{{}, camera_tile("w", rect)}};
        const SolvedLayout solved = solve(layout, displays, {});
        const WallRect true_rect = part_of(bounding_box(placed), rect);
        for (size_t index = 0; index < placed.size(); ++index) {
            for (const SceneTile& tile : solved.scene.displays[index].tiles) {
                const PlacedDisplay& here = placed[index];
                const double pitch_x = here.picture.width / here.size.width;  // mm a pixel
                const double pitch_y = here.picture.height / here.size.height;
                for (const double share : {0.0, 0.25, 0.5, 0.77, 1.0}) {
                    const double x_mm =
                        here.picture.x + (tile.rect.x + share * tile.rect.width) * pitch_x;
                    const double y_mm =
                        here.picture.y + (tile.rect.y + share * tile.rect.height) * pitch_y;
                    const double off_x = x_mm - (true_rect.x + share * true_rect.width);
                    const double off_y = y_mm - (true_rect.y + share * true_rect.height);
                    ASSERT_LE(std::abs(off_x), 0.5001 * pitch_x);
                    ASSERT_LE(std::abs(off_y), 0.5001 * pitch_y);
                }
            }
        }
    }
}

TEST(LayoutProperties, ApplyingADiffGivesTheNewScene) {
    Random random(6);
    for (int round = 0; round < 1500; ++round) {
        auto displays = random_displays(random);
        const CameraGroups groups = random_groups(random);
        const Layout layout = random_layout(random, displays);
        const Scene before = solve(layout, displays, groups).scene;
        Layout edited = layout;
        if (random.chance(0.5)) {
            edited = random_layout(random, displays);
        } else if (!edited.displays.empty() && !edited.displays.begin()->second.tiles.empty()) {
            edited.displays.begin()->second.tiles[0].z += random.whole(-1, 1);
            edited.displays.begin()->second.background = "#123456";
        }
        if (random.chance(0.2)) {
            displays = random_displays(random);
        }
        const Scene after = solve(edited, displays, groups).scene;
        ASSERT_EQ(apply(diff(before, after), before), after);
        ASSERT_EQ(apply(diff(after, before), after), before);
        ASSERT_TRUE(diff(after, after).changed.empty());
        ASSERT_EQ(apply(diff(Scene{}, after), Scene{}), after);
    }
}

TEST(LayoutProperties, AToursCamerasAreAllShownAndNeverTwiceAtOnce) {
    Random random(7);
    for (int round = 0; round < 500; ++round) {
        DisplayLayout kiri;
        kiri.grid = random_grid(random);
        kiri.fill = FillLayout{"pasar", random.real(1, 60), {}};
        const CameraGroups groups = random_groups(random);
        const SolvedLayout solved = solve(layout_of(kiri), {display("kiri")}, groups);
        std::set<std::string> ever;
        size_t longest = 1;
        const auto& tiles = solved.scene.displays[0].tiles;
        for (const SceneTile& tile : tiles) {
            longest = std::max(longest, cameras_of(tile).size());
        }
        const Nanoseconds dwell = tour_dwell(kiri.fill->tour_seconds);
        for (size_t turn = 0; turn < longest; ++turn) {
            std::set<std::string> now;
            for (const SceneTile& tile : tiles) {
                const auto& cameras = cameras_of(tile);
                const size_t index = tour_index(dwell * static_cast<int64_t>(turn),
                                                kiri.fill->tour_seconds, cameras.size());
                ASSERT_TRUE(now.insert(cameras[index]).second) << cameras[index];
            }
            ever.insert(now.begin(), now.end());
        }
        ASSERT_EQ(ever.size(), groups.at("pasar").size());
    }
}

}  // namespace
}  // namespace pendopo
