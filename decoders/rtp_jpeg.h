#pragma once
// JPEG over RTP (RFC 2435): packets to the pieces of a JPEG file, the first with the head that the
// packets only hint at. Huffman tables are those of the standard, which decoders know. Pure.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decoders/rtp_payload.h"

namespace pendopo {

// Thread: bound to its owner.
class JpegPayloads final : public RtpPayloads {
  public:
    bool take(const RtpPacket& packet, const TakeUnit& unit) override;
    void finish(const TakeUnit&) override {}  // its pieces were handed on as they came
    void lose() override {
        expected_ = kNone;
        open_ = false;
    }
    bool partial() const override { return open_; }

  private:
    static constexpr size_t kNone = SIZE_MAX;
    struct Head {
        int type = 0;
        int quality = 0;
        int width = 0;
        int height = 0;
        int restart_interval = 0;
    };
    bool find_tables(const Head& head, std::span<const uint8_t>& payload);
    std::vector<uint8_t> file_head(const Head& head) const;

    size_t expected_ = kNone;      // offset of the next piece
    bool open_ = false;            // the last piece was no end, by marker or by itself
    std::vector<uint8_t> tables_;  // of this picture; 64 bytes each
    std::array<std::vector<uint8_t>, 128> kept_;  // in-band tables by quality, from 128 on
};

}  // namespace pendopo
