#pragma once
// What was asked of the wall, as one value: the subject of every command, kept over restarts, and
// what an audit or a joined wall would share. Times are the wall clock's, so that the value means
// the same in another process and on another day.
//
// Everything shown is a claim: who wants what, where, how strongly, since and until when. On each
// display the claim of the highest class shows; of two of one class the newer. When it ends, the
// next shows. Pure: apply() and resolve() are functions of their arguments.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/enum_words.h"
#include "engine/base/result.h"
#include "engine/wall/command.h"

namespace pendopo {

struct Automatic;
struct WallModel;

// Lowest first. `standard` is the first layout of wall.json: always there, never in WallState.
enum class ClaimClass { standard, tour, schedule, alarm, operate, emergency };
constexpr auto words_of(ClaimClass /*any*/) {
    return enum_words<ClaimClass>({{ClaimClass::standard, "default"},
                                   {ClaimClass::tour, "tour"},
                                   {ClaimClass::schedule, "schedule"},
                                   {ClaimClass::alarm, "alarm"},
                                   {ClaimClass::operate, "operator"},
                                   {ClaimClass::emergency, "emergency"}});
}

// What a claim wants. Layouts and enlarged tiles compete for a display; messages compete for the
// strip over it; the others add up.
struct ClaimLayout {
    std::string layout;
    bool operator==(const ClaimLayout&) const = default;
};
struct ClaimTile {  // enlarged to its whole display, which Claim::display names
    std::string tile;
    bool operator==(const ClaimTile&) const = default;
};
struct ClaimMessage {
    std::string text;
    MessageLevel level = MessageLevel::info;
    bool operator==(const ClaimMessage&) const = default;
};
struct ClaimHiddenCameras {
    std::string camera;  // empty: all
    bool operator==(const ClaimHiddenCameras&) const = default;
};
struct ClaimIdentify {
    bool operator==(const ClaimIdentify&) const = default;
};
struct ClaimTestPattern {
    bool operator==(const ClaimTestPattern&) const = default;
};
// The display is off. Of the schedule alone: found anew each time, in no state.
struct ClaimStandby {
    bool operator==(const ClaimStandby&) const = default;
};
// It is lit although the plan has it off.
struct ClaimWake {
    bool operator==(const ClaimWake&) const = default;
};
// An alarm raises a layout or one camera (the other is empty), with a border and a text.
struct ClaimAlarm {
    std::string alarm;
    std::string layout;
    std::string camera;
    std::string text;
    MessageLevel level = MessageLevel::warning;
    bool operator==(const ClaimAlarm&) const = default;
};
using ClaimWhat =
    std::variant<ClaimLayout, ClaimTile, ClaimMessage, ClaimHiddenCameras, ClaimIdentify,
                 ClaimTestPattern, ClaimStandby, ClaimWake, ClaimAlarm>;

struct Claim {
    std::string id;  // "7"; of what happens by itself "schedule/pagi", "tour/harian/2", "default"
    ClaimClass priority = ClaimClass::operate;
    ClaimWhat what;
    std::string display;  // empty: the whole wall
    std::string by;       // Principal::name
    std::string from;     // Principal::from
    WallTime since;
    std::optional<WallTime> until;
    std::string reason;  // for people, in the wall's language: "Jadwal: Jam layanan"; may be empty
    bool operator==(const Claim&) const = default;
};

struct HoldMark {
    WallTime since;
    std::string by;
    bool operator==(const HoldMark&) const = default;
};
struct Rehearsal {
    std::string layout;
    std::string display;
    std::string by;
    WallTime since;
    bool operator==(const Rehearsal&) const = default;
};
// A take that goes back by itself unless confirmed; choosing anything else confirms it too.
struct Trial {
    std::vector<Claim> before;  // the claims to go back to
    WallTime until;
    std::string by;
    bool operator==(const Trial&) const = default;
};
struct UndoStep {
    std::vector<Claim> before;
    std::string what;  // the command's word
    std::string by;
    WallTime at;
    bool operator==(const UndoStep&) const = default;
};
// One accepted command, newest last; at most kMostChanges are kept, of an alarm the newest raise.
struct Change {
    uint64_t revision = 0;  // that it led to
    std::string what;       // the command as JSON
    std::string by;
    std::string from;
    WallTime at;
    bool operator==(const Change&) const = default;
};
struct AlarmRecord {               // for cool-down, cap and acknowledgement
    std::vector<WallTime> raised;  // within the last hour
    std::optional<WallTime> ended;
    std::string acknowledged_by;  // empty: not yet
    bool operator==(const AlarmRecord&) const = default;
};

struct WallState {
    static constexpr size_t kMostChanges = 30;
    static constexpr size_t kMostUndo = 10;
    static constexpr size_t kMostOfAKind = 64;
    static constexpr std::chrono::hours kLongestWake{24};

