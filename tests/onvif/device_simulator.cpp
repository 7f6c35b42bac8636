#include "tests/onvif/device_simulator.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <glib.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <memory>

#include "tests/support/loopback.h"

namespace pendopo::test {
namespace {

constexpr const char* kNonce = "6e6f6e6365";
constexpr const char* kRealm = "IP Camera(12345)";

std::string between(const std::string& text, const std::string& before, const std::string& after,
                    size_t from = 0) {
    const size_t at = text.find(before, from);
    if (at == text.npos) {
        return "";
    }
    const size_t begin = at + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
    for (size_t at = 0; (at = text.find(what, at)) != text.npos; at += by.size()) {
        text.replace(at, what.size(), by);
    }
}

// The name of the first element in the body, without its prefix.
std::string asked_for(const std::string& body) {
    size_t at = body.find("Body>");
    at = at == body.npos ? at : body.find('<', at);
    if (at == body.npos) {
        return "";
    }
    const std::string name = body.substr(at + 1, body.find_first_of(" />", at) - at - 1);
    return name.substr(name.find(':') + 1);
}

// The text of an element, whatever stands in its tag.
std::string element_text(const std::string& xml, const std::string& name) {
    const size_t at = std::min(xml.find("<" + name + ">"), xml.find("<" + name + " "));
    return at == xml.npos ? "" : between(xml, ">", "<", at);
}

std::string hash(GChecksumType type, const std::string& text) {
    const std::unique_ptr<char, decltype(&g_free)> hex(
        g_compute_checksum_for_string(type, text.c_str(), static_cast<gssize>(text.size())),
        g_free);
    return hex.get();
}

// The login of WS-Security 1.0, computed apart from the code under test.
bool good_token(const std::string& body, const SimulatedDevice& device) {
    const std::string created = element_text(body, "Created");
    gsize size = 0;
    const std::unique_ptr<guchar, decltype(&g_free)> nonce(
        g_base64_decode(element_text(body, "Nonce").c_str(), &size), g_free);
    const std::unique_ptr<GChecksum, decltype(&g_checksum_free)> sum(
        g_checksum_new(G_CHECKSUM_SHA1), g_checksum_free);
    g_checksum_update(sum.get(), nonce.get(), static_cast<gssize>(size));
    const std::string rest = created + device.password;
    g_checksum_update(sum.get(), reinterpret_cast<const guchar*>(rest.data()),
                      static_cast<gssize>(rest.size()));
    guchar digest[20];
    gsize length = sizeof digest;
    g_checksum_get_digest(sum.get(), digest, &length);
    const std::unique_ptr<char, decltype(&g_free)> expected(g_base64_encode(digest, length),
                                                            g_free);
    const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> time(
        g_date_time_new_from_iso8601(created.c_str(), nullptr), g_date_time_unref);
    if (size < 16 || time == nullptr || element_text(body, "Username") != device.user ||
        element_text(body, "Password") != expected.get()) {
        return false;
    }
    const int64_t now = g_get_real_time() / G_USEC_PER_SEC + device.clock_ahead.count() +
                        device.clock_checked_by.count();
    return std::abs(g_date_time_to_unix(time.get()) - now) <= 5;
}

bool good_digest(const std::string& head, const SimulatedDevice& device) {
    const std::string header = between(head, "Authorization: Digest ", "\r\n");
    const auto quoted = [&](const std::string& key) { return between(header, key + "=\"", "\""); };
    const bool sha = device.login == SimulatedDevice::Login::digest_sha256;
    const GChecksumType type = sha ? G_CHECKSUM_SHA256 : G_CHECKSUM_MD5;
    const std::string secret = hash(type, device.user + ":" + kRealm + ":" + device.password);
    const std::string asked = hash(type, "POST:" + quoted("uri"));
    const std::string nc = between(header, "nc=", ",").substr(0, 8);
    return quoted("nonce") == kNonce && quoted("username") == device.user &&
           quoted("uri") == between(head, "POST ", " ") &&
           quoted("response") == hash(type, secret + ":" + kNonce + ":" + nc + ":" +
                                                quoted("cnonce") + ":auth:" + asked);
}

}  // namespace

std::string http_answer(int status, const std::string& body, const std::string& headers) {
    return fmt::format("HTTP/1.1 {} X\r\n{}Content-Length: {}\r\nConnection: close\r\n\r\n{}",
                       status, headers, body.size(), body);
}

std::string fault_body(const std::string& subcode, const std::string& reason) {
    return fmt::format(
        R"(<env:Fault xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:ter="http://www.onvif.org/ver10/error"><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>ter:{}</env:Value></env:Subcode></env:Code><env:Reason><env:Text xml:lang="en">{}</env:Text></env:Reason></env:Fault>)",
        subcode, reason);
}

DeviceSimulator::DeviceSimulator(SimulatedDevice device)
    : device_(std::move(device)), listener_(bound_to_loopback(SOCK_STREAM)) {
    CHECK(::listen(listener_.get(), 16) == 0);
    port_ = port_of(listener_);
    thread_ = std::thread([this] { serve(); });
}

DeviceSimulator::~DeviceSimulator() {
    ends_ = true;
    thread_.join();
}

std::string DeviceSimulator::service_url() const {
    return fmt::format("http://127.0.0.1:{}/onvif/device_service", port_);
}

std::vector<std::string> DeviceSimulator::asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
}

