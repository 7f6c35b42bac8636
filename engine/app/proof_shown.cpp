#include "engine/app/proof_shown.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <variant>

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

// Of which values a card shows what: each of its sources by number and time.
Json data_of(const std::string& id, const WallModel& model,
             const std::map<std::string, SourceReport>& sources) {
    Json data = Json::array();
    const auto card = std::ranges::find_if(
        model.cards, [&](const InstalledCard& each) { return each.config.id == id; });
    if (card == model.cards.end()) {
        return data;
    }
    for (const std::string& source : card->config.sources) {
        const auto report = sources.find(source);
        const bool known = report != sources.end() && report->second.revision != 0;
        data.push_back({{"source", source},
                        {"revision", known ? report->second.revision : 0},
                        {"updated_ms", known ? report->second.updated_ms : 0}});
    }
    return data;
}

Json tile_of(const TileStatus& tile, const WallModel& model,
             const std::map<std::string, SourceReport>& sources) {
    Json json = {{"tile", tile.id}};
    if (tile.card.empty()) {
        json["camera"] = tile.camera;
        json["state"] = tile.state;
    } else {
        json["card"] = tile.card;
        json["state"] = tile.state;
        if (Json data = data_of(tile.card, model, sources); !data.empty()) {
            json["data"] = std::move(data);
        }
    }
    return json;
}

// What lies above the layout.
void add_overlays(const DisplayDecision& decision, Json& json) {
    if (!decision.tile.empty()) {
        json["enlarged"] = decision.tile;
    }
    if (decision.alarm) {
        json["alarm"] = decision.alarm->alarm;
    }
    if (const auto* message =
            decision.message ? std::get_if<ClaimMessage>(&decision.message->what) : nullptr) {
        json["message"] = message->text;
    }
    if (decision.identify) {
        json["identify"] = true;
    }
    if (decision.test_pattern) {
        json["test_pattern"] = true;
    }
}

}  // namespace

std::vector<ShownDisplay> shown_displays(const WallStatus& now, const WallDecision& decision,
                                         const WallModel& model,
                                         const std::map<std::string, SourceReport>& sources) {
    std::vector<ShownDisplay> all;
    for (const DisplayStatus& display : now.displays) {
        ShownDisplay& shown = all.emplace_back();
        shown.display = display.id;
        shown.known = display.connected || display.is_off();
        Json tiles = Json::array();
        for (const TileStatus& tile : now.tiles) {
            if (tile.display == display.id) {
                tiles.push_back(tile_of(tile, model, sources));
                shown.reason = display.connected ? "" : tile.reason;
            }
        }
        if (!shown.known) {
            shown.reason = shown.reason.empty() ? "its display has no output" : shown.reason;
            continue;
        }
        Json json = {{"tiles", std::move(tiles)}};
        const auto decided =
            std::ranges::find(decision.displays, display.id, &DisplayDecision::display);
        if (decided != decision.displays.end()) {
            if (display.is_off()) {
                json["off_by_plan"] = display.power.reason;
            } else {
                shown.layout = decided->layout;
                add_overlays(*decided, json);
            }
        }
        const auto layout = std::ranges::find(model.layouts, shown.layout, &WallLayout::id);
        shown.layout_hash = layout == model.layouts.end() ? "" : layout->file_sha256;
        shown.shown = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    return all;
}

}  // namespace pendopo
