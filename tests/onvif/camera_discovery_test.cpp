// The worker as control and the command line see it: a process for each question.
#include "engine/app/camera_discovery.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/ipc/process.h"
#include "tests/onvif/device_simulator.h"
#include "tests/onvif/discovery_responder.h"
#include "tests/support/event_loop_turns.h"
#include "tests/support/own_network.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {
namespace {

using Json = nlohmann::json;

class CameraDiscoveryTest : public testing::Test {
  protected:
    StreamsReply ask(const StreamsRequest& request) {
        std::optional<StreamsReply> reply;
        EXPECT_TRUE(cameras_.streams(request, [&](StreamsReply came) { reply = std::move(came); }));
        EXPECT_TRUE(turn_until(loop_, [&] { return reply.has_value(); }));
        return reply.value_or(StreamsReply{});
    }

    EventLoop loop_;
    Log log_ = Log::silent();
    CameraDiscovery cameras_{loop_, log_};
};

TEST_F(CameraDiscoveryTest, StreamsOfADevice) {
    const DeviceSimulator device(hikvision_like());
    const StreamsReply reply = ask({device.service_url(), "", "admin", "Rahasia&123"});
    EXPECT_EQ(reply.problem_en, "");
    EXPECT_EQ(reply.make, "HIKVISION");
    EXPECT_EQ(reply.streams.size(), 3u);
    EXPECT_EQ(cameras_.under_way(), 0u);
}

TEST_F(CameraDiscoveryTest, ADeviceByName) {
    const DeviceSimulator device(dahua_like());
    const std::string address = "localhost:" + std::to_string(device.port());
    const StreamsReply reply = ask({"", address, "admin", "Rahasia&123"});
    ASSERT_EQ(reply.streams.size(), 2u) << reply.problem_en;
    EXPECT_TRUE(reply.streams[0].url.starts_with("rtsp://localhost:554/cam/"));
}

TEST_F(CameraDiscoveryTest, ASearchEnds) {
    std::optional<DiscoverDone> done;
    ASSERT_TRUE(cameras_.discover(
        {{"127.0.0.1"}, 1}, [](DeviceFound) {},
        [&](DiscoverDone came) { done = std::move(came); }));
    ASSERT_TRUE(turn_until(loop_, [&] { return done.has_value(); }));
    EXPECT_EQ(done->problem_en, "");
}

TEST_F(CameraDiscoveryTest, WhatMakesNoSenseIsRefusedAtOnce) {
    const auto none = [](StreamsReply) {};
    const Error no_address(ErrorCode::invalid,
                           "device: got what is no address; expected one like 192.168.1.64, "
                           "192.168.1.64:8000 or http://192.168.1.64/onvif/device_service");
    EXPECT_EQ(cameras_.streams({"", "kamera lobi", "", ""}, none).error(), no_address);
    EXPECT_EQ(cameras_.streams({"rtsp://192.0.2.7/", "", "", ""}, none).error(), no_address);
    EXPECT_EQ(cameras_.discover({{}, 0}, nullptr, nullptr).error(),
              Error(ErrorCode::invalid, "seconds: got 0; expected 1 to 60"));
    EXPECT_EQ(cameras_.discover({{"10.0.0.0/8"}, 1}, nullptr, nullptr).error().code(),
              ErrorCode::exhausted);
    CameraDiscovery broken(loop_, log_, "/no/such/program");
    EXPECT_FALSE(broken.streams({"", "192.0.2.7", "", ""}, none));
}

TEST_F(CameraDiscoveryTest, AtMostEightAtATimeAndACancelledOneSaysNothing) {
    SimulatedDevice silent;
    silent.silent = true;
    const DeviceSimulator device(silent);
    int calls = 0;
    std::vector<uint64_t> asked;
    const StreamsRequest request{device.service_url(), "", "", ""};
    for (size_t i = 0; i < CameraDiscovery::kMost; ++i) {
        asked.push_back(*cameras_.streams(request, [&](StreamsReply) { ++calls; }));
    }
    EXPECT_EQ(cameras_.streams(request, [&](StreamsReply) { ++calls; }).error(),
              Error(ErrorCode::exhausted,
                    "8 cameras are being asked already; wait until they have answered"));
    for (const uint64_t each : asked) {
        cameras_.cancel(each);
        cameras_.cancel(each);
    }
    EXPECT_EQ(cameras_.under_way(), 0u);
    loop_.turn();
    EXPECT_EQ(calls, 0);
}

TEST_F(CameraDiscoveryTest, AWorkerThatDiesIsTold) {
    std::optional<StreamsReply> reply;
    CameraDiscovery wrong(loop_, log_, "/bin/true");
    ASSERT_TRUE(wrong.streams({"", "192.0.2.7", "", ""},
                              [&](StreamsReply came) { reply = std::move(came); }));
    ASSERT_TRUE(turn_until(loop_, [&] { return reply.has_value(); }));
    EXPECT_EQ(reply->problem, OnvifProblem::failed);
    EXPECT_TRUE(
        reply->problem_en.starts_with("The program that asks cameras ended without an answer ("));
    EXPECT_TRUE(reply->problem_id.ends_with("). Coba lagi."));
}

// A call may destroy what calls.
TEST_F(CameraDiscoveryTest, IsDestroyedByItsOwnCall) {
    const DeviceSimulator device(dahua_like());
    auto cameras = std::make_unique<CameraDiscovery>(loop_, log_);
    bool called = false;
    ASSERT_TRUE(cameras->streams({device.service_url(), "", "", ""}, [&](StreamsReply) {
        cameras.reset();
        called = true;
    }));
    EXPECT_TRUE(turn_until(loop_, [&] { return called; }));
}

// The verb and the worker together: found by multicast, asked for its streams.
TEST(DiscoverVerb, FindsACameraInANetworkOfItsOwn) {
    std::string why;
    TempDir folder;
    const std::string out = folder.path() / "out.json";
    const std::string password_file = folder.path() / "password";
    std::ofstream(password_file) << "Rahasia&123\n";
    ASSERT_EQ(::chmod(password_file.c_str(), 0600), 0);
    const int status = in_own_network(
        [&] {
            const DeviceSimulator device(hikvision_like());
            const DiscoveryResponder responder(device.service_url(), 3702);
            const auto run = run_program(program_beside("pendopo"),
                                         {"discover", "--seconds", "2", "--json", "--user", "admin",
                                          "--password-file", password_file},
                                         Seconds(60));
            std::ofstream(out) << (run ? run->output : run.error().message());
            return run ? run->status.code : 99;
        },
        why);
    if (status < 0) {
        GTEST_SKIP() << why;
    }
    EXPECT_EQ(status, 0);
    std::ifstream file(out);
    const Json said = Json::parse(file, nullptr, false);
    ASSERT_EQ(said["devices"].size(), 1u) << said;
    EXPECT_EQ(said["devices"][0]["name"], "Kamera Lobi");
    EXPECT_EQ(said["devices"][0]["device"]["make"], "HIKVISION");
    EXPECT_EQ(said["devices"][0]["streams"][0]["use"], "main");
    EXPECT_EQ(said["devices"][0]["streams"][0]["size"], Json::array({2560, 1440}));
}

TEST(DiscoverVerb, ExitStatuses) {
    const auto status = [](const std::vector<std::string>& words) {
        std::vector<std::string> arguments = {"discover"};
        arguments.insert(arguments.end(), words.begin(), words.end());
        const auto run = run_program(program_beside("pendopo"), arguments, Seconds(60));
        return run ? run->status.code : -1;
    };
    EXPECT_EQ(status({"--address", "127.0.0.1", "--seconds", "1"}), 1);
    EXPECT_EQ(status({"--address", "kamera lobi"}), 2);
    EXPECT_EQ(status({"--seconds", "0"}), 2);
    EXPECT_EQ(status({"--password-file", "/dev/null"}), 2);
    EXPECT_EQ(status({"--user", "admin", "--password-file", "/no/such/file"}), 2);
    EXPECT_EQ(status({"--user", "admin"}), 2);  // no terminal to ask on
    EXPECT_EQ(status({"--help"}), 0);
}

}  // namespace
}  // namespace pendopo::test
