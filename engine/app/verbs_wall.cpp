// Verbs that run a wall: run, render; and what needs no running wall: check, displays, version.

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "config/address_logins.h"
#include "config/camera_config.h"
#include "config/check_files.h"
#include "config/in_both.h"
#include "config/text_file.h"
#include "engine/app/descriptor_budget.h"
#include "engine/app/figures_check.h"
#include "engine/app/keeper.h"
#include "engine/app/model_loader.h"
#include "engine/app/reading_check.h"
#include "engine/app/render_card.h"
#include "engine/app/run_wall.h"
#include "engine/app/sizing.h"
#include "engine/app/verbs.h"
#include "engine/base/repeated.h"
#include "engine/doctor/machine.h"
#include "engine/ipc/descriptor_limit.h"
#include "engine/ipc/process.h"

namespace pendopo {
namespace {

const std::map<std::string, RenderPath> kPaths{
    {"auto", RenderPath::automatic}, {"copy", RenderPath::copy}, {"shader", RenderPath::shader}};
const std::map<std::string, LogLevel> kLevels{{"debug", LogLevel::debug},
                                              {"info", LogLevel::info},
                                              {"warn", LogLevel::warn},
                                              {"error", LogLevel::error}};

// Whether outputs can be drawn on, and what they are: pendopo-render opens the display, because
// only it may.
struct OutputsProbe {
    bool good = false;
    std::string json;
};
// An X server that does not answer by then will not carry the wall either.
constexpr Seconds kProbePatience{15};
// `pendopo check` asks only by the way.
constexpr Seconds kCheckPatience{2};
OutputsProbe probe_outputs(Seconds patience = kProbePatience) {
    auto run = run_program(program_beside("pendopo-render"), {"--list-outputs"}, patience);
    if (!run) {
        fmt::print(stderr, "{}\n", run.error().message());
        return {};
    }
    return {run->status == ExitStatus{}, std::move(run->output)};
}

std::vector<OutputInfo> connected_outputs() {
    std::vector<OutputInfo> outputs;
    if (std::getenv("DISPLAY") != nullptr) {
        const OutputsProbe probe = probe_outputs(kCheckPatience);
        const auto listed = nlohmann::json::parse(probe.json, nullptr, false);
        if (!listed.is_array()) {
            return {};
        }
        for (const auto& output : listed) {
            outputs.push_back({output.value("connector", ""), output.value("edid", ""), {}, 0});
        }
    }
    return outputs;
}

nlohmann::ordered_json problems_json(const ProblemList& problems) {
    auto list = nlohmann::ordered_json::array();
    for (const Problem& problem : problems) {
        list.push_back({{"file", problem.file},
                        {"line", problem.line},
                        {"column", problem.column},
                        {"pointer", problem.pointer},
                        {"text", problem.text.in("en")},
                        {"text_id", problem.text.in("id")}});
    }
    return list;
}

struct RunArguments {
    RunOptions options;
    std::vector<std::string> words;
    bool headless = false;
    bool windowed = false;
    bool unattended = false;
    std::optional<int> keeper;
};

void add_common(CLI::App& verb, RunOptions& options) {
    verb.add_option("--config", options.runtime.wall_path, "The installation's wall.json")
        ->required()
        ->type_name("FILE");
    verb.add_option_function<std::string>(
            "--log-level",
            [&options](const std::string& word) { options.runtime.log_level = kLevels.at(word); },
            "What to log (default info)")
        ->check(CLI::IsMember(kLevels))
        ->type_name("LEVEL");
    verb.add_option_function<std::string>(
            "--path",
            [&options](const std::string& word) { options.runtime.path = kPaths.at(word); },
            "How pictures are drawn: auto (default), copy (no GPU) or shader (GPU)")
        ->check(CLI::IsMember(kPaths))
        ->type_name("PATH");
}

// What `pendopo run` is: the parent of the wall's control.
int keep(const RunArguments& arguments) {
    const RuntimeOptions& runtime = arguments.options.runtime;
    KeeperOptions options{program_beside("pendopo"), arguments.words, ShowMode::outputs,
                          runtime.log_level, arguments.unattended};
    // Somebody gave a service a display: an X server that does not answer yet will.
    const bool waits = arguments.unattended && std::getenv("DISPLAY") != nullptr;
    if (arguments.windowed) {
        options.mode = ShowMode::one_window;
    } else if (arguments.headless || (!waits && !probe_outputs().good)) {
        options.mode = ShowMode::headless;
        if (!arguments.headless) {
            fmt::print("no output found (DISPLAY is {}); the wall is drawn headless\n",
                       std::getenv("DISPLAY") == nullptr ? "not set" : "set, but has none");
            std::fflush(stdout);
        }
    }
    return keep_control(options);
}

// What the keeper starts: control.
int run_kept(RunArguments& arguments) {
    ::signal(SIGINT, SIG_IGN);  // the keeper's to handle
    RunOptions& options = arguments.options;
    ::fcntl(*arguments.keeper, F_SETFD, FD_CLOEXEC);
    auto keeper = KeeperLink::open(Channel(UniqueFd(*arguments.keeper), ChannelSide::worker),
                                   Log::root("control/keeper", options.runtime.log_level));
    auto tied = keeper ? end_with_lifeline((*keeper)->lifeline()) : Result<void>();
    if (!keeper || !tied) {
        fmt::print(stderr, "--keeper: {}; it is `pendopo run`'s own, leave it out\n",
                   keeper ? tied.error().message() : keeper.error().message());
        return 2;
    }
    options.keeper = keeper->get();
    options.runtime.mode = (*keeper)->greeting().mode;
    return run_wall(options);
}

}  // namespace

void add_run_verb(CLI::App& app, std::vector<std::string> words, int& exit_status) {
    auto arguments = std::make_shared<RunArguments>();
    arguments->words = std::move(words);
    RunOptions& options = arguments->options;
    CLI::App* verb = app.add_subcommand(
        "run", "Show the wall: full screen on the outputs, headless where there are none");
    add_common(*verb, options);
    auto* headless = verb->add_flag("--headless", arguments->headless,
                                    "Draw without any output; see it in the panel");
    verb->add_flag("--windowed", arguments->windowed, "The whole wall, scaled, in one window")
        ->excludes(headless);
    verb->add_flag("--unattended", arguments->unattended,
                   "For a service: a start that fails is tried again for ever");
    verb->add_option("--layout", options.runtime.layout, "Show this layout first")->type_name("ID");
    verb->add_option("--seconds", options.seconds, "End by itself after this time")
        ->check(CLI::PositiveNumber);
    verb->add_option("--out", options.out_folder,
                     "Write one PNG per display into this folder before the end")
        ->type_name("DIR");
    verb->add_option("--keeper", arguments->keeper, "The keeper's channel")->group("");  // hidden
    verb->callback([arguments, &exit_status] {
        exit_status = arguments->keeper ? run_kept(*arguments) : keep(*arguments);
    });
}

void add_render_verb(CLI::App& app, int& exit_status) {
    auto options = std::make_shared<RunOptions>();
    options->serve_http = false;
    options->until_live_seconds = 10;
    options->runtime.mode = ShowMode::headless;
    options->runtime.remember_state = false;
    options->runtime.log_level = LogLevel::warn;
    auto card = std::make_shared<CardRendering>();
    CLI::App* verb = app.add_subcommand(
        "render",
        "Draw off-screen and end: a layout as one PNG per display, or one card as a PNG, with what "
        "its sources have now and without a wall. 0 drawn, 1 not as it should be, 2 not at all");
    options->runtime.wall_path = usual_wall();
    add_common(*verb, *options);
    verb->get_option("--config")->required(false)->capture_default_str();
    verb->add_option("--layout", options->runtime.layout, "The layout to draw")->type_name("ID");
    verb->add_option("--card", card->card, "The card to draw")
        ->type_name("ID")
        ->excludes("--layout");
    add_card_options(*verb, *card);
    verb->add_option("--out", options->out_folder,
                     "Folder for the pictures; with --card the PNG to write")
        ->required()
        ->type_name("PATH");
    verb->add_option("--wait", options->until_live_seconds,
                     "Seconds to wait for live pictures (default 10)")
        ->check(CLI::PositiveNumber);
    verb->callback([options, card, &exit_status] {
        if (!card->card.empty()) {
            card->wall_path = options->runtime.wall_path;
            card->out = options->out_folder;
            exit_status = render_card(*card);
            return;
        }
        if (options->runtime.layout.empty()) {
            fmt::print(stderr, "say what to draw: --layout ID or --card ID\n");
            exit_status = 2;
            return;
        }
        // A misspelt layout must not silently draw another one.
        const auto loaded = load_model(options->runtime.wall_path, nullptr);
        if (!loaded) {
            fmt::print(stderr, "{}", to_string(loaded.error()));
            exit_status = 1;
            return;
        }
        const auto known = apply(WallState{}, ActivateLayout{options->runtime.layout, "", 0},
                                 {"console", Role::technician, "cli"}, *loaded->model, WallTime{});
        if (!known) {
            fmt::print(stderr, "{}{}\n", to_string(loaded->problems), known.error().message());
            exit_status = 1;
            return;
        }
        exit_status = run_wall(*options);
    });
}

// Whether this machine carries the wall: cores, and files that may be open.
static ProblemList size_warnings(const std::string& wall_path) {
    ProblemList warnings;
    if (const auto loaded = load_model(wall_path, nullptr)) {
        for (const LocalText& text :
             descriptor_warnings(descriptor_budget(loaded->model), most_descriptors())) {
            warnings.push_back(problem_of(wall_path, text));
        }
        for (const LocalText& text :
             load_warnings(wall_load(loaded->model), has_graphics_card() ? 0 : usable_cores())) {
            warnings.push_back(problem_of(wall_path, text));
        }
    }
    return warnings;
}

// As the locale of messages says it.
static std::string language_of_terminal() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const char* locale = std::getenv(name); locale != nullptr && *locale != '\0') {
            return std::string_view(locale).starts_with("id") ? "id" : "en";
        }
    }
    return "en";
}

