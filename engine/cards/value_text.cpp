#include "engine/cards/value_text.h"

#include <unicode/numberformatter.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <string_view>
#include <tuple>

namespace pendopo {
namespace {

using Style = ValueFormat::Style;
using icu::number::LocalizedNumberFormatter;
using icu::number::Notation;
using icu::number::NumberFormatter;
using icu::number::Precision;

// Below a million a sum is short enough to be written out.
constexpr double kWrittenOut = 1e6;
constexpr int kMostDecimals = 2;

std::string utf8(const icu::UnicodeString& text) {
    std::string result;
    return text.toUTF8String(result);
}

}  // namespace

// "2026-11-24", "2026-11-24T10:42", with seconds, with "Z" or "+07:00"; nothing for other texts.
struct ValueText::WrittenTime {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    bool has_time = false;
    std::string zone;  // as written; empty: the wall's

    static std::optional<WrittenTime> parse(const std::string& text);
};

std::optional<ValueText::WrittenTime> ValueText::WrittenTime::parse(const std::string& text) {
    WrittenTime time;
    // sscanf alone takes signs and spaces for parts of a number.
    constexpr std::string_view kShape = "0000-00-00";
    for (size_t i = 0; i < kShape.size(); ++i) {
        const bool digit = i < text.size() && text[i] >= '0' && text[i] <= '9';
        if (kShape[i] == '0' ? !digit : i >= text.size() || text[i] != '-') {
            return std::nullopt;
        }
    }
    std::sscanf(text.c_str(), "%4d-%2d-%2d", &time.year, &time.month, &time.day);
    const std::chrono::year_month_day date{std::chrono::year(time.year),
                                           std::chrono::month(static_cast<unsigned>(time.month)),
                                           std::chrono::day(static_cast<unsigned>(time.day))};
    if (!date.ok()) {  // 30 February
        return std::nullopt;
    }
    if (text.size() == 10) {
        return time;
    }
    int clock = 0;
    if ((text[10] != 'T' && text[10] != ' ') ||
        std::sscanf(text.c_str() + 11, "%2d:%2d%n", &time.hour, &time.minute, &clock) != 2 ||
        time.hour > 23 || time.minute > 59) {
        return std::nullopt;
    }
    std::sscanf(text.c_str() + 11 + clock, ":%2d", &time.second);
    time.second = std::clamp(time.second, 0, 59);
    time.has_time = true;
    const size_t zone = text.find_first_of("Z+-", 11);
    time.zone = zone == std::string::npos ? "" : text.substr(zone);
    return time;
}

struct ValueText::Formats {
    using Key = std::tuple<Style, int, bool>;  // decimals: -1 as needed

    Formats(const icu::Locale& of, const icu::TimeZone& zone)
        : locale(of),
          dates("d MMM y", of, status),
          times("d MMM y", of, status),
          months("MMM y", of, status),
          ages(of, nullptr, UDAT_STYLE_LONG, UDISPCTX_CAPITALIZATION_NONE, status) {
        dates.setTimeZone(zone);
        times.setTimeZone(zone);
        months.setTimeZone(zone);
    }

    // Made once each: making one costs as much as a hundred uses.
    const LocalizedNumberFormatter& numbers(Style style, int decimals, bool compact) {
        const auto [at, is_new] = made.try_emplace({style, decimals, compact});
        if (is_new) {
            // ICU rounds halves to even; people, and the reports behind the figures, up.
            auto format =
                NumberFormatter::withLocale(locale)
                    .roundingMode(UNUM_ROUND_HALFUP)
                    .precision(decimals >= 0 ? Precision(Precision::fixedFraction(decimals))
                                             : Precision(Precision::maxFraction(kMostDecimals)));
            if (compact) {
                format = format.notation(Notation::compactLong());
            }
            if (style == Style::percent) {
                format = format.unit(icu::NoUnit::percent());
            }
            if (style == Style::rupiah && !compact) {
                format = format.unit(icu::CurrencyUnit(u"IDR", status))
                             .unitWidth(UNUM_UNIT_WIDTH_NARROW);
            }
            at->second = format;
        }
        return at->second;
    }

