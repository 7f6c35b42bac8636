#pragma once
// When a window's output shows: the X server is asked for the output's next vertical blank, and
// tells when it was (Present, PresentNotifyMSC). Nothing here waits but server_gives_feedback().

#include <cstdint>
#include <memory>
#include <optional>

#include "engine/render/pacing.h"

struct _XDisplay;

namespace pendopo {

// Thread: bound to the display's.
class PresentFeedback {
  public:
    // For a window of this display, which outlives it, as the window does. None: the server has no
    // Present.
    static std::optional<PresentFeedback> create(_XDisplay* display, unsigned long window);
    PresentFeedback(PresentFeedback&&) noexcept;
    PresentFeedback& operator=(PresentFeedback&&) noexcept;
    ~PresentFeedback();

    // The answer bears this number.
    void ask(uint32_t number);
    struct Answer {
        uint32_t number = 0;
        Vblank vblank;
    };
    // One that has come; none: no other has.
    std::optional<Answer> take();

  private:
    struct Connection;
    explicit PresentFeedback(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

// Whether the X server that DISPLAY names answers for its root window, within a second. False also
// without a server.
bool server_gives_feedback();

}  // namespace pendopo