void add_check_verb(CLI::App& app, int& exit_status) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto json = std::make_shared<bool>(false);
    CLI::App* verb = app.add_subcommand(
        "check",
        "Check files; a wall.json with everything it names, and warn of what people could not "
        "read and of figures in its files that would not be shown. 0 good, 1 problems, 2 "
        "unreadable");
    verb->add_option("files", *files,
                     "wall.json, cameras.json, secrets.json, data.json, layouts, cards or themes")
        ->required()
        ->type_name("FILE");
    auto language = std::make_shared<std::string>(language_of_terminal());
    verb->add_option("--language", *language, "id or en (default: LANG's, else en)")
        ->check(CLI::IsMember({"id", "en"}));
    verb->add_flag("--json", *json, "Print the problems as JSON, in both languages");
    verb->callback([files, language, json, &exit_status] {
        const CheckReport report = check_files(*files, kLayoutKinds, read_layouts);
        ProblemList warnings;
        for (const auto& checked : report.checked) {
            if (checked.kind == "wall") {
                ProblemList more = reading_warnings(checked.path, connected_outputs);
                std::ranges::move(more, std::back_inserter(warnings));
                more = figures_warnings(checked.path);
                std::ranges::move(more, std::back_inserter(warnings));
                more = size_warnings(checked.path);
                std::ranges::move(more, std::back_inserter(warnings));
            } else if (checked.kind == "cameras") {
                const auto text = read_text_file(checked.path);
                const auto cameras = read_cameras_config(checked.path, text.value_or(""));
                ProblemList more =
                    cameras ? address_login_warnings(checked.path, *cameras) : ProblemList{};
                std::ranges::move(more, std::back_inserter(warnings));
            }
        }
        if (*json) {
            const nlohmann::ordered_json document{{"problems", problems_json(report.problems)},
                                                  {"warnings", problems_json(warnings)}};
            fmt::print("{}\n",
                       document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
        } else {
            for (Problem& warning : warnings) {
                warning.text = in_both("peringatan: {}", "warning: {}", warning.text);
            }
            fmt::print(stderr, "{}{}", to_string(warnings, *language),
                       to_string(report.problems, *language));
            if (report.problems.empty()) {
                for (const auto& checked : report.checked) {
                    fmt::print("{}: good ({})\n", checked.path, checked.kind);
                }
            }
        }
        exit_status = report.exit_code();
    });
}

