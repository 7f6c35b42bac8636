// Payloads to units, byte by byte: RFC 6184, 7798 and 2435, and what cameras make of them.
#include "decoders/rtp_payload.h"

#include <gtest/gtest.h>

#include <string>

#include "decoders/rtp_jpeg.h"

namespace pendopo {
namespace {

using Bytes = std::vector<uint8_t>;

RtpPacket packet_of(const Bytes& payload) {
    RtpPacket packet;
    packet.payload = payload;
    return packet;
}

// Units in hexadecimal, a word each; "!" for a packet that made no sense.
std::string units_of(Codec codec, const std::vector<Bytes>& payloads, bool numbers = false) {
    NalPayloads nal(codec, numbers);
    std::string all;
    for (const Bytes& payload : payloads) {
        const bool fine =
            nal.take(packet_of(payload), [&](const UnitFacts&, std::span<const uint8_t> unit) {
                for (const uint8_t byte : unit) {
                    all += "0123456789abcdef"[byte >> 4];
                    all += "0123456789abcdef"[byte & 15];
                }
                all += " ";
            });
        all += fine ? "" : "! ";
    }
    return all + (nal.partial() ? "…" : "");
}

TEST(NalPayloads, OfH264) {
    struct Row {
        const char* what;
        std::vector<Bytes> payloads;
        const char* units;
    };
    for (const Row& row : {
             Row{"single", {{0x65, 1, 2}}, "650102 "},
             Row{"STAP-A", {{24, 0, 2, 0x67, 1, 0, 3, 0x68, 2, 3}}, "6701 680203 "},
             Row{"STAP-A with an empty unit", {{24, 0, 0, 0, 2, 0x67, 1}}, "6701 "},
             Row{"STAP-A cut off", {{24, 0, 2, 0x67, 1, 0, 9, 0x68}}, "6701 ! "},
             Row{"STAP-B", {{25, 0, 7, 0, 2, 0x67, 1}}, "6701 "},
             Row{"FU-A", {{0x7c, 0x85, 1}, {0x7c, 0x05, 2}, {0x7c, 0x45, 3}}, "65010203 "},
             Row{"FU-A under way", {{0x7c, 0x85, 1}, {0x7c, 0x05, 2}}, "…"},
             Row{"FU-A, start and end in one", {{0x7c, 0xc5, 1}}, "6501 "},
             Row{"FU-A without its beginning", {{0x7c, 0x05, 2}, {0x7c, 0x45, 3}}, "! ! "},
             Row{"FU-A without its end", {{0x7c, 0x85, 1}, {0x41, 9}}, "6501 4109 "},
             Row{"FU-A twice without ends", {{0x7c, 0x85, 1}, {0x5c, 0x81, 2}}, "6501 …"},
             Row{"FU-A whose last fragment is empty", {{0x7c, 0x85, 1}, {0x7c, 0x45}}, "6501 "},
             Row{"FU-B", {{0x7d, 0x85, 0, 1, 1}, {0x7c, 0x45, 2}}, "650102 "},
             Row{"MTAP16", {{26, 0, 0}}, "! "},
             Row{"of somebody's own", {{31, 1, 2}}, ""},
             Row{"empty", {{}}, ""},
             Row{"a start code before it", {{0, 0, 0, 1, 0x67, 1}}, "6701 "},
             Row{"start codes inside",
                 {{0x67, 1, 0, 0, 0, 1, 0x68, 2, 0, 0, 1, 0x65, 3}},
                 "6701 6802 6503 "},
             Row{"start codes inside fragments",
                 {{0x7c, 0x87, 1, 0, 0}, {0x7c, 0x47, 1, 0x68, 2}},
                 "6701 6802 "},
         }) {
        EXPECT_EQ(units_of(Codec::h264, row.payloads), row.units) << row.what;
    }
}

TEST(NalPayloads, OfH265) {
    struct Row {
        const char* what;
        std::vector<Bytes> payloads;
        const char* units;
        bool numbers = false;
    };
    for (const Row& row : {
             Row{"single", {{0x26, 1, 0x80}}, "260180 "},
             Row{"end of sequence", {{0x48, 1}}, "4801 "},
             Row{"AP", {{0x60, 1, 0, 3, 0x40, 1, 9, 0, 3, 0x42, 1, 8}}, "400109 420108 "},
             Row{"FU", {{0x62, 1, 0x93, 7}, {0x62, 1, 0x53, 8}}, "26010708 "},
             Row{"FU without its beginning", {{0x62, 1, 0x53, 8}}, "! "},
             Row{"PACI around a unit", {{0x64, 1, 0x26, 0x10, 0xee, 0x80, 5}}, "26018005 "},
             Row{"a start code before it", {{0, 0, 0, 1, 0x26, 1, 0x80}}, "260180 "},
             Row{"numbers: single", {{0x26, 1, 0, 5, 0x80}}, "260180 ", true},
             Row{"numbers: AP",
                 {{0x60, 1, 0, 5, 0, 3, 0x40, 1, 9, 1, 0, 3, 0x42, 1, 8}},
                 "400109 420108 ",
                 true},
             Row{"numbers: FU", {{0x62, 1, 0x93, 0, 5, 7}, {0x62, 1, 0x53, 8}}, "26010708 ", true},
             Row{"empty", {{}, {1}}, ""},
         }) {
        EXPECT_EQ(units_of(Codec::h265, row.payloads, row.numbers), row.units) << row.what;
    }
}

TEST(NalPayloads, AFragmentedUnitEndsWhenToldTo) {
    NalPayloads nal(Codec::h264, false);
    int units = 0;
    const TakeUnit count = [&](const UnitFacts&, std::span<const uint8_t>) { ++units; };
    const Bytes begins{0x7c, 0x85, 1};
    nal.take(packet_of(begins), count);
    EXPECT_EQ(units, 0);
    nal.finish(count);
    EXPECT_EQ(units, 1);
    EXPECT_FALSE(nal.partial());
    nal.finish(count);
    EXPECT_EQ(units, 1);
    nal.take(packet_of(begins), count);
    nal.lose();
    nal.finish(count);
    EXPECT_EQ(units, 1);
}

class JpegPackets : public testing::Test {
  protected:
    static Bytes packet(size_t offset, uint8_t type, uint8_t quality, Bytes rest,
                        uint8_t width = 40, uint8_t height = 24) {
        Bytes payload{0,
                      0,
                      static_cast<uint8_t>(offset >> 8),
                      static_cast<uint8_t>(offset),
                      type,
                      quality,
                      width,
                      height};
        payload.insert(payload.end(), rest.begin(), rest.end());
        return payload;
    }
    bool take(const Bytes& payload, Bytes extension = {}) {
        RtpPacket packet = packet_of(payload);
        packet.extension = extension;
        packet.extension_profile = extension.empty() ? 0 : 0xffd8;
        return jpeg.take(packet, [this](const UnitFacts& facts, std::span<const uint8_t> unit) {
            if (facts.first) {
                file.clear();
            }
            file.insert(file.end(), unit.begin(), unit.end());
        });
    }
    // What follows the marker `code` in the file.
    Bytes segment(uint8_t code, size_t bytes) const {
        for (size_t i = 0; i + 4 + bytes <= file.size(); ++i) {
            if (file[i] == 0xff && file[i + 1] == code) {
                return {file.begin() + long(i + 4), file.begin() + long(i + 4 + bytes)};
            }
        }
        return {};
    }

