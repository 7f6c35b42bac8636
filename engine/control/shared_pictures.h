#pragma once
// Encoded pictures of the wall for many who watch at once: requests for the same picture within
// 200 ms are served by one capture and one encoding.

#include <functional>
#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/control/picture_encoder.h"
#include "engine/control/wall_control.h"

namespace pendopo {

struct SnapshotRequest {
    std::string display;  // empty: the whole wall
    int max_width = 0;    // 0: full size
    PictureFormat format = PictureFormat::jpeg;
    auto operator<=>(const SnapshotRequest&) const = default;
};

// Thread: bound to control's loop, which outlives it as the wall and the clock do.
class SharedPictures {
  public:
    using Bytes = PictureEncoder::Bytes;

    SharedPictures(WallControl& wall, const Clock& clock, EventLoop& loop);
    ~SharedPictures();  // callbacks not made by then are dropped

    // Calls `done` once: at once with a picture at most 200 ms old, or when a new one is encoded.
    // Errors: those of WallControl::capture; exhausted (too many different pictures at once).
    void get(const SnapshotRequest& request, std::function<void(Result<Bytes>)> done);

  private:
    struct State;
    WallControl& wall_;
    const Clock& clock_;
    std::shared_ptr<State> state_;  // captures that end later hold it weakly
};

}  // namespace pendopo
