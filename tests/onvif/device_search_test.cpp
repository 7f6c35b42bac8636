#include "engine/onvif/device_search.h"

#include <gtest/gtest.h>

#include "tests/onvif/discovery_responder.h"
#include "tests/support/own_network.h"

namespace pendopo::test {
namespace {

std::vector<DeviceFound> search(const DiscoverRequest& request, int port = kDiscoveryPort) {
    std::vector<DeviceFound> found;
    const auto count = search_devices(
        request, [&](DeviceFound device) { found.push_back(std::move(device)); }, port);
    EXPECT_TRUE(count) << count.error().message();
    EXPECT_EQ(count.value_or(0), found.size());
    return found;
}

TEST(DeviceSearch, ByAddress) {
    const DiscoveryResponder device("http://192.168.1.64/onvif/device_service", 0);
    const auto found = search({{"127.0.0.1", "127.0.0.0/29"}, 2}, device.port());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].address, "127.0.0.1");
    // It tells an address it does not have.
    EXPECT_EQ(found[0].service_url, "http://127.0.0.1/onvif/device_service");
    EXPECT_EQ(found[0].name, "Kamera Lobi");
    EXPECT_EQ(found[0].hardware, "IPC-1");
    EXPECT_GE(device.questions(), 4);  // again, as packets get lost
}

TEST(DeviceSearch, NobodyAnswers) {
    EXPECT_TRUE(search({{"127.0.0.1"}, 1}, 9).empty());
}

TEST(DeviceSearch, AddressesThatAreNone) {
    const auto none = [](DeviceFound) {};
    EXPECT_EQ(search_devices({{"lobi"}, 1}, none).error().code(), ErrorCode::invalid);
    EXPECT_EQ(search_devices({{"10.0.0.0/8"}, 1}, none).error().code(), ErrorCode::exhausted);
    EXPECT_EQ(search_devices({{"fe80::1%nowhere0"}, 1}, none).error(),
              Error(ErrorCode::invalid,
                    "address: fe80::1%nowhere0 names an interface that is not there"));
}

TEST(DeviceSearch, ByMulticastInANetworkOfItsOwn) {
    std::string why;
    const int status = in_own_network(
        [] {
            const DiscoveryResponder device("http://127.0.0.1:8000/onvif/device_service",
                                            kDiscoveryPort);
            const auto found = search({{}, 2});
            return found.size() == 1 && found[0].address == "127.0.0.1" &&
                           found[0].service_url == "http://127.0.0.1:8000/onvif/device_service"
                       ? 0
                       : 10 + static_cast<int>(found.size());
        },
        why);
    if (status < 0) {
        GTEST_SKIP() << why;
    }
    EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace pendopo::test
