// Numbers, tables and progress lists in words.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/cards/phrases.h"
#include "engine/cards/view_bodies.h"

namespace pendopo {
namespace {

std::string joined(const ValueText::Parts& parts) {
    return parts.unit.empty() ? parts.figure : parts.figure + "\u00A0" + parts.unit;
}

// "Naik 12,4% dari Okt 2025", with the shape of its direction; coloured only when one is good news.
NumberView::Line change_line(const NumberCard& card, double value, double previous,
                             const Speech& speech) {
    const std::string& language = speech.language();
    const double change = value - previous;
    NumberView::Line line;
    line.direction = change > 0 ? Direction::up : change < 0 ? Direction::down : Direction::level;
    std::string amount;
    if (card.compare == NumberCard::Compare::percent && previous != 0 &&
        card.format.style != ValueFormat::Style::percent) {
        amount = speech.values().percent(std::abs(change / previous) * 100);
    } else {
        ValueFormat format = card.format;
        const bool shares = format.style == ValueFormat::Style::percent;
        if (shares) {  // 6.5% to 6.1% falls by 0.4 percentage points, not by 0.4%
            format.style = ValueFormat::Style::number;
            format.decimals = format.decimals.value_or(1);
        }
        amount = joined(speech.values().number(std::abs(change), format));
        amount = shares ? say(Phrase::points, language, amount) : amount;
    }
    const std::string before = card.previous_label.empty() ? say(Phrase::before, language)
                                                           : card.previous_label.in(language);
    line.words = line.direction == Direction::up     ? say(Phrase::rises, language, amount)
                 : line.direction == Direction::down ? say(Phrase::falls, language, amount)
                                                     : say(Phrase::steady, language);
    line.words += " " + say(Phrase::since_before, language, before);
    if (card.better != NumberCard::Better::neither && line.direction != Direction::level) {
        const bool good =
            (line.direction == Direction::up) == (card.better == NumberCard::Better::higher);
        line.urgency = good ? Urgency::good : Urgency::watch;
    }
    return line;
}

// "Target 2026: Rp 2,4 triliun · 87% tercapai".
NumberView::Line target_line(const NumberCard& card, double value, double target,
                             const Speech& speech) {
    const std::string& language = speech.language();
    NumberView::Line line;
    line.words =
        card.target_label.empty() ? say(Phrase::target, language) : card.target_label.in(language);
    line.words += ": " + joined(speech.values().number(target, card.format)) + " · ";
    if (card.better == NumberCard::Better::lower || target <= 0) {
        const bool reached =
            card.better == NumberCard::Better::lower ? value <= target : value >= target;
        line.words += say(reached ? Phrase::reached : Phrase::not_reached, language);
    } else {
        line.words +=
            say(Phrase::of_target, language, speech.values().percent(100 * value / target));
    }
    return line;
}

}  // namespace

NumberView number_view(const BodyInput& input) {
    const auto& card = std::get<NumberCard>(input.content.config.settings);
    const auto* value = std::get_if<NumberValue>(&input.content.value);
    NumberView view;
    if (value == nullptr) {
        view.headline.figure = kNoValue;
        return view;
    }
    view.label = value->label;
    view.series = value->series;
    const auto* number = std::get_if<double>(&value->value);
    if (number == nullptr || card.format.style == ValueFormat::Style::date) {
        view.headline.figure = input.speech.values().text(value->value, card.format);
        return view;
    }
    view.headline = input.speech.values().number(*number, card.format);
    if (value->previous) {
        view.lines.push_back(change_line(card, *number, *value->previous, input.speech));
    }
    if (value->target) {
        view.lines.push_back(target_line(card, *number, *value->target, input.speech));
        if (card.better != NumberCard::Better::lower && *value->target > 0) {
            view.progress = std::clamp(*number / *value->target, 0.0, 1.0);
        }
    }
    return view;
}

TableView table_view(const BodyInput& input) {
    const auto& card = std::get<TableCard>(input.content.config.settings);
    const auto* value = std::get_if<TableValue>(&input.content.value);
    TableView view;
    if (value == nullptr) {
        return view;
    }
    const size_t columns = value->keys.size();
    const auto cell = [&](size_t row, size_t column) -> const Scalar& {
        return value->cells[row * columns + column];
    };
    const auto format_of = [&](size_t column) {
        return column < card.columns.size() ? card.columns[column].format : ValueFormat{};
    };
    for (size_t i = 0; i < columns; ++i) {
        TableView::Column& column = view.columns.emplace_back();
        column.title = value->keys[i];
        bool any_number = false;
        for (const size_t row : value->widest[i]) {
            column.widest.push_back(input.speech.values().text(cell(row, i), format_of(i)));
            any_number |= std::holds_alternative<double>(cell(row, i));
        }
        using Style = ValueFormat::Style;
        const Style style = format_of(i).style;
        column.figures = style == Style::number || style == Style::rupiah ||
                         style == Style::percent || (style == Style::automatic && any_number);
        column.align = column.figures ? TableCard::Align::right : TableCard::Align::left;
        if (i < card.columns.size()) {
            const TableCard::Column& wanted = card.columns[i];
            column.title =
                wanted.title.empty() ? wanted.key : wanted.title.in(input.speech.language());
            column.width = wanted.width;
            if (wanted.align != TableCard::Align::automatic) {
                column.align = wanted.align;
            }
        }
    }
    view.rows_of_page = static_cast<int>(input.page.rows);
    for (size_t row = input.page.first; row < input.page.last; ++row) {
        for (size_t i = 0; i < columns; ++i) {
            view.cells.push_back(input.speech.values().text(cell(row, i), format_of(i)));
        }
    }
    return view;
}

namespace {

// "▲ 1,8 poin di atas rencana": what a percentage of a percentage would only hide.
std::string off_plan(double value, double target, const Speech& speech) {
    constexpr double kTenth = 10;
    const double points = std::round((value - target) * kTenth) / kTenth;
    const Phrase phrase = points > 0   ? Phrase::ahead
                          : points < 0 ? Phrase::behind
                                       : Phrase::on_plan;
    ValueFormat format;
    format.style = ValueFormat::Style::number;
    return say(phrase, speech.language(), joined(speech.values().number(std::abs(points), format)));
}

}  // namespace

ProgressView progress_view(const BodyInput& input) {
    const auto& card = std::get<ProgressCard>(input.content.config.settings);
    const auto* value = std::get_if<ProgressValue>(&input.content.value);
    ProgressView view;
    view.value_label = card.value_label.in(input.speech.language());
    view.target_label = card.target_label.in(input.speech.language());
    if (value == nullptr) {
        return view;
    }
    double longest = 0;  // of all rows: the axis is the same on every page
    for (const auto& row : value->rows) {
        longest = std::max({longest, row.value.value_or(0), row.target.value_or(0)});
    }
    view.of_hundred = card.format.style == ValueFormat::Style::percent;
    constexpr double kWhole = 100;
    longest = view.of_hundred ? std::max(longest, kWhole) : longest;
    const auto part = [&](double amount) {
        return longest > 0 ? std::clamp(amount / longest, 0.0, 1.0) : 0;
    };
    view.rows_of_page = static_cast<int>(input.page.rows);
    for (size_t i = input.page.first; i < input.page.last; ++i) {
        const ProgressValue::Row& row = value->rows[i];
        ProgressView::Row& shown = view.rows.emplace_back();
        shown.label = row.label.empty() ? kNoValue : row.label;
        shown.words =
            row.value ? joined(input.speech.values().number(*row.value, card.format)) : kNoValue;
        shown.value = part(row.value.value_or(0));
        if (row.target) {
            shown.target = part(*row.target);
            if (row.value && view.of_hundred) {
                shown.share =
                    std::exchange(shown.words, off_plan(*row.value, *row.target, input.speech));
            } else if (row.value && *row.target > 0) {
                shown.share = input.speech.values().percent(100 * *row.value / *row.target);
            }
        }
        if (!row.note.empty()) {
            shown.words += " · " + row.note;
        }
    }
    return view;
}

}  // namespace pendopo
