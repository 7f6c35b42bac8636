#pragma once
// Which of a camera's sessions is shown: the youngest that had a picture. A new session takes over
// with its first picture and not before; when it goes, the one before it is shown again, so that
// whatever becomes of a stream switch, a session that decodes is on show. Time does not go back
// then: where both streams tell by the camera's clock when their pictures were made, the picture on
// show stands still until the new stream has a later one, for a moment at most. Pure.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/media_time.h"

namespace pendopo {

enum class PictureUse {
    none,       // of a session that is not shown, or gone
    shown,      // of the session that was shown before
    took_over,  // the first of the session that is shown from now on
};

// Thread: bound to its owner.
class ShownSession {
  public:
    // A stream behind the other by more than this, or with a clock of its own, takes over at once.
    static constexpr Milliseconds kMostWait{2'000};

    // Sessions are known by numbers that grow and are never used again.
    void connected(uint64_t session) { sessions_.push_back({session, false}); }
    void gone(uint64_t session);
    void all_gone();

    // A picture of that session came, made then.
    PictureUse picture(uint64_t session, const MediaTime& made, MonotonicTime arrived);
    uint64_t shown() const;  // 0: none had a picture yet

  private:
    struct Session {
        uint64_t number;
        bool had_picture;
    };
    // Of a session that would take over, but is still behind what is shown.
    struct Wait {
        uint64_t session;
        MonotonicTime since;
    };
    bool must_wait(uint64_t session, const MediaTime& made, MonotonicTime arrived);

    std::vector<Session> sessions_;  // oldest first
    MediaTime newest_;               // of the picture on show
    std::optional<Wait> waits_;
};

}  // namespace pendopo
