// Numbers, tables and progress lists in words.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/cards/phrases.h"
#include "engine/cards/view_bodies.h"

namespace pendopo {

std::string joined(const ValueText::Parts& parts) {
    return parts.unit.empty() ? parts.figure : parts.figure + "\u00A0" + parts.unit;
}

namespace {

constexpr double kMostOfTarget = 100;  // a bar tells no more apart

using Style = ValueFormat::Style;

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
    ValueFormat format = card.format;
    format.unit = {};  // the headline has it
    line.words += ": " + joined(speech.values().number(target, format)) + " · ";
    const bool reached =
        card.better == NumberCard::Better::lower ? value <= target : value >= target;
    if (card.better == NumberCard::Better::lower || target <= 0) {
        line.words += say(reached ? Phrase::reached : Phrase::not_reached, language);
    } else {
        line.words +=
            say(Phrase::of_target, language, speech.values().percent(100 * value / target));
    }
    // What is to fall is above its target or is not; what is to rise may be on its way.
    if (card.better != NumberCard::Better::neither) {
        line.urgency = reached                                    ? Urgency::good
                       : card.better == NumberCard::Better::lower ? Urgency::watch
                                                                  : Urgency::calm;
    }
    return line;
}

}  // namespace

NumberView number_view(const BodyInput& input) {
    const auto& card = std::get<NumberCard>(input.content.config.settings);
    const auto* value = std::get_if<NumberValue>(&input.content.value);
    NumberView view;
    if (value == nullptr) {
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
            view.progress = std::clamp(*number / *value->target, 0.0, kMostOfTarget);
        }
    }
    return view;
}

namespace {

// "persen_miskin" is "Persen miskin".
std::string heading_of(const std::string& key) {
    std::string words = key;
    std::ranges::replace(words, '_', ' ');
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    }
    return words;
}

}  // namespace

ValueFormat aligned(ValueFormat format, int decimals, bool any_number) {
    const bool written_out = format.style == Style::number || format.style == Style::percent ||
                             (format.style == Style::automatic && any_number);
    if (written_out && !format.decimals && !format.compact.value_or(false)) {
        format.decimals = format.style == Style::percent ? std::min(decimals, 1) : decimals;
    }
    return format;
}

TableView table_view(const BodyInput& input) {
    const auto& card = std::get<TableCard>(input.content.config.settings);
    const auto* value = std::get_if<TableValue>(&input.content.value);
    TableView view;
    if (value == nullptr) {
        return view;
    }
    const size_t columns = value->keys.size();
    const ValueText& values = input.speech.values();
    const auto cell = [&](size_t row, size_t column) -> const Scalar& {
        return value->cells[row * columns + column];
    };
    std::vector<ValueFormat> formats(columns);
    std::vector<ColumnNeeds> needs(columns);
    for (size_t i = 0; i < columns; ++i) {
        const TableCard::Column* wanted = i < card.columns.size() ? &card.columns[i] : nullptr;
        const bool any_number = std::ranges::any_of(value->widest[i], [&](size_t row) {
            return std::holds_alternative<double>(cell(row, i));
        });
        formats[i] = aligned(wanted != nullptr ? wanted->format : ValueFormat{}, value->decimals[i],
                             any_number);
        const Style style = formats[i].style;
        TableView::Column& column = view.columns.emplace_back();
        column.title = wanted == nullptr || wanted->title.empty()
                           ? heading_of(value->keys[i])
                           : wanted->title.in(input.speech.language());
        column.figures = style == Style::number || style == Style::rupiah ||
                         style == Style::percent || (style == Style::automatic && any_number);
        column.align = column.figures ? TableCard::Align::right : TableCard::Align::left;
        if (wanted != nullptr && wanted->align != TableCard::Align::automatic) {
            column.align = wanted->align;
        }
        needs[i] = {column.title, {}, column.figures, wanted != nullptr ? wanted->width : 0};
        for (const size_t row : value->widest[i]) {
            needs[i].widest.push_back(values.text(cell(row, i), formats[i]));
        }
        if (formats[i].is_change) {  // "unchanged" is longer than most changes
            needs[i].widest.push_back(values.number(0, formats[i]).figure);
        }
    }
    const PixelRect& room = input.frame.areas.content;
    view.layout = lay_out_table(needs, {room.width, room.height}, input.frame.scale);
    view.page = page_of(input, value->rows(), view.layout, card.rows);
    for (size_t row = view.page.first; row < view.page.last; ++row) {
        for (size_t i = 0; i < columns; ++i) {
            view.cells.push_back(values.text(cell(row, i), formats[i]));
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

// What is written of a row; its bar is the caller's.
ProgressView::Row words_of(const ProgressValue::Row& row, const ValueFormat& format,
                           const Speech& speech) {
    ProgressView::Row shown;
    shown.label = row.label.empty() ? kNoValue : row.label;
    if (!row.note.empty()) {
        shown.label += " · " + row.note;
    }
    shown.words = row.value ? joined(speech.values().number(*row.value, format)) : kNoValue;
    if (row.target && row.value) {
        if (format.style == Style::percent) {
            shown.share = std::exchange(shown.words, off_plan(*row.value, *row.target, speech));
        } else if (*row.target > 0) {
            shown.share = speech.values().percent(100 * *row.value / *row.target);
        }
    }
    return shown;
}

}  // namespace

ProgressView progress_view(const BodyInput& input) {
    const auto& card = std::get<ProgressCard>(input.content.config.settings);
    const auto* value = std::get_if<ProgressValue>(&input.content.value);
    const std::string& language = input.speech.language();
    ProgressView view;
    if (value == nullptr) {
        return view;
    }
    const auto worded = [&](const LocalText& said, Phrase phrase) {
        return said.empty() && value->has_targets ? say(phrase, language) : said.in(language);
    };
    view.of_hundred = card.format.style == Style::percent;
    view.value_label = worded(card.value_label, Phrase::realised);
    view.target_label = worded(card.target_label, Phrase::planned);
    if (value->has_targets && !view.of_hundred) {
        view.share_label =
            worded(card.share_label,
                   card.format.style == Style::rupiah ? Phrase::absorbed : Phrase::achieved);
    }
    double longest = 0;  // of all rows: the axis is the same on every page
    for (const auto& row : value->rows) {
        longest = std::max({longest, row.value.value_or(0), row.target.value_or(0)});
    }
    constexpr double kWhole = 100;
    longest = view.of_hundred ? std::max(longest, kWhole) : longest;
    const auto part = [&](double amount) {
        return longest > 0 ? std::clamp(amount / longest, 0.0, 1.0) : 0;
    };
    const ValueFormat format = aligned(card.format, value->decimals, true);
    ListNeeds needs;
    needs.legend = !view.value_label.empty() || !view.target_label.empty();
    for (const size_t row : value->widest) {
        const ProgressView::Row shown = words_of(value->rows[row], format, input.speech);
        needs.labels.push_back(shown.label);
        needs.values.push_back(shown.words);
        if (!shown.share.empty()) {
            needs.shares.push_back(shown.share);
        }
    }
    const PixelRect& room = input.frame.areas.content;
    view.layout = lay_out_list(needs, {room.width, room.height}, input.frame.scale);
    view.page = page_of(input, value->rows.size(), view.layout, card.rows);
    for (size_t i = view.page.first; i < view.page.last; ++i) {
        const ProgressValue::Row& row = value->rows[i];
        ProgressView::Row& shown = view.rows.emplace_back(words_of(row, format, input.speech));
        shown.value = part(row.value.value_or(0));
        if (row.target) {
            shown.target = part(*row.target);
        }
    }
    return view;
}

}  // namespace pendopo
