#pragma once
// Values to words as people here read them, by ICU: Rp2,1 triliun; 12.345,6; 87,5%; 24 Nov 2026;
// 2 jam lalu. What is no value is "–".

#include <memory>
#include <optional>
#include <string>

#include "config/value_format.h"
#include "engine/base/clock.h"
#include "engine/cards/card_value.h"

namespace pendopo {

inline constexpr const char* kNoValue = "–";

// Thread: bound to its owner.
class ValueText {
  public:
    // `language`: "en", anything else is Indonesian. An unknown time zone is UTC.
    ValueText(const std::string& language, const std::string& timezone);
    ValueText(ValueText&&) noexcept;
    ValueText& operator=(ValueText&&) noexcept;
    ~ValueText();

    // A number with the words that follow it apart, to be set smaller: "Rp2,1" and "triliun".
    struct Parts {
        std::string figure;
        std::string unit;
        bool operator==(const Parts&) const = default;
    };
    Parts number(double value, const ValueFormat& format) const;
    std::string text(const Scalar& value, const ValueFormat& format) const;
    std::string percent(double value) const;  // "87%": no decimals from 10 on, one below

    // When an ISO text or a Unix time (seconds, or milliseconds where it is that large) is. A text
    // without a zone is of the wall's own. Nothing for what is no time.
    std::optional<int64_t> unix_ms(const Scalar& value) const;
    std::string date(int64_t unix_ms) const;           // "24 Nov 2026"
    std::string date_and_time(int64_t unix_ms) const;  // "24 Nov 2026 10.42"
    // "baru saja", "5 menit lalu", "2 jam lalu", "3 hari lalu"; the future is now.
    std::string age(Milliseconds age) const;

  private:
    struct Formats;
    struct WrittenTime;
    std::optional<int64_t> unix_ms(const WrittenTime& time) const;
    // "▲ +200", "▼ −100", "tetap".
    Parts change(double value, ValueFormat format) const;

    bool english_ = false;
    std::unique_ptr<Formats> formats_;
};

}  // namespace pendopo
