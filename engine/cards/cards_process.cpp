// The process around the cards worker: what is mapped before its sandbox closes, and its loop.
#include <cstdlib>
#include <functional>
#include <utility>

#include "engine/cards/card_painter.h"
#include "engine/cards/cards_worker.h"
#include "engine/ipc/event_loop.h"
#include "engine/sandbox/worker_sandbox.h"

namespace pendopo {
namespace {

// Steps of a page turn come so far apart.
constexpr Milliseconds kTurnStep{25};

// Fonts and ICU's data are mapped before the sandbox closes, and the first plan is drawn at once.
void warm_up(WallTime now) {
    const Speech speech("id", "Asia/Jakarta");
    CardItem item;
    item.size = {960, 540};
    item.font_px = 64;
    item.text = "Pendopo";
    for (const CardKind kind : {CardKind::label, CardKind::badge}) {
        item.kind = kind;
        measure_card(face_of(item, speech.words(), now));
    }
    speech.values().percent(87.5);
    speech.values().age(std::chrono::hours(2));
}

// Fonts that belong to who runs the wall, and fontconfig's notes of them.
std::vector<PathRule> own_font_files() {
    std::vector<PathRule> rules;
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home == '/') {
        for (const char* folder : {"/.fonts", "/.local/share/fonts", "/.config/fontconfig",
                                   "/.cache/fontconfig", "/.fontconfig"}) {
            rules.push_back({std::string(home) + folder, PathRight::read});
        }
    }
    return rules;
}

}  // namespace

int run_cards_worker(WorkerProcess process) {
    const SystemClock clock;
    CardsWorker worker(clock, process.channel, process.log);
    enter_sandbox_or_end(process, {.role = SandboxRole::cards,
                                   .paths = own_font_files(),
                                   .prepare = [&] { warm_up(clock.wall_now()); }});

    EventLoop loop;
    int status = 0;
    const auto end_unless = [&](const Result<void>& done) {
        if (!done && done.error().code() == ErrorCode::unreachable) {
            loop.quit();
        }
    };
    EventLoop::Handle second;
    EventLoop::Handle turn;
    EventLoop::Handle later;
    const std::function<void()> turn_pages = [&] {
        turn = worker.turn_pages() ? loop.after(kTurnStep, turn_pages) : EventLoop::Handle();
    };
    const std::function<void()> tick = [&] {
        end_unless(worker.refresh());
        turn_pages();
        end_unless(worker.send_health());
        second = loop.after(worker.until_next_second(), tick);
    };
    // One plan a turn at most: control may have the next of a large wall ready before this one is
    // read, and health wants its turn, too.
    const auto messages = loop.watch(process.channel.fd(), [&] {
        std::optional<CardPlan> plan;
        bool changed = false;
        while (!plan) {
            auto received = process.channel.receive();
            if (!received && received.error().code() == ErrorCode::unreachable) {
                return loop.quit();
            }
            if (received && !*received) {
                break;
            }
            auto message = received.and_then(
                [](const auto& waiting) { return decode_to_cards(waiting->text); });
            if (!message) {
                process.log.error("{}", message.error().message());
                status = 1;
                return loop.quit();
            }
            const std::span<const UniqueFd> fds = (*received)->fds;
            if (auto* told = std::get_if<CardPlan>(&*message)) {
                plan = std::move(*told);
            } else if (const auto* content = std::get_if<CardContent>(&*message)) {
                worker.take(*content, fds);
                changed = true;
            } else {
                worker.take(std::get<CardFile>(*message), fds);
                changed = true;
            }
        }
        if (plan) {
            end_unless(worker.apply(std::move(*plan)));
        } else if (changed) {
            end_unless(worker.refresh());
        }
        turn_pages();
        if (const auto wait = worker.until_placeholder()) {
            later = loop.after(*wait, [&] { end_unless(worker.refresh()); });
        }
    });
    const auto stop = loop.watch(process.stop_fd.get(), [&] { loop.quit(); });
    tick();
    loop.run();
    return status;
}

}  // namespace pendopo
