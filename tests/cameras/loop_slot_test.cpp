#include "tools/cameras/loop_slot.h"

#include <gtest/gtest.h>

#include <thread>

namespace pendopo {
namespace {

constexpr Seconds kLong{60};

LoopPointer any_loop() {
    auto bytes = std::make_shared<const std::vector<uint8_t>>(1);
    return std::make_shared<EncodedLoop>(std::vector<AccessUnit>{{.size = 1, .keyframe = 1}},
                                         std::shared_ptr<const uint8_t>(bytes, bytes->data()), 1);
}

TEST(LoopSlot, IsEmptyUntilItIsFilledAndFilledAgain) {
    LoopSlot slot;
    EXPECT_EQ(slot.loop(), nullptr);
    EXPECT_FALSE(slot.wanted());
    EXPECT_EQ(slot.wait(Milliseconds(0)), nullptr);
    EXPECT_TRUE(slot.wanted());
    for (int i = 0; i < 2; ++i) {
        const LoopPointer loop = any_loop();
        slot.put(loop);
        EXPECT_EQ(slot.loop(), loop);
        EXPECT_EQ(slot.wait(Milliseconds(0)), loop);
    }
}

TEST(LoopSlot, WhoWaitsGetsItWhenItComes) {
    LoopSlot slot;
    const LoopPointer loop = any_loop();
    const std::jthread writer([&] {
        while (!slot.wanted()) {
            std::this_thread::yield();
        }
        slot.put(loop);
    });
    EXPECT_EQ(slot.wait(kLong), loop);
}

TEST(LoopSlot, NobodyWaitsForOneThatIsClosed) {
    LoopSlot slot;
    const std::jthread closer([&] {
        while (!slot.wanted()) {
            std::this_thread::yield();
        }
        slot.close();
    });
    EXPECT_EQ(slot.wait(kLong), nullptr);
    EXPECT_EQ(slot.wait(kLong), nullptr);
}

TEST(LoopSlot, EveryStreamHasOne) {
    std::vector<SimulatedCamera> cameras(2);
    cameras[0].main = SimulatedStream{};
    const auto served = with_slots(cameras);
    ASSERT_EQ(served.size(), 2U);
    EXPECT_NE(served[0].main, nullptr);
    EXPECT_NE(served[0].sub, nullptr);
    EXPECT_EQ(served[1].main, nullptr);
    EXPECT_NE(served[1].sub, nullptr);
}

}  // namespace
}  // namespace pendopo
