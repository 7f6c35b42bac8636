#include "decoders/access_unit.h"

#include <algorithm>
#include <utility>

namespace pendopo {

// A new picture, which begins with that many units.
void AccessUnitCutter::begin(size_t units) {
    units_ = units;
    pending_ = 0;
    slices_ = 0;
    marked_ = false;
    mark_is_last_ = false;
}

AccessUnitCutter::Cut AccessUnitCutter::add(const UnitFacts& unit, uint32_t timestamp) {
    const bool picture_here = slices_ > 0;
    const bool begins_next = unit.kind == UnitKind::delimiter ||
                             (unit.kind == UnitKind::slice && unit.first) ||
                             (unit.kind == UnitKind::prefix && timestamp != timestamp_);
    Cut cut;
    if (picture_here && begins_next) {
        cut.whole = units_ - pending_;
        if (marked_ && mark_is_last_) {
            earned_ = std::min(earned_ + 1, kRight);
        }
        begin(pending_);
    }
    if (unit.kind != UnitKind::slice) {
        // Behind a slice, what may be of this picture or of the next one is left open.
        const bool open = slices_ > 0 && (unit.kind == UnitKind::prefix || pending_ > 0);
        pending_ += open ? 1 : 0;
        ++units_;
        return cut;
    }
    if (!unit.first) {
        if (slices_ == 0 && took_ && timestamp == took_timestamp_) {
            if (std::exchange(took_by_mark_, false)) {
                earned_ = -kWrong;
            }
            cut.orphan = true;
            return cut;
        }
        if (std::exchange(marked_, false)) {
            earned_ = -kWrong;
        }
    } else if (std::exchange(took_by_mark_, false)) {
        earned_ = std::min(earned_ + 1, kRight);
    }
    took_ = false;
    pending_ = 0;
    mark_is_last_ = false;
    timestamp_ = timestamp;
    ++slices_;
    ++units_;
    return cut;
}

bool AccessUnitCutter::marked() {
    if (slices_ == 0 || pending_ > 0) {
        return false;  // on parameter sets or SEI it says nothing
    }
    marked_ = true;
    mark_is_last_ = true;
    if (!believes_marker()) {
        return false;
    }
    silence();
    return true;
}

void AccessUnitCutter::silence() {
    took_ = true;
    took_timestamp_ = timestamp_;
    took_by_mark_ = mark_is_last_;
    begin(0);
}

void AccessUnitCutter::lose() {
    took_ = false;
    took_by_mark_ = false;
    begin(0);
}

Milliseconds AccessUnitCutter::patience() const {
    return mark_is_last_ && earned_ >= 0 ? kMarkedSilence : kSilence;
}

}  // namespace pendopo
