// What the routes of setting up say, what they are told, and what is written down of it: files,
// layouts, figures. Cameras: api_setup_cameras_test.cpp.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/control/config_changes.h"
#include "engine/control/config_schemas.h"
#include "tests/control/api_setup_fixture.h"
#include "tests/support/http_probe.h"

namespace pendopo {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(ApiSetup, FilesAndTheirProblemsAreListed) {
    EXPECT_EQ(get("/api/v1/config/files").body,
              "{\"files\":[{\"file\":\"wall.json\",\"kind\":\"wall\",\"revision\":\"r1\","
              "\"bytes\":120,\"modified_ms\":1000},{\"file\":\"layouts/a.json\",\"kind\":"
              "\"layout\",\"revision\":\"r2\",\"bytes\":9,\"modified_ms\":2}],\"problems\":[{"
              "\"file\":\"wall.json\",\"line\":3,\"column\":5,\"pointer\":\"/name\",\"text\":"
              "\"unknown key\",\"text_id\":\"kunci tidak dikenal\"}]}\n");
    EXPECT_EQ(get_with("/api/v1/config/file", {{"file", "layouts/a.json"}}).body,
              "{\"file\":\"layouts/a.json\",\"kind\":\"layout\",\"revision\":\"r2\",\"text\":"
              "\"{}\"}\n");
    EXPECT_EQ(get("/api/v1/config/file").body,
              error_text("invalid", "file: missing; expected \"?file=…\""));
    setup.error = Error(ErrorCode::refused, "secrets.json: told to nobody");
    EXPECT_EQ(get_with("/api/v1/config/file", {{"file", "secrets.json"}}).status, 403);
    EXPECT_TRUE(access.records.empty()) << "looking is not written down";
}

TEST_F(ApiSetup, AChangeIsToldAsItWasSent) {
    const auto answer = post("/api/v1/config/save", R"({"changes": [
        {"file": "layouts/a.json", "revision": "r2", "changes": [
            {"op": "replace", "pointer": "/name", "value": {"b": 1.50, "a": ["x"]}},
            {"op": "remove", "pointer": "/displays/kiri"}]},
        {"file": "layouts/b.json", "text": "{}\n"},
        {"file": "layouts/c.json", "revision": "r9", "remove": true}]})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.body, "{\"files\":[{\"file\":\"layouts/a.json\",\"revision\":\"r4\"}]}\n");
    ASSERT_EQ(setup.changes.size(), 3u);
    const FileChange& first = setup.changes[0];
    EXPECT_EQ(first.file, "layouts/a.json");
    EXPECT_EQ(first.revision, "r2");
    EXPECT_FALSE(first.text);
    ASSERT_EQ(first.changes.size(), 2u);
    EXPECT_EQ(first.changes[0].op, JsonChange::Op::replace);
    EXPECT_EQ(first.changes[0].value, R"({"b":1.5,"a":["x"]})");
    EXPECT_EQ(first.changes[1].pointer, "/displays/kiri");
    EXPECT_EQ(*setup.changes[1].text, "{}\n");
    EXPECT_EQ(setup.changes[1].revision, "");
    EXPECT_TRUE(setup.changes[2].remove);
    EXPECT_THAT(setup.calls, ElementsAre("save_config by technician"));
    EXPECT_EQ(record().action, "save_config");
    EXPECT_EQ(record().object, "layouts/a.json, layouts/b.json, layouts/c.json");
    EXPECT_EQ(record().before, R"({"layouts/a.json":"r2"})");
    EXPECT_EQ(record().after, R"({"layouts/a.json":"r4 +3 -1"})");
}

TEST_F(ApiSetup, ChangesThatMakeNoSenseAreAllTold) {
    EXPECT_EQ(post("/api/v1/config/check", R"({"changes": [
        {"file": "a.json"},
        {"file": "b.json", "text": "", "remove": true},
        {"file": "c.json", "changes": [{"op": 5, "pointer": "/a", "value": "s3cret"},
                                       {"op": "remove", "pointer": "/a", "value": 1},
                                       {"op": "add", "pointer": "/a"}]}], "more": 1})")
                  .body,
              error_text("invalid",
                         "/changes/0: expected one of \"text\", \"changes\" and \"remove\": true\n"
                         "/changes/1: expected one of \"text\", \"changes\" and \"remove\": true\n"
                         "/changes/2/changes/0/op: got a number; expected \"add\", \"replace\" or "
                         "\"remove\"\n"
                         "/changes/2/changes/1: \"value\": remove takes none\n"
                         "/changes/2/changes/2: \"value\" is missing; add and replace need one\n"
                         "/more: unknown key; the keys here are \"changes\""));
    EXPECT_EQ(
        post("/api/v1/config/check", R"({"changes": []})").body,
        error_text("invalid", "body: \"changes\": got an empty array; expected a file at least"));
    EXPECT_EQ(post("/api/v1/config/save", "").status, 400);
    EXPECT_EQ(record().outcome, "invalid");
}

