#include "layouts/layout_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "config/in_both.h"
#include "layouts/grid.h"
#include "layouts/tour.h"

namespace pendopo {
namespace {

const Words<Fit> kFits{{"contain", Fit::contain}, {"cover", Fit::cover}, {"stretch", Fit::stretch}};
const Words<LabelPlace> kLabels{{"none", LabelPlace::none},
                                {"top_left", LabelPlace::top_left},
                                {"top_right", LabelPlace::top_right},
                                {"bottom_left", LabelPlace::bottom_left},
                                {"bottom_right", LabelPlace::bottom_right}};
const Words<StreamWish> kStreams{
    {"auto", StreamWish::automatic}, {"main", StreamWish::main}, {"sub", StreamWish::sub}};
const std::vector<std::string> kContents{"camera", "cameras", "group", "card"};

TileStyle read_style(ObjectReader& object, const TileStyle& otherwise) {
    TileStyle style;
    style.fit = object.enumeration("fit", kFits, otherwise.fit);
    style.crop = object.rect("crop").value_or(otherwise.crop);
    style.label = object.enumeration("label", kLabels, otherwise.label);
    style.border_px = object.integer("border", otherwise.border_px, {0, 100});
    style.border_color = object.color("border_color", otherwise.border_color);
    style.stream = object.enumeration("stream", kStreams, otherwise.stream);
    return style;
}

double read_tour_seconds(ObjectReader& object) {
    const double shortest = kShortestDwell.count();
    const double longest = kLongestDwell.count();
    return object.number("tour_seconds", TileCamera{}.tour_seconds, {shortest, longest});
}

// A list of ids under `key`, at least one.
std::vector<std::string> read_ids(ObjectReader& object, std::string_view key, size_t most) {
    std::vector<std::string> ids;
    const JsonNode* list = object.find(key);
    if (list == nullptr) {
        return ids;
    }
    if (list->kind == JsonNode::Kind::array && list->children.size() > most) {
        report(*list, object.problems(), in_both("paling banyak {}", "at most {}", most));
        return ids;
    }
    const bool is_array = object.array(key, [&](const JsonNode& node) {
        if (auto id = read_id(node, object.problems())) {
            ids.push_back(std::move(*id));
        }
    });
    if (is_array && list->children.empty()) {
        report(*list, object.problems(), {"paling sedikit satu id", "at least one id"});
    }
    return ids;
}

// Reports a tile that shows nothing or more than one thing. A misspelt key is reported as that
// only.
void check_contents(const ObjectReader& tile, Problems& problems) {
    size_t contents = 0;
    bool misspelt = false;
    for (const JsonNode& child : tile.node().children) {
        const bool known = std::ranges::find(kContents, child.key) != kContents.end();
        contents += known ? 1 : 0;
        misspelt = misspelt || (!known && !did_you_mean(child.key, kContents).empty());
    }
    if (contents > 1 || (contents == 0 && !misspelt)) {
        problems.add(tile.node(),
                     in_both("{}; seharusnya tepat satu dari {}", "{}; expected exactly one of {}",
                             contents == 0 ? LocalText{"tidak menampilkan apa pun", "shows nothing"}
                                           : LocalText{"menampilkan dua hal", "shows two things"},
                             one_of(kContents)));
    }
}

const LocalText kTextless{"hanya kartu \"text\" yang berisi teks; hapus",
                          "only the card \"text\" has a text; remove it"};

TileCard read_card(ObjectReader& tile) {
    TileCard card;
    card.card = tile.id("card");
    const JsonNode* text = tile.find("text");
    if (card.card == "text") {
        card.text = tile.required_string("text");
    } else if (text != nullptr) {
        tile.problems().add_at_key(*text, kTextless);
    }
    return card;
}

TileContent read_content(ObjectReader& tile) {
    Problems& problems = tile.problems();
    if (tile.node().kind == JsonNode::Kind::object) {
        check_contents(tile, problems);
    }
    const JsonNode* tour = tile.find("tour_seconds");
    if (tour != nullptr && !tile.has("cameras") && !tile.has("group")) {
        problems.add_at_key(*tour, {"hanya \"cameras\" dan \"group\" yang bergiliran; hapus",
                                    "only \"cameras\" and \"group\" tour; remove it"});
    }
    const JsonNode* text = tile.find("text");
    const JsonNode* camera = tile.find("camera");
    if (tile.has("card")) {
        return read_card(tile);
    }
    if (text != nullptr) {
        problems.add_at_key(*text, kTextless);
    }
    TileCamera content;
    content.tour_seconds = read_tour_seconds(tile);
    content.cameras = read_ids(tile, "cameras", kMaxTourCameras);
    if (camera != nullptr) {
        content.cameras = {tile.id("camera")};
    }
    if (tile.has("group")) {
        content.group = tile.id("group");
    }
    return content;
}

// What a tile of a display and one of the wall have in common.
TileLayout read_tile(ObjectReader& object, const TileStyle& style) {
    TileLayout tile;
    tile.content = read_content(object);
    tile.rect = object.rect("rect");
    tile.z = object.integer("z", 0, {-100, 100});
    tile.style = read_style(object, style);
    return tile;
}

TileLayout read_display_tile(const JsonNode& node, Problems& problems, const TileStyle& style) {
    ObjectReader object(node, problems);
    TileLayout tile = read_tile(object, style);
    tile.column_span = object.integer("columns", 1, {1, kMaxGrid});
    tile.row_span = object.integer("rows", 1, {1, kMaxGrid});
    if (object.has("rect") && (object.has("columns") || object.has("rows"))) {
        problems.add(
            node, LocalText{"punya \"rect\" dan juga \"rows\" atau \"columns\"; pertahankan satu",
                            "has a \"rect\" and also \"rows\" or \"columns\"; keep one of them"});
    }
    object.finish();
    return tile;
}

// Calls `visit` for every element of "tiles", unless there are too many.
void read_tiles(ObjectReader& object, const ObjectReader::Visit& visit) {
    const JsonNode* list = object.find("tiles");
    if (list != nullptr && list->children.size() > kMaxTiles) {
        report(*list, object.problems(),
               in_both("paling banyak {} ubin", "at most {} tiles", kMaxTiles));
        return;
    }
    object.array("tiles", visit);
}

DisplayLayout read_display(const JsonNode& node, Problems& problems, const TileStyle& style) {
    if (!is_id(node.key)) {
        problems.add_at_key(node, in_both("tertulis {}; seharusnya id sebuah layar",
                                          "got {}; expected a display's id", in_quotes(node.key)));
    }
    ObjectReader object(node, problems);
    DisplayLayout display;
    display.grid = object.string("grid", display.grid);
    if (const auto grid = grid_named(display.grid); !grid) {
        problems.add(*object.find("grid"), unknown_grid(display.grid));
    }
    display.gap_px = object.integer("gap", 0, {0, 500});
    display.background = object.color("background", display.background);
    read_tiles(object, [&](const JsonNode& tile) {
        display.tiles.push_back(read_display_tile(tile, problems, style));
    });
    object.object("fill", [&](const JsonNode& fill_node) {
        ObjectReader fill(fill_node, problems);
        FillLayout& result = display.fill.emplace();
        result.group = fill.id("group");
        result.tour_seconds = read_tour_seconds(fill);
        result.style = read_style(fill, style);
        fill.finish();
    });
    object.finish();
    return display;
}

SpanLayout read_span(const JsonNode& node, Problems& problems, const TileStyle& style) {
    ObjectReader object(node, problems);
    SpanLayout span;
    span.displays = read_ids(object, "span", kMaxTiles);
    span.tile = read_tile(object, style);
    object.finish();
    return span;
}

}  // namespace

ConfigResult<LayoutFile> read_layout(std::string file, std::string_view text) {
    ConfigResult<JsonDocument> document = parse_json(std::move(file), text);
    if (!document) {
        return tl::unexpected(std::move(document.error()));
    }
    Problems problems(document->file());
    ObjectReader root(document->root(), problems);
    Layout layout;
    root.header();
    layout.id = root.id();
    layout.name = root.string("name", layout.id);
    TileStyle style;
    root.object("style", [&](const JsonNode& node) {
        ObjectReader object(node, problems);
        style = read_style(object, style);
        object.finish();
    });
    root.members("displays", [&](const JsonNode& node) {
        layout.displays[node.key] = read_display(node, problems, style);
    });
    root.object("wall", [&](const JsonNode& node) {
        ObjectReader wall(node, problems);
        read_tiles(wall, [&](const JsonNode& tile) {
            layout.spans.push_back(read_span(tile, problems, style));
        });
        wall.finish();
    });
    root.finish();
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return LayoutFile{std::move(layout), std::move(*document)};
}

}  // namespace pendopo
