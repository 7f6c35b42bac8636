#include "decoders/sender_clock.h"

namespace pendopo {
namespace {

constexpr int64_t kSecond = 1'000'000'000;
constexpr int64_t kUnixInNtp = 2'208'988'800;  // seconds from 1900 to 1970

int64_t unix_ns_of(uint64_t ntp) {
    auto seconds = static_cast<int64_t>(ntp >> 32);
    // RFC 4330, 3: the seconds begin anew in 2036; a first bit of 0 is after that.
    seconds += ntp >> 63 == 0 ? int64_t{1} << 32 : 0;
    const auto fraction = static_cast<int64_t>((ntp & 0xffffffff) * uint64_t{kSecond} >> 32);
    return (seconds - kUnixInNtp) * kSecond + fraction;
}

}  // namespace

MediaTime made_at(const std::optional<SenderReport>& report, int clock_rate, uint32_t rtp_time,
                  MonotonicTime arrived, WallTime arrived_wall) {
    const MediaTime by_arrival{to_unix_ns(arrived_wall), MediaClock::arrival};
    if (!report || report->ntp == 0 || clock_rate <= 0) {
        return by_arrival;
    }
    // 32 bits of a 90 kHz clock are half a day: the nearer way round is meant.
    const auto ticks = static_cast<int32_t>(rtp_time - report->rtp_time);
    const Nanoseconds since_report(int64_t{ticks} * kSecond / clock_rate);
    const Nanoseconds drift = since_report - (arrived - report->arrived);
    if (drift > kMostRtpDrift || drift < -kMostRtpDrift) {
        return by_arrival;
    }
    return {unix_ns_of(report->ntp) + since_report.count(), MediaClock::sender};
}

std::optional<Milliseconds> delay_of(const MediaTime& made, WallTime arrived_wall) {
    if (made.clock != MediaClock::sender) {
        return std::nullopt;
    }
    return std::chrono::floor<Milliseconds>(Nanoseconds(to_unix_ns(arrived_wall) - made.unix_ns));
}

}  // namespace pendopo
