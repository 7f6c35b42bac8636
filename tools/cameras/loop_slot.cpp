#include "tools/cameras/loop_slot.h"

#include <utility>

namespace pendopo {

void LoopSlot::put(LoopPointer loop) {
    {
        const std::lock_guard lock(mutex_);
        loop_ = std::move(loop);
    }
    changed_.notify_all();
}

LoopPointer LoopSlot::loop() const {
    const std::lock_guard lock(mutex_);
    return loop_;
}

LoopPointer LoopSlot::wait(Milliseconds patience) {
    std::unique_lock lock(mutex_);
    wanted_ = true;
    changed_.wait_for(lock, patience, [this] { return loop_ != nullptr || closed_; });
    return closed_ ? nullptr : loop_;
}

bool LoopSlot::wanted() const {
    const std::lock_guard lock(mutex_);
    return wanted_;
}

void LoopSlot::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
}

std::vector<ServedCamera> with_slots(const std::vector<SimulatedCamera>& cameras) {
    std::vector<ServedCamera> served;
    for (const SimulatedCamera& camera : cameras) {
        served.push_back({camera, camera.main ? std::make_shared<LoopSlot>() : nullptr,
                          std::make_shared<LoopSlot>()});
    }
    return served;
}

}  // namespace pendopo
