#pragma once
// JavaScriptCore as we need it: scripts loaded once, functions called with texts and answering with
// texts. No native function is given to it, so a script reaches nothing outside.

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

// Thread: bound to the thread that made it. Starts threads of its own (compiler, collector).
class JavaScript {
  public:
    JavaScript();
    ~JavaScript();
    JavaScript(const JavaScript&) = delete;
    JavaScript& operator=(const JavaScript&) = delete;

    // Runs a script. `name` stands in its errors. Errors: invalid, what it threw.
    Result<void> load(std::string_view text, std::string_view name);

    // Calls `room.function` of the global object; promises that are due have run when it returns.
    // Texts are UTF-8 and read up to their first NUL; the answer is at most `limit` bytes long.
    // Errors: invalid (what it threw), exhausted (a longer answer).
    Result<std::string> call(const char* room, const char* function,
                             std::span<const std::string_view> texts, size_t limit);

    // Asks for a collection of what no longer is in use, soon.
    void collect();

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace pendopo
