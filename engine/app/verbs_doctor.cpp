// The verb doctor: what on this machine will hurt the wall.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "engine/app/doctor_needs.h"
#include "engine/app/machine_facts.h"
#include "engine/app/verbs.h"
#include "engine/doctor/findings.h"

namespace pendopo {
namespace {

struct DoctorArguments {
    std::string config;
    std::string language;
    bool json = false;
};

}  // namespace

void add_doctor_verb(CLI::App& app, int& exit_status) {
    auto arguments = std::make_shared<DoctorArguments>();
    CLI::App* verb = app.add_subcommand(
        "doctor",
        "What on this machine will hurt the wall, and what to do. 0 nothing, 1 something");
    verb->add_option("--config", arguments->config,
                     "The installation's wall.json: what its wall needs is looked at, too")
        ->type_name("FILE");
    verb->add_option("--language", arguments->language, "id or en (default: the wall's, else id)")
        ->check(CLI::IsMember({"id", "en"}));
    verb->add_flag("--json", arguments->json, "Print the findings as JSON, in both languages");
    verb->callback([arguments, &exit_status] {
        const DoctorReport report = examine_machine(arguments->config);
        const auto all = findings(report.facts);
        fmt::print("{}", arguments->json ? findings_json(all)
                                         : findings_text(all, arguments->language.empty()
                                                                  ? report.language
                                                                  : arguments->language));
        exit_status = all.empty() ? 0 : 1;
    });
}

}  // namespace pendopo
