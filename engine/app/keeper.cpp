#include "engine/app/keeper.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/app/keeper_store.h"
#include "engine/app/restart_policy.h"
#include "engine/app/safe_mode.h"
#include "engine/app/service_manager.h"
#include "engine/app/watchdog_rule.h"
#include "engine/base/clock.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/process.h"
#include "engine/ipc/silence_watch.h"

namespace pendopo {
namespace {

// Control is killed after such a silence; before it is heard first it loads its files, on a disk
// that may be cold.
constexpr Seconds kSilenceLimit{10};
constexpr Seconds kStartLimit{30};
constexpr Seconds kStoppingLimit{5};  // it was asked to end

// The watchdog is fed so often at most: more would only keep the service manager busy.
constexpr Seconds kLeastFeedGap{1};

// For kept workers that control did not end itself.
constexpr Seconds kEndPatience{4};

UniqueFd signal_fd() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGCHLD}) {
        ::sigaddset(&signals, number);
    }
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    return UniqueFd(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

// Thread: bound to the process's only one.
class Keeper {
  public:
    explicit Keeper(const KeeperOptions& options)
        : options_(options),
          log_(Log::root("keeper", options.log_level)),
          signals_(signal_fd()),
          started_(clock_.now()),
          policy_(options.unattended) {
        ::prctl(PR_SET_CHILD_SUBREAPER, 1);
        std::array<int, 2> ends{-1, -1};
        if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
            lifeline_.reset(ends[0]);
            lifeline_held_.reset(ends[1]);
        }
    }

    int run() {
        if (!lifeline_ || !signals_) {
            log_.error("cannot keep a wall: {}", fail_errno("pipe or signalfd").value().message());
            return 1;
        }
        start_at_ = started_;
        while (!end_with_) {
            if (!control_ && clock_.now() >= start_at_) {
                start_control();
            }
            wait();
            read_channel();
            read_signals();
            reap();
            look_at_silence();
            tell_manager();
        }
        end_workers();
        return *end_with_;
    }

  private:
    void start_control() {
        auto pair = Channel::create_pair();
        if (!pair) {
            return start_failed(pair.error());
        }
        Greeting greeting;
        greeting.mode = options_.mode;
        greeting.restarts = starts_;
        greeting.last_exit = last_exit_;
        greeting.safe_mode = safe_mode_.mode();
        greeting.safe_reason = safe_mode_.reason();
        greeting.ran_ms = std::chrono::duration_cast<Milliseconds>(clock_.now() - started_).count();
        if (const auto told = store_.greet(pair->first, greeting, lifeline_.get()); !told) {
            return start_failed(told.error());
        }
        std::vector<std::string> words = options_.words;
        words.insert(words.end(), {"--keeper", "3"});
        auto process = ChildProcess::spawn(options_.program, words, pair->second.take_fd());
        if (!process) {
            return start_failed(process.error());
        }
        control_.emplace(std::move(*process));
        channel_.emplace(std::move(pair->first));
        ends_ = false;
        lives_ = false;
        silent_ = false;
        control_started_ = clock_.now();
        silence_.started(control_started_);
        if (starts_++ > 0) {
            log_.warn("control is started again restarts={} pid={}", starts_ - 1, control_->pid());
        }
    }

    void look_at_silence() {
        const Seconds limit = !silence_.was_heard() ? kStartLimit
                              : asked_              ? kStoppingLimit
                                                    : kSilenceLimit;
        if (control_ && silence_.too_long(clock_.now(), limit,
                                          [this] { return read_process_times(control_->pid()); })) {
            log_.error("control hangs and is killed; the pictures stay pid={}", control_->pid());
            silent_ = true;
            control_->signal(SIGKILL);
            silence_.started(clock_.now());
        }
    }

    void start_failed(const Error& error) {
        log_.error("control cannot be started: {}", error.message());
        last_exit_ = error.message();
        judge({.status = {1, 0}, .asked = asked_, .life = Nanoseconds(0)});
    }

    void wait() {
        Nanoseconds left = SilenceWatch::kLook;
        if (!control_) {
            left = std::clamp(Nanoseconds(start_at_ - clock_.now()), Nanoseconds(0), left);
        }
        std::array<pollfd, 3> waiting{pollfd{signals_.get(), POLLIN, 0},
                                      pollfd{channel_ ? channel_->fd() : -1, POLLIN, 0},
                                      pollfd{control_ ? control_->exit_fd() : -1, POLLIN, 0}};
        const auto ms = std::chrono::ceil<Milliseconds>(left).count();
        ::poll(waiting.data(), waiting.size(), static_cast<int>(ms));
    }

    void read_channel() {
        while (channel_) {
            auto message = channel_->receive();
            if (!message) {  // control is gone; its end is seen by itself
                channel_.reset();
                return;
            }
            if (!*message) {
                return;
            }
            const auto decoded = decode_to_keeper((*message)->text);
            const auto taken = decoded ? store_.take(*decoded, std::move((*message)->fds))
                                       : Result<void>(fail(decoded.error()));
            if (!taken) {
                log_.error("{}", taken.error().message());
                continue;
            }
            ends_ = ends_ || std::holds_alternative<ControlEnds>(*decoded);
            if (const auto* lives = std::get_if<ControlLives>(&*decoded)) {
                heard(*lives);
            }
        }
    }

    void heard(const ControlLives& lives) {
        lives_ = true;
        silence_.heard(clock_.now());
        ++facts_.control_steps;
        facts_.render_steps += lives.render_advanced ? 1 : 0;
        facts_.picture_proved = lives.picture_proved;
        safe_mode_.runs_by(lives.safe_mode, lives.safe_reason);
        manager_.say(lives.not_ready.empty() ? "the wall shows" : lives.not_ready);
    }

    void tell_manager() {
        if (!told_up_ && is_up(facts_)) {
            told_up_ = true;
            manager_.ready();
        }
        const MonotonicTime now = clock_.now();
        if (manager_.watchdog() > Nanoseconds(0) && now - fed_at_ >= kLeastFeedGap &&
            may_feed(fed_, facts_)) {
            fed_at_ = now;
            fed_ = facts_;
            manager_.feed_watchdog();
        }
    }

    void read_signals() {
        signalfd_siginfo info{};
        while (::read(signals_.get(), &info, sizeof info) == sizeof info) {
            if (info.ssi_signo == SIGCHLD) {
                continue;  // reap() looks anyway
            }
            asked_ = true;
            manager_.stopping();
            if (control_) {
                control_->signal(SIGTERM);
            } else if (!end_with_) {
                end_with_ = 0;
            }
        }
    }

    // Control, and kept workers that became children by its death.
    void reap() {
        while (true) {
            siginfo_t info{};
            if (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) {
                return;
            }
            if (control_ && info.si_pid == control_->pid()) {
                control_ended();
                continue;
            }
            const std::string role = store_.role_of(info.si_pid);
            if (!role.empty() && !asked_) {
                log_.warn("{} ended pid={} by=\"{}\"", role, info.si_pid,
                          (info.si_code == CLD_EXITED ? ExitStatus{info.si_status, 0}
                                                      : ExitStatus{0, info.si_status})
                              .to_string());
            }
            ::waitid(P_PID, static_cast<id_t>(info.si_pid), &info, WEXITED | WNOHANG);
        }
    }

    void control_ended() {
        const ExitStatus status = control_->poll_exit().value_or(ExitStatus{});
        const pid_t pid = control_->pid();
        read_channel();  // its last words
        channel_.reset();
        control_.reset();
        last_exit_ = status.to_string();
        const RestartVerdict verdict = judge({.status = status,
                                              .meant = ends_,
                                              .asked = asked_,
                                              .lived = lives_,
                                              .life = clock_.now() - control_started_});
        if (!verdict.end_with) {
            manager_.say("control is started again; the one before ended by " + last_exit_);
            log_.error("control ended pid={} by=\"{}\"; the pictures stay; started again in={} ms",
                       pid, last_exit_, verdict.restart_after.count());
        }
    }

    RestartVerdict judge(const ControlEnd& end) {
        const RestartVerdict verdict = policy_.control_ended(end);
        end_with_ = verdict.end_with;
        if (!end_with_) {
            const SafeMode before = safe_mode_.mode();
            safe_mode_.crashed({clock_.now(), end.status, end.lived, silent_});
            if (safe_mode_.mode() != before) {
                log_.error("safe mode={} reason=\"{}\"", to_string(safe_mode_.mode()),
                           safe_mode_.reason());
            }
        }
        start_at_ = clock_.now() + verdict.restart_after;
        return verdict;
    }

    // Mostly there is nothing left to do: a control that ends in peace ends its workers.
    void end_workers() {
        store_.signal_all(SIGTERM);
        const MonotonicTime deadline = clock_.now() + kEndPatience;
        while (clock_.now() < deadline) {
            reap();
            siginfo_t info{};
            if (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0) {
                return;  // no children
            }
            pollfd waiting{signals_.get(), POLLIN, 0};
            ::poll(&waiting, 1, 100);
            read_signals();
        }
        store_.signal_all(SIGKILL);
        reap();
    }

    const KeeperOptions& options_;
    const Log log_;
    const SystemClock clock_;
    const UniqueFd signals_;
    const MonotonicTime started_;
    UniqueFd lifeline_;       // handed to control and kept workers
    UniqueFd lifeline_held_;  // open as long as this process is
    KeeperStore store_;
    RestartPolicy policy_;
    SafeModeRule safe_mode_;
    ServiceManager manager_;
    WatchdogFacts facts_;
    WatchdogFacts fed_;  // when the watchdog was fed last
    MonotonicTime fed_at_;
    bool told_up_ = false;
    SilenceWatch silence_;
    bool asked_ = false;
    std::optional<int> end_with_;
    uint64_t starts_ = 0;
    std::string last_exit_;
    MonotonicTime start_at_;

    // Of the running control.
    std::optional<ChildProcess> control_;
    std::optional<Channel> channel_;
    bool ends_ = false;    // it said so
    bool lives_ = false;   // it was heard
    bool silent_ = false;  // killed for its silence
    MonotonicTime control_started_;
};

}  // namespace

int keep_control(const KeeperOptions& options) {
    return Keeper(options).run();
}

}  // namespace pendopo
