#pragma once
// What control and an ingest worker say to each other. See messages.h for the rules of all of them.
//   control → ingest   IngestPlan, SharedPace + fd
//   ingest  → control  RingOffer + fd, RingGone, IngestHealth

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"
#include "engine/base/media_time.h"
#include "engine/base/privacy.h"
#include "engine/base/result.h"
#include "engine/base/stream_options.h"
#include "engine/base/stream_wish.h"
#include "engine/ipc/shared_frames.h"
#include "engine/ipc/shared_messages.h"
#include "engine/ipc/takeover_messages.h"

namespace pendopo {

// One picture of a camera that some tile shows, delivered as a ring under `key`.
//   bgra: converted, cropped and scaled by the worker to fit_picture(…, box, fit, crop).box's size
//         (letterbox bars are not part of it; the renderer centres it).
//   i420: planes in the stream's own size; the renderer crops, scales and converts.
struct PictureRequest {
    std::string key;
    PixelFormat format = PixelFormat::bgra;
    PixelSize box;
    Fit fit = Fit::contain;
    UnitRect crop;
    PictureDetail detail = PictureDetail::full;
    int still_every_s = 10;  // with PictureDetail::still
    StreamWish stream = StreamWish::automatic;
    // In the place of the camera's: masks that somebody tries before they are saved.
    std::optional<CameraMasks> trial_masks;
    bool operator==(const PictureRequest&) const = default;
};

struct IngestCamera {
    std::string id;
    std::string main_url;  // without credentials; perhaps with their placeholders
    std::string sub_url;   // empty: the camera has one stream
    PixelSize main_size;   // hints from the configuration; 0 × 0 unknown
    PixelSize sub_size;
    std::string user;  // empty: no login
    std::string password;
    StreamOptions main_options;
    StreamOptions sub_options;
    std::optional<CameraMasks> masks;  // empty: not known, and then no picture leaves the worker
    std::vector<PictureRequest> pictures;  // empty: hidden, but connected and warm
    bool operator==(const IngestCamera&) const = default;
};

struct IngestPlan {
    std::vector<IngestCamera> cameras;
    // A second: so much of what is hidden may be decoded on, so that it is shown at once.
    int64_t standby_pixels = 0;
    bool operator==(const IngestPlan&) const = default;
};

// The page that paces attempts to connect over all workers (attempt_pacer.h); carries its fd.
struct SharedPace {
    bool operator==(const SharedPace&) const = default;
};

// What is known of a camera's connection. Whether a tile is live or stale follows from the age of
// its picture and is not a state of the connection.
enum class CameraState {
    connecting,            // being opened, or open and nothing came yet
    waiting_for_keyframe,  // packets arrive, and nothing can be decoded before the next keyframe
    playing,               // decodable packets arrive (hidden) or pictures are decoded (visible)
    stalled,               // connected, but no new picture for longer than allowed
    offline,               // cannot be reached, or ended; retrying
    wrong_password,        // the login was refused; retried rarely
    refused,               // the camera says no: session limit, forbidden; retrying slowly
    misconfigured,         // address, redirect or answer that retrying will not mend
    unsupported,           // codec or size that is not decoded here
    masked,  // its masks are not known or do not fit its picture: all of it is coarsened
};
constexpr auto words_of(CameraState /*any*/) {
    return enum_words<CameraState>({{CameraState::offline, "offline"},
                                    {CameraState::connecting, "connecting"},
                                    {CameraState::playing, "playing"},
                                    {CameraState::stalled, "stalled"},
                                    {CameraState::wrong_password, "wrong_password"},
                                    {CameraState::refused, "refused"},
                                    {CameraState::misconfigured, "misconfigured"},
                                    {CameraState::unsupported, "unsupported"},
                                    {CameraState::waiting_for_keyframe, "waiting_for_keyframe"},
                                    {CameraState::masked, "masked"}});
}

struct CameraHealth {
    std::string id;
    CameraState state = CameraState::connecting;
    int64_t since_ns = 0;  // monotonic: when `state` began
    std::string reason;    // for staff; never contains a credential
    // The camera does what this worker's client does not speak; the other back end may.
    bool unspoken = false;
    std::string stream;           // "main" or "sub": what is connected and shown
    std::string codec;            // "h264", …; empty until known
    std::string decoder;          // "software", "vaapi", …
    PixelSize size;               // of the decoded picture; 0 × 0 until known
    int64_t last_picture_ns = 0;  // monotonic: arrival of the newest picture (or, hidden, packet)
    double decoded_fps = 0;
    double received_fps = 0;
    double kilobits_per_second = 0;
    MediaClock media_clock = MediaClock::arrival;  // that tells when its pictures were made
    // Arrival minus the sender's time: what the newest packet was on its way, and what the two
    // clocks differ by. Negative or absurd when a clock is wrong; empty without a sender's clock.
    std::optional<int64_t> delay_ms;
    std::optional<double> jitter_ms;  // of the arrival of its packets (RFC 3550, A.8)
    // How much later than this connection's quickest its newest picture came: media time against
    // arrival, so that a clock that jumps is no delay. Empty: not known yet.
    std::optional<int64_t> late_ms;
    // After how long without a newer picture it is stale, by its own pace; 0: not known.
    int32_t stale_after_ms = 0;
    // Monotonic: since when its pictures repeat (not: show a still scene); 0: they change.
    int64_t unchanged_since_ns = 0;
    // Its pictures come, but fewer or worse than it sends them: why, for staff; empty: they do not.
    std::string degraded;
    uint64_t connects = 0;  // successful openings since the worker started
    uint64_t failures = 0;  // failed openings and lost connections
    bool operator==(const CameraHealth&) const = default;
};
struct IngestHealth {
    std::vector<CameraHealth> cameras;
    bool operator==(const IngestHealth&) const = default;
};

using ToIngest = std::variant<IngestPlan, SharedPace, TellAll>;
using FromIngest = std::variant<RingOffer, RingGone, IngestHealth, ToldAll>;

std::string encode(const ToIngest& message);
std::string encode(const FromIngest& message);
// Errors: invalid, with what is wrong.
Result<ToIngest> decode_to_ingest(std::string_view text);
Result<FromIngest> decode_from_ingest(std::string_view text);

}  // namespace pendopo
