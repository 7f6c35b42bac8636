#pragma once
// When control goes on with what is known to be good instead of what it was told, and what people
// read of it. Pure.

#include <deque>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/enum_words.h"
#include "engine/ipc/process.h"

namespace pendopo {

enum class SafeMode {
    none,
    files,    // its files were refused each time: the last good ones, while that is so
    crashes,  // the last good ones whatever its files say, and nothing that hardware accelerates
};
constexpr auto words_of(SafeMode /*any*/) {
    return enum_words<SafeMode>(
        {{SafeMode::none, "none"}, {SafeMode::files, "files"}, {SafeMode::crashes, "crashes"}});
}

// One end of a control that nobody asked for.
struct ControlCrash {
    MonotonicTime at;
    ExitStatus status;
    bool lived = false;   // it was up
    bool silent = false;  // the keeper killed it for saying nothing
};

// Thread: bound to its owner.
class SafeModeRule {
  public:
    static constexpr size_t kCrashes = 3;
    static constexpr Seconds kWithin{60};

    // Three within a minute lead to it, and once there a later one leads no way back. A SIGKILL of
    // somebody else's says nothing against files or drivers and does not count.
    void crashed(const ControlCrash& crash);
    // How the control there is runs: by its own files again, or in safe mode for its workers'
    // crashes. To leave safe mode forgets what led there; outside of it no crash is forgotten.
    void runs_by(SafeMode mode, const std::string& reason);
    SafeMode mode() const { return mode_; }
    // Of the crash that led to it: "control: signal 11 (Segmentation fault)"; empty: none did.
    const std::string& reason() const { return reason_; }

  private:
    std::deque<ControlCrash> crashes_;  // the newest last
    SafeMode mode_ = SafeMode::none;
    std::string reason_;
};

// What the wall says of it to visitors, in the wall's language ("id", "en").
std::string safe_mode_notice(const std::string& language);
// What staff read among the problems, Indonesian first. `has_good`: there were good files to go by.
std::string safe_mode_problem(SafeMode mode, const std::string& reason, bool has_good);

}  // namespace pendopo
