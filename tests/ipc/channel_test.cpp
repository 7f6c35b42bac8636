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

size_t open_descriptors() {
    size_t count = 0;
    for (int fd = 0; fd < 256; ++fd) {
        count += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    }
    return count;
}

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

TEST_F(ChannelTest, LastWordsOfAPeerThatReadNotAllAreHeard) {
    ASSERT_TRUE(near_.send("unread"));
    ASSERT_TRUE(far_.send("one"));
    ASSERT_TRUE(far_.send("two"));
    { const UniqueFd ended = far_.take_fd(); }
    EXPECT_EQ(near_.receive().value()->text, "one");
    EXPECT_EQ(near_.receive().value()->text, "two");
    EXPECT_EQ(near_.receive().error().message(), "channel: the peer is gone");
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

// Sealed memory carries what is too long for a packet, and neither side sees a difference.
TEST_F(ChannelTest, TextsOfEveryLengthPassWithTheirDescriptors) {
    const UniqueFd memory(::memfd_create("test", 0));
    const std::vector<int> fds(Channel::kMaxFds, memory.get());
    const size_t before = open_descriptors();
    for (const size_t length : {size_t{1}, Channel::kInlineBytes, Channel::kInlineBytes + 1,
                                size_t{192} << 10, Channel::kMostToWorker}) {
        const std::string text(length, 'x');
        ASSERT_TRUE(near_.send(text, fds)) << length;
        const auto message = far_.receive().value();
        ASSERT_TRUE(message);
        EXPECT_TRUE(message->text == text) << length;
        EXPECT_EQ(message->fds.size(), fds.size());
    }
    EXPECT_EQ(open_descriptors(), before);
}

TEST_F(ChannelTest, AWorkerMaySayLessThanItIsTold) {
    ASSERT_TRUE(far_.send(std::string(Channel::kMostToControl, 'x')));
    EXPECT_EQ(near_.receive().value()->text.size(), Channel::kMostToControl);
    EXPECT_EQ(near_.most_sent(), far_.most_received());
    EXPECT_EQ(near_.most_received(), far_.most_sent());
    const auto sent = far_.send(std::string(Channel::kMostToControl + 1, 'x'));
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error(), Error(ErrorCode::invalid,
                                  "channel: message of 1048577 bytes, at most 1048576 are sent"));
}

TEST_F(ChannelTest, ALargerMessageIsRefusedBySenderAndThePeerLivesOn) {
    const auto sent = near_.send(std::string(Channel::kMostToWorker + 1, 'x'));
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error(), Error(ErrorCode::invalid,
                                  "channel: message of 16777217 bytes, at most 16777216 are sent"));
    ASSERT_TRUE(near_.send("next"));
    EXPECT_EQ(far_.receive().value()->text, "next");
}

