#include "decoders/rtcp.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr MonotonicTime kStart{Seconds(1'000)};
constexpr uint32_t kUs = 0xcafe0001;
constexpr uint32_t kCamera = 0x11223344;

RtpHeader packet(int sequence, uint32_t timestamp = 0, uint32_t source = kCamera) {
    RtpHeader header;
    header.sequence = static_cast<uint16_t>(sequence);
    header.timestamp = timestamp;
    header.source = source;
    return header;
}

std::vector<uint8_t> sender_report(uint32_t source) {
    std::vector<uint8_t> bytes{0x80, 200, 0, 6};
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<uint8_t>(source >> shift));
    }
    for (uint8_t i = 1; i <= 20; ++i) {
        bytes.push_back(i);  // NTP time 01020304 05060708
    }
    return bytes;
}

std::vector<uint8_t> bye(uint32_t source) {
    std::vector<uint8_t> bytes{0x81, 203, 0, 1};
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<uint8_t>(source >> shift));
    }
    return bytes;
}

struct Block {
    uint32_t source, fraction, lost, highest, jitter, last_report, delay;
};
Block block_of(const std::vector<uint8_t>& report) {
    EXPECT_EQ(report[0], 0x81);
    EXPECT_EQ(report[1], 201);
    EXPECT_EQ(report[3], 7);
    EXPECT_EQ(read_u32(report, 4), kUs);
    const uint32_t loss = read_u32(report, 12);
    return {read_u32(report, 8),  loss >> 24,           loss & 0xffffff,     read_u32(report, 16),
            read_u32(report, 20), read_u32(report, 24), read_u32(report, 28)};
}

