#include "engine/cards/card_scale.h"

#include <algorithm>
#include <cmath>

namespace pendopo {
namespace {

// A 55-inch display of 1080 lines seen from 5 m has b = 64 px and a module of 20 px.
constexpr double kModuleOfFont = 20.0 / 64;

constexpr double kProvenance = 45;    // characters of source, period and age
constexpr double kPageIndicator = 3;  // "12/34", in parts of the caption's size
// Lines end at words, and some titles are wide.
constexpr double kRoomForWords = 1.08;
constexpr double kMostOfStory = 0.5;  // of its height that the words may take

int pixels(double value) {
    return static_cast<int>(std::lround(value));
}

// "Dinas Perumahan · Jan–Okt 2026 · 5 jam lalu" and the like: one line does not hold it in half a
// display, and none of the three may go.
int lines_of_foot(const CardConfig& card, PixelSize size, int font_px, const CardScale& scale) {
    if (!card.has_value()) {
        return card.note.empty() ? 0 : 1;
    }
    const double width = std::max(1.0, size.width - 2 * scale.padding);
    double lines = std::ceil(kProvenance * kCharacterWidth * scale.caption / width);
    // Lines end at words; of what has many figures a row is worth more than a whole publisher.
    const bool is_dense = card.kind == CardFileKind::table || card.kind == CardFileKind::progress ||
                          card.kind == CardFileKind::small_multiples ||
                          card.kind == CardFileKind::comparison || card.kind == CardFileKind::queue;
    lines += lines > 2 && !is_dense ? 1 : 0;
    const int most = size.height >= 12 * font_px && !is_dense ? 5
                     : size.height >= 9 * font_px             ? 3
                     : size.height >= 6 * font_px             ? 2
                                                              : 1;
    return std::clamp(static_cast<int>(lines), 1, most);
}

// A title is set smaller, down to the body's size, before it takes a second line.
int lines_of_title(double width_at_body, double room, PixelSize size, int font_px) {
    const double lines = std::ceil(kRoomForWords * width_at_body / std::max(1.0, room));
    const int most = size.height >= 12 * font_px ? 3 : size.height >= 7 * font_px ? 2 : 1;
    return lines <= 1 ? 1 : std::min(static_cast<int>(lines), most);
}

}  // namespace

CardScale card_scale(PixelSize size, int font_px, const ThemeConfig& theme) {
    const double b = font_px;
    const double height = size.height;
    const double shorter = std::min(size.width, size.height);
    CardScale scale;
    scale.module = kModuleOfFont * b;
    scale.padding = std::min(theme.padding * scale.module, 0.07 * shorter);
    scale.gap = std::min(theme.gap * scale.module, 0.04 * height);
    scale.radius = std::min(theme.radius * scale.module, 0.05 * shorter);
    // A small tile has smaller titles before its figures give way, and nothing below the floor
    // while there is any room for it.
    const double floor = kFloorOfComfortable * b;
    scale.floor = std::min(floor, 0.2 * height);
    scale.caption = std::min(theme.caption * b, 0.14 * height);
    scale.body =
        std::min(std::clamp(0.06 * height, floor, std::max(floor, theme.body * b)), 0.2 * height);
    scale.title = std::min(std::clamp(0.115 * height, floor, std::max(floor, theme.title * b)),
                           0.25 * height);
    scale.headline = theme.headline * b;
    return scale;
}

CardAreas card_areas(const CardConfig& card, std::string_view language, PixelSize size, int font_px,
                     const ThemeConfig& theme) {
    const CardScale scale = card_scale(size, font_px, theme);
    CardAreas areas;
    if (card.kind == CardFileKind::ticker) {
        areas.content = {0, 0, size.width, size.height};
        return areas;
    }
    if (card.kind == CardFileKind::story) {
        // Its words have a title of their own, and stand as far in as the card above them.
        const double shorter = std::min(size.width, size.height);
        const int edge = pixels(std::min(theme.padding * scale.module, 0.25 * shorter));
        areas.content = {edge, edge, std::max(1, size.width - 2 * edge),
                         std::max(1, size.height - 2 * edge)};
        return areas;
    }
    const int foot_lines = lines_of_foot(card, size, font_px, scale);
    const bool foot = foot_lines > 0;
    const bool bare = card.kind == CardFileKind::image && card.title.empty() && !foot;
    const int padding = bare ? 0 : pixels(scale.padding);
    const int gap = pixels(scale.gap);
    const int width = std::max(1, size.width - 2 * padding);
    int top = padding;
    if (!card.title.empty()) {
        const double wanted = static_cast<double>(count_characters(card.title.in(language))) *
                              kCharacterWidth * scale.title;
        const bool paged = card.kind == CardFileKind::table ||
                           card.kind == CardFileKind::progress ||
                           card.kind == CardFileKind::small_multiples;
        const double room = width - (paged ? kPageIndicator * scale.caption : 0);
        areas.title_lines = lines_of_title(wanted * scale.body / scale.title, room, size, font_px);
        areas.title_px =
            areas.title_lines == 1 ? scale.title : std::max(scale.body, 0.75 * scale.title);
        // What is shown in so low a card needs the room more than a subtitle does.
        areas.subtitle =
            !card.subtitle.empty() && size.height >= (foot_lines == 2 ? 9 : 7) * font_px;
        const double height = kLineHeight * (areas.title_lines * areas.title_px +
                                             (areas.subtitle ? scale.caption : 0));
        areas.head = {padding, top, width, pixels(height)};
        top += areas.head.height + gap;
    }
    int bottom = size.height - padding;
    if (foot) {
        const int height = pixels(foot_lines * kLineHeight * scale.caption);
        areas.foot = {padding, bottom - height, width, height};
        bottom -= height + gap;
    }
    areas.content = {padding, top, width, std::max(1, bottom - top)};
    return areas;
}

StoryAreas story_areas(const CardConfig& story, std::string_view language, PixelSize size,
                       int font_px, const ThemeConfig& theme) {
    const double b = font_px;
    const double padding = theme.padding * kModuleOfFont * b;
    const double gap = kModuleOfFont * b;
    const double width = std::max(1.0, size.width - 2 * padding);
    double lines = 1;
    for (const StoryCard::Step& step : std::get<StoryCard>(story.settings).steps) {
        const double at_floor = static_cast<double>(count_characters(step.text.in(language))) *
                                kCharacterWidth * kFloorOfComfortable * b;
        lines = std::max(lines, std::ceil(kRoomForWords * at_floor / width));
    }
    const double height =
        2 * padding + kLineHeight * b * (kStoryCaption + kFloorOfComfortable * lines) + gap / 2;
    const int words = std::min(pixels(height), pixels(kMostOfStory * size.height));
    const int card = std::max(1, size.height - words - pixels(gap));
    return {{0, 0, size.width, card}, {0, size.height - words, size.width, words}};
}

bool stacked_progress(const CardAreas& areas, const CardScale& scale) {
    return areas.content.width < 22 * scale.body;
}

double row_height(const CardConfig& card, const CardAreas& areas, const CardScale& scale) {
    if (card.kind == CardFileKind::progress) {
        return stacked_progress(areas, scale) ? (2 * kLineHeight + 0.25) * scale.body
                                              : (kLineHeight + 0.35) * scale.body;
    }
    return (kLineHeight + 0.3) * scale.body;
}

double rows_header_height(const CardConfig& card, const CardScale& scale) {
    const auto* progress = std::get_if<ProgressCard>(&card.settings);
    if (progress != nullptr && progress->value_label.empty() && progress->target_label.empty()) {
        return 0;
    }
    return (kLineHeight + 0.25) * scale.caption;
}

int rows_that_fit(const CardConfig& card, const CardAreas& areas, const CardScale& scale) {
    const auto* table = std::get_if<TableCard>(&card.settings);
    const auto* progress = std::get_if<ProgressCard>(&card.settings);
    const int most = table != nullptr ? table->rows : progress != nullptr ? progress->rows : 1;
    const double room = areas.content.height - rows_header_height(card, scale);
    return std::clamp(static_cast<int>(room / row_height(card, areas, scale)), 1, most);
}

double reading_seconds(size_t words) {
    return std::max(8.0, 1.5 + 0.35 * static_cast<double>(words));
}

size_t count_words(std::string_view text) {
    size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

size_t count_characters(std::string_view text) {
    return static_cast<size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace pendopo