    icu::Locale locale;
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat dates;
    icu::SimpleDateFormat times;
    icu::SimpleDateFormat months;
    icu::RelativeDateTimeFormatter ages;
    std::map<Key, LocalizedNumberFormatter> made;
};

ValueText::ValueText(const std::string& language, const std::string& time_zone)
    : english_(language == "en") {
    const std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(time_zone)));
    formats_ = std::make_unique<Formats>(
        english_ ? icu::Locale("en", "GB") : icu::Locale("id", "ID"), *zone);
    formats_->times.applyPattern(english_ ? u"d MMM y HH:mm" : u"d MMM y HH.mm");
}
ValueText::ValueText(ValueText&&) noexcept = default;
ValueText& ValueText::operator=(ValueText&&) noexcept = default;
ValueText::~ValueText() = default;

ValueText::Parts ValueText::change(double value, ValueFormat format) const {
    format.is_change = false;
    Parts parts = number(std::abs(value), format);
    if (parts == number(0, format)) {
        return {english_ ? "same" : "tetap", ""};
    }
    parts.figure = (value > 0 ? "▲ +" : "▼ \u2212") + parts.figure;
    return parts;
}

ValueText::Parts ValueText::number(double value, const ValueFormat& format) const {
    if (!std::isfinite(value)) {
        return {kNoValue, ""};
    }
    if (format.is_change) {
        return change(value, format);
    }
    const bool rupiah = format.style == Style::rupiah;
    const bool large = std::abs(value) >= (rupiah ? kWrittenOut : 1000);
    const bool compact = format.compact.value_or(rupiah) && large;
    const int decimals = format.decimals.value_or(compact ? 1 : rupiah ? 0 : -1);
    const Style style = format.style == Style::percent || rupiah ? format.style : Style::number;
    UErrorCode status = U_ZERO_ERROR;
    const auto formatted = formats_->numbers(style, decimals, compact).formatDouble(value, status);
    icu::UnicodeString whole = formatted.toString(status);
    Parts parts;
    if (compact) {
        icu::ConstrainedFieldPosition word;
        word.constrainField(UFIELD_CATEGORY_NUMBER, UNUM_COMPACT_FIELD);
        if (formatted.nextPosition(word, status)) {
            parts.unit = utf8(whole.tempSubStringBetween(word.getStart(), word.getLimit()));
            whole.truncate(word.getStart());
            whole.trim();
        }
        if (rupiah) {
            whole.insert(whole.startsWith(u"-") ? 1 : 0, u"Rp");
        }
    }
    if (rupiah) {  // without a space, as EYD writes it
        whole.findAndReplace(u"Rp\u00A0", u"Rp");
    }
    // A minus is as wide as a digit's plus; the hyphen is not.
    whole.findAndReplace(u"-", u"\u2212");
    parts.figure = utf8(whole);
    if (const std::string& unit = format.unit.in(english_ ? "en" : "id"); !unit.empty()) {
        parts.unit += (parts.unit.empty() ? "" : " ") + unit;
    }
    return parts;
}

