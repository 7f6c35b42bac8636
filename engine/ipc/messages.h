#pragma once
// Long because it is the whole protocol in one place.
// What control and its workers say to each other. Every message is a plain value; encode() makes
// the text that a Channel carries, the decode functions check it. A plan is always the whole
// desired state: the worker compares it with what it does and changes only the difference, so that
// sending it again is harmless and a restarted worker needs nothing else.
//
//   control → ingest   IngestPlan
//   control → data     DataPlan + fd
//   control → script   ScriptJob + fds
//   control → cards    CardPlan, CardContent + fds, CardFile + fd
//   control → render   RenderSetup (first, once), RenderScene, RingOffer + fd, RingGone,
//                      CaptureRequest
//   ingest  → control  RingOffer + fd, RingGone, IngestHealth
//   data    → control  SourceReport + fd, WorkerHealth
//   script  → control  ScriptReady, ScriptDone + fd, WorkerHealth
//   cards   → control  RingOffer + fd, RingGone, WorkerHealth
//   render  → control  RenderReady, SceneShown, RenderHealth, Captured + fd
//
// Texts of any size (a source's value, a chart's drawing) travel as sealed memory, see
// shared_text.h; control passes them on and never looks inside.
//
// A worker sends its health at least once a second; one that is silent for 5 s is replaced. From
// its launch to its first message it has 15 s (engine/app/worker.h says why).

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "engine/ipc/shared_frames.h"

namespace pendopo {

// ---- rings ------------------------------------------------------------------------------------
// A ring's key names what it shows and is chosen by control. Offering a key again replaces the
// ring.
struct RingOffer {  // carries one fd, a FrameRingReader's
    std::string key;
    bool operator==(const RingOffer&) const = default;
};
struct RingGone {
    std::string key;
    bool operator==(const RingGone&) const = default;
};

// ---- ingest -----------------------------------------------------------------------------------
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
    bool operator==(const PictureRequest&) const = default;
};

struct IngestCamera {
    std::string id;
    std::string main_url;  // without credentials
    std::string sub_url;   // empty: the camera has one stream
    PixelSize main_size;   // hints from the configuration; 0 × 0 unknown
    PixelSize sub_size;
    std::string user;  // empty: no login
    std::string password;
    bool udp = false;
    std::string certificate_sha256;  // of rtsps://, 64 hex digits; empty: any that is trusted
    int max_pixels = 4096 * 3072;
    bool hardware = true;                  // try hardware decoders before software
    SampleAspect sample_aspect{0, 1};      // overrides the stream's when numerator > 0
    std::string color_range;               // "", "limited", "full"
    std::string color_matrix;              // "", "bt601", "bt709"
    std::vector<PictureRequest> pictures;  // empty: hidden, but connected and warm
    bool operator==(const IngestCamera&) const = default;
};

struct IngestPlan {
    std::vector<IngestCamera> cameras;
    bool operator==(const IngestPlan&) const = default;
};

// What is known of a camera's connection. Whether a tile is live or stale follows from the age of
// its picture and is not a state of the connection.
enum class CameraState {
    connecting,      // being opened, or open and waiting for the first key frame
    playing,         // decodable packets arrive (hidden) or pictures are decoded (visible)
    stalled,         // connected, but no new picture for longer than allowed
    offline,         // cannot be reached, or ended; retrying
    wrong_password,  // the login was refused; retried rarely
    refused,         // the camera says no: session limit, forbidden; retrying slowly
    misconfigured,   // address, redirect or answer that retrying will not mend
    unsupported,     // codec or size that is not decoded here
};

struct CameraHealth {
    std::string id;
    CameraState state = CameraState::connecting;
    int64_t since_ns = 0;         // monotonic: when `state` began
    std::string reason;           // for staff; never contains a credential
    std::string stream;           // "main" or "sub": what is connected and shown
    std::string codec;            // "h264", …; empty until known
    std::string decoder;          // "software", "vaapi", …
    PixelSize size;               // of the decoded picture; 0 × 0 until known
    int64_t last_picture_ns = 0;  // monotonic: arrival of the newest picture (or, hidden, packet)
    double decoded_fps = 0;
    double received_fps = 0;
    double kilobits_per_second = 0;
    uint64_t connects = 0;  // successful openings since the worker started
    uint64_t failures = 0;  // failed openings and lost connections
    bool operator==(const CameraHealth&) const = default;
};
struct IngestHealth {
    std::vector<CameraHealth> cameras;
    bool operator==(const IngestHealth&) const = default;
};

