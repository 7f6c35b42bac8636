#include "tools/cameras/habits/habit_text.h"

#include <fmt/format.h>

namespace pendopo::habits {

std::string habit_list() {
    std::string text;
    std::string group;
    for (const Habit& habit : all_habits()) {
        if (habit.group != group) {
            group = habit.group;
            text += fmt::format("{}\n", group);
        }
        text += fmt::format("  {:<28} {}\n", habit.name, habit.what);
    }
    return text + fmt::format("{} habits\n", all_habits().size());
}

std::string habit_sheet(const HabitServer& server) {
    const Habit& habit = server.habit();
    const HabitSettings& set = habit.settings;
    std::string text = fmt::format("This camera {} ({}).\n  \"main\": \"{}\"\n", habit.what,
                                   habit.source, server.url());
    if (habit.login || set.path.find("{user}") != std::string::npos) {
        text += fmt::format("  login: user {}, password {}\n", kHabitUser, kHabitPassword);
    }
    if (set.basic) {
        text += "  \"basic\": true\n";
    }
    if (set.redirect_hosts) {
        text += fmt::format("  \"redirect_hosts\": [\"{}\"]\n", server.other_host());
    }
    if (set.transport != "auto") {
        text += fmt::format("  \"transport\": \"{}\"\n", set.transport);
    }
    if (set.tls) {
        text += "  (within TLS, which this server does not speak by itself)\n";
    }
    text += habit.right.pictures > 0 ? std::string("Right: pictures.\n")
                                     : fmt::format("Right: {}, \"{}\".\n", habit.right.state,
                                                   server.filled(habit.right.reason));
    return habit.gap.empty() ? text : text + fmt::format("Not so yet: {}\n", habit.gap);
}

}  // namespace pendopo::habits
