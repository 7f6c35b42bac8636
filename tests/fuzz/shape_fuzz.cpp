// Any bytes as a card's own code and the value it is run over: the first letter says what comes out
// (v value, c chart, m map), the first line is the expression, for charts the second is the option,
// the rest is the value. Nothing crashes; the answer is JSON, a drawing that neither loads nor runs
// anything, or a reason for staff; run again it is the same, and neither an expression's nor a
// drawing's answer to the next card has changed.
//
// JavaScriptCore and the JavaScript are not built for libFuzzer: it sees the way through our C++
// only, and finds the rest by chance and by the corpus. What the engine cannot end by itself ends
// the process, as job_guard does in the worker; that is no fault, and the run is over.

#include <glib.h>
#include <unistd.h>

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/script/job_guard.h"
#include "engine/script/script_engine.h"

namespace {

using namespace pendopo;

constexpr const char* kMap = R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"name":"Giri"},"geometry":{"type":"Polygon",
     "coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
    {"type":"Feature","properties":{"name":"Kabat"},"geometry":{"type":"Polygon",
     "coordinates":[[[1,0],[2,0],[2,1],[1,0]]]}}]})";

struct Job {
    ScriptJob job;
    ScriptTexts texts;
};

std::string_view take_line(std::string_view& text) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

Job read_job(std::string_view text) {
    const char kind = text.empty() ? 'v' : text.front();
    text.remove_prefix(std::min<size_t>(1, text.size()));
    Job read;
    read.job.output = kind == 'c' || kind == 'm' ? ScriptOutput::svg : ScriptOutput::value;
    read.job.size = {320, 180};
    read.job.sources = {"a"};
    const std::string expression =
        nlohmann::json(take_line(text))
            .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (kind == 'c') {
        read.texts.definition = R"({"kind":"chart","data":)" + expression + R"(,"option":)" +
                                std::string(take_line(text)) + '}';
    } else if (kind == 'm') {
        read.texts.definition = R"({"kind":"map","geojson":"map","data":)" + expression + '}';
        read.job.files = {"map"};
        read.texts.files = {kMap};
    } else {
        read.texts.definition = R"({"kind":"table","data":)" + expression + '}';
    }
    read.texts.values = {std::string(text)};
    return read;
}

// ---- a drawing ----
bool loads(std::string_view value) {
    const std::string_view kAddress = "url(";
    for (size_t at = value.find(kAddress); at != value.npos; at = value.find(kAddress, at + 1)) {
        if (value.substr(at + kAddress.size(), 1) != "#") {
            return true;
        }
    }
    return false;
}

void look_at_element(GMarkupParseContext* /*context*/, const char* name, const char** keys,
                     const char** values, void* /*data*/, GError** /*error*/) {
    constexpr std::string_view kElements[] = {
        "svg",          "g",        "defs",     "rect",           "path",           "circle",
        "ellipse",      "line",     "text",     "linearGradient", "radialGradient", "stop",
        "tspan",        "polyline", "clipPath", "polygon",        "pattern",        "filter",
        "feDropShadow", "use"};
    CHECK(std::find(std::begin(kElements), std::end(kElements), name) != std::end(kElements));
    for (; *keys != nullptr; ++keys, ++values) {
        const std::string_view key = *keys;
        CHECK(!key.starts_with("on") && key.find("href") == key.npos && key != "src");
        CHECK(!loads(*values));
    }
}

bool is_quiet_drawing(const std::string& svg) {
    const GMarkupParser parser{look_at_element, nullptr, nullptr, nullptr, nullptr};
    GMarkupParseContext* context =
        g_markup_parse_context_new(&parser, G_MARKUP_DEFAULT_FLAGS, nullptr, nullptr);
    const bool good = g_markup_parse_context_parse(context, svg.data(),
                                                   static_cast<gssize>(svg.size()), nullptr) &&
                      g_markup_parse_context_end_parse(context, nullptr);
    g_markup_parse_context_free(context);
    return good;
}

