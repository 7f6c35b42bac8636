#include "engine/app/process_worker.h"

#include <fmt/format.h>
#include <signal.h>

#include <cstdlib>
#include <utility>

#include "engine/ipc/worker_refusal.h"

namespace pendopo {
namespace {

// The first restart is quick, because the wall waits for it; a program that cannot live is tried
// every five seconds.
constexpr BackoffPolicy kRestartPolicy{Milliseconds(50), Milliseconds(5000), 3.0, 0.2};
// A process that lived this long starts its back-off over.
constexpr Seconds kProvedItself{10};
// How often a worker that was busy is tried again: long beside a message, short beside a cycle of
// the wall.
constexpr Milliseconds kFlushEvery{10};
// As much as a worker's longest message.
constexpr size_t kMostReadAtOnce = Channel::kMostToControl;

double random_share() {
    return static_cast<double>(::random()) / (static_cast<double>(RAND_MAX) + 1);
}

}  // namespace

ProcessWorker::ProcessWorker(EventLoop& loop, const Clock& clock, const Log& log,
                             WorkerLaunch launch, WorkerHooks hooks, KeeperLink* keeper)
    : loop_(loop),
      clock_(clock),
      log_(log.child(launch.role)),
      launch_(std::move(launch)),
      hooks_(std::move(hooks)),
      keeper_(launch_.outlives_control ? keeper : nullptr),
      backoff_(kRestartPolicy) {}

ProcessWorker::~ProcessWorker() = default;

void ProcessWorker::start() {
    stopping_ = false;
    if (process_) {
        return;
    }
    auto kept = keeper_ != nullptr ? keeper_->claim(launch_.role) : std::nullopt;
    if (kept) {
        adopt(std::move(*kept));
    } else {
        launch();
    }
}

void ProcessWorker::stop() {
    stopping_ = true;
    launch_timer_.reset();
    if (process_) {
        process_->signal(SIGTERM);
    }
}

void ProcessWorker::restart() {
    if (process_) {
        gone_ = true;
        killed_ = true;
        process_->signal(SIGKILL);
    }
}

void ProcessWorker::launch() {
    auto pair = Channel::create_pair();
    if (!pair) {
        log_.error("{}", pair.error().message());
        launch_later();
        return;
    }
    std::vector<std::string> words = worker_words(launch_.role, launch_.log_level, launch_.sandbox);
    int lifeline = -1;
    if (keeper_ != nullptr) {
        lifeline = keeper_->lifeline();
        words.insert(words.end(), {"--lifeline", "4"});
    }
    auto process = ChildProcess::spawn(launch_.program, words, pair->second.take_fd(), lifeline);
    if (!process) {
        last_exit_ = process.error().message();
        log_.error("{}", last_exit_);
        launch_later();
        return;
    }
    ++starts_;
    started_at_ = clock_.wall_now();
    attend(std::move(pair->first), std::move(*process));
    if (keeper_ != nullptr) {
        const auto ms = std::chrono::duration_cast<Milliseconds>(started_at_.time_since_epoch());
        keeper_->keep({launch_.role, pid(), starts_, ms.count()}, channel_->fd(),
                      process_->exit_fd());
    }
    log_.info("started pid={} starts={}", process_->pid(), starts_);
    hooks_.started();
}

void ProcessWorker::adopt(KeeperLink::Kept kept) {
    starts_ = kept.worker.starts;
    started_at_ = WallTime(Milliseconds(kept.worker.started_ms));
    if (kept.process.poll_exit()) {  // while no control was there
        last_exit_ = kept.process.poll_exit()->to_string();
        log_.warn("found ended pid={}", kept.worker.pid);
        keeper_->gone(launch_.role);
        launch();
        return;
    }
    attend(std::move(kept.channel), std::move(kept.process));
    silence_.heard(clock_.now());  // it runs: its silence counts from here
    log_.info("taken over pid={} starts={}", process_->pid(), starts_);
    hooks_.adopted();
}

void ProcessWorker::attend(Channel channel, ChildProcess process) {
    launched_ = clock_.now();
    silence_.started(launched_);
    gone_ = false;
    killed_ = false;
    silent_ = false;
    process_ = std::move(process);
    channel_ = std::move(channel);
    channel_watch_ = loop_.watch(channel_->fd(), [this] { read_channel(); });
    exit_watch_ = loop_.watch(process_->exit_fd(), [this] { reap(); });
    silence_timer_ = loop_.every(SilenceWatch::kLook, [this] { check_silence(); });
}

Result<void> ProcessWorker::send(std::string_view key, std::string_view text,
                                 std::span<const int> fds) {
    if (!channel_ || gone_) {
        return {};
    }
    if (auto sent = outbox_.send(*channel_, key, text, fds); !sent) {
        switch (sent.error().code()) {
            case ErrorCode::invalid:
                return sent;
            case ErrorCode::unreachable:
                gone_ = true;  // its end is seen by exit_watch_, and told there
                break;
            default:
                replace(sent.error().message());
        }
    }
    if (!outbox_.empty() && !flushing_) {
        flushing_ = true;
        flush_timer_ = loop_.every(kFlushEvery, [this] { flush(); });
    }
    return {};
}

void ProcessWorker::flush() {
    if (channel_ && !gone_) {
        gone_ = !outbox_.flush(*channel_).has_value();
    }
    if (outbox_.empty() || gone_) {
        flushing_ = false;
        flush_timer_.reset();
    }
}

void ProcessWorker::replace(const std::string& why) {
    if (!killed_) {
        log_.warn("replaced: {}", why);
        restart();
    }
}

void ProcessWorker::read_channel() {
    // A bounded share of the loop: a worker that talks without end cannot starve the others.
    size_t bytes = 0;
    for (int i = 0; i < 64 && bytes < kMostReadAtOnce && channel_ && !killed_; ++i) {
        auto message = channel_->receive();
        if (!message) {
            channel_watch_.reset();  // the process's end is seen by exit_watch_
            if (message.error().code() == ErrorCode::invalid) {
                replace(message.error().message());
            }
            return;
        }
        if (!*message) {
            return;
        }
        silence_.heard(clock_.now());
        bytes += (*message)->text.size();
        if (const auto refusal = decode_worker_refusal((*message)->text)) {
            refused(refusal->reason);
            continue;
        }
        refusal_.clear();
        hooks_.received(std::move(**message));
    }
}

// It ends by itself. Tried again as one that ends for any other reason: a container may be given
// what it lacked.
void ProcessWorker::refused(const std::string& reason) {
    if (refusal_ != reason) {
        log_.error("does not run: {}", reason);
    }
    refusal_ = reason;
}

void ProcessWorker::check_silence() {
    const Seconds limit = silence_.was_heard() ? kSilenceLimit : kStartLimit;
    if (process_ && silence_.too_long(clock_.now(), limit,
                                      [this] { return read_process_times(process_->pid()); })) {
        silence_timer_.reset();
        silent_ = !killed_;
        replace(fmt::format("silent for more than {} s", limit.count()));
    }
}

void ProcessWorker::reap() {
    const auto status = process_ ? process_->poll_exit() : std::nullopt;
    if (!status) {
        return;
    }
    if (channel_ && !killed_) {
        read_channel();  // its last words, if they came together with its end
    }
    last_exit_ = refusal_.empty() ? status->to_string() : refusal_;
    crash_.reset();
    if (!stopping_ && refusal_.empty() && (!killed_ || silent_)) {
        crash_ = WorkerCrash{*status, silent_};
    }
    if (!stopping_) {
        log_.warn("ended pid={} by=\"{}\"", process_->pid(), last_exit_);
    }
    if (clock_.now() - launched_ > kProvedItself) {
        backoff_.reset();
    }
    channel_watch_.reset();
    silence_timer_.reset();
    flush_timer_.reset();
    flushing_ = false;
    outbox_.clear();
    channel_.reset();
    process_.reset();
    if (keeper_ != nullptr) {
        keeper_->gone(launch_.role);
    }
    if (!stopping_) {
        launch_later();
    }
    hooks_.ended();
    exit_watch_.reset();
}

void ProcessWorker::launch_later() {
    launch_timer_ = loop_.after(backoff_.next(random_share()), [this] { launch(); });
}

WorkerFactory process_workers(EventLoop& loop, const Clock& clock, const Log& log,
                              KeeperLink* keeper) {
    return [&loop, &clock, &log, keeper](WorkerLaunch launch, WorkerHooks hooks) {
        return std::make_unique<ProcessWorker>(loop, clock, log, std::move(launch),
                                               std::move(hooks), keeper);
    };
}

}  // namespace pendopo
