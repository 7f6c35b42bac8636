#include "engine/app/run_wall.h"

#include <fmt/format.h>
#include <malloc.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/app/control_services.h"
#include "engine/app/process_worker.h"
#include "engine/control/picture_file.h"
#include "engine/doctor/machine.h"
#include "engine/ipc/descriptor_limit.h"
#include "engine/ipc/glib_log.h"
#include "engine/wall/role_audience.h"

namespace pendopo {
namespace {

constexpr int kLiveLooks = 4;  // a tenth of a second apart

constexpr Seconds kSignOfLife{1};  // the keeper waits ten times as long

// Signals as a descriptor: the loop handles them like everything else. Where a keeper passes on
// the terminal's SIGINT, it is not heard twice.
UniqueFd signal_fd(bool kept) {
    sigset_t signals;
    ::sigemptyset(&signals);
    if (!kept) {
        ::sigaddset(&signals, SIGINT);
    }
    ::sigaddset(&signals, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    return UniqueFd(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

Milliseconds milliseconds(double seconds) {
    return Milliseconds(static_cast<int64_t>(seconds * 1000));
}

// Thread: bound to control's loop.
class WallRun {
  public:
    WallRun(EventLoop& loop, const Log& log, const RunOptions& options, WallRuntime& wall,
            UniqueFd signals)
        : loop_(loop), log_(log), options_(options), wall_(wall), signals_(std::move(signals)) {}

    int run() {
        signal_watch_ = loop_.watch(signals_.get(), [this] { signalled(); });
        if (options_.seconds) {
            end_timer_ = loop_.after(time_left(), [this] { finish(); });
        }
        if (options_.until_live_seconds) {
            end_timer_ =
                loop_.after(milliseconds(*options_.until_live_seconds), [this] { finish(); });
            // For a moment, so that figures given to a card are drawn, too.
            live_timer_ = loop_.every(Milliseconds(100), [this] {
                live_for_ = wall_.all_live() ? live_for_ + 1 : 0;
                if (live_for_ >= kLiveLooks) {
                    finish();
                }
            });
        }
        wall_.start();
        if (options_.keeper != nullptr) {
            options_.keeper->end_unclaimed();
            say_life();
            life_timer_ = loop_.every(kSignOfLife, [this] { say_life(); });
        }
        loop_.run();
        return exit_status_;
    }

  private:
    static constexpr int kPictureTries = 3;

    // Of --seconds, which count from the first control's start.
    Milliseconds time_left() const {
        const Milliseconds ran(options_.keeper == nullptr ? 0 : options_.keeper->greeting().ran_ms);
        return std::max(milliseconds(*options_.seconds) - ran, Milliseconds(0));
    }

    void say_life() {
        const uint64_t before = std::exchange(render_steps_, wall_.render_steps());
        options_.keeper->lives({.render_advanced = render_steps_ > before,
                                .picture_proved = wall_.proof() != Proof::failed,
                                .safe_mode = wall_.safe_mode(),
                                .safe_reason = wall_.safe_reason(),
                                .not_ready = wall_.why_not_ready()});
    }

    void signalled() {
        signalfd_siginfo info{};
        while (::read(signals_.get(), &info, sizeof info) == sizeof info) {
        }
        if (finishing_) {  // a second Ctrl-C: do not wait for pictures
            stop();
            return;
        }
        options_.out_folder.empty() || options_.seconds ? stop() : finish();
    }

    // Takes the pictures that were asked for, then stops.
    void finish() {
        if (std::exchange(finishing_, true)) {
            return;
        }
        live_timer_.reset();
        if (options_.out_folder.empty()) {
            stop();
            return;
        }
        std::error_code failed;
        std::filesystem::create_directories(options_.out_folder, failed);
        for (const DisplayConfig& display : wall_.model().config.displays) {
            to_picture_.push_back(display.id);
        }
        std::ranges::reverse(to_picture_);
        picture_next(kPictureTries);
    }

    // One display after the other: writing a PNG takes this loop a second on a slow machine, in
    // which the time of the others' pictures would run out.
    void picture_next(int tries) {
        if (to_picture_.empty()) {
            stop();
            return;
        }
        const auto done = [this, tries](Result<CapturedPicture> picture) {
            if (!picture && tries > 1) {
                picture_next(tries - 1);
                return;
            }
            save(to_picture_.back(), std::move(picture));
            to_picture_.pop_back();
            picture_next(kPictureTries);
        };
        wall_.capture(to_picture_.back(), 0, audience_of(Role::technician), done);
    }

    void save(const std::string& display, Result<CapturedPicture> picture) {
        const auto path = std::filesystem::path(options_.out_folder) / (display + ".png");
        const auto written =
            picture ? write_png(*picture, path) : Result<void>(fail(picture.error()));
        if (written) {
            fmt::print("{}\n", path.string());
            std::fflush(stdout);
        } else {
            fmt::print(stderr, "{}: {}\n", path.string(), written.error().message());
            exit_status_ = 1;
        }
    }

    void stop() {
        if (!std::exchange(stopping_, true)) {
            log_.info("stopping");
            if (options_.keeper != nullptr) {
                options_.keeper->ends();
            }
            wall_.stop([this] { loop_.quit(); });
        }
    }

    EventLoop& loop_;
    const Log& log_;
    const RunOptions& options_;
    WallRuntime& wall_;
    UniqueFd signals_;
    EventLoop::Handle signal_watch_;
    EventLoop::Handle end_timer_;
    EventLoop::Handle live_timer_;
    EventLoop::Handle life_timer_;
    uint64_t render_steps_ = 0;  // when the sign of life before was said
    int live_for_ = 0;           // looks in a row
    bool finishing_ = false;
    bool stopping_ = false;
    std::vector<std::string> to_picture_;  // displays, the last first
    int exit_status_ = 0;
};

RuntimeOptions runtime_options(const RunOptions& options) {
    RuntimeOptions runtime = options.runtime;
    runtime.has_graphics_card = has_graphics_card();
    runtime.cores = usable_cores();
    if (KeeperLink* keeper = options.keeper) {
        const Greeting& greeting = keeper->greeting();
        runtime.control_restarts = greeting.restarts;
        runtime.control_last_exit = greeting.last_exit;
        runtime.safe_mode = greeting.safe_mode;
        runtime.safe_reason = greeting.safe_reason;
        runtime.handover = decode_handover(greeting.note);
        runtime.hand_over = [keeper](const Handover& now) { keeper->note(encode(now)); };
    }
    return runtime;
}

}  // namespace

int run_wall(const RunOptions& options) {
    // Memory of pictures goes back to the system when they do, instead of staying in the heap.
    ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
    raise_descriptor_limit();
    // Before any thread begins: one that does not block them would die of them, and the wall with
    // it.
    UniqueFd signals = signal_fd(options.keeper != nullptr);
    const Log log = Log::root("control", options.runtime.log_level);
    install_glib_log(log);
    const SystemClock clock;
    EventLoop loop;
    ControlServices* listener = nullptr;  // made after the wall that tells it
    RuntimeOptions runtime = runtime_options(options);
    if (options.serve_http) {
        runtime.changed = [&listener](ChangeKind kind) {
            if (listener != nullptr) {
                listener->changed(kind);
            }
        };
        runtime.carry_out = [&listener](const Command& command, const Principal& principal) {
            if (listener != nullptr) {
                listener->carry_out(command, principal);
            }
        };
        runtime.problems = [&listener] {
            return listener != nullptr ? listener->problems() : std::vector<std::string>();
        };
    }
    auto wall = WallRuntime::create(loop, clock, log, std::move(runtime),
                                    process_workers(loop, clock, log, options.keeper));
    if (!wall) {
        fmt::print(stderr, "{}", to_string(wall.error()));
        return 1;
    }
    std::unique_ptr<ControlServices> services;
    if (options.serve_http) {
        auto made = ControlServices::create(loop, clock, log, **wall);
        if (!made) {
            fmt::print(stderr, "{}\n", made.error().message());
            return 1;
        }
        services = std::move(*made);
        listener = services.get();
        for (const std::string& line : services->greeting()) {
            fmt::print("{}\n", line);
        }
        std::fflush(stdout);
    }
    return WallRun(loop, log, options, **wall, std::move(signals)).run();
}

}  // namespace pendopo
