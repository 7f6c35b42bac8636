// Any bytes as what a camera sends: cut into messages and packets; bodies read as SDP, packets
// unpacked, challenges answered.

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
#include "decoders/rtp_unpacker.h"
#include "decoders/rtsp_login.h"
#include "decoders/rtsp_message.h"
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
    while (size > 0) {
        const std::span<uint8_t> room = reader.room();
        CHECK(!room.empty());
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
                if (message->status == 401 && login.challenged(*message)) {
                    const std::string answer = login.authorization("PLAY", "rtsp://c", "n");
                    // What the camera said itself (its realm, its nonce) comes back to it.
                    CHECK(camera_said_it || answer.find(kPassword) == std::string::npos);
                }
                if (const Result<VideoOffer> offer = video_offer(message->body); offer) {
                    parameter_sets(*offer);
                    Result<RtpUnpacker> made = RtpUnpacker::create(*offer, [](auto) {});
                    unpacker.reset();
                    if (made) {
                        unpacker.emplace(std::move(*made));
                    }
                }
            } else if (unpacker) {
                unpacker->push(std::get<InterleavedPacket>(*item).bytes, MonotonicTime(),
                               [](const Packet& unit) {
                                   CHECK(unit.bytes().size() <= RtpUnpacker::kMaxUnitBytes);
                               });
            }
        }
    }
    return 0;
}
