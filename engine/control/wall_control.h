#pragma once
// What the control surfaces (HTTP API, CLI, panel) may ask of the wall, and what they are told. The
// interface is implemented by engine/app; control surfaces know nothing else of the wall.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/base/result.h"

namespace pendopo {

// The document of GET /api/v1/state and `pendopo status --json`, as values. Times are wall clock,
// Unix milliseconds; ages and durations are milliseconds.
struct LayoutStatus {
    std::string id;
    std::string name;
    bool active = false;
};
struct DisplayStatus {
    std::string id;
    std::string name;
    std::string output;  // connector it is shown on; empty: none now
    PixelSize size;      // upright
    double shown_fps = 0;
    bool connected = false;  // an output shows it (headless: always)
};
struct TileStatus {
    std::string display;
    std::string id;
    PixelRect rect;      // in the display's pixels
    std::string camera;  // id, empty for a card
    std::string card;    // id, empty for a camera
    std::string stream;  // "main" or "sub"
    // Of a camera "live", "connecting", "delayed", "stale", "offline", "wrong_password", …; of a
    // card "live", "old", "expired", "failed", "waiting", "stale". Of both "not_shown": nothing
    // says that it is on the wall now, `reason` why.
    std::string state;
    std::string reason;    // for staff; never a credential
    int64_t since_ms = 0;  // when `state` began
    std::optional<int64_t> frame_age_ms;
    double shown_fps = 0;
    double decoded_fps = 0;
};
struct CameraStatus {
    std::string id;
    std::string name;
    std::string state;
    std::string reason;
    int64_t since_ms = 0;
    std::string stream;
    std::string codec;
    std::string decoder;
    PixelSize size;
    double decoded_fps = 0;
    double received_fps = 0;
    double kilobits_per_second = 0;
    // "sender": its pictures bear its own time; "arrival": only when they came is known.
    std::string media_clock;
    // What the newest packet was on its way by the camera's clock and ours: negative or absurd when
    // one of them is wrong. Empty without the camera's clock.
    std::optional<int64_t> delay_ms;
    std::optional<double> jitter_ms;  // how unevenly its packets come
    uint64_t connects = 0;
    uint64_t failures = 0;
};
struct SourceStatus {
    std::string id;
    std::string name;
    std::string publisher;
    std::string audience;
    std::string state;       // "live", "old", "expired", "failed", "waiting"
    std::string reason;      // of the last failure, for staff; never a credential or a value
    std::string period;      // what the value is about
    int64_t updated_ms = 0;  // since when the value is true; 0: there is none
    std::string age_by;      // by whose word: "value", "file", "server", "fetched", "unknown"
    int64_t fetched_ms = 0;  // when it was last seen to be the newest
    uint64_t lost = 0;       // cells that could not be read and are not shown
    std::vector<std::string> losses;  // which, how many, first example; for staff
    std::vector<std::string> notes;   // what was decided where it could have been otherwise
    int64_t bytes = 0;
    int64_t fetch_ms = 0;   // how long the newest attempt took
    uint64_t failures = 0;  // in a row
};
struct WorkerStatus {
    std::string role;  // "control", "ingest-1", "data", "script", "cards", "render"
    int64_t pid = 0;   // 0: not running now
    uint64_t restarts = 0;
    int64_t since_ms = 0;   // start of the running process
    std::string last_exit;  // why the one before ended; empty: never
};
// What somebody should look at: a display or renderer that shows nothing; a file that was changed
// and refused (the wall goes on with what it had).
struct ProblemStatus {
    std::string text;      // "layouts/lobby.json:7:13 /displays/…: unknown key; did you mean …"
    int64_t since_ms = 0;  // 0: not said
};
struct WallStatus {
    std::string name;
    std::string version;
    uint64_t revision = 0;  // grows with every change of what the wall should show
    std::string layout;     // active
    int64_t started_ms = 0;
    std::string renderer;     // what GL draws with
    std::string render_path;  // "copy" or "shader"
    std::vector<LayoutStatus> layouts;
    std::vector<DisplayStatus> displays;
    std::vector<TileStatus> tiles;
    std::vector<CameraStatus> cameras;
    std::vector<SourceStatus> sources;
    std::vector<WorkerStatus> workers;
    std::vector<ProblemStatus> problems;
};

// A picture read back from the renderer: opaque BGRA, `stride` bytes a row.
struct CapturedPicture {
    PixelSize size;
    size_t stride = 0;
    std::vector<uint8_t> bytes;
};

struct LayoutActivated {
    std::string layout;
    uint64_t revision = 0;
};

// Thread: bound to control's loop; callbacks come on the same loop.
class WallControl {
  public:
    virtual ~WallControl() = default;

    virtual WallStatus status() const = 0;
    // Errors: not_found with a did-you-mean. Asking for the active one again is no error.
    virtual Result<LayoutActivated> activate_layout(const std::string& id) = 0;
    // What is shown now: of one display, or of the whole wall when `display` is empty; scaled down
    // to `max_width` (0: its own size, which for the whole wall is 1920 wide). `done` is called
    // once, at most 2 s later. Errors: not_found (no such display), timed_out, unreachable (no
    // renderer just now).
    virtual void capture(const std::string& display, int max_width,
                         std::function<void(Result<CapturedPicture>)> done) = 0;
    // Why no display is known to show a layout now; empty: one does.
    virtual std::string why_not_ready() const = 0;
};

}  // namespace pendopo
