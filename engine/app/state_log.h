#pragma once
// One line when what is said of a camera or tile changes, and few lines when it does of a thousand:
// after ten in a second the rest are counted and told together.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/base/log.h"

namespace pendopo {

// Thread: bound to its owner.
class StateLog {
  public:
    static constexpr size_t kMostLines = 10;  // a second

    explicit StateLog(Log log) : log_(std::move(log)) {}

    // What is said of `who` ("camera=lobi") now; a line if it is another word than before. The
    // first word of all is news unless it is `expected`.
    void say(const std::string& who, std::string_view state, std::string_view expected,
             std::string_view reason, MonotonicTime now);
    // Nothing is said of those it was not asked of since the last end of a round.
    void end_round(MonotonicTime now);

  private:
    struct Known {
        std::string state;
        bool said = true;
    };
    void tell_rest(MonotonicTime now);

    Log log_;
    std::map<std::string, Known, std::less<>> known_;
    std::optional<MonotonicTime> second_;              // when the one that counts began
    size_t lines_ = 0;                                 // in it
    std::map<std::string, size_t, std::less<>> rest_;  // not told, by state
};

}  // namespace pendopo
