#include "tests/script/script_fixture.h"

#include <nlohmann/json.hpp>

#include "engine/base/check.h"

namespace pendopo::test {
namespace {

std::string outcome(const Result<std::string>& text) {
    return text ? *text : "! " + text.error().message();
}

}  // namespace

ScriptEngine& engine() {
    static const std::unique_ptr<ScriptEngine> engine = [] {
        auto made = ScriptEngine::create();
        CHECK(made.has_value());
        return std::move(*made);
    }();
    return *engine;
}

ScriptJob value_job() {
    ScriptJob job;
    job.output = ScriptOutput::value;
    return job;
}

ScriptJob svg_job(PixelSize size) {
    ScriptJob job;
    job.output = ScriptOutput::svg;
    job.size = size;
    job.font_px = 40;
    return job;
}

std::string shape(std::string_view expression, std::string_view value) {
    ScriptJob job = value_job();
    job.sources = {"a"};
    const nlohmann::json definition{{"kind", "table"}, {"data", expression}};
    return outcome(engine().run(job, {definition.dump(), {std::string(value)}, {}}));
}

std::string chart(std::string_view option, std::string_view value) {
    ScriptJob job = svg_job({800, 450});
    job.sources = {"a"};
    return outcome(engine().run(
        job,
        {R"({"kind":"chart","option":)" + std::string(option) + "}", {std::string(value)}, {}}));
}

}  // namespace pendopo::test
