// People who mean no good, against a whole wall: what control answers, what it costs, and whether
// anybody else notices.

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <thread>

#include "tests/integration/wall_fixture.h"
#include "tests/support/hostile_requests.h"
#include "tests/support/loopback.h"
#include "tests/support/memory_of.h"

namespace pendopo::test {
namespace {

using HostileClients = WallFixture;

UniqueFd client_of(int port) {
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(port);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        fd.reset();
    }
    return fd;
}

// Sends all of it as far as it is taken, and gives what comes back until the connection ends.
std::string exchange(int port, std::string_view bytes) {
    const UniqueFd fd = client_of(port);
    std::string answer;
    const MonotonicTime end = Monotonic::now() + kPatience;
    while (fd && Monotonic::now() < end) {
        pollfd state{fd.get(), static_cast<short>(POLLIN | (bytes.empty() ? 0 : POLLOUT)), 0};
        ::poll(&state, 1, 100);
        if ((state.revents & POLLOUT) != 0) {
            const ssize_t sent =
                ::send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            bytes.remove_prefix(sent > 0 ? static_cast<size_t>(sent) : 0);
            if (bytes.empty()) {
                ::shutdown(fd.get(), SHUT_WR);  // else a good answer leaves the connection open
            }
        }
        if ((state.revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
            char part[65536];
            const ssize_t count = ::recv(fd.get(), part, sizeof part, MSG_DONTWAIT);
            if (count <= 0) {
                break;
            }
            answer.append(part, static_cast<size_t>(count));
        }
    }
    return answer;
}

// Of the largest process of that program in the tree, which is control.
size_t control_peak(const ChildProcess& wall) {
    size_t peak = 0;
    for (const pid_t pid : wall.tree()) {
        if (text_of("/proc/" + std::to_string(pid) + "/comm") == "pendopo\n") {
            peak = std::max(peak, peak_memory_of(pid));
        }
    }
    return peak;
}

constexpr size_t kMostMemory = (size_t{100} << 20) + 2 * kSanitizerBytes;

TEST_F(HostileClients, EveryRequestOfTheTableIsAnsweredAndControlStaysSmallAndQuick) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    std::atomic<bool> done = false;
    std::atomic<int> unanswered = 0;
    std::atomic<int64_t> slowest_ms = 0;
    std::thread panel([&] {
        while (!done) {
            const MonotonicTime asked = Monotonic::now();
            unanswered += !http_get(port(), "/api/v1/state");
            const auto took =
                std::chrono::duration_cast<Milliseconds>(Monotonic::now() - asked).count();
            slowest_ms = std::max<int64_t>(slowest_ms.load(), took);
            std::this_thread::sleep_for(Milliseconds(20));
        }
    });
    for (const HostileRequest& row : hostile_requests()) {
        const std::string answer = exchange(port(), row.bytes);
        // Nobody signed in: a request that is well formed gets no further than that. What the API
        // says to somebody is tests/control/hostile_requests_test.cpp's.
        const bool well_formed = row.status == 200 || row.status == 400 || row.status == 404;
        const std::string status = answer.substr(0, 12);
        // 403: a WebSocket that does not say where it comes from.
        EXPECT_TRUE(status.ends_with(" " + std::to_string(row.status)) ||
                    (well_formed && (status.ends_with(" 401") || status.ends_with(" 403"))))
            << row.name << ": " << answer.substr(0, 200);
    }
    done = true;
    panel.join();
    measured("slowest state answer meanwhile", Milliseconds(slowest_ms.load()));
    const size_t peak = control_peak(wall());
    std::cout << "[ measured ] control at most: " << peak / 1'000'000 << " MB" << std::endl;
    EXPECT_EQ(unanswered.load(), 0);
    EXPECT_LT(slowest_ms.load(), 5'000);
    EXPECT_GT(peak, 0u);
    EXPECT_LT(peak, kMostMemory);
    EXPECT_TRUE(wait_for(all_live));
}

TEST_F(HostileClients, RenewedHalfRequestsDoNotLockThePanelOut) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    std::atomic<bool> done = false;
    std::thread attack([&] {
        std::vector<UniqueFd> halves;
        while (!done) {
            halves.push_back(client_of(port()));
            if (halves.back()) {
                ::send(halves.back().get(), "GET / HTTP/1.1\r\nHo", 18, MSG_NOSIGNAL);
            }
            if (halves.size() > 200) {
                halves.erase(halves.begin(), halves.begin() + 100);
            }
            std::this_thread::sleep_for(Milliseconds(2));
        }
    });
    int answered = 0;
    for (int poll = 0; poll < 60; ++poll) {
        const auto answer = http_get(port(), "/api/v1/state");
        answered += answer && answer->status == 200;
        std::this_thread::sleep_for(Milliseconds(50));
    }
    done = true;
    attack.join();
    EXPECT_EQ(answered, 60);
}

TEST_F(HostileClients, FullPicturesForManyLeaveTheStateQuick) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    std::atomic<bool> done = false;
    std::atomic<int> pictures = 0;
    std::vector<std::thread> watchers;
    for (const char* id : {"kiri", "tengah-kiri", "tengah-kanan", "kanan", "kiri", "tengah-kiri",
                           "tengah-kanan", "kanan"}) {
        watchers.emplace_back([&, id] {
            while (!done) {
                const auto answer =
                    http_get(port(), std::string("/api/v1/displays/") + id + "/picture.png");
                pictures += answer && answer->status == 200;
            }
        });
    }
    Nanoseconds slowest{0};
    for (int poll = 0; poll < 60; ++poll) {
        const MonotonicTime asked = Monotonic::now();
        EXPECT_TRUE(http_get(port(), "/api/v1/state"));
        slowest = std::max(slowest, Monotonic::now() - asked);
        std::this_thread::sleep_for(Milliseconds(50));
    }
    done = true;
    for (std::thread& watcher : watchers) {
        watcher.join();
    }
    measured("slowest state answer with 8 watchers of full pictures", slowest);
    const size_t peak = control_peak(wall());
    std::cout << "[ measured ] pictures: " << pictures.load()
              << ", control at most: " << peak / 1'000'000 << " MB" << std::endl;
    EXPECT_GT(pictures.load(), 8);
    EXPECT_LT(peak, kMostMemory);
}

