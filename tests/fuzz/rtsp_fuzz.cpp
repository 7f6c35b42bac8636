// Any bytes as what a camera sends: cut into messages and packets; bodies read as SDP, packets
// unpacked, challenges answered. Packets of channel 2 are taken as having come over UDP, in any
// order, those of channel 1 and 3 as RTCP.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "decoders/ffmpeg_log.h"
#include "decoders/rtcp.h"
#include "decoders/rtp_reorder.h"
#include "decoders/rtp_unpacker.h"
#include "decoders/rtsp_address.h"
#include "decoders/rtsp_login.h"
#include "decoders/rtsp_message.h"
#include "decoders/rtsp_transport.h"
#include "engine/base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace pendopo;
    static const bool quiet = [] {
        install_ffmpeg_log(Log::silent());
        return true;
    }();
    static_cast<void>(quiet);
    RtspReader reader;
    constexpr std::string_view kPassword = "canary";
    const bool camera_said_it =
        std::string_view(reinterpret_cast<const char*>(data), size).find(kPassword) !=
        std::string_view::npos;
    RtspLogin login("user", std::string(kPassword));
    std::optional<RtpUnpacker> unpacker;
    RtpReorder reorder;
    RtcpReception reception(1, 90'000);
    MonotonicTime now;
    const auto unpack = [&](std::span<const uint8_t> rtp) {
        if (unpacker) {
            const RtpUnpacker::Deliver check = [](const Packet& unit, uint32_t) {
                CHECK(unit.bytes().size() <= RtpUnpacker::kMaxUnitBytes);
                CHECK(!unit.bytes().empty());
            };
            unpacker->push(rtp, now, check);
            if (unpacker->deadline() < now + Milliseconds(100)) {
                unpacker->expire(unpacker->deadline(), check);
            }
        }
    };
    const auto take = [&](const InterleavedPacket& packet) {
        now += Milliseconds(10);
        if (packet.channel % 2 == 1) {
            reception.on_rtcp(packet.bytes, now);
            CHECK(reception.report(now).size() % 4 == 0);
            return;
        }
        if (const auto header = RtpHeader::read(packet.bytes)) {
            reception.on_rtp(*header, now);
        }
        if (packet.channel == 2) {
            reorder.push(packet.bytes, now, unpack);
            reorder.expire(now, unpack);
            CHECK(reorder.deadline() > now);
        } else {
            unpack(packet.bytes);
        }
    };
    while (size > 0) {
        const std::span<uint8_t> room = reader.room();
        CHECK(room.size() >= RtspReader::kLeastRoom);
        const size_t some = std::min(room.size(), size);
        std::memcpy(room.data(), data, some);
        reader.took(some);
        data += some;
        size -= some;
        for (;;) {
            const Result<RtspReader::Item> item = reader.next();
            if (!item) {
                return 0;
            }
            if (std::holds_alternative<RtspReader::NeedMore>(*item)) {
                break;
            }
            if (const auto* message = std::get_if<RtspMessage>(&*item)) {
                CHECK(message->body.size() <= RtspReader::kMaxBodyBytes);
                if (message->status == 401 && login.challenged(*message, false)) {
                    const std::string answer = login.authorization("PLAY", "rtsp://c", "n");
                    // What the camera said itself (its realm, its nonce) comes back to it.
                    CHECK(camera_said_it || answer.find(kPassword) == std::string::npos);
                }
                if (const Result<VideoOffer> offer = video_offer(message->body); offer) {
                    parameter_sets(*offer);
                    unpacker.emplace(*offer, RtpWay::tcp);
                }
                static const RtspUrl asked = RtspUrl::parse("rtsp://c/a").value();
                CHECK(!description_base(message->header("content-base"), asked).empty());
                static_cast<void>(redirect_target(message->header("location"), asked));
                CHECK(RtspSessionHeader::parse(message->header("session")).timeout_s.value_or(1) >
                      0);
                const RtspTransport transport = RtspTransport::parse(message->header("transport"));
                CHECK(transport.interleaved.value_or(0) <= 254);
                CHECK(transport.server_port.value_or(1) > 0);
                static_cast<void>(check_transport(transport, true));
            } else {
                take(std::get<InterleavedPacket>(*item));
            }
        }
    }
    return 0;
}
