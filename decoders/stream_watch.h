#pragma once
// What is to be said of a connected stream, and when it is over: playing, waiting for a keyframe,
// or silent for too long. Waiting is no fault while packets flow: some cameras send a keyframe
// every few minutes only, and connecting again would not bring it sooner. Pure: time comes in.

#include <optional>
#include <string>

#include "decoders/liveness.h"
#include "engine/base/result.h"
#include "engine/ipc/ingest_messages.h"

namespace pendopo {

// Thread: bound to its owner.
class StreamWatch {
  public:
    // Without a packet for that long nothing flows, and waiting is over.
    static constexpr Milliseconds kFlowing{10'000};
    // A picture that is a moment late is nothing to speak of.
    static constexpr Milliseconds kWaits{1'500};
    // So many key pictures that could not be decoded are the camera's own fault.
    static constexpr int kFailedKeys = 3;

    explicit StreamWatch(LivenessLimits limits = {}) : liveness_(limits) {}

    // A connection is being opened, or was opened. What was learned of its pace is kept.
    void start(MonotonicTime now);
    void packet(MonotonicTime now) { packet_at_ = now; }
    // A picture was decoded, or, of a hidden stream, came and could be.
    void progress(MonotonicTime now);
    // What came cannot be decoded: no key picture was there yet, or something is missing since.
    void wait_for_key(MonotonicTime now);
    // A packet was decoded with errors.
    void damaged(bool key);

    struct Verdict {
        std::optional<CameraState> state;  // with `reason`; empty: as before
        std::string reason;
        std::optional<Error> ended;  // the connection is to be given up
    };
    // To be asked at least every 100 ms.
    Verdict look(MonotonicTime now, int max_pixels) const;

    // Whether pictures ever came on this connection.
    bool progressed() const { return liveness_.progressed(); }
    // After how long a picture of this stream is stale, by its own pace; empty: not learned yet.
    std::optional<Milliseconds> stale_after() const { return liveness_.learned(); }

  private:
    Liveness liveness_;
    MonotonicTime packet_at_;
    std::optional<MonotonicTime> waiting_since_;
    int failed_keys_ = 0;
    bool errors_ = false;
};

}  // namespace pendopo
