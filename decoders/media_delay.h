#pragma once
// How much later than the quickest a picture came: its media time against its arrival. Only what
// the line did is a delay, whatever the sender's clock does:
//   - what passes on the line grows by the time that passes here, and by no more: media time that
//     goes back says that the sender counts anew, and what came before is not compared with it;
//   - media time that goes on by more than the time that passed here was quicker than the quickest:
//     a backlog being consumed, or again the clock; it never makes a delay;
//   - a pause of the sender lets both pass;
//   - a sender that counts steadily slower than time passes, while its pictures come evenly, has a
//     clock or a rate that is off: the difference is no delay. One that counted right before must
//     do so for longer: until then its pictures are late, as far as anybody can tell.
// The sender's wall clock (RTCP) is not asked, so that nothing it says can be a delay. Pure.

#include <cstdint>
#include <optional>

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class MediaDelay {
  public:
    // Pictures that are sent before others that are seen earlier (B pictures) lie back by less, for
    // no more than 16 in a row (H.264, H.265: max_num_reorder).
    static constexpr Milliseconds kReordering{1'000};
    static constexpr int kMostReordered = 16;
    // The quickest is forgotten so fast, for clocks of quartz that differ by 200 ppm at most. A
    // delay of 3 s that lasts is still told as 2 s an hour later.
    static constexpr int kLeakPpm = 250;
    // Evenness is judged over so long, and over so many pictures: a key picture is mostly in it.
    static constexpr Milliseconds kWindow{10'000};
    static constexpr int kWindowPictures = 20;
    // After so long it is known whether a sender counts right: one that is off by less than the
    // jitter then is not two seconds late within a minute.
    static constexpr Milliseconds kCounts{2'500};
    // Even: no picture adds more than this, or than so many times what the mean picture adds. What
    // waits for a narrow line adds as its pictures are large, what is held back adds it all at
    // once.
    static constexpr Milliseconds kJitter{80};
    static constexpr int kEven = 3;
    // Steady: of two parts of the time neither gains so many times what the other does.
    static constexpr int kSteady = 2;

    // `clock_rate`: ticks of RTP time a second.
    explicit MediaDelay(int clock_rate) : clock_rate_(clock_rate) {}

    // Another source, or another connection: nothing is known of it.
    void restart();
    // A picture of that RTP time was here whole. Its delay; of a picture that was reordered, the
    // delay of the one before.
    Nanoseconds on_picture(uint32_t rtp_time, MonotonicTime arrived);

  private:
    void rebase(uint32_t rtp_time, MonotonicTime arrived);
    void begin_window(MonotonicTime arrived);
    void judge_window(MonotonicTime arrived);
    bool gained_evenly(MonotonicTime arrived) const;

    const int clock_rate_;
    bool known_ = false;
    uint32_t newest_ = 0;  // RTP time
    MonotonicTime arrived_;
    int behind_ = 0;              // pictures in a row that lie before newest_
    Nanoseconds offset_{0};       // arrival minus media time, from wherever
    Nanoseconds quickest_{0};     // the least of it, leaking
    double skew_ = 0;             // of the sender's count, in parts of time; learned
    MonotonicTime window_since_;  // and what came in it
    Nanoseconds window_offset_{0};
    std::optional<Nanoseconds> middle_offset_;  // in the middle of the window
    MonotonicTime middle_;
    Nanoseconds window_quickest_{0};
    Nanoseconds window_most_{0};  // that one picture added
    Nanoseconds window_least_{0};
    int window_pictures_ = 0;
    bool counted_ = false;        // kCounts of the window have passed
    bool counted_right_ = false;  // since the last beginning
    Nanoseconds suspected_{0};    // gained by an even window after that; 0: nothing
};

}  // namespace pendopo
