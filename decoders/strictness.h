#pragma once
// How strictly a stream is read. libavcodec tells of damage inside H.265 and JPEG pictures only
// when it is told to end at the first error, and then some cameras end it with every picture, for a
// byte of theirs that nobody sees. Such a camera is read leniently from then on: its pictures come,
// and damage in them may be seen. Pure.

#include <algorithm>

namespace pendopo {

// Thread: bound to its owner.
class Strictness {
  public:
    bool strict() const { return strict_; }
    void good() { score_ = std::max(0, score_ - 1); }
    void bad() {
        score_ += kFailure;
        strict_ = strict_ && score_ < kLenient;
    }

  private:
    // Fewer than eight good pictures for a bad one, again and again: at 25 pictures a second and a
    // key picture each two seconds that is the camera, not its network.
    static constexpr int kFailure = 8;
    static constexpr int kLenient = 5 * kFailure;
    int score_ = 0;
    bool strict_ = true;
};

}  // namespace pendopo
