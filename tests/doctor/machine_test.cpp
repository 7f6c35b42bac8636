#include "engine/doctor/machine.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/support/loopback.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

// Wall box: 10.0.3.2 among the cameras, 192.168.1.20 beside the gateway.
constexpr std::string_view kRoutes =
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
    "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
    "eth1\t0003000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
    "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n";

TEST(MachineTest, TellsWhoStandsBesideTheGateway) {
    const auto beside = [](const char* address, std::string_view table = kRoutes) {
        return stands_beside_gateway(table, ::inet_addr(address));
    };
    EXPECT_TRUE(beside("192.168.1.40"));
    EXPECT_FALSE(beside("10.0.3.11")) << "a network of their own";
    EXPECT_FALSE(beside("203.0.113.7")) << "behind the gateway";
    EXPECT_FALSE(beside("192.168.1.40", kRoutes.substr(0, kRoutes.find("eth0"))))
        << "there is no gateway";
    EXPECT_FALSE(beside("192.168.1.40", "")) << "nothing could be read";
    EXPECT_FALSE(beside("192.168.1.40", "Iface\neth0 zz yy\n"));
}

TEST(MachineTest, ReadsWhatTheKernelSays) {
    EXPECT_EQ(cores_of_quota("max 100000\n"), std::nullopt);
    EXPECT_EQ(cores_of_quota("150000 100000\n"), 1.5);
    EXPECT_EQ(cores_of_quota(""), std::nullopt);
    EXPECT_EQ(cores_of_quota("5"), std::nullopt);
    EXPECT_EQ(total_memory("MemTotal:        4030456 kB\nMemFree: 1 kB\n"), 4'030'456LL * 1024);
    EXPECT_EQ(total_memory("MemTotal:"), 0);
    EXPECT_EQ(total_memory(""), 0);
}

TEST(MachineTest, KnowsWhoGetsInTheWay) {
    EXPECT_THAT(disturbers_among({"bash", "xscreensaver", "pendopo", "dunst", "xscreensaver", ""}),
                ElementsAre("dunst", "xscreensaver"));
}

TEST(MachineTest, AFolderThatIsNotThereYetIsLookedAtWhereItWillBe) {
    const test::TempDir folder;
    const FolderFacts facts = folder_facts(folder / "a/b/c");
    EXPECT_EQ(facts.path, folder / "a/b/c");
    EXPECT_TRUE(facts.writable);
    EXPECT_GT(facts.free_bytes, 0);
    EXPECT_GT(facts.free_files, 0);
    EXPECT_FALSE(folder_facts("/proc/self").writable && ::geteuid() != 0);
    EXPECT_TRUE(folder_facts("/dev/shm").in_memory);
}

TEST(MachineTest, ThisMachineHasWhatItTakesToRunThis) {
    MachineFacts facts;
    gather_system(facts);
    EXPECT_GT(facts.cores, 0);
    EXPECT_GT(facts.memory_bytes, 0);
    EXPECT_GE(facts.year, 2024);
    EXPECT_TRUE(facts.zone_data);
    EXPECT_TRUE(facts.load);
    EXPECT_EQ(facts.as_root, ::geteuid() == 0);
}

TEST(MachineTest, WaysAndPortsAreAskedOfTheKernel) {
    MachineFacts facts;
    const UniqueFd taken = test::bound_to_loopback(SOCK_STREAM);
    const int port = test::port_of(taken);
    gather_network({{"sendiri", "127.0.0.1"}, {"nama", "kamera.example"}, {"enam", "[::1]"}},
                   "127.0.0.1", port, facts);
    ASSERT_THAT(facts.routes, testing::Not(testing::IsEmpty()));
    EXPECT_EQ(facts.routes[0].camera, "sendiri");
    EXPECT_TRUE(facts.routes[0].reachable);
    EXPECT_GE(facts.routes[0].mtu, 1500);
    EXPECT_FALSE(facts.routes[0].with_gateway);
    EXPECT_THAT(facts.routes, SizeIs(2)) << "names are not asked for";
    EXPECT_EQ(facts.port, PortHolder::another);
    EXPECT_TRUE(facts.most_receive_buffer);
    MachineFacts free;
    const int free_port = test::port_of(test::bound_to_loopback(SOCK_STREAM));
    gather_network({}, "127.0.0.1", free_port, free);
    EXPECT_EQ(free.port, PortHolder::nobody);
}

}  // namespace
}  // namespace pendopo