void DeviceSimulator::serve() {
    while (!ends_) {
        pollfd waiting{listener_.get(), POLLIN, 0};
        if (::poll(&waiting, 1, 20) <= 0) {
            continue;
        }
        UniqueFd connection(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (connection && device_.silent) {
            held_.push_back(std::move(connection));
        } else if (connection) {
            answer(connection.get());
        }
    }
}

void DeviceSimulator::answer(int connection) {
    std::string request;
    char part[16384];
    while (!ends_) {
        const size_t end = request.find("\r\n\r\n");
        if (end != request.npos) {
            const size_t length = std::stoul("0" + between(request, "Content-Length: ", "\r\n"));
            if (request.size() >= end + 4 + length) {
                break;
            }
        }
        pollfd readable{connection, POLLIN, 0};
        if (::poll(&readable, 1, 50) <= 0) {
            continue;
        }
        const ssize_t size = ::recv(connection, part, sizeof part, 0);
        if (size <= 0) {
            return;
        }
        request.append(part, static_cast<size_t>(size));
    }
    const size_t end = std::min(request.find("\r\n\r\n"), request.size());
    const std::string sent = answer_to(request.substr(0, end) + "\r\n", request.substr(end));
    for (size_t at = 0; at < sent.size();) {
        const ssize_t size = ::send(connection, sent.data() + at, sent.size() - at, MSG_NOSIGNAL);
        if (size <= 0) {
            return;
        }
        at += static_cast<size_t>(size);
    }
}

bool DeviceSimulator::knows(const std::string& head, const std::string& body) const {
    switch (device_.login) {
        case SimulatedDevice::Login::none:
            return true;
        case SimulatedDevice::Login::security_header:
            return good_token(body, device_);
        default:
            return good_digest(head, device_);
    }
}

std::string DeviceSimulator::refusal() const {
    std::string fault = device_.envelope;
    replace_all(fault, "BODY", fault_body("NotAuthorized", "Sender not Authorized"));
    if (device_.login == SimulatedDevice::Login::security_header) {
        return http_answer(device_.refuses_with_fault ? 400 : 401, fault);
    }
    const bool sha = device_.login == SimulatedDevice::Login::digest_sha256;
    return http_answer(
        401, "",
        fmt::format("WWW-Authenticate: Basic realm=\"x\"\r\nWWW-Authenticate: Digest qop=\"auth\", "
                    "realm=\"{}\", nonce=\"{}\"{}\r\n",
                    kRealm, kNonce, sha ? ", algorithm=SHA-256" : ", stale=\"FALSE\""));
}

std::string DeviceSimulator::answer_to(const std::string& head, const std::string& body) {
    const std::string name = asked_for(body);
    if (device_.instead) {
        const std::lock_guard lock(mutex_);
        asked_.push_back(name);
        return device_.instead(name);
    }
    const bool open = name == "GetSystemDateAndTime" && !device_.time_wants_login;
    const bool known = open || knows(head, body);
    {
        const std::lock_guard lock(mutex_);
        asked_.push_back(name + (known ? "" : "!"));
    }
    if (!known) {
        return refusal();
    }
    std::string inside;
    int status = 200;
    const auto found = device_.answers.find(name);
    if (!device_.fault.empty() && !open) {
        inside = fault_body(device_.fault, "no");
        status = 500;
    } else if (found == device_.answers.end()) {
        inside = fault_body("ActionNotSupported", "Optional Action Not Implemented");
        status = 400;
    } else {
        inside = found->second;
    }
    const auto now = std::chrono::system_clock::now() + device_.clock_ahead;
    const auto utc = fmt::gmtime(std::chrono::system_clock::to_time_t(now));
    replace_all(inside, "UTCTIME",
                fmt::format("<tt:Time><tt:Hour>{}</tt:Hour><tt:Minute>{}</tt:Minute><tt:Second>{}"
                            "</tt:Second></tt:Time><tt:Date><tt:Year>{}</tt:Year><tt:Month>{}"
                            "</tt:Month><tt:Day>{}</tt:Day></tt:Date>",
                            utc.tm_hour, utc.tm_min, utc.tm_sec, utc.tm_year + 1900, utc.tm_mon + 1,
                            utc.tm_mday));
    replace_all(inside, "HOST", device_.own_host);
    replace_all(inside, "PORT", std::to_string(port_));
    // Media2 asks with a token, Media with one too: "TOKEN" stands for it.
    replace_all(inside, "TOKEN", element_text(body, "ProfileToken"));
    std::string whole = device_.envelope;
    replace_all(whole, "BODY", inside);
    return http_answer(status, whole);
}

}  // namespace pendopo::test
