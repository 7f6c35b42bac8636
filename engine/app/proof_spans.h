#pragma once
// From what displays show to the records of it: for each display one span of time after the other,
// in which it showed the same. A span is over when something else is shown, or after a minute, so
// that a record never lags longer; what is shown for less than a second is folded into the span of
// what came after it. Pure: the time is an argument.

#include <string>
#include <vector>

#include "engine/app/proof_shown.h"
#include "engine/app/wall_proof.h"
#include "engine/base/clock.h"
#include "engine/control/proof_row.h"

namespace pendopo {

// Thread: bound to its owner.
class ProofSpans {
  public:
    static constexpr Seconds kShortest{1};
    static constexpr Seconds kLongest{60};

    // What is shown from now on; the spans that are over. A display that is not in it is gone.
    std::vector<ProofRow> see(const std::vector<ShownDisplay>& shown, Instant at);
    // What was read back of a display since it was last said.
    void count(const std::string& display, const ProofVerdict& verdict);
    // All spans, which begin anew with the next see().
    std::vector<ProofRow> end(Instant at);

  private:
    struct Span {
        ShownDisplay shown;
        Instant since;
        uint64_t proved = 0;
        uint64_t failed = 0;
        uint64_t folded = 0;
        std::string reason{};  // of the last failure
    };
    static ProofRow row_of(const Span& span, Instant to);

    std::vector<Span> spans_;
};

}  // namespace pendopo
