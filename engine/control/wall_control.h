#pragma once
// What the control surfaces (HTTP API, CLI, panel) may ask of the wall, and what they are told. The
// interface is implemented by engine/app; control surfaces know nothing else of the wall.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/local_text.h"
#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "engine/control/proof_row.h"
#include "engine/wall/command.h"
#include "engine/wall/principal.h"

namespace pendopo {

// The document of GET /api/v1/state and `pendopo status --json`, as values. Times are wall clock,
// Unix milliseconds; ages and durations are milliseconds.
struct LayoutStatus {
    std::string id;
    std::string name;
    bool active = false;
};
// Whether a display is lit. One that the plan has off is no fault, whatever its output says.
struct PowerStatus {
    std::string state{"on"};  // a word of DisplayPower
    std::string reason{};     // "Jadwal: Kantor tutup"; of one that is woken what lights it
    int64_t since_ms = 0;     // 0: it is on
    std::optional<int64_t> until_ms{};
    LocalText note{};  // what else is to be said of its monitor: why it is not on standby
};
struct DisplayStatus {
    std::string id;
    std::string name;
    std::string output;  // connector it is shown on; empty: none now
    PixelSize size;      // upright
    double shown_fps = 0;
    bool connected = false;  // an output shows it (headless: always)
    // Whether what is composed for it, read back each second, is what it should: "proved", "failed"
    // or "unknown".
    std::string proof{"unknown"};
    std::string proof_reason{};  // for staff; empty when it is proved
    int64_t proof_since_ms = 0;
    PixelRect preview{};  // where it stands in the composed wall's picture of 1920 pixels' width
    PowerStatus power{};
    bool is_off() const { return power.state == "off_by_plan"; }
};
struct TileStatus {
    std::string display;
    std::string id;
    PixelRect rect;      // in the display's pixels
    std::string camera;  // id, empty for a card
    std::string card;    // id, empty for a camera
    std::string stream;  // "main" or "sub"
    // A word of TileState (cards_messages.h); of a card also "old", "expired", "failed" or
    // "waiting". "not_shown": nothing says that it is on the wall now, `reason` why.
    std::string state;
    std::string reason;              // for staff; never a credential
    std::vector<std::string> notes;  // of a card: what its readers miss; for staff
    int64_t since_ms = 0;            // when `state` began
    std::optional<int64_t> frame_age_ms;
    double shown_fps = 0;
    double decoded_fps = 0;
};
struct CameraStatus {
    std::string id;
    std::string name;
    std::string state;  // a word of TileState, "playing" for "live"; "unused": in no layout
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
    // How much later than could be its pictures come; empty: not known.
    std::optional<int64_t> late_ms;
    uint64_t connects = 0;  // these two only grow while control lives
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
    LocalText text;        // "layouts/lobby.json:7:13 /displays/…: unknown key; did you mean …"
    int64_t since_ms = 0;  // 0: not said
};
struct WallStatus {
    std::string name;
    std::string version;
    std::string language;   // "id" or "en"
    std::string timezone;   // IANA name
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

// The "control" part of the document: who asked the wall for what. Times are Unix milliseconds.
struct HoldStatus {
    int64_t since_ms = 0;
    std::string by;
};
// What a display shows, and the claim because of which it does.
struct DisplayControl {
    std::string display;
    std::string layout;
    std::string priority;  // a word of ClaimClass
    std::string reason;    // for people; may be empty
    std::string by;
    std::string from;
    int64_t since_ms = 0;
    std::optional<int64_t> until_ms;
    std::string tile;   // enlarged; empty: none
    std::string alarm;  // id; empty: none
    bool identify = false;
    bool test_pattern = false;
};
struct ClaimStatus {
    std::string id;
    std::string priority;
    std::string kind;  // "layout", "tile", "message", "hide_cameras", "identify", "test_pattern",
                       // "standby", "wake", "alarm"
    std::string what;  // the layout, tile, text, camera (empty: all) or alarm
    std::string display;
    std::string by;
    std::string from;
    int64_t since_ms = 0;
    std::optional<int64_t> until_ms;
    std::string reason;
};
struct MessageStatus {
    std::string text;
    std::string level;
    std::string by;
    int64_t since_ms = 0;
    std::optional<int64_t> until_ms;
    std::vector<std::string> displays;  // that show it
};
struct RehearsalStatus {
    std::string layout;
    std::string display;
    std::string by;
    int64_t since_ms = 0;
};
struct TrialStatus {  // a take that goes back by itself
    int64_t until_ms = 0;
    std::string by;
};
struct UndoStatus {  // what the next undo takes back
    std::string what;
    std::string by;
    int64_t at_ms = 0;
};
struct AlarmStatus {
    std::string id;
    std::string name;
    bool active = false;
    std::string text;
    std::string level;
    int64_t since_ms = 0;  // 0: not active
    std::string acknowledged_by;
    bool needs_acknowledgement = false;
};
struct PlannedStatus {
    int64_t at_ms = 0;
    std::string display;  // empty: the whole wall
    std::string layout;   // or
    std::string tour;
    std::string name;
    bool off = false;  // nothing: it is off
};
struct ChangeStatus {
    uint64_t revision = 0;
    std::string what;  // the command as JSON
    std::string by;
    std::string from;
    int64_t at_ms = 0;
};
struct ControlStatus {
    std::string tag;  // state_tag: for If-Match
    std::optional<HoldStatus> hold;
    std::vector<DisplayControl> displays;
    std::vector<ClaimStatus> claims;  // best first
    std::optional<MessageStatus> message;
    bool cameras_hidden = false;  // all
    std::vector<std::string> hidden_cameras;
    std::optional<RehearsalStatus> rehearsal;
    std::optional<TrialStatus> trial;
    std::optional<UndoStatus> undo;
    std::vector<AlarmStatus> alarms;
    std::vector<PlannedStatus> planned;  // the next 24 h, at most 20
    std::vector<ChangeStatus> changes;   // newest first
    bool keyboard_locked = false;
};

struct CommandDone {
    uint64_t revision = 0;  // of WallState
    std::string tag;
};

// Thread: bound to control's loop; callbacks come on the same loop.
class WallControl {
  public:
    virtual ~WallControl() = default;

