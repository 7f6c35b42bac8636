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

// As much of a number as there is; no limit is exceeded by what is beyond counting.
size_t leading_number(std::string_view text) {
    size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? value : SIZE_MAX;
}

// The methods that a camera may send. (Anything in capitals would take rubbish for a request.)
constexpr std::string_view kStarts[] = {
    "rtsp/",     "http/", "options ", "get_parameter ", "set_parameter ", "announce ", "describe ",
    "redirect ", "play ", "pause ",   "play_notify ",   "record ",        "setup ",    "teardown "};

// Whether a message begins here, as far as can be seen.
bool begins_message(std::string_view text) {
    return std::ranges::any_of(kStarts, [&](std::string_view start) {
        const std::string_view seen = text.substr(0, start.size());
        const bool reply = start.ends_with('/');
        return std::ranges::equal(seen, start.substr(0, seen.size()), [&](char a, char b) {
            const bool upper = b >= 'a' && b <= 'z';
            return a == (upper ? static_cast<char>(b - 'a' + 'A') : b) || (reply && a == b);
        });
    });
}

// "RTSP/1.0 200 OK", "HTTP/1.1 400 Bad Request", "OPTIONS * RTSP/1.0".
void read_start(std::string_view line, RtspMessage& message) {
    const std::string first = lower_case(line.substr(0, line.find_first_of(" \t")));
    if (!first.starts_with("rtsp/") && !first.starts_with("http/")) {
        message.method = line.substr(0, first.size());
        message.reason = line;
        return;
    }
    message.http = first.starts_with("http/");
    line.remove_prefix(first.size());
    line = trimmed(line);
    const size_t status = leading_number(line.substr(0, 3));
    message.status = line.size() >= 3 && status >= 100 && status <= 999 ? int(status) : 0;
    message.reason = trimmed(line.substr(std::min<size_t>(3, line.size())));
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

std::string_view RtspReader::waiting() const {
    return {reinterpret_cast<const char*>(buffer_.data()) + begin_, end_ - begin_};
}

// Whether '$' begins a packet: one of ours, or one that has RTP's version where that belongs.
bool RtspReader::is_frame(std::string_view bytes) const {
    if (channel_ < 0 || bytes.size() < 5) {
        return true;
    }
    const int channel = static_cast<uint8_t>(bytes[1]);
    return channel == channel_ || channel == channel_ + 1 ||
           (static_cast<uint8_t>(bytes[4]) >> 6 == 2);
}

Result<void> RtspReader::skip_junk() {
    std::string_view left = waiting();
    size_t junk = 0;
    for (; junk < left.size(); ++junk) {
        const std::string_view rest = left.substr(junk);
        if (rest[0] == '$' ? is_frame(rest) : begins_message(rest)) {
            break;
        }
        // Some cameras send empty lines between messages; they are no rubbish.
        if (rest[0] != '\r' && rest[0] != '\n') {
            ++skipped_;
            ++skipped_in_row_;
        }
    }
    begin_ += junk;
    if (skipped_in_row_ > kMaxBodyBytes) {
        return fail(ErrorCode::invalid, "rtsp: the camera sends neither messages nor packets");
    }
    return {};
}

Result<RtspReader::Item> RtspReader::next() {
    if (Result<void> skipped = skip_junk(); !skipped) {
        return fail(skipped.error());
    }
    const std::string_view left = waiting();
    if (left.empty()) {
        return NeedMore{};
    }
    if (left[0] != '$') {
        return next_message();
    }
    const uint8_t* bytes = buffer_.data() + begin_;
    if (left.size() < 4) {
        return NeedMore{};
    }
    const size_t length = size_t{bytes[2]} << 8 | bytes[3];
    if (left.size() < 4 + length) {
        return NeedMore{};
    }
    begin_ += 4 + length;
    skipped_in_row_ = 0;
    return InterleavedPacket{bytes[1], {bytes + 4, length}};
}

// A message up to its empty line.
struct RtspReader::Head {
    RtspMessage message;
    size_t bytes = 0;
    std::optional<size_t> body;  // its length, when that is known

    // Empty: it is not whole yet.
    static std::optional<Head> read(std::string_view text);
};

std::optional<RtspReader::Head> RtspReader::Head::read(std::string_view text) {
    Head head;
    RtspMessage& message = head.message;
    for (bool first = true;; first = false) {
        const size_t end = text.find('\n', head.bytes);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        std::string_view line = text.substr(head.bytes, end - head.bytes);
        head.bytes = end + 1;
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (line.empty()) {
            break;
        }
        const size_t colon = line.find(':');
        if (first) {
            read_start(line, message);
        } else if (line[0] == ' ' || line[0] == '\t') {  // continues the line before
            if (!message.headers.empty() && !trimmed(line).empty()) {
                std::string& value = message.headers.back().second;
                value += (value.empty() ? "" : " ") + std::string(trimmed(line));
            }
        } else if (colon != std::string_view::npos) {
            message.headers.emplace_back(lower_case(trimmed(line.substr(0, colon))),
                                         trimmed(line.substr(colon + 1)));
        }
    }
    const std::string_view length = message.header("content-length");
    if (!length.empty() && length[0] >= '0' && length[0] <= '9') {
        head.body = leading_number(length);
    } else if (message.header("content-type").find("sdp") == std::string_view::npos) {
        head.body = 0;
    }
    return head;
}

Result<RtspReader::Item> RtspReader::next_message() {
    const std::string_view left = waiting();
    std::optional<Head> head = Head::read(left);
    if (!head ? left.size() > kMaxHeaderBytes : head->bytes > kMaxHeaderBytes + 4) {
        return fail(ErrorCode::invalid, "rtsp: a message header beyond 16 KiB");
    }
    if (!head) {
        return NeedMore{};
    }
    RtspMessage& message = head->message;
    if (message.status == 0 && message.method.empty()) {
        return fail(ErrorCode::invalid, "rtsp: a reply without a status");
    }
    // A description may go on until nothing more comes; nothing else may, least of all while
    // packets come.
    if (!head->body && (message.status / 100 != 2 || channel_ >= 0)) {
        head->body = 0;
    }
    if (head->body.value_or(0) > kMaxBodyBytes) {
        return fail(ErrorCode::invalid, "rtsp: a message body beyond 64 KiB");
    }
    if (!head->body || left.size() < head->bytes + *head->body) {
        return NeedMore{};
    }
    message.body = left.substr(head->bytes, *head->body);
    begin_ += head->bytes + *head->body;
    skipped_in_row_ = 0;
    return std::move(message);
}

std::optional<RtspMessage> RtspReader::take_cut_short() {
    const std::string_view left = waiting();
    if (left.empty() || left[0] == '$') {
        return std::nullopt;
    }
    std::optional<Head> head = Head::read(left);
    if (!head || left.size() == head->bytes) {
        return std::nullopt;
    }
    head->message.body = left.substr(head->bytes, kMaxBodyBytes);
    begin_ = end_;
    return std::move(head->message);
}

}  // namespace pendopo
