// What units are, and where decoding may start.
#include "decoders/decode_start.h"

#include <gtest/gtest.h>

#include <vector>

namespace pendopo {
namespace {

using Bytes = std::vector<uint8_t>;

DecodeStart start_of(Codec codec, const std::vector<Bytes>& units) {
    std::vector<UnitFacts> facts;
    for (const Bytes& unit : units) {
        facts.push_back(unit_facts(codec, unit));
    }
    return decode_start(codec, facts);
}

const Bytes kSps{0x67, 0x42, 0x80, 0x1e};
const Bytes kPps{0x68, 0xce};
const Bytes kIdr{0x65, 0x88, 0x80};      // first_mb 0, slice type 7
const Bytes kIdrRest{0x65, 0x48, 0x80};  // first_mb 1
const Bytes kIntra{0x41, 0x88, 0x80};
const Bytes kPredicted{0x41, 0x9a, 0x80};               // slice type 5
const Bytes kRecovery{0x06, 0x06, 0x01, 0xc4};          // recovery_frame_cnt 0
const Bytes kRecovery14{0x06, 0x06, 0x02, 0x1e, 0x40};  // ue(v) 000 1111: 14
const Bytes kTiming{0x06, 0x01, 0x01, 0x24};

TEST(DecodeStart, AtKeyPicturesOfEverySort) {
    struct Row {
        const char* what;
        Codec codec;
        std::vector<Bytes> units;
        DecodeStart expected;
    };
    const DecodeStart no;
    const DecodeStart yes{true, 0};
    for (const Row& row : {
             Row{"IDR with its sets", Codec::h264, {kSps, kPps, kIdr}, yes},
             Row{"IDR alone, sets only in the SDP", Codec::h264, {kIdr}, yes},
             Row{"IDR behind a delimiter", Codec::h264, {{0x09, 0x10}, kIdr}, yes},
             Row{"a slice from the middle of an IDR", Codec::h264, {kIdrRest}, no},
             Row{"cut off", Codec::h264, {{0x65}}, no},
             Row{"P", Codec::h264, {kPredicted}, no},
             Row{"P with sets before it, as some repeat them",
                 Codec::h264,
                 {kSps, kPps, kPredicted},
                 no},
             Row{"sets alone", Codec::h264, {kSps, kPps}, no},
             Row{"I that is no IDR, with its sets", Codec::h264, {kSps, kPps, kIntra}, yes},
             Row{"I in the middle of a group", Codec::h264, {kIntra}, no},
             Row{"recovery point, at once", Codec::h264, {kRecovery, kIntra}, yes},
             Row{"recovery point, in 14 pictures",
                 Codec::h264,
                 {kRecovery14, kPredicted},
                 {true, 14}},
             Row{"SEI of another kind", Codec::h264, {kTiming, kPredicted}, no},
             Row{"P before the IDR", Codec::h264, {kPredicted, kIdr}, no},
             Row{"nothing", Codec::h264, {}, no},
             Row{"IDR_W_RADL", Codec::h265, {{0x26, 1, 0x80}}, yes},
             Row{"IDR_N_LP", Codec::h265, {{0x28, 1, 0x80}}, yes},
             Row{"CRA", Codec::h265, {{0x2a, 1, 0x80}}, yes},
             Row{"BLA_W_LP", Codec::h265, {{0x20, 1, 0x80}}, yes},
             Row{"the middle of an IDR", Codec::h265, {{0x26, 1, 0x40}}, no},
             Row{"TRAIL_R", Codec::h265, {{0x02, 1, 0x80}}, no},
             Row{"VPS, SPS, PPS and TRAIL_R",
                 Codec::h265,
                 {{0x40, 1, 1}, {0x42, 1, 1}, {0x44, 1, 1}, {0x02, 1, 0x80}},
                 no},
             Row{"VPS alone", Codec::h265, {{0x40, 1, 1}}, no},
             // recovery_poc_cnt se(v) 3: ue(v) 5, 00110
             Row{"recovery point",
                 Codec::h265,
                 {{0x4e, 1, 0x06, 0x01, 0x34}, {0x02, 1, 0x80}},
                 {true, 3}},
             Row{"JPEG", Codec::mjpeg, {}, yes},
         }) {
        EXPECT_EQ(start_of(row.codec, row.units), row.expected) << row.what;
    }
}

TEST(UnitFacts, SenselessOnesHaveNoPicture) {
    for (const Codec codec : {Codec::h264, Codec::h265}) {
        EXPECT_EQ(unit_facts(codec, {}).kind, UnitKind::suffix);
        EXPECT_EQ(unit_facts(codec, Bytes{0x25}).kind, UnitKind::suffix);
        for (int first = 0; first < 256; ++first) {
            for (const size_t size : {1U, 2U, 3U, 9U}) {
                Bytes unit(size, 0xff);
                unit[0] = static_cast<uint8_t>(first);
                static_cast<void>(unit_facts(codec, unit));
            }
        }
    }
}

TEST(ForEachUnit, StartCodesStandBetweenUnits) {
    struct Row {
        Bytes bytes;
        std::vector<Bytes> units;
    };
    for (const Row& row : {
             Row{{0x67, 1}, {{0x67, 1}}},
             Row{{0, 0, 0, 1, 0x67, 1}, {{0x67, 1}}},
             Row{{0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x68, 2, 0, 0, 1, 0x65},
                 {{0x67, 1}, {0x68, 2}, {0x65}}},
             Row{{0x67, 1, 0, 0, 1, 0x68}, {{0x67, 1}, {0x68}}},
             Row{{0, 0, 1}, {}},
             Row{{}, {}},
         }) {
        std::vector<Bytes> units;
        for_each_unit(row.bytes, [&](std::span<const uint8_t> unit) {
            units.emplace_back(unit.begin(), unit.end());
        });
        EXPECT_EQ(units, row.units);
    }
}

}  // namespace
}  // namespace pendopo
