#include "engine/base/line_fold.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pendopo {

std::string LineFold::with_count(const Known& known) {
    return known.repeats == 0 ? known.line
                              : fmt::format("{} repeated={}", known.line, known.repeats);
}

bool LineFold::has_room(MonotonicTime now) {
    const std::chrono::duration<double, std::ratio<60>> minutes = now - filled_at_;
    filled_at_ = now;
    room_ = std::min<double>(room_ + minutes.count() * kPerMinute, kBurst);
    if (room_ < 1) {
        return false;
    }
    room_ -= 1;
    return true;
}

std::vector<std::string> LineFold::take(std::string_view line, MonotonicTime now) {
    std::vector<std::string> told;
    const auto forget_first = [&](std::string_view said_now) {
        if (known_.front().repeats > 0 && known_.front().line != said_now) {
            told.push_back(with_count(known_.front()));
        }
    };
    Known said{std::string(line), now, 0};
    while (!known_.empty() && now - known_.front().told_at >= kPeriod) {
        forget_first(line);
        if (known_.front().line == line) {
            said.repeats = known_.front().repeats;
        }
        known_.pop_front();
    }
    if (const auto known = std::ranges::find(known_, line, &Known::line); known != known_.end()) {
        ++known->repeats;
        return told;
    }
    if (!has_room(now)) {
        ++left_out_;
        return told;
    }
    if (left_out_ > 0 && now - told_left_out_ >= kTellLeftOut) {
        told_left_out_ = now;
        told.push_back(fmt::format("{}left_out={} lines reason=\"more than {} in a minute\"",
                                   prefix_, std::exchange(left_out_, 0), kPerMinute));
    }
    told.push_back(with_count(said));
    said.repeats = 0;
    if (known_.size() == kMostKnown) {
        forget_first(line);
        known_.pop_front();
    }
    known_.push_back(std::move(said));
    return told;
}

}  // namespace pendopo
