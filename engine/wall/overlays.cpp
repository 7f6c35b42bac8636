// What lies over the layouts: messages, names of displays, hidden cameras; and displays that are
// lit although the plan has them off.

#include <fmt/format.h>

#include <set>

#include "config/problems.h"
#include "engine/wall/change.h"
#include "engine/wall/text_rules.h"

namespace pendopo {

namespace {

// Each once; "" alone for the whole wall.
Result<std::set<std::string>> displays_named(const ChangeInHand& change,
                                             const std::vector<std::string>& names) {
    std::set<std::string> displays;
    for (const std::string& display : names) {
        if (display.empty()) {
            return fail(ErrorCode::invalid,
                        "got an empty name of a display; expected none or an id");
        }
        if (auto known = change.check_display(display); !known) {
            return fail(known.error());
        }
        displays.insert(display);
    }
    if (displays.empty()) {
        displays.insert("");
    }
    return displays;
}

}  // namespace

Result<void> effect(ChangeInHand& change, const HideCameras& command) {
    const std::string& camera = command.camera;
    const auto hides_it = [&](const Claim& claim) {
        const auto* hidden = std::get_if<ClaimHiddenCameras>(&claim.what);
        return hidden != nullptr && hidden->camera == camera;
    };
    if (!camera.empty() && !has_camera(change.model, camera)) {
        std::vector<std::string> ids;
        for (const CameraConfig& each : change.model.cameras.cameras) {
            ids.push_back(each.id);
        }
        return fail(ErrorCode::not_found, unknown_name("camera", camera, ids));
    }
    if (std::ranges::any_of(change.state.claims, hides_it)) {
        return {};
    }
    if (!camera.empty()) {  // hiding all always has room
        if (auto room = check_room(change.count<ClaimHiddenCameras>() + 1, "hidden cameras");
            !room) {
            return room;
        }
    }
    const std::string reason = local(change.model, "Disembunyikan oleh ", "Hidden by ");
    change.add(ClaimClass::operate, ClaimHiddenCameras{camera}, "", 0,
               reason + change.principal.name);
    return {};
}

Result<void> effect(ChangeInHand& change, const ShowCameras& command) {
    const bool ended = change.end([&](const Claim& claim) {
        const auto* hidden = std::get_if<ClaimHiddenCameras>(&claim.what);
        return hidden != nullptr && hidden->camera == command.camera;
    });
    if (!ended && !command.camera.empty() && !has_camera(change.model, command.camera)) {
        std::vector<std::string> ids;
        for (const CameraConfig& each : change.model.cameras.cameras) {
            ids.push_back(each.id);
        }
        return fail(ErrorCode::not_found, unknown_name("camera", command.camera, ids));
    }
    return {};
}

Result<void> effect(ChangeInHand& change, const ShowMessage& command) {
    if (const std::string wrong = wrong_text(command.text); !wrong.empty()) {
        return fail(ErrorCode::invalid, "the message: " + wrong);
    }
    const auto named = displays_named(change, command.displays);
    if (!named) {
        return fail(named.error());
    }
    const ClaimClass priority =
        command.level == MessageLevel::emergency ? ClaimClass::emergency : ClaimClass::operate;
    const std::string reason =
        local(change.model, "Pesan dari ", "Message from ") + change.principal.name;
    for (const std::string& display : *named) {
        // One of a higher class stays: a greeting never takes away a call to leave the building.
        change.end_on(display, [&](const Claim& claim) {
            return is<ClaimMessage>(claim) && claim.priority <= priority;
        });
        change.add(priority, ClaimMessage{command.text, command.level}, display, command.seconds,
                   reason);
    }
    return check_room(change.count<ClaimMessage>(), "messages");
}

Result<void> effect(ChangeInHand& change, const ClearMessage& /*command*/) {
    change.end(is<ClaimMessage>);
    return {};
}

Result<void> effect(ChangeInHand& change, const IdentifyDisplays& command) {
    change.end(is<ClaimIdentify>);
    if (command.seconds > 0) {
        const std::string reason =
            local(change.model, "Nama layar, oleh ", "Names of displays, by ");
        change.add(ClaimClass::operate, ClaimIdentify{}, "", command.seconds,
                   reason + change.principal.name);
    }
    return {};
}

Result<void> effect(ChangeInHand& change, const ShowTestPattern& command) {
    const auto named = displays_named(change, command.displays);
    if (!named) {
        return fail(named.error());
    }
    const std::string reason =
        local(change.model, "Pola uji, oleh ", "Test pattern, by ") + change.principal.name;
    for (const std::string& display : *named) {
        end_test_pattern(change, display);
        if (command.seconds > 0) {
            change.add(ClaimClass::operate, ClaimTestPattern{}, display, command.seconds, reason);
        }
    }
    return check_room(change.count<ClaimTestPattern>(), "test patterns");
}

Result<void> effect(ChangeInHand& change, const WakeDisplays& command) {
    const auto named = displays_named(change, command.displays);
    if (!named) {
        return fail(named.error());
    }
    const WallTime latest = change.now + WallState::kLongestWake;
    for (const DisplayDecision& display :
         resolve(change.state, change.model, change.now).displays) {
        const bool is_meant = named->contains("") || named->contains(display.display);
        if (!is_meant || display.power != DisplayPower::off_by_plan) {
            continue;
        }
        change.end_on(display.display, is<ClaimWake>);  // one of a clock that was wrong
        Claim& wake = change.add(
            ClaimClass::operate, ClaimWake{}, display.display, 0,
            local(change.model, "Dinyalakan oleh ", "Woken by ") + change.principal.name);
        wake.until = std::min(display.power_claim->until.value_or(latest), latest);
    }
    return {};
}

Result<void> effect(ChangeInHand& change, const EndWake& command) {
    const auto named = displays_named(change, command.displays);
    if (!named) {
        return fail(named.error());
    }
    for (const std::string& display : *named) {
        change.end_on(display, is<ClaimWake>);
    }
    return {};
}

bool end_test_pattern(ChangeInHand& change, const std::string& display) {
    return change.end_on(display, is<ClaimTestPattern>);
}

}  // namespace pendopo
