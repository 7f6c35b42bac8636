#include "decoders/liveness.h"

#include <algorithm>

namespace pendopo {

void Liveness::start(MonotonicTime now) {
    since_ = now;
    progressed_ = false;
}

void Liveness::progress(MonotonicTime now) {
    if (progressed_) {
        if (now < since_) {
            return;
        }
        const Nanoseconds sample = now - since_;
        // Up at once, down slowly: irregular cameras are judged by their longer pauses.
        interval_ = std::max(sample, (interval_ * 9 + sample) / 10);
        measured_ = std::min(measured_ + 1, 2);
    }
    progressed_ = true;
    since_ = std::max(since_, now);
}

Milliseconds Liveness::allowed() const {
    if (!progressed_) {
        return limits_.first;
    }
    return learned().value_or(limits_.unlearned);
}

std::optional<Milliseconds> Liveness::learned() const {
    if (measured_ < 2) {
        return std::nullopt;
    }
    const auto wanted = std::chrono::duration_cast<Milliseconds>(interval_ * limits_.intervals);
    return std::clamp(wanted, limits_.floor, limits_.ceiling);
}

}  // namespace pendopo
