#include "tests/decoders/fake_name_server.h"

#include <poll.h>
#include <sys/socket.h>

#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/loopback.h"
#include "tests/support/own_network.h"

namespace pendopo::test {
namespace {

// RFC 1035, 4: the question as it came, and one address where it is asked for.
std::string reply(const std::string& question, FakeNameServer::Mood mood, uint8_t host) {
    constexpr size_t kHead = 12;
    const size_t name_ends = question.find('\0', kHead);
    if (name_ends == std::string::npos || name_ends + 5 > question.size()) {
        return {};
    }
    const bool asks_for_ipv4 = question[name_ends + 2] == 1;
    const bool answers = mood == FakeNameServer::Mood::answers && asks_for_ipv4;
    std::string text = question.substr(0, name_ends + 5);
    text[2] = char(0x81);  // a response
    text[3] = char(0x80 | (mood == FakeNameServer::Mood::cannot_tell    ? 2
                           : mood == FakeNameServer::Mood::no_such_name ? 3
                                                                        : 0));
    text.replace(6, 6, std::string(6, '\0'));  // no records, and no further ones
    if (answers) {
        text[7] = 1;
        text += std::string("\xc0\x0c\0\1\0\1\0\0\0\0\0\4\x7f\0\0", 15) + char(host);
    }
    return text;
}

// As resolv.conf(5) has it: where none is named, the machine itself.
std::string first_name_server() {
    std::ifstream file("/etc/resolv.conf");
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string key;
        std::string address;
        if (words >> key >> address && key == "nameserver") {
            return address;
        }
    }
    return "127.0.0.1";
}

}  // namespace

FakeNameServer::FakeNameServer() : fd_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    answers_here_ = take_address(first_name_server());
    sockaddr_in address = loopback(53);
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    CHECK(::bind(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    thread_ = std::thread([this] { serve(); });
}

FakeNameServer::~FakeNameServer() {
    ends_ = true;
    thread_.join();
}

void FakeNameServer::serve() {
    while (!ends_) {
        pollfd readable{fd_.get(), POLLIN, 0};
        if (::poll(&readable, 1, 20) <= 0) {
            continue;
        }
        std::string question(512, '\0');
        sockaddr_in from{};
        socklen_t size = sizeof from;
        auto* const peer = reinterpret_cast<sockaddr*>(&from);
        const ssize_t got = ::recvfrom(fd_.get(), question.data(), question.size(), 0, peer, &size);
        if (got <= 0 || mood_ == Mood::silent) {
            continue;
        }
        question.resize(size_t(got));
        const std::string text = reply(question, mood_, host_);
        ::sendto(fd_.get(), text.data(), text.size(), 0, peer, size);
    }
}

}  // namespace pendopo::test
