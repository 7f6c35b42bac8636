// Verbs about figures: data show.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/app/model_loader.h"
#include "engine/app/source_view.h"
#include "engine/app/verbs.h"

namespace pendopo {
namespace {

struct ShowArguments {
    std::string id;
    std::string wall = usual_wall();
    std::string file;
    std::string csv;
    size_t rows = 20;
    bool json = false;
};

// What is to be fetched, with which logins.
struct Wanted {
    DataPlan plan;
    std::string text;
    SandboxMode sandbox = SandboxMode::required;
};

Result<Wanted> wanted_of(const ShowArguments& arguments) {
    Wanted wanted;
    if (!arguments.file.empty()) {
        auto text = source_of_file(arguments.file, arguments.csv);
        if (!text) {
            return fail(text.error());
        }
        wanted.plan = {"data.json", "", "Asia/Jakarta", {}};
        wanted.text = std::move(*text);
        return wanted;
    }
    const auto installation = load_installation(arguments.wall, read_layouts);
    if (!installation) {
        return fail(ErrorCode::invalid, to_string(installation.error()));
    }
    auto text = only_source(installation->data_text, arguments.id);
    if (!text) {
        return fail(text.error());
    }
    wanted.plan = {installation->data_path, "", installation->wall.timezone, {}};
    for (const auto& [name, login] : installation->secrets) {
        wanted.plan.logins.push_back({name, login.user, login.password});
    }
    wanted.text = std::move(*text);
    wanted.sandbox = installation->wall.sandbox;
    return wanted;
}

int show(const ShowArguments& arguments) {
    constexpr Seconds kPatience{65};  // more than the longest timeout_seconds
    constexpr int kWrong = 2;
    if (arguments.id.empty() == arguments.file.empty()) {
        fmt::print(stderr, "name a source of data.json, or a file with --file, and not both\n");
        return kWrong;
    }
    auto source = wanted_of(arguments);
    if (!source) {
        fmt::print(stderr, "{}\n", source.error().message());
        return kWrong;
    }
    auto view = view_source(std::move(source->plan), source->text, kPatience, {}, source->sandbox);
    if (!view) {
        fmt::print(stderr, "{}\n", view.error().message());
        return 1;
    }
    if (!arguments.file.empty()) {
        view->report.id = arguments.file;
    }
    const int64_t now_ms = std::chrono::duration_cast<Milliseconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
    const bool failed = view->report.state == SourceState::failed;
    if (arguments.json) {
        fmt::print("{}\n", view_json(*view).dump(2, ' ', false,
                                                 nlohmann::ordered_json::error_handler_t::replace));
    } else {
        fmt::print(failed ? stderr : stdout, "{}", view_text(*view, arguments.rows, now_ms));
    }
    return failed || view->report.reading.lost > 0 ? 1 : 0;
}

}  // namespace

void add_data_verb(CLI::App& app, int& exit_status) {
    CLI::App* verb = app.add_subcommand("data", "The figures that cards show");
    verb->require_subcommand(1);
    auto arguments = std::make_shared<ShowArguments>();
    CLI::App* show_verb = verb->add_subcommand(
        "show",
        "Fetch one source and show its rows as the wall has them: what each column is, which "
        "figures were lost and why, how separator, decimals and encoding were decided. 0 all of "
        "it, 1 not shown or not all, 2 wrong use");
    show_verb->add_option("id", arguments->id, "A source of data.json")->type_name("ID");
    show_verb->add_option("--config", arguments->wall, "The installation's wall.json")
        ->type_name("FILE")
        ->capture_default_str();
    show_verb->add_option("--file", arguments->file, "A file instead, before it is in data.json")
        ->type_name("FILE");
    show_verb->add_option("--csv", arguments->csv, "Its \"csv\" key, as in data.json")
        ->type_name("JSON");
    show_verb->add_option("--rows", arguments->rows, "How many rows to show")
        ->capture_default_str();
    show_verb->add_flag("--json", arguments->json, "Print everything as JSON");
    show_verb->callback([arguments, &exit_status] { exit_status = show(*arguments); });
}

}  // namespace pendopo
