#include "tools/cameras/listening_socket.h"

#include <gmock/gmock.h>

#include "tests/support/loopback.h"

namespace pendopo {
namespace {

using testing::HasSubstr;

TEST(ListeningSocket, TakesTheNextPortWhereOneIsTaken) {
    const auto first = ListeningSocket::create("127.0.0.1", 0, 0);
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_EQ(first->port, test::port_of(first->fd));
    const auto second = ListeningSocket::create("127.0.0.1", first->port, 50);
    ASSERT_TRUE(second) << second.error().message();
    EXPECT_GT(second->port, first->port);
    EXPECT_LE(second->port, first->port + 50);
}

TEST(ListeningSocket, SaysWhyItCannot) {
    const auto first = ListeningSocket::create("127.0.0.1", 0, 0);
    ASSERT_TRUE(first);
    const auto taken = ListeningSocket::create("127.0.0.1", first->port, 0);
    ASSERT_FALSE(taken);
    EXPECT_THAT(taken.error().message(),
                HasSubstr(": the port is taken; choose another with --port"));
    const auto nowhere = ListeningSocket::create("banana", 8554, 5);
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().message(),
              "--address: got \"banana\"; expected a numeric address, e.g. 127.0.0.1");
}

}  // namespace
}  // namespace pendopo