// What a worker that was taken over may send past its own Channel.
ssize_t send_raw(int to, std::string text, const std::vector<int>& fds) {
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

TEST_F(ChannelTest, AHostilePeersTooLargeMessageIsDroppedAndTheNextOneRead) {
    ASSERT_GT(send_raw(near_.fd(), std::string(Channel::kInlineBytes + 1, 'x'), {}), 0);
    ASSERT_TRUE(near_.send("next"));
    const auto dropped = far_.receive();
    ASSERT_FALSE(dropped);
    EXPECT_EQ(dropped.error(),
              Error(ErrorCode::invalid, "channel: a message larger than allowed was dropped"));
    EXPECT_EQ(far_.receive().value()->text, "next");
}

// The mark of sealed memory with what a worker that was taken over may put behind it.
class HostileMemory : public ChannelTest {
  protected:
    static constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
    static UniqueFd memory(size_t bytes, int seals) {
        UniqueFd fd(::memfd_create("test", MFD_ALLOW_SEALING));
        EXPECT_EQ(::ftruncate(fd.get(), static_cast<off_t>(bytes)), 0);
        EXPECT_EQ(::fcntl(fd.get(), F_ADD_SEALS, seals), 0);
        return fd;
    }
    // What control makes of it; the next message is read in any case, and nothing stays open.
    std::string refusal(const std::vector<int>& fds) {
        const size_t before = open_descriptors();
        EXPECT_GT(send_raw(far_.fd(), "\x01", fds), 0);
        EXPECT_TRUE(far_.send("next"));
        std::string said = "taken";
        if (const auto refused = near_.receive(); !refused) {
            EXPECT_EQ(refused.error().code(), ErrorCode::invalid);
            said = refused.error().message();
        }
        EXPECT_EQ(open_descriptors(), before);
        EXPECT_EQ(near_.receive().value()->text, "next");
        return said;
    }
};

TEST_F(HostileMemory, NoMemory) {
    EXPECT_EQ(refusal({}), "channel: a message without its text was dropped");
}

TEST_F(HostileMemory, NotSealedOrNoMemoryAtAll) {
    const std::string kRefusal =
        "channel: a message was dropped: shared text: this descriptor is no sealed memory";
    const UniqueFd open = memory(10, F_SEAL_SHRINK | F_SEAL_GROW);
    const UniqueFd null(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
    const UniqueFd file(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
    int ends[2] = {};
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const UniqueFd pipe(ends[0]);
    const UniqueFd other(ends[1]);
    for (const int fd : {open.get(), null.get(), file.get(), pipe.get(), far_.fd()}) {
        EXPECT_EQ(refusal({fd}), kRefusal);
    }
}

// Holes take nobody's memory: a worker could offer terabytes.
TEST_F(HostileMemory, Gigabytes) {
    const UniqueFd huge = memory(size_t{1} << 40, kSeals);
    EXPECT_EQ(refusal({huge.get()}),
              "channel: a message was dropped: shared text: 1099511627776 bytes — expected at most "
              "1048576");
    const UniqueFd above = memory(Channel::kMostToControl + 1, kSeals);
    EXPECT_NE(refusal({above.get()}), "taken");
    const UniqueFd most = memory(Channel::kMostToControl, kSeals);
    EXPECT_EQ(refusal({most.get()}), "taken");
    const UniqueFd empty = memory(0, kSeals);
    EXPECT_EQ(refusal({empty.get()}), "taken");
}

TEST_F(HostileMemory, MoreDescriptorsThanAMessageHas) {
    const UniqueFd text = memory(1, kSeals);
    std::vector<int> fds(Channel::kMaxFds + 1, text.get());
    EXPECT_EQ(refusal(fds), "taken");
    fds.push_back(text.get());
    EXPECT_EQ(refusal(fds), "channel: a message with too many descriptors was dropped");
}

TEST_F(ChannelTest, MoreDescriptorsThanAllowedAreRefusedAndNoneStaysOpen) {
    const UniqueFd memory(::memfd_create("test", 0));
    const size_t before = open_descriptors();
    const std::vector<int> most(Channel::kMaxFds, memory.get());
    ASSERT_GT(send_raw(near_.fd(), "{}", most), 0);
    EXPECT_EQ(far_.receive().value()->fds.size(), Channel::kMaxFds);
    EXPECT_EQ(open_descriptors(), before);
    ASSERT_GT(send_raw(near_.fd(), "{}", std::vector<int>(Channel::kMaxFds + 1, memory.get())), 0);
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
    ASSERT_EQ(send_raw(near_.fd(), "", {}), 0);
    EXPECT_EQ(far_.receive().error(), Error(ErrorCode::unreachable, "channel: the peer is gone"));
}

TEST_F(ChannelTest, ADescriptorThatIsNoSocketIsAnError) {
    Channel none(UniqueFd(::open("/dev/null", O_RDWR)), ChannelSide::control);
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

// Every plan of a thousand tiles in turn kept a busy renderer from saying that it lives.
TEST_F(ChannelTest, ALongTextWaitsUntilAllBeforeItIsRead) {
    const std::string plan(Channel::kInlineBytes + 1, 'x');
    for (const std::string& before : {std::string("short"), plan}) {
        ASSERT_TRUE(near_.send(before));
        EXPECT_EQ(near_.send(plan).error(),
                  Error(ErrorCode::exhausted, "channel: the peer does not read"));
        EXPECT_TRUE(near_.send("short"));
        EXPECT_EQ(far_.receive().value()->text, before);
        EXPECT_FALSE(near_.send(plan));
        EXPECT_EQ(far_.receive().value()->text, "short");
        EXPECT_TRUE(near_.send(plan));
        EXPECT_EQ(far_.receive().value()->text, plan);
    }
    ASSERT_TRUE(far_.send("short"));
    EXPECT_TRUE(far_.send(plan)) << "a worker's health is small, and not kept for later";
}

TEST_F(ChannelTest, AGonePeerIsAnErrorOnBothSides) {
    far_ = Channel(UniqueFd(), ChannelSide::worker);
    EXPECT_EQ(near_.receive().error().code(), ErrorCode::unreachable);
    EXPECT_EQ(near_.send("x").error().code(), ErrorCode::unreachable);
}

TEST_F(ChannelTest, WhatWasSentBeforeAPeerWentIsStillRead) {
    ASSERT_TRUE(near_.send("last words"));
    near_ = Channel(UniqueFd(), ChannelSide::control);
    EXPECT_EQ(far_.receive().value()->text, "last words");
    EXPECT_FALSE(far_.receive());
}

}  // namespace
}  // namespace pendopo
