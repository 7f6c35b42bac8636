#include "engine/ipc/channel.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "engine/base/check.h"

namespace pendopo {

Result<std::pair<Channel, Channel>> Channel::create_pair() {
    std::array<int, 2> fds{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds.data()) != 0) {
        return fail_errno("channel: socketpair");
    }
    // A whole message must fit into the send buffer; the kernel clamps this to net.core.wmem_max.
    const int buffer_bytes = 1 << 20;
    for (const int fd : fds) {
        ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &buffer_bytes, sizeof buffer_bytes);
    }
    return std::pair{Channel(UniqueFd(fds[0])), Channel(UniqueFd(fds[1]))};
}

Result<void> Channel::send(std::string_view text, std::span<const int> fds) {
    CHECK(fds.size() <= kMaxFds);
    if (text.size() > kMaxMessageBytes) {
        return fail(ErrorCode::exhausted, "channel: message of " + std::to_string(text.size()) +
                                              " bytes, at most " +
                                              std::to_string(kMaxMessageBytes) + " are sent");
    }
    iovec part{const_cast<char*>(text.data()), text.size()};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * kMaxFds)> control{};
    if (!fds.empty()) {
        header.msg_control = control.data();
        header.msg_controllen = CMSG_SPACE(fds.size_bytes());
        cmsghdr* rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(fds.size_bytes());
        std::memcpy(CMSG_DATA(rights), fds.data(), fds.size_bytes());
    }
    while (::sendmsg(fd_.get(), &header, MSG_NOSIGNAL) < 0) {
        switch (errno) {
            case EINTR:
                continue;
            case EAGAIN:
            case ENOBUFS:
                return fail(ErrorCode::exhausted, "channel: the peer does not read");
            case EPIPE:
            case ECONNRESET:
            case ENOTCONN:
                return fail(ErrorCode::unreachable, "channel: the peer is gone");
            default:
                return fail_errno("channel: sendmsg");
        }
    }
    return {};
}

Result<std::optional<ChannelMessage>> Channel::receive() {
    ChannelMessage message;
    message.text.resize(kMaxMessageBytes);
    iovec part{message.text.data(), message.text.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * kMaxFds)> control{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    ssize_t received = -1;
    do {
        received = ::recvmsg(fd_.get(), &header, MSG_CMSG_CLOEXEC);
    } while (received < 0 && errno == EINTR);
    if (received < 0) {
        if (errno == EAGAIN) {
            return std::nullopt;
        }
        if (errno == ECONNRESET) {
            return fail(ErrorCode::unreachable, "channel: the peer is gone");
        }
        return fail_errno("channel: recvmsg");
    }
    // Take ownership of the descriptors first, so that none leaks on the paths below.
    for (cmsghdr* item = CMSG_FIRSTHDR(&header); item != nullptr;
         item = CMSG_NXTHDR(&header, item)) {
        if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        const size_t count = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(item) + i * sizeof(int), sizeof fd);
            message.fds.emplace_back(fd);
        }
    }
    if (received == 0) {
        return fail(ErrorCode::unreachable, "channel: the peer is gone");
    }
    if ((header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
        return fail(ErrorCode::invalid, "channel: a message larger than allowed was dropped");
    }
    message.text.resize(static_cast<size_t>(received));
    message.text.shrink_to_fit();
    return message;
}

}  // namespace pendopo
