#pragma once
// What belongs to a picture. Decided by what the units are, and by their timestamps where that is
// not enough; the marker bit, which should end a picture, is a hint that a camera earns: some set
// it on SEI, on parameter sets, on every slice, or never. Pure.

#include <cstddef>
#include <cstdint>

#include "decoders/nal_unit.h"
#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner, who keeps the units that were added and not yet taken away.
class AccessUnitCutter {
  public:
    // After so many pictures whose marker was right it is believed, and a picture is whole at once.
    static constexpr int kRight = 2;
    // One that came too early has to be outweighed by so many right ones.
    static constexpr int kWrong = 50;
    // A picture whose end is not believed is whole after that much silence: with a marker, without.
    static constexpr Milliseconds kMarkedSilence{40};
    static constexpr Milliseconds kSilence{200};

    struct Cut {
        size_t whole = 0;     // the first so many units are a picture: they are to be taken away
        bool orphan = false;  // this unit belongs to a picture that was taken away already
    };
    // Adds a unit, in the order they came.
    Cut add(const UnitFacts& unit, uint32_t timestamp);
    // The packet that ended with the last unit bore the marker bit. True: all units are a picture.
    bool marked();
    // Nothing came for patience(): all units are a picture, and taken away.
    void silence();
    // The units at hand are gone, something is missing: what comes next is not judged by the past.
    void lose();

    bool has_picture() const { return slices_ > 0; }
    // The picture at hand looks whole: its last slice bore the marker, which was not wrong so far.
    bool looks_whole() const { return slices_ > 0 && mark_is_last_ && earned_ >= 0; }
    Milliseconds patience() const;
    bool believes_marker() const { return earned_ >= kRight; }

  private:
    void begin(size_t units);

    size_t units_ = 0;    // at hand
    size_t pending_ = 0;  // the last of them, which may be of the next picture
    int slices_ = 0;
    uint32_t timestamp_ = 0;     // of the last slice
    bool marked_ = false;        // a slice at hand bore the marker
    bool mark_is_last_ = false;  // and no unit came after it
    bool took_ = false;          // a picture was taken away before its successor was there
    uint32_t took_timestamp_ = 0;
    bool took_by_mark_ = false;
    int earned_ = 0;
};

}  // namespace pendopo
