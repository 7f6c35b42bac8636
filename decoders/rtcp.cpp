#include "decoders/rtcp.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace pendopo {
namespace {

constexpr int kSenderReport = 200;
constexpr int kReceiverReport = 201;
constexpr int kSourceDescription = 202;
constexpr int kBye = 203;
constexpr int kCanonicalName = 1;

void add(std::vector<uint8_t>& bytes, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<uint8_t>(value >> shift));
    }
}

// The head of one packet: version 2, a count, a type, and its length in words without the first.
void add_head(std::vector<uint8_t>& bytes, int count, int type, size_t words) {
    bytes.push_back(static_cast<uint8_t>(0x80 | count));
    bytes.push_back(static_cast<uint8_t>(type));
    bytes.push_back(static_cast<uint8_t>(words >> 8));
    bytes.push_back(static_cast<uint8_t>(words));
}

}  // namespace

void RtcpReception::on_rtp(const RtpHeader& header, MonotonicTime now) {
    const auto arrival = static_cast<uint32_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count() *
        clock_rate_ / 1'000'000);
    const uint32_t transit = arrival - header.timestamp;
    if (source_ != header.source) {
        source_ = header.source;
        first_ = highest_ = header.sequence;
        received_ = expected_before_ = received_before_ = 0;
        jitter_times_16_ = 0;
        sender_report_.reset();
        transit_ = transit;
    }
    ++received_;
    const auto ahead = static_cast<int16_t>(header.sequence - static_cast<uint16_t>(highest_));
    if (ahead > 0) {
        highest_ += static_cast<uint32_t>(ahead);
    }
    // RFC 3550, A.8. All packets of a picture bear one time, so this is mostly their spread.
    const auto change = static_cast<int32_t>(transit - transit_);
    transit_ = transit;
    const uint32_t distance = change < 0 ? 0U - static_cast<uint32_t>(change) : uint32_t(change);
    jitter_times_16_ += distance - ((jitter_times_16_ + 8) >> 4);
}

bool RtcpReception::on_rtcp(std::span<const uint8_t> compound, MonotonicTime now) {
    while (compound.size() >= 4 && compound[0] >> 6 == 2) {
        const size_t length = (size_t{compound[2]} << 8 | compound[3]) * 4 + 4;
        if (length > compound.size()) {
            break;
        }
        const std::span<const uint8_t> packet = compound.first(length);
        compound = compound.subspan(length);
        if (packet[1] == kSenderReport && length >= 28 && source_ == read_u32(packet, 4)) {
            sender_report_ =
                SenderReport{uint64_t{read_u32(packet, 8)} << 32 | read_u32(packet, 12),
                             read_u32(packet, 16), now};
        }
        const size_t sources = packet[0] & 0x1f;
        for (size_t i = 0; packet[1] == kBye && i < sources && 8 + 4 * i <= length; ++i) {
            // Of somebody else, a session before this one perhaps: no matter.
            if (source_ == read_u32(packet, 4 + 4 * i)) {
                return true;
            }
        }
    }
    return false;
}

Nanoseconds RtcpReception::jitter() const {
    return Nanoseconds(int64_t{jitter_times_16_} * 1'000'000'000 / 16 / clock_rate_);
}

std::vector<uint8_t> RtcpReception::report(MonotonicTime now) {
    std::vector<uint8_t> bytes;
    add_head(bytes, source_ ? 1 : 0, kReceiverReport, source_ ? 7 : 1);
    add(bytes, own_source_);
    if (source_) {
        const uint32_t expected = highest_ - first_ + 1;
        // Duplicates can make it negative; 24 bits.
        const int64_t lost =
            std::clamp<int64_t>(int64_t{expected} - received_, -0x800000, 0x7fffff);
        const uint32_t expected_since = expected - expected_before_;
        const int64_t lost_since = int64_t{expected_since} - (received_ - received_before_);
        const auto fraction =
            static_cast<uint32_t>(lost_since <= 0 ? 0 : lost_since * 255 / expected_since);
        expected_before_ = expected;
        received_before_ = received_;
        add(bytes, *source_);
        add(bytes, fraction << 24 | (static_cast<uint32_t>(lost) & 0xffffff));
        add(bytes, highest_);
        add(bytes, jitter_times_16_ >> 4);
        // The middle of its NTP time, and how long ago it came.
        add(bytes, sender_report_ ? static_cast<uint32_t>(sender_report_->ntp >> 16) : 0);
        const auto delay = std::chrono::duration_cast<std::chrono::microseconds>(
            sender_report_ ? now - sender_report_->arrived : MonotonicTime::duration(0));
        add(bytes, static_cast<uint32_t>(delay.count() * 65'536 / 1'000'000));
    }
    // A name that says nothing of the machine it is given in (RFC 7022).
    const std::string name = fmt::format("pendopo-{:08x}", own_source_);
    const size_t words = (4 + 2 + name.size() + 1 + 3) / 4;  // with at least one zero at the end
    add_head(bytes, 1, kSourceDescription, words);
    const size_t end = bytes.size() + words * 4;
    add(bytes, own_source_);
    bytes.push_back(kCanonicalName);
    bytes.push_back(static_cast<uint8_t>(name.size()));
    bytes.insert(bytes.end(), name.begin(), name.end());
    bytes.resize(end);
    return bytes;
}

}  // namespace pendopo
