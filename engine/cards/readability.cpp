#include "engine/cards/readability.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "config/in_both.h"
#include "engine/cards/card_scale.h"
#include "engine/cards/legibility.h"

namespace pendopo {
namespace {

constexpr double kLeastMinutes = 16;
constexpr double kPatience = 30;  // seconds; nobody waits longer for the next page
constexpr int kFewestRows = 3;

double minutes(double px, const ReadingPlace& place) {
    return 20 * px / std::max(1, place.font_px);
}

void check_text_size(const CardConfig& card, const ReadingPlace& place, const CardScale& scale,
                     std::vector<LocalText>& warnings) {
    if (card.kind == CardFileKind::story) {
        return;  // its words are as large on every tile
    }
    const bool ticker = card.kind == CardFileKind::ticker;
    // A ticker's line takes 56 % of its height, a line of body text at most a fifth.
    const double px = ticker ? std::min(1.1 * place.font_px, 0.56 * place.size.height) : scale.body;
    const double share = ticker ? 0.56 : 0.2;
    if (minutes(px, place) < kLeastMinutes - 0.05) {
        warnings.push_back(in_both(
            "tulisan setinggi {:.0f} menit busur tidak terbaca dari {:g} m, paling sedikit {:.0f}; "
            "buat ubin paling sedikit {} piksel tingginya, sekarang {}",
            "text of {:.0f} minutes of arc cannot be read from {:g} m, {:.0f} is the least; make "
            "the tile at least {} pixels high, it has {}",
            minutes(px, place), place.viewing_distance_m, kLeastMinutes,
            static_cast<int>(std::ceil(kFloorOfComfortable * place.font_px / share)),
            place.size.height));
    }
}

void check_title(const CardConfig& card, const CardAreas& areas, const CardScale& scale,
                 std::string_view language, std::vector<LocalText>& warnings) {
    const std::string& title = card.title.in(language);
    const double characters = static_cast<double>(count_characters(title));
    const double fit =
        areas.head.width * areas.title_lines / (kCharacterWidth * std::max(1.0, scale.body));
    if (!areas.head.empty() && characters > fit) {
        warnings.push_back(in_both(
            "judulnya terpotong: muat sekitar {:.0f} huruf, panjangnya {:.0f}; pendekkan, atau "
            "lebarkan ubinnya",
            "the title is cut off: about {:.0f} characters fit, it has {:.0f}; shorten it or make "
            "the tile wider",
            std::floor(fit), characters));
    }
}

void check_rows(const CardConfig& card, const CardAreas& areas, const CardScale& scale,
                std::vector<LocalText>& warnings) {
    const auto* table = std::get_if<TableCard>(&card.settings);
    const auto* progress = std::get_if<ProgressCard>(&card.settings);
    if (table == nullptr && progress == nullptr) {
        return;
    }
    const int rows = rows_that_fit(card, areas, scale);
    const int wanted = std::min(kFewestRows, table != nullptr ? table->rows : progress->rows);
    if (rows < wanted) {
        const double lacking =
            (wanted * row_height(card, areas, scale) + rows_header_height(card, scale)) -
            areas.content.height;
        warnings.push_back(in_both(
            "hanya {} barisnya muat di satu halaman; tinggikan ubin paling sedikit {:.0f} piksel",
            "only {} of its rows fit on a page; make the tile at least {:.0f} pixels higher", rows,
            std::ceil(lacking)));
    }
    if (table != nullptr && !table->columns.empty()) {
        // A cell has two words: a name, or a figure and its unit.
        const size_t words = static_cast<size_t>(rows) * table->columns.size() * 2;
        if (const double seconds = reading_seconds(words); seconds > kPatience) {
            warnings.push_back(in_both(
                "satu halaman {} baris dan {} kolom perlu {:.0f} dtk untuk dibaca; kurangi kolom, "
                "atau "
                "\"rows\"",
                "a page of {} rows and {} columns takes {:.0f} s to read; show fewer columns, or "
                "fewer \"rows\"",
                rows, table->columns.size(), seconds));
        }
        double headers = 0;
        for (const TableCard::Column& column : table->columns) {
            const std::string& title = column.title.empty() ? column.key : column.title.in("id");
            headers += (static_cast<double>(count_characters(title)) + 1.5) * kCharacterWidth *
                       scale.caption;
        }
        if (headers > areas.content.width) {
            warnings.push_back(in_both(
                "{} kolom tidak muat berdampingan; kurangi, atau lebarkan ubinnya",
                "{} columns do not fit beside each other; show fewer, or make the tile wider",
                table->columns.size()));
        }
    }
}

void check_words(const CardConfig& card, const CardAreas& areas, const CardScale& scale,
                 std::string_view language, std::vector<LocalText>& warnings) {
    const auto* text = std::get_if<TextCard>(&card.settings);
    if (text == nullptr || text->text.empty()) {
        return;
    }
    const std::string& words = text->text.in(language);
    const double px = kFloorOfComfortable * scale.body;
    const double line = std::max(1.0, areas.content.width / (kCharacterWidth * px));
    const double lines = std::ceil(static_cast<double>(count_characters(words)) / line);
    const double fit = std::floor(areas.content.height / (kLineHeight * px));
    if (lines > fit) {
        warnings.push_back(in_both(
            "teks {} kata tidak muat: perlu sekitar {:.0f} baris, muat {:.0f}; pendekkan, atau "
            "besarkan ubinnya",
            "a text of {} words does not fit: it needs about {:.0f} lines, {:.0f} fit; shorten it "
            "or make the tile larger",
            count_words(words), lines, fit));
    }
}

// `place`: of the story's words alone.
void check_steps(const CardConfig& card, const ReadingPlace& place, const CardAreas& areas,
                 std::string_view language, std::vector<LocalText>& warnings) {
    const auto* story = std::get_if<StoryCard>(&card.settings);
    const double px = kFloorOfComfortable * place.font_px;
    const double fit =
        (areas.content.height - kLineHeight * kStoryCaption * place.font_px) / (kLineHeight * px);
    for (size_t i = 0; story != nullptr && i < story->steps.size(); ++i) {
        const std::string& text = story->steps[i].text.in(language);
        const double lines = std::ceil(static_cast<double>(count_characters(text)) *
                                       kCharacterWidth * px / std::max(1, areas.content.width));
        if (lines > std::floor(fit + 0.1)) {
            warnings.push_back(in_both(
                "teks langkah {} tidak muat: perlu sekitar {:.0f} baris, muat {:.0f}; pendekkan, "
                "atau besarkan ubinnya",
                "the text of step {} does not fit: it needs about {:.0f} lines, {:.0f} fit; "
                "shorten it or make the tile larger",
                i + 1, lines, std::floor(std::max(0.0, fit + 0.1))));
        }
        const double needed = reading_seconds(count_words(text));
        if (story->steps[i].seconds < needed) {
            warnings.push_back(in_both(
                "teks langkah {} perlu {:.0f} dtk untuk dibaca, langkahnya hanya {:g}; pendekkan, "
                "atau naikkan \"seconds\"",
                "the text of step {} takes {:.0f} s to read, the step has {:g}; shorten it, or "
                "raise \"seconds\"",
                i + 1, std::ceil(needed), story->steps[i].seconds));
        }
    }
}

void check_code(const CardConfig& card, const ReadingPlace& place, const CardAreas& areas,
                std::vector<LocalText>& warnings) {
    const auto* qr = std::get_if<QrCard>(&card.settings);
    if (qr == nullptr) {
        return;
    }
    // Bytes that a code of version 1, 2, … holds at error correction M (ISO 18004, table 7).
    constexpr std::array<size_t, 13> kBytes{14,  26,  42,  62,  84,  106, 122,
                                            152, 180, 213, 251, 287, 331};
    const auto version = std::ranges::lower_bound(kBytes, qr->content.size()) - kBytes.begin() + 1;
    const double modules = 17 + 4 * static_cast<double>(version) + 8;  // with its quiet zone
    const double side = std::min<double>(areas.content.height, 0.6 * areas.content.width);
    const double module = side / modules;
    if (arc_minutes(module, place.font_px) < kLeastModuleMinutes) {
        // A millimetre for each metre, as the code's own module is to the least.
        const double mm =
            place.viewing_distance_m * arc_minutes(module, place.font_px) / kLeastModuleMinutes;
        warnings.push_back(in_both(
            "kotak-kotak kode hanya {:.1f} mm; dari {:g} m ponsel perlu {:g} mm; pendekkan "
            "\"content\", atau besarkan ubinnya",
            "the code's squares are {:.1f} mm small; from {:g} m a phone needs {:g} mm; shorten "
            "\"content\" or make the tile larger",
            mm, place.viewing_distance_m, place.viewing_distance_m));
    }
}

}  // namespace

std::vector<LocalText> check_readability(const CardConfig& card, const ReadingPlace& place,
                                         const ThemeConfig& theme, std::string_view language) {
    std::vector<LocalText> warnings;
    if (place.size.empty()) {
        return warnings;
    }
    const CardScale scale = card_scale(place.size, place.font_px, theme);
    const CardAreas areas = card_areas(card, language, place.size, place.font_px, theme);
    check_text_size(card, place, scale, warnings);
    check_title(card, areas, scale, language, warnings);
    check_rows(card, areas, scale, warnings);
    check_words(card, areas, scale, language, warnings);
    check_steps(card, place, areas, language, warnings);
    check_code(card, place, areas, warnings);
    return warnings;
}

std::vector<LocalText> check_contrast(const ThemeConfig& theme) {
    std::vector<LocalText> warnings;
    const auto check = [&](const char* name, const Color& color, const char* on,
                           const Color& ground, double least) {
        if (const double has = contrast(color, ground); has < least) {
            warnings.push_back(
                in_both("kontras warna \"{}\" {:.1f}:1 di atas \"{}\"; paling sedikit {:g}:1",
                        "colour \"{}\" has a contrast of {:.1f}:1 on \"{}\"; {:g}:1 is the least",
                        name, std::floor(has * 10) / 10, on, least));
        }
    };
    for (const auto& [on, ground] :
         {std::pair{"panel", &theme.panel}, std::pair{"ground", &theme.ground}}) {
        check("text", theme.text, on, *ground, 7);
        check("muted", theme.muted, on, *ground, 4.5);
        check("good", theme.good, on, *ground, 4.5);
        check("watch", theme.watch, on, *ground, 4.5);
        check("act", theme.act, on, *ground, 4.5);
    }
    check("label_text", theme.label_text, "label_strip", over(theme.label_strip, rgb(0xFFFFFF)),
          4.5);
    check("text", theme.text, "badge_strip",
          over(theme.badge_strip, contrast(theme.text, rgb(0)) > contrast(theme.text, rgb(0xFFFFFF))
                                      ? rgb(0xFFFFFF)
                                      : rgb(0)),
          4.5);
    return warnings;
}

}  // namespace pendopo
