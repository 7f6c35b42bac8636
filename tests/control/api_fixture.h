#pragma once
// An Api over a wall, an access control and a clock that the test steers.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "engine/control/api.h"
#include "tests/support/fake_access.h"
#include "tests/support/fake_setup_desk.h"
#include "tests/support/fake_wall_control.h"
#include "tests/support/hand_clock.h"

namespace pendopo {

class ApiFixture : public testing::Test {
  protected:
    ApiFixture() {
        wall.now = sample_wall();
        wall.control = sample_control();
    }

    // As the caller of that name (fake_access.h); empty: nobody.
    HttpRequest request(const std::string& method, const std::string& path,
                        const std::string& body = "", const std::string& who = "technician") {
        HttpRequest result;
        result.method = method;
        result.path = path;
        result.body = body;
        result.peer = "127.0.0.1";
        result.authorization = who.empty() ? "" : "Bearer " + who;
        return result;
    }
    // The same of a route, with all that it needs.
    HttpRequest request_of(const Route& route, const std::string& who = "technician");
    // Answers arrive in the order they come.
    void ask(const HttpRequest& asked) {
        api.handle(asked,
                   [this](HttpResponse response) { answers.push_back(std::move(response)); });
    }
    // One that is answered at once.
    HttpResponse now(const HttpRequest& asked) {
        const size_t before = answers.size();
        ask(asked);
        access.finish_hashing();
        EXPECT_EQ(answers.size(), before + 1) << asked.method << " " << asked.path;
        return answers.size() > before ? answers.back() : HttpResponse{};
    }
    HttpResponse get(const std::string& path, const std::string& who = "technician") {
        return now(request("GET", path, "", who));
    }
    HttpResponse post(const std::string& path, const std::string& body = "",
                      const std::string& who = "technician") {
        return now(request("POST", path, body, who));
    }
    // Ends every picture that the wall was asked for.
    void fail_pictures() {
        for (auto* pictures :
             {&wall.captures, &wall.rehearsals, &wall.drafts, &wall.camera_pictures}) {
            for (auto& each : *pictures) {
                each.done(fail(ErrorCode::timed_out, "no picture"));
            }
            pictures->clear();
        }
    }
    static std::string error_text(const std::string& code, const std::string& message) {
        return error_response(0, code, message).body;
    }

    test::HandClock clock;
    EventLoop loop{clock};
    FakeWallControl wall;
    FakeAccess access;
    FakeSetupDesk setup;
    Api api{wall, access, access, setup, clock, loop, Log::silent()};
    std::vector<HttpResponse> answers;
};

// The pattern with a value for each parameter: things that sample_wall() has.
inline std::string path_of(const Route& route, const std::string& layout = "pasar") {
    const std::map<std::string, std::string> values = {
        {"layout", layout},      {"display", "kiri"}, {"tile", "kiri%2Ffill%2F0"},
        {"camera", "rsud-lobi"}, {"alarm", "banjir"}, {"name", "siti"},
        {"token", "t1"},         {"login", "kamera"}, {"probe", "p1"},
        {"discovery", "d1"},     {"source", "apbd"},  {"schema", "layout"}};
    std::string path(route.pattern);
    for (const std::string& name : parameters_of(route.pattern)) {
        path.replace(path.find('{' + name + '}'), name.size() + 2, values.at(name));
    }
    return path;
}

// A body that the route takes, by the name of its schema; a command's is what it cannot do without.
inline std::string body_for(const Route& route) {
    const std::map<std::string_view, std::string> bodies = {
        {"command", R"({"command":"hold"})"},
        {"sign_in", R"({"name":"siti","password":"benar"})"},
        {"sign_in_with_link", R"({"token":"sekali"})"},
        {"set_password", R"({"old":"lama","password":"baru"})"},
        {"add_user", R"({"name":"budi","role":"viewer","password":"rahasia"})"},
        {"set_role", R"({"role":"viewer"})"},
        {"reset_password", R"({"password":"rahasia"})"},
        {"add_token", R"({"name":"companion","role":"operator","days":30})"},
        {"config_changes",
         R"({"changes":[{"file":"layouts/a.json","revision":"r2","text":"{}"}]})"},
        {"restore", R"({"file":"layouts/a.json","id":"g1","revision":"r2"})"},
        {"set_login", R"({"id":"kamera","user":"admin","password":"rahasia"})"},
        {"probe", R"({"url":"rtsp://192.0.2.7/1","login":"kamera"})"},
        {"discover", R"({"addresses":["192.0.2.0/24"],"seconds":3})"},
        {"device", R"({"address":"192.0.2.7","user":"admin","password":"rahasia"})"},
        {"layout_draft", R"({"layout":{"version":1},"display":"kiri","width":320})"},
        {"mask_draft", R"({"masks":[]})"},
        {"mask_trial", R"({"masks":[]})"},
        {"layout_only", R"({"layout":{"version":1}})"},
        {"source_draft", R"({"source":{"id":"apbd"}})"},
        {"card_draft", R"({"card":{"id":"pagu"},"width":960,"height":540})"}};
    if (route.command == "show_message") {
        return R"({"text":"Rapat"})";
    }
    if (!route.takes.empty()) {
        return "id;name\nloket;Loket\n";
    }
    return route.body.empty() ? "" : bodies.at(route.body);
}

// What it cannot do without in its query.
inline std::map<std::string, std::string> query_for(const Route& route) {
    const std::map<std::string_view, std::string> values = {
        {"file", "layouts/a.json"}, {"id", "g1"}, {"name", "pagu.csv"}};
    std::map<std::string, std::string> query;
    for (const auto& [name, value] : values) {
        if ((" " + std::string(route.query) + " ").find(" " + std::string(name) + " ") !=
            std::string::npos) {
            query.emplace(name, value);
        }
    }
    return query;
}

inline HttpRequest ApiFixture::request_of(const Route& route, const std::string& who) {
    HttpRequest result = request(std::string(route.method), path_of(route), body_for(route), who);
    result.query = query_for(route);
    return result;
}

}  // namespace pendopo
