#pragma once
// By which request a session is kept alive. Cameras say in Public what they know, and some are kept
// by something else: what was refused, or did not keep a session, is followed by the next one.
// Pure.

#include <string_view>

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner. Lives longer than a session, so that it can learn from its end.
class KeepAlive {
  public:
    // A session begins; `offered` is the camera's Public header.
    void begin(std::string_view offered);
    std::string_view method() const;
    // The camera refused it. True: another one is worth a try at once.
    bool refused();
    // The camera ended the session after it had played for so long.
    void ended(Nanoseconds played, Seconds timeout);

  private:
    bool knows_get_parameter_ = false;
    int passed_over_ = 0;  // methods that did not do
    int refused_ = 0;      // in this session
};

}  // namespace pendopo
