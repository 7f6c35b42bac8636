#include "engine/render/render_worker.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/clock.h"
#include "engine/render/egl_displays.h"
#include "engine/render/frame_clock.h"
#include "engine/render/gl_context.h"
#include "engine/render/glfw_displays.h"
#include "engine/render/wall_keys.h"
#include "engine/render/wall_renderer.h"
#include "engine/sandbox/worker_sandbox.h"

namespace pendopo {
namespace {

// How often rings are asked for news: adds this much to a picture's way at worst, and costs one
// load a ring.
constexpr Milliseconds kNewsPoll{2};
// Without news: ages pass, outputs come and go, and the gap between cycles stays a sign of life.
constexpr Milliseconds kIdleCycle{50};
constexpr Seconds kHealthPeriod{1};
// What people are told at once is told no more often: a camera that comes and goes floods nobody.
constexpr Milliseconds kNewsPeriod{100};

// Thread: bound(render).
class RenderWorker {
  public:
    explicit RenderWorker(WorkerProcess process) : process_(std::move(process)) {}

    int run() {
        while (!exit_code_) {
            read_messages();
            const MonotonicTime now = clock_.now();
            if (exit_code_ || !wall_) {
                wait_until(now + kIdleCycle);
                continue;
            }
            if (now >= next_health_) {
                next_health_ = now + kHealthPeriod;
                next_news_ = now + kNewsPeriod;
                send(wall_->take_health());
                tell_hide_key();
                check_graphics();
            } else if (wall_->has_health_news() && now >= next_news_) {
                next_news_ = now + kNewsPeriod;
                send(wall_->health());
            }
            give_captures();
            tell_proof();
            const Pace pace = displays_->pace();
            if (pace == Pace::timer && now < frame_clock_.next()) {
                wait_until(frame_clock_.next());
            } else if (pace != Pace::wait &&
                       (wall_->has_news() || now - last_cycle_ >= kIdleCycle)) {
                last_cycle_ = now;
                frame_clock_.started(now);
                if (const std::optional<SceneShown> shown = wall_->cycle()) {
                    send(*shown);
                    next_news_ = now;
                }
                take_keys();
            } else {
                wait_until(now + kNewsPoll);
            }
        }
        return *exit_code_;
    }

  private:
    // Returns early when control says something or asks for the end.
    void wait_until(MonotonicTime until) {
        const auto left =
            std::clamp(Nanoseconds(until - clock_.now()), Nanoseconds(0), Nanoseconds(kIdleCycle));
        std::array<pollfd, 2> waiting{pollfd{process_.channel.fd(), POLLIN, 0},
                                      pollfd{process_.stop_fd.get(), POLLIN, 0}};
        const timespec timeout{0, static_cast<long>(left.count())};
        if (::ppoll(waiting.data(), waiting.size(), &timeout, nullptr) > 0 &&
            waiting[1].revents != 0) {
            process_.log.info("asked to end");
            exit_code_ = kRenderEnded;
        }
    }

    // One scene a cycle at most: control may have the next of a large wall ready before this one is
    // read, and health wants its turn, too.
    void read_messages() {
        bool has_scene = false;
        while (!exit_code_ && !has_scene) {
            Result<std::optional<ChannelMessage>> received = process_.channel.receive();
            if (!received) {
                exit_code_ = received.error().code() == ErrorCode::invalid ? kRenderBadMessage
                                                                           : kRenderEnded;
                process_.log.info("control is gone: {}", received.error().message());
                return;
            }
            if (!*received) {
                return;
            }
            Result<ToRender> message = decode_to_render((*received)->text);
            if (!message) {
                process_.log.error("{}", message.error().message());
                exit_code_ = kRenderBadMessage;
                return;
            }
            fds_ = std::move((*received)->fds);
            has_scene = std::holds_alternative<RenderScene>(*message);
            std::visit([this](auto& value) { handle(value); }, *message);
        }
    }