// ---- data -------------------------------------------------------------------------------------
struct DataLogin {
    std::string name;  // as a source's "login" says it
    std::string user;
    std::string password;
    bool operator==(const DataLogin&) const = default;
};
// Carries one fd: the text of data.json, which the worker reads with config/data_config.h.
struct DataPlan {
    std::string file;          // its path: named in problems, and paths in it start from its folder
    std::string state_folder;  // last good values are kept in here
    std::string timezone;
    std::vector<DataLogin> logins;
    bool operator==(const DataPlan&) const = default;
};

// How the newest attempt to get a source's value went. Its age is another matter: updated_ms.
enum class SourceState { waiting, good, failed };

// Sent when anything of it changes. Carries one fd, the value as JSON text after the source's
// policy was applied, whenever `revision` is another than in the report before and not 0.
struct SourceReport {
    std::string id;
    SourceState state = SourceState::waiting;
    std::string reason;      // of the failure, for staff; never contains a credential or a value
    uint64_t revision = 0;   // of the last good value; 0: there is none. Grows over restarts too.
    int64_t updated_ms = 0;  // Unix: since when the value is true, by its own word, the file's or
                             // the server's, else when it came; 0: unknown
    int64_t fetched_ms = 0;  // Unix: when the value was last seen to be the newest; 0: never
    std::string period;      // what the value is about, "Okt 2026"; empty: not said
    int64_t bytes = 0;       // of the value
    int64_t fetch_ms = 0;    // how long the newest attempt took
    uint64_t failures = 0;   // in a row
    bool operator==(const SourceReport&) const = default;
};

// ---- script -----------------------------------------------------------------------------------
// One run of a card's own code: its expression, and for a chart or map the drawing. Carries fds, in
// this order: the card's definition (JSON text), one value per name in `sources`, one file per name
// in `files`. One job at a time; the worker ends itself when it takes too much time or memory, and
// says why in ScriptDone before.
enum class ScriptOutput {
    value,  // the expression's value as JSON text
    svg,    // the chart or map drawn from it
};
struct ScriptJob {
    uint64_t id = 0;
    ScriptOutput output = ScriptOutput::value;
    std::vector<std::string> sources;  // names by which the expression knows the values
    std::vector<std::string> files;    // as the definition names them (GeoJSON)
    PixelSize size;                    // of the drawing
    int font_px = 64;                  // the display's comfortable font size b
    std::string language = "id";
    std::string timezone = "Asia/Jakarta";
    std::string theme;  // JSON text of the theme file; empty: the dark theme
    bool operator==(const ScriptJob&) const = default;
};
struct ScriptReady {  // the engine is loaded; jobs are answered quickly from now on
    bool operator==(const ScriptReady&) const = default;
};
struct ScriptDone {  // carries one fd, the output, when `error` is empty
    uint64_t id = 0;
    std::string error;  // for staff: what is wrong with the expression, option or data
    int64_t took_ms = 0;
    bool operator==(const ScriptDone&) const = default;
};

// ---- cards ------------------------------------------------------------------------------------
enum class CardKind {
    label,  // a camera's name on its strip; the bitmap is as large as the text, at most `size`
    badge,  // state with icon, word and since when; as large as it needs, at most `size`
    placeholder,  // a whole tile without a picture: name, state, since when
    clock,        // time and date, redrawn by the worker each second
    text,         // simple markup
    card,         // a card file: what CardContent of the same key carries
};
// What a tile says of itself; the worker owns the words.
enum class TileState {
    live,
    connecting,
    delayed,
    stale,
    offline,
    wrong_password,
    unsupported,
    unknown_card,
    no_camera,
    closed  // not for those who look at this display
};

// Where a card's figures come from and how old they may be; the worker words it and watches the
// age.
struct CardSource {
    bool needed = false;  // the card has sources; without, nothing below counts
    SourceState state = SourceState::waiting;
    std::string problem;    // shaping failed, or the source did: for staff
    std::string publisher;  // "BPKAD"; several are joined
    std::string period;
    int64_t updated_ms = 0;      // of the oldest value; 0: there is none
    int64_t old_after_s = 0;     // older: it is said and seen; 0: never
    int64_t expire_after_s = 0;  // older: the figures are not shown any more; 0: never
    bool operator==(const CardSource&) const = default;
};

