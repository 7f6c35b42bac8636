// Any bytes as what a worker that was taken over sends: the first letter says who it is and how the
// rest travels (lower case in a packet, upper case in sealed memory behind the channel's mark).
// Control takes it or refuses it with words; what it takes reads the same when it is written again.

#include <sys/socket.h>

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/messages.h"
#include "engine/ipc/shared_text.h"
#include "engine/ipc/worker_refusal.h"

namespace {

using namespace pendopo;

template <class Variant>
void take(std::string_view text, Result<Variant> (*decode)(std::string_view)) {
    if (const auto message = decode(text)) {
        const std::string written = encode(*message);
        const auto again = decode(written);
        CHECK(again && encode(*again) == written);
    }
}

void send_hostile(Channel& worker, std::string_view body, bool in_memory) {
    if (!in_memory) {
        ::send(worker.fd(), body.data(), body.size(), MSG_NOSIGNAL);
        return;
    }
    const auto memory = share_text(body);
    CHECK(memory);
    std::string mark = "\x01";
    iovec part{mark.data(), mark.size()};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof(int));
    *reinterpret_cast<int*>(CMSG_DATA(rights)) = memory->get();
    ::sendmsg(worker.fd(), &header, MSG_NOSIGNAL);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
    auto ends = Channel::create_pair();
    CHECK(ends);
    send_hostile(ends->second, body, std::isupper(data[0]) != 0);
    const auto received = ends->first.receive();
    if (!received || !*received) {
        return 0;
    }
    const std::string_view text = (*received)->text;
    if (const auto refusal = decode_worker_refusal(text)) {
        CHECK(decode_worker_refusal(encode(*refusal)) == refusal || refusal->reason.size() > 1000);
    }
    switch (std::tolower(data[0])) {
        case 'i':
            take(text, decode_from_ingest);
            break;
        case 'd':
            take(text, decode_from_data);
            break;
        case 's':
            take(text, decode_from_script);
            break;
        case 'c':
            take(text, decode_from_cards);
            break;
        case 'p':
            take(text, decode_from_probe);
            break;
        case 'o':
            take(text, decode_from_onvif);
            break;
        default:
            take(text, decode_from_render);
    }
    return 0;
}
