#include "engine/app/state_log.h"

#include <fmt/format.h>

#include <utility>

namespace pendopo {
namespace {

constexpr Seconds kCounted{1};

}  // namespace

void StateLog::say(const std::string& who, std::string_view state, std::string_view expected,
                   std::string_view reason, MonotonicTime now) {
    const auto [at, is_new] = known_.try_emplace(who, Known{std::string(expected)});
    Known& known = at->second;
    known.said = true;
    if (known.state == state) {
        return;
    }
    const std::string before = std::exchange(known.state, std::string(state));
    tell_rest(now);
    if (lines_ >= kMostLines) {
        ++rest_[known.state];
        return;
    }
    ++lines_;
    if (reason.empty()) {
        log_.info("{} state={} before={}", who, state, before);
    } else {
        log_.info("{} state={} before={} reason=\"{}\"", who, state, before, reason);
    }
}

void StateLog::end_round(MonotonicTime now) {
    tell_rest(now);
    std::erase_if(known_, [](const auto& each) { return !each.second.said; });
    for (auto& [who, known] : known_) {
        known.said = false;
    }
}

void StateLog::tell_rest(MonotonicTime now) {
    if (second_ && now - *second_ < kCounted) {
        return;
    }
    if (!rest_.empty()) {
        std::string states;
        size_t all = 0;
        for (const auto& [state, count] : rest_) {
            states += fmt::format(" {}={}", state, count);
            all += count;
        }
        log_.info("{} more changed state, to{}", all, states);
        rest_.clear();
    }
    second_ = now;
    lines_ = 0;
}

}  // namespace pendopo
