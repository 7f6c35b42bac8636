#pragma once
// What a card file's card shows at one moment, as a value: words are chosen, numbers written, the
// page is turned, nothing is drawn yet. Equal views make equal bitmaps.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/clock.h"
#include "engine/cards/card_scale.h"
#include "engine/cards/card_value.h"
#include "engine/cards/cells_layout.h"
#include "engine/cards/icon.h"
#include "engine/cards/provenance.h"
#include "engine/cards/rows_layout.h"
#include "engine/cards/value_text.h"
#include "engine/cards/words.h"
#include "engine/ipc/cards_messages.h"

namespace pendopo {

enum class Urgency { calm, good, watch, act };  // colours the icon, never alone

// The words and formats of a plan's language and time zone. Thread: bound to its owner.
class Speech {
  public:
    Speech(std::string language, const std::string& timezone);

    const std::string& language() const { return language_; }
    const Words& words() const { return words_; }
    const ValueText& values() const { return values_; }
    // The words of another time zone, made when first asked for.
    const Words& in_zone(const std::string& timezone) const;

  private:
    std::string language_;
    Words words_;
    ValueText values_;
    mutable std::map<std::string, Words> zones_;
};

// A card's definition with what came for it. Immutable; shared by faces.
struct CardContentRead {
    bool defined = false;  // `config` came
    CardConfig config;
    CardValue value;           // monostate: none came
    bool has_content = false;  // something came, and `problem` is empty
    std::string problem;       // why the definition or the value cannot be shown, for staff
};
// Files that image cards name; null: not there.
using CardFiles = std::map<std::string, std::shared_ptr<const std::string>>;

// ---- what stands in the content area, by kind --------------------------------------------------
struct EmptyView {  // an honest reason instead of figures
    Icon icon = Icon::none;
    std::string words;
    std::string detail;   // since when
    std::string problem;  // for staff only
    bool operator==(const EmptyView&) const = default;
};
enum class Direction { none, up, down, level };
struct NumberView {
    struct Line {
        Direction direction = Direction::none;
        Urgency urgency = Urgency::calm;
        std::string words;
        bool operator==(const Line&) const = default;
    };
    ValueText::Parts headline;
    std::string label;
    std::vector<Line> lines;
    std::vector<double> series;
    std::optional<double> progress;  // of the target; beyond it more than 1
    bool operator==(const NumberView&) const = default;
};
// Rows of a table or progress list that stand on the wall at a time.
struct Page {
    size_t index = 0;
    size_t count = 1;
    size_t rows = 1;   // of every page but the last; room is kept for so many
    size_t first = 0;  // the first row, and the one behind the last
    size_t last = 0;
    bool operator==(const Page&) const = default;
};
struct TableView {
    struct Column {
        std::string title;
        TableCard::Align align = TableCard::Align::left;
        bool figures = false;
        bool operator==(const Column&) const = default;
    };
    std::vector<Column> columns;
    RowsLayout layout;
    std::vector<std::string> cells;  // row by row, of this page only
    Page page;
    bool operator==(const TableView&) const = default;
};
struct ProgressView {
    struct Row {
        std::string label;  // with the row's note
        std::string share;  // "87%": of the plan; of percentages, the value itself
        std::string words;  // "Rp 820,4 miliar"; of percentages, how far from the plan
        double value = 0;   // in parts of the axis, 0…1
        std::optional<double> target;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rows;
    RowsLayout layout;
    Page page;
    bool of_hundred = false;  // the axis is 0 to 100 %, and the plan a mark on it
    std::string value_label;
    std::string target_label;
    std::string share_label;
    bool operator==(const ProgressView&) const = default;
};
struct DrawingView {
    DrawingValue svg;
    std::string broken;  // what to say when it cannot be drawn
    bool operator==(const DrawingView&) const = default;
};
struct TickerView {
    std::vector<std::string> items;
    std::string provenance;  // comes round as the last, quieter
    bool operator==(const TickerView&) const = default;
};
struct ClockView {
    struct Zone {
        std::string name;
        std::string time;
        std::string zone;
        std::string date;  // empty: not asked for
        bool operator==(const Zone&) const = default;
    };
    std::vector<Zone> zones;
    bool operator==(const ClockView&) const = default;
};
struct TextView {
    std::string text;
    bool centered = false;
    bool operator==(const TextView&) const = default;
};
struct ImageView {
    std::string name;
    std::shared_ptr<const std::string> file;
    Fit fit = Fit::contain;
    std::string broken;  // what to say when it cannot be decoded
    bool operator==(const ImageView&) const = default;
};
struct QrView {
    std::string content;
    std::string caption;
    std::string address;  // as it is printed, for those who type
    bool is_web = true;   // it breaks as web addresses do
    bool operator==(const QrView&) const = default;
};
struct NoticeView {
    struct Row {
        std::string label;
        std::string words;
        bool operator==(const Row&) const = default;
    };
    std::string headline;   // empty when the card's title says it
    std::vector<Row> rows;  // the most important first
    size_t essential = 0;   // so many are never left out
    std::string recording;
    bool operator==(const NoticeView&) const = default;
};
struct MultiplesView {
    struct Cell {
        std::string label;
        std::string words;                        // the last figure
        std::vector<std::optional<double>> line;  // in parts of the scale, 0…1; nothing: a gap
        bool operator==(const Cell&) const = default;
    };
    std::vector<Cell> cells;  // of this page
    CellsLayout layout;
    Page page;
    std::string scale_words;  // "Skala sama: 0 – 12,4%"
    std::string scale;        // "0 – 12,4%", where there is no room for the words
    std::string order_words;
    bool operator==(const MultiplesView&) const = default;
};
struct ComparisonView {
    struct Side {
        std::string label;
        std::string period;
        ValueText::Parts figure;
        double from = 0;  // of its bar, in parts of the axis that both share, 0…1
        double to = 0;
        bool operator==(const Side&) const = default;
    };
    Side value;
    Side reference;
    NumberView::Line difference;  // empty words where a figure is missing
    std::string brief;            // its words without what share that is
    bool operator==(const ComparisonView&) const = default;
};
struct QueueView {
    std::string heading;  // of the number that is called; empty: none is
    QueueValue::Call call;
    bool is_new = false;  // it stands out
    std::string earlier_label;
    std::vector<QueueValue::Call> earlier;
    std::string waiting;
    std::string words;   // in place of a number: none is called, or the counters are closed
    std::string detail;  // of them
    bool operator==(const QueueView&) const = default;
};
struct StoryView {
    std::string title;
    std::string text;
    std::string words;  // "2 dari 5"
    size_t step = 0;
    size_t count = 0;
    double px = 0;  // of the text; smaller, down to the floor, where it is long
    double floor_px = 0;
    double caption_px = 0;
    bool operator==(const StoryView&) const = default;
};

struct CardView {
    CardScale scale;
    CardAreas areas;
    std::string title;
    std::string subtitle;
    Provenance provenance;
    std::string state;  // bottom right; empty while all is well
    Icon state_icon = Icon::none;
    Urgency urgency = Urgency::calm;
    std::string page;  // "1/4"
    std::variant<EmptyView, NumberView, TableView, ProgressView, DrawingView, TickerView, ClockView,
                 TextView, ImageView, QrView, NoticeView, MultiplesView, ComparisonView, QueueView,
                 StoryView>
        body;
    bool operator==(const CardView&) const = default;
};

// Thread: reentrant, as far as `speech` is.
CardView view_of(const CardContentRead& content, const CardFiles& files, const CardItem& item,
                 const ThemeConfig& theme, const Speech& speech, WallTime now);

// How long a page of a table, a progress list or small multiples stays; 0 for other kinds.
double page_seconds(const CardContentRead& content, int rows_of_page);

}  // namespace pendopo
