#include "tests/app/fake_workers.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tests/app/fake_peers.h"

namespace pendopo::test {

// What control holds: it plays the process, its channel and its keeper. Thread: bound.
class FakeWorker final : public Worker {
  public:
    // As long as a real one: a silent worker is replaced, and a dead one after a while.
    static constexpr Seconds kSilenceLimit{5};
    static constexpr Milliseconds kStartsAgain{300};

    FakeWorker(FakeWorkers& world, WorkerLaunch launch, WorkerHooks hooks)
        : world_(world), launch_(std::move(launch)), hooks_(std::move(hooks)) {
        world_.workers_.push_back(this);
    }
    ~FakeWorker() override { std::erase(world_.workers_, this); }

    void start() override {
        stopping_ = false;
        launch();
    }
    void stop() override {
        stopping_ = true;
        dying_ = peer_ != nullptr;
    }
    void restart() override {
        const bool has_cause = silent_since_ || (peer_ != nullptr && peer_->hangs()) ||
                               world_.may_be_restarted.contains(launch_.role);
        if (peer_ != nullptr && !has_cause) {
            world_.fault(launch_.role + ": ended by control without a cause");
        }
        kill();
    }
    using Worker::send;
    Result<void> send(std::string_view /*key*/, std::string_view text,
                      std::span<const int> fds) override {
        if (peer_ == nullptr || dying_) {
            return {};
        }
        if (text.size() > Channel::kMostToWorker || fds.size() > Channel::kMaxFds) {
            world_.fault(fmt::format("{}: a message of {} bytes and {} descriptors", launch_.role,
                                     text.size(), fds.size()));
        }
        ChannelMessage message{std::string(text), {}};
        for (const int fd : fds) {
            message.fds.emplace_back(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
        }
        if (const auto heard = peer_->hear(std::move(message)); !heard) {
            world_.fault(launch_.role + " cannot read: " + heard.error().message() + " in " +
                         std::string(text.substr(0, 400)));
        }
        return {};
    }
    bool running() const override { return peer_ != nullptr; }
    pid_t pid() const override { return peer_ ? 1000 + static_cast<pid_t>(starts_) : 0; }
    uint64_t restarts() const override { return starts_ > 0 ? starts_ - 1 : 0; }
    WallTime started_at() const override { return started_at_; }
    const std::string& role() const override { return launch_.role; }
    const std::string& last_exit() const override { return last_exit_; }

    void step() {
        if (peer_ == nullptr) {
            if (!stopping_ && world_.now() - ended_at_ >= kStartsAgain) {
                launch();
            }
            return;
        }
        const bool replaced = silent_since_ && world_.now() - *silent_since_ > kSilenceLimit;
        if (dying_ || replaced) {
            end();
            return;
        }
        if (silent_since_) {
            return;
        }
        peer_->act();
        for (ChannelMessage& message : peer_->take_said()) {
            if (peer_ != nullptr && !dying_) {
                hooks_.received(std::move(message));
            }
        }
        dying_ = dying_ || peer_->ends();
    }
    void kill() { dying_ = peer_ != nullptr; }
    void silence() { silent_since_ = silent_since_.value_or(world_.now()); }
    void calm() {
        silent_since_.reset();
        if (peer_) {
            peer_->calm();
        }
    }
    const FakePeer* peer() const { return peer_.get(); }
    // Null while it is dead, or hangs: then it neither hears nor draws.
    FakePeer* living_peer() { return dying_ || silent_since_ ? nullptr : peer_.get(); }

  private:
    void launch() {
        if (peer_ != nullptr) {
            return;
        }
        ++starts_;
        started_at_ = world_.wall_now();
        silent_since_.reset();
        dying_ = false;
        peer_ = make_fake_peer(launch_.role, world_);
        hooks_.started();
    }
    void end() {
        peer_.reset();
        dying_ = false;
        silent_since_.reset();
        ended_at_ = world_.now();
        last_exit_ = "signal 9 (Killed)";
        hooks_.ended();
    }

    FakeWorkers& world_;
    WorkerLaunch launch_;
    WorkerHooks hooks_;
    std::unique_ptr<FakePeer> peer_;
    bool stopping_ = false;
    bool dying_ = false;
    std::optional<MonotonicTime> silent_since_;
    MonotonicTime ended_at_;
    uint64_t starts_ = 0;
    WallTime started_at_;
    std::string last_exit_;
};

WorkerFactory FakeWorkers::factory() {
    return [this](WorkerLaunch launch, WorkerHooks hooks) {
        return std::make_unique<FakeWorker>(*this, std::move(launch), std::move(hooks));
    };
}

void FakeWorkers::step() {
    const std::vector<FakeWorker*> now = workers_;  // a step may make further ones
    for (FakeWorker* worker : now) {
        worker->step();
    }
}

FakeWorker* FakeWorkers::find(const std::string& role) {
    const auto found =
        std::ranges::find_if(workers_, [&](FakeWorker* worker) { return worker->role() == role; });
    return found == workers_.end() ? nullptr : *found;
}
void FakeWorkers::kill(const std::string& role) {
    if (FakeWorker* worker = find(role)) {
        worker->kill();
    }
}
void FakeWorkers::silence(const std::string& role) {
    if (FakeWorker* worker = find(role)) {
        worker->silence();
    }
}
void FakeWorkers::calm() {
    for (FakeWorker* worker : workers_) {
        worker->calm();
    }
}

void FakeWorkers::press_hide_key() {
    for (FakeWorker* worker : workers_) {
        if (FakePeer* peer = worker->living_peer()) {
            peer->press_hide_key();
        }
    }
}
bool FakeWorkers::has_living_renderer() const {
    return std::ranges::any_of(workers_, [](FakeWorker* worker) {
        return worker->role() == "render" && worker->living_peer() != nullptr;
    });
}
std::vector<FakeWorkers::SeenPicture> FakeWorkers::take_seen() {
    std::vector<SeenPicture> seen;
    for (FakeWorker* worker : workers_) {
        if (FakePeer* peer = worker->living_peer()) {
            peer->take_seen(seen);
        }
    }
    return seen;
}

std::vector<std::string> FakeWorkers::roles() const {
    std::vector<std::string> roles;
    for (const FakeWorker* worker : workers_) {
        roles.push_back(worker->role());
    }
    return roles;
}
bool FakeWorkers::all_running() const {
    return std::ranges::all_of(workers_, &FakeWorker::running);
}

std::vector<std::string> FakeWorkers::complaints(
    uint64_t revision, const std::map<std::string, std::string>& definitions) {
    std::vector<std::string> complaints;
    for (const FakeWorker* worker : workers_) {
        if (worker->peer() == nullptr) {
            complaints.push_back(worker->role() + " does not run");
        } else {
            worker->peer()->complain(revision, definitions, complaints);
        }
    }
    return complaints;
}

}  // namespace pendopo::test
