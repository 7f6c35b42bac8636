#include "tools/cameras/impair/impairment.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace pendopo::impair {
namespace {

constexpr Milliseconds kLatest{20};
constexpr const char* kNames =
    "loss=1% duplicate=1% reorder=8 late=5% jitter=20ms hold=5s every=30s bandwidth=2M";

// A number and what stands behind it.
std::optional<double> read_number(std::string_view text, std::string_view& unit) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !std::isfinite(number) || number < 0) {
        return std::nullopt;
    }
    unit = text.substr(size_t(end - text.data()));
    return number;
}

bool set_part(double& part, double number, std::string_view unit) {
    part = unit == "%" ? number / 100 : number;
    return (unit.empty() || unit == "%") && part <= 1;
}
bool set_time(Milliseconds& time, double number, std::string_view unit) {
    time = Milliseconds(std::llround(unit == "ms" ? number : number * 1000));
    return (unit == "ms" || unit == "s") && number <= 3'600'000;
}
bool set_rate(int64_t& rate, double number, std::string_view unit) {
    rate = std::llround(number * (unit == "k" ? 1e3 : unit == "M" ? 1e6 : 1));
    return (unit.empty() || unit == "k" || unit == "M") && number <= 1e10;
}

bool set(Impairment& made, std::string_view name, std::string_view value) {
    std::string_view unit;
    const std::optional<double> number = read_number(value, unit);
    if (!number) {
        return false;
    }
    if (name == "reorder") {
        made.reorder = int(std::min(*number, 1'000.0));
        return unit.empty() && *number <= 1'000;
    }
    return name == "loss"        ? set_part(made.loss, *number, unit)
           : name == "duplicate" ? set_part(made.duplicate, *number, unit)
           : name == "late"      ? set_part(made.late, *number, unit)
           : name == "jitter"    ? set_time(made.jitter, *number, unit)
           : name == "hold"      ? set_time(made.hold, *number, unit)
           : name == "every"     ? set_time(made.every, *number, unit)
           : name == "bandwidth" ? set_rate(made.bandwidth, *number, unit)
                                 : false;
}

}  // namespace

Result<Impairment> read_impairment(std::string_view text) {
    Impairment made;
    std::string_view left = text == "none" ? "" : text;
    while (!left.empty()) {
        const std::string_view one = left.substr(0, left.find(','));
        left.remove_prefix(std::min(one.size() + 1, left.size()));
        const size_t equals = std::min(one.find('='), one.size());
        if (equals == one.size() || !set(made, one.substr(0, equals), one.substr(equals + 1))) {
            return fail(ErrorCode::invalid,
                        fmt::format("--impair {}: got \"{}\"; expected none, or some of: {}", text,
                                    one, kNames));
        }
    }
    if (made.every.count() > 0 && made.every <= made.hold) {
        return fail(ErrorCode::invalid,
                    fmt::format("--impair {}: every must be longer than hold, or nothing passes "
                                "any more",
                                text));
    }
    return made;
}

bool ImpairedLine::chance(double part) {
    return part > 0 && std::uniform_real_distribution<>(0, 1)(random_) < part;
}

void ImpairedLine::change(Impairment impairment, MonotonicTime now) {
    impairment_ = impairment;
    begun_ = now;
    free_ = now;
    last_due_ = now;
    for (Waiting& one : line_) {
        one.due = std::min(one.due, now);
    }
}

MonotonicTime ImpairedLine::held_until(MonotonicTime now) {
    if (!begun_) {
        begun_ = now;
    }
    if (impairment_.hold.count() == 0) {
        return now;
    }
    const bool again = impairment_.every.count() > 0;
    const Nanoseconds since = now - *begun_;
    const Nanoseconds in_turn = again ? since % impairment_.every : since;
    return in_turn < impairment_.hold ? now + (impairment_.hold - in_turn) : now;
}

void ImpairedLine::put(std::string packet, Kind kind, MonotonicTime now) {
    const bool media = kind == Kind::media;
    if (media && chance(impairment_.loss)) {
        ++counts_.lost;
        return;
    }
    Waiting one{std::move(packet), held_until(now), 0, {}};
    if (impairment_.jitter.count() > 0) {
        one.due += std::chrono::duration_cast<Nanoseconds>(impairment_.jitter) *
                   (random_() % 1'000) / 1'000;
    }
    if (impairment_.bandwidth > 0) {
        free_ = std::max(free_, one.due) +
                Nanoseconds(int64_t(one.packet.size()) * 8 * 1'000'000'000 / impairment_.bandwidth);
        one.due = free_;
    }
    one.due = last_due_ = std::max(one.due, last_due_);
    one.latest = one.due + kLatest;
    if (media && impairment_.reorder > 0 && chance(impairment_.late)) {
        one.after = int(1 + random_() % unsigned(impairment_.reorder));
        ++counts_.late;
    }
    const bool twice = media && one.after == 0 && chance(impairment_.duplicate);
    counts_.repeated += twice ? 1 : 0;
    for (int times = twice ? 2 : 1; times > 0; --times) {
        bytes_ += one.packet.size();
        line_.push_back(one);
    }
}

std::vector<std::string> ImpairedLine::take(MonotonicTime now) {
    std::vector<std::string> out;
    std::vector<Waiting*> behind;  // those that let others pass
    for (Waiting& one : line_) {
        if (one.due > now) {
            break;
        }
        if (one.after > 0 && now < one.latest) {
            behind.push_back(&one);
            continue;
        }
        bytes_ -= one.packet.size();
        out.push_back(std::move(one.packet));
        one.packet.clear();
        for (Waiting* late : behind) {
            if (late->after > 0 && --late->after == 0) {
                bytes_ -= late->packet.size();
                out.push_back(std::move(late->packet));
                late->packet.clear();
            }
        }
    }
    std::erase_if(line_, [](const Waiting& one) { return one.packet.empty(); });
    counts_.passed += int64_t(out.size());
    return out;
}

}  // namespace pendopo::impair
