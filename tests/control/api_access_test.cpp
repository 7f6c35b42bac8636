#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/control/api_fixture.h"

namespace pendopo {
namespace {

using nlohmann::json;
using Headers = std::vector<std::pair<std::string, std::string>>;

class ApiAccess : public ApiFixture {};

TEST_F(ApiAccess, SignInAnswersWhenThePasswordIsHashed) {
    ask(request("POST", "/api/v1/sign-in", R"({"name":"siti","password":"benar"})", ""));
    EXPECT_TRUE(answers.empty());
    EXPECT_TRUE(access.records.empty());
    access.finish_hashing();
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0].body, R"({"name":"siti","role":"operator","from":"panel 127.0.0.1",)"
                               R"("must_set_password":false})"
                               "\n");
    EXPECT_EQ(answers[0].headers, (Headers{{"Set-Cookie", "pendopo=s3cret; HttpOnly"}}));
    ASSERT_EQ(access.records.size(), 1u);
    EXPECT_EQ(access.records[0].principal.name, "siti");
    EXPECT_EQ(access.records[0].action, "sign_in");
}

TEST_F(ApiAccess, RefusedSignInIsWrittenDownWithoutWhatWasTyped) {
    const auto wrong = post("/api/v1/sign-in", R"({"name":"siti","password":"salah"})", "");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.body, error_text("unauthorized", "wrong name or password"));
    post("/api/v1/sign-in", R"({"name":"Rahasia123!","password":"Rahasia123!"})", "");
    ASSERT_EQ(access.records.size(), 2u);
    EXPECT_EQ(access.records[0].object, "siti");
    EXPECT_EQ(access.records[0].principal, (Principal{"", Role::viewer, "api 127.0.0.1"}));
    EXPECT_EQ(access.records[1].object, "unknown name");
    EXPECT_EQ(access.records[1].outcome, "unauthorized");
    post("/api/v1/sign-in", R"({"name":" Siti ","password":"salah"})", "");
    EXPECT_EQ(access.records[2].object, "siti") << "capitals and spaces name nobody else";
}

TEST_F(ApiAccess, LinkOfTheFirstStartSignsInOnce) {
    const auto answer = post("/api/v1/sign-in/link", R"({"token":"sekali"})", "");
    EXPECT_EQ(json::parse(answer.body)["must_set_password"], true);
    EXPECT_EQ(answer.headers, (Headers{{"Set-Cookie", "pendopo=first; HttpOnly"}}));
    EXPECT_EQ(post("/api/v1/sign-in/link", R"({"token":"lain"})", "").status, 401);
}

TEST_F(ApiAccess, BodiesAreReadStrictlyAndNeverQuoted) {
    const struct {
        const char* path;
        const char* body;
        const char* message;
    } cases[] = {
        {"sign-in", "", "body: missing; expected a JSON object"},
        {"sign-in", R"({"name":7,"password":"rahasia"})", nullptr},
        {"sign-in", R"({"name":"siti"})", nullptr},
        {"sign-in", R"({"name":"siti","password":"rahasia","passwort":"rahasia"})", nullptr},
        {"sign-in", R"({"name":"siti","password":"rahasia")", nullptr},
        {"sign-in", R"(["rahasia"])", nullptr},
        {"users", R"({"name":"budi","role":"rahasia","password":"rahasia"})", nullptr},
        {"users", R"({"name":"budi","password":"rahasia"})", nullptr},
        {"users/siti/role", R"({"role":"chef"})", nullptr},
        {"tokens", R"({"name":"x","role":"viewer","days":-1})", nullptr},
        {"me/password", R"({"old":"rahasia"})", nullptr},
        {"users/siti/remove", R"({"x":1})", nullptr},
        {"sign-out", "rahasia", nullptr},
    };
    for (const auto& [path, body, message] : cases) {
        access.records.clear();
        const auto answer = post(std::string("/api/v1/") + path, body);
        EXPECT_EQ(answer.status, 400) << path << body << answer.body;
        EXPECT_EQ(answer.body.find("rahasia"), std::string::npos) << answer.body;
        if (message != nullptr) {
            EXPECT_EQ(answer.body, error_text("invalid", message));
        }
        ASSERT_EQ(access.records.size(), 1u) << path;
        EXPECT_EQ(access.records[0].outcome, "invalid");
    }
    EXPECT_TRUE(access.calls.empty());
}

