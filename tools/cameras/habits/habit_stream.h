#pragma once
// The packets of one session of a HabitServer: which picture is sent when, and what goes wrong on
// the way (HabitTrouble). Knows no socket: packets go to a function.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "engine/base/clock.h"
#include "tools/cameras/habits/habit.h"

namespace pendopo::habits {

// A habit with its pictures, and the description that goes with them. A value that never changes.
struct PlayedHabit {
    Habit habit;
    std::shared_ptr<const CodedPictures> coded;
    std::string parameters;  // the value of a=fmtp
    std::string sdp;
};
using PlayedHabitPtr = std::shared_ptr<const PlayedHabit>;

enum class StreamPart { video, report, audio };

// Thread: bound to its owner.
class HabitStream {
  public:
    using Send = std::function<void(StreamPart part, const std::string& packet)>;

    HabitStream(PlayedHabitPtr played, Send send);

    // From here on the camera does this; other pictures begin at one of their key pictures.
    void become(PlayedHabitPtr played, Instant now);
    void play(Instant now);
    bool playing() const { return playing_; }
    // Sends what is due. Returns how many pictures that were.
    int send_due(Instant now);
    // It sent as many pictures as the row allows a connection.
    bool finished() const;

  private:
    void aim(Instant now);
    void send_picture(size_t index, int64_t count);
    void send_report(Instant now);
    void send_audio(MonotonicTime now);
    int64_t count_at(WallTime time) const;
    Nanoseconds lag(Instant now) const;
    uint32_t ticks_of(int64_t count) const;
    void damage(std::string& packet);
    const HabitVideo& video() const { return played_->habit.video; }

    PlayedHabitPtr played_;
    const Send send_;
    Packetiser packetiser_;
    std::minstd_rand random_;
    bool playing_ = false;
    int pictures_ = 0;  // sent
    MonotonicTime next_ = MonotonicTime::max();
    int64_t next_count_ = 0;  // by the clock: the next picture, in picture times since 1970
    MonotonicTime troubled_since_;
    std::optional<int64_t> first_count_;  // of the first picture on this connection
    uint32_t jumped_ = 0;                 // ticks, all jumps so far
    MonotonicTime next_report_ = MonotonicTime::max();
    MonotonicTime next_audio_ = MonotonicTime::max();
    MonotonicTime next_jump_ = MonotonicTime::max();
    MonotonicTime bye_at_;
    bool said_bye_ = false;
    uint32_t packets_ = 0;
    uint32_t bytes_ = 0;
};

}  // namespace pendopo::habits
