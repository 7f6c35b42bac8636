// The renderer of a FakeWorkers world. What it shows goes through the real one's own check.

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "engine/base/overloaded.h"
#include "engine/ipc/shared_frames.h"
#include "engine/render/picture_guard.h"
#include "tests/app/fake_peers.h"

namespace pendopo::test {
namespace {

class FakeRender final : public FakePeer {
  public:
    using FakePeer::FakePeer;

    Result<void> hear(ChannelMessage message) override {
        auto decoded = decode_to_render(message.text);
        if (!decoded) {
            return fail(decoded.error());
        }
        if (setup_.displays.empty() && !std::holds_alternative<RenderSetup>(*decoded)) {
            return fail(ErrorCode::invalid, "something came before the setup");
        }
        std::visit(Overloaded{[&](RenderSetup& setup) { setup_ = std::move(setup); },
                              [&](PictureRules& rules) {
                                  guard_.set_rules(std::move(rules));
                                  judge_rings();
                              },
                              [&](RenderScene& scene) { scene_ = std::move(scene); },
                              [&](RingOffer& offer) {
                                  Ring ring{offer, message.fds.size() == 1
                                                       ? std::stoull(text_in(message.fds[0]))
                                                       : 0};
                                  ring.withheld = !guard_.may_keep(offer);
                                  rings_[offer.key] = std::move(ring);
                              },
                              [&](RingGone& gone) { rings_.erase(gone.key); },
                              [&](CaptureRequest& capture) { wanted_.emplace_back(capture); },
                              [&](RehearseScene& scene) { wanted_.emplace_back(scene); }},
                   *decoded);
        return {};
    }
    void act() override {
        if (setup_.displays.empty()) {
            return;
        }
        if (!std::exchange(ready_, true)) {
            say(encode(FromRender(RenderReady{"llvmpipe", RenderPath::copy})));
        }
        for (const auto& wanted : std::exchange(wanted_, {})) {
            const uint64_t id = std::visit([](const auto& each) { return each.id; }, wanted);
            if (world_.chance(80)) {
                std::visit([this](const auto& each) { make(each); }, wanted);
                say(encode(FromRender(Captured{id, ""})), picture());
            } else {
                say(encode(FromRender(Captured{id, "no memory"})));
            }
        }
        const bool waits = scene_ && scene_->wait_ms > 0 && !world_.chance(60);
        if (scene_ && shown_.revision != scene_->revision && !waits) {
            say(encode(FromRender(SceneShown{scene_->revision, to_ns(world_.now()), 40, true})));
            shown_ = *scene_;
            report();
        } else if (scene_ && shown_.revision == scene_->revision) {
            shown_ = *scene_;
        }
        if (report_is_due()) {
            report();
            tell_hide_key();
        }
    }
    void press_hide_key() override {
        guard_.hide_by_key(to_ns(world_.now()));
        judge_rings();
        tell_hide_key();
    }
    void take_seen(std::vector<FakeWorkers::SeenPicture>& seen) override {
        for (const DrawDisplay& display : shown_.displays) {
            see(display, "", seen);
        }
        std::ranges::move(std::exchange(given_, {}), std::back_inserter(seen));
    }
    void complain(uint64_t revision, const std::map<std::string, std::string>&,
                  std::vector<std::string>& complaints) const override {
        if (shown_.revision != revision) {
            complaints.push_back(
                fmt::format("render shows scene {} instead of {}", shown_.revision, revision));
        }
        std::set<std::string> named;
        for (const DrawDisplay& display : shown_.displays) {
            named.insert(display.closed);
            for (const DrawTile& tile : display.tiles) {
                named.insert({tile.picture, tile.placeholder, tile.label, tile.badge});
                if (!fresh(tile.picture)) {
                    complaints.push_back(fmt::format("tile {}/{} has no picture {}", display.id,
                                                     tile.id, tile.picture));
                }
            }
        }
        for (const auto& [key, ring] : rings_) {
            if (!named.contains(key)) {
                complaints.push_back("render holds a ring that no tile names: " + key);
            }
        }
    }

