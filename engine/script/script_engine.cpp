#include "engine/script/script_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/script/embedded_scripts.h"
#include "engine/script/javascript.h"
#include "engine/script/text_widths.h"

namespace pendopo {
namespace {

constexpr const char* kRoom = "pendopo";

// How deep brackets lie in a JSON text, which need not be well-formed.
int depth_of(std::string_view json) {
    int depth = 0;
    int deepest = 0;
    bool in_string = false;
    for (size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (in_string) {
            i += c == '\\' ? 1 : 0;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++depth);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return deepest;
}

Result<void> check_text(std::string_view text, const std::string& what) {
    if (text.find('\0') != std::string_view::npos) {
        return fail(ErrorCode::invalid, what + ": not JSON (it has a NUL character)");
    }
    if (const int depth = depth_of(text); depth > ScriptEngine::kMaxDepth) {
        return fail(ErrorCode::invalid, fmt::format("{}: {} levels deep – expected at most {}",
                                                    what, depth, ScriptEngine::kMaxDepth));
    }
    return {};
}

Result<void> check(const ScriptJob& job, const ScriptTexts& texts) {
    if (texts.values.size() != job.sources.size() || texts.files.size() != job.files.size()) {
        return fail(
            ErrorCode::invalid,
            fmt::format("job: {} values and {} files – expected {} and {}", texts.values.size(),
                        texts.files.size(), job.sources.size(), job.files.size()));
    }
    size_t bytes = texts.definition.size() + job.theme.size();
    if (auto good = check_text(texts.definition, "card"); !good) {
        return good;
    }
    if (auto good = check_text(job.theme, "theme"); !good) {
        return good;
    }
    for (size_t i = 0; i < job.sources.size(); ++i) {
        bytes += texts.values[i].size();
        if (auto good = check_text(texts.values[i], "value of \"" + job.sources[i] + '"'); !good) {
            return good;
        }
    }
    for (size_t i = 0; i < job.files.size(); ++i) {
        bytes += texts.files[i].size();
        if (auto good = check_text(texts.files[i], job.files[i]); !good) {
            return good;
        }
    }
    if (bytes > ScriptEngine::kMaxInputBytes) {
        return fail(ErrorCode::exhausted,
                    fmt::format("card, values and files: {} bytes – expected at most {}", bytes,
                                ScriptEngine::kMaxInputBytes));
    }
    if (job.output == ScriptOutput::svg &&
        (job.size.empty() || job.size.width > ScriptEngine::kMaxSide ||
         job.size.height > ScriptEngine::kMaxSide)) {
        return fail(ErrorCode::invalid,
                    fmt::format("job: {} × {} pixels – expected 1 to {} a side", job.size.width,
                                job.size.height, ScriptEngine::kMaxSide));
    }
    return {};
}

std::string describe(const ScriptJob& job) {
    return nlohmann::json{
        {"output", to_string(job.output)}, {"sources", job.sources},    {"files", job.files},
        {"width", job.size.width},         {"height", job.size.height}, {"font_px", job.font_px},
        {"language", job.language},        {"timezone", job.timezone},  {"theme", job.theme}}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

ScriptEngine::ScriptEngine(std::unique_ptr<JavaScript> javascript)
    : javascript_(std::move(javascript)) {}
ScriptEngine::~ScriptEngine() = default;

Result<std::unique_ptr<ScriptEngine>> ScriptEngine::create() {
    auto javascript = std::make_unique<JavaScript>();
    for (const EmbeddedScript& script : embedded_scripts()) {
        if (auto loaded = javascript->load(script.text, script.name); !loaded) {
            return fail(loaded.error());
        }
    }
    std::unique_ptr<ScriptEngine> engine(new ScriptEngine(std::move(javascript)));
    if (auto warm = engine->warm_up(); !warm) {
        return fail(warm.error().within("script: warming up"));
    }
    return engine;
}

Result<void> ScriptEngine::warm_up() {
    const std::string widths = measure_text_widths();
    const std::string_view texts[] = {widths};
    if (auto used = javascript_->call(kRoom, "useTextWidths", texts, kMaxOutputBytes); !used) {
        return fail(used.error());
    }
    ScriptJob job;
    job.output = ScriptOutput::svg;
    job.sources = {"a"};
    job.size = {960, 540};
    const ScriptTexts card{R"({"kind":"chart","data":"$.{\"n\":n,\"v\":$sum(v)*1.5}","option":{
        "legend":{},"xAxis":{"type":"category","data":"@data.n"},"yAxis":{},
        "series":[{"type":"bar","name":"a","data":"@data.v","label":{"show":true}},
                  {"type":"line","name":"b","data":"@data.v"}]}})",
                           {R"([{"n":"a","v":1250000},{"n":"b","v":3.25}])"},
                           {}};
    auto drawn = run(job, card);
    return drawn ? Result<void>{} : fail(drawn.error());
}

Result<std::string> ScriptEngine::run(const ScriptJob& job, const ScriptTexts& texts) {
    if (auto good = check(job, texts); !good) {
        return fail(good.error());
    }
    const std::string described = describe(job);
    std::vector<std::string_view> all{described, texts.definition};
    all.insert(all.end(), texts.values.begin(), texts.values.end());
    all.insert(all.end(), texts.files.begin(), texts.files.end());
    if (auto started = javascript_->call(kRoom, "start", all, 0); !started) {
        return fail(started.error());
    }
    auto outcome = javascript_->call(kRoom, "finish", {}, kMaxOutputBytes);
    if (!outcome) {
        return fail(outcome.error().code() == ErrorCode::exhausted
                        ? outcome.error().within("output")
                        : outcome.error());
    }
    notes_.clear();
    if (const auto told = javascript_->call(kRoom, "notes", {}, kMaxOutputBytes)) {
        const auto notes = nlohmann::json::parse(*told, nullptr, false);
        for (const auto& note : notes.is_array() ? notes : nlohmann::json::array()) {
            notes_.push_back(note.is_string() ? note.get<std::string>() : "");
        }
    }
    const bool good = outcome->starts_with('=');
    outcome->erase(0, 1);
    if (!good) {
        return fail(ErrorCode::invalid, std::move(*outcome));
    }
    return outcome;
}

}  // namespace pendopo
