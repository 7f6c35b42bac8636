#pragma once
// JPEG and PNG in a thread of their own: a full-size PNG takes a tenth of a second and more, during
// which control's loop would answer nobody. One at a time; few may wait.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/control/job_thread.h"
#include "engine/control/wall_control.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

enum class PictureFormat { jpeg, png };

// Thread: bound(loop); the thread it owns sees nothing but pixels and bytes.
class PictureEncoder {
  public:
    using Bytes = std::shared_ptr<const std::string>;
    using Done = std::function<void(Result<Bytes>)>;
    static constexpr size_t kMostWaiting = 4;  // up to 33 MB each

    explicit PictureEncoder(EventLoop& loop);  // the loop outlives it
    // Waits for the picture under way; callbacks not made by then are dropped.
    ~PictureEncoder();

    // Calls `done` once, on the loop and never before this returns. Errors: invalid (no picture),
    // exhausted (too many wait).
    void encode(CapturedPicture picture, PictureFormat format, Done done);

  private:
    struct Orders {
        std::map<uint64_t, Done> waiting;  // by number; touched on the loop alone
    };
    static void finish(const std::weak_ptr<Orders>& orders, uint64_t number, Result<Bytes> bytes);

    EventLoop& loop_;
    std::shared_ptr<Orders> orders_;
    std::unique_ptr<JobThread> thread_;
    uint64_t next_ = 1;
};

}  // namespace pendopo
