#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/wall/command.h"
#include "tests/control/api_fixture.h"

namespace pendopo {
namespace {

using nlohmann::json;

class ApiCommands : public ApiFixture {};

TEST_F(ApiCommands, PathsAndBodiesMakeTheCommand) {
    const struct {
        const char* path;
        const char* body;
        Command expected;
    } cases[] = {
        {"layouts/pasar/activate", "", ActivateLayout{"pasar", "", 0}},
        {"layouts/pasar/activate", "{}", ActivateLayout{"pasar", "", 0}},
        {"layouts/pasar/activate", " { \n} ", ActivateLayout{"pasar", "", 0}},
        {"layouts/pasar/activate", R"({"display":"kiri","seconds":60})",
         ActivateLayout{"pasar", "kiri", 60}},
        {"displays/kiri/layouts/pasar/activate", R"({"seconds":5})",
         ActivateLayout{"pasar", "kiri", 5}},
        {"layouts/next", "", NextLayout{""}},
        {"layouts/next", R"({"display":"kiri"})", NextLayout{"kiri"}},
        {"layouts/previous", "", PreviousLayout{""}},
        {"hold", "", Hold{}},
        {"resume", "", Resume{}},
        {"follow-schedule", "", FollowSchedule{""}},
        {"undo", "", Undo{}},
        {"displays/kiri/tiles/kiri%2Ffill%2F0/enlarge", "", EnlargeTile{"kiri", "kiri/fill/0", 60}},
        {"displays/kiri/tiles/1/enlarge", R"({"seconds":0})", EnlargeTile{"kiri", "1", 0}},
        {"displays/kiri/restore", "", RestoreTile{"kiri"}},
        {"restore", "", RestoreTile{""}},
        {"cameras/hide", "", HideCameras{""}},
        {"cameras/show", "", ShowCameras{""}},
        {"cameras/rsud-lobi/hide", "", HideCameras{"rsud-lobi"}},
        {"cameras/rsud-lobi/show", "", ShowCameras{"rsud-lobi"}},
        {"message", R"({"text":"Rapat","level":"warning","seconds":0,"displays":["kiri"]})",
         ShowMessage{"Rapat", MessageLevel::warning, 0, {"kiri"}}},
        {"message/clear", "", ClearMessage{}},
        {"displays/identify", "", IdentifyDisplays{10}},
        {"displays/wake", "", WakeDisplays{}},
        {"displays/wake", R"({"displays":["kiri"]})", WakeDisplays{{"kiri"}}},
        {"displays/end-wake", "", EndWake{}},
        {"layouts/pasar/rehearse", "", RehearseLayout{"pasar", ""}},
        {"rehearsal/cancel", "", CancelRehearsal{}},
        {"take", R"({"confirm_seconds":30})", Take{30}},
        {"take/confirm", "", ConfirmTake{}},
        {"alarms/banjir/raise", R"({"text":"Air naik"})", RaiseAlarm{"banjir", "Air naik"}},
        {"alarms/banjir/acknowledge", "", AcknowledgeAlarm{"banjir"}},
        {"alarms/banjir/end", "", EndAlarm{"banjir"}},
        {"keyboard/lock", "", LockKeyboard{}},
        {"keyboard/unlock", "", UnlockKeyboard{}},
        {"commands", R"({"command":"take","confirm_seconds":5})", Take{5}},
    };
    for (const auto& [path, body, expected] : cases) {
        const auto answer = post(std::string("/api/v1/") + path, body, "operator");
        EXPECT_EQ(answer.status, 200) << path << answer.body;
        ASSERT_FALSE(wall.executed.empty());
        EXPECT_EQ(wall.executed.back(), expected) << path << " " << to_json(wall.executed.back());
        EXPECT_EQ(answer.body, "{\"tag\":\"" + wall.control.tag + "\",\"revision\":" +
                                   std::to_string(wall.state_revision) + "}\n");
    }
    EXPECT_EQ(wall.executed.size(), std::size(cases));
}

TEST_F(ApiCommands, TechniciansShowTheTestPattern) {
    const std::string path = "/api/v1/displays/test-pattern";
    EXPECT_EQ(post(path, "", "operator").status, 403);
    EXPECT_EQ(post(path, "", "technician").status, 200);
    EXPECT_EQ(wall.executed.back(), Command(ShowTestPattern{}));
    EXPECT_EQ(post(path, R"({"displays":["kiri"],"seconds":0})", "technician").status, 200);
    EXPECT_EQ(wall.executed.back(), Command(ShowTestPattern{{"kiri"}, 0}));
}

TEST_F(ApiCommands, BodiesThatMakeNoSenseAreRefusedWithEveryProblem) {
    const std::string no_object = "body: expected a JSON object, or nothing";
    const struct {
        const char* path;
        std::string body;
        std::string message;  // empty: of JSON's own reader, not compared here
    } cases[] = {
        {"hold", "hold", no_object},
        {"hold", "[]", no_object},
        {"hold", "null", no_object},
        {"hold", "\"{}\"", no_object},
        {"hold", "}", no_object},
        {"hold", "{", no_object},
        {"hold", R"({"secnds":1})", "/secnds: unknown key; the keys here are \"command\""},
        {"take", R"({"confirm_secnds":1,"x":2})", ""},
        {"take", R"({"confirm_seconds":-1})",
         "/confirm_seconds: got -1; expected a whole number from 0 to 86400"},
        {"layouts/pasar/activate", R"({"layout":"ringkasan"})", ""},
        {"hold", R"({"command":"take"})", ""},
        {"hold", R"({"a":1},{"b":2})", ""},
        {"hold", R"({"a":"})", ""},
        {"hold", R"({"a":"\})", ""},
        {"hold", R"({"a":"","command":"take","b":"})", ""},
        {"message", "", ""},
        {"commands", "", ""},
        {"commands", "{}", ""},
        {"commands", R"({"command":"hodl"})", ""},
        {"take", "{\"confirm_seconds\":" + std::string(40, '[') + "}", ""},
        {"message", "{\"text\":\"" + std::string(17'000, 'x') + "\"}",
         "body: got 17011 bytes; expected at most 16384"},
    };
    for (const auto& [path, body, message] : cases) {
        access.records.clear();
        const auto answer = post(std::string("/api/v1/") + path, body);
        EXPECT_EQ(answer.status, 400) << path << " " << body.substr(0, 80) << answer.body;
        if (!message.empty()) {
            EXPECT_EQ(answer.body, error_text("invalid", message)) << body.substr(0, 80);
        }
        ASSERT_EQ(access.records.size(), 1u) << path << " " << body.substr(0, 80);
        EXPECT_EQ(access.records[0].outcome, "invalid");
    }
    EXPECT_TRUE(wall.executed.empty());
}

