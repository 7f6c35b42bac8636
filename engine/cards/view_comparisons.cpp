// Small multiples and comparisons in words.
#include <algorithm>
#include <cmath>

#include "engine/cards/phrases.h"
#include "engine/cards/view_bodies.h"

namespace pendopo {
namespace {

using Style = ValueFormat::Style;

std::string words_of(const std::optional<double>& value, const ValueFormat& format,
                     const Speech& speech) {
    return value ? joined(speech.values().number(*value, format)) : kNoValue;
}

}  // namespace

MultiplesView multiples_view(const BodyInput& input) {
    const auto& card = std::get<SmallMultiplesCard>(input.content.config.settings);
    const auto* value = std::get_if<MultiplesValue>(&input.content.value);
    const std::string& language = input.speech.language();
    MultiplesView view;
    if (value == nullptr || value->rows.empty()) {
        return view;
    }
    const ValueFormat format = aligned(card.format, value->decimals, true);
    view.scale = words_of(value->low, card.format, input.speech) + " – " +
                 words_of(value->high, card.format, input.speech);
    view.scale_words = say(Phrase::same_scale, language, view.scale);
    using Order = SmallMultiplesCard::Order;
    if (card.order != Order::given) {
        view.order_words = say(
            card.order == Order::highest ? Phrase::highest_first : Phrase::lowest_first, language);
    }
    CellNeeds needs;
    needs.count = value->rows.size();
    for (const size_t row : value->widest) {
        needs.labels.push_back(value->rows[row].label);
        needs.words.push_back(words_of(value->rows[row].value, format, input.speech));
    }
    const PixelRect& room = input.frame.areas.content;
    view.layout = lay_out_cells(needs, {room.width, room.height}, input.frame.scale);
    view.page = page_of(input, value->rows.size(),
                        static_cast<size_t>(view.layout.columns * view.layout.rows));
    const double range = value->high - value->low;
    for (size_t i = view.page.first; i < view.page.last; ++i) {
        const MultiplesValue::Row& row = value->rows[i];
        MultiplesView::Cell& cell = view.cells.emplace_back();
        cell.label = row.label.empty() ? kNoValue : row.label;
        cell.words = words_of(row.value, format, input.speech);
        for (const std::optional<double>& point : row.series) {
            const bool finite = point && std::isfinite(range);
            cell.line.push_back(!finite      ? std::nullopt
                                : range <= 0 ? std::optional(0.5)
                                             : std::optional((*point - value->low) / range));
        }
    }
    return view;
}

namespace {

// "▲ Rp120,3 miliar lebih tinggi"; of percentages in points.
NumberView::Line difference_of(const ComparisonCard& card, double value, double reference,
                               const Speech& speech) {
    const std::string& language = speech.language();
    const double change = value - reference;
    NumberView::Line line;
    line.direction = change > 0 ? Direction::up : change < 0 ? Direction::down : Direction::level;
    if (line.direction == Direction::level) {
        line.words = say(Phrase::is_same, language);
        return line;
    }
    ValueFormat format = card.format;
    const bool shares = format.style == Style::percent;
    if (shares) {
        format.style = Style::number;
        format.decimals = format.decimals.value_or(1);
    }
    std::string amount = joined(speech.values().number(std::abs(change), format));
    amount = shares ? say(Phrase::points, language, amount) : amount;
    line.words = say(line.direction == Direction::up ? Phrase::is_higher : Phrase::is_lower,
                     language, amount);
    if (card.better != NumberCard::Better::neither) {
        const bool good =
            (line.direction == Direction::up) == (card.better == NumberCard::Better::higher);
        line.urgency = good ? Urgency::good : Urgency::watch;
    }
    return line;
}

// " (+12,4%)"; of percentages, which say it in points, and of nothing: nothing.
std::string share_of(const ComparisonCard& card, double value, double reference,
                     const Speech& speech) {
    const double share = 100 * (value - reference) / std::abs(reference);
    if (card.format.style == Style::percent || value == reference || !std::isfinite(share)) {
        return "";
    }
    return " (" + std::string(share > 0 ? "+" : "\u2212") +
           speech.values().percent(std::abs(share)) + ")";
}

}  // namespace

ComparisonView comparison_view(const BodyInput& input) {
    const auto& card = std::get<ComparisonCard>(input.content.config.settings);
    const auto* value = std::get_if<ComparisonValue>(&input.content.value);
    const std::string& language = input.speech.language();
    ComparisonView view;
    if (value == nullptr) {
        return view;
    }
    const double first = value->value.value_or(0);
    const double second = value->reference.value_or(0);
    const double low = std::min({0.0, first, second});
    const double range = std::max({0.0, first, second}) - low;
    const auto part = [&](double amount) {
        return range > 0 && std::isfinite(range) ? (amount - low) / range : 0;
    };
    const auto side = [&](const LocalText& label, const std::string& period,
                          const std::optional<double>& figure) {
        ComparisonView::Side shown{label.in(language), period, {kNoValue, ""}, part(0), part(0)};
        if (figure) {
            shown.figure = input.speech.values().number(*figure, card.format);
            shown.from = std::min(part(0), part(*figure));
            shown.to = std::max(part(0), part(*figure));
        }
        return shown;
    };
    view.value = side(card.value_label, value->period, value->value);
    view.reference = side(card.reference_label, value->reference_period, value->reference);
    if (value->value && value->reference) {
        view.difference = difference_of(card, first, second, input.speech);
        view.brief = view.difference.words;
        view.difference.words += share_of(card, first, second, input.speech);
    }
    return view;
}

}  // namespace pendopo
