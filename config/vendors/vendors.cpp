#include "config/vendors/vendors.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "config/camera_config.h"
#include "config/json_reader.h"
#include "config/url.h"
#include "engine/base/check.h"

namespace pendopo {
namespace {

constexpr int kMostChannels = 999;

// What may differ in how people write a name: "TP-Link", "tplink", "TP Link".
std::string plain(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            out += static_cast<char>(c - 'A' + 'a');
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out += c;
        }
    }
    return out;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
        text.replace(at, what.size(), by);
    }
}

std::string filled(std::string text, std::string_view host, int channel) {
    replace_all(text, "{host}", host);
    replace_all(text, "{channel}", std::to_string(channel));
    replace_all(text, "{channel:02}", fmt::format("{:02}", channel));
    replace_all(text, "{channel0}", std::to_string(channel - 1));
    return text;
}

// As cameras.json has it: IPv6 in brackets. Empty: that is no host.
std::string host_in_url(std::string_view host) {
    const std::string bracketed = host.find(':') != host.npos && !host.starts_with('[')
                                      ? fmt::format("[{}]", host)
                                      : std::string(host);
    return is_host(bracketed) ? bracketed : "";
}

std::string read_template(ObjectReader& object, std::string_view key) {
    const JsonNode* node = object.find(key);
    if (node == nullptr) {
        return "";
    }
    const std::string text = read_string(*node, object.problems()).value_or("");
    std::string example = filled(text, "192.0.2.1", 1);
    replace_all(example, "{user}", "u");
    replace_all(example, "{password}", "p");
    if (text.find("://{host}") == text.npos || example.find_first_of("{}") != example.npos ||
        !check_camera_url(example).empty()) {
        object.problems().add_in_english(
            *node, "got " + describe(*node, object.problems().quoting()).en +
                       "; expected an address like rtsp://{host}:554/path, with {channel}, "
                       "{channel:02}, {channel0}, {user} and {password} where the make has them");
    }
    return text;
}

VendorTemplate read_vendor(const JsonNode& node, Problems& problems) {
    ObjectReader object(node, problems);
    VendorTemplate vendor;
    vendor.make = object.required_string("make");
    object.array("also", [&](const JsonNode& name) {
        vendor.also.push_back(read_string(name, problems).value_or(""));
    });
    vendor.main = read_template(object, "main");
    vendor.sub = read_template(object, "sub");
    vendor.note.id = object.string("note_id");
    vendor.note.en = object.string("note_en");
    vendor.source = object.required_string("source");
    object.finish();
    if (vendor.note.id.empty() != vendor.note.en.empty()) {
        problems.add_in_english(
            node, "a note in one language; expected both \"note_id\" and \"note_en\"");
    }
    if (vendor.main.empty() && (vendor.note.empty() || !vendor.sub.empty())) {
        problems.add_in_english(
            node,
            "\"main\" is missing; expected the address, or notes that say why there is "
            "none");
    }
    if (!vendor.source.empty() && !vendor.source.starts_with("http")) {
        problems.add_in_english(*node.find("source"),
                                "expected the address of the document that says so");
    }
    return vendor;
}

// Names are what a make is found by, so each may stand once.
void check_names(const Vendors& vendors, const std::vector<const JsonNode*>& nodes,
                 Problems& problems) {
    std::vector<std::pair<std::string, size_t>> seen;
    for (size_t i = 0; i < vendors.size(); ++i) {
        std::vector<std::string> names = vendors[i].also;
        names.insert(names.begin(), vendors[i].make);
        for (const std::string& name : names) {
            const std::string key = plain(name);
            const auto found = std::ranges::find(seen, key, &std::pair<std::string, size_t>::first);
            if (key.empty()) {
                problems.add_in_english(*nodes[i], "a name without letters");
            } else if (found != seen.end() && found->second != i) {
                problems.add_in_english(*nodes[i], in_quotes(name) + " is a name of " +
                                                       in_quotes(vendors[found->second].make) +
                                                       " too");
            } else {
                seen.emplace_back(key, i);
            }
        }
    }
}

}  // namespace

ConfigResult<Vendors> read_vendors(const std::string& file, std::string_view text) {
    const ConfigResult<JsonDocument> document = parse_json(file, text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Problems problems(document->file());
    ObjectReader object(document->root(), problems);
    object.header();
    Vendors vendors;
    std::vector<const JsonNode*> nodes;
    object.required_array("vendors", [&](const JsonNode& node) {
        vendors.push_back(read_vendor(node, problems));
        nodes.push_back(&node);
    });
    object.finish();
    check_names(vendors, nodes, problems);
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return vendors;
}

Vendors builtin_vendors() {
    auto vendors = read_vendors("vendors.json", builtin_vendors_text());
    CHECK(vendors);  // a test reads it too
    return std::move(*vendors);
}

const VendorTemplate* find_vendor(const Vendors& vendors, std::string_view name) {
    const std::string wanted = plain(name);
    const VendorTemplate* best = nullptr;
    size_t longest = 0;
    const auto look_at = [&](const VendorTemplate& vendor, const std::string& candidate) {
        const std::string key = plain(candidate);
        // Short names would be found in any word: they must be all of it.
        constexpr size_t kShort = 3;
        const bool means = wanted == key || (key.size() > kShort && wanted.starts_with(key));
        if (means && key.size() > longest) {
            best = &vendor;
            longest = key.size();
        }
    };
    for (const VendorTemplate& vendor : vendors) {
        look_at(vendor, vendor.make);
        for (const std::string& other : vendor.also) {
            look_at(vendor, other);
        }
    }
    return best;
}

std::optional<ProposedStreams> propose(const Vendors& vendors, std::string_view make,
                                       std::string_view host, int channel) {
    const VendorTemplate* vendor = find_vendor(vendors, make);
    const std::string shown = host_in_url(host);
    if (vendor == nullptr || shown.empty() || channel < 1 || channel > kMostChannels) {
        return std::nullopt;
    }
    return ProposedStreams{vendor->make, filled(vendor->main, shown, channel),
                           filled(vendor->sub, shown, channel), vendor->note};
}

std::optional<ProposedStreams> propose(std::string_view make, std::string_view host, int channel) {
    return propose(builtin_vendors(), make, host, channel);
}

}  // namespace pendopo
