#pragma once
// A worker that is no process: it keeps what it was told, and says what the test says.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/app/worker.h"

namespace pendopo::test {

// Thread: bound.
class ToldWorker final : public Worker {
  public:
    struct Message {
        std::string key;
        std::string text;
        size_t fds = 0;
    };

    explicit ToldWorker(std::string role, WorkerHooks hooks = {})
        : role_(std::move(role)), hooks_(std::move(hooks)) {}

    void start() override {
        running_ = true;
        ++starts_;
        told.clear();
        if (std::exchange(from_before, false)) {
            hooks_.adopted();
        } else if (hooks_.started) {
            hooks_.started();
        }
    }
    void stop() override { end(); }
    // By itself, as `how` says.
    void end(const WorkerCrash& how) {
        crash_ = how;
        end();
        crash_.reset();
    }
    void restart() override {
        end();
        start();
    }
    void end() {
        running_ = false;
        if (hooks_.ended) {
            hooks_.ended();
        }
    }
    Result<void> send(std::string_view key, std::string_view text,
                      std::span<const int> fds) override {
        if (text.size() > most_bytes) {
            return fail(ErrorCode::invalid, "channel: too long");
        }
        told.push_back({std::string(key), std::string(text), fds.size()});
        return {};
    }
    using Worker::send;
    void say(std::string text, std::vector<UniqueFd> fds = {}) {
        hooks_.received({std::move(text), std::move(fds)});
    }

    bool running() const override { return running_; }
    pid_t pid() const override { return running_ ? 4711 : 0; }
    uint64_t restarts() const override { return starts_ > 0 ? starts_ - 1 : 0; }
    WallTime started_at() const override { return {}; }
    const std::string& role() const override { return role_; }
    const std::string& last_exit() const override { return last_exit_; }
    std::optional<WorkerCrash> crash() const override { return crash_; }
    const std::string& refusal() const override { return refuses; }

    std::vector<Message> told;  // since it was started
    size_t most_bytes = Channel::kMostToWorker;
    std::string refuses;       // why it does not run
    bool from_before = false;  // an earlier control started it

    std::vector<std::string> texts(std::string_view key) const {
        std::vector<std::string> texts;
        for (const Message& message : told) {
            if (message.key == key) {
                texts.push_back(message.text);
            }
        }
        return texts;
    }

  private:
    std::string role_;
    WorkerHooks hooks_;
    std::string last_exit_;
    std::optional<WorkerCrash> crash_;
    bool running_ = false;
    uint64_t starts_ = 0;
};

}  // namespace pendopo::test
