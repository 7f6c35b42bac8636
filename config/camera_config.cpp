#include "config/camera_config.h"

#include <algorithm>
#include <set>

#include "config/fingerprint.h"
#include "config/json_reader.h"
#include "config/url.h"
#include "config/usual_phrases.h"

namespace pendopo {
namespace {

const LocalText kExpectedUrl{"alamat seperti rtsp://host[:port]/jalur",
                             "a URL like rtsp://host[:port]/path"};

SampleAspect read_aspect(ObjectReader& object, SampleAspect otherwise) {
    const PixelSize aspect =
        object.size("sample_aspect", {otherwise.numerator, otherwise.denominator}, {1, 1000});
    return {aspect.width, aspect.height};
}

// `options`: the camera's, which hold where the stream has none of its own.
StreamConfig read_stream(const JsonNode& node, const StreamOptions& options, Problems& problems) {
    StreamConfig stream;
    stream.options = options;
    const JsonNode* url = &node;
    if (node.kind == JsonNode::Kind::object) {
        ObjectReader object(node, problems);
        stream.url = object.required_string("url");
        stream.size = object.size("size", stream.size);
        stream.options.sample_aspect = read_aspect(object, options.sample_aspect);
        stream.options.enlarge = object.number("enlarge", options.enlarge, {1, 4});
        object.finish();
        url = node.find("url");
    } else if (node.kind == JsonNode::Kind::string) {
        stream.url = node.string;
    } else {
        report(node, problems,
               {"sebuah alamat atau objek dengan \"url\"", "a URL or an object with \"url\""});
        return stream;
    }
    if (url != nullptr && url->kind == JsonNode::Kind::string && !stream.url.empty()) {
        stream.url = with_lower_scheme(stream.url);
        if (LocalText wrong = check_camera_url(stream.url); !wrong.empty()) {
            problems.add(*url, std::move(wrong));
        }
    } else if (url == &node) {
        report(node, problems, kExpectedUrl);
    }
    return stream;
}

// What an encrypted address cannot go together with.
void check_encryption(const CameraConfig& camera, const JsonNode& node, Problems& problems) {
    const bool main = camera.main.url.starts_with("rtsps");
    const bool sub = camera.sub && camera.sub->url.starts_with("rtsps");
    if ((main || sub) && camera.main.options.transport == Transport::udp) {
        problems.add(*node.find("transport"),
                     LocalText{"tertulis \"udp\", yang membawa gambar dari alamat rtsps:// tanpa "
                               "sandi; seharusnya \"tcp\"",
                               "got \"udp\", over which the pictures of an rtsps:// address would "
                               "come unencrypted; expected \"tcp\""});
    }
    if (const JsonNode* pin = node.find("certificate_sha256"); pin != nullptr && !main && !sub) {
        problems.add(*pin,
                     LocalText{"tidak ada alamat kamera ini yang diawali rtsps://, jadi tidak ada "
                               "sertifikat untuk diperiksa; ubah alamatnya atau hapus kunci ini",
                               "no address of this camera begins with rtsps://, so there is no "
                               "certificate to check; change the address or remove this key"});
    }
}

void read_redirect_host(const JsonNode& node, StreamOptions& options, Problems& problems) {
    const std::string host = read_string(node, problems).value_or("");
    if (node.kind == JsonNode::Kind::string && !is_host(host)) {
        report(node, problems,
               {"host seperti \"192.0.2.9\", tanpa port dan jalur",
                "a host like \"192.0.2.9\", without port and path"});
    }
    options.redirect_hosts.push_back(host.starts_with('[') ? host.substr(1, host.size() - 2)
                                                           : host);
}

StreamOptions read_options(ObjectReader& object, Problems& problems) {
    StreamOptions options;
    options.transport = object.enumeration<Transport>(
        "transport",
        {{"auto", Transport::automatic}, {"tcp", Transport::tcp}, {"udp", Transport::udp}},
        options.transport);
    if (const JsonNode* pin = object.find("certificate_sha256")) {
        options.certificate_sha256 = read_fingerprint(*pin, problems);
    }
    options.basic = object.boolean("basic", options.basic);
    object.array("redirect_hosts",
                 [&](const JsonNode& node) { read_redirect_host(node, options, problems); });
    constexpr int kLargest = 8192 * 8192;  // beyond, one picture takes 100 MB and more
    options.max_pixels = object.integer("max_pixels", options.max_pixels, {1024, kLargest});
    options.sample_aspect = read_aspect(object, options.sample_aspect);
    options.deinterlace = object.enumeration<Deinterlace>(
        "deinterlace",
        {{"auto", Deinterlace::automatic}, {"on", Deinterlace::on}, {"off", Deinterlace::off}},
        options.deinterlace);
    const auto word = [&](std::string_view key, const Words<std::string>& words) {
        return object.enumeration(key, words, std::string());
    };
    options.color_range = word("color_range", {{"limited", "limited"}, {"full", "full"}});
    options.color_matrix = word("color_matrix", {{"bt601", "bt601"}, {"bt709", "bt709"}});
    options.hardware =
        object.enumeration<bool>("hwaccel", {{"auto", true}, {"none", false}}, options.hardware);
    return options;
}

// Placeholders stand for the login that the camera names.
void check_placeholders(const CameraConfig& camera, const JsonNode& node, Problems& problems) {
    const auto look = [&](const char* key, const std::string& url) {
        const bool has =
            url.find("{user}") != std::string::npos || url.find("{password}") != std::string::npos;
        if (has && camera.login.empty()) {
            problems.add(*node.find(key),
                         LocalText{"{user} dan {password} mewakili sebuah login di secrets.json; "
                                   "sebut namanya dengan \"login\"",
                                   "{user} and {password} stand for a login of secrets.json; name "
                                   "it with \"login\""});
        }
    };
    look("main", camera.main.url);
    if (camera.sub) {
        look("sub", camera.sub->url);
    }
}

// When the camera is on, and what makes its tile say that its pictures are not the present.
void read_judgement(ObjectReader& object, CameraConfig& camera, Problems& problems) {
    constexpr size_t kMostHours = 50;  // each is looked at once a change; more is a mistake
    const bool given = object.array("hours", [&](const JsonNode& node) {
        ObjectReader times(node, problems);
        camera.hours.push_back(read_day_times(times));
        times.finish();
        if (camera.hours.size() == kMostHours + 1) {
            problems.add(node, in_both("lebih dari {} jam nyala untuk satu kamera",
                                       "more than {} hours of one camera", kMostHours));
        }
    });
    if (given && camera.hours.empty()) {
        problems.add(*object.find("hours"),
                     LocalText{"tertulis []; seharusnya paling sedikit satu seperti {\"from\": "
                               "\"07:00\", \"to\": \"17:00\"}; hilangkan \"hours\" untuk kamera "
                               "yang selalu nyala",
                               "got []; expected at least one like {\"from\": \"07:00\", \"to\": "
                               "\"17:00\"}; leave \"hours\" out for a camera that is always on"});
    }
    constexpr int kDay = 86'400;
    camera.frozen_after_s = object.number("frozen_after_s", camera.frozen_after_s, {0, kDay});
    camera.delayed_after_s = object.number("delayed_after_s", camera.delayed_after_s, {0, 60});
}

CameraConfig read_camera(const JsonNode& node, Problems& problems) {
    CameraConfig camera;
    ObjectReader object(node, problems);
    camera.id = object.id();
    camera.name = object.string("name", camera.id);
    const StreamOptions options = read_options(object, problems);
    if (const JsonNode* main = object.find("main")) {
        camera.main = read_stream(*main, options, problems);
    } else if (node.kind == JsonNode::Kind::object) {
        problems.add(node, in_both("kunci \"main\" tidak ada; seharusnya {}",
                                   "missing key \"main\"; expected {}", kExpectedUrl));
    }
    if (const JsonNode* sub = object.find("sub")) {
        camera.sub = read_stream(*sub, options, problems);
    }
    if (const JsonNode* login = object.find("login")) {
        camera.login = read_id(*login, problems).value_or("");
    }
    camera.backend = object.enumeration<CameraBackend>(
        "backend", {{"auto", CameraBackend::automatic}, {"gstreamer", CameraBackend::gstreamer}},
        camera.backend);
    check_encryption(camera, node, problems);
    check_placeholders(camera, node, problems);
    camera.audience = object.enumeration<std::string>(
        "audience", {{"public", "public"}, {"staff", "staff"}, {"restricted", "restricted"}},
        camera.audience);
    read_judgement(object, camera, problems);
    camera.masks = read_masks(object);
    camera.detail = read_detail(object);
    camera.still_every_s = object.integer("still_every_s", camera.still_every_s, {1, 3600});
    object.finish();
    return camera;
}

GroupConfig read_group(const JsonNode& node, const std::vector<std::string>& cameras,
                       Problems& problems) {
    GroupConfig group;
    ObjectReader object(node, problems);
    group.id = object.id();
    group.name = object.string("name", group.id);
    object.required_array("cameras", [&](const JsonNode& element) {
        const auto id = read_id(element, problems);
        if (!id) {
            return;
        }
        if (std::find(cameras.begin(), cameras.end(), *id) == cameras.end()) {
            problems.add(element, unknown_name(kCameraNoun, *id, cameras));
        }
        if (std::find(group.cameras.begin(), group.cameras.end(), *id) != group.cameras.end()) {
            problems.add(element,
                         in_both("{} sudah ada di grup ini; hapus salah satu",
                                 "{} is in this group already; remove one", in_quotes(*id)));
        }
        group.cameras.push_back(*id);
    });
    object.finish();
    return group;
}

void check_unique(const std::string& id, std::set<std::string>& seen, const LocalText& what,
                  const JsonNode& node, Problems& problems) {
    if (!id.empty() && !seen.insert(id).second) {
        problems.add(
            *node.find("id"),
            in_both("{} lain juga bernama {}; beri masing-masing id sendiri",
                    "another {} is named {} too; give each its own id", what, in_quotes(id)));
    }
}

void check_login(const CameraConfig& camera, const JsonNode& node, const Secrets& secrets,
                 Problems& problems) {
    if (camera.login.empty() || secrets.contains(camera.login)) {
        return;
    }
    std::vector<std::string> names;
    for (const auto& login : secrets) {
        names.push_back(login.first);
    }
    problems.add(*node.find("login"), unknown_name(kLoginNoun, camera.login, names));
}

// The keys of secrets.json, and the names of logins, which cameras.json uses too. Any other key may
// be a password in the wrong place.
bool is_word_of_secrets(const JsonNode& member) {
    constexpr std::string_view kWords[] = {"$schema", "version", "logins", "user", "password"};
    const JsonNode& parent = *member.parent;
    const bool login = parent.key == "logins" && parent.parent != nullptr &&
                       parent.parent->parent == nullptr && is_id(member.key);
    return login || std::ranges::find(kWords, member.key) != std::end(kWords);
}

}  // namespace

LocalText check_camera_url(std::string_view url) {
    // The last two are RTSP within HTTP, which GStreamer speaks.
    constexpr std::string_view kSchemes[] = {"rtsp", "rtsps", "rtsph", "rtspsh"};
    return check_url(url, kSchemes, kExpectedUrl);
}

ConfigResult<CamerasConfig> read_cameras_config(const std::string& file, std::string_view text,
                                                const Secrets* secrets) {
    const ConfigResult<JsonDocument> document = parse_json(file, text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Problems problems(file);
    CamerasConfig config;
    ObjectReader object(document->root(), problems);
    object.header();
    std::set<std::string> camera_ids;
    std::vector<std::string> camera_names;  // for the groups, in file order
    object.required_array("cameras", [&](const JsonNode& node) {
        config.cameras.push_back(read_camera(node, problems));
        const CameraConfig& camera = config.cameras.back();
        check_unique(camera.id, camera_ids, kCameraNoun, node, problems);
        camera_names.push_back(camera.id);
        if (secrets != nullptr) {
            check_login(camera, node, *secrets, problems);
        }
    });
    std::set<std::string> group_ids;
    object.array("groups", [&](const JsonNode& node) {
        config.groups.push_back(read_group(node, camera_names, problems));
        check_unique(config.groups.back().id, group_ids, {"grup", "group"}, node, problems);
    });
    object.finish();
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return config;
}

ConfigResult<Secrets> read_secrets(const std::string& file, std::string_view text) {
    const ConfigResult<JsonDocument> document = parse_json(file, text, {}, Quoting::nothing);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Problems problems(file, Quoting::nothing, is_word_of_secrets);
    Secrets secrets;
    ObjectReader object(document->root(), problems);
    object.header();
    object.members("logins", [&](const JsonNode& node) {
        if (!is_id(node.key)) {
            problems.add_at_key(node,
                                {"nama ini bukan id: huruf, angka, \"-\" dan \"_\", diawali huruf "
                                 "atau angka, paling banyak 64",
                                 "this name is no id: letters, digits, \"-\" and \"_\", first a "
                                 "letter or digit, at most 64"});
        }
        ObjectReader login(node, problems);
        if (node.kind == JsonNode::Kind::object && !login.has("password")) {
            problems.add(node, LocalText{"kunci \"password\" tidak ada; seharusnya teks",
                                         "missing key \"password\"; expected a string"});
        }
        secrets[node.key] = {login.required_string("user"), login.string("password")};
        login.finish();
    });
    object.finish();
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return secrets;
}

}  // namespace pendopo
