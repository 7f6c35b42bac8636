#include "engine/wall/command.h"

#include <fmt/format.h>

#include <array>

#include "engine/base/check.h"

namespace pendopo {
namespace {

constexpr std::array<CommandRow, std::variant_size_v<Command>> kRows{{
    {"activate_layout", Role::operate, "Shows a layout on the wall or on one display"},
    {"next_layout", Role::operate, "Shows the layout after the one shown"},
    {"previous_layout", Role::operate, "Shows the layout before the one shown"},
    {"hold", Role::operate, "Freezes what the wall does by itself"},
    {"resume", Role::operate, "Lets the wall go on by itself"},
    {"follow_schedule", Role::operate, "Ends what operators chose: schedule and tour show again"},
    {"undo", Role::operate, "Takes back the newest change of what is shown"},
    {"enlarge_tile", Role::operate, "Lets a tile fill its display for a while"},
    {"restore_tile", Role::operate, "Ends an enlarged tile"},
    {"hide_cameras", Role::operate, "Hides all cameras, or one, at once"},
    {"show_cameras", Role::operate, "Ends hiding all cameras, or one"},
    {"show_message", Role::operate, "Shows a strip of text on the wall or on some displays"},
    {"clear_message", Role::operate, "Ends every message"},
    {"identify_displays", Role::operate, "Each display shows its name and output for a while"},
    {"rehearse_layout", Role::operate, "Prepares a layout off screen"},
    {"cancel_rehearsal", Role::operate, "Drops the prepared layout"},
    {"take", Role::operate, "Makes the prepared layout live"},
    {"confirm_take", Role::operate, "Keeps a take that would go back by itself"},
    {"raise_alarm", Role::operate, "Raises an alarm of schedule.json"},
    {"acknowledge_alarm", Role::operate, "Says that somebody has seen an alarm"},
    {"end_alarm", Role::operate, "Ends an alarm"},
    {"lock_keyboard", Role::operate, "Lets the wall box's keyboard do nothing"},
    {"unlock_keyboard", Role::operate, "Lets the wall box's keyboard work again"},
    {"show_test_pattern", Role::technician, "Shows a picture to set displays up by, for a while"},
    {"wake_displays", Role::operate,
     "Lights displays that are off by plan, until they would be on"},
    {"end_wake", Role::operate, "Lets displays be off again where the plan has them off"},
}};

}  // namespace

std::span<const CommandRow> command_table() {
    return kRows;
}

const CommandRow& row_of(const Command& command) {
    CHECK(command.index() < kRows.size());
    return kRows[command.index()];
}

Result<void> may(const Principal& principal, const Command& command) {
    const CommandRow& row = row_of(command);
    if (principal.role < row.least_role) {
        return fail(ErrorCode::refused,
                    fmt::format("{} takes the role \"{}\"; {} has the role \"{}\"", row.word,
                                to_string(row.least_role),
                                principal.name.empty() ? "nobody" : principal.name,
                                to_string(principal.role)));
    }
    return {};
}

}  // namespace pendopo
