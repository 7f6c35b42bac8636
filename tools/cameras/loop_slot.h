#pragma once
// Where the loop of one stream is put when it is there, and put again when a better one is: what
// prepares loops fills it, what serves them takes from it.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/base/clock.h"
#include "tools/cameras/encoded_loop.h"

namespace pendopo {

// Thread: safe. The mutex is a leaf.
class LoopSlot {
  public:
    void put(LoopPointer loop);
    // Null until the first put().
    LoopPointer loop() const;

    // For a viewer: the loop as soon as there is one, and from now on it is wanted(). Null when
    // none came within `patience`, or the slot was closed.
    LoopPointer wait(Milliseconds patience);
    // Somebody asked for it, so it is prepared before those that nobody did.
    bool wanted() const;

    // Nobody waits any longer, now or later.
    void close();

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    LoopPointer loop_;     // guarded by mutex_
    bool wanted_ = false;  // guarded by mutex_
    bool closed_ = false;  // guarded by mutex_
};

struct ServedCamera {
    SimulatedCamera camera;
    std::shared_ptr<LoopSlot> main;  // null: no main stream
    std::shared_ptr<LoopSlot> sub;
};

// The cameras with an empty slot for each stream.
std::vector<ServedCamera> with_slots(const std::vector<SimulatedCamera>& cameras);

}  // namespace pendopo
