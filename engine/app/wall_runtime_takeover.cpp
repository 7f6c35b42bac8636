// The running wall after another control: it goes on where that one stood, with its workers.

#include <set>
#include <utility>

#include "engine/app/wall_runtime.h"

namespace pendopo {

void WallRuntime::resume(const Handover& handover) {
    wall_.pass_revision(handover.revision);
    book_.render_resumed({handover.renderer, handover.path});
    assignment_ = handover.ingest;
    for (const CameraConfig& camera : model().cameras.cameras) {
        if (const auto at = assignment_.cameras.find(camera.id); at != assignment_.cameras.end()) {
            backends_.resume(camera, assignment_.workers[at->second], clock_.now());
        }
    }
}

void WallRuntime::wait_for(const Worker& worker) {
    takeover_.adopted(worker.role());
    takeover_deadline_ = loop_.after(Takeover::kPatience, [this] {
        if (takeover_.waits()) {
            log_.warn("a worker of the control before does not answer; the wall goes on");
            takeover_.give_up();
            update_soon();
        }
    });
}

void WallRuntime::adopted(Worker& worker) {
    wait_for(worker);
    distributor_.forget(worker);  // what it has may be more than it shall have
    if (&worker == workers_.render()) {
        told_rules_.reset();
        takeover_.hold_cards();
        cards_deadline_ = loop_.after(Takeover::kCardPatience, [this] { release_cards(); });
        send_render_setup();
    } else {
        static_cast<void>(worker.send("tell_all", encode(ToIngest(TellAll{}))));
    }
}

void WallRuntime::told_all(const Worker& worker) {
    if (takeover_.done(worker.role())) {
        log_.info("taken over from the control before restarts={}", options_.control_restarts);
        update_soon();
    }
}

bool WallRuntime::held_back(const Worker* owner, const std::string& key) {
    return owner == workers_.cards() && takeover_.hold(key);
}

void WallRuntime::note_cards() {
    if (!takeover_.asks_for_cards()) {
        return;
    }
    std::set<std::string> keys;
    for (const CardItem& item : plans_.cards.items) {
        if (item.kind == CardKind::card) {
            keys.insert(item.key);
        }
    }
    takeover_.set_cards(std::move(keys));
}

void WallRuntime::cards_reported() {
    if (takeover_.cards_reported(feed_.settled())) {
        release_cards();
    }
}

void WallRuntime::release_cards() {
    for (const std::string& key : takeover_.release()) {
        workers_.rings().offer(key);
    }
    cards_deadline_.reset();
}

void WallRuntime::hand_over() {
    if (!options_.hand_over) {
        return;
    }
    const RenderReady& renderer = book_.renderer();
    Handover now{state_text_,       wall_.revision(), offset_.value(),
                 renderer.renderer, renderer.path,    assignment_};
    if (handed_over_ != now) {
        options_.hand_over(now);
        handed_over_ = std::move(now);
    }
}

}  // namespace pendopo
