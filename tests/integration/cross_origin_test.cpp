// Pages elsewhere that act through an operator's browser: cross-site requests, rebound names,
// WebSockets opened from a foreign page, over raw sockets with a session that is good.

#include <fmt/format.h>

#include <cstdlib>

#include "tests/integration/control_room_fixture.h"

namespace pendopo::test {
namespace {

class CrossOrigin : public ControlRoomFixture {
  protected:
    struct Try {
        const char* what;
        std::vector<int> good;            // any of these statuses
        std::string line;                 // request line without its version
        std::vector<std::string> fields;  // {host}, {port} and {cookie} are put in
    };

    void SetUp() override {
        ControlRoomFixture::SetUp();
        ASSERT_NO_FATAL_FAILURE(start_live_wall());
        const std::string fields =
            new_person(console(), port(), "siti", "technician", "teh manis tanpa gula").fields();
        cookie_ = fields.substr(0, fields.find("\r\n"));
    }
    std::string request_of(const Try& row) const {
        std::string text = row.line + " HTTP/1.1\r\n";
        for (const std::string& field : row.fields) {
            text += field + "\r\n";
        }
        const auto replace = [&](const std::string& what, const std::string& with) {
            for (size_t at = 0; (at = text.find(what, at)) != std::string::npos;) {
                text.replace(at, what.size(), with);
            }
        };
        replace("{host}", fmt::format("Host: 127.0.0.1:{}", port()));
        replace("{origin}", fmt::format("Origin: http://127.0.0.1:{}", port()));
        replace("{port}", std::to_string(port()));
        replace("{cookie}", cookie_);
        replace("{socket}",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        const bool closes = text.find("Connection:") == std::string::npos;
        return text + (closes ? "Connection: close\r\n" : "") + "\r\n";
    }
    void expect(const std::vector<Try>& rows) {
        for (const Try& row : rows) {
            const std::string answer = raw_exchange(port(), request_of(row));
            const int status = answer.size() > 12 ? std::atoi(answer.c_str() + 9) : 0;
            EXPECT_TRUE(std::ranges::find(row.good, status) != row.good.end())
                << row.what << ": " << answer.substr(0, 400);
            EXPECT_EQ(answer.find("Access-Control-"), std::string::npos) << row.what;
            EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos) << row.what;
        }
    }

