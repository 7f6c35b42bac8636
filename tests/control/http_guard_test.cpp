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

TEST(HttpGuard, OnlyOwnPagesMayChangeTheWall) {
    const struct {
        const char* method;
        const char* origin;
        const char* site;
        bool good;
    } cases[] = {
        {"GET", "http://evil.example", "cross-site", true},
        {"HEAD", "null", "cross-site", true},
        {"POST", "", "", true},  // a program
        {"POST", "http://localhost:7600", "", true},
        {"POST", "HTTP://LOCALHOST:7600", "same-origin", true},
        {"POST", "https://localhost:7600", "same-origin", true},
        {"POST", "http://localhost", "", false},
        {"POST", "http://localhost:7601", "", false},
        {"POST", "http://localhost:7600.evil.example", "", false},
        {"POST", "http://evil.example", "", false},
        {"POST", "null", "", false},
        {"POST", "file://", "", false},
        {"POST", "", "cross-site", false},
        {"POST", "", "same-site", false},
        {"POST", "http://localhost:7600", "cross-site", false},
        {"DELETE", "http://evil.example", "", false},
        {"OPTIONS", "http://evil.example", "", false},
        {"get", "http://evil.example", "", false},
    };
    for (const auto& [method, origin, site, good] : cases) {
        EXPECT_EQ(check_origin(method, "localhost:7600", origin, site).has_value(), good)
            << method << " " << origin << " " << site;
    }
}

}  // namespace
}  // namespace pendopo