TEST_F(ApiSetup, WhatCannotBeSavedSaysWhy) {
    const std::string body = body_for(*std::ranges::find(
        Api::routes(), std::string_view("/api/v1/config/save"), &Route::pattern));
    setup.save_error = SaveError{{ErrorCode::conflict, "layouts/a.json: changed meanwhile"},
                                 {},
                                 FileText{"{ }", "r3"},
                                 "layouts/a.json"};
    const auto conflict = post("/api/v1/config/save", body);
    EXPECT_EQ(conflict.status, 409);
    EXPECT_EQ(conflict.body,
              "{\"error\":{\"code\":\"conflict\",\"message\":\"layouts/a.json: changed "
              "meanwhile\"},\"file\":\"layouts/a.json\",\"current\":{\"revision\":\"r3\","
              "\"text\":\"{ }\"}}\n");
    setup.save_error->current.reset();
    EXPECT_EQ(json::parse(post("/api/v1/config/save", body).body)["current"], nullptr);
    setup.save_error =
        SaveError{{ErrorCode::invalid, "refused"},
                  {{"layouts/a.json", 7, 13, "/displays", {"kunci tidak dikenal", "unknown key"}}},
                  {},
                  ""};
    for (const char* path : {"/api/v1/config/save", "/api/v1/config/check"}) {
        const auto wrong = post(path, body);
        EXPECT_EQ(wrong.status, 422);
        EXPECT_EQ(json::parse(wrong.body)["problems"][0]["column"], 13);
    }
    EXPECT_EQ(access.records.size(), 3u) << "a check leaves no record";
    for (const AuditEntry& each : access.records) {
        EXPECT_NE(each.outcome, "done");
        EXPECT_EQ(each.after, "");
    }
    setup.save_error = SaveError{{ErrorCode::io, "the disk is full"}, {}, {}, ""};
    EXPECT_EQ(post("/api/v1/config/restore", R"({"file":"a.json","id":"g1"})").status, 500);
}

TEST_F(ApiSetup, GenerationsComeBack) {
    EXPECT_EQ(get_with("/api/v1/config/generations", {{"file", "a.json"}}).body,
              "{\"generations\":[{\"id\":\"g1\",\"saved_ms\":1000,\"by\":\"siti\",\"bytes\":12,"
              "\"in_force\":true}]}\n");
    EXPECT_EQ(get_with("/api/v1/config/generation", {{"file", "a.json"}, {"id", "g1"}}).body,
              "{\"text\":\"{}\",\"difference\":\"-a\\n+b\\n\"}\n");
    EXPECT_EQ(get_with("/api/v1/config/generation", {{"file", "a.json"}}).status, 400);
    EXPECT_EQ(
        post("/api/v1/config/restore", R"({"file":"a.json","id":"g1","revision":"r2"})").status,
        200);
    EXPECT_EQ(setup.calls.back(), "restore a.json g1 r2 by technician");
    EXPECT_EQ(record().object, "a.json");
}

TEST_F(ApiSetup, PasswordsOfLoginsAreToldToNobody) {
    const auto set =
        post("/api/v1/config/logins", R"({"id":"kamera","user":"admin","password":"s3cret"})");
    EXPECT_EQ(set.status, 200);
    EXPECT_EQ(setup.calls.back(), "set_login kamera admin s3cret");
    EXPECT_EQ(record().action, "set_login");
    EXPECT_EQ(record().object, "kamera");
    expect_no_secret(set, "s3cret");
    EXPECT_EQ(get("/api/v1/config/logins").body, "{\"logins\":[\"kamera\"]}\n");
    EXPECT_EQ(post("/api/v1/config/logins/kamera/remove").status, 200);
    EXPECT_EQ(setup.calls.back(), "remove_login kamera");
}

TEST_F(ApiSetup, OutputsAreToldWithTheirMonitors) {
    EXPECT_EQ(get("/api/v1/displays/outputs").body,
              "{\"outputs\":[{\"output\":\"DP-1\",\"edid\":\"DEL:41399:1\",\"edid_unique\":true,"
              "\"width\":1920,\"height\":1080},{\"output\":\"DP-2\",\"edid\":\"\","
              "\"edid_unique\":false,\"width\":0,\"height\":0}]}\n");
}

