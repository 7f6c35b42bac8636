#include "engine/control/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/control/http_server.h"
#include "engine/control/panel_files.h"
#include "engine/control/picture_file.h"
#include "tests/control/api_fixture.h"
#include "tests/support/http_probe.h"

namespace pendopo {
namespace {

using nlohmann::json;

class ApiTest : public ApiFixture {
  protected:
    // Asks, without waiting for an answer.
    void begin(const std::string& path, std::map<std::string, std::string> query = {}) {
        HttpRequest asked = request("GET", path);
        asked.query = std::move(query);
        ask(asked);
    }
    HttpResponse method(const std::string& name, const std::string& path) {
        return now(request(name, path));
    }

    // Until so many answers are there: pictures are encoded in a thread.
    bool answered(size_t count) {
        return turn_until(loop, [&] { return answers.size() >= count; }) && answers.size() == count;
    }
};

TEST_F(ApiTest, StateAndLayoutsAreDocuments) {
    EXPECT_EQ(json::parse(get("/api/v1/state").body)["revision"], 7);
    EXPECT_EQ(method("HEAD", "/api/v1/state").status, 200);
    EXPECT_EQ(get("/api/v1/layouts").body,
              "{\"active\":\"ringkasan\",\"layouts\":["
              "{\"id\":\"ringkasan\",\"name\":\"Ringkasan\",\"active\":true},"
              "{\"id\":\"pasar\",\"name\":\"Pasar\",\"active\":false}]}\n");
}

TEST_F(ApiTest, UnknownPathsAndWrongMethodsSayWhatThereIs) {
    for (const char* path :
         {"/api", "/api/v1/state/", "/api/v1/layouts//activate", "/api/v1/layouts/a/b/activate",
          "/api/v1/layouts/activate", "/panel/index.html", "/../etc/passwd", "", "/index.html"}) {
        EXPECT_EQ(get(path).status, 404) << path;
    }
    EXPECT_EQ(get("/x\xFF").body,
              "{\"error\":{\"code\":\"not_found\",\"message\":\"/x\xEF\xBF\xBD: nothing is here; "
              "GET /openapi.json lists what is\"}}\n");
    const struct {
        const char* method;
        const char* path;
        const char* allow;
    } cases[] = {{"GET", "/api/v1/layouts/pasar/activate", "POST"},
                 {"POST", "/api/v1/state", "GET, HEAD"},
                 {"DELETE", "/api/v1/users", "GET, HEAD, POST"},
                 {"DELETE", "/", "GET, HEAD"},
                 {"OPTIONS", "/api/v1/wall.jpg", "GET, HEAD"}};
    for (const auto& [method, path, allow] : cases) {
        const HttpResponse response = now(request(method, path));
        EXPECT_EQ(response.status, 405) << path;
        EXPECT_EQ(response.headers,
                  (std::vector<std::pair<std::string, std::string>>{{"Allow", allow}}));
    }
    EXPECT_TRUE(wall.executed.empty());
}

TEST_F(ApiTest, PanelFilesCarryTypeAndTag) {  // more of them in panel_files_test.cpp
    const HttpResponse page = get("/");
    EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
    EXPECT_THAT(page.body, testing::HasSubstr("</html>"));
    EXPECT_EQ(page.etag.size(), 18u);
    EXPECT_EQ(get("/sw.js").content_type, "text/javascript; charset=utf-8");
    EXPECT_NE(get("/sw.js").etag, page.etag);
}

TEST_F(ApiTest, HealthIsOfControlAndReadinessOfTheWall) {
    EXPECT_EQ(get("/readyz").body, "{\"ready\":true}\n");
    wall.not_ready = "no display has an output";
    EXPECT_EQ(get("/healthz").status, 200);
    const HttpResponse response = get("/readyz");
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.body,
              "{\"error\":{\"code\":\"unreachable\",\"message\":\"not ready: no display has an "
              "output\"}}\n");
}

// Pictures are of what the role may see, and shared only among those who may see the same.
TEST_F(ApiTest, PicturesAreForTheAudienceOfWhoAsks) {
    const std::pair<const char*, const char*> kRoles[] = {
        {"viewer", "staff"}, {"operator", "restricted"}, {"technician", "restricted"}};
    for (const char* path :
         {"/api/v1/wall.jpg", "/api/v1/wall.png", "/api/v1/displays/kiri/picture.png"}) {
        wall.captures.clear();
        for (const auto& [role, audience] : kRoles) {
            ask(request("GET", path, "", role));
            ASSERT_FALSE(wall.captures.empty());
            const bool shares = std::string_view(role) == "technician";
            EXPECT_EQ(wall.captures.size(), shares ? 2U : audience == kRoles[0].second ? 1U : 2U);
            EXPECT_EQ(wall.captures.back().audience, audience) << role << " " << path;
        }
        fail_pictures();
    }
    for (const auto& [role, audience] : kRoles) {
        ask(request("GET", "/api/v1/layouts/pasar/picture.jpg", "", role));
        ASSERT_FALSE(wall.rehearsals.empty());
        EXPECT_EQ(wall.rehearsals.back().audience, audience) << role;
        fail_pictures();
    }
    // These draw for technicians and operators alone: what they show is checked by the wall.
    EXPECT_EQ(now(request("GET", "/api/v1/cameras/rsud-lobi/picture.jpg", "", "viewer")).status,
              403);
    EXPECT_EQ(now(request("POST", "/api/v1/layouts/preview.jpg", "{}", "operator")).status, 403);
}

TEST_F(ApiTest, WatchersOfOnePictureShareOneCapture) {
    begin("/api/v1/wall.jpg");
    begin("/api/v1/wall.jpg");
    ASSERT_EQ(wall.captures.size(), 1u);
    EXPECT_EQ(wall.captures[0].display, "");
    EXPECT_EQ(wall.captures[0].max_width, 1920);
    clock.advance(Milliseconds(700));
    begin("/api/v1/wall.jpg");  // the capture is slow: still the same
    EXPECT_TRUE(answers.empty());
    wall.captures[0].done(FakeWallControl::picture({64, 32}));
    begin("/api/v1/wall.jpg");  // it is being encoded: still the same
    EXPECT_TRUE(answers.empty());
    ASSERT_TRUE(answered(4));
    EXPECT_EQ(answers[0].content_type, "image/jpeg");
    EXPECT_TRUE(answers[0].shared->starts_with("\xFF\xD8\xFF"));
    EXPECT_EQ(answers[2].shared, answers[0].shared);

    clock.advance(Milliseconds(500));
    begin("/api/v1/wall.jpg");
    EXPECT_EQ(answers.size(), 5u);
    EXPECT_EQ(wall.captures.size(), 1u);
    clock.advance(Milliseconds(1));
    begin("/api/v1/wall.jpg");
    EXPECT_EQ(wall.captures.size(), 2u);
}

TEST_F(ApiTest, PicturesOfDisplaysAndSizesAreTheirOwn) {
    begin("/api/v1/wall.png", {{"width", "640"}});
    begin("/api/v1/displays/kiri/picture.png");
    ASSERT_EQ(wall.captures.size(), 2u);
    EXPECT_EQ(wall.captures[0].max_width, 640);
    EXPECT_EQ(wall.captures[1].display, "kiri");
    EXPECT_EQ(wall.captures[1].max_width, 0);
    wall.captures[1].done(FakeWallControl::picture({64, 32}));
    ASSERT_TRUE(answered(1));
    EXPECT_EQ(*answers[0].shared, *encode_png(FakeWallControl::picture({64, 32})));
    EXPECT_EQ(answers[0].content_type, "image/png");
}

TEST_F(ApiTest, FailedCaptureIsAnErrorForAllAndNotKept) {
    begin("/api/v1/displays/x/picture.png");
    begin("/api/v1/displays/x/picture.png");
    wall.captures[0].done(fail(ErrorCode::timed_out, "the renderer gave no picture in 2 s"));
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[1].status, 504);
    EXPECT_EQ(answers[1].body,
              "{\"error\":{\"code\":\"timed_out\",\"message\":\"the renderer gave no picture in 2 "
              "s\"}}\n");
    begin("/api/v1/displays/x/picture.png");
    EXPECT_EQ(wall.captures.size(), 2u);
}

