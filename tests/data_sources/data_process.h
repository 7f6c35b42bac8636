#pragma once
// pendopo-data as control sees it: a child process at the other end of a channel.

#include <gtest/gtest.h>
#include <poll.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/ipc/data_messages.h"
#include "engine/ipc/process.h"
#include "engine/ipc/shared_text.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {

// Thread: bound to its owner. Destroying it kills the process.
class DataProcess {
  public:
    DataProcess() {
        auto pair = Channel::create_pair();
        CHECK(pair);
        channel_ = std::make_unique<Channel>(std::move(pair->first));
        auto child = pendopo::ChildProcess::spawn(program_beside("pendopo-data"),
                                                  {"--name", "data", "--log-level", "error"},
                                                  pair->second.take_fd());
        CHECK(child);
        child_ = std::make_unique<pendopo::ChildProcess>(std::move(*child));
    }

    void send(const DataPlan& plan, const std::string& text) {
        const auto shared = share_text(text);
        ASSERT_TRUE(shared);
        const int fd = shared->get();
        ASSERT_TRUE(channel_->send(encode(ToData(plan)), {&fd, 1}));
    }

    // Reads what has come; true while the process lives.
    bool read() {
        while (true) {
            auto received = channel_->receive();
            if (!received || !*received) {
                return received.has_value();
            }
            auto message = decode_from_data((*received)->text);
            EXPECT_TRUE(message);
            if (auto* health = std::get_if<WorkerHealth>(&*message)) {
                ++healths;
                problem = health->problem;
                continue;
            }
            auto report = std::get<SourceReport>(std::move(*message));
            ++reports[report.id];
            const bool news = report.revision != 0 && report.revision != newest[report.id].revision;
            EXPECT_EQ((*received)->fds.size(), news ? 1u : 0u) << report.id;
            if (news && !(*received)->fds.empty()) {
                auto text = read_shared_text((*received)->fds[0].get(), 1 << 24);
                EXPECT_TRUE(text);
                values[report.id] = text.value_or("");
            }
            newest[report.id] = std::move(report);
        }
    }
    template <class Predicate>
    bool await(const Predicate& is_so) {
        return wait_until([&] { return (read(), is_so()); }, Seconds(30));
    }
    bool await_value(const std::string& id, const std::string& value) {
        return await([&] { return values[id] == value; });
    }
    bool await_state(const std::string& id, SourceState state) {
        return await([&] { return newest[id].state == state; });
    }

    // Its end: by a signal, or by closing the channel.
    std::optional<pendopo::ExitStatus> signal(int number) {
        child_->signal(number);
        return ended();
    }
    std::optional<pendopo::ExitStatus> close_channel() {
        channel_.reset();
        return ended();
    }
    // By itself.
    bool await_end() { return ended().has_value(); }
    pid_t pid() const { return child_->pid(); }

    std::map<std::string, SourceReport> newest;
    std::map<std::string, std::string> values;
    std::map<std::string, int> reports;
    std::string problem = "not told";
    int healths = 0;

  private:
    std::optional<pendopo::ExitStatus> ended() {
        std::optional<pendopo::ExitStatus> status;
        EXPECT_TRUE(
            wait_until([&] { return (status = child_->poll_exit()).has_value(); }, Seconds(30)));
        return status;
    }

    std::unique_ptr<Channel> channel_;
    std::unique_ptr<pendopo::ChildProcess> child_;
};

}  // namespace pendopo::test