TEST_F(ApiSetup, LayoutsAreSolvedAndDrawnBeforeTheyAreInstalled) {
    EXPECT_EQ(post("/api/v1/layouts/solve", R"({"layout":{"version":1,"id":"a"}})").body,
              "{\"problems\":[],\"displays\":[{\"display\":\"kiri\",\"width\":1920,\"height\":"
              "1080,\"tiles\":[{\"id\":\"kiri/0\",\"x\":0,\"y\":0,\"w\":960,\"h\":540}],"
              "\"warnings\":[{\"tile\":\"kiri/0\",\"text\":{\"id\":\"terlalu kecil\",\"en\":\"too "
              "small\"}}]}]}\n");
    EXPECT_EQ(setup.calls.back(), R"(solve_layout {"version":1,"id":"a"})");
    EXPECT_EQ(post("/api/v1/layouts/solve", "{}").status, 400);
    EXPECT_EQ(post("/api/v1/layouts/solve", R"({"layout":[]})").status, 400);

    ask(request("POST", "/api/v1/layouts/preview.jpg",
                R"({"layout":{"id":"a"},"display":"kiri","width":320})"));
    ASSERT_EQ(wall.drafts.size(), 1u);
    EXPECT_EQ(wall.drafts[0].layout, R"({"id":"a"})");
    EXPECT_EQ(wall.drafts[0].display, "kiri");
    EXPECT_EQ(wall.drafts[0].max_width, 320);
    wall.drafts[0].done(FakeWallControl::picture({32, 16}));
    ASSERT_TRUE(turn_until(loop, [&] { return !answers.empty() && answers.back().shared; }));
    EXPECT_EQ(answers.back().content_type, "image/jpeg");
    setup.problems = {{"layout", 0, 0, "/displays/kiri", {"tidak ada layar", "no display"}}};
    const auto wrong = post("/api/v1/layouts/preview.jpg", R"({"layout":{"id":"b"}})");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(json::parse(wrong.body)["problems"][0]["text"], "no display");
    EXPECT_EQ(json::parse(wrong.body)["problems"][0]["text_id"], "tidak ada layar");
    EXPECT_TRUE(access.records.empty());
}

