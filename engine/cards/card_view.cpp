#include "engine/cards/card_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/cards/phrases.h"
#include "engine/cards/standing.h"
#include "engine/cards/view_bodies.h"

namespace pendopo {
namespace {

void say_state(CardView& view, Standing standing, const Speech& speech) {
    if (standing == Standing::old) {
        view.state = say(Phrase::old, speech.language());
        view.state_icon = Icon::clock;
        view.urgency = Urgency::watch;
    } else if (standing == Standing::failed) {
        view.state = say(Phrase::failed, speech.language());
        view.state_icon = Icon::warning;
        view.urgency = Urgency::watch;
    }
}

}  // namespace

Speech::Speech(std::string language, const std::string& time_zone)
    : language_(language == "en" ? "en" : "id"),
      words_(language, time_zone),
      values_(language_, time_zone) {}

const Words& Speech::in_zone(const std::string& timezone) const {
    return zones_.try_emplace(timezone, language_, timezone).first->second;
}

double page_seconds(const CardContentRead& content, int rows_of_page) {
    size_t words = 0;
    double wanted = 0;
    if (const auto* table = std::get_if<TableCard>(&content.config.settings)) {
        const auto* value = std::get_if<TableValue>(&content.value);
        words = value != nullptr ? value->words_of_row : 0;
        wanted = table->seconds;
    } else if (const auto* progress = std::get_if<ProgressCard>(&content.config.settings)) {
        words = 5;  // a name of three, the figure and its unit
        wanted = progress->seconds;
    } else if (const auto* multiples = std::get_if<SmallMultiplesCard>(&content.config.settings)) {
        words = 5;
        wanted = multiples->seconds;
    }
    return std::max(wanted, reading_seconds(words * static_cast<size_t>(rows_of_page)));
}

Page page_of(const BodyInput& input, size_t rows, const RowsLayout& layout, int most) {
    return page_of(input, rows,
                   rows_in(layout, input.frame.areas.content.height, static_cast<size_t>(most)));
}

Page page_of(const BodyInput& input, size_t rows, size_t fit) {
    Page page;
    page.count = std::max<size_t>(1, (rows + fit - 1) / fit);
    page.rows = std::max<size_t>(1, (rows + page.count - 1) / page.count);  // evenly filled
    if (page.count > 1) {
        const double seconds = page_seconds(input.content, static_cast<int>(page.rows));
        const double t = std::chrono::duration<double>(input.now.time_since_epoch()).count();
        page.index = static_cast<size_t>(
            std::fmod(std::floor(t / seconds), static_cast<double>(page.count)));
    }
    page.first = std::min(rows, page.index * page.rows);
    page.last = std::min(rows, page.first + page.rows);
    return page;
}

CardView view_of(const CardContentRead& content, const CardFiles& files, const CardItem& item,
                 const ThemeConfig& theme, const Speech& speech, WallTime now) {
    const CardConfig& card = content.config;
    CardView view;
    view.scale = card_scale(item.size, item.font_px, theme);
    view.areas = card_areas(card, speech.language(), item.size, item.font_px, theme);
    view.title = card.title.in(speech.language());
    view.subtitle = view.areas.subtitle ? card.subtitle.in(speech.language()) : "";
    view.provenance = provenance_of(card, item.source, speech, now);
    const Standing standing = standing_of(content, item.source, now);
    say_state(view, standing, speech);
    if (!shows_figures(standing)) {
        view.body = empty_view(standing, content, item, speech);
        return view;
    }
    if (!item.public_audience && !item.source.problem.empty()) {
        view.provenance.note = item.source.problem;
    }
    view.body = body_of({content, files, item, view, speech, now});
    const Page page = std::visit(
        [](const auto& body) {
            if constexpr (requires { body.page; }) {
                return body.page;
            } else {
                return Page{};
            }
        },
        view.body);
    if (page.count > 1) {
        view.page = fmt::format("{}/{}", page.index + 1, page.count);
    }
    return view;
}

}  // namespace pendopo
