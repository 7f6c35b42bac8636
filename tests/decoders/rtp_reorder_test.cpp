#include "decoders/rtp_reorder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace pendopo {
namespace {

constexpr MonotonicTime kStart{Seconds(1'000)};
constexpr uint32_t kCamera = 0x11223344;

std::vector<uint8_t> packet(int sequence, uint32_t source = kCamera) {
    std::vector<uint8_t> bytes(RtpHeader::kBytes + 1);
    bytes[0] = 0x80;
    bytes[2] = static_cast<uint8_t>(sequence >> 8);
    bytes[3] = static_cast<uint8_t>(sequence);
    for (size_t i = 0; i < 4; ++i) {
        bytes[8 + i] = static_cast<uint8_t>(source >> (24 - 8 * i));
    }
    return bytes;
}

class Reordering : public testing::Test {
  protected:
    void push(int sequence, uint32_t source = kCamera) {
        reorder.push(packet(sequence, source), now, deliver);
    }
    void push_all(const std::vector<int>& sequences) {
        for (const int sequence : sequences) {
            push(sequence);
        }
    }
    // Forward by that, and what has become hopeless is given up.
    void pass(Milliseconds time) {
        now += time;
        reorder.expire(now, deliver);
    }

    RtpReorder reorder;
    MonotonicTime now = kStart;
    std::vector<int> out;
    const RtpReorder::Deliver deliver = [this](std::span<const uint8_t> rtp) {
        out.push_back(RtpHeader::read(rtp)->sequence);
    };
};

TEST_F(Reordering, WhatComesWithinTheWindow) {
    struct Row {
        const char* what;
        std::vector<int> in;
        std::vector<int> out;
        uint64_t repeated = 0;
        uint64_t late = 0;
    };
    for (const Row& row : {
             Row{"in order", {7, 8, 9}, {7, 8, 9}},
             Row{"two swapped", {1, 3, 2, 4}, {1, 2, 3, 4}},
             Row{"one late by three", {1, 3, 4, 5, 2, 6}, {1, 2, 3, 4, 5, 6}},
             Row{"two gaps", {1, 3, 5, 4, 2}, {1, 2, 3, 4, 5}},
             Row{"backwards", {1, 5, 4, 3, 2}, {1, 2, 3, 4, 5}},
             Row{"twice at once", {1, 2, 2, 3}, {1, 2, 3}, 1},
             Row{"twice while waiting", {1, 3, 3, 2}, {1, 2, 3}, 1},
             Row{"twice, later", {1, 2, 3, 4, 1}, {1, 2, 3, 4}, 1},
             Row{"before the first", {5, 4, 6}, {5, 6}, 0, 1},
             Row{"over the end of 16 bits", {65534, 0, 65535, 1}, {65534, 65535, 0, 1}},
             Row{"waits for ever without time", {1, 3, 4}, {1}},
         }) {
        SCOPED_TRACE(row.what);
        reorder = RtpReorder();
        out.clear();
        push_all(row.in);
        EXPECT_EQ(out, row.out);
        EXPECT_EQ(reorder.counts().repeated, row.repeated);
        EXPECT_EQ(reorder.counts().late, row.late);
        EXPECT_EQ(reorder.counts().lost, 0U);
    }
}

TEST_F(Reordering, GivesUpAfterItsPatience) {
    push_all({1, 3, 4});
    EXPECT_EQ(reorder.deadline(), now + RtpReorder::kPatience);
    pass(Milliseconds(30));
    push(6);
    EXPECT_EQ(out, (std::vector{1}));
    pass(Milliseconds(20));
    EXPECT_EQ(out, (std::vector{1, 3, 4})) << "5 has its own time";
    EXPECT_EQ(reorder.deadline(), now + Milliseconds(30));
    push(2);
    EXPECT_EQ(reorder.counts().late, 1U);
    pass(Milliseconds(30));
    EXPECT_EQ(out, (std::vector{1, 3, 4, 6}));
    EXPECT_EQ(reorder.counts().lost, 2U);
    EXPECT_EQ(reorder.deadline(), MonotonicTime::max());
}

TEST_F(Reordering, GivesUpWhenTooManyWait) {
    push(1);
    std::vector<int> expected{1};
    for (int sequence = 3; sequence < 2 + RtpReorder::kWindow; ++sequence) {
        push(sequence);
        expected.push_back(sequence);
    }
    EXPECT_EQ(out, (std::vector{1})) << "2 may still come";
    push(2 + RtpReorder::kWindow);
    expected.push_back(2 + RtpReorder::kWindow);
    EXPECT_EQ(out, expected);
    EXPECT_EQ(reorder.counts().lost, 1U);
}

TEST_F(Reordering, AHoleLargerThanTheWindowIsPassedOver) {
    push_all({1, 500, 501});
    pass(RtpReorder::kPatience);
    EXPECT_EQ(out, (std::vector{1, 500, 501}));
    EXPECT_EQ(reorder.counts().lost, 498U);
}

TEST_F(Reordering, AnotherSourceBeginsAnew) {
    push_all({100, 102});
    push(7, 0x55);
    push(8, 0x55);
    EXPECT_EQ(out, (std::vector{100, 102, 7, 8})) << "what waited is not held back";
}

TEST_F(Reordering, ACountThatStartsAgainIsBelievedTheSecondTime) {
    push_all({40'000, 40'001});
    push(5);
    EXPECT_EQ(out, (std::vector{40'000, 40'001})) << "one stray packet changes nothing";
    push_all({40'002, 6});
    EXPECT_EQ(out, (std::vector{40'000, 40'001, 40'002}));
    push_all({7, 8});
    EXPECT_EQ(out, (std::vector{40'000, 40'001, 40'002, 6, 7, 8}))
        << "and nothing of it is missing";
}

TEST_F(Reordering, WhatIsNoRtpIsDropped) {
    push(1);
    std::vector<uint8_t> other = packet(2);
    other[0] = 0x40;
    reorder.push(other, now, deliver);
    reorder.push(std::span(other).first(11), now, deliver);
    reorder.push({}, now, deliver);
    EXPECT_EQ(out, (std::vector{1}));
}

// Whatever happens on the way: what comes out is in order, once, and nothing is missing that came
// in time.
TEST_F(Reordering, HoldsItsPromisesOverManyLines) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        std::minstd_rand random(seed + 1);
        reorder = RtpReorder();
        out.clear();
        const int first = int(random() % 65'536);
        // Each packet takes a place at most 32 later than its own; some are lost, some come twice.
        std::vector<std::pair<int, int>> line;  // place, packet
        int lost = 0;
        for (int i = 0; i < 2'000; ++i) {
            if (i > 0 && random() % 100 == 0) {
                ++lost;
                continue;
            }
            const int place = i == 0 ? 0 : 2 * i + int(random() % 8 == 0 ? random() % 64 : 0);
            line.emplace_back(place, i);
            if (random() % 50 == 0) {
                line.emplace_back(place + int(random() % 64), i);
            }
        }
        std::stable_sort(line.begin(), line.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [place, i] : line) {
            push((first + i) % 65'536);
        }
        pass(RtpReorder::kPatience);
        EXPECT_EQ(int(out.size()), 2'000 - lost);
        EXPECT_LE(int(reorder.counts().lost), lost) << "the last ones are not missed";
        int before = -1;
        for (const int sequence : out) {
            const int i = (sequence - first + 65'536) % 65'536;
            ASSERT_GT(i, before);
            before = i;
        }
    }
}

}  // namespace
}  // namespace pendopo
