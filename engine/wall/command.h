#pragma once
// What people and programs may tell the wall. One variant and one JSON form is what the API, the
// command line, MQTT, the keyboard and the panel say:
//
//     {"command": "activate_layout", "layout": "ringkasan", "display": "kiri", "seconds": 60}
//
// A field that is not given has the default below; an unknown one is refused.

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/enum_words.h"
#include "engine/base/result.h"
#include "engine/wall/principal.h"

namespace pendopo {

enum class MessageLevel { info, warning, emergency };
constexpr auto words_of(MessageLevel /*any*/) {
    return enum_words<MessageLevel>({{MessageLevel::info, "info"},
                                     {MessageLevel::warning, "warning"},
                                     {MessageLevel::emergency, "emergency"}});
}

// `display` empty: the whole wall. `seconds` 0: until something else is chosen.
struct ActivateLayout {
    std::string layout;
    std::string display{};
    int seconds = 0;
    bool operator==(const ActivateLayout&) const = default;
};
// The layout after or before the one shown, in the order of their files, round and round.
struct NextLayout {
    std::string display{};
    bool operator==(const NextLayout&) const = default;
};
struct PreviousLayout {
    std::string display{};
    bool operator==(const PreviousLayout&) const = default;
};
// Freezes what happens by itself: schedule, tours, tiles whose cameras take turns, and alarms that
// are no emergency.
struct Hold {
    bool operator==(const Hold&) const = default;
};
struct Resume {
    bool operator==(const Resume&) const = default;
};
// Ends what operators chose, so that schedule, tour or the first layout show again.
struct FollowSchedule {
    std::string display{};
    bool operator==(const FollowSchedule&) const = default;
};
// Takes back the newest change of what is shown (layout, enlarged tile, take); up to ten.
struct Undo {
    bool operator==(const Undo&) const = default;
};
// The tile's camera or card fills its display, for so long.
struct EnlargeTile {
    std::string display;
    std::string tile;
    int seconds = 60;
    bool operator==(const EnlargeTile&) const = default;
};
struct RestoreTile {
    std::string display{};
    bool operator==(const RestoreTile&) const = default;
};
// `camera` empty: every camera, at once; figures stay. What was hidden by itself stays hidden when
// all are shown again: it comes back by its own name only.
struct HideCameras {
    std::string camera{};
    bool operator==(const HideCameras&) const = default;
};
struct ShowCameras {
    std::string camera{};
    bool operator==(const ShowCameras&) const = default;
};
// A strip of text over `displays` (none named: all). A second one replaces the first on its
// displays, but never an emergency's unless it is one. seconds 0: until cleared.
struct ShowMessage {
    std::string text;
    MessageLevel level = MessageLevel::info;
    int seconds = 300;
    std::vector<std::string> displays{};
    bool operator==(const ShowMessage&) const = default;
};
struct ClearMessage {
    bool operator==(const ClearMessage&) const = default;
};
// Each display shows its name and output in large letters. seconds 0: no longer.
struct IdentifyDisplays {
    int seconds = 10;
    bool operator==(const IdentifyDisplays&) const = default;
};
// A picture to set displays up by covers `displays` (none named: all): what people see else is not
// seen there, except an emergency. seconds 0: no longer. Restoring a tile and undo end it too.
struct ShowTestPattern {
    std::vector<std::string> displays{};
    int seconds = 600;
    bool operator==(const ShowTestPattern&) const = default;
};
// Lights `displays` (none named: all) that the plan has off, until it has them on, a day at most.
// Those that are on stay as they are.
struct WakeDisplays {
    std::vector<std::string> displays{};
    bool operator==(const WakeDisplays&) const = default;
};
// The plan counts again on `displays` (none named: all). So it does when operators' choices end.
struct EndWake {
    std::vector<std::string> displays{};
    bool operator==(const EndWake&) const = default;
};
// Prepares a layout off screen; take makes it live. With confirm_seconds the wall goes back by
// itself unless somebody confirms in time.
struct RehearseLayout {
    std::string layout;
    std::string display{};
    bool operator==(const RehearseLayout&) const = default;
};
struct CancelRehearsal {
    bool operator==(const CancelRehearsal&) const = default;
};
struct Take {
    int confirm_seconds = 0;
    bool operator==(const Take&) const = default;
};
struct ConfirmTake {
    bool operator==(const ConfirmTake&) const = default;
};
// An alarm of schedule.json's "alarms", by id. `text` empty: the alarm's own. One that is active is
// prolonged. Ending keeps to its least time and its acknowledgement; ending or acknowledging one
// that is not active is no mistake.
struct RaiseAlarm {
    std::string alarm;
    std::string text{};
    bool operator==(const RaiseAlarm&) const = default;
};
struct AcknowledgeAlarm {
    std::string alarm;
    bool operator==(const AcknowledgeAlarm&) const = default;
};
struct EndAlarm {
    std::string alarm;
    bool operator==(const EndAlarm&) const = default;
};
// The wall box's own keyboard (Principal::from "keyboard") hides all cameras, and nothing else.
struct LockKeyboard {
    bool operator==(const LockKeyboard&) const = default;
};
struct UnlockKeyboard {
    bool operator==(const UnlockKeyboard&) const = default;
};

using Command =
    std::variant<ActivateLayout, NextLayout, PreviousLayout, Hold, Resume, FollowSchedule, Undo,
                 EnlargeTile, RestoreTile, HideCameras, ShowCameras, ShowMessage, ClearMessage,
                 IdentifyDisplays, RehearseLayout, CancelRehearsal, Take, ConfirmTake, RaiseAlarm,
                 AcknowledgeAlarm, EndAlarm, LockKeyboard, UnlockKeyboard, ShowTestPattern,
                 WakeDisplays, EndWake>;

// One row a command, in the order of the variant: its word in JSON and audit, the least role that
// may give it, and what it does, for people.
struct CommandRow {
    std::string_view word;
    Role least_role;
    std::string_view summary;
};
std::span<const CommandRow> command_table();
const CommandRow& row_of(const Command& command);

// Error: refused, saying which role it takes.
Result<void> may(const Principal& principal, const Command& command);

// Errors: invalid, with every problem: not JSON, unknown command (did you mean), unknown field,
// missing or wrong value with what was expected.
Result<Command> read_command(std::string_view json);
std::string to_json(const Command& command);
// The JSON Schema of the body for the command of that word, without "command" itself; for OpenAPI.
std::string command_schema(std::string_view word);

}  // namespace pendopo
