#include "engine/app/takeover.h"

#include <utility>

namespace pendopo {

bool Takeover::hold(const std::string& key) {
    const bool held = holding_ && cards_ && cards_->contains(key);
    if (held) {
        held_.insert(key);
    }
    return held;
}

bool Takeover::cards_reported(bool settled) {
    settled_reports_ = settled && cards_ ? settled_reports_ + 1 : 0;
    return holding_ && settled_reports_ >= 2;
}

std::set<std::string> Takeover::release() {
    holding_ = false;
    return std::exchange(held_, {});
}

}  // namespace pendopo