    std::string cookie_;
};

constexpr const char* kHold = "POST /api/v1/hold";
constexpr const char* kEvents = "GET /api/v1/events";

TEST_F(CrossOrigin, AForeignPageChangesNothingWithSomebodysSession) {
    expect({
        {"origin of another site",
         {403},
         kHold,
         {"{host}", "{cookie}", "Origin: http://jahat.example"}},
        {"origin null", {403}, kHold, {"{host}", "{cookie}", "Origin: null"}},
        {"origin of a file", {403}, kHold, {"{host}", "{cookie}", "Origin: file://"}},
        {"no origin with a cookie", {403}, kHold, {"{host}", "{cookie}"}},
        {"empty origin with a cookie", {403}, kHold, {"{host}", "{cookie}", "Origin:"}},
        {"another port", {403}, kHold, {"{host}", "{cookie}", "Origin: http://127.0.0.1:1"}},
        {"no port", {403}, kHold, {"{host}", "{cookie}", "Origin: http://127.0.0.1"}},
        {"our address as the beginning of a name",
         {403},
         kHold,
         {"{host}", "{cookie}", "{origin}.jahat.example"}},
        {"our address as a user", {403}, kHold, {"{host}", "{cookie}", "{origin}@jahat.example"}},
        {"another of our names",
         {403},
         kHold,
         {"{host}", "{cookie}", "Origin: http://localhost:{port}"}},
        {"another scheme", {403}, kHold, {"{host}", "{cookie}", "Origin: ftp://127.0.0.1:{port}"}},
        {"two origins in one",
         {403},
         kHold,
         {"{host}", "{cookie}", "{origin} http://jahat.example"}},
        {"two origins, ours first",
         {400, 403},
         kHold,
         {"{host}", "{cookie}", "{origin}", "Origin: http://jahat.example"}},
        {"two origins, ours last",
         {400, 403},
         kHold,
         {"{host}", "{cookie}", "Origin: http://jahat.example", "{origin}"}},
        {"the browser says cross-site",
         {403},
         kHold,
         {"{host}", "{cookie}", "{origin}", "Sec-Fetch-Site: cross-site"}},
        {"the browser says same-site",
         {403},
         kHold,
         {"{host}", "{cookie}", "{origin}", "Sec-Fetch-Site: same-site"}},
        {"the browser says it twice",
         {400, 403},
         kHold,
         {"{host}", "{cookie}", "{origin}", "Sec-Fetch-Site: same-origin",
          "Sec-Fetch-Site: cross-site"}},
        {"a form that a page sends by itself",
         {403},
         kHold,
         {"{host}", "{cookie}", "Origin: http://jahat.example",
          "Content-Type: application/x-www-form-urlencoded"}},
        {"signing somebody in from elsewhere",
         {403},
         "POST /api/v1/sign-in",
         {"{host}", "Origin: http://jahat.example"}},
        {"a link from elsewhere",
         {403},
         "POST /api/v1/sign-in/link",
         {"{host}", "Sec-Fetch-Site: cross-site"}},
        {"a preflight",
         {403, 405, 501},
         "OPTIONS /api/v1/hold",
         {"{host}", "Origin: http://jahat.example", "Access-Control-Request-Method: POST"}},
        {"a GET that would be a POST",
         {405},
         "GET /api/v1/hold",
         {"{host}", "{cookie}", "X-HTTP-Method-Override: POST"}},
        {"a TRACE", {403, 405, 501}, "TRACE /api/v1/hold", {"{host}", "{cookie}"}},
    });
    EXPECT_EQ(control().at("hold"), nullptr);
}

TEST_F(CrossOrigin, ANameThatWasReboundToTheWallReachesNothing) {
    expect({
        {"a foreign name",
         {403},
         kHold,
         {"Host: jahat.example:{port}", "{cookie}", "Origin: http://jahat.example:{port}"}},
        {"reading by it", {403}, "GET /api/v1/state", {"Host: jahat.example:{port}", "{cookie}"}},
        {"a picture by it", {403}, "GET /api/v1/wall.jpg", {"Host: jahat.example", "{cookie}"}},
        {"the panel by it", {403}, "GET /", {"Host: jahat.example"}},
        {"our address within a name", {403}, kHold, {"Host: 127.0.0.1.nip.io", "{cookie}"}},
        {"localhost within a name", {403}, kHold, {"Host: localhost.jahat.example", "{cookie}"}},
        {"our address as a number", {403}, kHold, {"Host: 2130706433:{port}", "{cookie}"}},
        {"our address with a zero", {403}, kHold, {"Host: 127.0.0.01:{port}", "{cookie}"}},
        {"a dot behind the name", {403}, kHold, {"Host: localhost.:{port}", "{cookie}"}},
        {"a user before the name", {400, 403}, kHold, {"Host: a@127.0.0.1:{port}", "{cookie}"}},
        {"something behind the port", {400, 403}, kHold, {"{host}.jahat.example", "{cookie}"}},
        {"an empty name", {400, 403}, kHold, {"Host:", "{cookie}"}},
        {"no name at all", {400}, kHold, {"{cookie}"}},
        {"two names", {400}, kHold, {"{host}", "Host: jahat.example", "{cookie}", "{origin}"}},
        {"two names, ours last",
         {400},
         kHold,
         {"Host: jahat.example", "{host}", "{cookie}", "{origin}"}},
        {"a forwarded name",
         {403},
         kHold,
         {"Host: jahat.example", "X-Forwarded-Host: 127.0.0.1:{port}", "{cookie}", "{origin}"}},
        {"an absolute address elsewhere",
         {400},
         "POST http://jahat.example/api/v1/hold",
         {"{host}", "{cookie}", "{origin}"}},
        {"an absolute address here",
         {400},
         "POST http://127.0.0.1:{port}/api/v1/hold",
         {"{host}", "{cookie}", "{origin}"}},
        {"an address of a host alone",
         {400, 404},
         "POST //jahat.example/api/v1/hold",
         {"{host}", "{cookie}", "{origin}"}},
        {"a length said in two ways",
         {400},
         kHold,
         {"{host}", "{cookie}", "{origin}", "Content-Length: 0", "Transfer-Encoding: chunked"}},
    });
    EXPECT_EQ(control().at("hold"), nullptr);
}

TEST_F(CrossOrigin, AForeignPageOpensNoWebSocket) {
    expect({
        {"from another site",
         {403},
         kEvents,
         {"{host}", "{cookie}", "{socket}", "Origin: http://jahat.example"}},
        {"from nowhere", {403}, kEvents, {"{host}", "{cookie}", "{socket}", "Origin: null"}},
        {"without saying where from", {403}, kEvents, {"{host}", "{cookie}", "{socket}"}},
        {"from another port",
         {403},
         kEvents,
         {"{host}", "{cookie}", "{socket}", "Origin: http://127.0.0.1:1"}},
        {"by a rebound name",
         {403},
         kEvents,
         {"Host: jahat.example:{port}", "{cookie}", "{socket}",
          "Origin: http://jahat.example:{port}"}},
        {"the browser says cross-site",
         {403},
         kEvents,
         {"{host}", "{cookie}", "{socket}", "{origin}", "Sec-Fetch-Site: cross-site"}},
        {"nobody", {401}, kEvents, {"{host}", "{socket}", "{origin}"}},
        {"a token in the address",
         {401},
         "GET /api/v1/events?token=x",
         {"{host}", "{socket}", "{origin}"}},
    });
}

TEST_F(CrossOrigin, TheWallsOwnPagesAndProgramsAreHeard) {
    const std::string token = new_token(console(), "companion", "operator");
    const std::string bearer = "Authorization: Bearer " + token;
    expect({
        {"its own page", {200}, kHold, {"{host}", "{cookie}", "{origin}"}},
        {"its own page, in a browser that says so",
         {200},
         "POST /api/v1/resume",
         {"{host}", "{cookie}", "{origin}", "Sec-Fetch-Site: same-origin"}},
        {"by its other name",
         {200},
         kHold,
         {"Host: localhost:{port}", "{cookie}", "Origin: http://localhost:{port}"}},
        {"capitals",
         {200},
         kHold,
         {"Host: LOCALHOST:{port}", "{cookie}", "Origin: http://localhost:{port}"}},
        {"a proxy that speaks TLS",
         {200},
         kHold,
         {"{host}", "{cookie}", "Origin: https://127.0.0.1:{port}"}},
        {"a program", {200}, kHold, {"{host}", bearer}},
        {"an address typed by hand", {200}, "GET /", {"{host}", "Sec-Fetch-Site: none"}},
        {"its socket", {101}, kEvents, {"{host}", "{cookie}", "{socket}", "{origin}"}},
        {"a program's socket", {101}, kEvents, {"{host}", bearer, "{socket}"}},
    });
    // Every answer forbids what a page elsewhere, or a text in it, could do with it.
    const auto page = ControlClient::nobody(port()).get("/");
    ASSERT_EQ(page.status, 200);
    const std::string policy = page.header("Content-Security-Policy");
    for (const char* part : {"default-src 'self'", "frame-ancestors 'none'"}) {
        EXPECT_NE(policy.find(part), std::string::npos) << policy;
    }
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << policy;
    EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
}

}  // namespace
}  // namespace pendopo::test
