#pragma once
// Encoded pictures for many who watch at once: requests for the same picture within a while are
// served by one capture and one encoding. The composed wall is shared for half a second, so nobody
// gets more than two a second; a rehearsed layout for 30 s.

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
    std::string layout{};            // empty: what is shown now
    std::string draft{};             // or a layout that is not installed: its text
    std::string camera{};            // or one camera alone
    std::string audience{"public"};  // of who asks (engine/base/audience.h)
    auto operator<=>(const SnapshotRequest&) const = default;
};

struct PictureSharing {
    Milliseconds kept;  // a picture serves so long
    size_t at_once;     // captures under way; each costs the renderer a read-back
    size_t waiting;     // further pictures that wait for their turn; more are refused
    Milliseconds kept_cameras{2'000};  // one of a camera alone
};
inline constexpr PictureSharing kLivePictures{Milliseconds(500), 4, 0};
// A rehearsal draws a whole layout: one at a time. 64: the thumbnails of a large installation.
inline constexpr PictureSharing kRehearsedPictures{Seconds(30), 1, 64};

// Thread: bound to control's loop, which outlives it as what it captures from and the clock do.
class SharedPictures {
  public:
    using Bytes = PictureEncoder::Bytes;
    using Done = std::function<void(Result<Bytes>)>;
    // Calls back once, on the loop.
    using Capture =
        std::function<void(const SnapshotRequest&, std::function<void(Result<CapturedPicture>)>)>;

    SharedPictures(Capture capture, const Clock& clock, EventLoop& loop, PictureSharing sharing);
    ~SharedPictures();  // callbacks not made by then are dropped

    // Calls `done` once: at once with a picture at most `kept` old, or when a new one is encoded.
    // Errors: those of the capture; exhausted (too many different pictures at once).
    void get(const SnapshotRequest& request, Done done);
    // Something on the pictures was hidden: from now on nobody gets one whose capture began before.
    // Who waits for such a one gets the next.
    void forget();

  private:
    struct State;
    std::shared_ptr<State> state_;  // captures that end later hold it weakly
};

}  // namespace pendopo