    std::string epoch;      // made anew with the state: revisions of two epochs do not compare
    uint64_t revision = 1;  // grows with every accepted command and every claim that ends
    uint64_t next_claim = 1;
    std::vector<Claim> claims;  // oldest first
    std::optional<HoldMark> hold;
    std::optional<Rehearsal> rehearsal;
    std::optional<Trial> trial;
    std::vector<UndoStep> undo;   // newest last
    std::vector<Change> changes;  // newest last
    std::map<std::string, AlarmRecord> alarms;
    bool keyboard_locked = false;
    bool operator==(const WallState&) const = default;
};

// The state after `command`, as `principal` gave it. Errors: refused (its role may not; the locked
// keyboard; an alarm cools down or has reached its cap), not_found (layout, display, tile, camera
// or alarm, with a did-you-mean), invalid (nothing to undo, take or confirm; a value out of its
// range: seconds 0 … 86,400, a text of 1 … 280 characters without control characters), exhausted
// (more than kMostOfAKind messages, hidden cameras or alarms; hiding all is never refused so).
// A command that changes nothing (hold while held) is accepted and leaves the state equal.
//
// Choosing a layout for the wall ends every earlier choice of operators and every enlarged tile;
// for one display, only those of that display. One for so many seconds lies on top of the lasting
// choice, which shows again afterwards. What was chosen for the whole wall and then ended on one
// display (follow_schedule, another message) goes on as one claim for each of the others.
Result<WallState> apply(const WallState& state, const Command& command, const Principal& principal,
                        const WallModel& model, WallTime now);

// What time alone did: claims that ended are gone, a trial nobody confirmed is taken back. Equal
// when nothing did. An alarm that needs acknowledgement does not end before it, and one that was in
// force when the wall was held not before the wall is resumed.
WallState pass(const WallState& state, const WallModel& model, WallTime now);

// woken: the plan has it off, and an alarm, an emergency's message or somebody lights it.
enum class DisplayPower { on, off_by_plan, woken };
constexpr auto words_of(DisplayPower /*any*/) {
    return enum_words<DisplayPower>({{DisplayPower::on, "on"},
                                     {DisplayPower::off_by_plan, "off_by_plan"},
                                     {DisplayPower::woken, "woken"}});
}

// What one display shows, and why. One that is off shows nothing of it.
struct DisplayDecision {
    std::string display;
    std::string layout;        // also under an enlarged tile or an alarm's camera
    Claim winner;              // what fills the display: layout, tile or alarm
    std::string tile;          // enlarged; empty: none
    std::string alarm_camera;  // of a winning alarm that raises a camera; fills the display
    // Border and text: of the winning alarm, or of one above the winner whose layout or camera is
    // gone. None under an operator's choice.
    std::optional<ClaimAlarm> alarm;
    std::optional<Claim> message;  // the strip
    bool identify = false;
    bool test_pattern = false;  // covers what the winner shows; never that of an emergency
    DisplayPower power = DisplayPower::on;
    std::optional<Claim> power_claim{};  // off_by_plan: the plan's; woken: what lights it
    bool operator==(const DisplayDecision&) const = default;
};
struct WallDecision {
    std::vector<DisplayDecision> displays;  // in wall.json order
    bool all_cameras_hidden = false;
    std::set<std::string> hidden_cameras;
    std::vector<Claim> claims;           // every claim in force, automatic ones too; best first
    std::optional<WallTime> look_again;  // when time alone will next change this
    // The time that automatic changes and tile tours go by: `now`, or since when they are held.
    // Displays are off by `now` all the same.
    WallTime automatic_now{};
    bool operator==(const WallDecision&) const = default;
};
WallDecision resolve(const WallState& state, const WallModel& model, WallTime now);
// The same with what happens by itself at WallDecision::automatic_now, as automatic_claims() finds
// it.
WallDecision resolve(const WallState& state, const WallModel& model, const Automatic& automatic,
                     WallTime now);

// The state file's text. Reading keeps nothing of a text that makes no sense. Errors: invalid.
std::string to_json(const WallState& state);
Result<WallState> read_wall_state(std::string_view json);

// Whether `seen` ("epoch-revision", an If-Match value without quotes) is the newest; else refused
// with conflict: who changed what since, at most five.
std::string state_tag(const WallState& state);
Result<void> check_tag(const WallState& state, std::string_view seen);

}  // namespace pendopo
