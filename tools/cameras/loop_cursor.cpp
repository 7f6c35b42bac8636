#include "tools/cameras/loop_cursor.h"

#include <utility>

#include "engine/base/check.h"

namespace pendopo {
namespace {

constexpr int64_t kSecondUs = 1'000'000;

}  // namespace

LoopCursor::LoopCursor(LoopPointer loop, int fps, int camera) : clock_{fps, 1, camera} {
    change_to(std::move(loop));
}

void LoopCursor::change_to(LoopPointer loop) {
    loop_ = std::move(loop);
    clock_.loop_seconds = static_cast<int>(loop_->units().size()) / clock_.fps;
    CHECK(static_cast<int>(loop_->units().size()) == clock_.frames());
}

void LoopCursor::offer(LoopPointer loop) {
    offered_ = loop == loop_ ? nullptr : std::move(loop);
}

int LoopCursor::unit_of(int64_t slot) const {
    return clock_.frame_of(slot - loop_->reorder_delay());
}

void LoopCursor::start(int64_t now_us) {
    if (offered_ && mode_ != CameraMode::frozen) {
        change_to(std::exchange(offered_, nullptr));
    }
    const int64_t slot = clock_.slot_at(now_us);
    next_slot_ = slot - (unit_of(slot) - loop_->keyframe_before(unit_of(slot)));
    if (loop_->reorder_delay() > 0) {
        for (next_slot_ = slot + 1; loop_->units()[unit_of(next_slot_)].keyframe == 0;) {
            ++next_slot_;
        }
    }
    started_ = false;
}

void LoopCursor::set_mode(CameraMode mode, int64_t now_us) {
    if (mode == mode_) {
        return;
    }
    if (mode == CameraMode::frozen) {
        frozen_unit_ = loop_->keyframe_before(unit_of(clock_.slot_at(now_us)));
    } else if (mode == CameraMode::on) {
        start(now_us);
    }
    mode_ = mode;
}

int64_t LoopCursor::next_due_us() const {
    return clock_.slot_start_us(next_slot_);
}

std::optional<LoopCursor::Due> LoopCursor::take(int64_t now_us) {
    const int64_t late_us = now_us - next_due_us();
    // A start burst is late by up to a group of pictures and is no jump.
    const bool jumped = (started_ && late_us > kSecondUs) || late_us < -2 * kSecondUs;
    if (jumped && loop_->reorder_delay() == 0) {
        start(now_us);
    }
    if (next_due_us() > now_us) {
        started_ = true;
        return std::nullopt;
    }
    if (offered_ && mode_ != CameraMode::frozen) {
        LoopCursor other(offered_, clock_.fps, clock_.camera);
        if (offered_->units()[other.unit_of(next_slot_)].keyframe == 1) {
            change_to(std::exchange(offered_, nullptr));
        }
    }
    const int64_t slot = next_slot_++;
    // A stalled camera still gives its first keyframe: without one no session can be described.
    if (mode_ == CameraMode::stalled && started_) {
        return take(now_us);
    }
    if (mode_ == CameraMode::frozen) {
        return Due{frozen_unit_, clock_.slot_start_us(slot)};
    }
    const int unit = unit_of(slot);
    const int64_t shown = slot - unit + loop_->units()[unit].frame - loop_->reorder_delay();
    return Due{unit, clock_.slot_start_us(shown)};
}

}  // namespace pendopo
