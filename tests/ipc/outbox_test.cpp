#include "engine/ipc/outbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace pendopo {
namespace {

class OutboxTest : public testing::Test {
  protected:
    // Until the channel takes no more.
    void fill() {
        while (near_.send(kFiller)) {
            ++filled_;
        }
    }
    void read_filler() {
        for (; filled_ > 0; --filled_) {
            ASSERT_EQ(far_.receive().value()->text, kFiller);
        }
    }
    std::vector<std::string> heard() {
        std::vector<std::string> texts;
        while (auto message = far_.receive().value()) {
            texts.push_back(message->text);
        }
        return texts;
    }

    const std::string kFiller = std::string(Channel::kInlineBytes, 'x');
    std::pair<Channel, Channel> pair_ = Channel::create_pair().value();
    Channel& near_ = pair_.first;
    Channel& far_ = pair_.second;
    int filled_ = 0;
    Outbox box_;
};

using Texts = std::vector<std::string>;

TEST_F(OutboxTest, WithRoomAMessageGoesAtOnce) {
    ASSERT_TRUE(box_.send(near_, "plan", "1"));
    ASSERT_TRUE(box_.send(near_, "plan", "2"));
    EXPECT_TRUE(box_.empty());
    EXPECT_EQ(heard(), (Texts{"1", "2"}));
}

TEST_F(OutboxTest, WithoutRoomTheNewestOfEachKeyWaitsInOrder) {
    fill();
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(box_.send(near_, "plan", "plan " + std::to_string(i)));
        ASSERT_TRUE(box_.send(near_, "ring/a", "ring " + std::to_string(i)));
    }
    EXPECT_EQ(box_.size(), 2U);
    ASSERT_TRUE(box_.flush(near_)) << "still no room, and no fault";
    EXPECT_EQ(box_.size(), 2U);
    read_filler();
    ASSERT_TRUE(box_.flush(near_));
    EXPECT_TRUE(box_.empty());
    EXPECT_EQ(heard(), (Texts{"plan 999", "ring 999"}));
}

// A later message does not overtake those that wait, although it would fit.
TEST_F(OutboxTest, WhatCameFirstGoesFirst) {
    fill();
    ASSERT_TRUE(box_.send(near_, "setup", "setup"));
    read_filler();
    ASSERT_TRUE(box_.send(near_, "scene", "scene"));
    EXPECT_EQ(heard(), Texts{});
    ASSERT_TRUE(box_.flush(near_));
    EXPECT_EQ(heard(), (Texts{"setup", "scene"}));
}

TEST_F(OutboxTest, DescriptorsWaitAsCopiesAndGoWithTheirMessage) {
    fill();
    for (const char* text : {"old", "new"}) {
        const UniqueFd memory(::memfd_create("test", MFD_CLOEXEC));
        ASSERT_EQ(::write(memory.get(), text, 3), 3);
        const int fd = memory.get();
        ASSERT_TRUE(box_.send(near_, "ring/a", text, {&fd, 1}));
    }
    read_filler();
    ASSERT_TRUE(box_.flush(near_));
    const auto message = far_.receive().value();
    ASSERT_EQ(message->fds.size(), 1U);
    std::string text(3, '\0');
    ASSERT_EQ(::pread(message->fds[0].get(), text.data(), 3, 0), 3);
    EXPECT_EQ(text, "new");
}

TEST_F(OutboxTest, WhatCanNeverBeSentIsRefusedAndTheOlderOneStays) {
    fill();
    ASSERT_TRUE(box_.send(near_, "plan", "good"));
    const auto refused = box_.send(near_, "plan", std::string(Channel::kMostToWorker + 1, 'x'));
    ASSERT_FALSE(refused);
    EXPECT_EQ(
        refused.error(),
        Error(ErrorCode::invalid, "channel: message of 16777217 bytes, at most 16777216 are sent"));
    read_filler();
    ASSERT_TRUE(box_.flush(near_));
    EXPECT_EQ(heard(), Texts{"good"});
}

TEST_F(OutboxTest, WhatWaitsIsBounded) {
    fill();
    for (size_t i = 0; i < Outbox::kMostWaiting; ++i) {
        ASSERT_TRUE(box_.send(near_, std::to_string(i), "{}"));
    }
    EXPECT_EQ(box_.send(near_, "one more", "{}").error(),
              Error(ErrorCode::exhausted, "outbox: 32768 messages wait already"));
    EXPECT_TRUE(box_.send(near_, "7", "{}")) << "a newer one of a key has its place";
    box_.clear();
    EXPECT_TRUE(box_.empty());
}

TEST_F(OutboxTest, APeerThatIsGoneIsSaid) {
    fill();
    ASSERT_TRUE(box_.send(near_, "plan", "1"));
    far_ = Channel(UniqueFd(), ChannelSide::worker);
    EXPECT_EQ(box_.flush(near_).error().code(), ErrorCode::unreachable);
    box_.clear();
    EXPECT_EQ(box_.send(near_, "plan", "2").error().code(), ErrorCode::unreachable);
}

}  // namespace
}  // namespace pendopo
