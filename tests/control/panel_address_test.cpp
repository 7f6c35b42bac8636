#include "engine/control/panel_address.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(PanelAddressTest, IsWhatPeopleOpen) {
    EXPECT_EQ(panel_address("192.0.2.7", 7600, true, "lobi"), "https://192.0.2.7:7600/");
    EXPECT_EQ(panel_address("0.0.0.0", 7600, true, "lobi", "abc"), "https://lobi:7600/#masuk=abc");
    EXPECT_EQ(panel_address("::", 80, false, "lobi"), "http://lobi:80/");
    EXPECT_EQ(panel_address("2001:db8::1", 7600, true, "lobi", "abc"),
              "https://[2001:db8::1]:7600/#masuk=abc");
    for (const char* here : {"127.0.0.1", "127.9.9.9", "::1", "localhost"}) {
        EXPECT_TRUE(is_loopback(here)) << here;
    }
    for (const char* elsewhere : {"0.0.0.0", "::", "192.0.2.7", ""}) {
        EXPECT_FALSE(is_loopback(elsewhere)) << elsewhere;
    }
}

}  // namespace
}  // namespace pendopo
