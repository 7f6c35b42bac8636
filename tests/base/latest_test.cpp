#include "engine/base/latest.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace pendopo {
namespace {

TEST(Latest, NewestWinsAndIsTakenOnce) {
    Latest<int> latest;
    EXPECT_FALSE(latest.take());
    EXPECT_FALSE(latest.put(1));
    EXPECT_TRUE(latest.put(2));
    EXPECT_EQ(latest.take(), 2);
    EXPECT_FALSE(latest.take());
}

TEST(Latest, ValuesArriveInOrderAcrossThreads) {
    Latest<std::unique_ptr<int>> latest;
    constexpr int kLast = 100'000;
    std::thread producer([&] {
        for (int i = 1; i <= kLast; ++i) {
            latest.put(std::make_unique<int>(i));
        }
    });
    int seen = 0;
    while (seen < kLast) {
        if (const auto value = latest.take()) {
            ASSERT_GT(**value, seen);
            seen = **value;
        }
    }
    producer.join();
}

}  // namespace
}  // namespace pendopo