// ---- the disk -----------------------------------------------------------------------------------

std::string problems_of(const Json& state) {
    return state.value("problems", Json::array()).dump();
}

TEST_F(HostileClients, StateFileThatIsAPipeStopsNothingAndIsReplaced) {
    std::filesystem::create_directories(file("state"));
    ASSERT_EQ(::mkfifo(file("state/wall-state.json").c_str(), 0600), 0);
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    EXPECT_NE(problems_of(state()).find("wall-state.json: it is no regular file"),
              std::string::npos);
    ASSERT_EQ(http_post(port(), "/api/v1/layouts/penuh/activate")->status, 200);
    // Written beside the answer.
    EXPECT_TRUE(wait_for([](const Json& now) { return problems_of(now) == "[]"; }));
    EXPECT_TRUE(std::filesystem::is_regular_file(file("state/wall-state.json")));
}

TEST_F(HostileClients, DiskThatTakesNothingStandsInTheProblemsUntilItDoes) {
    write("state", "a file where the folder should be");
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    for (const char* layout : {"penuh", "sama", "penuh"}) {
        ASSERT_EQ(http_post(port(), std::string("/api/v1/layouts/") + layout + "/activate")->status,
                  200);
        EXPECT_TRUE(wait_for([](const Json& now) {
            return problems_of(now).find("what is asked of the wall will not be remembered") !=
                   std::string::npos;
        }));
    }
    std::filesystem::remove(file("state"));
    // What users and the log need of that folder stays in memory until the next start, and says so.
    EXPECT_TRUE(wait_for([](const Json& now) {
        return problems_of(now).find("what is asked of the wall will not be remembered") ==
               std::string::npos;
    }));
    const std::string lines = log();
    const size_t first = lines.find("what is asked of the wall will not be remembered");
    EXPECT_EQ(lines.find("what is asked of the wall will not be remembered", first + 1),
              std::string::npos)
        << "told more than once";
}

}  // namespace
}  // namespace pendopo::test