TEST_F(ApiAccess, BooksAreKeptAndWrittenDownWithoutSecrets) {
    EXPECT_EQ(post("/api/v1/users", R"({"name":"budi","role":"viewer","password":"rahasia"})").body,
              "{\"done\":true}\n");
    EXPECT_EQ(post("/api/v1/users/siti/role", R"({"role":"technician"})").status, 200);
    EXPECT_EQ(post("/api/v1/users/siti/password", R"({"password":"rahasia"})").status, 200);
    EXPECT_EQ(post("/api/v1/users/siti/remove").status, 200);
    EXPECT_EQ(post("/api/v1/users/situ/remove").body,
              error_text("not_found", "user \"situ\": not there"));
    EXPECT_EQ(post("/api/v1/me/password", R"({"old":"a","password":"rahasia"})").status, 200);
    EXPECT_EQ(access.calls,
              (std::vector<std::string>{"add_user budi viewer rahasia", "set_role siti technician",
                                        "reset_password siti rahasia", "remove_user siti",
                                        "set_password technician a rahasia"}));
    const auto token =
        json::parse(post("/api/v1/tokens", R"({"name":"deck","role":"operator"})").body);
    EXPECT_EQ(token["secret"], "pdp_t0ken");
    EXPECT_EQ(access.calls.back(), "add_token deck operator 365") << "as on the console";
    post("/api/v1/tokens", R"({"name":"deck","role":"operator","days":0})");
    EXPECT_EQ(access.calls.back(), "add_token deck operator 0");
    access.records.pop_back();
    EXPECT_EQ(post("/api/v1/tokens/t1/revoke").status, 200);
    EXPECT_EQ(post("/api/v1/tokens/t9/revoke").status, 404);
    ASSERT_EQ(access.records.size(), 9u);
    EXPECT_EQ(access.records[1].before, R"({"role":"operator"})");
    EXPECT_EQ(access.records[1].after, R"({"role":"technician"})");
    for (const AuditEntry& record : access.records) {
        const std::string all =
            record.action + record.object + record.before + record.after + record.outcome;
        EXPECT_EQ(all.find("rahasia"), std::string::npos) << all;
        EXPECT_EQ(all.find("pdp_t0ken"), std::string::npos) << all;
    }
}

TEST_F(ApiAccess, SignOutMakesTheBrowserForget) {
    const auto answer = post("/api/v1/sign-out", "", "viewer");
    EXPECT_EQ(answer.headers, (Headers{{"Set-Cookie", "pendopo=; Max-Age=0"}}));
    EXPECT_TRUE(access.ended.contains("token/viewer"));
}

TEST_F(ApiAccess, AuditIsPagedAndOperatorsSeeTheirOwnAndCommands) {
    access.audit_rows = {{7, 1, "siti", "operator", "cli", "hold", "", "", "", "done", ""},
                         {6, 1, "siti", "operator", "cli", "hold", "", "", "", "done", ""}};
    HttpRequest asked = request("GET", "/api/v1/audit", "", "operator");
    asked.query = {{"before", "8"}, {"limit", "2"}};
    EXPECT_EQ(json::parse(now(asked).body)["next_before"], 6);
    EXPECT_EQ(access.queries.back().own, "operator");
    EXPECT_EQ(access.queries.back().before, 8u);
    EXPECT_EQ(access.queries.back().limit, 2u);
    EXPECT_TRUE(json::parse(get("/api/v1/audit").body)["next_before"].is_null());
    EXPECT_EQ(access.queries.back().own, "");
    for (const char* limit : {"0", "1001", "-1", "x", ""}) {
        asked.query = {{"limit", limit}};
        EXPECT_EQ(now(asked).status, 400) << limit;
    }
    EXPECT_EQ(
        answers.back().body,
        error_text("invalid",
                   "limit: got \"\"; expected a whole number of at least 1 and at most 1000"));
}

TEST_F(ApiAccess, TheProofOfDisplayIsPaged) {
    ProofRow shown;
    shown.number = 7;
    shown.from_ms = 1'000;
    shown.to_ms = 61'000;
    shown.display = "kiri";
    shown.layout = "ringkasan";
    shown.shown = R"({"tiles":[{"tile":"1","camera":"rsud-lobi","state":"live"}]})";
    shown.proved = 59;
    ProofRow restarted;
    restarted.number = 6;
    restarted.event = ProofEvent::restarted;
    restarted.reason = "the renderer's loop stands";
    wall.proofs = {shown, restarted};
    HttpRequest asked = request("GET", "/api/v1/proof", "", "operator");
    asked.query = {{"before", "8"}, {"limit", "2"}};
    const json page = json::parse(now(asked).body);
    EXPECT_EQ(page["next_before"], 6);
    EXPECT_EQ(page["records"][0]["shown"]["tiles"][0]["camera"], "rsud-lobi");
    EXPECT_EQ(page["records"][0]["to_ms"], 61'000);
    EXPECT_EQ(page["records"][1]["event"], "restarted");
    EXPECT_TRUE(page["records"][1]["shown"].is_null());
    asked.query = {{"before", "7"}};
    EXPECT_EQ(json::parse(now(asked).body)["records"].size(), 1U);
    asked.query = {{"limit", "1001"}};
    EXPECT_EQ(now(asked).status, 400);
}

TEST_F(ApiAccess, WebSocketsOpenForWhoMaySeeAndFromHere) {
    const auto verdict = [&](const std::string& path, const std::string& who,
                             const std::string& origin) {
        HttpRequest asked = request("GET", path, "", who);
        asked.origin = origin;
        return api.upgrade(asked);
    };
    EXPECT_EQ(verdict("/api/v1/events", "", "http://localhost").refusal->status, 401);
    EXPECT_EQ(verdict("/api/v1/state", "viewer", "http://localhost").refusal->status, 404);
    EXPECT_FALSE(verdict("/api/v1/events", "viewer", "").refusal) << "a program with a token";
    EXPECT_FALSE(verdict("/api/v1/events", "new", "http://localhost").refusal);
    EXPECT_EQ(get("/api/v1/events").status, 426);
}

}  // namespace
}  // namespace pendopo
