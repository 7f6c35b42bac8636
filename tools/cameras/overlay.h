#pragma once
// What a camera burns into its picture: the frame-counter strip (frame_strip.h), and below it, top
// left, its name and the time. The bottom left and top right stay free for the wall's own label
// and badge.

#include <memory>
#include <string>

#include "tools/cameras/loop_clock.h"
#include "tools/cameras/picture_source.h"

namespace pendopo {

// The time shown on a frame. A loop of whole minutes shows seconds of the minute, ":42.360"; a
// shorter one says that it is a loop, "12.360 / 20": either is true of the clock it names.
std::string overlay_time(const LoopClock& clock, int frame);

// Thread: bound to its owner.
class Overlay {
  public:
    Overlay(const std::string& name, LoopClock clock, PixelSize picture);
    ~Overlay();
    void stamp(int frame, const I420Picture& picture) const;

  private:
    struct Glyphs;
    LoopClock clock_;
    PixelSize size_;
    std::unique_ptr<Glyphs> glyphs_;
};

}  // namespace pendopo
