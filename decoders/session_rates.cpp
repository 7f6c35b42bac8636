#include "decoders/session_rates.h"

namespace pendopo {

void SessionRates::count(uint64_t number, const SessionCounts& counts, MonotonicTime now) {
    if (session_ != number) {
        *this = {};
        session_ = number;
        start_ = counts;
        since_ = now;
        return;
    }
    if (now - since_ < kShortest) {
        return;
    }
    const double seconds = std::chrono::duration<double>(now - since_).count();
    decoded_fps_ = static_cast<double>(counts.decoded - start_.decoded) / seconds;
    received_fps_ = static_cast<double>(counts.received - start_.received) / seconds;
    kilobits_per_second_ = static_cast<double>(counts.bytes - start_.bytes) * 8 / 1000 / seconds;
    start_ = counts;
    since_ = now;
}

}  // namespace pendopo
