// The verb bundle: what somebody who helps needs, in one file without secrets.

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "engine/app/bundle.h"
#include "engine/app/remote_wall.h"
#include "engine/app/tar_file.h"
#include "engine/app/verbs.h"

namespace pendopo {
namespace {

struct BundleArguments {
    RemoteWall wall;
    std::string config = "wall.json";
    std::string out;
    std::string log;
};

}  // namespace

void add_bundle_verb(CLI::App& app, int& exit_status) {
    auto arguments = std::make_shared<BundleArguments>();
    CLI::App* verb = app.add_subcommand(
        "bundle", "Collect what somebody who helps needs to know, without secrets, in one .tar.gz");
    add_remote_wall(*verb, arguments->wall);
    verb->add_option("--config", arguments->config, "The installation's wall.json")
        ->type_name("FILE")
        ->capture_default_str();
    verb->add_option("--out", arguments->out, "File to write (default: pendopo-DATE.tar.gz here)")
        ->type_name("FILE");
    verb->add_option("--log", arguments->log,
                     "The wall's log, where it is not in the journal of the unit pendopo")
        ->type_name("FILE");
    verb->callback([arguments, &exit_status] {
        const auto now = std::chrono::system_clock::now();
        const auto files = bundle_files(
            {arguments->config, arguments->log,
             [&](const std::string& path) { return answer_of_wall(arguments->wall, path); }},
            now);
        const std::string out =
            arguments->out.empty()
                ? fmt::format("pendopo-{:%Y%m%d-%H%M%S}.tar.gz",
                              fmt::localtime(std::chrono::system_clock::to_time_t(now)))
                : arguments->out;
        if (const auto written = write_tar(out, files, now); !written) {
            fmt::print(stderr, "{}: {}\n", out, written.error().message());
            exit_status = 1;
            return;
        }
        fmt::print("{}: {} files; no secrets.json, logins, names of people, figures or pictures\n",
                   out, files.size());
    });
}

}  // namespace pendopo
