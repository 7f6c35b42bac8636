#include "decoders/net_interface.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(NetInterface, IsTheOneThatLeadsToTheAddress) {
    EXPECT_EQ(interface_towards("127.0.0.1"), "lo");
    EXPECT_EQ(interface_towards("::1"), "lo");
    for (const char* nowhere : {"", "camera.example", "256.1.1.1"}) {
        EXPECT_EQ(interface_towards(nowhere), "") << nowhere;
    }
}

}  // namespace
}  // namespace pendopo