void add_displays_verb(CLI::App& app, int& exit_status) {
    CLI::App* verb = app.add_subcommand("displays", "The outputs of this machine");
    verb->require_subcommand(1);
    add_identify_verb(*verb, exit_status);
    add_test_pattern_verb(*verb, exit_status);
    add_wake_verbs(*verb, exit_status);
    CLI::App* list = verb->add_subcommand("list", "List the outputs with connector, EDID and size");
    auto as_json = std::make_shared<bool>(false);
    list->add_flag("--json", *as_json, "Print JSON");
    list->callback([as_json, &exit_status] {
        const OutputsProbe probe = probe_outputs();
        auto outputs = nlohmann::json::parse(probe.json, nullptr, false);
        if (!probe.good || !outputs.is_array()) {
            fmt::print(stderr,
                       "no outputs: no X server answers at DISPLAY={}; start one, or use "
                       "`pendopo run --headless`\n",
                       std::getenv("DISPLAY") == nullptr ? "(not set)" : std::getenv("DISPLAY"));
            exit_status = 1;
            return;
        }
        std::vector<std::string> edids;
        for (const auto& output : outputs) {
            edids.push_back(output.value("edid", ""));
        }
        const std::set<std::string> shared = repeated(edids, std::identity());
        for (auto& output : outputs) {
            const std::string edid = output.value("edid", "");
            output["edid_unique"] = !edid.empty() && !shared.contains(edid);
        }
        if (*as_json) {
            fmt::print("{}\n", outputs.dump(2));
            return;
        }
        fmt::print("{:<14} {:<24} {:<12} {:<14} {}\n", "OUTPUT", "EDID", "SIZE", "PLACE", "HZ");
        for (const auto& output : outputs) {
            const auto area = output.value("area", nlohmann::json::object());
            fmt::print("{:<14} {:<24} {:<12} {:<14} {}\n", output.value("connector", ""),
                       output.value("edid", ""),
                       fmt::format("{}x{}", area.value("width", 0), area.value("height", 0)),
                       fmt::format("{},{}", area.value("x", 0), area.value("y", 0)),
                       output.value("refresh_hz", 0));
        }
        for (const std::string& edid : shared) {
            fmt::print("EDID {} is not unique: bind these displays by output\n", edid);
        }
    });
}

void add_version_verb(CLI::App& app, int& exit_status) {
    auto as_json = std::make_shared<bool>(false);
    CLI::App* verb = app.add_subcommand("version", "Print the version");
    verb->add_flag("--json", *as_json, "Print JSON");
    verb->callback([as_json, &exit_status] {
        fmt::print("{}\n", *as_json ? nlohmann::json{{"version", PENDOPO_VERSION}}.dump()
                                    : "pendopo " PENDOPO_VERSION);
        exit_status = 0;
    });
}

}  // namespace pendopo
