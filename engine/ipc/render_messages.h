#pragma once
// What control and the renderer say to each other. See messages.h for the rules of all of them.
//   control → render   RenderSetup (first, once), PictureRules, RenderScene, RingOffer + fd,
//                      RingGone, CaptureRequest, RehearseScene
//   render  → control  RenderReady, SceneShown, RenderHealth, ProofReading, Captured + fd,
//                      KeyPressed, HideKey

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"
#include "engine/base/media_time.h"
#include "engine/base/result.h"
#include "engine/ipc/picture_rules.h"
#include "engine/ipc/shared_messages.h"
#include "engine/ipc/takeover_messages.h"

namespace pendopo {

enum class ShowMode { outputs, one_window, headless };
constexpr auto words_of(ShowMode /*any*/) {
    return enum_words<ShowMode>({{ShowMode::headless, "headless"},
                                 {ShowMode::outputs, "outputs"},
                                 {ShowMode::one_window, "one_window"}});
}
enum class RenderPath { automatic, copy, shader };  // copy: bgra at tile size; shader: planes
constexpr auto words_of(RenderPath /*any*/) {
    return enum_words<RenderPath>({{RenderPath::automatic, "automatic"},
                                   {RenderPath::copy, "copy"},
                                   {RenderPath::shader, "shader"}});
}

// What an output's pixels are put through on their way out: value^(1/gamma) × gain.
struct DisplayTuning {
    double red = 1;
    double green = 1;
    double blue = 1;
    double gamma = 1;
    bool operator==(const DisplayTuning&) const = default;
};
struct RenderDisplay {
    std::string id;
    std::string output;  // connector; empty: the next free one, left to right
    std::string edid;    // "vendor:product:serial"; wins over `output`
    PixelSize size;      // canvas, upright
    Rotation rotation = Rotation::none;
    PixelRect preview;       // where it stands in the composed wall picture
    DisplayTuning tuning{};  // on its output alone; pictures of the wall are without
    bool operator==(const RenderDisplay&) const = default;
};
// A second one comes from a new control: the same is answered with everything told anew, another
// ends the renderer, which is then started with it.
struct RenderSetup {
    ShowMode mode = ShowMode::headless;
    RenderPath path = RenderPath::automatic;
    bool software = false;  // whatever graphics card there is
    double max_fps = 60;
    std::vector<RenderDisplay> displays;
    bool operator==(const RenderSetup&) const = default;
};

enum class Corner { top_left, top_right, bottom_left, bottom_right };
constexpr auto words_of(Corner /*any*/) {
    return enum_words<Corner>({{Corner::bottom_left, "bottom_left"},
                               {Corner::bottom_right, "bottom_right"},
                               {Corner::top_left, "top_left"},
                               {Corner::top_right, "top_right"}});
}

// One tile as the renderer draws it. Pictures are named by ring keys; a key without a ring, or
// whose ring is still empty, draws nothing.
//   age of the picture ≤ stale_after_ms: as it is; ≤ drop_after_ms: desaturated, dimmed to 40 %;
//   older, none, or hide_picture: the placeholder. A limit of 0 means never (cards). A picture of
//   a source that is slow by nature has a longer limit of its own (frame_choice.h), which then
//   stands for both where they are shorter.
// The renderer applies these limits itself each cycle, so that a picture cannot look live however
// busy or dead the other processes are. A ring that the newest PictureRules do not let stand on
// this display is drawn nowhere on it, whatever names it; its tile shows the placeholder, or else
// the display's `closed`.
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
    std::string closed{};         // a bitmap for tiles whose picture the rules refuse
    bool standby = false;         // its monitor may sleep: all of an X screen do, or none
    bool operator==(const DrawDisplay&) const = default;
};
// A new revision becomes visible on every display in one cycle: when each picture it names has a
// frame (`expected` says which; others are not waited for), or after wait_ms with placeholders for
// those that have none. A tile that has neither is waited for, a second at most. A scene with the
// revision already shown replaces it in the next cycle (changed badges and the like). With wait_ms
// 0 nothing is waited for, not even a tile that is empty: what is hidden goes at once.
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
// What the window system says of a display's output; unknown: it cannot let it sleep.
enum class ScreenPower { unknown, on, standby };
constexpr auto words_of(ScreenPower /*any*/) {
    return enum_words<ScreenPower>({{ScreenPower::unknown, "unknown"},
                                    {ScreenPower::on, "on"},
                                    {ScreenPower::standby, "standby"}});
}
struct DisplayHealth {
    std::string id;
    std::string output;    // connector it is shown on; empty: none now
    double shown_fps = 0;  // cycles that changed the picture
    int64_t last_shown_ns = 0;
    ScreenPower screen = ScreenPower::unknown;
    bool operator==(const DisplayHealth&) const = default;
};
enum class TileFace { live, dimmed, placeholder, card };
constexpr auto words_of(TileFace /*any*/) {
    return enum_words<TileFace>({{TileFace::placeholder, "placeholder"},
                                 {TileFace::live, "live"},
                                 {TileFace::dimmed, "dimmed"},
                                 {TileFace::card, "card"}});
}
struct TileHealth {
    std::string display;
    std::string id;
    TileFace face = TileFace::placeholder;
    double shown_fps = 0;                          // new pictures shown a second
    int64_t picture_ns = 0;                        // arrival_ns of the picture shown; 0: none
    int64_t made_ns = 0;                           // of it, Unix time; 0: not known
    MediaClock media_clock = MediaClock::arrival;  // that told made_ns
    uint64_t picture_number = 0;
    int stale_after_ms = 0;  // the limit that holds for the picture shown; 0: none
    bool operator==(const TileHealth&) const = default;
};
// A tile whose scene asks for what the rules do not let stand there; `camera` or `card` is empty.
// One that is only hidden is none of these.
struct RefusedPicture {
    std::string display;
    std::string tile;
    std::string camera;
    std::string card;
    bool operator==(const RefusedPicture&) const = default;
};
struct RenderHealth {
    uint64_t revision = 0;  // of the scene shown
    double cycles_per_second = 0;
    int longest_gap_ms = 0;  // between two cycles, since the last report
    std::vector<OutputInfo> outputs;
    std::vector<DisplayHealth> displays;
    std::vector<TileHealth> tiles;
    std::vector<RefusedPicture> refused{};
    bool operator==(const RenderHealth&) const = default;
};