struct CardItem {  // one bitmap (premultiplied bgra), delivered as a ring under `key`
    std::string key;
    CardKind kind = CardKind::label;
    PixelSize size;
    int font_px = 64;  // the display's comfortable font size b (look.md: 1.0 b is body text)
    std::string text;  // name (label, placeholder) or content (text)
    TileState state = TileState::live;
    int64_t since_ms = 0;         // wall clock, Unix milliseconds; 0: not said
    bool public_audience = true;  // public displays get the neutral wording
    bool over_picture = false;    // it stands over something: its ground is see-through
    CardSource source;            // kind card
    bool operator==(const CardItem&) const = default;
};
// What a card of kind `card` shows. Carries fds: the definition (JSON text of the card file), and
// when the card has data its content (the shaped value as JSON text, or an SVG drawing). A later
// one replaces an earlier one; it may come before or after the plan that names the key, and goes
// with it.
struct CardContent {
    std::string key;
    bool operator==(const CardContent&) const = default;
};
// A picture file that definitions name; carries one fd, open for reading. Sent again when it
// changed.
struct CardFile {
    std::string name;
    bool operator==(const CardFile&) const = default;
};
struct CardPlan {
    std::string language = "id";
    std::string timezone = "Asia/Jakarta";
    std::vector<CardItem> items;
    std::string theme;  // JSON text of the theme file; empty: the dark theme
    bool operator==(const CardPlan&) const = default;
};
struct WorkerHealth {
    std::string problem;  // empty: well
    bool operator==(const WorkerHealth&) const = default;
};

// ---- render -----------------------------------------------------------------------------------
enum class ShowMode { outputs, one_window, headless };
enum class RenderPath { automatic, copy, shader };  // copy: bgra at tile size; shader: planes

struct RenderDisplay {
    std::string id;
    std::string output;  // connector; empty: the next free one, left to right
    std::string edid;    // "vendor:product:serial"; wins over `output`
    PixelSize size;      // canvas, upright
    Rotation rotation = Rotation::none;
    PixelRect preview;  // where it stands in the composed wall picture
    bool operator==(const RenderDisplay&) const = default;
};
struct RenderSetup {
    ShowMode mode = ShowMode::headless;
    RenderPath path = RenderPath::automatic;
    double max_fps = 60;
    std::vector<RenderDisplay> displays;
    bool operator==(const RenderSetup&) const = default;
};

enum class Corner { top_left, top_right, bottom_left, bottom_right };

// One tile as the renderer draws it. Pictures are named by ring keys; a key without a ring, or
// whose ring is still empty, draws nothing.
//   age of the picture ≤ stale_after_ms: as it is; ≤ drop_after_ms: desaturated, dimmed to 40 %;
//   older, none, or hide_picture: the placeholder. A limit of 0 means never (cards).
// The renderer applies these limits itself each cycle, so that a picture cannot look live however
// busy or dead the other processes are.
struct DrawTile {
    std::string id;
    PixelRect rect;  // on the canvas; may reach outside it
    std::string picture;
    Fit fit = Fit::contain;  // with crop: how an i420 picture is fitted; a bgra one is centred
    UnitRect crop;
    std::string placeholder;
    std::string label;
    Corner label_corner = Corner::bottom_left;
    std::string badge;  // top right
    bool hide_picture = false;
    bool blend = false;  // the picture has transparency and is drawn over what is below
    // The picture moves left at this speed and comes round again, for tickers; it is then as high
    // as the tile and may be wider or narrower. 0: it stands.
    int scroll_px_per_s = 0;
    int stale_after_ms = 0;
    int drop_after_ms = 0;
    int border_px = 0;
    uint32_t border_rgb = 0x2A3B57;
    bool operator==(const DrawTile&) const = default;
};
struct DrawDisplay {
    std::string id;
    uint32_t background_rgb = 0x0E1726;
    std::vector<DrawTile> tiles;  // back to front
    bool operator==(const DrawDisplay&) const = default;
};
// A new revision becomes visible on every display in one cycle: when each picture it names has a
// frame (`expected` says which; others are not waited for), or after wait_ms with placeholders for
// those that have none. A tile that has neither is waited for, a second at most. A scene with the
// revision already shown replaces it in the next cycle (changed badges and the like).
struct RenderScene {
    uint64_t revision = 0;
    int wait_ms = 150;
    std::vector<std::string> expected;  // ring keys worth waiting for
    std::vector<DrawDisplay> displays;
    bool operator==(const RenderScene&) const = default;
};

