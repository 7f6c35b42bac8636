#include "engine/ipc/channel.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

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
    EXPECT_EQ(sent.error(), Error(ErrorCode::exhausted,
                                  "channel: message of 196609 bytes, at most "
                                  "196608 are sent"));
}

// What a worker that was taken over may send past its own Channel.
ssize_t send_raw(int to, size_t bytes, const std::vector<int>& fds) {
    std::string text(bytes, 'x');
    iovec part{text.data(), text.size()};
    std::vector<char> control(CMSG_SPACE(sizeof(int) * fds.size()));
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    if (!fds.empty()) {
        header.msg_control = control.data();
        header.msg_controllen = control.size();
        cmsghdr* rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof(int) * fds.size());
        std::memcpy(CMSG_DATA(rights), fds.data(), sizeof(int) * fds.size());
    }
    return ::sendmsg(to, &header, MSG_NOSIGNAL);
}
size_t open_descriptors() {
    size_t count = 0;
    for (int fd = 0; fd < 256; ++fd) {
        count += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    }
    return count;
}

TEST_F(ChannelTest, AHostilePeersTooLargeMessageIsDroppedAndTheNextOneRead) {
    if (send_raw(near_.fd(), Channel::kMaxMessageBytes + 1, {}) < 0) {
        GTEST_SKIP() << "this kernel's send buffers are too small for it: " << errno;
    }
    ASSERT_TRUE(near_.send("next"));
    const auto dropped = far_.receive();
    ASSERT_FALSE(dropped);
    EXPECT_EQ(dropped.error(),
              Error(ErrorCode::invalid, "channel: a message larger than allowed was dropped"));
    EXPECT_EQ(far_.receive().value()->text, "next");
}

TEST_F(ChannelTest, MoreDescriptorsThanAllowedAreRefusedAndNoneStaysOpen) {
    const UniqueFd memory(::memfd_create("test", 0));
    const size_t before = open_descriptors();
    const std::vector<int> most(Channel::kMaxFds, memory.get());
    ASSERT_GT(send_raw(near_.fd(), 2, most), 0);
    EXPECT_EQ(far_.receive().value()->fds.size(), Channel::kMaxFds);
    EXPECT_EQ(open_descriptors(), before);
    ASSERT_GT(send_raw(near_.fd(), 2, std::vector<int>(Channel::kMaxFds + 1, memory.get())), 0);
    const auto refused = far_.receive();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::invalid);
    EXPECT_EQ(open_descriptors(), before);
}

TEST_F(ChannelTest, DescriptorsOfMessagesNobodyReadsAreClosed) {
    const size_t before = open_descriptors();
    {
        auto [near, far] = Channel::create_pair().value();
        const UniqueFd memory(::memfd_create("test", 0));
        const int fd = memory.get();
        ASSERT_TRUE(near.send("{}", {&fd, 1}));
        static_cast<void>(far.receive());  // taken and dropped
        ASSERT_TRUE(near.send("{}", {&fd, 1}));
    }
    EXPECT_EQ(open_descriptors(), before);
}

TEST_F(ChannelTest, AnEmptyMessageIsAsGoodAsAGonePeer) {
    ASSERT_EQ(send_raw(near_.fd(), 0, {}), 0);
    EXPECT_EQ(far_.receive().error(), Error(ErrorCode::unreachable, "channel: the peer is gone"));
}

TEST_F(ChannelTest, ADescriptorThatIsNoSocketIsAnError) {
    Channel none{UniqueFd(::open("/dev/null", O_RDWR))};
    EXPECT_EQ(none.send("x").error().message(),
              "channel: sendmsg: Socket operation on non-socket (errno 88)");
    EXPECT_EQ(none.receive().error().message(),
              "channel: recvmsg: Socket operation on non-socket (errno 88)");
    const int closed = -1;
    EXPECT_EQ(near_.send("x", {&closed, 1}).error().message(),
              "channel: sendmsg: Bad file descriptor (errno 9)");
}

TEST_F(ChannelTest, APeerThatDoesNotReadFillsTheChannelAndNobodyBlocks) {
    Result<void> sent;
    for (int i = 0; i < 100'000 && sent; ++i) {
        sent = near_.send(std::string(1000, 'x'));
    }
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error(), Error(ErrorCode::exhausted, "channel: the peer does not read"));
    while (far_.receive().value()) {
    }
    EXPECT_TRUE(near_.send("read again"));
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
