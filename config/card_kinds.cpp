#include "config/card_kinds.h"

#include <algorithm>

#include "config/in_both.h"
#include "config/json_reader.h"
#include "config/time_zone.h"

namespace pendopo {
namespace {

constexpr Range<int> kRows{1, kMostRowsOfPage};
constexpr Range<double> kPageSeconds{4, 3600};
// A code with more squares cannot be scanned from a wall.
constexpr size_t kLongestCode = 300;

std::string file_name(const JsonNode& node, Problems& problems,
                      std::initializer_list<std::string_view> endings, const LocalText& expected) {
    const std::string& name = node.string;
    const bool right = std::ranges::any_of(endings, [&](std::string_view ending) {
        return name.size() > ending.size() && name.ends_with(ending);
    });
    if (node.kind != JsonNode::Kind::string || !right || name.find('\0') != std::string::npos) {
        report(node, problems,
               in_both("jalur ke {}, dari folder berkas ini",
                       "the path of {}, from the folder of this file", expected));
        return "";
    }
    return name;
}

double page_seconds(ObjectReader& object) {
    return object.has("seconds") ? object.number("seconds", 0, kPageSeconds) : 0;
}

NumberCard::Better read_better(ObjectReader& object) {
    using Better = NumberCard::Better;
    return object.enumeration<Better>(
        "better", {{"higher", Better::higher}, {"lower", Better::lower}}, Better::neither);
}

TableCard::Column read_column(const JsonNode& node, Problems& problems) {
    TableCard::Column column;
    ObjectReader object(node, problems);
    column.key = object.required_string("key");
    column.title = read_local_text(object, "title");
    using Align = TableCard::Align;
    column.align = object.enumeration<Align>(
        "align", {{"left", Align::left}, {"right", Align::right}, {"center", Align::center}},
        Align::automatic);
    column.format = read_value_format(object);
    column.width = object.number("width", 0, {0, 1});
    object.finish();
    return column;
}

ClockCard::Zone read_zone(const JsonNode& node, Problems& problems) {
    ClockCard::Zone zone;
    const JsonNode* name = &node;
    if (node.kind == JsonNode::Kind::object) {
        ObjectReader object(node, problems);
        zone.zone = object.required_string("zone");
        zone.name = read_local_text(object, "name");
        name = object.find("zone");
        object.finish();
    } else if (node.kind == JsonNode::Kind::string) {
        zone.zone = node.string;
    } else {
        report(node, problems,
               {"sebuah zona waktu, atau {\"zone\", \"name\"}",
                "a time zone, or {\"zone\", \"name\"}"});
        return zone;
    }
    if (name != nullptr && name->kind == JsonNode::Kind::string && !is_time_zone(zone.zone)) {
        problems.add(*name, no_time_zone(zone.zone));
    }
    return zone;
}

StoryCard::Step read_step(const JsonNode& node, Problems& problems) {
    StoryCard::Step step;
    ObjectReader object(node, problems);
    step.card = object.id("card");
    step.text = read_required_local_text(object, "text");
    step.seconds = object.number("seconds", step.seconds, kPageSeconds);
    object.finish();
    return step;
}

// "got an empty array; expected one to `most` `what`" where it is so.
void check_count(ObjectReader& object, std::string_view key, size_t most, const LocalText& what) {
    const JsonNode* array = object.find(key);
    if (array != nullptr && array->kind == JsonNode::Kind::array &&
        (array->children.empty() || array->children.size() > most)) {
        report(*array, object.problems(), in_both("satu sampai {} {}", "one to {} {}", most, what));
    }
}

}  // namespace

void read_number_card(ObjectReader& object, CardConfig& card) {
    NumberCard number;
    using Compare = NumberCard::Compare;
    number.format = read_value_format(object);
    number.better = read_better(object);
    number.compare = object.enumeration<Compare>(
        "compare", {{"percent", Compare::percent}, {"difference", Compare::difference}},
        Compare::percent);
    number.target_label = read_local_text(object, "target_label");
    number.previous_label = read_local_text(object, "previous_label");
    if (object.has("series_last")) {
        number.series_last = object.integer("series_last", 0, {2, 366});
    }
    card.settings = std::move(number);
}

void read_table_card(ObjectReader& object, CardConfig& card) {
    TableCard table;
    object.array("columns", [&](const JsonNode& node) {
        table.columns.push_back(read_column(node, object.problems()));
    });
    check_count(object, "columns", 12, {"kolom", "columns"});
    table.rows = object.integer("rows", table.rows, kRows);
    table.seconds = page_seconds(object);
    card.settings = std::move(table);
}

void read_progress_card(ObjectReader& object, CardConfig& card) {
    ProgressCard progress;
    progress.format = read_value_format(object);
    progress.value_label = read_local_text(object, "value_label");
    progress.target_label = read_local_text(object, "target_label");
    progress.share_label = read_local_text(object, "share_label");
    progress.rows = object.integer("rows", progress.rows, kRows);
    progress.seconds = page_seconds(object);
    card.settings = std::move(progress);
}

void read_chart_card(ObjectReader& object, CardConfig& card) {
    if (!object.object("option", [](const JsonNode&) {}) && !object.has("option")) {
        object.problems().add(object.node(),
                              LocalText{"kunci \"option\" tidak ada; seharusnya objek, \"option\" "
                                        "dari ECharts",
                                        "missing key \"option\"; expected an object, ECharts' "
                                        "option"});
    }
    card.settings = ChartCard{read_value_format(object)};
}

void read_map_card(ObjectReader& object, CardConfig& card) {
    MapCard map;
    if (const JsonNode* file = object.find("geojson")) {
        map.geojson = file_name(*file, object.problems(), {".geojson", ".json"},
                                {"sebuah berkas GeoJSON", "a GeoJSON file"});
        card.files.push_back(map.geojson);
    } else {
        object.problems().add(object.node(),
                              LocalText{"kunci \"geojson\" tidak ada; seharusnya jalur ke sebuah "
                                        "berkas GeoJSON",
                                        "missing key \"geojson\"; expected the path of a GeoJSON "
                                        "file"});
    }
    using Layout = MapCard::Layout;
    map.layout = object.enumeration<Layout>(
        "layout", {{"map", Layout::map}, {"tiles", Layout::tiles}}, map.layout);
    if (object.has("names")) {
        map.names = object.required_string("names");
    }
    if (object.has("join")) {
        map.join = object.required_string("join");
    }
    map.classes = object.integer("classes", map.classes, {2, 5});  // more cannot be told apart
    map.format = read_value_format(object);
    map.label = read_local_text(object, "label");
    card.settings = std::move(map);
}

void read_ticker_card(ObjectReader& object, CardConfig& card) {
    TickerCard ticker;
    object.array("items", [&](const JsonNode& node) {
        ticker.items.push_back(read_local_text(node, object.problems()).value_or(LocalText{}));
    });
    check_count(object, "items", 50, {"teks", "texts"});
    ticker.speed = object.integer("speed", ticker.speed, {20, 400});
    card.settings = std::move(ticker);
}

void read_clock_card(ObjectReader& object, CardConfig& card) {
    ClockCard clock;
    object.array("zones", [&](const JsonNode& node) {
        clock.zones.push_back(read_zone(node, object.problems()));
    });
    check_count(object, "zones", 6, {"zona waktu", "time zones"});
    clock.date = object.boolean("date", clock.date);
    clock.show_seconds = object.boolean("show_seconds", clock.show_seconds);
    card.settings = std::move(clock);
}

void read_text_card(ObjectReader& object, CardConfig& card) {
    TextCard text;
    text.text = read_local_text(object, "text");
    text.centered =
        object.enumeration<bool>("align", {{"left", false}, {"center", true}}, text.centered);
    card.settings = std::move(text);
}

void read_image_card(ObjectReader& object, CardConfig& card) {
    ImageCard image;
    const bool given = object.required_array("files", [&](const JsonNode& node) {
        card.files.push_back(file_name(node, object.problems(), {".png", ".jpg", ".jpeg"},
                                       {"sebuah gambar PNG atau JPEG (.png, .jpg, .jpeg)",
                                        "a PNG or JPEG picture (.png, .jpg, .jpeg)"}));
    });
    if (given) {
        check_count(object, "files", 100, {"gambar", "pictures"});
    }
    image.seconds = object.number("seconds", image.seconds, {3, 86400});
    image.fit = object.enumeration<Fit>("fit", {{"contain", Fit::contain}, {"cover", Fit::cover}},
                                        image.fit);
    card.settings = image;
}

void read_qr_card(ObjectReader& object, CardConfig& card) {
    QrCard qr;
    qr.content = object.required_string("content");
    if (qr.content.size() > kLongestCode || qr.content.find('\0') != std::string::npos) {
        object.problems().add(*object.find("content"),
                              in_both("tertulis {} bita; seharusnya teks paling panjang 300, "
                                      "karena lebih dari itu tidak dapat dipindai dari jauh: "
                                      "pakai alamat yang lebih pendek",
                                      "got {} bytes; expected a text of at most 300, or nobody "
                                      "can scan it from a distance: use a shorter address",
                                      qr.content.size()));
    }
    qr.caption = read_local_text(object, "caption");
    card.settings = std::move(qr);
}

void read_notice_card(ObjectReader& object, CardConfig& card) {
    NoticeCard notice;
    notice.operated_by = read_required_local_text(object, "operator");
    notice.contact = read_required_local_text(object, "contact");
    notice.purpose = read_local_text(object, "purpose");
    notice.recorded = object.boolean("recorded", notice.recorded);
    card.settings = std::move(notice);
}

void read_small_multiples_card(ObjectReader& object, CardConfig& card) {
    SmallMultiplesCard multiples;
    using Order = SmallMultiplesCard::Order;
    multiples.format = read_value_format(object);
    multiples.order = object.enumeration<Order>(
        "order", {{"given", Order::given}, {"highest", Order::highest}, {"lowest", Order::lowest}},
        multiples.order);
    multiples.zero = object.boolean("zero", multiples.zero);
    multiples.seconds = page_seconds(object);
    card.settings = std::move(multiples);
}

void read_comparison_card(ObjectReader& object, CardConfig& card) {
    ComparisonCard comparison;
    comparison.format = read_value_format(object);
    comparison.better = read_better(object);
    comparison.value_label = read_required_local_text(object, "value_label");
    comparison.reference_label = read_required_local_text(object, "reference_label");
    card.settings = std::move(comparison);
}

void read_queue_card(ObjectReader& object, CardConfig& card) {
    QueueCard queue;
    queue.call_seconds = object.integer("call_seconds", queue.call_seconds, {0, 60});
    queue.closed_text = read_local_text(object, "closed_text");
    card.settings = std::move(queue);
}

void read_story_card(ObjectReader& object, CardConfig& card) {
    StoryCard story;
    if (object.required_array("steps", [&](const JsonNode& node) {
            story.steps.push_back(read_step(node, object.problems()));
        })) {
        check_count(object, "steps", 20, {"langkah", "steps"});
    }
    card.settings = std::move(story);
}

}  // namespace pendopo
