#include "engine/wall/claim_json.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "engine/base/overloaded.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr int64_t kLatest = 7'258'118'400'000'000'000;  // 2200-01-01
constexpr int64_t kMostCount = 1'000'000'000'000'000;   // leaves room to count on

template <class E>
Words<E> words() {
    Words<E> result;
    for (const auto& row : words_of(E{})) {
        result.emplace_back(std::string(row.word), row.value);
    }
    return result;
}

Json what_json(const ClaimWhat& what) {
    return std::visit(
        Overloaded{[](const ClaimLayout& layout) {
                       return Json{{"kind", "layout"}, {"layout", layout.layout}};
                   },
                   [](const ClaimTile& tile) {
                       return Json{{"kind", "tile"}, {"tile", tile.tile}};
                   },
                   [](const ClaimMessage& message) {
                       return Json{{"kind", "message"},
                                   {"text", message.text},
                                   {"level", to_string(message.level)}};
                   },
                   [](const ClaimHiddenCameras& hidden) {
                       return Json{{"kind", "hide_cameras"}, {"camera", hidden.camera}};
                   },
                   [](const ClaimIdentify&) {
                       return Json{{"kind", "identify"}};
                   },
                   [](const ClaimTestPattern&) {
                       return Json{{"kind", "test_pattern"}};
                   },
                   [](const ClaimStandby&) {
                       return Json{{"kind", "standby"}};
                   },
                   [](const ClaimWake&) {
                       return Json{{"kind", "wake"}};
                   },
                   [](const ClaimAlarm& alarm) {
                       return Json{{"kind", "alarm"},        {"alarm", alarm.alarm},
                                   {"layout", alarm.layout}, {"camera", alarm.camera},
                                   {"text", alarm.text},     {"level", to_string(alarm.level)}};
                   }},
        what);
}

ClaimWhat read_what(ObjectReader& object) {
    enum class Kind { layout, tile, message, hide_cameras, identify, test_pattern, wake, alarm };
    const Words<Kind> kinds{{"layout", Kind::layout},     {"tile", Kind::tile},
                            {"message", Kind::message},   {"hide_cameras", Kind::hide_cameras},
                            {"identify", Kind::identify}, {"test_pattern", Kind::test_pattern},
                            {"wake", Kind::wake},         {"alarm", Kind::alarm}};
    if (!object.has("kind")) {
        object.required_string("kind");
    }
    const auto level = [&] {
        return object.enumeration("level", words<MessageLevel>(), MessageLevel::info);
    };
    switch (object.enumeration("kind", kinds, Kind::layout)) {
        case Kind::layout:
            return ClaimLayout{object.required_string("layout")};
        case Kind::tile:
            return ClaimTile{object.required_string("tile")};
        case Kind::message:
            return ClaimMessage{object.required_string("text"), level()};
        case Kind::hide_cameras:
            return ClaimHiddenCameras{object.string("camera")};
        case Kind::identify:
            return ClaimIdentify{};
        case Kind::test_pattern:
            return ClaimTestPattern{};
        case Kind::wake:
            return ClaimWake{};
        case Kind::alarm:
            break;
    }
    return ClaimAlarm{object.required_string("alarm"), object.string("layout"),
                      object.string("camera"), object.string("text"), level()};
}

}  // namespace

int64_t to_count(WallTime time) {
    return std::chrono::duration_cast<Nanoseconds>(time.time_since_epoch()).count();
}

std::optional<WallTime> read_time(const JsonNode& node, Problems& problems) {
    if (node.kind != JsonNode::Kind::integer || node.integer < 0 || node.integer > kLatest) {
        problems.add_in_english(node, "expected nanoseconds since 1970, up to the year 2200");
        return std::nullopt;
    }
    return WallTime(std::chrono::duration_cast<WallTime::duration>(Nanoseconds(node.integer)));
}

std::optional<WallTime> read_time(ObjectReader& object, std::string_view key, Problems& problems) {
    const JsonNode* node = object.find(key);
    return node != nullptr ? read_time(*node, problems) : std::nullopt;
}

WallTime require_time(ObjectReader& object, std::string_view key, Problems& problems) {
    if (!object.has(key)) {
        object.required_string(key);
        return {};
    }
    return read_time(object, key, problems).value_or(WallTime{});
}

uint64_t read_count(ObjectReader& object, std::string_view key, uint64_t fallback,
                    Problems& problems) {
    const JsonNode* node = object.find(key);
    if (node == nullptr) {
        return fallback;
    }
    if (node->kind != JsonNode::Kind::integer || node->integer < 0 || node->integer > kMostCount) {
        problems.add_in_english(*node, "expected a whole number that is not negative");
        return fallback;
    }
    return static_cast<uint64_t>(node->integer);
}

uint64_t next_after(const std::string& id) {
    uint64_t number = 0;
    const auto read = std::from_chars(id.data(), id.data() + id.size(), number);
    const bool whole = read.ec == std::errc() && read.ptr == id.data() + id.size();
    return whole && number < static_cast<uint64_t>(kMostCount) ? number + 1 : 1;
}

Json claim_json(const Claim& claim) {
    Json json{{"id", claim.id}, {"priority", to_string(claim.priority)}};
    json.update(what_json(claim.what));
    json.update({{"display", claim.display},
                 {"by", claim.by},
                 {"from", claim.from},
                 {"since", to_count(claim.since)}});
    if (claim.until) {
        json["until"] = to_count(*claim.until);
    }
    json["reason"] = claim.reason;
    return json;
}

Claim read_claim(const JsonNode& node, Problems& problems) {
    ObjectReader object(node, problems);
    Claim claim;
    claim.id = object.required_string("id");
    Words<ClaimClass> classes = words<ClaimClass>();
    // What happens by itself is found anew and never kept.
    std::erase_if(classes, [](const auto& word) { return word.second < ClaimClass::alarm; });
    claim.priority = object.enumeration("priority", classes, ClaimClass::operate);
    claim.what = read_what(object);
    claim.display = object.string("display");
    claim.by = object.string("by");
    claim.from = object.string("from");
    claim.since = require_time(object, "since", problems);
    claim.until = read_time(object, "until", problems);
    claim.reason = object.string("reason");
    return claim;
}

}  // namespace pendopo
