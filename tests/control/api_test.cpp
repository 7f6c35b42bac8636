#include "engine/control/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "engine/control/http_server.h"
#include "engine/control/panel_files.h"
#include "engine/control/picture_file.h"
#include "tests/support/fake_wall_control.h"
#include "tests/support/http_probe.h"

namespace pendopo {
namespace {

using nlohmann::json;

class SteppedClock final : public Clock {
  public:
    MonotonicTime time{Seconds(1'000)};
    MonotonicTime now() const override { return time; }
    WallTime wall_now() const override { return {}; }
};

class ApiTest : public testing::Test {
  protected:
    ApiTest() { wall.now = sample_wall(); }

    // Answers arrive in the order they come.
    void ask(const std::string& method, const std::string& path,
             std::map<std::string, std::string> query = {}) {
        api.handle({method, path, std::move(query), "", "127.0.0.1"},
                   [this](HttpResponse response) { answers.push_back(std::move(response)); });
    }
    HttpResponse now(const std::string& method, const std::string& path) {
        ask(method, path);
        EXPECT_FALSE(answers.empty()) << path;
        return answers.empty() ? HttpResponse{} : answers.back();
    }

    // Until so many answers are there: pictures are encoded in a thread.
    bool answered(size_t count) {
        return turn_until(loop, [&] { return answers.size() >= count; }) && answers.size() == count;
    }

    EventLoop loop;
    FakeWallControl wall;
    SteppedClock clock;
    Api api{wall, clock, loop, Log::silent()};
    std::vector<HttpResponse> answers;
};

TEST_F(ApiTest, EveryRouteIsDescribedOnceAndStandsInTheDocument) {
    const json document = json::parse(Api::openapi_json());
    EXPECT_EQ(document["openapi"], "3.1.0");
    EXPECT_EQ(document["info"]["title"], "Pendopo wall");
    std::set<std::string> seen;
    size_t operations = 0;
    for (const auto& route : Api::routes()) {
        const std::string pattern(route.pattern);
        EXPECT_TRUE(seen.insert(std::string(route.method) + pattern).second) << pattern;
        EXPECT_FALSE(route.summary.empty()) << pattern;
        EXPECT_NE(route.serve, nullptr) << pattern;
        const json& operation = document["paths"][pattern][route.method == "GET" ? "get" : "post"];
        EXPECT_EQ(operation["summary"], route.summary) << pattern;
        EXPECT_TRUE(operation["responses"]["200"]["content"].contains(std::string(route.produces)))
            << operation;
        EXPECT_EQ(operation["responses"]["200"]["description"], "good");
        EXPECT_EQ(operation["responses"]["default"]["content"]["application/json"]["schema"],
                  json({{"$ref", "#/components/schemas/error"}}));
        const size_t expected = (pattern.find("{id}") != std::string::npos) + route.takes_width;
        const json parameters = operation.value("parameters", json::array());
        ASSERT_EQ(parameters.size(), expected) << pattern;
        for (const json& parameter : parameters) {
            EXPECT_EQ(parameter.value("required", false), parameter.at("in") == "path");
        }
    }
    for (const auto& [path, methods] : document["paths"].items()) {
        operations += methods.size();
    }
    EXPECT_EQ(operations, Api::routes().size());
    EXPECT_EQ(document["components"]["schemas"]["error"]["required"], json::array({"error"}));
    EXPECT_EQ(now("GET", "/openapi.json").body, Api::openapi_json());
}

TEST_F(ApiTest, StateAndLayoutsAreDocuments) {
    EXPECT_EQ(json::parse(now("GET", "/api/v1/state").body)["revision"], 7);
    EXPECT_EQ(now("HEAD", "/api/v1/state").status, 200);
    EXPECT_EQ(now("GET", "/api/v1/layouts").body,
              "{\"active\":\"ringkasan\",\"layouts\":["
              "{\"id\":\"ringkasan\",\"name\":\"Ringkasan\",\"active\":true},"
              "{\"id\":\"pasar\",\"name\":\"Pasar\",\"active\":false}]}\n");
}

TEST_F(ApiTest, LayoutIsActivatedOrTheAnswerSaysWhichOneWasMeant) {
    EXPECT_EQ(now("POST", "/api/v1/layouts/pasar/activate").body,
              "{\"layout\":\"pasar\",\"revision\":8}\n");
    EXPECT_EQ(wall.activated, std::vector<std::string>{"pasar"});
    const HttpResponse unknown = now("POST", "/api/v1/layouts/ringkasam/activate");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.body,
              "{\"error\":{\"code\":\"not_found\",\"message\":\"layout \\\"ringkasam\\\": not "
              "there; did you mean \\\"ringkasan\\\"?\"}}\n");
    EXPECT_EQ(wall.activated.size(), 1u);
}

TEST_F(ApiTest, UnknownPathsAndWrongMethodsSayWhatThereIs) {
    for (const char* path :
         {"/api", "/api/v1/state/", "/api/v1/layouts//activate", "/api/v1/layouts/a/b/activate",
          "/api/v1/layouts/activate", "/panel/index.html", "/../etc/passwd", "", "/index.html"}) {
        EXPECT_EQ(now("GET", path).status, 404) << path;
    }
    EXPECT_EQ(now("GET", "/x\xFF").body,
              "{\"error\":{\"code\":\"not_found\",\"message\":\"/x\xEF\xBF\xBD: nothing is here; "
              "GET /openapi.json lists what is\"}}\n");
    const struct {
        const char* method;
        const char* path;
        const char* allow;
    } cases[] = {{"GET", "/api/v1/layouts/pasar/activate", "POST"},
                 {"POST", "/api/v1/state", "GET, HEAD"},
                 {"DELETE", "/", "GET, HEAD"},
                 {"OPTIONS", "/api/v1/wall.jpg", "GET, HEAD"}};
    for (const auto& [method, path, allow] : cases) {
        const HttpResponse response = now(method, path);
        EXPECT_EQ(response.status, 405) << path;
        EXPECT_EQ(response.headers,
                  (std::vector<std::pair<std::string, std::string>>{{"Allow", allow}}));
    }
    EXPECT_TRUE(wall.activated.empty());
}

TEST_F(ApiTest, PanelFilesCarryTypeAndTag) {  // more of them in panel_files_test.cpp
    const HttpResponse page = now("GET", "/");
    EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
    EXPECT_THAT(page.body, testing::HasSubstr("</html>"));
    EXPECT_EQ(page.etag.size(), 18u);
    EXPECT_EQ(now("GET", "/sw.js").content_type, "text/javascript; charset=utf-8");
    EXPECT_NE(now("GET", "/sw.js").etag, page.etag);
}

TEST_F(ApiTest, HealthIsOfControlAndReadinessOfTheWall) {
    EXPECT_EQ(now("GET", "/readyz").body, "{\"ready\":true}\n");
    wall.not_ready = "no display has an output";
    EXPECT_EQ(now("GET", "/healthz").status, 200);
    const HttpResponse response = now("GET", "/readyz");
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.body,
              "{\"error\":{\"code\":\"unreachable\",\"message\":\"not ready: no display has an "
              "output\"}}\n");
}

TEST_F(ApiTest, WatchersOfOnePictureShareOneCapture) {
    ask("GET", "/api/v1/wall.jpg");
    ask("GET", "/api/v1/wall.jpg");
    ASSERT_EQ(wall.captures.size(), 1u);
    EXPECT_EQ(wall.captures[0].display, "");
    EXPECT_EQ(wall.captures[0].max_width, 1920);
    clock.time += Milliseconds(500);
    ask("GET", "/api/v1/wall.jpg");  // the capture is slow: still the same
    EXPECT_TRUE(answers.empty());
    wall.captures[0].done(FakeWallControl::picture({64, 32}));
    ask("GET", "/api/v1/wall.jpg");  // it is being encoded: still the same
    EXPECT_TRUE(answers.empty());
    ASSERT_TRUE(answered(4));
    EXPECT_EQ(answers[0].content_type, "image/jpeg");
    EXPECT_TRUE(answers[0].shared->starts_with("\xFF\xD8\xFF"));
    EXPECT_EQ(answers[2].shared, answers[0].shared);

    clock.time += Milliseconds(200);
    ask("GET", "/api/v1/wall.jpg");
    EXPECT_EQ(answers.size(), 5u);
    EXPECT_EQ(wall.captures.size(), 1u);
    clock.time += Milliseconds(1);
    ask("GET", "/api/v1/wall.jpg");
    EXPECT_EQ(wall.captures.size(), 2u);
}

TEST_F(ApiTest, PicturesOfDisplaysAndSizesAreTheirOwn) {
    ask("GET", "/api/v1/wall.png", {{"width", "640"}});
    ask("GET", "/api/v1/displays/kiri/picture.png");
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
    ask("GET", "/api/v1/displays/x/picture.png");
    ask("GET", "/api/v1/displays/x/picture.png");
    wall.captures[0].done(fail(ErrorCode::timed_out, "the renderer gave no picture in 2 s"));
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[1].status, 504);
    EXPECT_EQ(answers[1].body,
              "{\"error\":{\"code\":\"timed_out\",\"message\":\"the renderer gave no picture in 2 "
              "s\"}}\n");
    ask("GET", "/api/v1/displays/x/picture.png");
    EXPECT_EQ(wall.captures.size(), 2u);
}

TEST_F(ApiTest, WrongWidthsAreRefusedAndCapturesBounded) {
    for (const char* width : {"", "x", "-1", "1", "15", "16385", "99999999999", "640px", " 640"}) {
        ask("GET", "/api/v1/wall.jpg", {{"width", width}});
        EXPECT_EQ(answers.back().status, 400) << width;
    }
    EXPECT_EQ(json::parse(answers[1].body)["error"]["message"],
              "width: got \"x\"; expected a whole number of pixels from 16 to 16384, or 0 for full "
              "size");
    EXPECT_TRUE(wall.captures.empty());
    for (int width = 100; width < 110; ++width) {
        ask("GET", "/api/v1/wall.jpg", {{"width", std::to_string(width)}});
    }
    EXPECT_EQ(wall.captures.size(), 4u);
    EXPECT_EQ(answers.back().status, 503);
}

// The whole way once: server, routes, a capture that comes later, the panel.
TEST(ApiOverHttp, PanelAndPictureArrive) {
    EventLoop loop;
    FakeWallControl wall;
    const SystemClock clock;
    Api api(wall, clock, loop, Log::silent());
    const auto server = HttpServer::listen(loop, Log::silent(), {.port = 0},
                                           [&](const HttpRequest& request, HttpRespond respond) {
                                               api.handle(request, std::move(respond));
                                           });
    ASSERT_TRUE(server);
    HttpProbe panel(loop, (*server)->port());
    panel.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(panel.answer(), testing::HasSubstr(find_panel_file("/")->bytes));

    const std::string get_picture =
        "GET /api/v1/wall.jpg?width=64 HTTP/1.1\r\nHost: localhost\r\n\r\n";
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
    const SteppedClock clock;
    int answers = 0;
    for (const bool encoding : {false, true}) {
        Api api(wall, clock, loop, Log::silent());
        api.handle({"GET", "/api/v1/wall.jpg", {}, "", ""},
                   [&](const HttpResponse&) { ++answers; });
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