TEST(Rtcp, ReportsOnNobodyBeforeTheFirstPacket) {
    RtcpReception reception(kUs, 90'000);
    const std::vector<uint8_t> report = reception.report(kStart);
    const std::string name = "pendopo-cafe0001";
    std::vector<uint8_t> expected{0x80, 201, 0, 1,    0xca, 0xfe, 0, 1, 0x81,
                                  202,  0,   6, 0xca, 0xfe, 0,    1, 1, 16};
    expected.insert(expected.end(), name.begin(), name.end());
    expected.resize(expected.size() + 2);
    EXPECT_EQ(report, expected);
    EXPECT_EQ(report.size() % 4, 0U);
}

TEST(Rtcp, CountsWhatIsMissing) {
    RtcpReception reception(kUs, 90'000);
    for (const int sequence : {65'534, 65'535, 1, 2}) {  // 0 is lost
        reception.on_rtp(packet(sequence), kStart);
    }
    Block block = block_of(reception.report(kStart));
    EXPECT_EQ(block.source, kCamera);
    EXPECT_EQ(block.highest, 65'538U) << "carried on over 16 bits";
    EXPECT_EQ(block.lost, 1U);
    EXPECT_EQ(block.fraction, 255U / 5);
    // From then on all is well: the fraction is of the time since, the sum stays.
    reception.on_rtp(packet(3), kStart);
    block = block_of(reception.report(kStart));
    EXPECT_EQ(block.lost, 1U);
    EXPECT_EQ(block.fraction, 0U);
    // Late after all, and one twice: one more than was sent.
    for (const int sequence : {0, 3}) {
        reception.on_rtp(packet(sequence), kStart);
    }
    EXPECT_EQ(block_of(reception.report(kStart)).lost, 0xffffffU);  // -1 in 24 bits
}

TEST(Rtcp, MeasuresHowUnevenlyPacketsCome) {
    RtcpReception even(kUs, 90'000);
    RtcpReception uneven(kUs, 90'000);
    for (int i = 0; i < 200; ++i) {
        const MonotonicTime sent = kStart + Milliseconds(40 * i);
        const uint32_t timestamp = 0xfffff000U + uint32_t(3'600 * i);
        even.on_rtp(packet(i, timestamp), sent);
        uneven.on_rtp(packet(i, timestamp), sent + Milliseconds(i % 2 == 0 ? 0 : 10));
    }
    EXPECT_LE(block_of(even.report(kStart)).jitter, 1U);
    EXPECT_NEAR(block_of(uneven.report(kStart)).jitter, 900, 10);  // 10 ms of a 90 kHz clock
    EXPECT_LT(even.jitter(), Milliseconds(1));
    EXPECT_NEAR(double(uneven.jitter().count()), 10e6, 0.2e6);
}

TEST(Rtcp, EchoesTheCamerasReport) {
    RtcpReception reception(kUs, 90'000);
    reception.on_rtp(packet(1), kStart);
    EXPECT_EQ(block_of(reception.report(kStart)).last_report, 0U);
    EXPECT_FALSE(reception.on_rtcp(sender_report(kCamera + 1), kStart));
    EXPECT_EQ(block_of(reception.report(kStart)).last_report, 0U) << "of somebody else";
    EXPECT_FALSE(reception.on_rtcp(sender_report(kCamera), kStart));
    const Block block = block_of(reception.report(kStart + Milliseconds(500)));
    EXPECT_EQ(block.last_report, 0x03040506U);
    EXPECT_EQ(block.delay, 32'768U);  // half a second in 1/65536
}

TEST(Rtcp, TellsTheCamerasClock) {
    RtcpReception reception(kUs, 90'000);
    reception.on_rtp(packet(1), kStart);
    EXPECT_FALSE(reception.sender_report());
    reception.on_rtcp(sender_report(kCamera), kStart + Milliseconds(5));
    ASSERT_TRUE(reception.sender_report());
    EXPECT_EQ(reception.sender_report()->ntp, 0x0102030405060708U);
    EXPECT_EQ(reception.sender_report()->rtp_time, 0x090a0b0cU);
    EXPECT_EQ(reception.sender_report()->arrived, kStart + Milliseconds(5));
}

TEST(Rtcp, ANewSourceIsCountedAnew) {
    RtcpReception reception(kUs, 90'000);
    reception.on_rtp(packet(1), kStart);
    reception.on_rtcp(sender_report(kCamera), kStart);
    reception.on_rtp(packet(9'000, 0, 0x55), kStart);
    EXPECT_FALSE(reception.sender_report()) << "another clock";
    const Block block = block_of(reception.report(kStart));
    EXPECT_EQ(block.source, 0x55U);
    EXPECT_EQ(block.lost, 0U);
}

TEST(Rtcp, HearsTheEndOfItsOwnStreamOnly) {
    RtcpReception reception(kUs, 90'000);
    EXPECT_FALSE(reception.on_rtcp(bye(kCamera), kStart)) << "of a stream before this one";
    reception.on_rtp(packet(1), kStart);
    EXPECT_FALSE(reception.on_rtcp(bye(kCamera + 1), kStart));
    std::vector<uint8_t> compound = sender_report(kCamera);
    const std::vector<uint8_t> end = bye(kCamera);
    compound.insert(compound.end(), end.begin(), end.end());
    EXPECT_TRUE(reception.on_rtcp(compound, kStart));
}

TEST(Rtcp, PassesOverNonsense) {
    RtcpReception reception(kUs, 90'000);
    reception.on_rtp(packet(1), kStart);
    const std::vector<std::vector<uint8_t>> all{{},
                                                {0x81},
                                                {0x81, 203, 0, 0},  // a BYE of nobody
                                                {0x9f, 203, 0, 0},  // of 31 that are not there
                                                {0x81, 203, 0xff, 0xff, 1},  // longer than it is
                                                {0x80, 200, 0, 0},           // a report without one
                                                {0x41, 203, 0, 1, 0x11, 0x22, 0x33, 0x44}};
    for (const std::vector<uint8_t>& bytes : all) {
        EXPECT_FALSE(reception.on_rtcp(bytes, kStart));
    }
    EXPECT_EQ(block_of(reception.report(kStart)).last_report, 0U);
}

}  // namespace
}  // namespace pendopo
