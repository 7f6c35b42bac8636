// Verbs that ask a running wall over its HTTP API: status, snapshot, layout list and show.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "config/text_file.h"
#include "engine/app/remote_wall.h"
#include "engine/app/verbs.h"
#include "engine/control/status_text.h"

namespace pendopo {
namespace {

using Json = nlohmann::json;

struct RemoteArguments {
    RemoteWall wall;
    bool json = false;
    std::string out;
    std::string display;
};
using Arguments = std::shared_ptr<RemoteArguments>;

int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void list_layouts(const RemoteArguments& arguments, int& exit_status) {
    const auto body = ask_wall(arguments.wall, "/api/v1/layouts", exit_status);
    if (!body) {
        return;
    }
    if (arguments.json) {
        fmt::print("{}", *body);
        return;
    }
    const Json document = Json::parse(*body, nullptr, false);
    for (const Json& layout : document.value("layouts", Json::array())) {
        fmt::print("{} {:<24} {}\n", layout.value("active", false) ? "*" : " ",
                   layout.value("id", ""), layout.value("name", ""));
    }
}

// The tiles of the active layout.
void show_layout(const RemoteArguments& arguments, int& exit_status) {
    const auto body = ask_wall(arguments.wall, "/api/v1/state", exit_status);
    if (!body) {
        return;
    }
    const Json document = Json::parse(*body, nullptr, false);
    const Json tiles = document.value("tiles", Json::array());
    if (arguments.json) {
        fmt::print("{}\n",
                   Json{{"layout", document.value("layout", "")}, {"tiles", tiles}}.dump(2));
        return;
    }
    fmt::print("{}\n", document.value("layout", ""));
    for (const Json& tile : tiles) {
        const Json rect = tile.value("rect", Json::object());
        const std::string shown =
            tile.value("camera", "").empty() ? tile.value("card", "") : tile.value("camera", "");
        fmt::print("  {:<16} {:<14} {:<22} {}\n", tile.value("id", ""), tile.value("display", ""),
                   fmt::format("{}x{}+{}+{}", rect.value("width", 0), rect.value("height", 0),
                               rect.value("x", 0), rect.value("y", 0)),
                   shown);
    }
}

}  // namespace

void add_status_verb(CLI::App& app, int& exit_status) {
    const Arguments arguments = std::make_shared<RemoteArguments>();
    CLI::App* verb = app.add_subcommand("status", "What the running wall shows and how it is");
    add_remote_wall(*verb, arguments->wall);
    verb->add_flag("--json", arguments->json, "Print the state document");
    verb->callback([arguments, &exit_status] {
        const auto body = ask_wall(arguments->wall, "/api/v1/state", exit_status);
        if (!body) {
            return;
        }
        if (arguments->json) {
            fmt::print("{}", *body);
        } else if (const auto text = status_text(*body, now_ms())) {
            fmt::print("{}", *text);
        } else {
            fmt::print(stderr, "{}\n", text.error().message());
            exit_status = 1;
        }
    });
}

void add_snapshot_verb(CLI::App& app, int& exit_status) {
    const Arguments arguments = std::make_shared<RemoteArguments>();
    CLI::App* verb = app.add_subcommand("snapshot", "Save what the running wall shows now as PNG");
    add_remote_wall(*verb, arguments->wall);
    verb->add_option("--out", arguments->out, "File to write")->required()->type_name("FILE");
    verb->add_option("--display", arguments->display,
                     "One display in its own pixels (default: the composed wall, 1920 pixels wide)")
        ->type_name("ID");
    verb->callback([arguments, &exit_status] {
        const std::string path = arguments->display.empty()
                                     ? "/api/v1/wall.png"
                                     : "/api/v1/displays/" + arguments->display + "/picture.png";
        const auto body = ask_wall(arguments->wall, path, exit_status);
        if (!body) {
            return;
        }
        if (const auto written = replace_file(arguments->out, *body); !written) {
            fmt::print(stderr, "{}: {}\n", arguments->out, written.error().message());
            exit_status = 1;
        }
    });
}

void add_layout_verb(CLI::App& app, int& exit_status) {
    const Arguments arguments = std::make_shared<RemoteArguments>();
    CLI::App* verb = app.add_subcommand("layout", "List, show and activate layouts");
    verb->require_subcommand(1);
    CLI::App* list = verb->add_subcommand("list", "The layouts; the active one has a star");
    CLI::App* show = verb->add_subcommand("show", "The tiles of the active layout");
    for (CLI::App* each : {list, show}) {
        add_remote_wall(*each, arguments->wall);
        each->add_flag("--json", arguments->json, "Print JSON");
    }
    list->callback([arguments, &exit_status] { list_layouts(*arguments, exit_status); });
    show->callback([arguments, &exit_status] { show_layout(*arguments, exit_status); });
    add_activate_verb(*verb, exit_status);
}

}  // namespace pendopo
