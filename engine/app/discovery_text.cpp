#include "engine/app/discovery_text.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

// Text that cannot steer the terminal: it comes from devices.
std::string shown(std::string text) {
    for (char& c : text) {
        c = static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
    }
    return text;
}

// Orders as people count: by number, IPv4 first.
std::pair<int, std::string> order_of(const std::string& address) {
    std::array<char, 4> bytes{};
    return ::inet_pton(AF_INET, address.c_str(), bytes.data()) == 1
               ? std::pair(0, std::string(bytes.data(), bytes.size()))
               : std::pair(1, address);
}

Json words(const std::string& id, const std::string& en) {
    return id.empty() && en.empty() ? Json() : Json{{"id", id}, {"en", en}};
}

Json json_of(const DeviceStream& stream) {
    return {{"name", stream.name},
            {"url", stream.url},
            {"codec", stream.codec},
            {"size", {stream.width, stream.height}},
            {"fps", stream.fps},
            {"kbps", stream.kbps},
            {"use", to_string(stream.use)},
            {"channel", stream.channel}};
}

Json json_of(const DiscoveredDevice& found) {
    const DeviceFound& device = found.device;
    Json json = {{"address", device.address},   {"service_url", device.service_url},
                 {"name", device.name},         {"hardware", device.hardware},
                 {"location", device.location}, {"scopes", device.scopes},
                 {"device", nullptr},           {"streams", Json::array()},
                 {"problem", nullptr},          {"note", nullptr}};
    if (found.streams) {
        const StreamsReply& reply = *found.streams;
        json["device"] = {{"make", reply.make},
                          {"model", reply.model},
                          {"firmware", reply.firmware},
                          {"serial", reply.serial},
                          {"clock_skew_s", reply.clock_known ? Json(reply.clock_skew_s) : Json()}};
        for (const DeviceStream& stream : reply.streams) {
            json["streams"].push_back(json_of(stream));
        }
        if (reply.problem != OnvifProblem::none) {
            json["problem"] = {{"code", to_string(reply.problem)},
                               {"id", reply.problem_id},
                               {"en", reply.problem_en}};
        }
        json["note"] = words(reply.note_id, reply.note_en);
    }
    return json;
}

std::string line_of(const DeviceStream& stream) {
    const std::string size =
        stream.width > 0 ? fmt::format("{}x{}", stream.width, stream.height) : "?";
    const std::string rate = stream.fps > 0 ? fmt::format("{:g} fps", stream.fps) : "";
    return shown(fmt::format("  {:<4} {:<6} {:<10} {:<8} {}", to_string(stream.use),
                             stream.codec.empty() ? "?" : stream.codec, size, rate, stream.url)) +
           "\n";
}

void append_streams(std::string& out, const StreamsReply& reply) {
    if (!reply.model.empty() || !reply.firmware.empty()) {
        out += "  " + shown(reply.make + " " + reply.model + " " + reply.firmware) + "\n";
    }
    for (const DeviceStream& stream : reply.streams) {
        out += line_of(stream);
    }
    const auto append = [&out](const std::string& text) {
        out += text.empty() ? "" : "  " + shown(text) + "\n";
    };
    append(reply.problem_id);
    append(reply.problem_en);
    append(reply.note_id);
    append(reply.note_en);
}

}  // namespace

void sort_by_address(std::vector<DiscoveredDevice>& devices) {
    std::stable_sort(devices.begin(), devices.end(),
                     [](const DiscoveredDevice& a, const DiscoveredDevice& b) {
                         return order_of(a.device.address) < order_of(b.device.address);
                     });
}

std::string discovery_text(const DiscoveryResult& result) {
    std::string out;
    if (!result.done.problem_id.empty() || !result.done.problem_en.empty()) {
        out += shown(result.done.problem_id) + "\n" + shown(result.done.problem_en) + "\n";
    }
    if (result.devices.empty()) {
        if (out.empty()) {
            out =
                "Tidak ada kamera yang menjawab. Periksa apakah komputer ini di jaringan kamera "
                "dan "
                "ONVIF menyala di menu kamera, atau cari dengan --address.\n"
                "No camera answered. Check whether this computer is in the cameras' network and "
                "ONVIF is on in their menus, or search with --address.\n";
        }
        return out;
    }
    size_t widest = 0;
    for (const DiscoveredDevice& each : result.devices) {
        widest = std::max(widest, each.device.address.size());
    }
    for (const DiscoveredDevice& each : result.devices) {
        const DeviceFound& device = each.device;
        const std::string name = device.name.empty() ? "?" : device.name;
        const bool twice =
            device.hardware.empty() || name.find(device.hardware) != std::string::npos;
        out += shown(fmt::format("{:<{}}  {}{}  {}", device.address, widest, name,
                                 twice ? "" : " (" + device.hardware + ")", device.service_url)) +
               "\n";
        if (each.streams) {
            append_streams(out, *each.streams);
        }
    }
    return out;
}

std::string discovery_json(const DiscoveryResult& result) {
    Json devices = Json::array();
    for (const DiscoveredDevice& each : result.devices) {
        devices.push_back(json_of(each));
    }
    const Json json = {{"devices", devices},
                       {"problem", words(result.done.problem_id, result.done.problem_en)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pendopo
