// Who may do what: every role on every route, with the objects that are there, made from the table.
// And of every request that changes something exactly one record.

#include <gtest/gtest.h>

#include <set>

#include "engine/wall/command.h"
#include "tests/control/api_fixture.h"

namespace pendopo {
namespace {

class ApiMatrix : public ApiFixture {};

// What nobody may reach without a login is said here once more, by hand.
const std::set<std::string_view> kOpen = {"/healthz", "/readyz", "/api/v1/sign-in",
                                          "/api/v1/sign-in/link"};
const std::set<std::string_view> kOfTechnicians = {"/api/v1/users",
                                                   "/api/v1/users/{name}/role",
                                                   "/api/v1/users/{name}/password",
                                                   "/api/v1/users/{name}/remove",
                                                   "/api/v1/displays/test-pattern",
                                                   "/api/v1/displays/outputs",
                                                   "/api/v1/tokens",
                                                   "/api/v1/tokens/{token}/revoke",
                                                   "/api/v1/config/files",
                                                   "/api/v1/config/file",
                                                   "/api/v1/config/check",
                                                   "/api/v1/config/save",
                                                   "/api/v1/config/generations",
                                                   "/api/v1/config/generation",
                                                   "/api/v1/config/restore",
                                                   "/api/v1/config/logins",
                                                   "/api/v1/config/logins/{login}/remove",
                                                   "/api/v1/probes",
                                                   "/api/v1/probes/{probe}",
                                                   "/api/v1/probes/{probe}/picture.jpg",
                                                   "/api/v1/probes/{probe}/cancel",
                                                   "/api/v1/cameras/{camera}/mask_still",
                                                   "/api/v1/cameras/{camera}/mask_trial",
                                                   "/api/v1/cameras/{camera}/mask_trial/end",
                                                   "/api/v1/discoveries",
                                                   "/api/v1/discoveries/{discovery}",
                                                   "/api/v1/devices/streams",
                                                   "/api/v1/vendors",
                                                   "/api/v1/cameras.csv",
                                                   "/api/v1/cameras/import",
                                                   "/api/v1/layouts/preview.jpg",
                                                   "/api/v1/layouts/solve",
                                                   "/api/v1/data/{source}/view",
                                                   "/api/v1/data/preview",
                                                   "/api/v1/data/files",
                                                   "/api/v1/cards/preview.png"};
// A POST that only asks leaves no record.
const std::set<std::string_view> kAsking = {"/api/v1/config/check", "/api/v1/cameras/import",
                                            "/api/v1/layouts/preview.jpg", "/api/v1/layouts/solve",
                                            "/api/v1/cards/preview.png"};
const std::set<std::string_view> kOfEverybody = {"/api/v1/sign-out", "/api/v1/me/password"};

Role least_role_by_hand(const Route& route) {
    if (kOfTechnicians.contains(route.pattern)) {
        return Role::technician;
    }
    if (route.pattern == "/api/v1/audit" || route.pattern == "/api/v1/proof" ||
        route.pattern == "/api/v1/cameras/{camera}/picture.jpg") {
        return Role::operate;
    }
    return route.changes() && !kOfEverybody.contains(route.pattern) ? Role::operate : Role::viewer;
}

TEST_F(ApiMatrix, EveryRoleOnEveryRoute) {
    for (const Route& route : Api::routes()) {
        for (const std::string who : {"", "viewer", "operator", "technician", "nobody-known"}) {
            const std::string what = std::string(route.method) + " " + path_of(route) + " " + who;
            const size_t done = wall.executed.size() + access.calls.size();
            const size_t answered = answers.size();
            access.records.clear();
            setup.calls.clear();
            ask(request_of(route, who));
            access.finish_hashing();
            fail_pictures();
            ASSERT_EQ(answers.size(), answered + 1) << what;
            const int status = answers.back().status;
            const bool known = access.callers.contains(who);
            if (kOpen.contains(route.pattern)) {
                EXPECT_EQ(status, 200) << what;
            } else if (!known) {
                EXPECT_EQ(status, 401) << what;
            } else if (access.callers[who].principal.role < least_role_by_hand(route)) {
                EXPECT_EQ(status, 403) << what;
            } else {
                EXPECT_TRUE(status == 200 || status == 504 || status == 426) << what << status;
            }
            if (status == 401 || status == 403) {
                EXPECT_EQ(wall.executed.size() + access.calls.size(), done) << what;
                EXPECT_TRUE(setup.calls.empty()) << what;
            }
            EXPECT_EQ(access.records.size(), route.changes() ? 1u : 0u) << what;
            if (!access.records.empty()) {
                EXPECT_EQ(access.records[0].outcome == "done", status == 200) << what;
                EXPECT_FALSE(access.records[0].action.empty()) << what;
            }
        }
    }
}

TEST_F(ApiMatrix, WhatOnlyAsksIsSaidByHand) {
    for (const Route& route : Api::routes()) {
        EXPECT_EQ(route.asks, kAsking.contains(route.pattern)) << route.pattern;
    }
}

TEST_F(ApiMatrix, WhoMustSetAPasswordOnlyLooks) {
    for (const Route& route : Api::routes()) {
        if (!route.changes() || route.least_role.open()) {
            continue;
        }
        const auto answer = now(request_of(route, "new"));
        const bool allowed = kOfEverybody.contains(route.pattern);
        EXPECT_EQ(answer.status, allowed ? 200 : 403) << route.pattern;
        if (!allowed) {
            EXPECT_EQ(answer.body,
                      error_text("refused",
                                 "set a password of your own first: POST /api/v1/me/password"));
        }
    }
    EXPECT_EQ(get("/api/v1/state", "new").status, 200);
}

TEST_F(ApiMatrix, RefusalsSayWhichRoleItTakes) {
    EXPECT_EQ(
        post("/api/v1/hold", "", "viewer").body,
        error_text("refused", "this takes the role \"operator\"; viewer has the role \"viewer\""));
    EXPECT_EQ(
        post("/api/v1/commands", R"({"command":"hold"})", "viewer").body,
        error_text("refused", "hold takes the role \"operator\"; viewer has the role \"viewer\""));
    const auto nobody = get("/api/v1/state", "");
    EXPECT_EQ(nobody.body, error_text("unauthorized", "nobody is signed in"));
    EXPECT_EQ(nobody.headers, (std::vector<std::pair<std::string, std::string>>{
                                  {"WWW-Authenticate", "Bearer realm=\"pendopo\""}}));
}

TEST_F(ApiMatrix, TableIsWholeAndSaysEachThingOnce) {
    std::set<std::string> seen;
    std::set<std::string_view> commands;
    for (const Route& route : Api::routes()) {
        EXPECT_TRUE(is_complete(route)) << route.pattern;
        EXPECT_TRUE(seen.insert(std::string(route.method) + std::string(route.pattern)).second);
        EXPECT_EQ(route.least_role.open(), kOpen.contains(route.pattern)) << route.pattern;
        commands.insert(route.command);
        // No two rows of a method take one path.
        for (const Route& other : Api::routes()) {
            if (&other != &route && other.method == route.method) {
                EXPECT_FALSE(match(other.pattern, path_of(route))) << other.pattern;
            }
        }
    }
    for (const CommandRow& row : command_table()) {
        EXPECT_TRUE(commands.contains(row.word)) << row.word << " has no route";
        for (const Route& route : Api::routes()) {
            if (route.command == row.word) {
                EXPECT_EQ(route.least_role.role(), row.least_role) << row.word;
            }
        }
    }
}

TEST_F(ApiMatrix, RowsThatSayTooLittleAreIncomplete) {
    const Route good = Api::routes().front();
    const auto with = [&](auto change) {
        Route route = good;
        change(route);
        return is_complete(route);
    };
    EXPECT_TRUE(is_complete(good));
    EXPECT_FALSE(with([](Route& route) { route.method = "POST"; })) << "without an audit name";
    EXPECT_FALSE(with([](Route& route) { route.summary = ""; }));
    EXPECT_FALSE(with([](Route& route) { route.answer = ""; }));
    EXPECT_FALSE(with([](Route& route) { route.serve = nullptr; }));
    EXPECT_FALSE(with([](Route& route) { route.pattern = "x"; }));
    EXPECT_FALSE(std::is_default_constructible_v<LeastRole>);
}

}  // namespace
}  // namespace pendopo
