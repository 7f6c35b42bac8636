#include "engine/ipc/channel.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>

namespace pendopo {
namespace {

class ChannelTest : public testing::Test {
  protected:
    ChannelTest() : pair_(Channel::create_pair().value()) {}
    std::pair<Channel, Channel> pair_;
    Channel& near_ = pair_.first;
    Channel& far_ = pair_.second;
};

TEST_F(ChannelTest, MessagesKeepTheirBoundaries) {
    ASSERT_TRUE(near_.send("one"));
    ASSERT_TRUE(near_.send("two"));
    EXPECT_EQ(far_.receive().value()->text, "one");
    EXPECT_EQ(far_.receive().value()->text, "two");
    EXPECT_FALSE(far_.receive().value());
}

TEST_F(ChannelTest, DescriptorsTravelAndAreCloseOnExec) {
    const UniqueFd memory(::memfd_create("test", 0));
    ASSERT_EQ(::write(memory.get(), "picture", 7), 7);
    const int fd = memory.get();
    ASSERT_TRUE(near_.send("{}", {&fd, 1}));
    const auto message = far_.receive().value();
    ASSERT_EQ(message->fds.size(), 1U);
    std::string text(7, '\0');
    ASSERT_EQ(::pread(message->fds[0].get(), text.data(), 7, 0), 7);
    EXPECT_EQ(text, "picture");
    EXPECT_NE(::fcntl(message->fds[0].get(), F_GETFD) & FD_CLOEXEC, 0);
}

TEST_F(ChannelTest, TheLargestMessagePasses) {
    const std::string text(Channel::kMaxMessageBytes, 'x');
    ASSERT_TRUE(near_.send(text));
    EXPECT_EQ(far_.receive().value()->text.size(), text.size());
}

TEST_F(ChannelTest, ALargerMessageIsRefusedBySender) {
    const auto sent = near_.send(std::string(Channel::kMaxMessageBytes + 1, 'x'));
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code(), ErrorCode::exhausted);
}

TEST_F(ChannelTest, APeerThatDoesNotReadFillsTheChannelAndNobodyBlocks) {
    Result<void> sent;
    for (int i = 0; i < 100'000 && sent; ++i) {
        sent = near_.send(std::string(1000, 'x'));
    }
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code(), ErrorCode::exhausted);
}

TEST_F(ChannelTest, AGonePeerIsAnErrorOnBothSides) {
    far_ = Channel(UniqueFd());
    EXPECT_EQ(near_.receive().error().code(), ErrorCode::unreachable);
    EXPECT_EQ(near_.send("x").error().code(), ErrorCode::unreachable);
}

TEST_F(ChannelTest, WhatWasSentBeforeAPeerWentIsStillRead) {
    ASSERT_TRUE(near_.send("last words"));
    near_ = Channel(UniqueFd());
    EXPECT_EQ(far_.receive().value()->text, "last words");
    EXPECT_FALSE(far_.receive());
}

}  // namespace
}  // namespace pendopo
