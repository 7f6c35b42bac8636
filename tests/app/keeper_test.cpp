#include "engine/app/keeper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/app/handover.h"
#include "engine/app/keeper_link.h"
#include "engine/app/keeper_store.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Not;

// ---- what is put down and found again ---------------------------------------------------------

TEST(KeeperMessages, EachComesBackAsItWas) {
    const ToKeeper to_keeper[] = {
        KeptWorker{"ingest-1", 4711, 3, 1'700'000'000'000}, WorkerGone{"render"},
        HandoverNote{"{\"a\":\"\\n\"}"},
        ControlLives{true, false, SafeMode::crashes, "render: it hung", "no output"},
        ControlEnds{}};
    for (const ToKeeper& message : to_keeper) {
        EXPECT_EQ(decode_to_keeper(encode(message)), message) << encode(message);
    }
    const FromKeeper from_keeper[] = {Greeting{ShowMode::one_window, 2, "signal 9 (Killed)", 61'000,
                                               "note", SafeMode::crashes, "it hung", 5},
                                      KeptWorker{"render", 1, 2, 3}};
    for (const FromKeeper& message : from_keeper) {
        EXPECT_EQ(decode_from_keeper(encode(message)), message) << encode(message);
    }
    for (const char* text : {"", "{}", "{\"type\":\"greeting\"}", "{\"type\":7}", "[1]"}) {
        EXPECT_FALSE(decode_to_keeper(text)) << text;
        EXPECT_FALSE(decode_from_keeper(text)) << text;
    }
}

