#include "decoders/picture_change.h"

#include <algorithm>
#include <cstdlib>

namespace pendopo {

PictureChange::Signature PictureChange::signature_of(const Picture& picture) {
    Signature signature;
    size_t at = 0;
    for (int row = 0; row < kRows; ++row) {
        const int y = (2 * row + 1) * picture.size.height / (2 * kRows);
        const uint8_t* line = picture.plane[0] + ptrdiff_t{y} * picture.stride[0];
        for (int column = 0; column < kColumns; ++column) {
            signature[at++] = line[(2 * column + 1) * picture.size.width / (2 * kColumns)];
        }
    }
    return signature;
}

PictureChange::Difference PictureChange::difference(const Signature& a, const Signature& b) {
    int sum = 0;
    int most = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        const int apart = std::abs(a[i] - b[i]);
        sum += apart;
        most = std::max(most, apart);
    }
    return {double(sum) / double(a.size()), most};
}

void PictureChange::forget() {
    last_.reset();
    keyframes_.clear();
    since_.reset();
}

void PictureChange::look(const Picture& picture) {
    const MonotonicTime now = picture.arrived;
    const bool first_keyframe = picture.key && !looked_at_key_;  // in a row: some have no others
    if (last_ && !first_keyframe && now - looked_at_ < kPeriod) {
        return;
    }
    looked_at_ = now;
    looked_at_key_ = picture.key;
    if (picture.size != size_) {
        size_ = picture.size;
        forget();
    }
    const Signature signature = signature_of(picture);
    const Difference moved = last_ ? difference(signature, *last_) : Difference{255, 255};
    if (moved.most >= kMoved) {
        keyframes_.clear();
        since_.reset();
    }
    if (moved.mean > kSame) {
        still_since_ = now;
    } else if (now - still_since_ >= kStill) {
        came_back(now, still_since_);
    }
    last_ = signature;
    if (picture.key) {
        const auto same = std::ranges::find_if(keyframes_, [&](const Keyframe& each) {
            return difference(signature, each.signature).mean <= kSame;
        });
        if (same != keyframes_.end()) {
            came_back(now, same->at);
        } else {
            if (keyframes_.size() == kKeyframes) {
                keyframes_.erase(keyframes_.begin());
            }
            keyframes_.push_back({signature, now});
        }
    }
    if (since_ && now - came_back_at_ > kForgotten) {
        since_.reset();
    }
}

void PictureChange::came_back(MonotonicTime now, MonotonicTime first) {
    since_ = since_.value_or(first);
    came_back_at_ = now;
}

}  // namespace pendopo
