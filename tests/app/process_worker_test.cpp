#include "engine/app/process_worker.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <optional>

#include "engine/app/keeper_store.h"
#include "tests/support/hand_clock.h"

namespace pendopo {
namespace {

// Runs the loop until `done`, at most ten seconds.
template <class Done>
bool run_until(EventLoop& loop, Done done) {
    bool in_time = true;
    auto deadline = loop.after(Seconds(10), [&] {
        in_time = false;
        loop.quit();
    });
    auto poll = loop.every(Milliseconds(2), [&] {
        if (done()) {
            loop.quit();
        }
    });
    loop.run();
    return in_time;
}

class ProcessWorkerTest : public testing::Test {
  protected:
    std::unique_ptr<ProcessWorker> worker(const std::string& program,
                                          const std::string& role = "test") {
        return std::make_unique<ProcessWorker>(
            loop_, clock_, Log::silent(), WorkerLaunch{role, program},
            WorkerHooks{[this] { ++started_; },
                        [this](ChannelMessage message) { last_ = message.text; },
                        [this] { ++ended_; }});
    }
    // That much silence, looked at each second.
    void pass(Seconds time, ProcessWorker& worker) {
        for (Seconds i(0); i < time; ++i) {
            clock_.advance(Seconds(1));
            worker.check_silence();
        }
    }
    // Until the process sleeps: one that waits for a processor is not silent.
    void await_sleep(const ProcessWorker& worker) {
        int quiet = 0;
        EXPECT_TRUE(run_until(loop_, [&] {
            const bool busy =
                std::ranges::any_of(read_process_times(worker.pid()),
                                    [](const auto& thread) { return thread.second.runnable; });
            quiet = busy ? 0 : quiet + 1;
            return quiet == 20;
        }));
    }
    EventLoop loop_;
    test::HandClock clock_;
    int started_ = 0;
    int ended_ = 0;
    std::string last_;
};

TEST_F(ProcessWorkerTest, AWorkerThatEndsIsStartedAgain) {
    auto child = worker("/bin/false");
    child->start();
    EXPECT_TRUE(run_until(loop_, [&] { return started_ >= 3; }));
    EXPECT_EQ(child->last_exit(), "exit code 1");
    EXPECT_GE(child->restarts(), 2U);
    ASSERT_TRUE(child->crash());
    EXPECT_EQ(child->crash()->status, (ExitStatus{1, 0}));
    EXPECT_FALSE(child->crash()->silent);
}

TEST_F(ProcessWorkerTest, AMissingProgramIsTriedAgainAndSaysWhy) {
    auto child = worker("/nonexistent/pendopo-worker");
    child->start();
    EXPECT_FALSE(child->running());
    EXPECT_EQ(child->last_exit(),
              "/nonexistent/pendopo-worker: cannot be started: No such file or directory");
}

TEST_F(ProcessWorkerTest, StopEndsItForGood) {
    auto child = worker(program_beside("idle_worker"));
    child->start();
    ASSERT_TRUE(child->running());
    child->stop();
    EXPECT_TRUE(run_until(loop_, [&] { return ended_ == 1; }));
    EXPECT_FALSE(child->running());
    EXPECT_EQ(child->last_exit(), "signal 15 (Terminated)");
    EXPECT_EQ(started_, 1);
    EXPECT_FALSE(child->crash()) << "it was asked";
}

TEST_F(ProcessWorkerTest, OneThatControlStartsAnewDidNotCrash) {
    auto child = worker(program_beside("idle_worker"));
    child->start();
    child->restart();
    EXPECT_TRUE(run_until(loop_, [&] { return started_ == 2; }));
    EXPECT_FALSE(child->crash());
}

TEST_F(ProcessWorkerTest, KilledFromOutsideItIsBack) {
    auto child = worker(program_beside("idle_worker"));
    child->start();
    const pid_t first = child->pid();
    ::kill(first, SIGKILL);
    EXPECT_TRUE(run_until(loop_, [&] { return started_ == 2; }));
    EXPECT_NE(child->pid(), first);
}

TEST_F(ProcessWorkerTest, AStartThatTakesLongIsGivenItsTime) {
    auto child = worker(program_beside("idle_worker"));
    child->start();
    const pid_t first = child->pid();
    await_sleep(*child);
    pass(ProcessWorker::kStartLimit, *child);
    EXPECT_EQ(child->pid(), first);
    EXPECT_EQ(child->last_exit(), "");
    clock_.advance(Milliseconds(1));
    child->check_silence();
    EXPECT_TRUE(run_until(loop_, [&] { return started_ == 2; }));
    EXPECT_EQ(child->last_exit(), "signal 9 (Killed)");
}

TEST_F(ProcessWorkerTest, AWorkerThatWasHeardMayNotFallSilent) {
    auto child = worker(program_beside("idle_worker"), "talker");
    child->start();
    EXPECT_TRUE(run_until(loop_, [&] { return last_ == "hello"; }));
    await_sleep(*child);
    pass(ProcessWorker::kSilenceLimit, *child);
    EXPECT_EQ(child->last_exit(), "");
    clock_.advance(Milliseconds(1));
    child->check_silence();
    EXPECT_TRUE(run_until(loop_, [&] { return started_ == 2; }));
    EXPECT_EQ(child->last_exit(), "signal 9 (Killed)");
    EXPECT_TRUE(child->crash() && child->crash()->silent);
}

// A busy worker was killed for not reading fast enough, and then a line told of each message.
TEST_F(ProcessWorkerTest, AWorkerThatIsBusyIsLeftToItsWork) {
    auto child = worker(program_beside("idle_worker"), "talker");
    child->start();
    EXPECT_TRUE(run_until(loop_, [&] { return last_ == "hello"; }));
    const pid_t first = child->pid();
    const std::string plan(size_t{30} << 10, 'x');
    for (int i = 0; i < 2000; ++i) {
        ASSERT_TRUE(child->send("plan", plan));
        ASSERT_TRUE(child->send("ring/" + std::to_string(i % 7), "{}"));
    }
    loop_.turn();
    EXPECT_EQ(child->pid(), first);
    EXPECT_EQ(child->last_exit(), "");
    // Only silence replaces it.
    await_sleep(*child);
    pass(ProcessWorker::kSilenceLimit, *child);
    clock_.advance(Milliseconds(1));
    child->check_silence();
    EXPECT_TRUE(run_until(loop_, [&] { return started_ == 2; }));
}

TEST_F(ProcessWorkerTest, WhatWaitedIsHeardWhenItReadsAgain) {
    auto child = worker(program_beside("idle_worker"), "late-reader");
    child->start();
    EXPECT_TRUE(run_until(loop_, [&] { return last_ == "hello"; }));
    const std::string filler(size_t{30} << 10, 'x');
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(child->send("plan", filler + std::to_string(i)));
    }
    ASSERT_TRUE(child->send("last", "read all"));
    ::kill(child->pid(), SIGUSR1);  // now it reads, and says the newest plan it was told
    EXPECT_TRUE(run_until(loop_, [&] { return last_ == "99"; })) << last_;
}

TEST_F(ProcessWorkerTest, ATextThatIsTooLongIsRefusedAndTheWorkerLivesOn) {
    auto child = worker(program_beside("idle_worker"));
    child->start();
    const pid_t first = child->pid();
    const auto refused = child->send("plan", std::string(Channel::kMostToWorker + 1, 'x'));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::invalid);
    loop_.turn();
    EXPECT_EQ(child->pid(), first);
}

