#include "engine/app/setup_layout.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "config/theme_config.h"
#include "engine/app/layout_draft.h"
#include "engine/app/placed_cards.h"
#include "layouts/layout_check.h"
#include "layouts/layout_reader.h"
#include "layouts/solver.h"

namespace pendopo {
namespace {

constexpr const char* kName = "layout";

// Of whom a warning is: "/displays/kiri/tiles/2" is tile "kiri/2", "/wall/tiles/0" is "wall/0".
struct Place {
    std::string display;  // empty: the wall
    std::string tile;     // empty: the display as a whole
};

Place place_of(const std::string& pointer) {
    std::vector<std::string> words;
    for (size_t at = 1; at <= pointer.size();) {
        const size_t end = std::min(pointer.find('/', at), pointer.size());
        words.push_back(pointer.substr(at, end - at));
        at = end + 1;
    }
    const bool wall = !words.empty() && words[0] == "wall";
    const size_t tiles = wall ? 1 : 2;
    Place place{wall || words.size() < 2 ? "" : words[1], ""};
    if (words.size() > tiles + 1 && words[tiles] == "tiles") {
        place.tile = (wall ? "wall" : place.display) + "/" + words[tiles + 1];
    }
    return place;
}

ProblemList of_the_text(ProblemList problems) {
    for (Problem& problem : problems) {  // it was sent without its lines
        problem.line = 0;
        problem.column = 0;
    }
    return problems;
}

ProblemList warnings_of(const LayoutFile& file, const LayoutContext& context,
                        const WallModel& model) {
    const auto theme = read_theme_config("theme", model.theme);
    const auto of_card = [&](const std::string& id, PixelSize size, const DisplayConfig& display) {
        return readability_of(model.cards, id, size, display, theme.value_or(ThemeConfig{}),
                              model.config.language);
    };
    return layout_warnings(file, context, of_card);
}

}  // namespace

SolvedDraft solve_layout_draft(std::string_view layout, const WallModel& model) {
    const auto file = read_layout(kName, layout);
    if (!file) {
        return {of_the_text(file.error()), {}};
    }
    const LayoutContext context = layout_context(model);
    if (ProblemList problems = check_layout(*file, context); !problems.empty()) {
        return {of_the_text(std::move(problems)), {}};
    }
    const SolvedLayout solved = solve(file->layout, context.displays, context.groups);
    SolvedDraft draft;
    for (const SceneDisplay& display : solved.scene.displays) {
        SolvedDisplay& told = draft.displays.emplace_back();
        told.display = display.id;
        told.size = display.size;
        for (const SceneTile& tile : display.tiles) {
            told.tiles.push_back({tile.id, tile.rect});
        }
    }
    const auto warn = [&](const std::string& pointer, const LocalText& text) {
        const Place place = place_of(pointer);
        for (SolvedDisplay& display : draft.displays) {
            const bool shows = std::ranges::any_of(display.tiles, [&](const SolvedTile& tile) {
                return !place.tile.empty() && tile.id == place.tile;
            });
            if (shows || display.display == place.display) {
                display.warnings.push_back({place.tile, text});
                return;
            }
        }
        if (!draft.displays.empty()) {
            draft.displays.front().warnings.push_back({place.tile, text});
        }
    };
    for (const Problem& warning : warnings_of(*file, context, model)) {
        warn(warning.pointer, warning.text);
    }
    return draft;
}

}  // namespace pendopo
