#include "engine/onvif/ws_discovery.h"

#include <fmt/format.h>
#include <glib.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>

#include "engine/onvif/device_address.h"
#include "engine/onvif/soap.h"
#include "engine/onvif/xml_tree.h"

namespace pendopo {
namespace {

constexpr size_t kMostWords = 64;  // scopes and XAddrs of one device
constexpr std::string_view kScopes = "onvif://www.onvif.org/";

std::vector<std::string> words_in(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; words.size() < kMostWords && stream >> word;) {
        words.push_back(word);
    }
    return words;
}

bool speaks_onvif(const XmlElement& match, const std::vector<std::string>& scopes) {
    const std::string types = match.text_at({"Types"});
    const auto said = [&](std::string_view type) { return types.find(type) != types.npos; };
    return said("NetworkVideo") || said("ProfileMedia") ||
           std::any_of(scopes.begin(), scopes.end(),
                       [](const std::string& scope) { return scope.starts_with(kScopes); });
}

std::optional<DeviceAddress> service_of(const XmlElement& match, const std::string& sender) {
    std::optional<DeviceAddress> first;
    for (const std::string& word : words_in(match.text_at({"XAddrs"}))) {
        auto address = read_device_address(word);
        if (!address || !address->scheme.starts_with("http")) {
            continue;
        }
        if (address->host == sender) {
            return address;
        }
        first = first ? first : std::move(address);
    }
    if (!first && match.child("XAddrs") != nullptr) {
        // It is there and makes no sense; every device has its service here.
        first = DeviceAddress{"http", "", 0, "/onvif/device_service"};
    }
    if (first) {
        first->host = sender;
    }
    return first;
}

std::string name_of(const std::vector<std::string>& scopes) {
    std::string name = scope_value(scopes, "name");
    const std::string make = scope_value(scopes, "mfr");
    if (name.empty() || make.empty() || name.find(make) != name.npos) {
        return name.empty() ? make : name;
    }
    return make + " " + name;
}

}  // namespace

std::string probe_message(std::string_view message_id, ProbeFor what) {
    const std::string_view type =
        what == ProbeFor::cameras
            ? R"(<d:Types xmlns:dn="http://www.onvif.org/ver10/network/wsdl">dn:NetworkVideoTransmitter</d:Types>)"
            : R"(<d:Types xmlns:tds="http://www.onvif.org/ver10/device/wsdl">tds:Device</d:Types>)";
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><s:Header><a:Action s:mustUnderstand="1">http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action><a:MessageID>{}</a:MessageID><a:ReplyTo><a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo><a:To s:mustUnderstand="1">urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header><s:Body><d:Probe>{}</d:Probe></s:Body></s:Envelope>)",
        message_id, type);
}

std::string scope_value(const std::vector<std::string>& scopes, std::string_view kind) {
    const std::string prefix = fmt::format("{}{}/", kScopes, kind);
    for (const std::string& scope : scopes) {
        if (!scope.starts_with(prefix)) {
            continue;
        }
        std::string value = scope.substr(prefix.size());
        // "location/city/Banyuwangi": what kind of place it is does not matter to people.
        if (const size_t slash = value.rfind('/'); slash != value.npos) {
            value = value.substr(slash + 1);
        }
        const std::unique_ptr<char, decltype(&g_free)> plain(
            g_uri_unescape_string(value.c_str(), nullptr), g_free);
        std::string result = cleaned(plain == nullptr ? value : std::string(plain.get()), 80);
        std::replace(result.begin(), result.end(), '_', ' ');
        if (!result.empty()) {
            return result;
        }
    }
    return "";
}

Result<std::vector<ProbeMatch>> read_probe_matches(std::string_view text,
                                                   const std::string& sender) {
    const auto envelope = read_xml_tree(text, {size_t{64} << 10, 24, 2000});
    if (!envelope) {
        return fail(envelope.error());
    }
    const XmlElement* matches = envelope->below("ProbeMatches");
    if (matches == nullptr) {
        return fail(ErrorCode::invalid, "no ProbeMatches in what " + sender + " answers");
    }
    std::vector<ProbeMatch> found;
    for (const XmlElement* match : matches->all("ProbeMatch")) {
        const std::vector<std::string> scopes = words_in(match->text_at({"Scopes"}));
        const auto service = service_of(*match, sender);
        if (!service || !speaks_onvif(*match, scopes)) {
            continue;
        }
        ProbeMatch one;
        one.endpoint = cleaned(match->text_at({"EndpointReference", "Address"}), 120);
        one.device.address = sender;
        one.device.service_url = service->to_string();
        one.device.name = name_of(scopes);
        one.device.hardware = scope_value(scopes, "hardware");
        one.device.location = scope_value(scopes, "location");
        for (const std::string& scope : scopes) {
            one.device.scopes.push_back(cleaned(scope));
        }
        found.push_back(std::move(one));
    }
    return found;
}

}  // namespace pendopo
