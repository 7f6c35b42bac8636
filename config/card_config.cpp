#include "config/card_config.h"

#include <algorithm>
#include <array>

#include "config/card_kinds.h"
#include "config/json_reader.h"
#include "config/usual_phrases.h"

namespace pendopo {
namespace {

struct KindRow {
    CardFileKind kind;
    std::string_view name;
    bool titled;  // a title is required
    bool valued;  // it can show a value
    void (*read)(ObjectReader& object, CardConfig& card);
};
// In the order of the settings' variant.
constexpr std::array<KindRow, 15> kKinds{{
    {CardFileKind::number, "number", true, true, read_number_card},
    {CardFileKind::table, "table", true, true, read_table_card},
    {CardFileKind::progress, "progress", true, true, read_progress_card},
    {CardFileKind::chart, "chart", true, true, read_chart_card},
    {CardFileKind::map, "map", true, true, read_map_card},
    {CardFileKind::ticker, "ticker", false, true, read_ticker_card},
    {CardFileKind::clock, "clock", false, false, read_clock_card},
    {CardFileKind::text, "text", false, true, read_text_card},
    {CardFileKind::image, "image", false, false, read_image_card},
    {CardFileKind::qr, "qr", false, false, read_qr_card},
    {CardFileKind::notice, "notice", false, false, read_notice_card},
    {CardFileKind::small_multiples, "small_multiples", true, true, read_small_multiples_card},
    {CardFileKind::comparison, "comparison", true, true, read_comparison_card},
    {CardFileKind::queue, "queue", true, true, read_queue_card},
    {CardFileKind::story, "story", true, false, read_story_card},
}};

constexpr size_t kMostSources = 7;  // with the definition they travel in one message

void add_source(const JsonNode& node, CardConfig& card, Problems& problems,
                const std::vector<std::string>* known) {
    const std::string id = read_id(node, problems).value_or("");
    if (id.empty()) {
        return;
    }
    if (known != nullptr && std::ranges::find(*known, id) == known->end()) {
        problems.add(node, unknown_name(LocalText{"sumber data", "data source"}, id, *known));
    } else if (std::ranges::find(card.sources, id) != card.sources.end()) {
        problems.add(node, in_both("sumber {} ada dua kali; hapus salah satu",
                                   "the source {} is given twice; remove one", in_quotes(id)));
    }
    card.sources.push_back(id);
}

void read_sources(ObjectReader& object, CardConfig& card, const std::vector<std::string>* known) {
    Problems& problems = object.problems();
    const JsonNode* one = object.find("source");
    if (one != nullptr) {
        add_source(*one, card, problems, known);
    }
    const JsonNode* several = object.find("sources");
    if (several == nullptr) {
        return;
    }
    if (one != nullptr) {
        problems.add(*several, given_too("\"source\""));
    }
    object.array("sources", [&](const JsonNode& node) { add_source(node, card, problems, known); });
    if (several->kind == JsonNode::Kind::array &&
        (several->children.empty() || several->children.size() > kMostSources)) {
        report(*several, problems, {"satu sampai tujuh sumber", "one to seven sources"});
    }
}

const KindRow* read_kind(ObjectReader& object) {
    std::vector<std::string> names;
    for (const KindRow& row : kKinds) {
        names.emplace_back(row.name);
    }
    const JsonNode* kind = object.find("kind");
    if (kind == nullptr) {
        if (object.node().kind == JsonNode::Kind::object) {
            object.problems().add(object.node(),
                                  in_both("kunci \"kind\" tidak ada; seharusnya {}",
                                          "missing key \"kind\"; expected {}", one_of(names)));
        }
        return nullptr;
    }
    for (const KindRow& row : kKinds) {
        if (kind->kind == JsonNode::Kind::string && kind->string == row.name) {
            return &row;
        }
    }
    report(*kind, object.problems(),
           in_both("{}{}", "{}{}", one_of(names), did_you_mean(kind->string, names)));
    return nullptr;
}

// What a card needs to have something to show, which depends on several keys.
void check_content(const CardConfig& card, const JsonNode& root, Problems& problems) {
    // What is titled and valued is about figures; a chart may have its own in its option.
    const KindRow& kind = kKinds[static_cast<size_t>(card.kind)];
    const bool figures = kind.titled && kind.valued && card.kind != CardFileKind::chart;
    if (figures && card.sources.empty() && card.data.empty()) {
        problems.add(root, {"tidak dikatakan angka mana yang ditampilkan; tambahkan \"source\"",
                            "nothing says which figures to show; add \"source\""});
    }
    const auto* ticker = std::get_if<TickerCard>(&card.settings);
    if (ticker != nullptr && ticker->items.empty() && !card.has_value()) {
        problems.add(root, {"tidak ada yang ditampilkan; tambahkan \"items\" atau \"source\"",
                            "nothing to show; add \"items\" or \"source\""});
    }
    const auto* text = std::get_if<TextCard>(&card.settings);
    if (text != nullptr && text->text.empty() && !card.has_value()) {
        problems.add(root, {"tidak ada yang ditampilkan; tambahkan \"text\" atau \"source\"",
                            "nothing to show; add \"text\" or \"source\""});
    }
}

}  // namespace

std::string_view to_string(CardFileKind kind) {
    return kKinds[static_cast<size_t>(kind)].name;
}

ConfigResult<CardConfig> read_card_config(const std::string& file, std::string_view text,
                                          const std::vector<std::string>* sources) {
    const ConfigResult<JsonDocument> document = parse_json(file, text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Problems problems(file);
    CardConfig card;
    card.definition = text;
    ObjectReader object(document->root(), problems);
    object.header();
    card.id = object.id();
    const KindRow* kind = read_kind(object);
    if (kind == nullptr) {  // which keys belong here is not known
        return tl::unexpected(problems.take());
    }
    card.kind = kind->kind;
    card.title =
        kind->titled ? read_required_local_text(object, "title") : read_local_text(object, "title");
    card.subtitle = read_local_text(object, "subtitle");
    card.note = read_local_text(object, "note");
    if (kind->valued) {
        read_sources(object, card, sources);
        card.data = object.has("data") ? object.required_string("data") : "";
    }
    kind->read(object, card);
    object.finish();
    if (problems.empty()) {
        check_content(card, document->root(), problems);
    }
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return card;
}

}  // namespace pendopo
