#include "engine/onvif/address_list.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

using Texts = std::vector<std::string>;

Texts expanded(const Texts& texts) {
    return expand_addresses(texts).value_or(Texts{"error"});
}

TEST(AddressList, SingleOnesRangesAndNetworks) {
    EXPECT_EQ(expanded({}), Texts{});
    EXPECT_EQ(expanded({"192.168.1.64"}), Texts{"192.168.1.64"});
    EXPECT_EQ(expanded({"192.168.1.254-192.168.2.1"}),
              (Texts{"192.168.1.254", "192.168.1.255", "192.168.2.0", "192.168.2.1"}));
    EXPECT_EQ(expanded({"10.0.0.7-9"}), (Texts{"10.0.0.7", "10.0.0.8", "10.0.0.9"}));
    EXPECT_EQ(expanded({"10.0.0.9/30"}), (Texts{"10.0.0.9", "10.0.0.10"}));
    EXPECT_EQ(expanded({"10.0.0.8/31"}), (Texts{"10.0.0.8", "10.0.0.9"}));
    EXPECT_EQ(expanded({"10.0.0.8/32"}), Texts{"10.0.0.8"});
    EXPECT_EQ(expanded({"fe80::1%eth0", "2001:db8::5"}), (Texts{"fe80::1%eth0", "2001:db8::5"}));
    EXPECT_EQ(expanded({"10.0.0.8/31", "10.0.0.9", "10.0.0.8"}), (Texts{"10.0.0.8", "10.0.0.9"}));
    EXPECT_EQ(expanded({"192.168.0.0/22"}).size(), 1022u);
    EXPECT_EQ(expanded({"10.0.0.0-10.0.3.255"}).size(), 1024u);
}

TEST(AddressList, TooManyAndNone) {
    for (const char* many : {"10.0.0.0/21", "10.0.0.0/8", "10.0.0.0-10.0.4.0", "1.0.0.0/1"}) {
        EXPECT_EQ(expand_addresses(Texts{many}).error(),
                  Error(ErrorCode::exhausted,
                        std::string("address: ") + many +
                            " makes it more than 1024 addresses; search one network after another"))
            << many;
    }
    EXPECT_EQ(
        expand_addresses(Texts{"kamera lobi"}).error(),
        Error(ErrorCode::invalid,
              "address: got \"kamera lobi\"; expected an address like 192.168.1.64, a network "
              "like 192.168.1.0/24 or a range like 192.168.1.10-40"));
    for (const char* wrong :
         {"", "192.168.1", "192.168.1.256", "10.0.0.9-7", "10.0.0.9/33", "10.0.0.9/", "10.0.0.9-",
          "10.0.0.9/-1", "fe80::1", "fe80::1%", "2001:db8::1%eth0", "ff02::c", "[::1]", "10.0.0.1 ",
          "10.0.0.1-10.0.0.2-10.0.0.3"}) {
        EXPECT_FALSE(expand_addresses(Texts{wrong})) << wrong;
    }
    for (const char* no_device : {"239.255.255.250", "0.0.0.0", "255.255.255.255", "0.0.0.0-9"}) {
        EXPECT_EQ(expand_addresses(Texts{no_device}).error(),
                  Error(ErrorCode::invalid, std::string("address: ") + no_device +
                                                " is no address of a single device"));
    }
}

}  // namespace
}  // namespace pendopo