// ---- the engine ----
class Runner {
  public:
    Runner()
        : engine_(ScriptEngine::create().value()),
          plain_(read_job(R"(v{"sum":$sum([a,2]),"text":$format(a*1250000,"number"),"keys":$keys($)}
{ "a": 1 })")),
          drawing_(read_job(R"(cb.{"n":[n]}
{"xAxis":{"type":"category","data":"@data.n"},"yAxis":{},"series":[{"type":"bar","data":[3]}]}
{"b":{"n":"Giri"}})")),
          drawn_(drawing()) {
        CHECK(drawn_.starts_with("<svg") && drawn_.find(">Giri<") != drawn_.npos);
    }

    Result<std::string> run(const Job& job) {
        guard_.begin();
        auto answer = engine_->run(job.job, job.texts);
        while (!guard_.finish()) {
            ::pause();  // the guard is ending the process
        }
        return answer;
    }

    void check_nothing_stayed(ScriptOutput output) {
        const auto answer = run(plain_);
        CHECK(answer && *answer == R"({"sum":3,"text":"1.250.000","keys":"a"})");
        if (output == ScriptOutput::svg) {
            const std::string again = drawing();
            if (again != drawn_) {
                std::fprintf(stderr, "drawn before:\n%s\nnow:\n%s\n", drawn_.c_str(),
                             again.c_str());
            }
            CHECK(again == drawn_);
        }
    }

  private:
    // Without the digits: every drawing numbers its parts anew.
    std::string drawing() {
        auto drawn = run(drawing_);
        std::string svg = drawn ? std::move(*drawn) : "! " + drawn.error().message();
        std::erase_if(svg, [](unsigned char c) { return std::isdigit(c) != 0; });
        return svg;
    }

    // Above the engine's own limits, below libFuzzer's; its memory counts as the process'.
    JobGuard guard_{{.cpu = Milliseconds(4000),
                     .wall = Milliseconds(4500),
                     .resident_bytes = size_t{900} << 20},
                    [](const std::string& reason) {
                        std::fprintf(stderr, "given up, as the worker would: %s\n", reason.c_str());
                        ::_exit(0);
                    }};
    std::unique_ptr<ScriptEngine> engine_;
    const Job plain_;
    const Job drawing_;
    const std::string drawn_;
};

Runner& runner() {
    static Runner made;
    return made;
}

void check_answer(const Job& job, const Result<std::string>& answer) {
    if (!answer) {
        const std::string& reason = answer.error().message();
        CHECK(!reason.empty() && reason.find("internal") != 0);
        CHECK(reason != "the expression never came to an end");
        CHECK(g_utf8_validate(reason.data(), static_cast<gssize>(reason.size()), nullptr));
    } else if (job.job.output == ScriptOutput::svg) {
        CHECK(answer->starts_with("<svg") && is_quiet_drawing(*answer));
    } else {
        CHECK(nlohmann::json::accept(*answer));
    }
}

// Whether the same job must give the same: not with the time, chance or a limit in it.
bool repeats(const Job& job, const Result<std::string>& answer) {
    for (const char* word : {"now", "millis", "random", "shuffle"}) {
        if (job.texts.definition.find(word) != std::string::npos) {
            return false;
        }
    }
    return job.job.output == ScriptOutput::value &&
           (answer || (answer.error().message().find("timeout") == std::string::npos &&
                       answer.error().message().find("too often") == std::string::npos));
}

}  // namespace

// Under AddressSanitizer the engine's heap is malloc's, and what it frees would stay for a while.
extern "C" const char* __asan_default_options() {
    return "quarantine_size_mb=16";
}

// Loads the engine before libFuzzer looks at the time.
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
    runner();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const Job job = read_job({reinterpret_cast<const char*>(data), size});
    const auto answer = runner().run(job);
    check_answer(job, answer);
    if (repeats(job, answer)) {
        CHECK(runner().run(job) == answer);
    }
    runner().check_nothing_stayed(job.job.output);
    return 0;
}
