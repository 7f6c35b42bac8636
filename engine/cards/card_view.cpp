#include "engine/cards/card_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/cards/phrases.h"
#include "engine/cards/standing.h"
#include "engine/cards/view_bodies.h"

namespace pendopo {
namespace {

size_t rows_of(const CardContentRead& content) {
    if (const auto* table = std::get_if<TableValue>(&content.value)) {
        return table->rows();
    }
    if (const auto* progress = std::get_if<ProgressValue>(&content.value)) {
        return progress->rows.size();
    }
    return 0;
}

// Pages of equal length turn at the same moments on every display: a function of the time alone.
Page page_of(const CardContentRead& content, const CardAreas& areas, const CardScale& scale,
             WallTime now) {
    Page page;
    const size_t rows = rows_of(content);
    const auto fit = static_cast<size_t>(rows_that_fit(content.config, areas, scale));
    const size_t pages = std::max<size_t>(1, (rows + fit - 1) / fit);
    page.count = pages;
    page.rows = std::max<size_t>(1, (rows + pages - 1) / pages);  // evenly filled
    const double seconds = page_seconds(content, static_cast<int>(page.rows));
    if (pages > 1) {
        const double t = std::chrono::duration<double>(now.time_since_epoch()).count();
        page.index =
            static_cast<size_t>(std::fmod(std::floor(t / seconds), static_cast<double>(pages)));
    }
    page.first = page.index * page.rows;
    page.last = std::min(rows, page.first + page.rows);
    page.first = std::min(page.first, page.last);
    return page;
}

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
    }
    return std::max(wanted, reading_seconds(words * static_cast<size_t>(rows_of_page)));
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
        view.provenance.insert(view.provenance.begin(), item.source.problem);
    }
    const Page page = page_of(content, view.areas, view.scale, now);
    if (page.count > 1) {
        view.page = fmt::format("{}/{}", page.index + 1, page.count);
    }
    const BodyInput input{content, files, view, speech, now, page};
    view.body = body_of(input);
    return view;
}

}  // namespace pendopo
