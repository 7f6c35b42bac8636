#pragma once
// What of a machine will hurt its wall, why, and what to do: facts to findings. Pure. Each finding
// is a row of the table in findings.cpp, in Indonesian and English.

#include <string>
#include <string_view>
#include <vector>

#include "config/local_text.h"
#include "engine/base/enum_words.h"
#include "engine/doctor/facts.h"

namespace pendopo {

enum class Severity {
    bad,      // the wall will not run, or not show what it should
    warning,  // it will run, and something will go wrong one day
};
constexpr auto words_of(Severity /*any*/) {
    return enum_words<Severity>({{Severity::bad, "bad"}, {Severity::warning, "warning"}});
}

struct Finding {
    std::string id;  // "clock_not_synchronised": names it for programs
    Severity severity = Severity::warning;
    LocalText what;  // what is so, and what it does to the wall
    LocalText what_to_do;
    bool operator==(const Finding&) const = default;
};

// The bad ones first.
std::vector<Finding> findings(const MachineFacts& facts);

// Of the cores that a wall may take; the rest is for what comes in bursts.
inline constexpr double kUsableShareOfCores = 0.7;

// What `pendopo doctor` prints.
std::string findings_text(const std::vector<Finding>& all, std::string_view language);
std::string findings_json(const std::vector<Finding>& all);

}  // namespace pendopo
