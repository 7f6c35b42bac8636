// The state file: every member of WallState under its own name, times in nanoseconds since 1970, so
// that what is read is what was written. What is missing has its default, what is not known is
// skipped; anything else that is wrong makes the whole text wrong.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/json_reader.h"
#include "engine/base/overloaded.h"
#include "engine/wall/claim_json.h"
#include "engine/wall/wall_state.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

// Far more than a wall has; a text beyond is not ours.
constexpr JsonLimits kLimits{size_t{4} << 20, 8, 100'000, size_t{16} << 10, 256};
constexpr size_t kMostClaims = 1'000;
constexpr size_t kMostAlarms = 1'000;
constexpr size_t kMostRaised = 1'000;

template <class T>
void keep_newest(std::vector<T>& list, size_t most) {
    if (list.size() > most) {
        list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(most));
    }
}

std::vector<Claim> read_claims(ObjectReader& object, std::string_view key, Problems& problems) {
    std::vector<Claim> claims;
    object.array(key, [&](const JsonNode& node) {
        if (claims.size() == kMostClaims) {
            problems.add_in_english(node, fmt::format("expected at most {} claims", kMostClaims));
        }
        if (claims.size() < kMostClaims) {
            claims.push_back(read_claim(node, problems));
        }
    });
    return claims;
}

AlarmRecord read_alarm(const JsonNode& node, Problems& problems) {
    ObjectReader object(node, problems);
    AlarmRecord record;
    object.array("raised", [&](const JsonNode& time) {
        if (record.raised.size() < kMostRaised) {
            record.raised.push_back(read_time(time, problems).value_or(WallTime{}));
        }
    });
    record.ended = read_time(object, "ended", problems);
    record.acknowledged_by = object.string("acknowledged_by");
    return record;
}

WallState read_state(ObjectReader& object, Problems& problems) {
    WallState state;
    state.epoch = object.required_string("epoch");
    state.revision = read_count(object, "revision", 1, problems);
    state.next_claim = read_count(object, "next_claim", 1, problems);
    state.claims = read_claims(object, "claims", problems);
    object.object("hold", [&](const JsonNode& node) {
        ObjectReader hold(node, problems);
        state.hold = HoldMark{require_time(hold, "since", problems), hold.string("by")};
    });
    object.object("rehearsal", [&](const JsonNode& node) {
        ObjectReader rehearsal(node, problems);
        state.rehearsal =
            Rehearsal{rehearsal.required_string("layout"), rehearsal.string("display"),
                      rehearsal.string("by"), require_time(rehearsal, "since", problems)};
    });
    object.object("trial", [&](const JsonNode& node) {
        ObjectReader trial(node, problems);
        state.trial = Trial{read_claims(trial, "before", problems),
                            require_time(trial, "until", problems), trial.string("by")};
    });
    object.array("undo", [&](const JsonNode& node) {
        ObjectReader step(node, problems);
        state.undo.push_back({read_claims(step, "before", problems), step.string("what"),
                              step.string("by"), require_time(step, "at", problems)});
    });
    object.array("changes", [&](const JsonNode& node) {
        ObjectReader change(node, problems);
        state.changes.push_back({read_count(change, "revision", 0, problems), change.string("what"),
                                 change.string("by"), change.string("from"),
                                 require_time(change, "at", problems)});
    });
    object.members("alarms", [&](const JsonNode& node) {
        if (state.alarms.size() < kMostAlarms) {
            state.alarms[node.key] = read_alarm(node, problems);
        }
    });
    state.keyboard_locked = object.boolean("keyboard_locked", false);
    return state;
}

Json claims_json(const std::vector<Claim>& claims) {
    auto list = Json::array();
    for (const Claim& claim : claims) {
        list.push_back(claim_json(claim));
    }
    return list;
}

}  // namespace

std::string to_json(const WallState& state) {
    Json json{{"version", 1},
              {"epoch", state.epoch},
              {"revision", state.revision},
              {"next_claim", state.next_claim},
              {"claims", claims_json(state.claims)}};
    if (state.hold) {
        json["hold"] = {{"since", to_count(state.hold->since)}, {"by", state.hold->by}};
    }
    if (state.rehearsal) {
        json["rehearsal"] = {{"layout", state.rehearsal->layout},
                             {"display", state.rehearsal->display},
                             {"by", state.rehearsal->by},
                             {"since", to_count(state.rehearsal->since)}};
    }
    if (state.trial) {
        json["trial"] = {{"before", claims_json(state.trial->before)},
                         {"until", to_count(state.trial->until)},
                         {"by", state.trial->by}};
    }
    json["undo"] = Json::array();
    for (const UndoStep& step : state.undo) {
        json["undo"].push_back({{"before", claims_json(step.before)},
                                {"what", step.what},
                                {"by", step.by},
                                {"at", to_count(step.at)}});
    }
    json["changes"] = Json::array();
    for (const Change& change : state.changes) {
        json["changes"].push_back({{"revision", change.revision},
                                   {"what", change.what},
                                   {"by", change.by},
                                   {"from", change.from},
                                   {"at", to_count(change.at)}});
    }
    json["alarms"] = Json::object();
    for (const auto& [id, record] : state.alarms) {
        Json raised = Json::array();
        for (const WallTime time : record.raised) {
            raised.push_back(to_count(time));
        }
        Json& alarm = json["alarms"][id];
        alarm = {{"raised", std::move(raised)}, {"acknowledged_by", record.acknowledged_by}};
        if (record.ended) {
            alarm["ended"] = to_count(*record.ended);
        }
    }
    json["keyboard_locked"] = state.keyboard_locked;
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

Result<WallState> read_wall_state(std::string_view json) {
    const auto document = parse_json("state", json, kLimits);
    if (!document) {
        return fail(ErrorCode::invalid, to_string(document.error().front()));
    }
    Problems problems("state");
    ObjectReader object(document->root(), problems);
    if (const JsonNode* version = object.find("version");
        version == nullptr || version->kind != JsonNode::Kind::integer || version->integer != 1) {
        problems.add_in_english(document->root(), "expected \"version\": 1");
    }
    WallState state = read_state(object, problems);
    if (!problems.empty()) {
        return fail(ErrorCode::invalid, to_string(problems.take().front()));
    }
    keep_newest(state.undo, WallState::kMostUndo);
    keep_newest(state.changes, WallState::kMostChanges);
    // Whatever the text says, the next claim's name is new.
    for (const Claim& claim : state.claims) {
        state.next_claim = std::max(state.next_claim, next_after(claim.id));
    }
    return state;
}

}  // namespace pendopo
