#include "engine/wall/wall.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>
#include <variant>

#include "engine/base/check.h"
#include "engine/wall/claims.h"
#include "layouts/wall_geometry.h"

namespace pendopo {
namespace {

constexpr const char* kBlack = "#000000";

constexpr Milliseconds kSoonest{1};
// The wall clock may be set while we wait: what goes by it is looked at once a minute at least.
constexpr Seconds kLongestLook{60};
// Where time alone should have changed something and did not: never a busy loop.
constexpr Seconds kLookAgain{1};

// The monotonic time of a wall time, never after now: tours that began in a future that a set clock
// took away begin now.
MonotonicTime monotonic(WallTime time, Instant now) {
    return time >= now.wall_now
               ? now.now
               : now.now - std::chrono::duration_cast<Monotonic::duration>(now.wall_now - time);
}

SceneDisplay ground_of(const DisplayConfig& display) {
    return {display.id, upright_size(display), "", {}};
}

// The display's part of a layout, with what fills it alone; black while it is off.
SceneDisplay scene_of(const DisplayConfig& config, const DisplayDecision& decision,
                      const WallModel& model) {
    if (decision.power == DisplayPower::off_by_plan) {
        SceneDisplay black = ground_of(config);
        black.background = kBlack;
        return black;
    }
    const WallLayout* layout = find_layout(model, decision.layout);
    const SceneDisplay* found =
        layout != nullptr ? find_display(layout->scene, config.id) : nullptr;
    SceneDisplay display = found != nullptr ? *found : ground_of(config);
    const PixelRect whole{0, 0, display.size.width, display.size.height};
    SceneTile only;
    if (!decision.alarm_camera.empty()) {
        const auto* alarm = std::get_if<ClaimAlarm>(&decision.winner.what);
        only.id = "alarm/" + (alarm != nullptr ? alarm->alarm : "");
        only.content = TileCamera{{decision.alarm_camera}, 15, ""};
    } else if (const SceneTile* tile = find_tile(display, decision.tile)) {
        only = *tile;
    } else {
        return display;
    }
    only.rect = whole;
    display.tiles.assign(1, only);
    return display;
}

}  // namespace

Wall::Wall(std::shared_ptr<const WallModel> model, WallState state, Instant now)
    : model_(std::move(model)), state_(std::move(state)), now_(now.now) {
    CHECK(model_ != nullptr);
    refresh(now);
}

Result<bool> Wall::apply(const Command& command, const Principal& principal, Instant now) {
    auto next = pendopo::apply(state_, command, principal, *model_, now.wall_now);
    if (!next) {
        return fail(std::move(next).error());
    }
    state_ = std::move(*next);
    return refresh(now);
}

bool Wall::replace_model(std::shared_ptr<const WallModel> model, Instant now) {
    CHECK(model != nullptr);
    const auto before = std::exchange(model_, std::move(model));
    model_is_new_ = true;
    const uint64_t revision = revision_;
    // Names, addresses and limits show on the wall too.
    const bool changed = refresh(now) || before->config != model_->config ||
                         before->cameras != model_->cameras || before->secrets != model_->secrets ||
                         before->layouts != model_->layouts;
    revision_ = revision + (changed ? 1 : 0);
    return changed;
}

bool Wall::advance(Instant now) {
    return refresh(now);
}

void Wall::pass_revision(uint64_t revision) {
    revision_ = std::max(revision_, revision + 1);
}

bool Wall::refresh(Instant now) {
    now_ = now.now;
    state_ = pass(state_, *model_, now.wall_now);
    decision_ = resolve(state_, *model_, now.wall_now);
    next_change_.reset();
    if (decision_.look_again) {
        const auto wait = *decision_.look_again > now.wall_now
                              ? std::clamp<Nanoseconds>(*decision_.look_again - now.wall_now,
                                                        kSoonest, kLongestLook)
                              : kLookAgain;
        next_change_ = now.now + wait;
    }
    follow_hours(now);
    follow_hold(now);
    note_layouts(now);
    const bool scene = take_scene();
    const bool overlays = take_overlays();
    const bool turns = take_turns(now);
    const bool changed = scene || overlays || turns;
    revision_ += changed ? 1 : 0;
    return changed;
}

// A wall that is held keeps to the hours of its cameras all the same.
void Wall::follow_hours(Instant now) {
    hours_.look(model_, now.wall_now);
    if (const auto& next = hours_.next()) {
        const auto wait =
            now.now + std::clamp<Nanoseconds>(*next - now.wall_now, kSoonest, kLongestLook);
        next_change_ = next_change_ ? std::min(*next_change_, wait) : wait;
    }
}

// While held every tile's tour stands where it was when the hold began; afterwards it goes on from
// there.
void Wall::follow_hold(Instant now) {
    if (state_.hold) {
        hold_since_ = hold_since_ ? hold_since_ : monotonic(state_.hold->since, now);
    } else if (hold_since_) {
        for (auto& [layout, since] : since_) {
            since += now.now - std::max(*hold_since_, since);
        }
        hold_since_.reset();
    }
}

// A layout's tours began when its claim did, also in another process; the first layout's when it
// began to show. What stays keeps its turns, whoever wants it now.
void Wall::note_layouts(Instant now) {
    std::map<std::string, MonotonicTime> since;
    for (const DisplayDecision& display : decision_.displays) {
        if (const auto known = since_.find(display.layout); known != since_.end()) {
            since.insert(*known);
            continue;
        }
        const Claim& winner = display.winner;
        const auto* layout = std::get_if<ClaimLayout>(&winner.what);
        const bool dated = layout != nullptr && layout->layout == display.layout &&
                           winner.priority != ClaimClass::standard;
        const MonotonicTime began = dated ? monotonic(winner.since, now) : now.now;
        const auto [entry, is_new] = since.emplace(display.layout, began);
        entry->second = is_new ? began : std::min(entry->second, began);
    }
    since_ = std::move(since);
}

bool Wall::take_scene() {
    std::vector<Shown> shown;
    for (const DisplayDecision& display : decision_.displays) {
        const auto* alarm = std::get_if<ClaimAlarm>(&display.winner.what);
        shown.push_back({display.layout, display.tile,
                         display.alarm_camera + (alarm != nullptr ? "/" + alarm->alarm : ""),
                         display.power == DisplayPower::off_by_plan});
    }
    if (shown == shown_ && !model_is_new_) {
        return false;
    }
    shown_ = std::move(shown);
    model_is_new_ = false;
    Scene scene;
    for (size_t i = 0; i < decision_.displays.size(); ++i) {
        scene.displays.push_back(
            scene_of(model_->config.displays[i], decision_.displays[i], *model_));
    }
    scene.layout = decision_.displays.empty() ? "" : decision_.displays.front().layout;
    const bool changed = scene != scene_;
    scene_ = std::move(scene);
    return changed;
}

bool Wall::take_overlays() {
    Overlays overlays;
    for (const DisplayDecision& display : decision_.displays) {
        const auto* message =
            display.message ? std::get_if<ClaimMessage>(&display.message->what) : nullptr;
        overlays.messages.push_back(message != nullptr ? std::optional(*message) : std::nullopt);
        overlays.alarms.push_back(display.alarm);
        overlays.identify.push_back(display.identify);
        overlays.test_pattern.push_back(display.test_pattern);
    }
    overlays.all_hidden = decision_.all_cameras_hidden;
    overlays.hidden = decision_.hidden_cameras;
    overlays.off = hours_.off();
    const bool changed = overlays != overlays_;
    overlays_ = std::move(overlays);
    return changed;
}

bool Wall::take_turns(Instant now) {
    std::vector<std::string> turns;
    for (size_t i = 0; i < scene_.displays.size(); ++i) {
        const MonotonicTime began = began_at(shown_[i].layout);
        for (const SceneTile& tile : scene_.displays[i].tiles) {
            std::optional<Nanoseconds> wait;
            if (const CardConfig* story = story_of(tile)) {
                const TourStep step = step_of(*story, began);
                turns.push_back(std::to_string(step.index));
                wait = step.next_change;
            } else if (const auto* content = std::get_if<TileCamera>(&tile.content)) {
                turns.push_back(camera_of(tile, began));
                wait = tour_next_change(tour_elapsed(now.now, began), content->tour_seconds,
                                        content->cameras.size());
            }
            if (wait && !hold_since_ && (!next_change_ || now.now + *wait < *next_change_)) {
                next_change_ = now.now + std::max<Nanoseconds>(*wait, kSoonest);
            }
        }
    }
    const bool changed = turns != turns_;
    turns_ = std::move(turns);
    return changed;
}

MonotonicTime Wall::began_at(const std::string& layout) const {
    const auto since = since_.find(layout);
    return since != since_.end() ? since->second : now_;
}

std::string Wall::camera_of(const SceneTile& tile, MonotonicTime began) const {
    const auto* content = std::get_if<TileCamera>(&tile.content);
    if (content == nullptr || content->cameras.empty()) {
        return {};
    }
    return content->cameras[tour_index(tour_elapsed(now_, began, {}, hold_since_),
                                       content->tour_seconds, content->cameras.size())];
}

TourStep Wall::step_of(const CardConfig& story, MonotonicTime began) const {
    std::vector<double> seconds;
    std::ranges::transform(std::get<StoryCard>(story.settings).steps, std::back_inserter(seconds),
                           &StoryCard::Step::seconds);
    return tour_step(tour_elapsed(now_, began, {}, hold_since_), seconds);
}

const CardConfig* Wall::story_of(const SceneTile& tile) const {
    const auto* content = std::get_if<TileCard>(&tile.content);
    if (content == nullptr) {
        return nullptr;
    }
    const auto card = std::ranges::find_if(
        model_->cards, [&](const InstalledCard& each) { return each.config.id == content->card; });
    const bool is_story = card != model_->cards.end() && card->config.kind == CardFileKind::story;
    return is_story ? &card->config : nullptr;
}

size_t Wall::step_of(const SceneTile& tile) const {
    const CardConfig* story = story_of(tile);
    return story == nullptr ? 0 : step_of(*story, began_at(tile)).index;
}

std::string Wall::card_of(const SceneTile& tile) const {
    if (const CardConfig* story = story_of(tile)) {
        return std::get<StoryCard>(story->settings).steps.at(step_of(tile)).card;
    }
    const auto* content = std::get_if<TileCard>(&tile.content);
    return content == nullptr ? "" : content->card;
}

std::string Wall::camera_of(const SceneTile& tile) const {
    const auto* content = std::get_if<TileCamera>(&tile.content);
    const bool turns = content != nullptr && content->cameras.size() > 1;
    return camera_of(tile, turns ? began_at(tile) : now_);
}

MonotonicTime Wall::began_at(const SceneTile& tile) const {
    const std::less<const SceneTile*> before;
    size_t display = scene_.displays.size();
    for (size_t i = 0; i < scene_.displays.size() && display == scene_.displays.size(); ++i) {
        const auto& tiles = scene_.displays[i].tiles;
        if (!tiles.empty() && !before(&tile, &tiles.front()) && !before(&tiles.back(), &tile)) {
            display = i;
        }
    }
    // Only a copy is looked for by its name: a wall of a thousand tiles asks for each of them.
    for (size_t i = 0; i < scene_.displays.size() && display == scene_.displays.size(); ++i) {
        const auto& tiles = scene_.displays[i].tiles;
        if (std::ranges::find(tiles, tile.id, &SceneTile::id) != tiles.end()) {
            display = i;
        }
    }
    return began_at(display < shown_.size() ? shown_[display].layout : "");
}

bool Wall::is_off(std::string_view display) const {
    const auto found = std::ranges::find(decision_.displays, display, &DisplayDecision::display);
    return found != decision_.displays.end() && found->power == DisplayPower::off_by_plan;
}

bool Wall::hides(const std::string& camera) const {
    return decision_.all_cameras_hidden || decision_.hidden_cameras.contains(camera);
}

const CameraHours::Off* Wall::off_by_plan(const std::string& camera) const {
    const auto found = overlays_.off.find(camera);
    return found == overlays_.off.end() ? nullptr : &found->second;
}

std::vector<std::string> Wall::cameras_in_layouts() const {
    std::set<std::string> cameras;
    for (const WallLayout& layout : model_->layouts) {
        for (const SceneDisplay& display : layout.scene.displays) {
            for (const SceneTile& tile : display.tiles) {
                if (const auto* content = std::get_if<TileCamera>(&tile.content)) {
                    cameras.insert(content->cameras.begin(), content->cameras.end());
                }
            }
        }
    }
    for (const AlarmConfig& alarm : model_->schedule.alarms) {
        if (has_camera(*model_, alarm.camera)) {
            cameras.insert(alarm.camera);
        }
    }
    std::erase_if(cameras, [&](const std::string& camera) { return off_by_plan(camera); });
    return {cameras.begin(), cameras.end()};
}

}  // namespace pendopo