  private:
    bool fresh(const std::string& key) const {
        const auto ring = rings_.find(key);
        const auto filled = world_.filled.find(key);
        return ring != rings_.end() && filled != world_.filled.end() && !ring->second.withheld &&
               ring->second.number == filled->second;
    }
    // As the renderer does: what may be drawn nowhere is let go.
    void judge_rings() {
        for (auto ring = rings_.begin(); ring != rings_.end();) {
            const bool kept = guard_.may_keep(ring->second.offer);
            const bool read = !ring->second.withheld;
            ring->second.withheld = !read && !kept;
            ring = read && !kept ? rings_.erase(ring) : std::next(ring);
        }
    }
    void tell_hide_key() {
        if (const auto pressed = guard_.unheard_key()) {
            say(encode(FromRender(HideKey{*pressed})));
        }
    }
    // What a display's tiles show of cameras and cards.
    void see(const DrawDisplay& display, const std::string& viewer,
             std::vector<FakeWorkers::SeenPicture>& seen) const {
        for (const DrawTile& tile : display.tiles) {
            for (const std::string& key : {tile.hide_picture ? std::string() : tile.picture,
                                           tile.placeholder, tile.label, tile.badge}) {
                const auto ring = rings_.find(key);
                if (ring == rings_.end() || ring->second.withheld) {
                    continue;
                }
                const RingOffer& offer = ring->second.offer;
                const Verdict verdict =
                    guard_.verdict(offer, display.id, viewer.empty() ? "restricted" : viewer);
                if (verdict == Verdict::may && (!offer.camera.empty() || !offer.card.empty())) {
                    seen.push_back({display.id, offer.camera, offer.card, viewer, offer.trial});
                }
            }
        }
    }
    // As late as the renderer, which begins anew what was begun under other rules.
    void make(const CaptureRequest& capture) {
        for (const DrawDisplay& display : shown_.displays) {
            if ((capture.display.empty() || capture.display == display.id) &&
                guard_.may_capture(display.id, capture.audience)) {
                see(display, capture.audience, given_);
            }
        }
    }
    void make(const RehearseScene& scene) {
        for (const RehearsedDisplay& display : scene.displays) {
            see(display.scene, scene.audience, given_);
        }
    }
    void report() {
        RenderHealth health;
        health.revision = shown_.revision;
        health.cycles_per_second = 60;
        for (const RenderDisplay& display : setup_.displays) {
            health.displays.push_back({display.id, display.output, 25, to_ns(world_.now())});
        }
        for (const DrawDisplay& display : shown_.displays) {
            for (const DrawTile& tile : display.tiles) {
                TileHealth of{display.id, tile.id};
                if (fresh(tile.picture) && !tile.hide_picture) {
                    of.face = tile.stale_after_ms == 0 ? TileFace::card : TileFace::live;
                    of.picture_ns = to_ns(world_.now());
                    of.shown_fps = 25;
                }
                health.tiles.push_back(of);
            }
        }
        say(encode(FromRender(std::move(health))));
        report_proof();
    }
    void report_proof() {
        ProofReading reading{++readings_, shown_.revision, 60 * readings_, {}, {}};
        for (const RenderDisplay& display : setup_.displays) {
            reading.displays.push_back({display.id, 80, 30, 200, 200, readings_, readings_});
        }
        say(encode(FromRender(std::move(reading))));
    }
    static UniqueFd picture() {
        const FrameInfo info = packed_frame(PixelFormat::bgra, {4, 2});
        auto ring = FrameRingWriter::create(frame_bytes(info), 2);
        std::ranges::fill(ring->begin(), std::byte{0x7F});
        ring->publish(info);
        return UniqueFd(::fcntl(ring->fd(), F_DUPFD_CLOEXEC, 0));
    }

    RenderSetup setup_;
    uint64_t readings_ = 0;
    bool ready_ = false;
    std::optional<RenderScene> scene_;
    RenderScene shown_;
    PictureGuard guard_;  // the renderer's own
    struct Ring {
        RingOffer offer;
        uint64_t number = 0;
        bool withheld = false;
    };
    std::map<std::string, Ring> rings_;
    std::vector<std::variant<CaptureRequest, RehearseScene>> wanted_;
    std::vector<FakeWorkers::SeenPicture> given_;  // off screen, and read back
};

}  // namespace

std::unique_ptr<FakePeer> make_fake_render(FakeWorkers& world) {
    return std::make_unique<FakeRender>(world);
}

}  // namespace pendopo::test
