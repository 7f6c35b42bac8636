#pragma once
// Whether a stream comes worse than its camera sends it, and why, in words for staff: packets lost
// on the way, damaged pictures that are left out, a machine that is too slow, hardware that gave
// up. Pure: counters and time come in.

#include <array>
#include <cstdint>
#include <string>

#include "decoders/session_rates.h"
#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class Degradation {
  public:
    // A second in which something was wrong is a bad one. So many bad ones of the last ten are no
    // accident, and ten good ones in a row are the end of it.
    static constexpr int kSeconds = 10;
    static constexpr int kBad = 5;
    static constexpr Milliseconds kSecond{900};  // looks come about once a second

    // The counters of session `number` at `now`; another session begins anew.
    void look(uint64_t number, const SessionCounts& counts, bool hardware_failed,
              MonotonicTime now);
    // Empty: all is well.
    const std::string& why() const { return why_; }

  private:
    struct Cause {
        uint32_t bad = 0;  // a bit a second, the newest lowest
        bool active = false;
    };
    enum : size_t { lost, damaged, dropped };
    static void note(Cause& cause, bool bad);

    uint64_t session_ = 0;
    SessionCounts before_;
    MonotonicTime since_;
    std::array<Cause, 3> causes_;
    std::string why_;
};

}  // namespace pendopo