TEST(Handover, ComesBackAsItWas) {
    const Handover handover{"{\"version\":1}",
                            18,
                            std::chrono::hours(400'000),
                            "llvmpipe",
                            RenderPath::shader,
                            {{{"cam-1", 0}, {"cam-5", 1}}, {Backend::own, Backend::gstreamer}}};
    EXPECT_EQ(decode_handover(encode(handover)), handover);
    for (const char* text : {"", "{}", "null", "{\"state\":7}"}) {
        EXPECT_FALSE(decode_handover(text)) << text;
    }
}

class KeeperStoreTest : public testing::Test {
  protected:
    // What the next control finds.
    std::unique_ptr<KeeperLink> next_control(Greeting greeting = {}) {
        auto [keeper, control] = Channel::create_pair().value();
        EXPECT_TRUE(store_.greet(keeper, std::move(greeting), STDIN_FILENO));
        keeper_.emplace(std::move(keeper));
        auto link = KeeperLink::open(std::move(control), Log::silent());
        EXPECT_TRUE(link) << link.error().message();
        return link ? std::move(*link) : nullptr;
    }
    // The keeper takes what control sent.
    void take() {
        while (true) {
            auto message = keeper_->receive();
            ASSERT_TRUE(message);
            if (!*message) {
                return;
            }
            const auto decoded = decode_to_keeper((*message)->text);
            ASSERT_TRUE(decoded);
            ASSERT_TRUE(store_.take(*decoded, std::move((*message)->fds)));
        }
    }
    KeeperStore store_;
    std::optional<Channel> keeper_;
};

TEST_F(KeeperStoreTest, TheFirstControlFindsNothingButItsGreeting) {
    const Greeting greeting{ShowMode::outputs, 0, "", 0, "", SafeMode::none, "", 0};
    const auto control = next_control(greeting);
    EXPECT_EQ(control->greeting(), greeting);
    EXPECT_FALSE(control->claim("render"));
}

TEST_F(KeeperStoreTest, AWorkerOutlivesControlsWithItsChannelOpen) {
    auto [near, far] = Channel::create_pair().value();
    auto child = ChildProcess::spawn("/bin/sleep", {"60"}, UniqueFd(::dup(far.fd())));
    ASSERT_TRUE(child);
    auto first = next_control();
    first->keep({"render", child->pid(), 4, 5}, near.fd(), child->exit_fd());
    first->note("where I stood");
    take();
    first.reset();  // and its descriptors with it
    near = Channel(UniqueFd(), ChannelSide::control);
    EXPECT_TRUE(far.send("nobody reads this yet")) << "the channel is open";

    std::vector<KeeperLink::Kept> killed;
    for (int i = 0; i < 2; ++i) {  // a control that claims it and dies leaves it to the next
        Greeting greeting;
        greeting.restarts = 1;
        auto next = next_control(greeting);
        EXPECT_EQ(next->greeting().note, "where I stood");
        EXPECT_EQ(next->greeting().restarts, 1U);
        auto kept = next->claim("render");
        ASSERT_TRUE(kept);
        EXPECT_EQ(kept->worker, (KeptWorker{"render", child->pid(), 4, 5}));
        EXPECT_FALSE(kept->process.poll_exit());
        EXPECT_FALSE(next->claim("render")) << "one owner";
        if (i == 1) {
            EXPECT_EQ(kept->channel.receive().value()->text, "nobody reads this yet");
            kept->process.signal(SIGKILL);
        } else {
            killed.push_back(std::move(*kept));  // nothing of this control ends in peace
        }
    }
}

TEST_F(KeeperStoreTest, AWorkerThatWentIsNotHandedOver) {
    auto [near, far] = Channel::create_pair().value();
    auto control = next_control();
    control->keep({"render", ::getpid(), 1, 1}, near.fd(), near.fd());
    control->keep({"ingest-1", ::getpid(), 1, 1}, near.fd(), near.fd());
    control->keep({"ingest-1", 1, 2, 1}, near.fd(), near.fd());
    control->gone("render");
    take();
    EXPECT_EQ(store_.role_of(::getpid()), "");
    EXPECT_EQ(store_.role_of(1), "ingest-1");
    control = next_control();
    EXPECT_EQ(control->greeting().workers, 1U);
}

TEST_F(KeeperStoreTest, OnesThatNobodyClaimsAreEnded) {
    auto [near, far] = Channel::create_pair().value();
    auto child = ChildProcess::spawn("/bin/sleep", {"60"}, far.take_fd());
    ASSERT_TRUE(child);
    auto control = next_control();
    control->keep({"ingest-9", child->pid(), 1, 1}, near.fd(), child->exit_fd());
    take();
    control = next_control();
    control.reset();  // one that could not start leaves them alone
    EXPECT_FALSE(child->poll_exit());
    control = next_control();
    control->end_unclaimed();
    pollfd waiting{child->exit_fd(), POLLIN, 0};
    EXPECT_EQ(::poll(&waiting, 1, 10'000), 1);
    EXPECT_EQ(child->poll_exit(), (ExitStatus{0, SIGKILL}));
    take();
    EXPECT_TRUE(store_.empty());
}

TEST_F(KeeperStoreTest, ANoteIsPutDownWhenItChanges) {
    auto control = next_control();
    control->note("a");
    take();
    control->note("a");
    EXPECT_FALSE(keeper_->receive().value());
    control->note("b");
    EXPECT_TRUE(keeper_->receive().value());
}

TEST(KeeperLink, AChannelWithoutAKeeperIsRefused) {
    auto [near, far] = Channel::create_pair().value();
    EXPECT_EQ(KeeperLink::open(std::move(far), Log::silent()).error().message(),
              "keeper: nothing waits in its channel");
    EXPECT_FALSE(KeeperLink::open(Channel(UniqueFd(::dup(STDIN_FILENO)), ChannelSide::worker),
                                  Log::silent()));
}

// ---- the process, with a shell in control's place ----------------------------------------------

constexpr const char* kLives =
    R"(printf '{"type":"control_lives","render_advanced":true,"picture_proved":true,)"
    R"("safe_mode":"none","safe_reason":"","not_ready":""}' >&3; )";
constexpr const char* kEnds = R"(printf '{"type":"control_ends"}' >&3; )";

class KeeperTest : public testing::Test {
  protected:
    // A keeper whose control is this script; $N is how often it was started, from 1.
    void start(const std::string& script, bool unattended = false) {
        const std::string count = folder_.path() / "starts";
        const std::string counted = "echo x >>" + count + "; N=$(wc -l <" + count + "); " + script;
        pid_ = ::fork();
        if (pid_ == 0) {
            ::_exit(keep_control({.program = "/bin/sh",
                                  .words = {"-c", counted},
                                  .log_level = LogLevel::off,
                                  .unattended = unattended}));
        }
    }
    int starts() const {
        std::ifstream file(folder_.path() / "starts");
        int lines = 0;
        for (std::string line; std::getline(file, line);) {
            ++lines;
        }
        return lines;
    }
    // Its exit status, -1 when a signal ended it.
    int end() const {
        siginfo_t info{};
        EXPECT_EQ(::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED), 0);
        return info.si_code == CLD_EXITED ? info.si_status : -1;
    }
    // Blocks until the script wrote to the fifo `name`.
    void await(const std::string& name) const {
        const std::string path = folder_.path() / name;
        std::string line;
        std::getline(std::ifstream(path), line);
    }
    std::string fifo(const std::string& name) const {
        const std::string path = folder_.path() / name;
        EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
        return path;
    }
    test::TempDir folder_;
    pid_t pid_ = -1;
};

TEST_F(KeeperTest, EndsWithTheStatusOfAFirstStartThatFails) {
    start("exit 3");
    EXPECT_EQ(end(), 3);
    EXPECT_EQ(starts(), 1);
}

TEST_F(KeeperTest, StartsAControlThatDiedAgainUntilOneMeansItsEnd) {
    start(std::string("if [ $N = 3 ]; then ") + kLives + kEnds + "exit 7; fi; " + kLives +
          "kill -9 $$");
    EXPECT_EQ(end(), 7);
    EXPECT_EQ(starts(), 3);
}

TEST_F(KeeperTest, LaterOnesMayFailToStart) {
    start(std::string("if [ $N = 1 ]; then ") + kLives + "kill -11 $$; fi; if [ $N = 2 ]; then " +
          "exit 1; fi; " + kLives + kEnds + "exit 0");
    EXPECT_EQ(end(), 0);
    EXPECT_EQ(starts(), 3);
}

TEST_F(KeeperTest, PassesItsSignalsOnAsSigterm) {
    for (const int number : {SIGTERM, SIGINT}) {
        const std::string up = fifo("up" + std::to_string(number));
        start("trap 'exit 5' TERM; trap '' INT; " + std::string(kLives) + "echo >" + up +
              "; while :; do :; done");
        await("up" + std::to_string(number));
        ::kill(pid_, number);
        EXPECT_EQ(end(), 5);
    }
}

TEST_F(KeeperTest, AServiceTriesItsFirstStartAgainAndGoesOnInSafeMode) {
    // Each start leaves its greeting; the fourth has what it needs.
    start(std::string("dd bs=65536 count=1 <&3 >>") + (folder_.path() / "greetings").string() +
              " 2>/dev/null; echo >>" + (folder_.path() / "greetings").string() +
              "; if [ $N = 4 ]; then " + kLives + kEnds + "exit 0; fi; exit 1",
          true);
    EXPECT_EQ(end(), 0);
    EXPECT_EQ(starts(), 4);
    std::ifstream file(folder_.path() / "greetings");
    std::vector<std::string> modes;
    for (std::string line; std::getline(file, line);) {
        const auto greeting = decode_from_keeper(line);
        ASSERT_TRUE(greeting) << line;
        modes.emplace_back(to_string(std::get<Greeting>(*greeting).safe_mode));
    }
    EXPECT_EQ(modes, (std::vector<std::string>{"none", "none", "none", "files"}));
}

// ---- as a service, with this test in the service manager's place -------------------------------

class ServiceTest : public KeeperTest {
  protected:
    void SetUp() override {
        socket_.reset(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = folder_.path() / "notify";
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        ASSERT_EQ(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
        ::setenv("WATCHDOG_USEC", "2000000", 1);
    }
    void TearDown() override {
        ::unsetenv("NOTIFY_SOCKET");
        ::unsetenv("WATCHDOG_USEC");
    }
    // What comes within that time, or until `word` came.
    std::vector<std::string> heard(Seconds patience, const std::string& word = "") const {
        std::vector<std::string> words;
        const MonotonicTime until = Monotonic::now() + patience;
        while (Monotonic::now() < until) {
            pollfd waiting{socket_.get(), POLLIN, 0};
            std::array<char, 512> text{};
            if (::poll(&waiting, 1, 50) == 1) {
                const auto size = ::recv(socket_.get(), text.data(), text.size(), 0);
                words.emplace_back(text.data(), static_cast<size_t>(std::max<ssize_t>(size, 0)));
                if (words.back() == word) {
                    break;
                }
            }
        }
        return words;
    }
    UniqueFd socket_;
};

constexpr const char* kStillRenderer =
    R"(printf '{"type":"control_lives","render_advanced":false,"picture_proved":true,)"
    R"("safe_mode":"none","safe_reason":"","not_ready":"the renderer is being started"}' >&3; )";
constexpr const char* kUnproved =
    R"(printf '{"type":"control_lives","render_advanced":true,"picture_proved":false,)"
    R"("safe_mode":"none","safe_reason":"","not_ready":""}' >&3; )";
// As often as a wall says it; ends when it is asked to.
std::string again_and_again(const char* sign, int times) {
    return std::string("trap 'exit 0' TERM; for i in $(seq ") + std::to_string(times) + "); do " +
           sign + "sleep 0.5; done; ";
}

TEST_F(ServiceTest, IsReadyOnceTheRendererDrewAndFeedsTheWatchdogOnceASecondAtMost) {
    start(again_and_again(kStillRenderer, 2) + again_and_again(kLives, 60));
    EXPECT_THAT(heard(Seconds(20), "READY=1"), ElementsAre("STATUS=the renderer is being started",
                                                           "STATUS=the wall shows", "READY=1"));
    const auto later = heard(Seconds(4));
    EXPECT_GE(later.size(), 2U);
    EXPECT_LE(later.size(), 5U);
    EXPECT_THAT(later, Each("WATCHDOG=1"));
    ::kill(pid_, SIGTERM);
    EXPECT_EQ(heard(Seconds(10), "STOPPING=1").back(), "STOPPING=1");
    EXPECT_EQ(end(), 0);
}

TEST_F(ServiceTest, ALoopThatStandsStillOrAPictureThatIsNotProvedStarvesTheWatchdog) {
    for (const char* sign : {kStillRenderer, kUnproved}) {
        start(again_and_again(kLives, 1) + again_and_again(sign, 60));
        heard(Seconds(20), "READY=1");
        heard(Seconds(2));  // what the one good sign fed
        EXPECT_THAT(heard(Seconds(3)), Not(Contains("WATCHDOG=1"))) << sign;
        ::kill(pid_, SIGTERM);
        EXPECT_EQ(end(), 0);
    }
}

TEST_F(KeeperTest, AskedToEndBetweenTwoControlsItEnds) {
    const std::string up = fifo("up");
    start("if [ $N = 1 ]; then " + std::string(kLives) + "kill -9 $$; fi; if [ $N = 2 ]; then " +
          "echo >" + up + "; fi; exit 1");
    await("up");  // it fails from now on, and is tried after ever longer pauses
    ::kill(pid_, SIGTERM);
    EXPECT_NE(end(), -1);
}

}  // namespace
}  // namespace pendopo
