#include "tools/cameras/habits/habit_stream.h"

#include <algorithm>
#include <cmath>

namespace pendopo::habits {
namespace {

constexpr Seconds kReportEvery{1};
constexpr Seconds kByeAfter{3};                // on a connection that begins with that trouble
constexpr Milliseconds kAudioEvery{20};        // 160 samples of 8 kHz
constexpr int64_t kNtpOffset = 2'208'988'800;  // seconds from 1900 to 1970
constexpr size_t kHeader = 12 + 3;  // of RTP, and of a fragment: what is damaged lies behind

std::string big_endian(uint64_t value, int bytes) {
    std::string text;
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        text += static_cast<char>(value >> shift & 0xff);
    }
    return text;
}

Nanoseconds since_1970(WallTime time) {
    return std::chrono::duration_cast<Nanoseconds>(time.time_since_epoch());
}

// Nanoseconds from a picture to the next.
double period_of(const HabitVideo& video) {
    return 1e9 / video.pictures_per_second;
}

// So that cameras do not send in lockstep: 0 to 1 s, 37 hundredths from one to the next.
Nanoseconds phase_of(const HabitVideo& video) {
    return Milliseconds(std::max(video.style.camera, 0) * 370 % 1000);
}

}  // namespace

HabitStream::HabitStream(PlayedHabitPtr played, Send send)
    : played_(std::move(played)),
      send_(std::move(send)),
      packetiser_(video().style.codec, video().packets),
      random_(video().trouble.seed) {}

int64_t HabitStream::count_at(WallTime time) const {
    return static_cast<int64_t>(
        std::floor(double((since_1970(time) - phase_of(video())).count()) / period_of(video())));
}

void HabitStream::become(PlayedHabitPtr played, Instant now) {
    const HabitTrouble before = video().trouble;
    const bool other_pictures =
        played->coded != played_->coded ||
        played->habit.video.pictures_per_second != video().pictures_per_second;
    played_ = std::move(played);
    const HabitTrouble& trouble = video().trouble;
    if (trouble == before && !other_pictures) {
        return;
    }
    troubled_since_ = now.now;
    said_bye_ = false;
    random_.seed(trouble.seed);
    next_jump_ = bye_at_ = now.now;
    if (trouble.times_from_zero && first_count_) {
        jumped_ = 0U - video().packets.first_timestamp - ticks_of(count_at(now.wall_now));
    }
    if (playing_ && (other_pictures || before.silent_after >= 0 || before.one_key_picture ||
                     before.late_most > 0)) {
        aim(now);  // a decoder that missed pictures needs a key picture
    }
}

void HabitStream::play(Instant now) {
    if (playing_ || video().silent) {
        return;
    }
    playing_ = true;
    troubled_since_ = now.now;
    next_report_ = next_audio_ = next_jump_ = now.now;
    bye_at_ = now.now + kByeAfter;
    aim(now);
}

// At the key picture before, whose pictures since are due at once; or at the start of the loop.
void HabitStream::aim(Instant now) {
    next_ = now.now + video().starts_after;
    if (video().by_clock) {
        next_count_ = count_at(now.wall_now);
        next_count_ -= next_count_ % std::max(video().style.group, 1);
    }
}

Nanoseconds HabitStream::lag(Instant now) const {
    const HabitTrouble& trouble = video().trouble;
    const double seconds = double((now.now - troubled_since_).count()) / 1e9;
    return Nanoseconds(int64_t(std::min(trouble.late_most, seconds * trouble.late_a_second) * 1e9));
}

