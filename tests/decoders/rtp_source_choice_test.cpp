#include "decoders/rtp_source_choice.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

class Choosing : public testing::Test {
  protected:
    // A packet of that source; what was handed on is in `out`: "1:7" for number 7 of source 1, "!"
    // before a change.
    void push(uint32_t source, uint16_t sequence, uint32_t time) {
        std::vector<uint8_t> rtp(RtpHeader::kBytes);
        rtp[0] = 0x80;
        rtp[3] = static_cast<uint8_t>(sequence);
        rtp[7] = static_cast<uint8_t>(time);
        rtp[11] = static_cast<uint8_t>(source);
        choice.push(rtp, *RtpHeader::read(rtp), now,
                    [&](std::span<const uint8_t> bytes, MonotonicTime, bool changed) {
                        const auto head = RtpHeader::read(bytes);
                        out += (changed ? "!" : "") + std::to_string(head->source) + ":" +
                               std::to_string(head->sequence) + " ";
                    });
    }
    void pass(int milliseconds) { now += Milliseconds(milliseconds); }

    RtpSourceChoice choice;
    MonotonicTime now{Seconds(100)};
    std::string out;
};

TEST_F(Choosing, TheFirstIsKeptAndAnotherDropped) {
    for (uint16_t i = 0; i < 4; ++i) {
        push(1, i, i);
        push(2, static_cast<uint16_t>(50 + i), i);
        pass(40);
    }
    EXPECT_EQ(out, "1:0 1:1 1:2 1:3 ");
    EXPECT_EQ(choice.foreign(), 3U);
}

TEST_F(Choosing, ARealChangeIsFollowedSoonAndWithoutALoss) {
    for (uint16_t i = 0; i < 5; ++i) {
        push(1, i, i);
        pass(40);
    }
    push(2, 50, 0);
    pass(40);
    push(2, 51, 1);
    EXPECT_EQ(out, "1:0 1:1 1:2 1:3 1:4 ");
    pass(40);
    push(2, 52, 2);
    EXPECT_EQ(out, "1:0 1:1 1:2 1:3 1:4 !2:50 2:51 2:52 ") << "three pictures' time";
    push(1, 5, 5);
    EXPECT_EQ(choice.foreign(), 0U);
}

TEST_F(Choosing, ASlowCameraIsNotTakenForSilent) {
    for (uint16_t i = 0; i < 3; ++i) {
        push(1, i, i);
        for (uint16_t k = 0; k < 5; ++k) {
            pass(60);
            push(2, static_cast<uint16_t>(i * 5 + k), k);
        }
    }
    EXPECT_EQ(out, "1:0 1:1 1:2 ");
}

}  // namespace
}  // namespace pendopo
