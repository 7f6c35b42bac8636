#include "decoders/rtp_unpacker.h"

#include <gtest/gtest.h>

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
    // 0x61, another nal_ref_idc, stands for a slice further down: its first macroblock is not 0.
    const auto header = static_cast<uint8_t>(sent.nal == 0x61 ? 0x48 : 0x88);
    rtp.insert(rtp.end(), {sent.nal, header, static_cast<uint8_t>(sent.sequence)});
    return rtp;
}

// The numbers of the packets in each unit that comes out; "k" behind key units, "!" before one
// after a loss. A word "…" stands for a silence after which nothing is waited for.
std::string units_of(const std::vector<Sent>& line, RtpWay way = RtpWay::udp) {
    RtpUnpacker unpacker(VideoOffer(), way);
    std::string all;
    MonotonicTime now;
    const RtpUnpacker::Deliver deliver = [&](const Packet& unit, uint32_t) {
        all += unit.after_loss ? "!" : "";
        for (size_t at = 6; at < unit.bytes().size(); at += 7) {
            all += std::to_string(unit.bytes()[at]);
        }
        all += unit.key ? "k " : " ";
    };
    for (const Sent& sent : line) {
        now += Milliseconds(1);
        unpacker.push(bytes_of(sent), now, deliver);
    }
    all += "… ";
    unpacker.expire(now + Seconds(1), deliver);
    return all;
}

constexpr uint8_t kMore = 0x61;  // a slice that is not the first: see bytes_of

TEST(RtpUnpacker, BelievesTheMarkerOnceItWasRight) {
    EXPECT_EQ(units_of({{1, 10, true, 0x65}, {2, 20, true}, {3, 30, true}, {4, 40, true}}),
              "1k 2 3 4 … ")
        << "from the third on at once";
    EXPECT_EQ(units_of({{1, 10, true, 0x65}}), "… 1k ") << "the first after a moment";
    EXPECT_EQ(units_of({{1, 10, true}, {2, 20, false}}), "1 … 2 ") << "or a longer one";
}

TEST(RtpUnpacker, CutsUnitsWhereMarkersAreNeverSet) {
    EXPECT_EQ(units_of({{1, 10, false}, {2, 10, false, kMore}, {3, 20, false}, {4, 30, false}}),
              "12 3 … 4 ");
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
                 {before, {2, 20, false}, {4, 20, true, kMore}, {5, 30, true}, {6, 40, true}},
                 "1k !5 6 … "},
             Row{"the first of a unit", {before, {3, 20, true, kMore}, {4, 30, true}}, "1k … !4 "},
             Row{"the last of a unit, with its marker",
                 {before, {2, 20, false}, {4, 30, false}, {5, 30, true, kMore}, {6, 40, true}},
                 "1k !45 6 … "},
             Row{"the last, without markers",
                 {{1, 10, false}, {3, 20, false}, {4, 30, false}, {5, 40, false}},
                 "!3 4 … 5 "},
             Row{"a whole unit", {before, {3, 30, true}, {4, 40, true}}, "1k !3 … 4 "},
             Row{"the count begins again",
                 {before, {900, 30, true}, {901, 40, true}},
                 "1k !132 … 133 "},
             Row{"the count jumps, and the time goes on as before",
                 {before, {2, 20, true}, {900, 30, true}, {901, 40, true}},
                 "1k 2 132 133 … "},
             Row{"the count jumps back", {before, {2, 20, true}, {1, 30, true}}, "1k 2 1 … "},
             Row{"a picture, after a longer pause",
                 {before, {2, 20, true}, {3, 60, true}, {5, 110, true}, {6, 120, true}},
                 "1k 2 3 !5 6 … "},
         }) {
        EXPECT_EQ(units_of(row.line), row.units) << row.what;
    }
}