TEST_F(ApiTest, WrongWidthsAreRefusedAndCapturesBounded) {
    for (const char* width : {"", "x", "-1", "1", "15", "16385", "99999999999", "640px", " 640"}) {
        begin("/api/v1/wall.jpg", {{"width", width}});
        EXPECT_EQ(answers.back().status, 400) << width;
    }
    EXPECT_EQ(json::parse(answers[1].body)["error"]["message"],
              "width: got \"x\"; expected a whole number of pixels from 16 to 16384, or 0 for full "
              "size");
    EXPECT_TRUE(wall.captures.empty());
    for (int width = 100; width < 110; ++width) {
        begin("/api/v1/wall.jpg", {{"width", std::to_string(width)}});
    }
    EXPECT_EQ(wall.captures.size(), 4u);
    EXPECT_EQ(answers.back().status, 503);
}

TEST_F(ApiTest, RehearsedLayoutsAreDrawnOneAtATimeAndKept) {
    for (const char* layout : {"ringkasan", "pasar", "ringkasan"}) {
        begin(std::string("/api/v1/layouts/") + layout + "/picture.jpg");
    }
    ASSERT_EQ(wall.rehearsals.size(), 1u) << "the other one waits";
    EXPECT_EQ(wall.rehearsals[0].layout, "ringkasan");
    EXPECT_EQ(wall.rehearsals[0].max_width, 480);
    wall.rehearsals[0].done(FakeWallControl::picture({64, 32}));
    ASSERT_TRUE(answered(2));
    ASSERT_EQ(wall.rehearsals.size(), 2u);
    EXPECT_EQ(wall.rehearsals[1].layout, "pasar");
    wall.rehearsals[1].done(fail(ErrorCode::timed_out, "no picture in 3 s"));
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(answers[2].status, 504);
    clock.advance(Seconds(30));
    begin("/api/v1/layouts/ringkasan/picture.jpg");
    EXPECT_EQ(answers.size(), 4u) << "kept for 30 s";
    clock.advance(Milliseconds(1));
    begin("/api/v1/layouts/ringkasan/picture.jpg", {{"display", "kiri"}, {"width", "0"}});
    ASSERT_EQ(wall.rehearsals.size(), 3u);
    EXPECT_EQ(wall.rehearsals[2].display, "kiri");
    EXPECT_EQ(wall.rehearsals[2].max_width, 1920);
    for (int width = 100; width < 170; ++width) {
        begin("/api/v1/layouts/pasar/picture.jpg", {{"width", std::to_string(width)}});
    }
    EXPECT_EQ(answers.size(), 10u) << "64 wait, the others are told to try again";
    EXPECT_EQ(answers.back().status, 503);
}

