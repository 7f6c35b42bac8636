#include "decoders/rtsp_message.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace pendopo {
namespace {

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

std::string_view reason_of(int status) {
    static constexpr std::pair<int, std::string_view> kReasons[] = {
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {407, "Proxy Authentication Required"},
        {408, "Request Time-out"},
        {410, "Gone"},
        {414, "Request-URI Too Large"},
        {415, "Unsupported Media Type"},
        {451, "Parameter Not Understood"},
        {453, "Not Enough Bandwidth"},
        {454, "Session Not Found"},
        {455, "Method Not Valid in This State"},
        {457, "Invalid Range"},
        {459, "Aggregate Operation Not Allowed"},
        {461, "Unsupported Transport"},
        {462, "Destination Unreachable"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Time-out"},
        {505, "RTSP Version Not Supported"},
        {551, "Option Not Supported"},
    };
    const auto* found =
        std::ranges::find(kReasons, status, &std::pair<int, std::string_view>::first);
    return found != std::end(kReasons) ? found->second : "";
}

Result<RtspUrl> RtspUrl::parse(std::string_view text) {
    const size_t scheme = text.find("://");
    const std::string name = lower_case(text.substr(0, std::min(scheme, text.size())));
    if (scheme == std::string_view::npos || (name != "rtsp" && name != "rtsps")) {
        // Not quoted: without a scheme this could be anything, a login included.
        return fail(ErrorCode::unsupported,
                    "address: expected one that begins with rtsp:// or rtsps://");
    }
    const bool clean = std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
    std::string_view authority = text.substr(scheme + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    if (!clean || authority.find('@') != std::string_view::npos) {
        return fail(ErrorCode::invalid,
                    clean ? "address: carries a login; put it into secrets.json"
                          : "address: holds blanks or control characters; percent-code them");
    }
    RtspUrl url;
    url.text = text;
    url.tls = name == "rtsps";
    url.port = url.tls ? 322 : 554;
    std::string_view port;
    if (authority.starts_with('[')) {
        const size_t close = authority.find(']');
        if (close == std::string_view::npos) {
            return fail(ErrorCode::invalid, "address: '[' without ']'");
        }
        url.host = authority.substr(1, close - 1);
        port = authority.substr(close + 1);
    } else {
        const size_t colon = std::min(authority.find(':'), authority.size());
        url.host = authority.substr(0, colon);
        port = authority.substr(colon);
    }
    if (!port.empty()) {
        const std::optional<int> value = number(port.substr(1));
        if (port[0] != ':' || !value || *value < 1 || *value > 65535) {
            return fail(ErrorCode::invalid, "address: the port is not a number from 1 to 65535");
        }
        url.port = *value;
    }
    if (url.host.empty()) {
        return fail(ErrorCode::invalid, "address: has no host");
    }
    return url;
}

std::string_view RtspMessage::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, [](const auto& h) { return h.first; });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::span<uint8_t> RtspReader::room() {
    // Besides the largest message, which is larger than the largest packet (4 + 65535).
    constexpr size_t kCapacity = kMaxHeaderBytes + 4 + kMaxBodyBytes + kLeastRoom;
    if (buffer_.empty()) {
        buffer_.resize(kCapacity);
    }
    if (begin_ == end_) {
        begin_ = end_ = 0;
    } else if (buffer_.size() - end_ < kLeastRoom) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    return std::span(buffer_).subspan(end_);
}

void RtspReader::took(size_t bytes) {
    end_ += bytes;
}

Result<RtspReader::Item> RtspReader::next() {
    // Some cameras send empty lines between messages.
    while (begin_ < end_ && (buffer_[begin_] == '\r' || buffer_[begin_] == '\n')) {
        ++begin_;
    }
    const size_t waiting = end_ - begin_;
    if (waiting == 0) {
        return NeedMore{};
    }
    const uint8_t* bytes = buffer_.data() + begin_;
    if (bytes[0] != '$') {
        return next_message({reinterpret_cast<const char*>(bytes), waiting});
    }
    if (waiting < 4) {
        return NeedMore{};
    }
    const size_t length = size_t{bytes[2]} << 8 | bytes[3];
    if (waiting < 4 + length) {
        return NeedMore{};
    }
    begin_ += 4 + length;
    return InterleavedPacket{bytes[1], {bytes + 4, length}};
}

Result<RtspReader::Item> RtspReader::next_message(std::string_view waiting) {
    // Neither "RTSP/1.0 200 OK" nor "OPTIONS rtsp://… RTSP/1.0": the framing is lost.
    if (waiting[0] < 'A' || waiting[0] > 'Z') {
        return fail(ErrorCode::invalid, "rtsp: the camera sent neither a message nor a packet");
    }
    const size_t blank = waiting.find("\r\n\r\n");
    if (blank == std::string_view::npos || blank > kMaxHeaderBytes) {
        if (waiting.size() > kMaxHeaderBytes) {
            return fail(ErrorCode::invalid, "rtsp: a message header beyond 16 KiB");
        }
        return NeedMore{};
    }
    RtspMessage message;
    std::string_view head = waiting.substr(0, blank + 2);
    std::string_view start = head.substr(0, head.find("\r\n"));
    head.remove_prefix(start.size() + 2);
    if (start.starts_with("RTSP/")) {
        start.remove_prefix(std::min(start.find(' '), start.size()));
        start = trimmed(start);
        const std::optional<int> status = number(start.substr(0, 3));
        if (!status || *status < 100) {
            return fail(ErrorCode::invalid, "rtsp: a reply without a status");
        }
        message.status = *status;
        message.reason = trimmed(start.substr(std::min<size_t>(3, start.size())));
    } else {
        message.reason = start;
    }
    while (!head.empty()) {
        const std::string_view line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(line.size() + 2);
        if (const size_t colon = line.find(':'); colon != std::string_view::npos) {
            message.headers.emplace_back(lower_case(trimmed(line.substr(0, colon))),
                                         trimmed(line.substr(colon + 1)));
        }
    }
    size_t body = 0;
    if (const std::string_view text = message.header("content-length"); !text.empty()) {
        const std::optional<int> length = number(text);
        if (!length || *length < 0 || size_t(*length) > kMaxBodyBytes) {
            return fail(ErrorCode::invalid, "rtsp: a message body beyond 64 KiB");
        }
        body = size_t(*length);
    }
    const size_t whole = blank + 4 + body;
    if (waiting.size() < whole) {
        return NeedMore{};
    }
    message.body = waiting.substr(blank + 4, body);
    begin_ += whole;
    return message;
}

std::string control_url(std::string_view base, std::string_view control) {
    if (control.empty() || control == "*") {
        return std::string(base);
    }
    const std::string scheme = lower_case(control.substr(0, control.find("//")));
    if (scheme == "rtsp:" || scheme == "rtsps:") {
        return std::string(control);
    }
    std::string url(base);
    if (!url.ends_with('/') && !control.starts_with('/')) {
        url += '/';
    }
    return url += control;
}

}  // namespace pendopo
