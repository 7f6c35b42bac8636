#pragma once
// A count that a process begins anew when it is started again, told on as one that only grows: who
// works out rates from it (GET /metrics) sees no restart.

#include <cstdint>

namespace pendopo {

class GrowingCount {
  public:
    // What the process says now. Less than before: it began anew and nobody had heard of it.
    void said(uint64_t count) {
        if (count < last_) {
            begin_anew();
        }
        last_ = count;
    }
    // The process is gone, or another one counts.
    void begin_anew() {
        before_ += last_;
        last_ = 0;
    }
    uint64_t total() const { return before_ + last_; }

  private:
    uint64_t before_ = 0;  // of all processes that are gone
    uint64_t last_ = 0;
};

}  // namespace pendopo