    JpegPayloads jpeg;
    Bytes file;
};

TEST_F(JpegPackets, PiecesFollowEachOther) {
    EXPECT_TRUE(take(packet(0, 1, 50, {1, 2, 3})));
    EXPECT_TRUE(take(packet(3, 1, 50, {4, 5})));
    EXPECT_EQ(Bytes(file.end() - 5, file.end()), (Bytes{1, 2, 3, 4, 5}));
    EXPECT_EQ(segment(0xc0, 5), (Bytes{8, 0, 192, 1, 64})) << "320x192";
    EXPECT_EQ(segment(0xdb, 3), (Bytes{0, 16, 11})) << "quality 50 is the standard's own table";
    EXPECT_FALSE(take(packet(9, 1, 50, {9}))) << "5 to 8 are missing";
    EXPECT_FALSE(take(packet(10, 1, 50, {9}))) << "so nothing fits any more";
    EXPECT_TRUE(take(packet(0, 1, 50, {1})));
}

TEST_F(JpegPackets, TablesComeWithThePictureOrBefore) {
    Bytes with_tables{0, 0, 0, 128};
    with_tables.insert(with_tables.end(), 64, 7);
    with_tables.insert(with_tables.end(), 64, 8);
    with_tables.push_back(0xaa);
    const Bytes without{0, 0, 0, 0, 0xbb};
    EXPECT_FALSE(take(packet(0, 1, 200, without))) << "never told";
    EXPECT_TRUE(take(packet(0, 1, 200, with_tables)));
    EXPECT_EQ(segment(0xdb, 2), (Bytes{0, 7}));
    EXPECT_EQ(file.back(), 0xaa);
    EXPECT_TRUE(take(packet(0, 1, 200, without)));
    EXPECT_EQ(segment(0xdb, 2), (Bytes{0, 7}));
    EXPECT_FALSE(take(packet(0, 1, 201, without))) << "of another quality";
    EXPECT_FALSE(take(packet(0, 1, 255, {0, 0, 0, 128, 1, 2}))) << "cut off";
}

TEST_F(JpegPackets, RestartMarkersSamplingAndLargePictures) {
    EXPECT_TRUE(take(packet(0, 64, 50, {0, 9, 0xff, 0xff, 1})));
    EXPECT_EQ(segment(0xdd, 2), (Bytes{0, 9}));
    EXPECT_EQ(segment(0xc0, 8).back(), 0x21) << "4:2:2";
    EXPECT_TRUE(take(packet(0, 1, 50, {1}, 0, 0), {0xff, 0xc0, 0, 17, 8, 8, 0, 12, 0, 3, 0, 0}));
    EXPECT_EQ(segment(0xc0, 5), (Bytes{8, 8, 0, 12, 0})) << "3072x2048, told by the extension";
    EXPECT_FALSE(take(packet(0, 1, 50, {1}, 0, 0)));
    EXPECT_FALSE(take(packet(0, 5, 50, {1}))) << "a type of nobody";
    EXPECT_FALSE(take({1, 2, 3}));
    EXPECT_TRUE(take({}));
}

TEST_F(JpegPackets, AFileWithItsOwnHeadIsTakenAsItIs) {
    EXPECT_TRUE(take(packet(0, 1, 50, {0xff, 0xd8, 0xff, 0xdb})));
    EXPECT_EQ(file, (Bytes{0xff, 0xd8, 0xff, 0xdb}));
}

}  // namespace
}  // namespace pendopo
