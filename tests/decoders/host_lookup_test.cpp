#include "decoders/host_lookup.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <functional>
#include <thread>

#include "tests/decoders/fake_name_server.h"
#include "tests/support/own_network.h"

namespace pendopo {
namespace {

using test::FakeNameServer;
using Mood = FakeNameServer::Mood;

bool wait_a_while() {
    std::this_thread::sleep_for(Milliseconds(5));
    return true;
}

// "127.0.0.1:554", or why there is none.
std::string first(const Result<HostAddresses>& found) {
    if (!found) {
        return found.error().message();
    }
    const auto& address = reinterpret_cast<const sockaddr_in&>(found->addresses.front());
    std::string text(INET_ADDRSTRLEN, '\0');
    ::inet_ntop(AF_INET, &address.sin_addr, text.data(), INET_ADDRSTRLEN);
    return text.substr(0, text.find('\0')) + ":" + std::to_string(ntohs(address.sin_port));
}

TEST(HostLookup, TakesNumericAddressesAndThoseOfInterfaces) {
    EXPECT_EQ(first(look_up_host("192.0.2.7", 554, wait_a_while)), "192.0.2.7:554");
    const Result<HostAddresses> six = look_up_host("fe80::1%lo", 8554, wait_a_while);
    ASSERT_TRUE(six) << six.error().message();
    const auto& address = reinterpret_cast<const sockaddr_in6&>(six->addresses.front());
    EXPECT_EQ(address.sin6_family, AF_INET6);
    EXPECT_NE(address.sin6_scope_id, 0U);
    EXPECT_EQ(ntohs(address.sin6_port), 8554);
}

Result<HostAddresses> look_remembered(const std::string& name) {
    Result<HostAddresses> found = look_up_host(name, 554, wait_a_while);
    EXPECT_TRUE(found && found->age) << name;
    return found;
}

constexpr int kNoSuchServer = 3;

// Runs it where names are asked of a server of its own.
void with_a_name_server(const std::function<void(FakeNameServer&)>& work) {
    std::string why;
    const int status = test::in_own_network(
        [&] {
            FakeNameServer server;
            if (!server.answers_here()) {
                return kNoSuchServer;
            }
            work(server);
            return testing::Test::HasFailure() ? 1 : 0;
        },
        why);
    if (status < 0) {
        GTEST_SKIP() << why;
    }
    if (status == kNoSuchServer) {
        GTEST_SKIP() << "this system asks a name server by IPv6";
    }
    EXPECT_EQ(status, 0) << "see above";
}

TEST(HostLookup, Row22_ANameServerHoldsNobodyUpAndNewAddressesAreFollowed) {
    with_a_name_server([](FakeNameServer& server) {
        const auto look = [](const std::string& name) {
            return look_up_host(name, 554, wait_a_while);
        };
        EXPECT_EQ(first(look("lobi.kamera")), "127.0.0.1:554");
        server.point_at(2);  // a new lease
        EXPECT_EQ(first(look("lobi.kamera")), "127.0.0.2:554");

        server.become(Mood::silent);
        const MonotonicTime begun = Monotonic::now();
        EXPECT_EQ(first(look_remembered("lobi.kamera")), "127.0.0.2:554");
        EXPECT_EQ(first(look("gudang.kamera")), "rtsp: the name server does not answer");
        EXPECT_GE(Monotonic::now() - begun, 2 * kLookupPatience);
        EXPECT_LT(Monotonic::now() - begun, 4 * kLookupPatience);

        server.become(Mood::cannot_tell);
        EXPECT_EQ(first(look_remembered("lobi.kamera")), "127.0.0.2:554");
        server.become(Mood::no_such_name);  // which is believed
        EXPECT_EQ(first(look("lobi.kamera")),
                  "rtsp: the camera's name is not known: Name or service not known");

        server.become(Mood::answers);
        server.point_at(3);
        const Result<HostAddresses> found = look("lobi.kamera");
        EXPECT_EQ(first(found), "127.0.0.3:554");
        EXPECT_TRUE(found && !found->age);
    });
}

TEST(HostLookup, EndsWhenItsOwnerDoes) {
    with_a_name_server([](FakeNameServer& server) {
        server.become(Mood::silent);
        const auto found = look_up_host("lobi.kamera", 554, [] { return false; });
        EXPECT_EQ(first(found), "rtsp: stopped");
    });
}

}  // namespace
}  // namespace pendopo