std::string ValueText::text(const Scalar& value, const ValueFormat& format) const {
    if (const auto* number = std::get_if<double>(&value)) {
        if (format.style == Style::date) {
            const auto ms = unix_ms(value);
            return ms ? date(*ms) : kNoValue;
        }
        const Parts parts = this->number(*number, format);
        return parts.unit.empty() ? parts.figure : parts.figure + "\u00A0" + parts.unit;
    }
    if (const auto* truth = std::get_if<bool>(&value)) {
        return english_ ? (*truth ? "yes" : "no") : (*truth ? "ya" : "tidak");
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || text->empty()) {
        return kNoValue;
    }
    const bool iso_date = format.style == Style::automatic && WrittenTime::parse(*text);
    switch (iso_date ? Style::date : format.style) {
        case Style::automatic:
        case Style::text:
            return *text;
        case Style::date: {
            const bool is_year = text->size() == 4 && WrittenTime::parse(*text + "-01-01");
            if (is_year) {
                return *text;
            }
            const bool is_month = text->size() == 7;  // "2026-10" says no day
            const auto time = WrittenTime::parse(is_month ? *text + "-01" : *text);
            if (!time || !unix_ms(*time)) {
                return kNoValue;
            }
            const int64_t ms = *unix_ms(*time);
            if (is_month) {
                icu::UnicodeString written;
                return utf8(formats_->months.format(static_cast<UDate>(ms), written));
            }
            return time->has_time ? date_and_time(ms) : date(ms);
        }
        case Style::number:
        case Style::rupiah:
        case Style::percent:
            break;
    }
    return kNoValue;  // a word where a number belongs
}

std::optional<int64_t> ValueText::unix_ms(const Scalar& value) const {
    if (const auto* number = std::get_if<double>(&value)) {
        constexpr double kYear5138 = 1e11;  // larger is milliseconds, not seconds
        const double ms = std::abs(*number) < kYear5138 ? *number * 1000 : *number;
        return std::abs(ms) < 1e15 ? std::optional(static_cast<int64_t>(ms)) : std::nullopt;
    }
    const auto* text = std::get_if<std::string>(&value);
    const auto time = text != nullptr ? WrittenTime::parse(*text) : std::nullopt;
    return time ? unix_ms(*time) : std::nullopt;
}

// A time without a zone is the wall's own; one with a zone is moved to it.
std::optional<int64_t> ValueText::unix_ms(const WrittenTime& time) const {
    const std::unique_ptr<icu::TimeZone> zone(
        time.zone.empty() ? formats_->dates.getTimeZone().clone()
        : time.zone == "Z"
            ? icu::TimeZone::getGMT()->clone()
            : icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8("GMT" + time.zone)));
    if (!time.zone.empty() && *zone == icu::TimeZone::getUnknown()) {
        return std::nullopt;
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(*zone, formats_->locale, status));
    calendar->clear();
    calendar->set(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
    return static_cast<int64_t>(calendar->getTime(status));
}

std::string ValueText::percent(double value) const {
    ValueFormat format;
    format.style = Style::percent;
    format.decimals = std::abs(value) < 9.95 ? 1 : 0;
    return number(value, format).figure;
}

std::string ValueText::date(int64_t unix_ms) const {
    icu::UnicodeString text;
    formats_->dates.format(static_cast<UDate>(unix_ms), text);
    return utf8(text);
}

std::string ValueText::date_and_time(int64_t unix_ms) const {
    icu::UnicodeString text;
    formats_->times.format(static_cast<UDate>(unix_ms), text);
    return utf8(text);
}

std::string ValueText::age(Milliseconds age) const {
    const int64_t minutes = age / std::chrono::minutes(1);
    if (minutes < 1) {
        return english_ ? "just now" : "baru saja";
    }
    const auto [count, unit] = minutes < 60 ? std::pair(minutes, UDAT_REL_UNIT_MINUTE)
                               : minutes < 48 * 60
                                   ? std::pair(minutes / 60, UDAT_REL_UNIT_HOUR)
                                   : std::pair(minutes / (24 * 60), UDAT_REL_UNIT_DAY);
    icu::UnicodeString text;
    UErrorCode status = U_ZERO_ERROR;
    // "2 jam yang lalu" is right, and "2 jam lalu" is right and shorter.
    formats_->ages.formatNumeric(-static_cast<double>(count), unit, text, status)
        .findAndReplace(u" yang lalu", u" lalu");
    return utf8(text);
}

}  // namespace pendopo
