#include "tools/cameras/habits/packetiser.h"

#include <gtest/gtest.h>

#include "decoders/rtp_packet.h"

namespace pendopo::habits {
namespace {

// SPS, PPS, SEI and a slice of an IDR; then SEI and a slice of a P picture.
const std::vector<AccessUnit> kPictures{{{"\x67s", "\x68p", "\x06i", "\x65-first"}, 0},
                                        {{"\x06i", "\x41-second"}, 3600}};

RtpHeader head_of(const std::string& rtp) {
    const auto header = RtpHeader::read({reinterpret_cast<const uint8_t*>(rtp.data()), rtp.size()});
    EXPECT_TRUE(header);
    return header.value_or(RtpHeader{});
}

// A word a packet: its first payload byte's type, "m" when marked, and its time in pictures where
// that is not its picture's; "|" after each picture.
std::string told(const PacketPolicy& policy) {
    Packetiser packetiser(Codec::h264, policy);
    std::string all;
    for (const AccessUnit& picture : kPictures) {
        for (const std::string& rtp : packetiser.packets(picture)) {
            const RtpHeader head = head_of(rtp);
            all += std::to_string(rtp[12] & 0x1f) + (head.marker ? "m" : "");
            const auto late =
                static_cast<int32_t>(head.timestamp - policy.first_timestamp - picture.timestamp);
            all += late == 0 ? " " : "@" + std::to_string(late) + " ";
        }
        all += "| ";
    }
    return all;
}

TEST(Packetiser, PoliciesDoWhatTheySay) {
    struct Row {
        const char* what;
        PacketPolicy policy;
        const char* packets;
    };
    for (const Row& row : {
             Row{"a good camera", {}, "7 8 6 5m | 6 1m | "},
             Row{"B1", {.marker = MarkerPolicy::on_sei}, "7 8 6m 5m | 6m 1m | "},
             Row{"B3", {.marker = MarkerPolicy::on_parameter_sets}, "7m 8m 6 5m | 6 1m | "},
             Row{"all", {.marker = MarkerPolicy::on_every_unit}, "7m 8m 6m 5m | 6m 1m | "},
             Row{"none", {.marker = MarkerPolicy::never}, "7 8 6 5 | 6 1 | "},
             Row{"first", {.marker = MarkerPolicy::on_first_packet}, "7m 8 6 5 | 6m 1 | "},
             Row{"B3, second form",
                 {.timestamp = TimestampPolicy::parameter_sets_with_previous},
                 "7@-3600 8@-3600 6 5m | 6 1m | "},
             Row{"its cousin",
                 {.timestamp = TimestampPolicy::parameter_sets_one_before},
                 "7@-1 8@-1 6 5m | 6 1m | "},
             Row{"SEI with the picture before",
                 {.timestamp = TimestampPolicy::sei_with_previous},
                 "7 8 6@-3600 5m | 6@-3600 1m | "},
             Row{"a time a unit",
                 {.timestamp = TimestampPolicy::every_unit},
                 "7 8@1 6@2 5m@3 | 6 1m@1 | "},
             Row{"no time",
                 {.timestamp = TimestampPolicy::constant},
                 "7 8 6 5m | 6@-3600 1m@-3600 | "},
             Row{"a jump",
                 {.timestamp = TimestampPolicy::jump, .jump_after = 1, .jump_ticks = -90'000},
                 "7 8 6 5m | 6@-90000 1m@-90000 | "},
             Row{"sets in the SDP only",
                 {.parameter_sets = ParameterSets::sdp_only},
                 "6 5m | 6 1m | "},
             Row{"every third is lost", {.lose_every = 3}, "7 8 5m | 6 | "},
             Row{"every third comes twice", {.repeat_every = 3}, "7 8 6 6 5m | 6 1m 1m | "},
             Row{"the second after the third", {.swap_every = 2}, "7 6 8 5m | 6 1m | "},
             Row{"STAP-A", {.aggregate = true}, "24m | 24m | "},
         }) {
        EXPECT_EQ(told(row.policy), row.packets) << row.what;
    }
}

TEST(Packetiser, LargeUnitsGoInFragments) {
    Packetiser packetiser(Codec::h264, {.payload_bytes = 4});
    const auto packets = packetiser.packets({{"\x65"
                                              "abcdefghij"},
                                             0});
    ASSERT_EQ(packets.size(), 3U);
    EXPECT_EQ(packets[0].substr(12),
              "\x7c\x85"
              "abcd");
    EXPECT_EQ(packets[1].substr(12), std::string("\x7c\x05"
                                                 "efgh",
                                                 6));
    EXPECT_EQ(packets[2].substr(12),
              "\x7c\x45"
              "ij");
    EXPECT_FALSE(head_of(packets[1]).marker);
    EXPECT_TRUE(head_of(packets[2]).marker);
}

TEST(Packetiser, LargeUnitsOfH265GoInFragments) {
    Packetiser packetiser(Codec::h265, {.payload_bytes = 4});
    const auto packets = packetiser.packets({{"\x26\x01"
                                              "abcdef"},
                                             0});  // IDR_W_RADL
    ASSERT_EQ(packets.size(), 2U);
    EXPECT_EQ(packets[0].substr(12),
              "\x62\x01\x93"
              "abcd");
    EXPECT_EQ(packets[1].substr(12),
              "\x62\x01\x53"
              "ef");
}

TEST(Packetiser, SourcesAndCounters) {
    Packetiser two(Codec::h264, {.first_sequence = 0xffff, .sources = SourcePolicy::two});
    const auto packets = two.packets(kPictures[1]);
    ASSERT_EQ(packets.size(), 4U);
    EXPECT_EQ(head_of(packets[0]).sequence, 0xffff);
    EXPECT_EQ(head_of(packets[2]).sequence, 0) << "wrapped";
    EXPECT_EQ(head_of(packets[1]).sequence, 5000);
    EXPECT_NE(head_of(packets[1]).source, head_of(packets[0]).source);
    EXPECT_EQ(head_of(packets[1]).timestamp, head_of(packets[0]).timestamp);

    Packetiser changing(Codec::h264, {.sources = SourcePolicy::changes, .jump_after = 1});
    const RtpHeader before = head_of(changing.packets(kPictures[0]).back());
    const RtpHeader after = head_of(changing.packets(kPictures[1]).front());
    EXPECT_NE(after.source, before.source);
    EXPECT_NE(after.sequence, before.sequence + 1);
}

TEST(Packetiser, CountsAsTold) {
    Packetiser never(Codec::h264, {.first_sequence = 9, .count = CountPolicy::never});
    for (const AccessUnit& picture : kPictures) {
        for (const std::string& rtp : never.packets(picture)) {
            EXPECT_EQ(head_of(rtp).sequence, 9);
        }
    }
    Packetiser anew(Codec::h264, {.first_sequence = 9, .count = CountPolicy::each_picture});
    EXPECT_EQ(head_of(anew.packets(kPictures[0]).back()).sequence, 12);
    EXPECT_EQ(head_of(anew.packets(kPictures[1]).front()).sequence, 9);
}

TEST(Packetiser, PaddingExtensionAndContributors) {
    Packetiser packetiser(Codec::h264, {.padding = 5, .extension_words = 2, .contributing = 1});
    const std::string rtp = packetiser.packets(kPictures[1]).front();
    EXPECT_EQ(static_cast<uint8_t>(rtp[0]), 0xb1);
    EXPECT_EQ(rtp.size(), 12U + 4 + 4 + 8 + 2 + 5);
    EXPECT_EQ(rtp.substr(28, 2), "\x06i");
    EXPECT_EQ(rtp.back(), 5);
}

}  // namespace
}  // namespace pendopo::habits
