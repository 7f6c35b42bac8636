#pragma once
// Which of a camera's sessions is shown: the youngest that had a picture. A new session takes over
// with its first picture and not before; when it goes, the one before it is shown again, so that
// whatever becomes of a stream switch, a session that decodes is on show. Pure.

#include <cstdint>
#include <vector>

namespace pendopo {

enum class PictureUse {
    none,       // of a session that is not shown, or gone
    shown,      // of the session that was shown before
    took_over,  // the first of the session that is shown from now on
};

// Thread: bound to its owner.
class ShownSession {
  public:
    // Sessions are known by numbers that grow and are never used again.
    void connected(uint64_t session) { sessions_.push_back({session, false}); }
    void gone(uint64_t session);
    void all_gone() { sessions_.clear(); }

    // A picture of that session came.
    PictureUse picture(uint64_t session);
    uint64_t shown() const;  // 0: none had a picture yet

  private:
    struct Session {
        uint64_t number;
        bool had_picture;
    };
    std::vector<Session> sessions_;  // oldest first
};

}  // namespace pendopo
