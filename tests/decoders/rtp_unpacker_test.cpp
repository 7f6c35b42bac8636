#include "decoders/rtp_unpacker.h"

#include <gtest/gtest.h>

#include "decoders/ffmpeg_log.h"

namespace pendopo {
namespace {

struct Sent {
    int sequence;
    uint32_t timestamp;
    bool marker;
    uint8_t nal = 0x41;  // of H.264, whole in the packet
    int payload_type = 96;
};

std::vector<uint8_t> bytes_of(const Sent& sent) {
    std::vector<uint8_t> rtp(12);
    rtp[0] = 0x80;
    rtp[1] = static_cast<uint8_t>(sent.payload_type | (sent.marker ? 0x80 : 0));
    rtp[2] = static_cast<uint8_t>(sent.sequence >> 8);
    rtp[3] = static_cast<uint8_t>(sent.sequence);
    rtp[6] = static_cast<uint8_t>(sent.timestamp >> 8);
    rtp[7] = static_cast<uint8_t>(sent.timestamp);
    rtp.insert(rtp.end(), {sent.nal, 0x88, static_cast<uint8_t>(sent.sequence)});
    return rtp;
}

// The numbers of the packets in each unit that comes out; "!" before one after a loss.
std::string units_of(const std::vector<Sent>& line) {
    install_ffmpeg_log(Log::silent());
    VideoOffer offer;
    Result<RtpUnpacker> unpacker = RtpUnpacker::create(offer);
    EXPECT_TRUE(unpacker);
    std::string all;
    for (const Sent& sent : line) {
        unpacker->push(bytes_of(sent), {}, [&](const Packet& unit) {
            all += unit.after_loss ? "!" : "";
            for (size_t at = 6; at < unit.bytes().size(); at += 7) {
                all += std::to_string(unit.bytes()[at]);
            }
            all += unit.key ? "k " : " ";
        });
    }
    return all;
}

TEST(RtpUnpacker, CutsUnitsAtTheMarker) {
    EXPECT_EQ(units_of({{1, 10, false, 0x65}, {2, 10, true}, {3, 20, true}}), "12k 3 ");
    EXPECT_EQ(units_of({{1, 10, true}, {2, 20, false}}), "1 ") << "not whole yet";
}

TEST(RtpUnpacker, CutsUnitsAtANewTimeWhereMarkersAreNeverSet) {
    EXPECT_EQ(units_of({{1, 10, false}, {2, 10, false}, {3, 20, false}, {4, 30, false}}), "12 3 ");
}

TEST(RtpUnpacker, PassesOnNoUnitThatALossMayHaveTouched) {
    struct Row {
        const char* what;
        std::vector<Sent> line;
        const char* units;
    };
    const Sent before{1, 10, true, 0x65};
    for (const Row& row : {
             Row{"in the middle",
                 {before, {2, 20, false}, {4, 20, true}, {5, 30, true}, {6, 40, true}},
                 "1k !5 6 "},
             Row{"the first of a unit", {before, {3, 20, true}, {4, 30, true}}, "1k !4 "},
             Row{"the last of a unit, with its marker",
                 {before, {2, 20, false}, {4, 30, false}, {5, 30, true}, {6, 40, true}},
                 "1k !6 "},
             Row{"the last, without markers",
                 {{1, 10, false}, {3, 20, false}, {4, 30, false}, {5, 40, false}},
                 "!4 "},
             Row{"a whole unit", {before, {3, 30, true}, {4, 40, true}}, "1k !4 "},
             Row{"the count begins again", {before, {900, 30, true}, {901, 40, true}}, "1k !133 "},
         }) {
        EXPECT_EQ(units_of(row.line), row.units) << row.what;
    }
}

TEST(RtpUnpacker, PassesOverOtherPayloads) {
    EXPECT_EQ(units_of({{1, 10, false}, {7, 99, true, 0x41, 97}, {2, 10, true}}), "12 ");
}

TEST(StartsDecoding, LooksAtWhatComesBeforeTheFirstSlice) {
    struct Row {
        Codec codec;
        std::vector<uint8_t> unit;
        bool expected;
    };
    for (const Row& row : {
             Row{Codec::h264, {0, 0, 1, 0x65, 0x88}, true},
             Row{Codec::h264, {0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 1, 0, 0, 1, 0x65, 0x88}, true},
             Row{Codec::h264, {0, 0, 1, 0x09, 0x10, 0, 0, 1, 0x65, 0x88}, true},
             Row{Codec::h264, {0, 0, 1, 0x41, 1, 0, 0, 1, 0x65, 0x88}, false},
             Row{Codec::h264, {}, false},
             Row{Codec::h265, {0, 0, 1, 0x26, 1, 0x80}, true},  // IDR_W_RADL
             Row{Codec::h265, {0, 0, 1, 0x40, 1}, true},        // VPS
             Row{Codec::h265, {0, 0, 1, 0x02, 1}, false},       // TRAIL_R
             // A slice from the middle of an IDR: its beginning did not come.
             Row{Codec::h264, {0, 0, 1, 0x65, 0x44}, false},
             Row{Codec::h264, {0, 0, 1, 0x65}, false},
             Row{Codec::h265, {0, 0, 1, 0x26, 1, 0x40}, false},
             Row{Codec::mjpeg, {0xff, 0xd8}, true},
         }) {
        EXPECT_EQ(starts_decoding(row.codec, row.unit), row.expected);
    }
}

}  // namespace
}  // namespace pendopo
