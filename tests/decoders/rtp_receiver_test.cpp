// What arrives of a video, to packets with the times they were made at.
#include "decoders/rtp_receiver.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/hand_clock.h"

namespace pendopo {
namespace {

constexpr uint32_t kCamera = 0x11223344;
constexpr uint32_t kOther = 0x55667788;
constexpr uint32_t kTicks = 3'600;  // of a picture
constexpr Milliseconds kPicture{40};

void add(std::vector<uint8_t>& bytes, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<uint8_t>(value >> shift));
    }
}

class Receiving : public testing::Test, public PacketSink {
  protected:
    void on_format(const StreamFormat&) override {}
    void on_packet(const Packet& packet) override { packets_.push_back(packet); }
    bool on_wait(MonotonicTime) override { return true; }
    int wake_fd() const override { return -1; }

    // The next picture of that source, whole in one packet; number 0 is at RTP time 0.
    void picture(uint32_t source, uint32_t number) {
        clock_.advance(kPicture);
        std::vector<uint8_t> rtp{0x80, 0xe0, 0, static_cast<uint8_t>(number)};
        add(rtp, number * kTicks);
        add(rtp, source);
        rtp.insert(rtp.end(), {0x65, 0x88, 1});
        receiver_.on_rtp(rtp, clock_.now());
        receiver_.release(clock_.now());
    }
    // RTP time 0 was `seconds` after the Unix time that our clock began at.
    void report(uint32_t source, uint32_t seconds) {
        std::vector<uint8_t> rtcp{0x80, 200, 0, 6};
        add(rtcp, source);
        add(rtcp, static_cast<uint32_t>(1'800'000'000U + 2'208'988'800U + seconds));
        for (int word = 0; word < 4; ++word) {
            add(rtcp, 0);
        }
        receiver_.on_rtcp(rtcp, clock_.now());
    }
    // Milliseconds since then.
    static int64_t made_ms(const Packet& packet) {
        return packet.made.unix_ns / 1'000'000 - 1'800'000'000'000;
    }

    test::HandClock clock_{MonotonicTime(Seconds(1'000)), WallTime(Seconds(1'800'000'000))};
    RtpReceiver receiver_{VideoOffer(), RtpWay::udp, clock_, *this};
    std::vector<Packet> packets_;
};

TEST_F(Receiving, PacketsBearTheSendersTimeFromItsFirstReportOn) {
    for (uint32_t number = 0; number < 5; ++number) {
        picture(kCamera, number);
    }
    report(kCamera, 7);
    for (uint32_t number = 5; number < 8; ++number) {
        picture(kCamera, number);
    }
    ASSERT_EQ(packets_.size(), 8U);
    for (int number = 0; number < 8; ++number) {
        SCOPED_TRACE(number);
        const Packet& packet = packets_[size_t(number)];
        const bool sender = number >= 5;
        EXPECT_EQ(packet.made.clock, sender ? MediaClock::sender : MediaClock::arrival);
        EXPECT_EQ(made_ms(packet), sender ? 7'000 + 40 * number : 40 * (number + 1));
        ASSERT_TRUE(packet.jitter);
        EXPECT_LT(*packet.jitter, Milliseconds(1));
    }
}

TEST_F(Receiving, AnotherSourceHasAClockOfItsOwn) {
    for (uint32_t number = 0; number < 5; ++number) {
        picture(kCamera, number);
        report(kCamera, 7);
    }
    EXPECT_EQ(packets_.back().made.clock, MediaClock::sender);
    packets_.clear();
    for (uint32_t number = 100; number < 110; ++number) {
        picture(kOther, number);
    }
    ASSERT_FALSE(packets_.empty());
    EXPECT_EQ(packets_.back().made.clock, MediaClock::arrival) << "nothing was said of it yet";
    report(kCamera, 9);
    picture(kOther, 110);
    EXPECT_EQ(packets_.back().made.clock, MediaClock::arrival) << "nor by this";
    report(kOther, 3);
    picture(kOther, 111);
    EXPECT_EQ(packets_.back().made.clock, MediaClock::sender);
    EXPECT_EQ(made_ms(packets_.back()), 3'000 + 40 * 111);
}

}  // namespace
}  // namespace pendopo
