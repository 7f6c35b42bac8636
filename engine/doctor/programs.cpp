#include "engine/doctor/programs.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "engine/ipc/process.h"

namespace pendopo {
namespace {

using Json = nlohmann::json;

// A driver or an X server that does not answer by then will not carry the wall either.
constexpr Seconds kPatience{15};

Result<ProgramRun> ask(const std::string& program, const std::string& question) {
    return run_program(program_beside(program), {question}, kPatience);
}

}  // namespace

void read_graphics(std::string_view printed, MachineFacts& facts) {
    const Json said = Json::parse(printed, nullptr, false);
    if (said.is_object()) {
        facts.graphics = {said.value("renderer", ""), said.value("software", false)};
    }
}

void read_fonts(std::string_view printed, MachineFacts& facts) {
    const Json said = Json::parse(printed, nullptr, false);
    if (!said.is_object()) {
        return;
    }
    facts.fonts_known = true;
    for (const auto& [script, family] : said.items()) {
        if (family == "") {
            facts.scripts_without_font.push_back(script);
        }
    }
}

void gather_graphics(MachineFacts& facts) {
    const auto run = ask("pendopo-render", "--describe-graphics");
    if (!run) {
        facts.graphics_problem = run.error().message();
    } else if (run->status != ExitStatus{}) {
        facts.graphics_problem = "pendopo-render --describe-graphics: " + run->status.to_string();
    } else {
        read_graphics(run->output, facts);
    }
}

void gather_fonts(MachineFacts& facts) {
    if (const auto run = ask("pendopo-cards", "--list-fonts"); run && run->status == ExitStatus{}) {
        read_fonts(run->output, facts);
    }
}

std::vector<OutputInfo> gather_outputs(MachineFacts& facts) {
    std::vector<OutputInfo> outputs;
    if (std::getenv("DISPLAY") == nullptr) {
        return outputs;
    }
    const auto run = ask("pendopo-render", "--list-outputs");
    const Json listed = run ? Json::parse(run->output, nullptr, false) : Json();
    if (!run || run->status != ExitStatus{} || !listed.is_array()) {
        return outputs;
    }
    for (const Json& output : listed) {
        outputs.push_back({output.value("connector", ""), output.value("edid", ""), {}, 0});
        facts.presentation_feedback = output.value("feedback", false);
    }
    facts.has_display_server = true;
    facts.outputs = outputs.size();
    return outputs;
}

}  // namespace pendopo
