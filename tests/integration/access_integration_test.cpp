// From nobody to everybody: the first start's link, roles on every route, who is thrown out, what
// is written down. Against a whole wall.

#include <fstream>
#include <map>
#include <set>

#include "tests/integration/control_room_fixture.h"
#include "tests/support/web_socket_client.h"

namespace pendopo::test {
namespace {

constexpr const char* kPassword = "kopi tubruk di pagi hari";

class AccessIntegration : public ControlRoomFixture {
  protected:
    // The word behind `before` in what the wall printed; "" when it has not within some seconds.
    std::string printed(const std::string& before) const {
        std::string word;
        static_cast<void>(wait_until(
            [&] {
                const std::string text = output_text();
                const size_t found = text.find(before);
                const size_t end = text.find_first_of(" \n", found + before.size());
                if (found == std::string::npos || end == std::string::npos) {
                    return false;
                }
                word = text.substr(found + before.size(), end - found - before.size());
                return true;
            },
            kPatience));
        return word;
    }
};

TEST_F(AccessIntegration, TheFirstStartsLinkSignsInOnceAndAsksForAPassword) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const std::string token = printed("panel " + url() + "/#masuk=");
    ASSERT_GE(token.size(), 32U) << output_text();
    EXPECT_NE(output_text().find("open it once to sign in as technician"), std::string::npos);
    EXPECT_EQ(output_text().find("new: whoever"), std::string::npos) << "nothing ran before";
    EXPECT_EQ(log().find(token), std::string::npos) << "the link stands in the log";

    const auto nobody = ControlClient::nobody(port());
    EXPECT_EQ(nobody.get("/api/v1/state").status, 401);
    EXPECT_EQ(nobody.post("/api/v1/sign-in/link", {{"token", token + "x"}}).status, 401);
    const auto entered = nobody.post("/api/v1/sign-in/link", {{"token", token}});
    ASSERT_EQ(entered.status, 200) << entered.text;
    EXPECT_EQ(entered.body.at("role"), "technician");
    EXPECT_TRUE(entered.body.at("must_set_password"));
    const std::string set = entered.header("Set-Cookie");
    EXPECT_NE(set.find("HttpOnly"), std::string::npos) << set;
    EXPECT_NE(set.find("SameSite=Strict"), std::string::npos) << set;
    EXPECT_EQ(nobody.post("/api/v1/sign-in/link", {{"token", token}}).status, 401) << "used twice";

    // It may look, and set a password; nothing else.
    const auto technician = ControlClient::person(port(), entered.cookie());
    EXPECT_EQ(technician.get("/api/v1/state").status, 200);
    const auto held = technician.post("/api/v1/hold");
    EXPECT_EQ(held.status, 403);
    EXPECT_NE(held.message().find("set a password of your own first"), std::string::npos);
    EXPECT_EQ(technician.post("/api/v1/me/password", {{"password", "pendek"}}).status, 400);
    EXPECT_EQ(technician.post("/api/v1/me/password", {{"password", kPassword}}).status, 200);
    EXPECT_EQ(technician.post("/api/v1/hold").status, 200);
    EXPECT_FALSE(technician.get("/api/v1/me").body.at("must_set_password"));
    const std::string name = entered.body.at("name");

