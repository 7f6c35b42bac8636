// Verbs that tell a running wall what to show: layout activate, hold, resume, undo, hide, show,
// message, displays identify, test-pattern, wake, end-wake. All say one command of
// engine/wall/command.h.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/app/remote_wall.h"
#include "engine/app/verbs.h"
#include "engine/wall/command.h"

namespace pendopo {
namespace {

struct ControlArguments {
    RemoteWall wall;
    bool json = false;
    std::string id;
    std::string display;
    std::string level = "info";
    int seconds = -1;  // the command's own
};
using Arguments = std::shared_ptr<ControlArguments>;

Arguments add_arguments(CLI::App& verb) {
    auto arguments = std::make_shared<ControlArguments>();
    add_remote_wall(verb, arguments->wall);
    verb.add_flag("--json", arguments->json, "Print the answer as JSON");
    return arguments;
}

void tell(const ControlArguments& arguments, const Command& command, const std::string& done,
          int& exit_status) {
    const auto body = tell_wall(arguments.wall, "/api/v1/commands", to_json(command), exit_status);
    if (!body) {
        return;
    }
    if (arguments.json) {
        fmt::print("{}", *body);
        return;
    }
    const auto document = nlohmann::json::parse(*body, nullptr, false);
    fmt::print("{} (revision {})\n", done,
               document.is_object() ? document.value("revision", 0) : 0);
}

// A verb without arguments of its own.
void add_simple(CLI::App& app, const char* name, const char* what, const Command& command,
                const char* done, int& exit_status) {
    CLI::App* verb = app.add_subcommand(name, what);
    const Arguments arguments = add_arguments(*verb);
    verb->callback(
        [arguments, command, done, &exit_status] { tell(*arguments, command, done, exit_status); });
}

}  // namespace

void add_activate_verb(CLI::App& layout, int& exit_status) {
    CLI::App* verb = layout.add_subcommand("activate", "Show a layout on the wall");
    const Arguments arguments = add_arguments(*verb);
    verb->add_option("id", arguments->id, "The layout")->required()->type_name("ID");
    verb->add_option("--display", arguments->display, "On one display alone")->type_name("ID");
    verb->add_option("--seconds", arguments->seconds, "For so long (default: until another)");
    verb->callback([arguments, &exit_status] {
        ActivateLayout command{arguments->id, arguments->display, std::max(arguments->seconds, 0)};
        tell(*arguments, command, arguments->id + " is active", exit_status);
    });
}

void add_hold_verbs(CLI::App& app, int& exit_status) {
    add_simple(app, "hold", "Stop what changes by itself", Hold{}, "held", exit_status);
    add_simple(app, "resume", "Let it change by itself again", Resume{}, "resumed", exit_status);
    add_simple(app, "follow", "End what operators chose: schedule, tour or first layout again",
               FollowSchedule{}, "follows its schedule", exit_status);
    add_simple(app, "undo", "Take back the newest change of what is shown", Undo{}, "taken back",
               exit_status);
}

void add_hide_verbs(CLI::App& app, int& exit_status) {
    CLI::App* hide = app.add_subcommand("hide", "Hide a camera, or all");
    const Arguments hidden = add_arguments(*hide);
    hide->add_option("camera", hidden->id, "The camera (default: all)")->type_name("ID");
    hide->callback([hidden, &exit_status] {
        tell(*hidden, HideCameras{hidden->id},
             hidden->id.empty() ? "all cameras are hidden" : hidden->id + " is hidden",
             exit_status);
    });
    CLI::App* show = app.add_subcommand("show", "Show a hidden camera, or all, again");
    const Arguments shown = add_arguments(*show);
    show->add_option("camera", shown->id, "The camera (default: all)")->type_name("ID");
    show->callback([shown, &exit_status] {
        tell(*shown, ShowCameras{shown->id},
             shown->id.empty() ? "cameras are shown" : shown->id + " is shown", exit_status);
    });
}

void add_message_verb(CLI::App& app, int& exit_status) {
    CLI::App* verb = app.add_subcommand("message", "Write a message over the wall, or clear it");
    const Arguments arguments = add_arguments(*verb);
    verb->add_option("text", arguments->id, "The text (default: clear the message)");
    verb->add_option("--level", arguments->level, "info, warning or emergency (default info)")
        ->check(CLI::IsMember({"info", "warning", "emergency"}));
    verb->add_option("--seconds", arguments->seconds,
                     "For so long; 0: until cleared (default 300)");
    verb->callback([arguments, &exit_status] {
        if (arguments->id.empty()) {
            tell(*arguments, ClearMessage{}, "cleared", exit_status);
            return;
        }
        ShowMessage message;
        message.text = arguments->id;
        message.level = from_word<MessageLevel>(arguments->level);
        message.seconds = arguments->seconds < 0 ? message.seconds : arguments->seconds;
        tell(*arguments, message, "shown", exit_status);
    });
}

void add_identify_verb(CLI::App& displays, int& exit_status) {
    CLI::App* verb =
        displays.add_subcommand("identify", "Write each display's number, name and output on it");
    const Arguments arguments = add_arguments(*verb);
    verb->add_option("--seconds", arguments->seconds, "For so long (default 10)");
    verb->callback([arguments, &exit_status] {
        IdentifyDisplays command;
        command.seconds = arguments->seconds < 0 ? command.seconds : arguments->seconds;
        tell(*arguments, command, "shown on the displays", exit_status);
    });
}

void add_test_pattern_verb(CLI::App& displays, int& exit_status) {
    CLI::App* verb = displays.add_subcommand(
        "test-pattern", "Show lines, circles and greys to set the displays up by");
    const Arguments arguments = add_arguments(*verb);
    verb->add_option("--seconds", arguments->seconds, "For so long (default 600); 0: no longer");
    verb->callback([arguments, &exit_status] {
        ShowTestPattern command;
        command.seconds = arguments->seconds < 0 ? command.seconds : arguments->seconds;
        tell(*arguments, command, "shown on the displays", exit_status);
    });
}

void add_wake_verbs(CLI::App& displays, int& exit_status) {
    const auto add = [&](const char* name, const char* help, auto command, const char* done) {
        CLI::App* verb = displays.add_subcommand(name, help);
        const Arguments arguments = add_arguments(*verb);
        auto ids = std::make_shared<std::vector<std::string>>();
        verb->add_option("displays", *ids, "Ids of wall.json (default: all)");
        verb->callback([=, &exit_status] {
            auto told = command;
            told.displays = *ids;
            tell(*arguments, told, done, exit_status);
        });
    };
    add("wake", "Light displays that are off by plan, until they would be on", WakeDisplays{},
        "those that were off by plan are lit");
    add("end-wake", "Let displays be off again where the plan has them off", EndWake{},
        "the plan counts again");
}

}  // namespace pendopo
