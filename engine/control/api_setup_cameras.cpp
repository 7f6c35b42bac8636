// Cameras before they are in a file: probes, discovery, what a device offers, addresses by make,
// and cameras.json as a table.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "config/address_logins.h"
#include "config/camera_privacy.h"
#include "config/url.h"
#include "config/vendors/vendors.h"
#include "engine/control/api.h"
#include "engine/control/api_answer.h"
#include "engine/control/config_changes.h"
#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMostSeconds = 60;
constexpr size_t kMostAddresses = 64;
constexpr size_t kLongestAddress = 2048;

Json text_document(const LocalText& text) {
    return {{"id", text.in("id")}, {"en", text.in("en")}};
}
Json text_or_null(const LocalText& text) {
    return text.empty() ? Json() : text_document(text);
}

template <class E>
Words<E> words_in(E any) {
    Words<E> words;
    for (const auto& row : words_of(any)) {
        words.emplace_back(std::string(row.word), row.value);
    }
    return words;
}

// The keys by which a camera or device is reached. `address`: the key of its address.
CameraAccess read_access(ObjectReader& body, std::string_view address) {
    CameraAccess access;
    access.address = body.required_string(address);
    access.user = body.string("user");
    access.password = body.string("password");
    access.login = body.string("login");
    if (access.address.size() > kLongestAddress) {
        body.problems().add_in_english(*body.find(address), "longer than 2048 bytes");
    }
    if (!access.login.empty() && !access.user.empty()) {
        body.problems().add_in_english(*body.find("login"),
                                       "expected \"login\" or \"user\", not both");
    }
    return access;
}

// As a camera of cameras.json has them.
StreamOptions read_options(ObjectReader& body) {
    StreamOptions options;
    const JsonNode* node = body.find("options");
    if (node == nullptr) {
        return options;
    }
    ObjectReader reader(*node, body.problems());
    options.transport =
        reader.enumeration("transport", words_in(Transport::automatic), options.transport);
    options.basic = reader.boolean("basic", options.basic);
    options.certificate_sha256 = reader.string("certificate_sha256");
    reader.array("redirect_hosts", [&](const JsonNode& host) {
        if (auto text = read_string(host, body.problems())) {
            options.redirect_hosts.push_back(std::move(*text));
        }
    });
    options.max_pixels = reader.integer("max_pixels", options.max_pixels, {1024, 8192 * 8192});
    options.hardware = reader.enumeration("hwaccel", Words<bool>{{"auto", true}, {"none", false}},
                                          options.hardware);
    options.deinterlace =
        reader.enumeration("deinterlace", words_in(Deinterlace::automatic), options.deinterlace);
    reader.finish();
    return options;
}

// As much of an address as the log may hold.
std::string logged(const std::string& address) {
    const std::string bare = login_apart(address).url;
    return bare.find("://") == std::string::npos ? bare.substr(0, bare.find_first_of("/?#@"))
                                                 : shown_address(bare);
}

Json rung_document(const ProbeRungStatus& rung) {
    Json facts = Json::parse(rung.facts.empty() ? "{}" : rung.facts, nullptr, false);
    return {{"rung", rung.rung},
            {"state", rung.state},
            {"took_ms", rung.took_ms},
            {"facts", facts.is_object() ? std::move(facts) : Json::object()},
            {"text", text_document(rung.text)},
            {"advice", text_document(rung.advice)}};
}

HttpResponse probe_answer(const ProbeStatus& status) {
    Json rungs = Json::array();
    for (const ProbeRungStatus& rung : status.rungs) {
        rungs.push_back(rung_document(rung));
    }
    return good(json_line({{"done", status.done},
                           {"ok", status.ok},
                           {"rungs", rungs},
                           {"picture", status.has_picture}}));
}

HttpResponse discovery_answer(const DiscoveryStatus& status) {
    Json devices = Json::array();
    for (const FoundDevice& device : status.devices) {
        devices.push_back({{"address", device.address},
                           {"service_url", device.service_url},
                           {"name", device.name},
                           {"hardware", device.hardware},
                           {"camera", device.camera}});
    }
    return good(json_line(
        {{"done", status.done}, {"devices", devices}, {"problem", text_or_null(status.problem)}}));
}

HttpResponse device_answer(const DeviceStreams& device) {
    Json streams = Json::array();
    for (const FoundStream& stream : device.streams) {
        streams.push_back({{"name", stream.name},
                           {"url", stream.url},
                           {"codec", stream.codec},
                           {"size", {stream.size.width, stream.size.height}},
                           {"fps", stream.fps},
                           {"kbps", stream.kbps},
                           {"use", stream.use}});
    }
    return good(
        json_line({{"device",
                    {{"make", device.make},
                     {"model", device.model},
                     {"firmware", device.firmware},
                     {"serial", device.serial},
                     {"clock_skew_s", device.clock_skew_s ? Json(*device.clock_skew_s) : Json()}}},
                   {"streams", streams},
                   {"problem", text_or_null(device.problem)},
                   {"note", text_or_null(device.note)}}));
}

HttpResponse import_answer(const CameraImport& import) {
    Json problems = Json::array();
    for (const CameraImport::Problem& problem : import.problems) {
        problems.push_back({{"line", problem.line},
                            {"column", problem.column},
                            {"text", problem.text.in("en")},
                            {"text_id", problem.text.in("id")}});
    }
    return good(json_line({{"text", import.text},
                           {"revision", import.revision},
                           {"added", import.added},
                           {"changed", import.changed},
                           {"problems", problems},
                           {"logins", import.logins}}));
}