struct RenderReady {
    std::string renderer;  // GL_RENDERER
    RenderPath path = RenderPath::copy;
    bool operator==(const RenderReady&) const = default;
};
struct SceneShown {
    uint64_t revision = 0;
    int64_t shown_ns = 0;  // monotonic: end of the cycle that showed it
    int waited_ms = 0;
    bool complete = true;  // false: shown at the deadline with pictures missing
    bool operator==(const SceneShown&) const = default;
};

struct OutputInfo {
    std::string connector;  // "DP-1"
    std::string edid;       // "vendor:product:serial", empty when there is none
    PixelRect area;         // on the desktop
    int refresh_hz = 0;
    bool operator==(const OutputInfo&) const = default;
};
struct DisplayHealth {
    std::string id;
    std::string output;    // connector it is shown on; empty: none now
    double shown_fps = 0;  // cycles that changed the picture
    int64_t last_shown_ns = 0;
    bool operator==(const DisplayHealth&) const = default;
};
enum class TileFace { live, dimmed, placeholder, card };
struct TileHealth {
    std::string display;
    std::string id;
    TileFace face = TileFace::placeholder;
    double shown_fps = 0;    // new pictures shown a second
    int64_t picture_ns = 0;  // captured_ns of the picture shown; 0: none
    uint64_t picture_number = 0;
    bool operator==(const TileHealth&) const = default;
};
struct RenderHealth {
    uint64_t revision = 0;  // of the scene shown
    double cycles_per_second = 0;
    int longest_gap_ms = 0;  // between two cycles, since the last report
    std::vector<OutputInfo> outputs;
    std::vector<DisplayHealth> displays;
    std::vector<TileHealth> tiles;
    bool operator==(const RenderHealth&) const = default;
};

struct CaptureRequest {  // what is composed now, read back
    uint64_t id = 0;
    std::string display;  // empty: the whole wall, displays at their `preview` places
    int max_width = 0;    // scaled down to this; 0: full size
    bool operator==(const CaptureRequest&) const = default;
};
struct Captured {  // carries one fd (a ring with one opaque bgra frame) when error is empty
    uint64_t id = 0;
    std::string error;
    bool operator==(const Captured&) const = default;
};

using ToIngest = std::variant<IngestPlan>;
using FromIngest = std::variant<RingOffer, RingGone, IngestHealth>;
using ToData = std::variant<DataPlan>;
using FromData = std::variant<SourceReport, WorkerHealth>;
using ToScript = std::variant<ScriptJob>;
using FromScript = std::variant<ScriptReady, ScriptDone, WorkerHealth>;
using ToCards = std::variant<CardPlan, CardContent, CardFile>;
using FromCards = std::variant<RingOffer, RingGone, WorkerHealth>;
using ToRender = std::variant<RenderSetup, RenderScene, RingOffer, RingGone, CaptureRequest>;
using FromRender = std::variant<RenderReady, SceneShown, RenderHealth, Captured>;

std::string encode(const ToIngest& message);
std::string encode(const FromIngest& message);
std::string encode(const ToData& message);
std::string encode(const FromData& message);
std::string encode(const ToScript& message);
std::string encode(const FromScript& message);
std::string encode(const ToCards& message);
std::string encode(const FromCards& message);
std::string encode(const ToRender& message);
std::string encode(const FromRender& message);

// Errors: invalid, with what is wrong. A worker that receives one ends; control ends the worker.
Result<ToIngest> decode_to_ingest(std::string_view text);
Result<FromIngest> decode_from_ingest(std::string_view text);
Result<ToData> decode_to_data(std::string_view text);
Result<FromData> decode_from_data(std::string_view text);
Result<ToScript> decode_to_script(std::string_view text);
Result<FromScript> decode_from_script(std::string_view text);
Result<ToCards> decode_to_cards(std::string_view text);
Result<FromCards> decode_from_cards(std::string_view text);
Result<ToRender> decode_to_render(std::string_view text);
Result<FromRender> decode_from_render(std::string_view text);

// The words used in the API, logs and health: "connecting", "wrong_password", …
std::string_view to_string(CameraState state);
std::string_view to_string(TileState state);
std::string_view to_string(SourceState state);
std::string_view to_string(TileFace face);
std::string_view to_string(RenderPath path);

}  // namespace pendopo
