#pragma once
// One command at work on a state: the pieces that the effects of commands share. Pure; used inside
// this folder only.

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/wall/claims.h"
#include "engine/wall/wall_state.h"

namespace pendopo {

// What an effect of a command may see. `state` is the copy that becomes the new one.
struct ChangeInHand {
    WallState& state;
    const Principal& principal;
    const WallModel& model;
    WallTime now;

    // Adds a claim of the principal's, since now, for so long; 0: without an end.
    Claim& add(ClaimClass priority, ClaimWhat what, const std::string& display, int seconds,
               std::string reason);
    template <class Ends>
    bool end(Ends ends) {
        return std::erase_if(state.claims, ends) > 0;
    }
    // Ends those whole-wall claims on that one display only: elsewhere they go on as one claim a
    // display.
    bool end_on(const std::string& display, const std::function<bool(const Claim&)>& which);
    template <class What>
    size_t count() const {
        return static_cast<size_t>(
            std::count_if(state.claims.begin(), state.claims.end(),
                          [](const Claim& claim) { return is<What>(claim); }));
    }

    Result<void> check_layout(const std::string& id) const;
    Result<void> check_display(const std::string& id) const;  // empty: the wall
};

// Refused beyond kMostOfAKind: `what` are "messages", "hidden cameras".
Result<void> check_room(size_t count, std::string_view what);

// Undoable changes of what operators chose: layout, tile, rehearsal and take.
Result<void> choose(ChangeInHand& change, const ActivateLayout& command);
Result<void> choose(ChangeInHand& change, const NextLayout& command);
Result<void> choose(ChangeInHand& change, const PreviousLayout& command);
Result<void> choose(ChangeInHand& change, const FollowSchedule& command);
Result<void> choose(ChangeInHand& change, const EnlargeTile& command);
Result<void> choose(ChangeInHand& change, const RestoreTile& command);
Result<void> choose(ChangeInHand& change, const Take& command);
Result<void> undo(ChangeInHand& change);

// The claims of layouts and tiles, and the state with `choices` in their place: without those that
// ended meanwhile.
std::vector<Claim> choices_of(const WallState& state);
void go_back_to(WallState& state, const std::vector<Claim>& choices, WallTime now);

Result<void> effect(ChangeInHand& change, const HideCameras& command);
Result<void> effect(ChangeInHand& change, const ShowCameras& command);
Result<void> effect(ChangeInHand& change, const ShowMessage& command);
Result<void> effect(ChangeInHand& change, const ClearMessage& command);
Result<void> effect(ChangeInHand& change, const IdentifyDisplays& command);
Result<void> effect(ChangeInHand& change, const ShowTestPattern& command);
Result<void> effect(ChangeInHand& change, const WakeDisplays& command);
Result<void> effect(ChangeInHand& change, const EndWake& command);
// On that display (empty: on all). True: there was one.
bool end_test_pattern(ChangeInHand& change, const std::string& display);

Result<void> effect(ChangeInHand& change, const RaiseAlarm& command);
Result<void> effect(ChangeInHand& change, const AcknowledgeAlarm& command);
Result<void> effect(ChangeInHand& change, const EndAlarm& command);

}  // namespace pendopo
