#include "tools/cameras/faults/fault.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace pendopo::faults {
namespace {

tl::unexpected<Error> wrong(std::string_view text, const std::string& what) {
    return fail(ErrorCode::invalid, fmt::format("--fault {}: {}", text, what));
}

std::optional<Milliseconds> read_time(std::string_view text) {
    const auto seconds = read_quantity(text);
    if (!seconds || *seconds < 0 || *seconds > 1e6 || text.ends_with('%')) {
        return std::nullopt;
    }
    return Milliseconds(std::llround(*seconds * 1000));
}

// What is wrong with the value; empty: nothing.
std::string problem_of(const FaultParameter& parameter, const std::string& value) {
    if (!parameter.words.empty()) {
        return std::ranges::find(parameter.words, value) != parameter.words.end()
                   ? ""
                   : fmt::format("{} is \"{}\"; expected one of: {}", parameter.name, value,
                                 fmt::join(parameter.words, " "));
    }
    const auto number = read_quantity(value);
    if (!number || *number < parameter.least || *number > parameter.most) {
        return fmt::format("{} is \"{}\"; expected a number from {} to {}", parameter.name, value,
                           parameter.least, parameter.most);
    }
    return "";
}

std::string names_of(const std::vector<FaultParameter>& parameters) {
    std::vector<std::string> names;
    for (const FaultParameter& parameter : parameters) {
        names.push_back(parameter.name);
    }
    return names.empty() ? "none" : fmt::format("{}", fmt::join(names, " "));
}

// "param=value,param=value" into `order`; what is wrong, or empty.
std::string take_values(std::string_view text, FaultOrder& order) {
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find(','));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        const size_t equals = one.find('=');
        const std::string name(one.substr(0, equals));
        const auto& known = order.fault->parameters;
        const auto parameter = std::ranges::find(known, name, &FaultParameter::name);
        if (equals == std::string_view::npos || parameter == known.end()) {
            return fmt::format("got \"{}\"; {} has these parameters: {}, written name=value", one,
                               order.fault->name, names_of(known));
        }
        const std::string value(one.substr(equals + 1));
        if (const std::string problem = problem_of(*parameter, value); !problem.empty()) {
            return problem;
        }
        order.values.set(name, value);
    }
    return "";
}

}  // namespace

std::optional<double> read_quantity(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !std::isfinite(number)) {
        return std::nullopt;
    }
    const std::string_view unit = text.substr(size_t(end - text.data()));
    for (const auto& [name, factor] : {std::pair<std::string_view, double>{"", 1},
                                       {"s", 1},
                                       {"ms", 0.001},
                                       {"m", 60},
                                       {"h", 3600},
                                       {"%", 0.01}}) {
        if (unit == name) {
            return number * factor;
        }
    }
    return std::nullopt;
}

double FaultValues::number(const std::string& name) const {
    return read_quantity(texts_.at(name)).value_or(0);
}

Milliseconds FaultValues::time(const std::string& name) const {
    return Milliseconds(std::llround(number(name) * 1000));
}

const Fault* find_fault(std::string_view name) {
    const auto found = std::ranges::find(all_faults(), name, &Fault::name);
    return found == all_faults().end() ? nullptr : &*found;
}

Result<FaultOrder> read_fault(std::string_view text) {
    FaultOrder order;
    order.text = text;
    std::string_view left = text;
    std::string_view when;
    if (const size_t at = left.find('@'); at != std::string_view::npos) {
        when = left.substr(at + 1);
        left = left.substr(0, at);
        const size_t plus = when.find('+');
        const auto after = read_time(when.substr(0, plus));
        const auto lasts = plus == std::string_view::npos ? std::optional<Milliseconds>()
                                                          : read_time(when.substr(plus + 1));
        if (!after || (plus != std::string_view::npos && !lasts)) {
            return wrong(text, fmt::format("when is \"@{}\"; expected @AFTER or @AFTER+DURATION, "
                                           "for example @5s+30s",
                                           when));
        }
        order.after = *after;
        order.lasts = lasts;
    }
    const std::string_view name = left.substr(0, left.find(':'));
    order.fault = find_fault(name);
    if (order.fault == nullptr) {
        return fail(ErrorCode::not_found,
                    fmt::format("--fault {}: there is none named \"{}\"; --list-faults names all",
                                text, name));
    }
    for (const FaultParameter& parameter : order.fault->parameters) {
        order.values.set(parameter.name, parameter.standard);
    }
    left.remove_prefix(std::min(name.size() + 1, left.size()));
    if (const std::string problem = take_values(left, order); !problem.empty()) {
        return wrong(text, problem);
    }
    return order;
}

void set_rate(habits::HabitVideo& video, double fps) {
    constexpr int kSeconds = 20;
    video.pictures_per_second = fps;
    video.style.group = std::max(1, int(std::lround(fps)));
    const int groups = std::clamp(int(fps * kSeconds / video.style.group), 2, 1'200);
    video.style.pictures = groups * video.style.group;
}

habits::Habit good_camera(const GoodCamera& camera) {
    habits::Habit habit;
    habit.name = fmt::format("cam-{}", camera.number);
    habit.group = "faults";
    habit.what = "does as it should";
    habit.video.by_clock = true;
    habit.video.style.codec = camera.codec;
    habit.video.style.size = camera.size;
    habit.video.style.camera = camera.number;
    habit.video.style.pixels = camera.codec == Codec::mjpeg ? "yuvj420p" : "yuv420p";
    set_rate(habit.video, camera.fps);
    // Each camera is a source of its own.
    habit.video.packets.source += static_cast<uint32_t>(camera.number);
    return habit;
}

habits::Habit with_fault(habits::Habit good, const FaultOrder& order, unsigned seed) {
    good.video.trouble.seed = seed;
    good.what = order.fault->what;
    order.fault->apply(good, order.values);
    return good;
}

std::string fault_list() {
    std::string text;
    for (const Fault& fault : all_faults()) {
        text += fmt::format("{}\n    the camera {}\n    wall: {}\n", fault.name, fault.what,
                            fault.promise);
        for (const FaultParameter& parameter : fault.parameters) {
            text += fmt::format(
                "    {}={}  {}{}\n", parameter.name, parameter.standard, parameter.what,
                parameter.words.empty() ? fmt::format(", {} to {}", parameter.least, parameter.most)
                                        : fmt::format(": {}", fmt::join(parameter.words, " ")));
        }
    }
    return text +
           fmt::format("{} faults; NAME[:param=value,…][@after[+duration]]\n", all_faults().size());
}

}  // namespace pendopo::faults
