#include "config/wall_config.h"

#include <arpa/inet.h>

#include <algorithm>
#include <set>

#include "config/json_reader.h"
#include "config/time_zone.h"
#include "config/url.h"
#include "config/usual_phrases.h"

namespace pendopo {
namespace {

bool is_ip_address(const std::string& text) {
    in6_addr buffer;  // large enough for both
    return inet_pton(AF_INET, text.c_str(), &buffer) == 1 ||
           inet_pton(AF_INET6, text.c_str(), &buffer) == 1;
}

DisplayConfig read_display(const JsonNode& node, Problems& problems) {
    const DisplayConfig defaults;
    DisplayConfig display;
    ObjectReader object(node, problems);
    display.id = object.id();
    display.name = object.string("name", display.id);
    display.output = object.string("output");
    display.edid = object.string("edid");
    display.size = object.size("size", defaults.size);
    const int turn = object.integer("rotation", 0, {0, 270});
    if (turn == 0 || turn == 90 || turn == 180 || turn == 270) {
        display.rotation = static_cast<Rotation>(turn);
    } else {
        problems.add(*object.find("rotation"),
                     in_both("tertulis {}; seharusnya 0, 90, 180 atau 270, searah jarum jam",
                             "got {}; expected 0, 90, 180 or 270, clockwise", turn));
    }
    constexpr double kFarthest = 100'000;  // 100 m: no room is larger
    if (const auto place = object.numbers("position_mm", 2, {-kFarthest, kFarthest})) {
        display.x_mm = (*place)[0];
        display.y_mm = (*place)[1];
    }
    if (const auto size = object.numbers("size_mm", 2, {10, 20'000})) {
        display.width_mm = (*size)[0];
        display.height_mm = (*size)[1];
    } else if (display.rotation == Rotation::quarter ||
               display.rotation == Rotation::three_quarters) {
        std::swap(display.width_mm, display.height_mm);  // it hangs upright
    }
    display.bezel_mm = object.number("bezel_mm", defaults.bezel_mm, {0, 500});
    display.viewing_distance_m =
        object.number("viewing_distance_m", defaults.viewing_distance_m, {0.2, 200});
    const Words<std::string> audiences{
        {"public", "public"}, {"staff", "staff"}, {"restricted", "restricted"}};
    display.audience = object.enumeration("audience", audiences, defaults.audience);
    if (const auto gain = object.numbers("gain", 3, {0.5, 1})) {
        std::ranges::copy(*gain, display.gain.begin());
    }
    display.gamma = object.number("gamma", defaults.gamma, {0.5, 2});
    object.finish();
    return display;
}

// Ids and connectors are given once; places are given to all displays or to none.
void check_displays(const JsonNode& array, const std::vector<DisplayConfig>& displays,
                    Problems& problems) {
    if (displays.empty() || displays.size() > 16) {
        report(array, problems, {"satu sampai enam belas layar", "one to sixteen displays"});
    }
    const bool placed = std::any_of(displays.begin(), displays.end(),
                                    [](const DisplayConfig& d) { return d.x_mm.has_value(); });
    std::set<std::string> ids;
    std::set<std::string> outputs;
    for (size_t i = 0; i < displays.size(); ++i) {
        const DisplayConfig& display = displays[i];
        const JsonNode& node = array.children[i];
        if (!display.id.empty() && !ids.insert(display.id).second) {
            problems.add(*node.find("id"),
                         in_both("layar lain juga bernama {}; beri masing-masing id sendiri",
                                 "another display is named {} too; give each its own id",
                                 in_quotes(display.id)));
        }
        if (!display.output.empty() && !outputs.insert(display.output).second) {
            problems.add(*node.find("output"),
                         in_both("layar lain juga memakai {}; satu konektor untuk satu layar",
                                 "another display uses {} too; a connector carries one display",
                                 in_quotes(display.output)));
        }
        if (placed && node.kind == JsonNode::Kind::object && node.find("position_mm") == nullptr) {
            problems.add(node,
                         LocalText{"kunci \"position_mm\" tidak ada; layar lain memilikinya: beri "
                                   "semua layar, atau jangan satu pun",
                                   "missing key \"position_mm\"; other displays have one: give it "
                                   "to all displays or to none"});
        }
    }
}

void read_control(const JsonNode& node, Problems& problems, ControlConfig& control) {
    ObjectReader object(node, problems);
    control.address = object.string("address", control.address);
    if (!is_ip_address(control.address)) {
        problems.add(*object.find("address"),
                     in_both("tertulis {}; seharusnya alamat mesin ini seperti \"127.0.0.1\" "
                             "(hanya mesin ini), \"0.0.0.0\" atau \"::\" (semua jaringan)",
                             "got {}; expected an address of this machine like \"127.0.0.1\" (only "
                             "this machine), \"0.0.0.0\" or \"::\" (every network)",
                             in_quotes(control.address)));
    }
    control.port = object.integer("port", control.port, {1, 65535});
    object.array("names", [&](const JsonNode& name) {
        if (auto text = read_string(name, problems)) {
            control.names.push_back(std::move(*text));
        }
    });
    static const Words<TlsUse> uses{
        {"auto", TlsUse::automatic}, {"on", TlsUse::on}, {"off", TlsUse::off}};
    control.tls = object.enumeration("tls", uses, control.tls);
    for (const auto& [key, path] : {std::pair{"certificate_file", &control.certificate_file},
                                    std::pair{"key_file", &control.key_file}}) {
        if (object.has(key)) {
            *path = object.required_string(key);
        }
    }
    if (control.certificate_file.empty() != control.key_file.empty()) {
        problems.add(
            node,
            LocalText{"\"certificate_file\" dan \"key_file\" berpasangan; beri keduanya, atau "
                      "jangan satu pun",
                      "\"certificate_file\" and \"key_file\" belong together; give both or none"});
    }
    object.finish();
}

// Levels without the wildcards and without what nobody sees; '$' at the beginning is the broker's.
bool is_topic_prefix(std::string_view text) {
    const auto fits = [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '+' && c != '#';
    };
    return !text.empty() && text.size() <= 128 && text.front() != '$' && text.front() != '/' &&
           text.back() != '/' && text.find("//") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), fits);
}

MqttConfig read_mqtt(const JsonNode& node, Problems& problems) {
    MqttConfig mqtt;
    ObjectReader object(node, problems);
    mqtt.host = object.required_string("host");
    if (!mqtt.host.empty() && !is_host(mqtt.host)) {
        problems.add(*object.find("host"), kExpectedHost);
    }
    mqtt.tls = object.boolean("tls", mqtt.tls);
    mqtt.port = object.integer("port", mqtt.tls ? 8883 : 1883, {1, 65535});
    mqtt.prefix = object.string("prefix", mqtt.prefix);
    if (!is_topic_prefix(mqtt.prefix)) {
        problems.add(
            *object.find("prefix"),
            in_both("tertulis {}; seharusnya tingkat topik seperti \"pendopo\" atau "
                    "\"lobi/pendopo\", tanpa spasi, \"+\", \"#\" dan \"/\" di kedua ujungnya",
                    "got {}; expected levels of a topic like \"pendopo\" or \"lobi/pendopo\", "
                    "without spaces, \"+\", \"#\" and a \"/\" at either end",
                    in_quotes(mqtt.prefix)));
    }
    if (const JsonNode* login = object.find("login")) {
        mqtt.login = read_id(*login, problems).value_or("");
    }
    if (const JsonNode* file = object.find("ca_file")) {
        mqtt.ca_file = object.required_string("ca_file");
        if (!mqtt.tls) {
            problems.add_at_key(*file, means_nothing("\"tls\": true"));
        }
    }
    mqtt.discovery = object.boolean("discovery", mqtt.discovery);
    const Words<std::string> roles{
        {"viewer", "viewer"}, {"operator", "operator"}, {"technician", "technician"}};
    mqtt.role = object.enumeration("role", roles, mqtt.role);
    object.finish();
    return mqtt;
}

std::string read_path(ObjectReader& object, std::string_view key, const std::string& fallback) {
    return object.has(key) ? object.required_string(key) : fallback;
}

}  // namespace

WallConfig read_wall_config(const JsonNode& root, Problems& problems,
                            const std::vector<std::string>* layouts) {
    WallConfig wall;
    ObjectReader object(root, problems);
    object.header();
    wall.name = object.string("name");
    wall.language =
        object.enumeration<std::string>("language", {{"id", "id"}, {"en", "en"}}, wall.language);
    wall.timezone = object.string("timezone", wall.timezone);
    if (const JsonNode* zone = object.find("timezone");
        zone != nullptr && !is_time_zone(wall.timezone)) {
        problems.add(*zone, no_time_zone(wall.timezone));
    }
    object.required_array("displays", [&](const JsonNode& node) {
        wall.displays.push_back(read_display(node, problems));
    });
    if (const JsonNode* displays = object.find("displays");
        displays != nullptr && displays->kind == JsonNode::Kind::array) {
        check_displays(*displays, wall.displays, problems);
    }
    object.object("control",
                  [&](const JsonNode& node) { read_control(node, problems, wall.control); });
    object.object("mqtt", [&](const JsonNode& node) { wall.mqtt = read_mqtt(node, problems); });
    object.object("notices",
                  [&](const JsonNode& node) { wall.notices = read_notices(node, problems); });
    if (const JsonNode* first = object.find("first_layout")) {
        wall.first_layout = read_id(*first, problems).value_or("");
        if (layouts != nullptr && !wall.first_layout.empty() &&
            std::find(layouts->begin(), layouts->end(), wall.first_layout) == layouts->end()) {
            problems.add(*first, unknown_name(kLayoutNoun, wall.first_layout, *layouts));
        }
    }
    wall.stale_after_s = object.number("stale_after_s", wall.stale_after_s, {0.5, 3600});
    wall.drop_after_s = object.number("drop_after_s", wall.drop_after_s, {1, 86400});
    if (wall.drop_after_s < wall.stale_after_s) {
        const JsonNode* drop = object.find("drop_after_s");
        problems.add(drop != nullptr ? *drop : root,
                     LocalText{"\"drop_after_s\" lebih kecil daripada \"stale_after_s\"; gambar "
                               "menjadi basi sebelum dilepas: naikkan",
                               "\"drop_after_s\" is below \"stale_after_s\"; a picture grows stale "
                               "before it is dropped: raise it"});
    }
    wall.max_fps = object.number("max_fps", wall.max_fps, {1, 240});
    wall.cameras_file = read_path(object, "cameras", wall.cameras_file);
    wall.layouts_dir = read_path(object, "layouts", wall.layouts_dir);
    wall.secrets_file = read_path(object, "secrets", wall.secrets_file);
    wall.data_file = read_path(object, "data", wall.data_file);
    wall.schedule_file = read_path(object, "schedule", wall.schedule_file);
    wall.cards_dir = read_path(object, "cards", wall.cards_dir);
    wall.theme = read_path(object, "theme", wall.theme);
    wall.sandbox = object.enumeration<SandboxMode>(
        "sandbox", {{"required", SandboxMode::required}, {"off", SandboxMode::off}}, wall.sandbox);
    wall.state_dir = read_path(object, "state_dir", wall.state_dir);
    object.finish();
    return wall;
}

void check_mqtt_login(const JsonNode& root, const WallConfig& wall, const Secrets& secrets,
                      Problems& problems) {
    if (!wall.mqtt || wall.mqtt->login.empty() || secrets.contains(wall.mqtt->login)) {
        return;
    }
    std::vector<std::string> names;
    for (const auto& login : secrets) {
        names.push_back(login.first);
    }
    problems.add(*root.find("mqtt")->find("login"),
                 unknown_name(kLoginNoun, wall.mqtt->login, names));
}

ConfigResult<WallConfig> read_wall_config(const std::string& file, std::string_view text,
                                          const std::vector<std::string>* layouts) {
    const ConfigResult<JsonDocument> document = parse_json(file, text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Problems problems(file);
    WallConfig wall = read_wall_config(document->root(), problems, layouts);
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return wall;
}

}  // namespace pendopo
