#pragma once
// A card file, cards/<id>.json: what stands in a tile besides cameras. Values only; the settings of
// a kind are a struct of its own. Every key: REFERENCE.md.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/local_text.h"
#include "config/problems.h"
#include "config/value_format.h"
#include "engine/base/geometry.h"

namespace pendopo {

// Rows of a page of tables and progress lists: as many as there is room for, at most so many.
inline constexpr int kMostRowsOfPage = 20;

// A headline figure with what it is compared with.
struct NumberCard {
    enum class Better { neither, higher, lower };
    enum class Compare { percent, difference };
    ValueFormat format;
    Better better = Better::neither;  // which direction is good news; neither: none is judged
    Compare compare = Compare::percent;
    LocalText target_label;    // "Target 2026"
    LocalText previous_label;  // "Okt 2025"
    int series_last = 0;       // of the series, so many of the last; 0: all
    bool operator==(const NumberCard&) const = default;
};

// Rows, shown page by page.
struct TableCard {
    enum class Align { automatic, left, right, center };  // automatic: numbers right, others left
    struct Column {
        std::string key;  // of the row's object
        LocalText title;  // the key when empty
        Align align = Align::automatic;
        ValueFormat format;
        double width = 0;  // in parts of all; 0: as wide as its content
        bool operator==(const Column&) const = default;
    };
    std::vector<Column> columns;  // empty: the keys of the first row
    int rows = kMostRowsOfPage;   // of a page, at most
    double seconds = 0;           // of a page, at least; 0: as long as reading it takes
    bool operator==(const TableCard&) const = default;
};

// Bars of value and target on one axis.
struct ProgressCard {
    ValueFormat format;
    LocalText value_label;   // "Realisasi"
    LocalText target_label;  // "Rencana"
    LocalText share_label;   // of the value in the target: "Terserap"
    int rows = kMostRowsOfPage;
    double seconds = 0;
    bool operator==(const ProgressCard&) const = default;
};

// Drawn elsewhere (engine/script); its "option" is read there, from the definition.
struct ChartCard {
    ValueFormat format;  // of labels and axes without a formatter
    bool operator==(const ChartCard&) const = default;
};
struct MapCard {
    enum class Layout { map, tiles };
    std::string geojson;  // also in CardConfig::files
    Layout layout = Layout::map;
    std::string join = "name";  // the property that a row's "name" names
    int classes = 5;
    ValueFormat format;
    LocalText label;      // of the legend
    std::string names{};  // the property that is written; empty: that of `join`
    bool operator==(const MapCard&) const = default;
};

// One line that moves; the renderer moves it.
struct TickerCard {
    std::vector<LocalText> items;  // empty: the texts are the value
    int speed = 140;               // pixels a second on a display of 1080 lines
    bool operator==(const TickerCard&) const = default;
};

struct ClockCard {
    struct Zone {
        std::string zone;  // "Asia/Jakarta"
        LocalText name;    // shown above its time; empty: the short name, WIB
        bool operator==(const Zone&) const = default;
    };
    std::vector<Zone> zones;  // empty: the wall's own
    bool date = true;
    bool show_seconds = true;
    bool operator==(const ClockCard&) const = default;
};

struct TextCard {
    LocalText text;  // simple markup; empty: the value
    bool centered = false;
    bool operator==(const TextCard&) const = default;
};

struct ImageCard {
    double seconds = 10;  // of a picture, when there are several
    Fit fit = Fit::contain;
    bool operator==(const ImageCard&) const = default;
};

struct QrCard {
    std::string content;
    LocalText caption;  // what one gets there
    bool operator==(const QrCard&) const = default;
};

// The notice that cameras are in use: who operates them, for what, whom to ask.
struct NoticeCard {
    LocalText operated_by;
    LocalText contact;
    LocalText purpose;
    bool recorded = false;
    bool operator==(const NoticeCard&) const = default;
};

// A small line for each row, all on one scale.
struct SmallMultiplesCard {
    enum class Order { given, highest, lowest };  // by the last figure
    ValueFormat format;
    Order order = Order::given;
    bool zero = true;    // the scale begins at zero; else at the smallest value
    double seconds = 0;  // of a page, at least; 0: as long as reading it takes
    bool operator==(const SmallMultiplesCard&) const = default;
};

// Two figures, bar against bar: this year and last, plan and realisation.
struct ComparisonCard {
    ValueFormat format;
    NumberCard::Better better = NumberCard::Better::neither;
    LocalText value_label;      // "Realisasi 2026"
    LocalText reference_label;  // "Realisasi 2025"
    bool operator==(const ComparisonCard&) const = default;
};

// Which number is called, and where to.
struct QueueCard {
    int call_seconds = 12;  // a new call stands out for so long
    LocalText closed_text;  // "Buka kembali Senin pukul 08.00"
    bool operator==(const QueueCard&) const = default;
};

// Cards one after the other in one tile, each with a text that explains it.
struct StoryCard {
    struct Step {
        std::string card;
        LocalText text;
        double seconds = 20;
        bool operator==(const Step&) const = default;
    };
    std::vector<Step> steps;
    bool operator==(const StoryCard&) const = default;
};

enum class CardFileKind {
    number,
    table,
    progress,
    chart,
    map,
    ticker,
    clock,
    text,
    image,
    qr,
    notice,
    small_multiples,
    comparison,
    queue,
    story
};

struct CardConfig {
    std::string id;
    CardFileKind kind = CardFileKind::number;  // the index of `settings`
    LocalText title;
    LocalText subtitle;
    LocalText note;  // a remark on the figures: "Angka contoh"
    std::vector<std::string> sources;
    std::string data;  // JSONata; empty: the value itself
    // Image files and GeoJSON, as written: relative to the card file's folder.
    std::vector<std::string> files;
    std::string definition;  // the file's text
    std::variant<NumberCard, TableCard, ProgressCard, ChartCard, MapCard, TickerCard, ClockCard,
                 TextCard, ImageCard, QrCard, NoticeCard, SmallMultiplesCard, ComparisonCard,
                 QueueCard, StoryCard>
        settings;
    bool operator==(const CardConfig&) const = default;

    // It shows a value, which comes with CardContent.
    bool has_value() const { return !sources.empty() || !data.empty() || is_drawing(); }
    // Its content is an SVG drawing made by the script worker.
    bool is_drawing() const { return kind == CardFileKind::chart || kind == CardFileKind::map; }
};

// `file` is the name used in problems. `sources`: ids of data.json that may be named; null:
// unchecked.
ConfigResult<CardConfig> read_card_config(const std::string& file, std::string_view text,
                                          const std::vector<std::string>* sources = nullptr);

// "number", "table", …
std::string_view to_string(CardFileKind kind);

}  // namespace pendopo
