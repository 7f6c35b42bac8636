#pragma once
// A card's own code, run: its JSONata expression over the values of its sources, and for charts and
// maps the drawing as SVG. Everything between is JavaScript (js/), embedded in the program.
//
// The engine itself ends an expression that calls itself too deep, makes too long a list or runs
// 1.5 s; what it cannot end is for job_guard.h.

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/ipc/script_messages.h"

namespace pendopo {

class JavaScript;

// The texts that come with a ScriptJob.
struct ScriptTexts {
    std::string definition;           // JSON
    std::vector<std::string> values;  // JSON, one for each of the job's sources
    std::vector<std::string> files;   // one for each of the job's files
};

// Thread: bound to the thread that made it.
class ScriptEngine {
  public:
    static constexpr size_t kMaxInputBytes = size_t{16} << 20;  // all texts of a job
    static constexpr size_t kMaxOutputBytes = size_t{4} << 20;
    static constexpr int kMaxDepth = 64;  // of JSON, as everywhere on the wall
    static constexpr int kMaxSide = 8192;

    // Loads everything, and runs one of each so that the first job is as quick as the next. Opens
    // font files. Errors: invalid, when the program is not whole.
    static Result<std::unique_ptr<ScriptEngine>> create();
    ~ScriptEngine();

    // Errors: invalid (what is wrong with the card or its data, for staff), exhausted (too large).
    Result<std::string> run(const ScriptJob& job, const ScriptTexts& texts);
    // What staff should know of the newest run that was good.
    const std::vector<std::string>& notes() const { return notes_; }

  private:
    explicit ScriptEngine(std::unique_ptr<JavaScript> javascript);
    Result<void> warm_up();
    std::unique_ptr<JavaScript> javascript_;
    std::vector<std::string> notes_;
};

}  // namespace pendopo