TEST_F(ApiTest, WhatWasHiddenIsOnNoPictureThatWasBegunBefore) {
    const std::string path = "/api/v1/layouts/pasar/picture.jpg";
    begin(path);
    wall.rehearsals[0].done(FakeWallControl::picture({64, 32}));
    ASSERT_TRUE(answered(1));
    begin(path);
    EXPECT_EQ(answers.size(), 2u) << "kept";
    api.forget_pictures();
    begin(path);
    ASSERT_EQ(wall.rehearsals.size(), 2u) << "drawn anew";
    api.forget_pictures();  // while it is drawn
    wall.rehearsals[1].done(FakeWallControl::picture({64, 32}));
    ASSERT_TRUE(turn_until(loop, [&] { return wall.rehearsals.size() == 3; })) << "once more";
    EXPECT_EQ(answers.size(), 2u);
    wall.rehearsals[2].done(FakeWallControl::picture({32, 16}));
    ASSERT_TRUE(answered(3));
    EXPECT_EQ(*answers[2].shared, *encode_jpeg(FakeWallControl::picture({32, 16})));
}

// The whole way once: server, routes, a capture that comes later, the panel.
TEST(ApiOverHttp, PanelAndPictureArrive) {
    EventLoop loop;
    FakeWallControl wall;
    const SystemClock clock;
    FakeAccess access;
    FakeSetupDesk setup;
    Api api(wall, access, access, setup, clock, loop, Log::silent());
    const auto server = HttpServer::listen(loop, Log::silent(), {.port = 0},
                                           [&](const HttpRequest& request, HttpRespond respond) {
                                               api.handle(request, std::move(respond));
                                           });
    ASSERT_TRUE(server);
    HttpProbe panel(loop, (*server)->port());
    panel.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(panel.answer(), testing::HasSubstr(find_panel_file("/")->bytes));

    const std::string get_picture =
        "GET /api/v1/wall.jpg?width=64 HTTP/1.1\r\nHost: localhost\r\n"
        "Authorization: Bearer viewer\r\n\r\n";
    HttpProbe one(loop, (*server)->port());
    HttpProbe two(loop, (*server)->port());
    one.send(get_picture);
    two.send(get_picture);
    ASSERT_TRUE(turn_until(loop, [&] { return wall.captures.size() == 1; }));
    ASSERT_TRUE(turn_until(loop, [&] { return (*server)->connections() == 2; }));
    loop.turn();
    EXPECT_EQ(wall.captures.size(), 1u);
    wall.captures[0].done(FakeWallControl::picture({64, 32}));
    const std::string picture = one.answer();
    EXPECT_TRUE(picture.ends_with(*encode_jpeg(FakeWallControl::picture({64, 32}))));
    EXPECT_EQ(two.answer().size(), picture.size());
}

TEST(ApiLife, CaptureThatEndsAfterTheApiIsDropped) {
    EventLoop loop;
    FakeWallControl wall;
    FakeAccess access;
    FakeSetupDesk setup;
    const test::HandClock clock;
    int answers = 0;
    for (const bool encoding : {false, true}) {
        Api api(wall, access, access, setup, clock, loop, Log::silent());
        HttpRequest asked;
        asked.method = "GET";
        asked.path = "/api/v1/wall.jpg";
        asked.authorization = "Bearer viewer";
        api.handle(asked, [&](const HttpResponse&) { ++answers; });
        if (encoding) {
            wall.captures.back().done(FakeWallControl::picture({640, 320}));
        }
    }
    wall.captures.front().done(FakeWallControl::picture({64, 32}));
    loop.turn();
    EXPECT_EQ(answers, 0);
}

}  // namespace
}  // namespace pendopo
