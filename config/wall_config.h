#pragma once
// wall.json: the displays, how the wall is controlled, its time zone and language. Values only;
// defaults stand at the members. Read by read_wall_config (below), checked as a whole. Every key
// with its range: REFERENCE.md.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/camera_config.h"
#include "config/notice_config.h"
#include "config/problems.h"
#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"
#include "engine/base/sandbox_mode.h"

namespace pendopo {

// One display of the wall. Sizes are those of the output before rotation, as its data sheet says.
struct DisplayConfig {
    std::string id;      // "kiri"; letters, digits, '-', '_'
    std::string name;    // what people call it; the id when not given
    std::string output;  // connector name, "DP-1"; empty: not bound to an output
    std::string edid;    // optional "vendor:product:serial"; wins over `output` when present
    PixelSize size{1920, 1080};
    Rotation rotation = Rotation::none;
    // Place on the wall, left top of the picture area, in millimetres on the wall's plane, and the
    // picture's own size (after rotation). Absent: displays stand left to right in file order,
    // `size_mm` and `bezel_mm` deciding the distances.
    std::optional<double> x_mm;
    std::optional<double> y_mm;
    double width_mm = 1210;  // 55 inch
    double height_mm = 680;
    double bezel_mm = 0;  // width of the frame on each side of the picture
    double viewing_distance_m = 5;
    std::string audience = "public";  // public | staff | restricted
    // What it is shown with, so that displays of one wall look alike: red, green and blue, 0.5 … 1,
    // and the middle tones, 0.5 (darker) … 2 (brighter).
    std::array<double, 3> gain{1, 1, 1};
    double gamma = 1;
    bool operator==(const DisplayConfig&) const = default;
};

// The panel and the API. Beyond this machine they are spoken by TLS, unless somebody says that they
// are not to be.
enum class TlsUse { automatic, on, off };  // automatic: unless `address` is a loopback one
constexpr auto words_of(TlsUse /*any*/) {
    return enum_words<TlsUse>(
        {{TlsUse::automatic, "auto"}, {TlsUse::on, "on"}, {TlsUse::off, "off"}});
}
struct ControlConfig {
    std::string address = "127.0.0.1";
    int port = 7600;
    std::vector<std::string> names{};  // by which browsers reach it, beside its addresses
    TlsUse tls = TlsUse::automatic;
    std::string certificate_file{};  // PEM; empty: one that the wall makes and signs itself
    std::string key_file{};
    bool operator==(const ControlConfig&) const = default;
};

// The broker that the wall tells its state to and takes commands from; see engine/control.
struct MqttConfig {
    std::string host;
    int port = 1883;                 // 8883 with tls
    std::string prefix = "pendopo";  // first levels of every topic, without '+', '#' and a last '/'
    std::string login;               // id in secrets.json; empty: none
    bool tls = false;
    std::string ca_file;    // PEM of the authority behind its certificate; empty: the system's
    bool discovery = true;  // tell Home Assistant what the wall has
    std::string role = "operator";  // viewer | operator | technician: what its commands may
    bool operator==(const MqttConfig&) const = default;
};

struct WallConfig {
    std::string name;
    std::string language = "id";  // id | en
    std::string timezone = "Asia/Jakarta";
    std::vector<DisplayConfig> displays;
    ControlConfig control;
    std::optional<MqttConfig> mqtt;
    std::optional<NoticeConfig> notices;  // nobody is told when not given
    std::string first_layout;  // shown when nothing else is remembered; first file when empty
    double stale_after_s = 3;  // a picture older than this never looks live
    double drop_after_s = 60;  // older than this it is replaced by the placeholder
    double max_fps = 60;       // the render loop's rate on outputs without a vertical blank
    std::string cameras_file = "cameras.json";
    std::string layouts_dir = "layouts";
    std::string secrets_file = "secrets.json";
    std::string data_file = "data.json";
    std::string schedule_file = "schedule.json";
    std::string cards_dir = "cards";
    std::string theme = "dark";                   // "dark", "light" or a theme file
    SandboxMode sandbox = SandboxMode::required;  // of the worker processes; read at the start
    std::string state_dir;  // where the last layout is kept; see default_state_dir
    bool operator==(const WallConfig&) const = default;
};

// `file` is the name used in problems. `layouts`: the ids "first_layout" may name; null: unchecked.
ConfigResult<WallConfig> read_wall_config(const std::string& file, std::string_view text,
                                          const std::vector<std::string>* layouts = nullptr);

// The same from a parsed document: wrong values are reported to `problems` and keep their default,
// so that the other files can still be found and checked.
WallConfig read_wall_config(const JsonNode& root, Problems& problems,
                            const std::vector<std::string>* layouts = nullptr);

// Reports a login of "mqtt" that secrets.json does not have. `wall` was read from `root` without a
// problem there.
void check_mqtt_login(const JsonNode& root, const WallConfig& wall, const Secrets& secrets,
                      Problems& problems);

}  // namespace pendopo
