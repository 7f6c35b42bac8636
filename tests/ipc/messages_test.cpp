#include "engine/ipc/messages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/ipc/sample_messages.h"

namespace pendopo {
namespace {

using Json = nlohmann::json;

TEST(Messages, EveryKindRoundTrips) {
    for (const SampleMessage& sample : sample_messages()) {
        EXPECT_TRUE(sample.survived) << sample.text;
        EXPECT_EQ(Json::parse(sample.text)["type"], sample.type);
    }
}

// A worker may be taken over: what it cannot say in its direction is refused, not acted upon.
TEST(Messages, EachDirectionKnowsItsOwnKindsOnly) {
    std::set<std::pair<Direction, std::string>> known;
    for (const SampleMessage& sample : sample_messages()) {
        known.emplace(sample.direction, sample.type);
    }
    for (const SampleMessage& sample : sample_messages()) {
        for (int i = 0; i < kDirections; ++i) {
            const auto direction = static_cast<Direction>(i);
            const auto again = reread(direction, sample.text);
            if (known.contains({direction, sample.type})) {
                EXPECT_EQ(again, sample.text);
            } else {
                ASSERT_FALSE(again) << i << " " << sample.text;
                EXPECT_EQ(again.error(),
                          Error(ErrorCode::invalid,
                                "message: type \"" + sample.type + "\" is not expected here"));
            }
        }
    }
}

// The places of all members and elements below `json`.
void add_places(const Json& json, const Json::json_pointer& at,
                std::vector<Json::json_pointer>& all) {
    if (json.is_object()) {
        for (const auto& [key, value] : json.items()) {
            all.push_back(at / key);
            add_places(value, at / key, all);
        }
    } else if (json.is_array()) {
        for (size_t i = 0; i < json.size(); ++i) {
            all.push_back(at / i);
            add_places(json[i], at / i, all);
        }
    }
}
std::vector<Json::json_pointer> places_of(const Json& json) {
    std::vector<Json::json_pointer> all;
    add_places(json, Json::json_pointer(), all);
    std::erase(all, Json::json_pointer("/type"));
    return all;
}

TEST(Messages, EveryMemberIsNeeded) {
    for (const SampleMessage& sample : sample_messages()) {
        const Json whole = Json::parse(sample.text);
        for (const auto& place : places_of(whole)) {
            Json less = whole;
            Json& parent = less[place.parent_pointer()];
            const bool in_table = sample.type == "picture_rules" && !place.parent_pointer().empty();
            if (!parent.is_object() || in_table) {
                continue;  // a list may be shorter, and a table from id to audience
            }
            parent.erase(place.back());
            const auto again = reread(sample.direction, less.dump());
            ASSERT_FALSE(again) << sample.type << place;
            EXPECT_TRUE(again.error().message().starts_with("message: " + sample.type + ": "));
            EXPECT_NE(again.error().message().find("'" + place.back() + "'"), std::string::npos)
                << again.error().message();
        }
    }
}

TEST(Messages, AMemberOfAnotherTypeIsRefused) {
    // Words of an enumeration: see UnknownWordsReadAsTheMostCareful.
    const std::set<std::string> kWords = {
        "format", "fit",  "rotation",     "state",  "kind",        "output",    "mode",
        "path",   "face", "label_corner", "age_by", "media_clock", "transport", "deinterlace",
        "level",  "rung", "use",          "detail", "style"};
    // What may be unknown.
    const std::set<std::string> kOptional = {"delay_ms", "jitter_ms", "late_ms", "masks",
                                             "trial_masks"};
    for (const SampleMessage& sample : sample_messages()) {
        const Json whole = Json::parse(sample.text);
        for (const auto& place : places_of(whole)) {
            const Json& good = whole[place];
            const bool is_word = kWords.contains(place.back()) && sample.type != "render_health" &&
                                 sample.type != "captured";
            const bool is_word_of_health =
                place.back() == "face" || place.back() == "media_clock" || place.back() == "screen";
            if (is_word || (is_word_of_health && sample.type == "render_health") ||
                (place.back() == "output" && sample.type == "script_job") ||
                (place.back() == "stream" && sample.type == "ingest_plan") ||
                (place.back() == "problem" && sample.type == "streams_reply")) {
                continue;
            }
            for (const Json& other : {Json(nullptr), Json("7"), Json(7), Json(true),
                                      Json::array({1}), Json::object({{"x", 1}})}) {
                // A truth value reads as 0 or 1.
                const bool fits = other.type() == good.type() ||
                                  (other.is_null() && kOptional.contains(place.back())) ||
                                  (good.is_number() && (other.is_number() || other.is_boolean()));
                if (fits) {
                    continue;
                }
                Json wrong = whole;
                wrong[place] = other;
                const auto again = reread(sample.direction, wrong.dump());
                ASSERT_FALSE(again) << sample.type << place << " = " << other;
                EXPECT_TRUE(again.error().message().starts_with("message: " + sample.type + ": "));
            }
        }
    }
}

TEST(Messages, UnknownWordsReadAsTheMostCareful) {
    const struct {
        Direction direction;
        const char* type;
        const char* place;
        Json read;
    } kRows[] = {
        {Direction::to_ingest, "ingest_plan", "/cameras/0/pictures/0/format", "bgra"},
        {Direction::to_ingest, "ingest_plan", "/cameras/0/pictures/0/fit", "contain"},
        {Direction::from_ingest, "ingest_health", "/cameras/0/state", "offline"},
        {Direction::from_ingest, "ingest_health", "/cameras/0/media_clock", "arrival"},
        {Direction::from_data, "source_report", "/state", "waiting"},
        {Direction::to_script, "script_job", "/output", "value"},
        {Direction::from_onvif, "streams_reply", "/streams/0/use", ""},
        {Direction::to_cards, "card_plan", "/items/0/kind", "text"},
        {Direction::to_cards, "card_plan", "/items/0/state", "offline"},
        {Direction::to_cards, "card_plan", "/items/0/source/state", "waiting"},
        {Direction::to_cards, "card_plan", "/items/0/level", "warning"},
        {Direction::to_render, "render_setup", "/mode", "headless"},
        {Direction::to_render, "render_setup", "/path", "automatic"},
        {Direction::to_render, "render_setup", "/displays/0/rotation", 0},
        {Direction::to_render, "render_scene", "/displays/0/tiles/0/fit", "contain"},
        {Direction::to_render, "render_scene", "/displays/0/tiles/0/label_corner", "bottom_left"},
        {Direction::from_render, "render_ready", "/path", "automatic"},
        {Direction::from_render, "render_health", "/tiles/0/face", "placeholder"},
        {Direction::from_render, "render_health", "/tiles/0/media_clock", "arrival"},
        {Direction::to_probe, "probe_request", "/options/transport", "auto"},
        {Direction::from_probe, "probe_rung", "/rung", "address"},
        {Direction::from_probe, "probe_rung", "/state", "failed"},
    };
    const auto samples = sample_messages();
    for (const auto& row : kRows) {
        const auto sample = std::ranges::find_if(samples, [&](const SampleMessage& each) {
            return each.direction == row.direction && each.type == row.type;
        });
        ASSERT_NE(sample, samples.end()) << row.type;
        for (const Json& word :
             {Json("exploded"), Json(""), Json(45), Json(nullptr), Json::array()}) {
            Json changed = Json::parse(sample->text);
            ASSERT_TRUE(changed.contains(Json::json_pointer(row.place))) << row.place;
            changed[Json::json_pointer(row.place)] = word;
            const auto again = reread(row.direction, changed.dump());
            ASSERT_TRUE(again) << row.place << ": " << again.error().message();
            EXPECT_EQ(Json::parse(*again)[Json::json_pointer(row.place)], row.read) << row.place;
        }
    }
}

TEST(Messages, WhatIsNotKnownStaysSo) {
    const FromIngest message = IngestHealth{{CameraHealth{}}};
    const std::string text = encode(message);
    EXPECT_TRUE(Json::parse(text)["cameras"][0]["delay_ms"].is_null());
    EXPECT_EQ(decode_from_ingest(text), message);
}

// The API, logs and health say the same words as the wire.
TEST(Messages, WordsOfHealthAndApiMatchTheWire) {
    const auto said = [](const std::string& text, std::string_view word) {
        return !word.empty() && text.find('"' + std::string(word) + '"') != std::string::npos;
    };
    for (int i = 0; i <= static_cast<int>(CameraState::masked); ++i) {
        CameraHealth camera;
        camera.state = static_cast<CameraState>(i);
        EXPECT_TRUE(said(encode(FromIngest(IngestHealth{{camera}})), to_string(camera.state))) << i;
    }
    for (int i = 0; i <= static_cast<int>(TileState::closed); ++i) {
        CardItem item;
        item.state = static_cast<TileState>(i);
        EXPECT_TRUE(said(encode(ToCards(CardPlan{"id", "UTC", {item}, ""})), to_string(item.state)))
            << i;
    }
    std::set<std::string_view> words;  // none twice, none left out
    for (const auto& [state, word] : words_of(TileState{})) {
        words.insert(word);
    }
    EXPECT_EQ(words.size(), static_cast<size_t>(TileState::closed) + 1);
    for (int i = 0; i <= static_cast<int>(AlertLevel::emergency); ++i) {
        CardItem item;
        item.level = static_cast<AlertLevel>(i);
        EXPECT_TRUE(said(encode(ToCards(CardPlan{"id", "UTC", {item}, ""})), to_string(item.level)))
            << i;
    }
    for (int i = 0; i <= static_cast<int>(SourceState::failed); ++i) {
        SourceReport report;
        report.state = static_cast<SourceState>(i);
        EXPECT_TRUE(said(encode(FromData(report)), to_string(report.state))) << i;
    }
    for (int i = 0; i <= static_cast<int>(TileFace::card); ++i) {
        RenderHealth health;
        health.tiles.emplace_back().face = static_cast<TileFace>(i);
        EXPECT_TRUE(said(encode(FromRender(health)), to_string(health.tiles[0].face))) << i;
    }
    for (int i = 0; i <= static_cast<int>(RenderPath::shader); ++i) {
        const RenderReady ready{"", static_cast<RenderPath>(i)};
        EXPECT_TRUE(said(encode(FromRender(ready)), to_string(ready.path))) << i;
    }
}

TEST(Messages, InvalidUtf8InANameIsReplacedNotThrown) {
    CardPlan plan;
    plan.items.emplace_back().text = "\xff\xfe";
    const auto again = decode_to_cards(encode(ToCards(plan)));
    ASSERT_TRUE(again);
    EXPECT_EQ(std::get<CardPlan>(*again).items[0].text, "\uFFFD\uFFFD");
}

TEST(Messages, MalformedTextIsAnErrorThatSaysWhat) {
    const std::string deep = R"({"type":"render_scene","revision":)" + std::string(90'000, '[');
    for (const std::string& text :
         {std::string(), std::string("[1,2]"), std::string("{\"type\":7}"), std::string("{}"),
          std::string("null"), std::string("\"render_scene\""), std::string("{\"type\":\"x\"} {}"),
          std::string("{\"type\":\"x\""), std::string("\0{}", 3),
          std::string("{\"type\":\"\xff\"}"), deep}) {
        for (int i = 0; i < kDirections; ++i) {
            EXPECT_EQ(reread(static_cast<Direction>(i), text).error(),
                      Error(ErrorCode::invalid, "message: not an object with a \"type\""))
                << text.substr(0, 100);
        }
    }
    const std::string nested = deep + std::string(90'000, ']') + "}";
    EXPECT_TRUE(reread(Direction::to_render, nested)
                    .error()
                    .message()
                    .starts_with("message: render_scene: "));
}

// Read into a whole number they would be undefined.
TEST(Messages, FractionsThatFitNoNumberAreRefused) {
    for (const char* number : {"1e300", "-1.5", "18446744073709551616", "1000000001.0"}) {
        const std::string text = R"({"type":"scene_shown","revision":)" + std::string(number) +
                                 R"(,"shown_ns":1,"waited_ms":1,"complete":true})";
        EXPECT_EQ(reread(Direction::from_render, text).error(),
                  Error(ErrorCode::invalid, "message: a fraction that is negative or above 1e9"))
            << number;
    }
}

TEST(Messages, NoChangedByteEndsTheReader) {
    uint64_t random = 0x9E3779B97F4A7C15;
    int accepted = 0;
    for (const SampleMessage& sample : sample_messages()) {
        for (int round = 0; round < 500; ++round) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            std::string text = sample.text;
            text[random % text.size()] = static_cast<char>(random >> 32);
            if (const auto again = reread(sample.direction, text)) {
                ++accepted;
                EXPECT_EQ(reread(sample.direction, *again), *again);
            } else {
                EXPECT_TRUE(again.error().message().starts_with("message: "));
            }
        }
    }
    EXPECT_GT(accepted, 500);  // letters within texts
}

}  // namespace
}  // namespace pendopo