    // From then on there is no link, and sessions outlive control and the wall.
    ASSERT_TRUE(kill_control());
    EXPECT_EQ(technician.get("/api/v1/me").status, 200);
    ASSERT_EQ(wall().stop(kPatience), ExitStatus{});
    ASSERT_NO_FATAL_FAILURE(start_wall());
    ASSERT_TRUE(wait_for([](const Json&) { return true; }));
    EXPECT_EQ(output_text().find("masuk="), std::string::npos) << output_text();
    EXPECT_EQ(technician.get("/api/v1/me").status, 200);
    EXPECT_EQ(ControlClient::signed_in(port(), name, kPassword).get("/api/v1/users").status, 200);
    EXPECT_EQ(technician.post("/api/v1/sign-out").status, 200);
    EXPECT_EQ(technician.get("/api/v1/me").status, 401);
}

TEST_F(AccessIntegration, EveryRouteIsClosedToWhoHasNotItsRole) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto nobody = ControlClient::nobody(port());
    EXPECT_EQ(nobody.get("/openapi.json").status, 401);
    const Json paths = console().get("/openapi.json").body.value("paths", Json::object());
    ASSERT_GT(paths.size(), 40U);
    const std::map<std::string, std::string> values = {
        {"{layout}", "berdua"},     {"{display}", "kiri"},   {"{tile}", "0"},
        {"{camera}", "cam-1"},      {"{alarm}", "banjir"},   {"{name}", "tak-ada"},
        {"{token}", "tak-ada"},     {"{login}", "tak-ada"},  {"{probe}", "tak-ada"},
        {"{discovery}", "tak-ada"}, {"{source}", "tak-ada"}, {"{schema}", "card"}};
    const std::map<std::string, int> ranks = {
        {"nobody", 0}, {"viewer", 1}, {"operator", 2}, {"technician", 3}};
    const std::set<std::string> open = {"/healthz", "/readyz", "/api/v1/sign-in",
                                        "/api/v1/sign-in/link"};
    std::map<int, ControlClient> clients;
    for (const auto& [role, rank] : ranks) {
        clients.emplace(rank, rank == 0 ? nobody
                                        : ControlClient::program(
                                              port(), new_token(console(), "si-" + role, role)));
    }
    int asked = 0;
    for (const auto& [pattern, methods] : paths.items()) {
        std::string path = pattern;
        for (const auto& [parameter, value] : values) {
            for (size_t at = 0; (at = path.find(parameter)) != std::string::npos;) {
                path.replace(at, parameter.size(), value);
            }
        }
        ASSERT_EQ(path.find('{'), std::string::npos) << "a parameter that this test does not know";
        for (const auto& [method, operation] : methods.items()) {
            const std::string least = operation.value("x-least-role", "");
            ASSERT_TRUE(ranks.contains(least)) << pattern << " says no role";
            EXPECT_EQ(least == "nobody", open.contains(pattern)) << pattern;
            for (const auto& [rank, client] : clients) {
                const auto answer = client.ask(method == "get" ? "GET" : "POST", path, "");
                const bool denied = (answer.status == 401 && rank == 0) ||
                                    (answer.status == 403 &&
                                     answer.message().find("takes the role") != std::string::npos);
                EXPECT_NE(answer.status, 0) << method << " " << path << ": " << answer.text;
                EXPECT_EQ(denied, rank < ranks.at(least))
                    << method << " " << path << " by role " << rank << ": " << answer.status << " "
                    << answer.text.substr(0, 200);
                EXPECT_LT(answer.status, 505) << answer.text;
                ++asked;
            }
        }
    }
    EXPECT_GT(asked, 200);
    // A command by the route of all commands keeps its own role.
    const auto viewer = clients.at(1).post("/api/v1/commands", {{"command", "hold"}});
    EXPECT_EQ(viewer.status, 403) << viewer.text;
    EXPECT_EQ(nobody.get("/api/v1/nothing").status, 404);
    EXPECT_TRUE(wait_for([](const Json&) { return true; })) << "the wall is there";
}

TEST_F(AccessIntegration, WhoIsRemovedIsOutAtOnce) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto siti = new_person(console(), port(), "siti", "technician", "teh manis tanpa gula");
    const auto budi = new_person(console(), port(), "budi", "operator", kPassword);
    EXPECT_EQ(budi.post("/api/v1/hold").status, 200);
    EXPECT_EQ(budi.get("/api/v1/users").status, 403);
    const std::string cookie =
        budi.fields().substr(0, budi.fields().find("\r\n"));  // "Cookie: …", without the Origin
    WebSocketClient socket({port(), "Origin: http://localhost\r\n" + cookie + "\r\n"});
    ASSERT_EQ(socket.status(), 101);
    ASSERT_TRUE(socket.next(kPatience));
    const std::string token = new_token(siti, "companion", "operator");
    const auto program = ControlClient::program(port(), token);
    EXPECT_EQ(program.post("/api/v1/resume").status, 200);

    const MonotonicTime removed = Monotonic::now();
    ASSERT_EQ(siti.post("/api/v1/users/budi/remove").status, 200);
    EXPECT_EQ(budi.get("/api/v1/state").status, 401);
    EXPECT_EQ(budi.post("/api/v1/hold").status, 401);
    while (socket.next(Seconds(5))) {
    }
    measured("removed to a closed socket", Monotonic::now() - removed);
    EXPECT_EQ(socket.close_code(), 1008);
    const Json tokens = siti.get("/api/v1/tokens").body.at("tokens");
    ASSERT_EQ(tokens.size(), 1U);
    for (const Json& row : tokens) {
        EXPECT_EQ(siti.post("/api/v1/tokens/" + row.at("id").get<std::string>() + "/revoke").status,
                  200);
    }
    EXPECT_EQ(program.get("/api/v1/state").status, 401);
    // The last technician stays, and cannot take himself away.
    EXPECT_EQ(siti.post("/api/v1/users/technician/remove").status, 200);  // of the first start
    EXPECT_EQ(siti.post("/api/v1/users/siti/role", {{"role", "viewer"}}).status, 409);
}

