#pragma once
// RTCP of one video that is received (RFC 3550, 6.4): what the camera is told of how it arrives,
// and the end of the stream that it may tell. Pure.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "decoders/rtp_packet.h"
#include "decoders/sender_clock.h"
#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class RtcpReception {
  public:
    // `own_source`: a random number that names us among the receivers.
    RtcpReception(uint32_t own_source, int clock_rate)
        : own_source_(own_source), clock_rate_(clock_rate) {}

    // Each RTP packet of the video, as it came.
    void on_rtp(const RtpHeader& header, MonotonicTime now);
    // True when the camera says that this video has ended (BYE). Anything else that makes no sense
    // is passed over.
    bool on_rtcp(std::span<const uint8_t> compound, MonotonicTime now);

    // A receiver report and our name. Before the first packet it reports on nobody, which is good
    // enough to open a firewall's door.
    std::vector<uint8_t> report(MonotonicTime now);

    // The last one of the source that is followed; empty before its first.
    const std::optional<SenderReport>& sender_report() const { return sender_report_; }
    // How unevenly packets come (RFC 3550, A.8).
    Nanoseconds jitter() const;

  private:
    const uint32_t own_source_;
    const int clock_rate_;

    std::optional<uint32_t> source_;  // whom the following is about
    uint32_t first_ = 0;              // sequence numbers, carried on beyond 16 bits
    uint32_t highest_ = 0;
    uint32_t received_ = 0;
    uint32_t expected_before_ = 0;  // at the last report
    uint32_t received_before_ = 0;
    uint32_t jitter_times_16_ = 0;  // in the stream's clock
    uint32_t transit_ = 0;
    std::optional<SenderReport> sender_report_;
};

}  // namespace pendopo