// What was read back of a display's canvas, beside what was meant to stand there: at 2304 points,
// by brightness (0 to 255). See render/canvas_proof.h.
struct DisplayReading {
    std::string id;
    int mean = 0;
    int contrast = 0;  // standard deviation
    int brightest = 0;
    int expected = 0;  // the brightness that a twentieth of what tiles drew reaches; 0: not known
    uint64_t checksum = 0;
    uint64_t shown = 0;  // times its canvas was given to its output, since the renderer's start
    bool operator==(const DisplayReading&) const = default;
};
struct TileReading {
    std::string display;
    std::string id;
    uint64_t checksum =
        0;              // of its part of the canvas; 0: nothing of its picture can be seen there
    int stands_ms = 0;  // how long that stands although its picture became another; 0: it does not
    bool operator==(const TileReading&) const = default;
};
// About once a second. What is not read back, because a GPU's fence is never passed, is not told.
struct ProofReading {
    uint64_t number = 0;    // 1, 2, …
    uint64_t revision = 0;  // of the scene that was read
    uint64_t cycles = 0;    // of the renderer, since its start
    std::vector<DisplayReading> displays;
    std::vector<TileReading> tiles;
    bool operator==(const ProofReading&) const = default;
};

struct CaptureRequest {  // what is composed now, read back
    uint64_t id = 0;
    std::string display;  // empty: the whole wall, displays at their `preview` places
    int max_width = 0;    // scaled down to this; 0: full size
    // Of whoever asks (engine/base/audience.h): displays for a narrower one are left black.
    std::string audience{"public"};
    bool operator==(const CaptureRequest&) const = default;
};
// A scene that is not shown, drawn off screen from the rings that there are: when all of `expected`
// have a frame, or after wait_ms (at most 2 s) with placeholders. Answered with Captured, of the
// size around all places. The scene on the wall goes on untouched.
struct RehearsedDisplay {
    PixelRect place;    // in the picture
    DrawDisplay scene;  // its tiles in pixels of the picture, from the place's top left corner
    bool operator==(const RehearsedDisplay&) const = default;
};
struct RehearseScene {
    uint64_t id = 0;
    int wait_ms = 2000;
    std::vector<std::string> expected;
    std::vector<RehearsedDisplay> displays;
    std::string audience{"public"};  // of whoever asks: what is for a narrower one is not drawn
    bool operator==(const RehearseScene&) const = default;
};
struct Captured {  // carries one fd (a ring with one opaque bgra frame) when error is empty
    uint64_t id = 0;
    std::string error;
    bool operator==(const Captured&) const = default;
};

// A key of the wall box's keyboard went down: one of the words in render/wall_keys.h, no other key
// and no combination is ever told.
struct KeyPressed {
    std::string key;
    bool operator==(const KeyPressed&) const = default;
};

// The key that hides every camera went down at `pressed_ns` (monotonic). The renderer shows none
// since then, whether control lives or not, and says so each second until rules come whose
// `heard_key_ns` is not older: then control has hidden them for good.
struct HideKey {
    int64_t pressed_ns = 0;
    bool operator==(const HideKey&) const = default;
};

using ToRender = std::variant<RenderSetup, RenderScene, RingOffer, RingGone, CaptureRequest,
                              RehearseScene, PictureRules>;
using FromRender = std::variant<RenderReady, SceneShown, RenderHealth, ProofReading, Captured,
                                KeyPressed, ToldAll, HideKey>;

std::string encode(const ToRender& message);
std::string encode(const FromRender& message);
// Errors: invalid, with what is wrong.
Result<ToRender> decode_to_render(std::string_view text);
Result<FromRender> decode_from_render(std::string_view text);

}  // namespace pendopo
