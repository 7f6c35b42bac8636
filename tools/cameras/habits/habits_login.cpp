// Logins: challenges that are legal and unusual, and refusals that mean something else.
#include "tools/cameras/habits/habits.h"

namespace pendopo::habits {
namespace {

Habit row(std::string name, std::string source, std::string what,
          std::vector<HabitText> challenges) {
    Habit habit;
    habit.name = std::move(name);
    habit.group = "login";
    habit.source = std::move(source);
    habit.what = std::move(what);
    habit.login.emplace();
    for (HabitText& challenge : challenges) {
        habit.login->challenges.push_back("WWW-Authenticate: " + std::move(challenge));
    }
    return habit;
}

Habit digest(std::string name, std::string source, std::string what,
             std::vector<HabitText> challenges, std::string algorithm = "", std::string qop = "",
             std::string realm = "camera") {
    Habit habit = row(std::move(name), std::move(source), std::move(what), std::move(challenges));
    habit.login->algorithm = std::move(algorithm);
    habit.login->qop = std::move(qop);
    habit.login->realm = std::move(realm);
    return habit;
}

constexpr const char* kBasic = R"(Basic realm="IP-Camera")";
constexpr const char* kDigest = R"(Digest realm="camera", nonce="{nonce}")";

Habit basic(std::string name, std::string what) {
    Habit habit =
        row(std::move(name), "AlexxIT/go2rtc #1217 (Tapo C110)", std::move(what), {kBasic});
    habit.login->scheme = "Basic";
    return habit;
}

}  // namespace

std::vector<Habit> login_habits() {
    std::vector<Habit> rows;
    rows.push_back(digest("digest", "RFC 2617", "wants a digest", {kDigest}));
    rows.push_back(basic("basic-only", "wants the password in clear"));
    rows.back().right = {
        0, "misconfigured",
        "rtsp: the camera offers only a Basic login, which sends the password in clear; switch it "
        "to digest or to rtsps, or allow this one with \"basic\": true"};
    rows.push_back(basic("basic-allowed", "wants it, and may have it"));
    rows.back().settings.basic = true;
    rows.push_back(basic("basic-within-tls", "wants it where nobody listens"));
    rows.back().settings.tls = true;
    rows.push_back(digest("basic-and-digest-in-one-line", "OvenMediaEngine #1936",
                          "offers both in one line",
                          {R"(Basic realm="x", Digest realm="camera", nonce="{nonce}")"}));
    rows.push_back(digest("digest-and-basic-in-one-line", "RFC 7235 4.1", "offers both in one line",
                          {R"(Digest realm="camera", nonce="{nonce}", Basic realm="x")"}));
    rows.push_back(digest("basic-first", "bluenviron/gortsplib auth tests",
                          "offers Basic before digest", {kBasic, kDigest}));
    rows.back().settings.basic = true;
    rows.push_back(basic("digest-broken", "offers both, refuses every digest and takes Basic"));
    rows.back().source = "AlexxIT/go2rtc #2232 (Hikvision set to Basic)";
    rows.back().login->challenges.insert(rows.back().login->challenges.begin(),
                                         std::string("WWW-Authenticate: ") + kDigest);
    rows.back().settings.basic = true;
    rows.push_back(digest("qop-auth", "RFC 2617", "wants qop auth",
                          {R"(Digest realm="camera", nonce="{nonce}", qop="auth")"}, "", "auth"));
    rows.push_back(digest("qop-both", "RFC 2617", "offers both kinds of qop",
                          {R"(Digest realm="camera", nonce="{nonce}", qop="auth-int,auth")"}, "",
                          "auth"));
    rows.push_back(digest("qop-auth-int", "AlexxIT/go2rtc #2451", "wants qop auth-int",
                          {R"(Digest realm="camera", nonce="{nonce}", qop="auth-int")"}, "",
                          "auth-int"));
    for (const char* algorithm : {"MD5", "SHA-256", "SHA-512-256", "MD5-sess", "SHA-256-sess"}) {
        const std::string word = algorithm;
        std::string name = "algorithm-" + word;
        for (char& c : name) {
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        rows.push_back(
            digest(name, "AlexxIT/go2rtc #2344; bluenviron/gortsplib #863", "wants " + word,
                   {R"(Digest realm="camera", nonce="{nonce}", qop="auth", algorithm=)" + word},
                   word, "auth"));
    }
    rows.push_back(
        digest("algorithm-quoted", "bluenviron/gortsplib #863", "puts the algorithm in quotes",
               {R"(Digest realm="camera", nonce="{nonce}", algorithm="SHA-256")"}, "SHA-256"));
    rows.push_back(digest("sha-256-broken", "AlexxIT/go2rtc #2344",
                          "offers SHA-256 first, refuses it, and takes MD5",
                          {R"(Digest realm="camera", nonce="{nonce}", algorithm=SHA-256)",
                           R"(Digest realm="camera", nonce="{nonce}", algorithm=MD5)"},
                          "MD5"));
    rows.push_back(
        digest("unknown-algorithm-first", "RFC 7616 3.7", "offers one that nobody knows, and MD5",
               {R"(Digest realm="camera", nonce="{nonce}", algorithm=SHA3-512)", kDigest}));
    rows.push_back(digest("blanks-around-equals", "RFC 7235 2.1",
                          "leaves blanks around the equals signs",
                          {R"(Digest realm = "camera" , nonce = "{nonce}" ,stale = FALSE)"}));
    rows.push_back(digest("scheme-upper-case", "RFC 7235 2.1", "writes DIGEST",
                          {R"(DIGEST REALM="camera", NONCE="{nonce}")"}));
    rows.push_back(digest("realm-with-comma", "RFC 7235 2.1", "has a comma in its realm",
                          {R"(Digest realm="Lobby, north", nonce="{nonce}")"}, "", "",
                          "Lobby, north"));
    rows.push_back(digest("realm-with-quote", "RFC 7235 2.1", "has a quote in its realm",
                          {R"(Digest realm="Cam \"1\"", nonce="{nonce}")"}, "", "", "Cam \"1\""));
    rows.push_back(digest("realm-empty", "AlexxIT/go2rtc tcp/auth.go", "has an empty realm",
                          {R"(Digest realm="", nonce="{nonce}")"}, "", "", ""));
    rows.push_back(digest("no-comma-space", "Hikvision", "leaves no blank between parameters",
                          {R"(Digest realm="camera",nonce="{nonce}",stale="FALSE")"}));
    rows.push_back(digest("nonce-ages", "RFC 2617 3.2.1", "takes a nonce twice", {kDigest}));
    rows.back().login->uses_of_nonce = 2;
    rows.push_back(digest("nonce-for-one-request", "androidx/media #522; google/ExoPlayer #9800",
                          "wants another nonce for each request and does not say stale",
                          {kDigest}));
    rows.back().login->uses_of_nonce = 1;
    rows.back().login->says_stale = false;
    rows.push_back(digest("wrong-password", "every camera", "has another password", {kDigest}));
    rows.back().settings.password = "wrong";
    rows.back().right = {0, "wrong_password", "rtsp: the login was refused"};
    rows.push_back(digest("no-login-set", "every camera", "wants a login, none is set", {kDigest}));
    rows.back().settings.user = "";
    rows.back().right = {0, "wrong_password",
                         "rtsp: the camera wants a login and none is configured"};
    rows.push_back(digest("refused-at-session-limit", "rroller/dahua #603",
                          "refuses a login that worked, while sessions are exhausted", {kDigest}));
    rows.back().video.stops_after = 15;
    rows.back().login->refused_connections = {2, 3, 4};
    rows.back().right.pictures = 25;
    rows.back().right.patience = Milliseconds(15'000);
    return rows;
}

}  // namespace pendopo::habits