TEST_F(ProcessWorkerTest, ADeadWorkerIsOneLine) {
    testing::internal::CaptureStderr();
    {
        ProcessWorker child(loop_, clock_, Log::root("control", LogLevel::warn),
                            {"test", program_beside("idle_worker")},
                            {[this] { ++started_; }, [](ChannelMessage) {}, [this] { ++ended_; }});
        child.start();
        ::kill(child.pid(), SIGKILL);
        for (int i = 0; i < 300; ++i) {
            ASSERT_TRUE(child.send("ring/" + std::to_string(i), "{}"));
        }
        EXPECT_TRUE(run_until(loop_, [&] { return ended_ == 1; }));
        for (int i = 0; i < 300; ++i) {
            ASSERT_TRUE(child.send("plan", "{}"));
        }
    }
    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::ranges::count(log, '\n'), 1) << log;
    EXPECT_NE(log.find("ended pid="), std::string::npos) << log;
}

// One that outlives control: its first control goes without a word, the second takes it over.
class KeptWorkerTest : public ProcessWorkerTest {
  protected:
    KeptWorkerTest() {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        lifeline_.reset(ends[0]);
        lifeline_held_.reset(ends[1]);
    }
    // As a control finds it; what it puts down comes to the store with take().
    std::unique_ptr<KeeperLink> control() {
        auto [keeper, control] = Channel::create_pair().value();
        EXPECT_TRUE(store_.greet(keeper, {}, lifeline_.get()));
        keeper_.emplace(std::move(keeper));
        return KeeperLink::open(std::move(control), Log::silent()).value();
    }
    void take() {
        for (auto message = keeper_->receive(); message && *message; message = keeper_->receive()) {
            EXPECT_TRUE(store_.take(decode_to_keeper((*message)->text).value(),
                                    std::move((*message)->fds)));
        }
    }
    std::unique_ptr<ProcessWorker> kept_worker(KeeperLink& keeper) {
        WorkerHooks hooks{[this] { ++started_; },
                          [this](ChannelMessage message) { last_ = message.text; },
                          [this] { ++ended_; }, [this] { ++adopted_; }};
        return std::make_unique<ProcessWorker>(
            loop_, clock_, Log::silent(),
            WorkerLaunch{"talker", program_beside("idle_worker"), LogLevel::info, true},
            std::move(hooks), &keeper);
    }
    UniqueFd lifeline_;
    UniqueFd lifeline_held_;
    KeeperStore store_;
    std::optional<Channel> keeper_;
    int adopted_ = 0;
};

