#include "decoders/rtp_jpeg.h"

#include <algorithm>

namespace pendopo {
namespace {

// Rec. T.81, tables K.1 and K.2, in zigzag order; RFC 2435, 4.2 scales them by the quality.
constexpr std::array<uint8_t, 128> kTables{
    16, 11, 12,  14,  12,  10, 16, 14,  13,  14,  18,  17,  16, 19,  24,  40,  // luma
    26, 24, 22,  22,  24,  49, 35, 37,  29,  40,  58,  51,  61, 60,  57,  51,  //
    56, 55, 64,  72,  92,  78, 64, 68,  87,  69,  55,  56,  80, 109, 81,  87,  //
    95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,  //
    17, 18, 18,  24,  21,  24, 47, 26,  26,  47,  99,  66,  56, 66,  99,  99,  // chroma
    99, 99, 99,  99,  99,  99, 99, 99,  99,  99,  99,  99,  99, 99,  99,  99,  //
    99, 99, 99,  99,  99,  99, 99, 99,  99,  99,  99,  99,  99, 99,  99,  99,  //
    99, 99, 99,  99,  99,  99, 99, 99,  99,  99,  99,  99,  99, 99,  99,  99};

std::vector<uint8_t> scaled_tables(int quality) {
    const int factor = std::clamp(quality, 1, 99);
    const int scale = factor < 50 ? 5000 / factor : 200 - factor * 2;
    std::vector<uint8_t> tables;
    for (const uint8_t value : kTables) {
        tables.push_back(static_cast<uint8_t>(std::clamp((value * scale + 50) / 100, 1, 255)));
    }
    return tables;
}

// A picture wider or higher than 2040 does not fit the packet's head; ONVIF puts the frame header
// of the file into the header extension (Streaming Specification, 5.1.4).
void read_size(std::span<const uint8_t> segments, int& width, int& height) {
    while (segments.size() >= 9 && segments[0] == 0xff) {
        if (segments[1] == 0xd8 || segments[1] == 0xff) {
            segments = segments.subspan(segments[1] == 0xff ? 1 : 2);
            continue;
        }
        if (segments[1] >= 0xc0 && segments[1] <= 0xc2) {
            height = read_u16(segments, 5);
            width = read_u16(segments, 7);
            return;
        }
        segments = segments.subspan(std::min<size_t>(2U + read_u16(segments, 2), segments.size()));
    }
}

bool ends_file(std::span<const uint8_t> piece) {
    return piece.size() >= 2 && piece[piece.size() - 2] == 0xff && piece.back() == 0xd9;
}

void add16(std::vector<uint8_t>& bytes, int value) {
    bytes.push_back(static_cast<uint8_t>(value >> 8));
    bytes.push_back(static_cast<uint8_t>(value));
}

}  // namespace

bool JpegPayloads::take(const RtpPacket& packet, const TakeUnit& unit) {
    std::span<const uint8_t> payload = packet.payload;
    if (payload.empty()) {
        return true;
    }
    if (payload.size() < 8) {
        return false;
    }
    const size_t offset = read_u32(payload, 0) & 0xffffff;
    Head head;
    head.type = payload[4];
    head.quality = payload[5];
    head.width = payload[6] * 8;
    head.height = payload[7] * 8;
    payload = payload.subspan(8);
    if (head.type >= 64 && head.type <= 127) {
        if (payload.size() < 4) {
            return false;
        }
        head.restart_interval = read_u16(payload, 0);
        payload = payload.subspan(4);
    }
    UnitFacts facts;
    facts.kind = UnitKind::slice;
    facts.first = offset == 0;
    facts.random_access = facts.intra = facts.first;
    if (offset > 0) {
        if (offset != expected_) {
            lose();
            return false;
        }
        expected_ += payload.size();
        open_ = !packet.header.marker && !ends_file(payload);
        unit(facts, payload);
        return true;
    }
    lose();
    if (!find_tables(head, payload)) {
        return false;
    }
    expected_ = payload.size();
    open_ = !packet.header.marker && !ends_file(payload);
    if (payload.size() > 2 && payload[0] == 0xff && payload[1] == 0xd8) {
        unit(facts, payload);  // the file with its own head, which is more than was asked for
        return true;
    }
    if (packet.extension_profile == 0xffd8 || packet.extension_profile == 0xffff) {
        read_size(packet.extension, head.width, head.height);
    }
    if (head.width == 0 || head.height == 0 || head.type % 64 > 1 || head.type > 127) {
        lose();
        return false;
    }
    std::vector<uint8_t> piece = file_head(head);
    piece.insert(piece.end(), payload.begin(), payload.end());
    unit(facts, piece);
    return true;
}

// The quantisation tables: computed, sent with the picture, or sent before under the same quality.
bool JpegPayloads::find_tables(const Head& head, std::span<const uint8_t>& payload) {
    if (head.quality < 128) {
        tables_ = scaled_tables(head.quality);
        return true;
    }
    if (payload.size() < 4) {
        return false;
    }
    const int precision = payload[1];
    const size_t length = read_u16(payload, 2);
    payload = payload.subspan(4);
    std::vector<uint8_t>& kept = kept_[static_cast<size_t>(head.quality - 128)];
    if (length == 0) {
        tables_ = kept;
        return !tables_.empty();
    }
    if (length > payload.size() || precision != 0 || length < 64) {
        return false;  // 16 bits a number: no baseline JPEG
    }
    tables_.assign(payload.begin(), payload.begin() + long(length - length % 64));
    payload = payload.subspan(length);
    kept = tables_;
    return true;
}

std::vector<uint8_t> JpegPayloads::file_head(const Head& head) const {
    std::vector<uint8_t> file{0xff, 0xd8};
    const size_t count = std::min<size_t>(tables_.size() / 64, 2);
    for (size_t table = 0; table < count; ++table) {
        file.insert(file.end(), {0xff, 0xdb, 0, 67, static_cast<uint8_t>(table)});
        const auto from = tables_.begin() + long(table * 64);
        file.insert(file.end(), from, from + 64);
    }
    if (head.restart_interval > 0) {
        file.insert(file.end(), {0xff, 0xdd, 0, 4});
        add16(file, head.restart_interval);
    }
    file.insert(file.end(), {0xff, 0xc0, 0, 17, 8});
    add16(file, head.height);
    add16(file, head.width);
    const uint8_t sampling = head.type % 64 == 0 ? 0x21 : 0x22;
    const auto chroma = static_cast<uint8_t>(count > 1 ? 1 : 0);
    file.insert(file.end(), {3, 1, sampling, 0, 2, 0x11, chroma, 3, 0x11, chroma});
    file.insert(file.end(), {0xff, 0xda, 0, 12, 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0});
    return file;
}

}  // namespace pendopo