TEST_F(ApiSetup, OneCameraIsAPictureForOperators) {
    HttpRequest asked = request("GET", "/api/v1/cameras/rsud-lobi/picture.jpg", "", "operator");
    asked.query = {{"width", "100"}};
    ask(asked);
    ASSERT_EQ(wall.camera_pictures.size(), 1u);
    EXPECT_EQ(wall.camera_pictures[0].layout, "rsud-lobi");
    EXPECT_EQ(wall.camera_pictures[0].max_width, 100);
    wall.camera_pictures[0].done(FakeWallControl::picture({32, 16}));
    ASSERT_TRUE(turn_until(loop, [&] { return answers.size() == 1; }));
    ask(asked);
    EXPECT_EQ(answers.size(), 2u) << "shared for two seconds";
    clock.advance(Milliseconds(2'001));
    ask(asked);
    EXPECT_EQ(wall.camera_pictures.size(), 2u);
    EXPECT_EQ(get("/api/v1/cameras/rsud-lobi/picture.jpg", "viewer").status, 403);
}

TEST_F(ApiSetup, FiguresAreLookedAtBeforeTheyAreShown) {
    EXPECT_EQ(json::parse(get("/api/v1/data/apbd/view").body)["columns"][0]["name"], "pagu");
    EXPECT_EQ(setup.calls.back(), "source_view apbd");
    EXPECT_EQ(
        post("/api/v1/data/preview", R"({"source":{"id":"baru","file":"data/a.csv"}})").status,
        200);
    EXPECT_EQ(setup.calls.back(), R"(preview_source {"id":"baru","file":"data/a.csv"})");
    EXPECT_EQ(record().object, "baru");
    setup.problems = {{"data.json", 0, 0, "/file", {"", "unknown key"}}};
    EXPECT_EQ(post("/api/v1/data/preview", R"({"source":{"id":"baru"}})").status, 422);
    EXPECT_EQ(
        post("/api/v1/cards/preview.png", R"({"card":{"id":"a"},"width":320,"height":200})").status,
        422);
    setup.problems.clear();
    const auto card = post("/api/v1/cards/preview.png",
                           R"({"card":{"id":"a"},"width":320,"height":200,"theme":"light"})");
    EXPECT_EQ(*card.shared, "PNG");
    EXPECT_EQ(setup.card.card, R"({"id":"a"})");
    EXPECT_EQ(setup.card.size, (PixelSize{320, 200}));
    EXPECT_EQ(setup.card.theme, "light");
    EXPECT_EQ(post("/api/v1/cards/preview.png", R"({"card":{},"width":9999,"height":1})").status,
              400);
}

TEST_F(ApiSetup, AFileOfFiguresIsPutDown) {
    const std::string bytes("kec;jiwa\nA;1\n\xE9", 14);
    const auto answer = post_with("/api/v1/data/files", {{"name", "C:\\x\\pagu.csv"}}, bytes);
    EXPECT_EQ(answer.body,
              "{\"file\":\"data/pagu.csv\",\"revision\":\"f1\",\"source\":{\"id\":\"pagu\","
              "\"file\":\"data/pagu.csv\"}}\n");
    EXPECT_EQ(setup.uploaded.bytes, bytes);
    EXPECT_EQ(setup.uploaded.name, "C:\\x\\pagu.csv");
    EXPECT_EQ(record().object, "data/pagu.csv");
    EXPECT_EQ(record().after, R"({"revision":"f1","bytes":14})");
    setup.save_error =
        SaveError{{ErrorCode::conflict, "there is one"}, {}, FileText{"", "f0"}, "data/pagu.csv"};
    const auto there = post_with("/api/v1/data/files", {{"name", "pagu.csv"}}, bytes);
    EXPECT_EQ(there.status, 409);
    EXPECT_EQ(json::parse(there.body)["current"]["revision"], "f0");
    post_with("/api/v1/data/files", {{"name", "pagu.csv"}, {"revision", "f0"}}, bytes);
    EXPECT_EQ(setup.uploaded.revision, "f0");
    EXPECT_EQ(post_with("/api/v1/data/files", {}, bytes).status, 400);
    EXPECT_EQ(post_with("/api/v1/data/files", {{"name", "a.csv"}}, "").status, 400);
}

TEST_F(ApiSetup, LargeBodiesAreForThoseWhoNeedThem) {
    const auto most = [&](const std::string& method, const std::string& path,
                          const std::string& who) {
        HttpRequest asked = request(method, path, "", who);
        asked.encoded_path = path;
        return api.most_body_bytes(asked);
    };
    EXPECT_EQ(most("POST", "/api/v1/data/files", "technician"), size_t{16} << 20);
    EXPECT_EQ(most("POST", "/api/v1/config/save", "technician"), size_t{8} << 20);
    EXPECT_EQ(most("POST", "/api/v1/cameras/import", "technician"), size_t{1} << 20);
    for (const char* who : {"", "viewer", "operator", "new", "nobody-known"}) {
        EXPECT_EQ(most("POST", "/api/v1/data/files", who), 0u) << who;
    }
    EXPECT_EQ(most("GET", "/api/v1/data/files", "technician"), 0u);
    EXPECT_EQ(most("POST", "/api/v1/hold", "technician"), 0u);
    EXPECT_EQ(most("POST", "/api/v1/users", "technician"), 0u);
}

TEST_F(ApiSetup, ALargeChangeIsReadBesideTheLoop) {
    const std::string text(300'000, 'x');
    const json body = {{"changes", {{{"file", "layouts/a.json"}, {"text", text}}}}};
    ask(request("POST", "/api/v1/config/save", body.dump()));
    EXPECT_TRUE(answers.empty());
    ASSERT_TRUE(turn_until(loop, [&] { return answers.size() == 1; }));
    EXPECT_EQ(answers[0].status, 200) << answers[0].body;
    EXPECT_EQ(*setup.changes[0].text, text);
}

TEST_F(ApiSetup, SchemasAreServedToEverybody) {
    for (const char* path : {"/api/v1/schemas/layout", "/api/v1/schemas/layout.schema.json"}) {
        const auto answer = get(path, "viewer");
        EXPECT_EQ(answer.content_type, "application/schema+json");
        EXPECT_EQ(json::parse(answer.body)["$id"], "layout.schema.json");
        EXPECT_FALSE(answer.etag.empty());
    }
    EXPECT_GE(config_schemas().size(), 8u);
    for (const ConfigSchema& schema : config_schemas()) {
        EXPECT_TRUE(json::accept(schema.text)) << schema.name;
    }
    EXPECT_THAT(get("/api/v1/schemas/layuot").body, HasSubstr("did you mean \\\"layout\\\"?"));
}

}  // namespace
}  // namespace pendopo
