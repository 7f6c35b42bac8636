// The running wall as control surfaces see it: what it tells, and what it is told.

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/app/camera_named.h"
#include "engine/app/keyboard_commands.h"
#include "engine/app/layout_draft.h"
#include "engine/app/wall_runtime.h"
#include "engine/base/audience.h"
#include "engine/control/control_report.h"
#include "engine/wall/role_audience.h"

namespace pendopo {
namespace {

// Pictures of hidden cameras come within a second; those that do not are drawn as they are.
constexpr int kRehearsalWaitMs = 1500;
// Its cards may take as long to have the figures there are, and then have a moment to be drawn.
constexpr Milliseconds kRehearsalLook{60};
constexpr int kMostRehearsalLooks = 16;
constexpr int kSettledRehearsalLooks = 3;

}  // namespace

bool WallRuntime::all_live() const {
    return shown_revision_ == wall_.revision() && book_.all_live();
}

std::string WallRuntime::why_not_ready() const {
    return book_.why_not_ready();
}

WallStatus WallRuntime::status() const {
    return book_.document(problems());
}

std::vector<LocalText> WallRuntime::problems() const {
    std::vector<LocalText> lines;
    const auto add = [&](const std::string& english) {
        if (!english.empty()) {
            lines.push_back({"", english});
        }
    };
    std::ranges::for_each(safety_problems(), add);
    for (const Problem& problem : files_.problems()) {
        lines.push_back({to_string(problem, "id"), to_string(problem, "en")});
    }
    std::ranges::for_each(distributor_.problems(), add);
    std::ranges::copy(too_few_files_, std::back_inserter(lines));
    add(memory_.problem());
    add(proof_.problem());
    if (options_.problems) {
        std::ranges::for_each(options_.problems(), add);
    }
    return lines;
}

ControlStatus WallRuntime::control_status() const {
    const WallTime now = offset_.read(clock_).wall_now;
    return control_report(wall_.state(), wall_.decision(), model(),
                          plan_ahead_.look(wall_.shared_model(), now));
}

void WallRuntime::capture(const std::string& display, int max_width, std::string_view audience,
                          std::function<void(Result<CapturedPicture>)> done) {
    std::vector<std::string> ids;
    bool any_seen = false;
    for (const DisplayConfig& config : model().config.displays) {
        ids.push_back(config.id);
        any_seen = any_seen || ((display.empty() || display == config.id) &&
                                may_show(config.audience, audience));
    }
    if (!display.empty() && std::ranges::find(ids, display) == ids.end()) {
        done(fail(ErrorCode::not_found, unknown_name("display", display, ids)));
        return;
    }
    if (!any_seen) {
        done(fail(ErrorCode::refused,
                  "what is shown there is for a narrower audience than yours; "
                  "an operator may see it"));
        return;
    }
    if (workers_.render() == nullptr || !workers_.render()->running()) {
        done(fail(ErrorCode::unreachable, "the renderer is being started; try again in a second"));
        return;
    }
    const ToRender request =
        CaptureRequest{captures_.add(std::move(done)), display, max_width, std::string(audience)};
    static_cast<void>(workers_.render()->send(waiting_key(request), encode(request)));
}

void WallRuntime::rehearsed(const std::string& layout, const std::string& display, int max_width,
                            std::string_view audience,
                            std::function<void(Result<CapturedPicture>)> done) {
    Error missing(ErrorCode::not_found,
                  display.empty()
                      ? "no layout " + in_quotes(layout)
                      : "no layout " + in_quotes(layout) + " for a display " + in_quotes(display));
    const auto& layouts = model().layouts;
    const auto found = std::ranges::find(layouts, layout, &WallLayout::id);
    draw_off_screen(found == layouts.end() ? Scene() : found->scene, display, max_width, audience,
                    std::move(missing), std::move(done));
}

void WallRuntime::rehearse_draft(const std::string& layout_json, const std::string& display,
                                 int max_width, std::function<void(Result<CapturedPicture>)> done) {
    const auto scene = solve_draft(layout_json, model());
    if (!scene) {
        std::string lines = to_string(scene.error());
        lines.erase(lines.find_last_not_of('\n') + 1);
        done(fail(ErrorCode::invalid, std::move(lines)));
        return;
    }
    draw_off_screen(*scene, display, max_width, audience_of(Role::technician),
                    Error(ErrorCode::not_found, "no display " + in_quotes(display)),
                    std::move(done));
}

void WallRuntime::camera_picture(const std::string& camera, int max_width,
                                 std::function<void(Result<CapturedPicture>)> done) {
    if (const auto known = camera_named(model(), camera); !known) {
        done(fail(known.error()));
        return;
    }
    const DisplayConfig& display = display_for(camera, model());
    draw_off_screen(scene_of_camera(camera, display), display.id, max_width,
                    audience_of(Role::technician),
                    Error(ErrorCode::not_found, "no display to draw it for"), std::move(done));
}

Result<std::string> WallRuntime::try_masks(const MaskTrial& wanted) {
    if (const auto known = camera_named(model(), wanted.camera); !known) {
        return fail(known.error());
    }
    std::vector<std::string> displays;
    const DisplayConfig* found = nullptr;
    for (const DisplayConfig& display : model().config.displays) {
        displays.push_back(display.id);
        const bool fits = wanted.display.empty() ? may_show(kTrialAudience, display.audience)
                                                 : display.id == wanted.display;
        found = found == nullptr && fits ? &display : found;
    }
    if (found == nullptr && !wanted.display.empty()) {
        return fail(ErrorCode::not_found, unknown_name("display", wanted.display, displays));
    }
    if (found == nullptr || !may_show(kTrialAudience, found->audience)) {
        return fail(ErrorCode::refused,
                    "masks that are not saved are tried on a display that is not for the public; "
                    "give one \"audience\": \"staff\" in wall.json");
    }
    trial_ = wanted;
    trial_->display = found->id;
    trial_end_ =
        loop_.after(kMaskTrial, [this, camera = wanted.camera] { end_mask_trial(camera); });
    update();
    return found->id;
}

void WallRuntime::end_mask_trial(const std::string& camera) {
    if (trial_ && trial_->camera == camera) {
        trial_end_.reset();
        trial_.reset();
        update_soon();
    }
}

// `no_display`: what is said when the scene has nothing for that display.
void WallRuntime::draw_off_screen(const Scene& scene, const std::string& display, int max_width,
                                  std::string_view audience, Error no_display,
                                  std::function<void(Result<CapturedPicture>)> done) {
    if (workers_.render() == nullptr || !workers_.render()->running()) {
        done(fail(ErrorCode::unreachable, "the renderer is being started; try again in a second"));
        return;
    }
    if (rehearsal_) {
        done(fail(ErrorCode::exhausted, "another layout is being drawn; try again in a second"));
        return;
    }
    auto plans = compose_rehearsal(wall_, scene, {display, max_width, std::string(audience)},
                                   book_.reports(), book_.renderer().path, offset_.instant(clock_));
    if (!plans) {
        done(fail(std::move(no_display)));
        return;
    }
    plans->scene.wait_ms = std::min(plans->scene.wait_ms, kRehearsalWaitMs);
    plans->scene.id = captures_.add(
        [this, done = std::move(done)](Result<CapturedPicture> picture) {
            rehearsal_.reset();
            update_soon();
            done(std::move(picture));
        },
        PendingCaptures::kRehearsalDeadline);
    rehearsal_ = std::move(plans);
    update_soon();
    draw_rehearsal_when_settled(0, 0);
}

// Cards that were drawn before their figures came would say that they wait.
void WallRuntime::draw_rehearsal_when_settled(int looks, int settled) {
    rehearsal_look_ = loop_.after(kRehearsalLook, [this, looks, settled] {
        if (!rehearsal_ || workers_.render() == nullptr) {
            return;
        }
        const bool all = std::ranges::all_of(rehearsal_->cards, [this](const CardItem& item) {
            return item.kind != CardKind::card || feed_.is_settled(item.key);
        });
        if (looks + 1 < kMostRehearsalLooks && settled + (all ? 1 : 0) < kSettledRehearsalLooks) {
            draw_rehearsal_when_settled(looks + 1, settled + (all ? 1 : 0));
            return;
        }
        const ToRender request = rehearsal_->scene;
        static_cast<void>(workers_.render()->send(waiting_key(request), encode(request)));
    });
}

// What was hidden after the picture was asked for is neither decoded for it nor shown on it. What
// was hidden before is no part of it.
void WallRuntime::drop_rehearsal_of_hidden() {
    if (rehearsal_ && std::ranges::any_of(rehearsal_->pictures, [&](const auto& entry) {
            return wall_.hides(entry.first);
        })) {
        captures_.cancel(rehearsal_->scene.id,
                         Error(ErrorCode::conflict,
                               "a camera was hidden while the layout was drawn; try again"));
    }
}

Result<CommandDone> WallRuntime::execute(const Command& command, const Principal& principal,
                                         std::string_view if_match) {
    if (!if_match.empty()) {
        if (const auto newest = check_tag(wall_.state(), if_match); !newest) {
            return fail(newest.error());
        }
    }
    const uint64_t before = wall_.state().revision;
    const auto changed = wall_.apply(command, principal, offset_.instant(clock_));
    if (!changed) {
        return fail(changed.error());
    }
    const WallState& state = wall_.state();
    if (state.revision != before) {
        log_.info("command={} by={} from=\"{}\" layout={} revision={}", row_of(command).word,
                  principal.name, principal.from, wall_.layout(), state.revision);
        update();
    }
    return CommandDone{state.revision, state_tag(state)};
}

void WallRuntime::say(const Command& command, const Principal& principal) {
    if (options_.carry_out) {
        options_.carry_out(command, principal);
    } else {
        static_cast<void>(execute(command, principal, {}));
    }
}

void WallRuntime::key_pressed(const std::string& key) {
    if (const auto command =
            keyboard_command(key, wall_.state(), wall_.decision(), model().layouts)) {
        say(*command, {"keyboard", Role::operate, "keyboard"});
    }
}

}  // namespace pendopo
