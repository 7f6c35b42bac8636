// What is plugged in, for displays; layouts that are not installed: where their tiles would be, and
// what is wrong with them. Their pictures: api_pictures.cpp.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/control/api.h"
#include "engine/control/api_answer.h"
#include "engine/control/config_changes.h"
#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

Json display_document(const SolvedDisplay& display) {
    Json tiles = Json::array();
    for (const SolvedTile& tile : display.tiles) {
        tiles.push_back({{"id", tile.id},
                         {"x", tile.rect.x},
                         {"y", tile.rect.y},
                         {"w", tile.rect.width},
                         {"h", tile.rect.height}});
    }
    Json warnings = Json::array();
    for (const TileWarning& warning : display.warnings) {
        warnings.push_back(
            {{"tile", warning.tile},
             {"text", {{"id", warning.text.in("id")}, {"en", warning.text.in("en")}}}});
    }
    return {{"display", display.display},
            {"width", display.size.width},
            {"height", display.size.height},
            {"tiles", tiles},
            {"warnings", warnings}};
}

}  // namespace

void Api::outputs(const ApiCallPtr& call) {
    const std::vector<ConnectedOutput> all = setup_.outputs();
    Json rows = Json::array();
    for (const ConnectedOutput& each : all) {
        const bool unique =
            !each.edid.empty() && std::ranges::count(all, each.edid, &ConnectedOutput::edid) == 1;
        rows.push_back({{"output", each.output},
                        {"edid", each.edid},
                        {"edid_unique", unique},
                        {"width", each.size.width},
                        {"height", each.size.height}});
    }
    conclude(*call, good(json_line({{"outputs", rows}})));
}

void Api::solve_layout(const ApiCallPtr& call) {
    const auto layout = read_draft(call->request, "layout");
    if (!layout) {
        return conclude(*call, fail(layout.error()));
    }
    const SolvedDraft solved = setup_.solve_layout(*layout);
    Json displays = Json::array();
    for (const SolvedDisplay& display : solved.displays) {
        displays.push_back(display_document(display));
    }
    conclude(*call, good(json_line({{"problems", problems_document(solved.problems)},
                                    {"displays", displays}})));
}

}  // namespace pendopo