TEST_F(KeptWorkerTest, IsTakenOverAsItRuns) {
    auto first = control();
    auto before = kept_worker(*first);
    before->start();
    const pid_t pid = before->pid();
    take();

    auto second = control();
    auto worker = kept_worker(*second);
    worker->start();
    EXPECT_EQ(adopted_, 1);
    EXPECT_EQ(started_, 1);
    EXPECT_EQ(worker->pid(), pid);
    EXPECT_EQ(worker->restarts(), 0U);
    EXPECT_EQ(worker->started_at(), std::chrono::floor<Milliseconds>(before->started_at()));
    EXPECT_TRUE(run_until(loop_, [&] { return last_ == "hello"; }));

    pass(ProcessWorker::kSilenceLimit, *worker);  // its silence counts from the takeover
    EXPECT_TRUE(worker->running());
    clock_.advance(Milliseconds(1));
    worker->check_silence();
    EXPECT_TRUE(run_until(loop_, [&] { return worker->running() && worker->pid() != pid; }));
    EXPECT_NE(worker->pid(), pid);
    EXPECT_EQ(worker->last_exit(), "unknown: an earlier control started it");
    EXPECT_EQ(worker->restarts(), 1U);
}

TEST_F(KeptWorkerTest, OneThatEndedMeanwhileIsStarted) {
    auto first = control();
    auto before = kept_worker(*first);
    before->start();
    const pid_t pid = before->pid();
    take();
    ::kill(pid, SIGKILL);
    EXPECT_TRUE(run_until(loop_, [&] { return ended_ == 1; }));
    before->stop();

    auto second = control();  // the first one had no time to say that it is gone
    auto worker = kept_worker(*second);
    worker->start();
    EXPECT_EQ(adopted_, 0);
    EXPECT_EQ(started_, 2);
    EXPECT_NE(worker->pid(), pid);
    EXPECT_EQ(worker->restarts(), 1U);
}

}  // namespace
}  // namespace pendopo