    virtual WallStatus status() const = 0;
    virtual ControlStatus control_status() const = 0;
    // `if_match` (a tag without quotes) empty: whatever the state is. Errors: those of apply() and
    // check_tag() (wall_state.h). Whoever calls this has the audit written: carry_out()
    // (audited_command.h).
    virtual Result<CommandDone> execute(const Command& command, const Principal& principal,
                                        std::string_view if_match) = 0;
    // What is shown now: of one display, or of the whole wall when `display` is empty; scaled down
    // to `max_width` (0: its own size, which for the whole wall is 1920 wide). `audience`: of
    // whoever asks (audience_of); displays for a narrower one are left black. `done` is called
    // once, at most 2 s later. Errors: not_found (no such display), refused (no display is for who
    // asks), timed_out, unreachable (no renderer just now).
    virtual void capture(const std::string& display, int max_width, std::string_view audience,
                         std::function<void(Result<CapturedPicture>)> done) = 0;
    // A layout as it would look on a display (empty: on the whole wall), drawn off screen from
    // current pictures; cameras and cards for a narrower audience than who asks are closed. `done`
    // is called once, at most 3 s later. Errors: as of capture.
    virtual void rehearsed(const std::string& layout, const std::string& display, int max_width,
                           std::string_view audience,
                           std::function<void(Result<CapturedPicture>)> done) = 0;
    // A layout that is not installed, drawn the same way: `layout_json` is the text of a layout
    // file, read and solved against the displays, cameras and cards that are installed. Errors: as
    // of rehearsed; invalid (what is wrong with the text, each problem in a line of its own as
    // "draft.json:7:13 /displays/…: …").
    virtual void rehearse_draft(const std::string& layout_json, const std::string& display,
                                int max_width,
                                std::function<void(Result<CapturedPicture>)> done) = 0;
    // One camera's current picture, large on the first display that may show it: a draft of one
    // tile. What is hidden stays so. Errors: as of rehearsed.
    virtual void camera_picture(const std::string& camera, int max_width,
                                std::function<void(Result<CapturedPicture>)> done) = 0;
    // The proof of display: of the newest 1000 records those with smaller numbers than `before` (0:
    // all), newest first. Older ones are for `pendopo proof export`.
    virtual std::vector<ProofRow> proof_records(uint64_t before, size_t limit) const = 0;
    // Why no display is known to show a layout now; empty: one does.
    virtual std::string why_not_ready() const = 0;
};

}  // namespace pendopo
