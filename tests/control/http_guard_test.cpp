#include "engine/control/http_guard.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pendopo {
namespace {

TEST(HttpGuard, HostNameIsTakenFromItsHeader) {
    const struct {
        const char* header;
        const char* name;
    } cases[] = {
        {"localhost", "localhost"},
        {"LocalHost:7600", "localhost"},
        {"[::1]:7600", "::1"},
        {"[::1]", "::1"},
        {"192.0.2.7:80", "192.0.2.7"},
        {"", ""},
        {":7600", ""},
        {"localhost:port", ""},
        {"localhost:76000000", ""},
        {"[::1", ""},
        {"[::1]x", ""},
        {"localhost:1@evil.example", ""},
    };
    for (const auto& [header, name] : cases) {
        EXPECT_EQ(host_name(header), name) << header;
    }
}

TEST(HttpGuard, OnlyNamesOfThisWallAreHosts) {
    const std::vector<std::string> names = {"Dinding.example"};
    for (const char* good : {"localhost", "127.0.0.1:7600", "[::1]:7600", "192.0.2.7",
                             "dinding.example:443", "DINDING.EXAMPLE"}) {
        EXPECT_TRUE(check_host(good, "192.0.2.7", names)) << good;
    }
    for (const char* bad : {"", "evil.example", "localhost.evil.example", "evil.example:7600",
                            "127.0.0.1.evil.example", "192.0.2.8", "0.0.0.0",
                            "localhost, localhost", "2130706433", "0x7f.1", "dinding.example."}) {
        const auto checked = check_host(bad, "192.0.2.7", names);
        ASSERT_FALSE(checked) << bad;
        EXPECT_EQ(checked.error().code(), ErrorCode::refused);
    }
    EXPECT_LT(check_host(std::string(90'000, 'x'), "", {}).error().message().size(), 200u);
}

constexpr bool kCookie = true;
constexpr bool kBearer = true;

TEST(HttpGuard, OnlyOwnPagesMayChangeTheWall) {
    const struct {
        const char* method;
        const char* origin;
        const char* site;
        bool good;
        bool cookie = false;
        bool bearer = false;
    } cases[] = {
        {"GET", "http://evil.example", "cross-site", true},
        {"HEAD", "null", "cross-site", true},
        {"POST", "", "", true},  // a program
        {"POST", "http://localhost:7600", "", true},
        {"POST", "HTTP://LOCALHOST:7600", "same-origin", true},
        {"POST", "https://localhost:7600", "same-origin", true, kCookie},
        {"POST", "http://localhost", "", false},
        {"POST", "http://localhost:7601", "", false},
        {"POST", "http://localhost:7600.evil.example", "", false},
        {"POST", "http://evil.example", "", false},
        {"POST", "http://evil.example", "", false, kCookie},
        {"POST", "http://evil.example", "", false, !kCookie, kBearer},
        {"POST", "null", "", false},
        {"POST", "file://", "", false},
        {"POST", "", "cross-site", false},
        {"POST", "", "same-site", false},
        {"POST", "", "", false, kCookie},
        {"POST", "", "none", false, kCookie},
        {"POST", "", "same-origin", true, kCookie},
        {"POST", "", "", true, kCookie, kBearer},
        {"POST", "", "cross-site", false, kCookie, kBearer},
        {"POST", "http://localhost:7600", "cross-site", false},
        {"DELETE", "http://evil.example", "", false},
        {"OPTIONS", "http://evil.example", "", false},
        {"get", "http://evil.example", "", false},
    };
    for (const auto& [method, origin, site, good, cookie, bearer] : cases) {
        EXPECT_EQ(check_origin({method, "localhost:7600", origin, site, false, cookie, bearer})
                      .has_value(),
                  good)
            << method << " " << origin << " " << site << " " << cookie << bearer;
    }
}

// A browser opens a WebSocket to anywhere, with the cookies of there, and asks nobody.
TEST(HttpGuard, OnlyOwnPagesAndTokensOpenAWebSocket) {
    const struct {
        const char* origin;
        const char* site;
        bool bearer;
        bool good;
    } cases[] = {
        {"http://localhost:7600", "", false, true},
        {"https://localhost:7600", "same-origin", false, true},
        {"", "", false, false},
        {"", "", kBearer, true},
        {"http://evil.example", "", false, false},
        {"http://evil.example", "", kBearer, false},
        {"http://localhost:7600", "cross-site", false, false},
        {"null", "", false, false},
        {"http://localhost:7601", "", false, false},
    };
    for (const auto& [origin, site, bearer, good] : cases) {
        EXPECT_EQ(
            check_origin({"GET", "localhost:7600", origin, site, true, false, bearer}).has_value(),
            good)
            << origin << " " << site << " " << bearer;
    }
}

TEST(HttpGuard, RefusalsSayWhatWasWrong) {
    EXPECT_EQ(
        check_origin({"POST", "localhost", "", "", false, kCookie, false}).error().message(),
        "origin: not said; programs send \"Authorization: Bearer TOKEN\" instead of a cookie");
    EXPECT_EQ(check_origin({"POST", "localhost", "http://evil.example"}).error().message(),
              "origin: got \"http://evil.example\"; only this wall's own pages may change it");
}

}  // namespace
}  // namespace pendopo
