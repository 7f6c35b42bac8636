// Any bytes as the RTP and RTCP of a camera whose offer is known: the first byte chooses H.264,
// H.265 or JPEG (and its second bit H.265 with numbers), then each packet is two bytes of length
// and its bytes. What rtsp_fuzz reaches only behind a whole session is reached at once: fragments,
// aggregates, JPEG's tables and restarts, parameter sets, sender reports.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "decoders/nal_unit.h"
#include "decoders/rtcp.h"
#include "decoders/rtp_reorder.h"
#include "decoders/rtp_unpacker.h"
#include "engine/base/check.h"

namespace {

using namespace pendopo;

VideoOffer offer_of(uint8_t choice) {
    VideoOffer offer;
    offer.codec = static_cast<Codec>(choice % 3);
    offer.payload_type = offer.codec == Codec::mjpeg ? 26 : 96;
    offer.format_parameters = (choice & 4) != 0 ? "sprop-max-don-diff=1" : "";
    return offer;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size < 1) {
        return 0;
    }
    const VideoOffer offer = offer_of(data[0]);
    RtpUnpacker unpacker(offer, (data[0] & 8) != 0 ? RtpWay::udp : RtpWay::tcp);
    RtpReorder reorder;
    RtcpReception reception(1, 90'000);
    MonotonicTime now;
    const RtpUnpacker::Deliver check = [](const Packet& unit, uint32_t) {
        CHECK(!unit.bytes().empty() && unit.bytes().size() <= RtpUnpacker::kMaxUnitBytes);
    };
    std::span<const uint8_t> left(data + 1, size - 1);
    while (left.size() > 2) {
        const size_t length = std::min(size_t{left[0]} << 8 | left[1], left.size() - 2);
        const std::span<const uint8_t> packet = left.subspan(2, length);
        left = left.subspan(2 + length);
        now += Milliseconds(5);
        reception.on_rtcp(packet, now);
        if (offer.codec != Codec::mjpeg) {
            for_each_unit(packet, [&](std::span<const uint8_t> unit) {
                CHECK(!unit.empty());
                unit_facts(offer.codec, unit);
            });
        }
        reorder.push(packet, now,
                     [&](std::span<const uint8_t> rtp) { unpacker.push(rtp, now, check); });
        if (unpacker.deadline() < now + Milliseconds(100)) {
            unpacker.expire(unpacker.deadline(), check);
        }
    }
    unpacker.finish(check);
    CHECK(reception.report(now).size() % 4 == 0);
    return 0;
}