TEST(RtpUnpacker, TakesCamerasThatCountWronglyOverTcp) {
    EXPECT_EQ(units_of({{7, 10, false, 0x65},
                        {7, 10, true, kMore},
                        {7, 20, false},
                        {7, 20, true, kMore},
                        {7, 30, true}},
                       RtpWay::tcp),
              "77k 77 7 … ")
        << "never";
    EXPECT_EQ(units_of({{1, 10, false, 0x65},
                        {2, 10, true, kMore},
                        {1, 20, false},
                        {2, 20, true, kMore},
                        {1, 30, true}},
                       RtpWay::tcp),
              "12k 12 1 … ")
        << "anew with each picture";
    EXPECT_EQ(units_of({{1, 10, true, 0x65},
                        {2, 20, false},
                        {4, 20, true, kMore},
                        {5, 30, true},
                        {6, 40, true}},
                       RtpWay::tcp),
              "1k !5 6 … ")
        << "a number left out is a packet that the camera dropped";
}

TEST(RtpUnpacker, AFragmentWithoutItsEndIsOfItsOwnTime) {
    RtpUnpacker unpacker(VideoOffer(), RtpWay::tcp);
    std::vector<Packet> pictures;
    std::vector<uint32_t> times;
    const RtpUnpacker::Deliver deliver = [&](Packet unit, uint32_t rtp_time) {
        pictures.push_back(std::move(unit));
        times.push_back(rtp_time);
    };
    const auto push = [&](const Sent& sent, std::vector<uint8_t> payload, int at_ms) {
        std::vector<uint8_t> rtp = bytes_of(sent);
        rtp.resize(RtpHeader::kBytes);
        rtp.insert(rtp.end(), payload.begin(), payload.end());
        unpacker.push(rtp, MonotonicTime(Milliseconds(at_ms)), deliver);
    };
    push({1, 10, false}, {0x7c, 0x85, 0x88, 1}, 1);
    push({2, 10, false}, {0x7c, 0x05, 2}, 2);
    push({3, 20, true}, {0x41, 0x88, 3}, 42);
    unpacker.expire(MonotonicTime(Seconds(1)), deliver);
    ASSERT_EQ(pictures.size(), 2U);
    EXPECT_EQ(times, (std::vector<uint32_t>{10, 20}));
    EXPECT_EQ(pictures[0].arrived, MonotonicTime(Milliseconds(2)));
    EXPECT_EQ(pictures[0].bytes().size(), 4U + 4);
    EXPECT_EQ(pictures[1].arrived, MonotonicTime(Milliseconds(42)));
    EXPECT_FALSE(pictures[1].after_loss);
}

TEST(RtpUnpacker, PassesOverOtherPayloads) {
    EXPECT_EQ(units_of({{1, 10, false}, {7, 99, true, 0x41, 97}, {2, 10, true, kMore}}), "… 12 ");
}

// One packet a unit; what comes out of it, by type.
std::string types_of(const std::vector<std::vector<Sent>>& pictures, const char* parameters = "") {
    VideoOffer offer;
    offer.format_parameters = parameters;
    RtpUnpacker unpacker(offer, RtpWay::udp);
    std::string all;
    const RtpUnpacker::Deliver deliver = [&](const Packet& unit, uint32_t) {
        for_each_unit(unit.bytes(), [&](std::span<const uint8_t> nal) {
            all += std::to_string(nal[0] & 0x1f) + " ";
        });
        all += "| ";
    };
    for (const std::vector<Sent>& picture : pictures) {
        for (const Sent& sent : picture) {
            unpacker.push(bytes_of(sent), {}, deliver);
        }
    }
    unpacker.expire(MonotonicTime(Seconds(9)), deliver);
    return all;
}

TEST(RtpUnpacker, GivesKeyPicturesTheParameterSetsTheyComeWithout) {
    EXPECT_EQ(types_of({{{1, 10, false, 0x67}, {2, 10, false, 0x68}, {3, 10, true, 0x65}},
                        {{4, 20, true, 0x41}},
                        {{5, 30, true, 0x65}}}),
              "7 8 5 | 1 | 7 8 5 | ")
        << "they came once";
    EXPECT_EQ(types_of({{{1, 10, true, 0x65}}, {{2, 20, true, 0x41}}},
                       "packetization-mode=1;sprop-parameter-sets=Z0KA,aM4="),
              "7 8 5 | 1 | ")
        << "they are in the SDP";
    EXPECT_EQ(types_of({{{1, 9, true, 0x67}}, {{2, 9, true, 0x68}}, {{3, 10, true, 0x65}}}),
              "7 8 5 | ")
        << "each with a marker and the time before";
}

}  // namespace
}  // namespace pendopo