TEST_F(ApiCommands, RecordSaysWhoDidWhatAndWhatChanged) {
    post("/api/v1/layouts/pasar/activate", "", "operator");
    post("/api/v1/layouts/pasat/activate", "", "operator");
    ASSERT_EQ(access.records.size(), 2u);
    EXPECT_EQ(access.records[0].principal, access.callers["operator"].principal);
    EXPECT_EQ(access.records[0].action, "activate_layout");
    EXPECT_EQ(access.records[0].object, R"({"command":"activate_layout","layout":"pasar"})");
    EXPECT_EQ(access.records[0].before, R"({"layouts":{"kiri":"ringkasan","tengah":"pasar"}})");
    EXPECT_EQ(access.records[0].after, R"({"layouts":{"kiri":"pasar","tengah":"pasar"}})");
    EXPECT_EQ(access.records[1].outcome, "not_found");
    EXPECT_EQ(access.records[1].after, "");
}

TEST_F(ApiCommands, WhatIsNotThereIsNotFoundWithAGuess) {
    EXPECT_EQ(post("/api/v1/layouts/ringkasam/activate").status, 404);
    EXPECT_EQ(
        answers.back().body,
        error_text("not_found", "layout \"ringkasam\": not there; did you mean \"ringkasan\"?"));
}

TEST_F(ApiCommands, OldTagsConflictAndCurrentOnesDoNot) {
    const auto etag = get("/api/v1/control").etag;
    EXPECT_TRUE(etag.starts_with("\"e-4.")) << etag;
    const struct {
        std::string field;
        int status;
    } cases[] = {
        {"\"e-3\"", 409},       {"e-3", 409},  {etag, 200},         {"W/\"e-5\"", 200},
        {"\"e-6\"", 200},       {"*", 200},    {"", 200},           {"\"e-9\", \"e-8\"", 400},
        {"\"e-9\" \r\nx", 400}, {"\"\"", 400}, {"\"e-1.zzz\"", 409}};
    for (const auto& [field, status] : cases) {
        HttpRequest asked = request("POST", "/api/v1/hold");
        asked.if_match = field;
        access.records.clear();
        const auto answer = now(asked);
        EXPECT_EQ(answer.status, status) << field << answer.body;
        EXPECT_EQ(access.records.size(), 1u) << field;
        if (status == 409) {
            EXPECT_EQ(answer.body, error_text("conflict", "siti did hold since then"));
        }
    }
}

TEST_F(ApiCommands, MarkupInNamesStaysText) {
    const std::string nasty = "<script>alert(1)</script>\"'&\u2028";
    wall.now.name = nasty;
    wall.now.cameras[0].name = nasty;
    wall.control.message->text = nasty;
    wall.control.displays[0].reason = nasty;
    for (const char* path : {"/api/v1/state", "/api/v1/control"}) {
        const auto answer = get(path);
        EXPECT_EQ(answer.content_type, "application/json");
        EXPECT_NE(answer.body.find("<script>alert(1)</script>\\\"'&"), std::string::npos) << path;
        EXPECT_TRUE(json::accept(answer.body));
    }
    HttpRequest asked = request("POST", "/api/v1/layouts/x/activate");
    asked.encoded_path = "/api/v1/layouts/%3Cscript%3E%22/activate";
    const auto answer = now(asked);
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.content_type, "application/json");
    EXPECT_NE(answer.body.find("<script>\\\""), std::string::npos) << answer.body;
}

}  // namespace
}  // namespace pendopo
