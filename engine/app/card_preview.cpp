#include "engine/app/card_preview.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <utility>
#include <variant>

#include "engine/app/card_source.h"
#include "engine/app/ring_picture.h"
#include "engine/base/overloaded.h"
#include "engine/ipc/process.h"
#include "engine/ipc/shared_frames.h"

namespace pendopo {
namespace {

constexpr Milliseconds kFirstPicture{50};  // a ring is offered before its first picture at worst

UniqueFd duplicate(int fd) {
    return fd < 0 ? UniqueFd() : UniqueFd(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
}

}  // namespace

CardPreview::CardPreview(EventLoop& loop, const Clock& clock, const Log& log,
                         WorkerFactory make_worker, CardFigures figures)
    : loop_(loop),
      clock_(clock),
      log_(log),
      make_worker_(std::move(make_worker)),
      figures_(std::move(figures)) {}

CardPreview::~CardPreview() = default;

CardDesk CardPreview::make_desk() {
    return {clock_,
            log_.child("desk"),
            {[this](const ScriptJob& job, std::span<const int> fds) {
                 static_cast<void>(script_->send("job", encode(ToScript(job)), fds));
             },
             [this] { script_->restart(); },
             [this](const ToCards& message, std::span<const int> fds) {
                 // Each for itself: none may give way to another.
                 static_cast<void>(
                     cards_->send(fmt::format("content/{}", next_++), encode(message), fds));
             }}};
}

void CardPreview::draw(CardOrder order, Done done) {
    if (waiting_.size() >= kMostWaiting) {
        loop_.post([done = std::move(done)] {
            done(fail(ErrorCode::exhausted, "too many cards are being drawn; try again"));
        });
        return;
    }
    waiting_.emplace_back(std::move(order), std::move(done));
    if (!running_) {
        start_next();
    }
}

void CardPreview::start_next() {
    if (waiting_.empty()) {
        tick_ = {};
        idle_ = loop_.after(kIdle, [this] {
            cards_.reset();
            script_.reset();
            desk_.reset();
            cards_started_ = false;
        });
        return;
    }
    idle_ = {};
    running_ = Running{};
    std::tie(running_->order, running_->done) = std::move(waiting_.front());
    waiting_.pop_front();
    const CardConfig& card = running_->order.model->cards.front().config;
    running_->item.key = fmt::format("preview/{}", next_++);
    running_->item.kind = CardKind::card;
    running_->item.size = running_->order.size;
    running_->item.font_px = running_->order.font_px;
    running_->item.text = card.id;
    running_->item.public_audience = false;  // technicians are told what is wrong
    running_->figures = loop_.after(kFigures, [this] {
        running_->late = true;
        look();
    });
    running_->deadline = loop_.after(kDeadline, [this] {
        finish(fail(ErrorCode::timed_out, "the card was not drawn within 8 s; try again"));
    });
    tick_ = loop_.every(Seconds(1), [this] {
        desk_->tick();
        look();
    });
    if (!desk_) {
        desk_.emplace(make_desk());
    }
    desk_->want({});  // nothing more is done for the one before
    desk_->set_model(running_->order.model);
    for (const std::string& source : card.sources) {
        if (const SourceReport* report = figures_.report(source)) {
            desk_->source_reported(*report, duplicate(figures_.value(source)));
        }
    }
    desk_->want({running_->item});
    start_workers();
    look();
}

void CardPreview::start_workers() {
    if (!cards_) {
        cards_ = make_worker_({"card-preview", program_beside("pendopo-cards")},
                              {[this] {
                                   cards_started_ = true;
                                   desk_->cards_started();
                                   if (running_) {
                                       running_->told = false;
                                   }
                                   look();
                               },
                               [this](ChannelMessage message) { cards_said(std::move(message)); },
                               [this] { cards_started_ = false; }});
        cards_->start();
    }
    const CardConfig& card = running_->order.model->cards.front().config;
    if (!script_ && (card.is_drawing() || !card.data.empty() || card.sources.size() > 1)) {
        script_ = make_worker_(
            {"script-preview", program_beside("pendopo-script")},
            {[] {}, [this](ChannelMessage message) { script_said(std::move(message)); },
             [this] {
                 desk_->script_ended(script_->last_exit());
                 look();
             }});
        script_->start();
    }
}

// Once its figures are with the cards worker, or are known not to come, it is asked to draw: its
// first picture is then the one that is wanted.
void CardPreview::look() {
    if (!running_ || running_->told || !cards_started_ || !(desk_->settled() || running_->late)) {
        return;
    }
    running_->told = true;
    const WallModel& model = *running_->order.model;
    const CardConfig& card = model.cards.front().config;
    const auto problems = desk_->problems();
    const auto problem = problems.find(card.id);
    running_->item.source =
        card_source(card, model.data, desk_->sources(),
                    problem == problems.end() ? "" : problem->second, clock_.wall_now());
    CardPlan plan;
    plan.language = model.config.language;
    plan.timezone = model.config.timezone;
    plan.theme = model.theme;
    plan.items = {running_->item};
    if (const auto sent = cards_->send("plan", encode(ToCards(plan))); !sent) {
        finish(fail(sent.error()));
    }
}

void CardPreview::cards_said(ChannelMessage message) {
    const auto decoded = decode_from_cards(message.text);
    if (!decoded) {
        log_.error("{} is replaced: {}", cards_->role(), decoded.error().message());
        cards_->restart();
        return;
    }
    const auto* offer = std::get_if<RingOffer>(&*decoded);
    if (offer != nullptr && running_ && running_->told && offer->key == running_->item.key &&
        !message.fds.empty()) {
        take_picture(std::move(message.fds.front()));
    }
}

void CardPreview::script_said(ChannelMessage message) {
    const auto decoded = decode_from_script(message.text);
    if (!decoded) {
        log_.error("{} is replaced: {}", script_->role(), decoded.error().message());
        script_->restart();
        return;
    }
    std::visit(Overloaded{[&](const ScriptReady&) { desk_->script_ready(); },
                          [&](const ScriptDone& done) {
                              desk_->script_done(done, message.fds.empty()
                                                           ? UniqueFd()
                                                           : std::move(message.fds.front()));
                          },
                          [](const WorkerHealth&) {}},
               *decoded);
    look();
}

void CardPreview::take_picture(UniqueFd fd) {
    auto attached = FrameRingReader::attach(std::move(fd));
    if (!attached) {
        return finish(fail(attached.error()));
    }
    const auto ring = std::make_shared<FrameRingReader>(std::move(*attached));
    if (const auto view = ring->latest()) {
        return finish(picture_of(*ring, *view));
    }
    running_->again = loop_.every(kFirstPicture, [this, ring] {
        if (const auto view = ring->latest()) {
            finish(picture_of(*ring, *view));
        }
    });
}

void CardPreview::finish(Result<CapturedPicture> picture) {
    if (!running_ || std::exchange(running_->ending, true)) {
        return;
    }
    // Later: a timer of what ends may be what called.
    loop_.post([this, alive = std::weak_ptr(alive_), picture = std::move(picture)]() mutable {
        if (!alive.lock()) {
            return;
        }
        const Done done = std::move(running_->done);
        running_.reset();
        done(std::move(picture));
        if (!running_) {
            start_next();
        }
    });
}

}  // namespace pendopo