HttpResponse id_answer(const std::string& id) {
    return good(json_line({{"id", id}}));
}

}  // namespace

void Api::start_probe(const ApiCallPtr& call) {
    ProbeWanted wanted;
    const auto read = read_body(call->request, [&](ObjectReader& body) {
        wanted.camera = read_access(body, "url");
        wanted.options = read_options(body);
    });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    call->object = logged(wanted.camera.address);
    setup_.start_probe(wanted, when_told(call, id_answer));
}

void Api::probe(const ApiCallPtr& call) {
    when_told(call, probe_answer)(setup_.probe(call->object));
}

void Api::probe_jpeg(const ApiCallPtr& call) {
    const auto bytes = setup_.probe_picture(call->object);
    if (!bytes) {
        return conclude(*call, fail(bytes.error()));
    }
    HttpResponse response = good({}, call->route.produces);
    response.shared = *bytes;
    conclude(*call, std::move(response));
}

void Api::cancel_probe(const ApiCallPtr& call) {
    auto none = check_no_body(call->request);
    when_done(call)(none ? setup_.cancel_probe(call->object) : none);
}

void Api::mask_still(const ApiCallPtr& call) {
    CameraMasks masks;
    const auto read =
        read_body(call->request, [&](ObjectReader& body) { masks = read_masks(body); });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    const std::string camera = call->object;
    call->object = camera + " under " + std::to_string(masks.polygons.size()) + " masks";
    setup_.mask_still(camera, masks, when_told(call, id_answer));
}

void Api::try_masks(const ApiCallPtr& call) {
    MaskTrial trial;
    const auto read = read_body(call->request, [&](ObjectReader& body) {
        trial.masks = read_masks(body);
        trial.display = body.string("display");
    });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    trial.camera = call->object;
    call->object = trial.camera + " under " + std::to_string(trial.masks.polygons.size()) +
                   " masks, on the wall";
    const Result<std::string> display = setup_.try_masks(trial);
    if (!display) {
        return conclude(*call, fail(display.error()));
    }
    conclude(*call, good(json_line({{"display", *display}})));
}

void Api::end_mask_trial(const ApiCallPtr& call) {
    auto none = check_no_body(call->request);
    if (none) {
        setup_.end_mask_trial(call->object);
    }
    when_done(call)(none);
}

void Api::start_discovery(const ApiCallPtr& call) {
    DiscoveryWanted wanted;
    const auto read = [&]() -> Result<void> {
        return call->request.body.empty()
                   ? Result<void>()
                   : read_body(call->request, [&](ObjectReader& body) {
                         wanted.seconds =
                             body.integer("seconds", wanted.seconds, {1, kMostSeconds});
                         body.array("addresses", [&](const JsonNode& node) {
                             if (wanted.addresses.size() == kMostAddresses) {
                                 body.problems().add_in_english(node, "more than 64 addresses");
                             }
                             if (auto text = read_string(node, body.problems())) {
                                 wanted.addresses.push_back(std::move(*text));
                             }
                         });
                     });
    }();
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    constexpr size_t kNamed = 3;
    for (size_t i = 0; i < std::min(wanted.addresses.size(), kNamed); ++i) {
        call->object += (i == 0 ? "" : ", ") + logged(wanted.addresses[i]);
    }
    when_told(call, id_answer)(setup_.start_discovery(wanted));
}

void Api::discovery(const ApiCallPtr& call) {
    when_told(call, discovery_answer)(setup_.discovery(call->object));
}

void Api::device_streams(const ApiCallPtr& call) {
    CameraAccess device;
    const auto read = read_body(call->request,
                                [&](ObjectReader& body) { device = read_access(body, "address"); });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    call->object = logged(device.address);
    setup_.device_streams(device, when_told(call, device_answer));
}

void Api::vendors(const ApiCallPtr& call) {
    Json rows = Json::array();
    for (const VendorTemplate& vendor : builtin_vendors()) {
        rows.push_back({{"make", vendor.make},
                        {"also", vendor.also},
                        {"main", vendor.main},
                        {"sub", vendor.sub},
                        {"note_id", vendor.note.in("id")},
                        {"note_en", vendor.note.in("en")},
                        {"source", vendor.source}});
    }
    conclude(*call, good(json_line({{"vendors", rows}})));
}

void Api::cameras_csv(const ApiCallPtr& call) {
    const auto given = call->request.query.find("separator");
    const std::string separator = given == call->request.query.end() ? "," : given->second;
    if (separator != "," && separator != ";") {
        return conclude(*call, fail(ErrorCode::invalid, "separator: got " + in_quotes(separator) +
                                                            "; expected \",\" or \";\""));
    }
    setup_.export_cameras(separator.front(), when_told(call, [](const std::string& csv) {
                              HttpResponse response = good(csv, "text/csv; charset=utf-8");
                              response.headers.emplace_back("Content-Disposition",
                                                            "attachment; filename=\"cameras.csv\"");
                              return response;
                          }));
}

void Api::import_cameras(const ApiCallPtr& call) {
    if (call->request.body.empty()) {
        return conclude(*call, fail(ErrorCode::invalid, "body: missing; expected a table (CSV)"));
    }
    setup_.import_cameras(std::move(call->request.body), when_told(call, import_answer));
}

}  // namespace pendopo
