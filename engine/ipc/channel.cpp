#include "engine/ipc/channel.h"

#include <fmt/format.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "engine/base/check.h"
#include "engine/ipc/shared_text.h"

namespace pendopo {
namespace {

// The whole packet when the text is in sealed memory. No JSON text begins with it.
constexpr std::string_view kSealedMark = "\x01";
// Those of the message and the one that holds its text.
constexpr size_t kFdsAPacket = Channel::kMaxFds + 1;

// The text behind the last descriptor, which is taken away.
Result<std::string> take_sealed_text(std::vector<UniqueFd>& fds, size_t most) {
    if (fds.empty()) {
        return fail(ErrorCode::invalid, "channel: a message without its text was dropped");
    }
    const UniqueFd memory = std::move(fds.back());
    fds.pop_back();
    auto text = read_shared_text(memory.get(), most);
    if (!text) {
        return fail(ErrorCode::invalid,
                    "channel: a message was dropped: " + text.error().message());
    }
    return text;
}

// Owns what `header` carries.
std::vector<UniqueFd> take_fds(msghdr& header) {
    std::vector<UniqueFd> fds;
    for (cmsghdr* item = CMSG_FIRSTHDR(&header); item != nullptr;
         item = CMSG_NXTHDR(&header, item)) {
        if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        const size_t count = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(item) + i * sizeof(int), sizeof fd);
            fds.emplace_back(fd);
        }
    }
    return fds;
}

Result<void> send_packet(int to, std::string_view text, std::span<const int> fds) {
    iovec part{const_cast<char*>(text.data()), text.size()};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * kFdsAPacket)> control{};
    if (!fds.empty()) {
        header.msg_control = control.data();
        header.msg_controllen = CMSG_SPACE(fds.size_bytes());
        cmsghdr* rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(fds.size_bytes());
        std::memcpy(CMSG_DATA(rights), fds.data(), fds.size_bytes());
    }
    while (::sendmsg(to, &header, MSG_NOSIGNAL) < 0) {
        switch (errno) {
            case EINTR:
                continue;
            case EAGAIN:
            case ENOBUFS:
                return fail(ErrorCode::exhausted, "channel: the peer does not read");
            case ETOOMANYREFS:  // descriptors under way, counted over all of a user's processes
                return fail(ErrorCode::exhausted, "channel: too many descriptors are under way");
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

}  // namespace

Result<std::pair<Channel, Channel>> Channel::create_pair() {
    std::array<int, 2> fds{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds.data()) != 0) {
        return fail_errno("channel: socketpair");
    }
    // Room for a burst of messages; the kernel clamps this to net.core.wmem_max.
    const int buffer_bytes = 1 << 20;
    for (const int fd : fds) {
        ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &buffer_bytes, sizeof buffer_bytes);
    }
    return std::pair{Channel(UniqueFd(fds[0]), ChannelSide::control),
                     Channel(UniqueFd(fds[1]), ChannelSide::worker)};
}

Result<void> Channel::send(std::string_view text, std::span<const int> fds) {
    CHECK(fds.size() <= kMaxFds);
    if (text.size() > most_sent()) {
        return fail(ErrorCode::invalid, fmt::format("channel: message of {} bytes, at most {} are "
                                                    "sent",
                                                    text.size(), most_sent()));
    }
    if (text.size() <= kInlineBytes) {
        return send_packet(fd_.get(), text, fds);
    }
    if (side_ == ChannelSide::control && !all_is_read()) {
        return fail(ErrorCode::exhausted, "channel: the peer does not read");
    }
    const auto memory = share_text(text);
    if (!memory) {
        return fail(ErrorCode::exhausted, "channel: " + memory.error().message());
    }
    std::array<int, kFdsAPacket> carried{};
    std::ranges::copy(fds, carried.begin());
    carried[fds.size()] = memory->get();
    return send_packet(fd_.get(), kSealedMark, std::span(carried).first(fds.size() + 1));
}

bool Channel::all_is_read() const {
    int waiting = 0;
    return ::ioctl(fd_.get(), SIOCOUTQ, &waiting) != 0 || waiting == 0;
}

Result<std::optional<ChannelMessage>> Channel::receive() {
    std::array<char, kInlineBytes> packet{};
    iovec part{packet.data(), packet.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * kFdsAPacket)> control{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    ssize_t received = -1;
    // A peer that ended before it read all that it was sent is reported first, once (ECONNRESET);
    // what it said before comes after that.
    do {
        received = ::recvmsg(fd_.get(), &header, MSG_CMSG_CLOEXEC);
    } while (received < 0 && (errno == EINTR || errno == ECONNRESET));
    if (received < 0) {
        if (errno == EAGAIN) {
            return std::nullopt;
        }
        return fail_errno("channel: recvmsg");
    }
    // Owned first, so that none leaks on the paths below.
    ChannelMessage message{{}, take_fds(header)};
    if (received == 0) {
        return fail(ErrorCode::unreachable, "channel: the peer is gone");
    }
    if ((header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
        return fail(ErrorCode::invalid, "channel: a message larger than allowed was dropped");
    }
    const std::string_view text(packet.data(), static_cast<size_t>(received));
    if (text == kSealedMark) {
        auto sealed = take_sealed_text(message.fds, most_received());
        if (!sealed) {
            return fail(sealed.error());
        }
        message.text = std::move(*sealed);
    } else {
        message.text = text;
    }
    if (message.fds.size() > kMaxFds) {
        return fail(ErrorCode::invalid, "channel: a message with too many descriptors was dropped");
    }
    return message;
}

}  // namespace pendopo