TEST_F(AccessIntegration, GuessingIsSlowedAndNobodyElseIsLockedOut) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto siti = new_person(console(), port(), "siti", "technician", "teh manis tanpa gula");
    const auto budi = new_person(console(), port(), "budi", "operator", kPassword);
    EXPECT_EQ(budi.post("/api/v1/sign-out").status, 200);  // from this address nobody is budi now
    const auto nobody = ControlClient::nobody(port());
    int wrong = 0;
    int slowed = 0;
    for (int i = 0; i < 12; ++i) {
        const auto answer = nobody.post(
            "/api/v1/sign-in", {{"name", "budi"}, {"password", "tebakan ke " + std::to_string(i)}});
        wrong += answer.status == 401;
        slowed += answer.code() == "exhausted" &&
                  answer.message().find("try again in") != std::string::npos;
        EXPECT_EQ(answer.header("Set-Cookie"), "");
    }
    EXPECT_EQ(wrong, 5);
    EXPECT_EQ(slowed, 7);
    // The right one is not heard meanwhile either; who is in stays in, and the console too.
    EXPECT_EQ(nobody.post("/api/v1/sign-in", {{"name", "budi"}, {"password", kPassword}}).code(),
              "exhausted");
    EXPECT_EQ(siti.post("/api/v1/hold").status, 200);
    EXPECT_EQ(console().post("/api/v1/resume").status, 200);
    EXPECT_EQ(
        nobody.post("/api/v1/sign-in", {{"name", "siti"}, {"password", "teh manis tanpa gula"}})
            .status,
        200)
        << "somebody with a session here is locked out by another's guesses";
}

TEST_F(AccessIntegration, TheLogTellsEverythingAndShowsWhenOneByteIsChanged) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto budi = new_person(console(), port(), "budi", "operator", kPassword);
    const std::string text = "Upacara pukul tujuh";
    EXPECT_EQ(budi.post("/api/v1/message", {{"text", text}}).status, 200);
    EXPECT_EQ(
        budi.post("/api/v1/users", {{"name", "x"}, {"role", "viewer"}, {"password", "y"}}).status,
        403);
    EXPECT_EQ(budi.post("/api/v1/layouts/hilang/activate").status, 404);
    Json rows;  // as written to the disk, which takes a moment
    EXPECT_TRUE(wait_until(
        [&] {
            rows = console().get("/api/v1/audit?limit=1000").body.value("records", Json());
            return rows.dump().find("hilang") != std::string::npos;
        },
        kPatience));
    const auto has = [&](const char* who, const char* action, const char* outcome) {
        return std::ranges::any_of(rows, [&](const Json& row) {
            return row.at("who") == who && row.at("action") == action &&
                   row.at("outcome") == outcome;
        });
    };
    EXPECT_TRUE(has("budi", "show_message", "done")) << rows.dump(1);
    EXPECT_TRUE(has("budi", "add_user", "refused")) << rows.dump(1);
    EXPECT_TRUE(has("budi", "activate_layout", "not_found")) << rows.dump(1);
    EXPECT_TRUE(has("console", "add_user", "done")) << rows.dump(1);
    EXPECT_EQ(rows.dump().find(kPassword), std::string::npos);

    const std::vector<std::string> verify = {"audit", "verify", "--state-dir", file("state")};
    const auto running = pendopo(verify);
    EXPECT_EQ(running.exit, 0) << running.output << running.errors;
    ASSERT_TRUE(kill_control());
    EXPECT_EQ(budi.post("/api/v1/hold").status, 200);
    ASSERT_EQ(wall().stop(kPatience), ExitStatus{});
    const auto stopped = pendopo(verify);
    EXPECT_EQ(stopped.exit, 0) << stopped.output << stopped.errors;
    EXPECT_NE(pendopo({"audit", "export", "--state-dir", file("state")}).output.find(text),
              std::string::npos);

    int flipped = 0;
    for (const char* name : {"state/audit.db", "state/audit.db-wal"}) {
        std::string bytes = text_of(file(name));
        for (size_t at = 0; (at = bytes.find(text, at)) != std::string::npos; ++at) {
            bytes[at + 16] = 'd';  // one letter of it, wherever a page has it
            ++flipped;
        }
        if (!bytes.empty()) {
            std::ofstream(file(name), std::ios::binary) << bytes;  // keeps the mode
        }
    }
    ASSERT_GT(flipped, 0);
    const auto changed = pendopo(verify);
    EXPECT_EQ(changed.exit, 1) << changed.output << changed.errors;
    EXPECT_NE(changed.output.find("not as the wall wrote them"), std::string::npos)
        << changed.output;
}

TEST_F(AccessIntegration, AWallThatRanWithoutALoginTellsItsOwnerWhatChanged) {
    write("state/wall-state.json", R"({"version":1,"layout":"penuh"})");
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    EXPECT_EQ(state().at("layout"), "penuh");
    const std::string printed = output_text();
    EXPECT_NE(printed.find("\nnew: whoever changes the wall signs in now."), std::string::npos)
        << printed;
    EXPECT_NE(printed.find("pendopo token add NAME"), std::string::npos) << printed;
    EXPECT_EQ(pendopo({"layout", "activate", "berdua", "--url", url()}).exit, 0);
    EXPECT_TRUE(wait_for_layout("berdua"));
    // It goes on as any other wall.
    ASSERT_EQ(wall().stop(kPatience), ExitStatus{});
    ASSERT_NO_FATAL_FAILURE(start_wall());
    ASSERT_TRUE(wait_for_layout("berdua"));
    EXPECT_EQ(output_text().find("new: whoever"), std::string::npos) << output_text();
}

}  // namespace
}  // namespace pendopo::test
