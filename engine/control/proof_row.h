#pragma once
// A record of the proof of display (proof_log.h).

#include <cstdint>
#include <string>

#include "engine/base/enum_words.h"

namespace pendopo {

enum class ProofEvent {
    shown,      // `shown` stood there
    not_shown,  // nothing is known to have; `reason` says why
    restarted,  // the renderer was, because what it composed did not prove itself
    gap,        // records before this one were lost
    suspect,    // before this one the log was not as the wall had left it
};
constexpr auto words_of(ProofEvent /*any*/) {
    return enum_words<ProofEvent>({{ProofEvent::not_shown, "not_shown"},
                                   {ProofEvent::shown, "shown"},
                                   {ProofEvent::restarted, "restarted"},
                                   {ProofEvent::gap, "gap"},
                                   {ProofEvent::suspect, "suspect"}});
}

// Of one display; times are Unix milliseconds.
struct ProofRow {
    uint64_t number = 0;  // 1, 2, …; given where it is written
    int64_t from_ms = 0;
    int64_t to_ms = 0;
    std::string display;  // empty: all
    ProofEvent event = ProofEvent::shown;
    std::string layout;       // id
    std::string layout_hash;  // SHA-256 of its file
    // JSON: its tiles with their cameras and states or cards and data, and what lay above them.
    std::string shown;
    uint64_t proved = 0;  // times it was read back and was so
    uint64_t failed = 0;  // and was not
    uint64_t folded = 0;  // changes within less than a second, of which the last is told
    std::string reason;   // of the last failure, of what happened
    bool operator==(const ProofRow&) const = default;
};

}  // namespace pendopo
