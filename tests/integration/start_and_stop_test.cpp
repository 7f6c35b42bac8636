// From the start to the end of a wall: health, what it remembers, what it leaves behind.

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "engine/base/unique_fd.h"
#include "tests/integration/wall_fixture.h"
#include "tests/support/png_file.h"

namespace pendopo::test {
namespace {

using StartAndStop = WallFixture;

int status_of(int port, const std::string& path) {
    const auto answer = http_get(port, path);
    return answer ? answer->status : 0;
}

TEST_F(StartAndStop, HealthzAnswersAndReadyzSaysWhenTheWallShowsALayout) {
    ASSERT_NO_FATAL_FAILURE(start_wall());
    EXPECT_TRUE(wait_until([&] { return status_of(port(), "/healthz") == 200; }, kPatience));
    EXPECT_TRUE(wait_until([&] { return status_of(port(), "/readyz") == 200; }, kPatience));
    EXPECT_TRUE(wait_for([](const Json& now) { return !camera_tiles(now).empty(); }));
}

TEST_F(StartAndStop, LastLayoutSurvivesARestart) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_EQ(http_post(port(), "/api/v1/layouts/penuh/activate")->status, 200);
    ASSERT_EQ(wall().stop(kPatience), ExitStatus{});
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    EXPECT_EQ(state().at("layout"), "penuh");
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
}

TEST_F(StartAndStop, LastLayoutSurvivesKill9OfTheWholeWallAndNoWorkerIsLeft) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_EQ(http_post(port(), "/api/v1/layouts/penuh/activate")->status, 200);
    // A thread of its own writes it, at most a tenth of a second later.
    ASSERT_TRUE(wait_until(
        [&] {
            return test::text_of(file("state/wall-state.json")).find("penuh") != std::string::npos;
        },
        kPatience));
    wall().signal(SIGKILL);
    ASSERT_TRUE(wall().wait(kPatience));
    EXPECT_TRUE(wait_until([&] { return wall().tree().empty(); }, kPatience))
        << "workers outlive it";
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    EXPECT_EQ(state().at("layout"), "penuh");
}

TEST_F(StartAndStop, CtrlCEndsEverything) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    std::vector<pid_t> workers;
    const Json running = state();
    for (const Json& worker : running.at("workers")) {
        workers.push_back(worker.at("pid"));
    }
    ASSERT_EQ(workers.size(), 5u);  // control among them

    const MonotonicTime pressed = Monotonic::now();
    wall().signal(SIGINT);
    EXPECT_EQ(wall().wait(kPatience), ExitStatus{});
    measured("Ctrl-C to the end (5 s are promised)", Monotonic::now() - pressed);
    for (const pid_t pid : workers) {
        EXPECT_TRUE(::kill(pid, 0) != 0 && errno == ESRCH) << "worker " << pid << " is left";
    }
    EXPECT_TRUE(wall().tree().empty());
    EXPECT_TRUE(wait_until(
        [] {
            const auto counts = cameras().counts();
            return !counts.empty() && std::ranges::all_of(counts, [](const auto& entry) {
                return entry.second.sessions() == 0;
            });
        },
        kPatience))
        << "sessions are left";
    EXPECT_EQ(log().find("are killed"), std::string::npos) << "workers did not end by themselves";
}

// Control stood still in write() with its first line, and ingest workers on the lock of the log.
TEST_F(StartAndStop, ALogThatNobodyReadsStopsNothing) {
    const std::string pipe = file("wall.log");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const UniqueFd reader(
        ::open(pipe.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));  // but never reads
    ASSERT_TRUE(reader);
    while (::write(reader.get(), "x", 1) == 1) {
    }
    start_wall({"--log-level", "debug"});
    ASSERT_EQ(::unlink(pipe.c_str()), 0);
    ASSERT_TRUE(wait_for(all_live, 2 * kPatience)) << state().dump(2);
    for (int round = 0; round < 10; ++round) {
        for (const char* layout : {"penuh", "berdua"}) {
            const auto answer =
                http_post(port(), "/api/v1/layouts/" + std::string(layout) + "/activate");
            ASSERT_TRUE(answer) << "control hangs";
            EXPECT_EQ(answer->status, 200);
        }
    }
    EXPECT_TRUE(wait_for(all_live));
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
    EXPECT_EQ(wall().stop(Seconds(5)), ExitStatus{}) << "5 s are promised";
}

TEST_F(StartAndStop, HeadlessRunOfSomeSecondsLeavesOnePicturePerDisplay) {
    const std::string folder = file("pictures");
    const auto run = pendopo(
        {"run", "--config", file("wall.json"), "--headless", "--seconds", "5", "--out", folder});
    EXPECT_EQ(run.exit, 0) << run.errors;
    const char* ids[] = {"kiri", "tengah-kiri", "tengah-kanan", "kanan"};
    for (int display = 0; display < kDisplays; ++display) {
        const auto picture = read_png(folder + "/" + ids[display] + ".png");
        ASSERT_TRUE(picture) << picture.error().message();
        EXPECT_EQ(picture->size, kOutput);
        const auto strip = decode_strip({.pixels = picture->bgra.data(),
                                         .width = kOutput.width,
                                         .height = kOutput.height,
                                         .stride = std::ptrdiff_t{kOutput.width} * 4},
                                        {0, 0, 320, 180});
        ASSERT_TRUE(strip) << ids[display];
        EXPECT_EQ(strip->camera, 2 * display + 1) << ids[display];
    }
}

// Connects to the wall from a loopback address of its own and says half a sentence.
UniqueFd stuck_client(int port) {
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);
    EXPECT_EQ(::bind(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    if (::connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        ::send(fd.get(), "GET / HTTP/1.1\r\nHo", 18, MSG_NOSIGNAL);
    }
    return fd;
}

TEST_F(StartAndStop, TwoHundredStuckConnectionsStopNeitherOthersNorTheWall) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    std::vector<UniqueFd> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(stuck_client(port()));
    }
    EXPECT_EQ(status_of(port(), "/healthz"), 200);
    EXPECT_EQ(status_of(port(), "/readyz"), 200);
    EXPECT_EQ(http_post(port(), "/api/v1/layouts/penuh/activate")->status, 200);
    const Json now = state();
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
    EXPECT_EQ(state().at("layout"), "penuh");
    for (const Json& worker : now.at("workers")) {
        EXPECT_EQ(worker.at("restarts"), 0) << worker;
    }
}

}  // namespace
}  // namespace pendopo::test