    void handle(RenderSetup& setup) {
        if (wall_) {
            tell_all(setup);
            return;
        }
        if (const Result<void> up = set_up(setup); !up) {
            process_.log.error("{}", up.error().message());
            exit_code_ =
                up.error().code() == ErrorCode::unreachable ? kRenderNoDisplay : kRenderNoGraphics;
        }
    }
    // A new control: it knows nothing of this renderer, nor whether it is still the right one.
    void tell_all(const RenderSetup& setup) {
        if (setup != wall_->setup()) {
            process_.log.info("another setup: ending to start with it");
            exit_code_ = kRenderOtherSetup;
            return;
        }
        wall_->control_changed();
        send(RenderReady{caps_.renderer, wall_->path()});
        if (wall_->revision() != 0) {
            send(SceneShown{wall_->revision(), to_ns(clock_.now())});
        }
        send(wall_->take_health());
        tell_hide_key();
        send(ToldAll{});
    }
    // The key that hides is obeyed here and now: control may be dead, or hang.
    void take_keys() {
        for (std::string& key : displays_->take_keys()) {
            if (key == kHideKey) {
                wall_->hide_by_key(to_ns(clock_.now()));
                tell_hide_key();
            } else {
                send(KeyPressed{std::move(key)});
            }
        }
    }
    void tell_hide_key() {
        if (const std::optional<int64_t> pressed = wall_->unheard_key()) {
            send(HideKey{*pressed});
        }
    }
    void handle(RenderScene& scene) {
        if (wall_) {
            wall_->set_scene(std::move(scene));
        }
    }
    void handle(RingOffer& offer) {
        if (wall_ && !fds_.empty()) {
            if (const Result<void> taken = wall_->offer_ring(offer, std::move(fds_[0])); !taken) {
                process_.log.warn("ring refused: {}", taken.error().message());
            }
        }
    }
    void handle(PictureRules& rules) {
        if (wall_) {
            wall_->set_rules(std::move(rules));
        }
    }
    void handle(RingGone& gone) {
        if (wall_) {
            wall_->ring_gone(gone.key);
        }
    }
    void handle(CaptureRequest& request) {
        if (wall_) {
            wall_->capture(std::move(request));
        } else {
            send(Captured{request.id, "the renderer is not set up"});
        }
    }
    void handle(RehearseScene& scene) {
        if (wall_) {
            wall_->rehearse(std::move(scene));
        } else {
            send(Captured{scene.id, "the renderer is not set up"});
        }
    }
    // A step of what is to be captured, right behind a cycle or while there is none to do.
    void give_captures() {
        wall_->step_captures();
        for (const TakenPicture& taken : wall_->take_captures()) {
            if (taken.picture) {
                const std::array<int, 1> fd{taken.picture->fd()};
                send(Captured{taken.id, ""}, fd);
            } else {
                send(Captured{taken.id, taken.picture.error().message()});
            }
        }
    }

    void tell_proof() {
        wall_->step_proof();
        if (const std::optional<ProofReading> reading = wall_->take_proof()) {
            send(*reading);
        }
    }

    Result<void> set_up(const RenderSetup& setup) {
        if (setup.software) {  // before any driver is loaded, and any thread begins
            ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
            ::setenv("__GLX_VENDOR_LIBRARY_NAME", "mesa", 1);
        }
        Result<void> made = {};
        SandboxEntry entry{.role = SandboxRole::render};
        if (!setup.software &&
            has_nvidia_card()) {  // whose driver starts threads, and opens files for ever
            entry.prepare = [&] { made = make_wall(setup); };
            entry.prepare_paths = driver_paths();
        } else {
            made = make_wall(setup);
        }
        if (!made) {
            return made;
        }
        enter_sandbox_or_end(process_, entry);
        if (!made) {
            return made;
        }
        frame_clock_ = FrameClock(setup.max_fps);
        next_health_ = clock_.now() + kHealthPeriod;
        process_.log.info("ready renderer=\"{}\" gl={} path={}", caps_.renderer, caps_.version,
                          to_string(wall_->path()));
        send(RenderReady{caps_.renderer, wall_->path()});
        return {};
    }

    Result<void> make_wall(const RenderSetup& setup) {
        if (setup.mode == ShowMode::headless) {
            Result<std::unique_ptr<EglDisplays>> made = EglDisplays::create();
            if (!made) {
                return fail(made.error());
            }
            displays_ = std::move(*made);
        } else {
            Result<std::unique_ptr<GlfwDisplays>> made =
                GlfwDisplays::create(setup, process_.log.child("displays"));
            if (!made) {
                return fail(made.error());
            }
            displays_ = std::move(*made);
        }
        caps_ = read_gl_caps();
        Result<std::unique_ptr<WallRenderer>> wall =
            WallRenderer::create(setup, caps_, *displays_, clock_, process_.log.child("wall"));
        if (!wall) {
            return fail(wall.error());
        }
        wall_ = std::move(*wall);
        return {};
    }

    void check_graphics() {
        if (graphics_were_reset(caps_)) {
            process_.log.error("the graphics context was lost; ending to start again");
            exit_code_ = kRenderGraphicsLost;
        }
    }

    void send(const FromRender& message, std::span<const int> fds = {}) {
        const Result<void> sent = process_.channel.send(encode(message), fds);
        if (sent) {
            control_reads_ = true;
        } else if (sent.error().code() != ErrorCode::exhausted) {
            exit_code_ = kRenderEnded;
        } else if (std::exchange(control_reads_, false)) {  // said once: it may last
            process_.log.warn("control does not read: messages are dropped");
        }
    }

    WorkerProcess process_;
    SystemClock clock_;
    std::optional<int> exit_code_;
    bool control_reads_ = true;
    std::vector<UniqueFd> fds_;  // of the message being handled
    GlCaps caps_;
    std::unique_ptr<Displays> displays_;
    std::unique_ptr<WallRenderer> wall_;  // borrows displays_
    FrameClock frame_clock_{0};
    MonotonicTime last_cycle_{};
    MonotonicTime next_health_{};
    MonotonicTime next_news_{};
};

}  // namespace

int run_render_worker(WorkerProcess worker) {
    return RenderWorker(std::move(worker)).run();
}

}  // namespace pendopo