int HabitStream::send_due(Instant now) {
    if (!playing_) {
        return 0;
    }
    const HabitTrouble& trouble = video().trouble;
    if (trouble.says_bye && !said_bye_ && now.now >= bye_at_) {
        said_bye_ = true;
        send_(StreamPart::report,
              std::string("\x81\xcb\0\1", 4) + big_endian(video().packets.source, 4));
    }
    if (video().by_clock && trouble.reports && now.now >= next_report_) {
        next_report_ = now.now + kReportEvery;
        send_report(now);
    }
    if (trouble.audio && now.now >= next_audio_) {
        send_audio(now.now);
    }
    if (trouble.jump_ticks != 0 && now.now >= next_jump_) {
        next_jump_ = now.now + trouble.jump_every;
        jumped_ += pictures_ > 0 ? static_cast<uint32_t>(trouble.jump_ticks) : 0;
    }
    const int before = pictures_;
    const auto silent = [&] {
        return trouble.silent_after >= 0 && pictures_ >= trouble.silent_after;
    };
    const size_t all = played_->coded->pictures.size();
    if (!video().by_clock) {
        if (now.now >= next_ && !silent()) {
            next_ += Nanoseconds(int64_t(period_of(video())));
            send_picture(size_t(pictures_) % all, pictures_);
        }
        return pictures_ - before;
    }
    const int64_t due =
        count_at(now.wall_now - std::chrono::duration_cast<WallTime::duration>(lag(now)));
    if (due - next_count_ > int64_t(all)) {
        aim(now);  // the process slept, or the clock was set
    }
    for (; next_count_ <= due && !finished(); ++next_count_) {
        if (!silent()) {
            send_picture(size_t(next_count_) % all, next_count_);
        }
    }
    return pictures_ - before;
}

bool HabitStream::finished() const {
    return (video().stops_after > 0 && pictures_ >= video().stops_after) ||
           (said_bye_ && video().trouble.then_closes);
}

uint32_t HabitStream::ticks_of(int64_t count) const {
    return static_cast<uint32_t>(int64_t(double(count - first_count_.value_or(count)) * 90'000 /
                                         video().pictures_per_second));
}

void HabitStream::send_picture(size_t index, int64_t count) {
    const std::vector<AccessUnit>& all = played_->coded->pictures;
    const HabitTrouble& trouble = video().trouble;
    AccessUnit picture = all[trouble.one_key_picture ? 0 : index];
    if (!first_count_) {
        first_count_ = count;
    }
    picture.timestamp = ticks_of(count) + jumped_;
    ++pictures_;
    if (trouble.junk_bytes > 0) {
        send_(StreamPart::video, std::string(size_t(trouble.junk_bytes), '\x7f'));
    }
    for (std::string& packet : packetiser_.packets(picture)) {
        damage(packet);
        ++packets_;
        bytes_ += static_cast<uint32_t>(packet.size() - 12);
        send_(StreamPart::video, packet);
    }
}

void HabitStream::damage(std::string& packet) {
    const double share = video().trouble.flipped_bits;
    if (share <= 0 || packet.size() <= kHeader) {
        return;
    }
    std::binomial_distribution<size_t> how_many((packet.size() - kHeader) * 8, share);
    for (size_t flips = how_many(random_); flips > 0; --flips) {
        const size_t bit = random_() % ((packet.size() - kHeader) * 8);
        packet[kHeader + bit / 8] = char(packet[kHeader + bit / 8] ^ char(1U << bit % 8));
    }
}

// RFC 3550, 6.4.1, without blocks: what the wall clock was at which time of the stream.
void HabitStream::send_report(Instant now) {
    const Nanoseconds at = since_1970(now.wall_now);
    const auto seconds = std::chrono::floor<Seconds>(at);
    const auto part =
        static_cast<uint64_t>((at - seconds).count()) * (uint64_t{1} << 32) / 1'000'000'000;
    const double counts = double((at - phase_of(video())).count()) / period_of(video());
    const auto ticks = first_count_
                           ? static_cast<uint32_t>(int64_t((counts - double(*first_count_)) *
                                                           90'000 / video().pictures_per_second))
                           : 0U;
    send_(StreamPart::report,
          std::string("\x80\xc8\0\6", 4) + big_endian(video().packets.source, 4) +
              big_endian(uint64_t(seconds.count() + kNtpOffset), 4) + big_endian(part, 4) +
              big_endian(video().packets.first_timestamp + ticks + jumped_, 4) +
              big_endian(packets_, 4) + big_endian(bytes_, 4));
}

void HabitStream::send_audio(MonotonicTime now) {
    next_audio_ = now + kAudioEvery;
    send_(StreamPart::audio,
          std::string("\x80\x08\0\1\0\0\0\0\0\0\0\x9", 12) + std::string(160, '\xd5'));
}

}  // namespace pendopo::habits
