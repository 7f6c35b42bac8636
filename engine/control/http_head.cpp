#include "engine/control/http_head.h"

#include <algorithm>
#include <charconv>

namespace pendopo {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr char kTlsRecord = 0x16;  // first byte of a ClientHello
constexpr std::string_view kMethods[] = {"GET",   "HEAD",   "POST",   "PUT",
                                         "PATCH", "DELETE", "OPTIONS"};

HttpRefusal bad(std::string message) {
    return {.message = std::move(message)};
}

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 9110, 5.6.2.
bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

// What may stand in a head at all: no control characters but the end of a line and a tab.
bool is_control(char c) {
    return (c >= 0 && c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7F;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_name(std::string_view name, std::string_view lower_case) {
    return std::equal(name.begin(), name.end(), lower_case.begin(), lower_case.end(),
                      [](char a, char b) { return lower(a) == b; });
}

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Takes the line at the front; nothing when a line feed stands alone.
std::optional<std::string_view> next_line(std::string_view& rest) {
    const size_t end = rest.find('\n');
    if (end == std::string_view::npos || end == 0 || rest[end - 1] != '\r') {
        return std::nullopt;
    }
    const std::string_view line = rest.substr(0, end - 1);
    rest.remove_prefix(end + 1);
    return line.find('\r') == std::string_view::npos ? std::optional(line) : std::nullopt;
}

std::optional<HttpRefusal> judge_target(std::string_view target, const HttpHeadLimits& limits) {
    if (target.size() > limits.target_bytes) {
        return HttpRefusal{414, "URI Too Long", "exhausted",
                           "the address has " + std::to_string(target.size()) + " bytes; at most " +
                               std::to_string(limits.target_bytes)};
    }
    if (!target.starts_with('/')) {
        return bad("the address in the request line must begin with \"/\"");
    }
    const auto is_hex = [&](size_t at) {
        return at < target.size() && std::string_view("0123456789abcdefABCDEF").find(target[at]) !=
                                         std::string_view::npos;
    };
    for (size_t i = 0; i < target.size(); ++i) {
        const char c = target[i];
        if (c <= 0x20 || c == '#' || (c == '%' && (!is_hex(i + 1) || !is_hex(i + 2)))) {
            return bad("the address in the request line holds what belongs written as %XX");
        }
        if (c == '%' && target.substr(i + 1, 2) == "00") {
            return bad("the address in the request line holds a NUL");
        }
    }
    return std::nullopt;
}

// Of the request line; `old` becomes whether it is of HTTP/1.0.
std::optional<HttpRefusal> judge_request_line(std::string_view line, const HttpHeadLimits& limits,
                                              bool& old) {
    const size_t first = line.find(' ');
    const size_t second = line.rfind(' ');
    if (first == std::string_view::npos || first == second) {
        return bad("the request line is not \"METHOD /path HTTP/1.1\"");
    }
    const std::string_view method = line.substr(0, first);
    const std::string_view version = line.substr(second + 1);
    if (!version.starts_with("HTTP/") || !is_token(method)) {
        return bad("the request line is not \"METHOD /path HTTP/1.1\"");
    }
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        return HttpRefusal{505, "HTTP Version Not Supported", "unsupported", "use HTTP/1.1"};
    }
    if (std::ranges::find(kMethods, method) == std::end(kMethods)) {
        return HttpRefusal{501, "Not Implemented", "unsupported",
                           "no such method here; GET /openapi.json lists what there is"};
    }
    old = version == "HTTP/1.0";
    return judge_target(line.substr(first + 1, second - first - 1), limits);
}

std::optional<HttpRefusal> judge_length(std::string_view value, const HttpHeadLimits& limits) {
    if (value.empty() || value.find_first_not_of("0123456789") != std::string_view::npos) {
        return bad("Content-Length: expected a whole number");
    }
    size_t length = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), length);
    if (read.ec != std::errc() || length > limits.body_bytes) {
        return HttpRefusal{413, "Payload Too Large", "exhausted",
                           "the request body is larger than this wall accepts"};
    }
    return std::nullopt;
}

// What the head says of how its body is framed and whom it is for, over all its fields.
struct Framing {
    int hosts = 0;
    int lengths = 0;
    bool transfer = false;
    bool chunked = false;
};

std::optional<HttpRefusal> judge_field(std::string_view line, const HttpHeadLimits& limits,
                                       bool old, Framing& framing) {
    const size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos || !is_token(name)) {
        return bad("a header line is not \"Name: value\"");
    }
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (is_name(name, "host")) {
        ++framing.hosts;
    } else if (is_name(name, "content-length")) {
        ++framing.lengths;
        return judge_length(value, limits);
    } else if (is_name(name, "transfer-encoding")) {
        framing.transfer = true;
        framing.chunked = is_name(value, "chunked");
    } else if (is_name(name, "expect") && (old || !is_name(value, "100-continue"))) {
        return HttpRefusal{417, "Expectation Failed", "unsupported",
                           "Expect: only 100-continue is known, to HTTP/1.1"};
    }
    return std::nullopt;
}

std::optional<HttpRefusal> judge_framing(const Framing& framing, bool old) {
    if (framing.hosts > 1 || (framing.hosts == 0 && !old)) {
        return bad("Host: expected once");
    }
    if (framing.lengths > 1 || (framing.transfer && (framing.lengths > 0 || old))) {
        return bad("the length of the body is said twice");
    }
    if (framing.transfer && !framing.chunked) {
        return HttpRefusal{501, "Not Implemented", "unsupported",
                           "Transfer-Encoding: not known here; send a Content-Length"};
    }
    if (framing.transfer) {
        return HttpRefusal{411, "Length Required", "unsupported",
                           "no chunked bodies here; send a Content-Length"};
    }
    return std::nullopt;
}

std::optional<HttpRefusal> judge_whole(std::string_view head, const HttpHeadLimits& limits) {
    bool old = false;
    Framing framing;
    size_t fields = 0;
    for (bool first = true; !head.empty(); first = false) {
        const auto line = next_line(head);
        if (!line) {
            return bad("a line does not end with CR LF");
        }
        if (!first && ++fields > limits.fields) {
            return HttpRefusal{431, "Request Header Fields Too Large", "exhausted",
                               "more than " + std::to_string(limits.fields) + " header lines"};
        }
        auto refusal = first ? judge_request_line(*line, limits, old)
                             : judge_field(*line, limits, old, framing);
        if (refusal) {
            return refusal;
        }
    }
    return judge_framing(framing, old);
}

}  // namespace

HttpHead judge_head(std::string_view bytes, const HttpHeadLimits& limits) {
    using State = HttpHead::State;
    // "\n\n" and "\n\r\n" end a head for lenient readers, so they must end it here, too.
    size_t end = std::string_view::npos;
    for (size_t feed = bytes.find('\n'); feed != std::string_view::npos;
         feed = bytes.find('\n', feed + 1)) {
        const std::string_view after = bytes.substr(feed + 1);
        if (after.starts_with('\n') || after.starts_with(kLineEnd)) {
            end = feed + 1;
            break;
        }
    }
    const std::string_view head = bytes.substr(0, end);
    if (const auto control = std::ranges::find_if(head, is_control); control != head.end()) {
        return {State::refused,
                bad(bytes.front() == kTlsRecord ? "this port speaks plain HTTP, not TLS"
                                                : "the request holds a control character")};
    }
    if (head.size() > limits.bytes) {
        return {State::refused, HttpRefusal{431, "Request Header Fields Too Large", "exhausted",
                                            "the request's head is larger than " +
                                                std::to_string(limits.bytes) + " bytes"}};
    }
    if (end == std::string_view::npos) {
        return {};
    }
    if (!bytes.substr(end).starts_with(kLineEnd)) {
        return {State::refused, bad("a line does not end with CR LF")};
    }
    if (auto refusal = judge_whole(head, limits)) {
        return {State::refused, std::move(refusal)};
    }
    return {State::good, std::nullopt, end + kLineEnd.size()};
}

std::string HttpRequestHead::field(std::string_view name, std::string_view between) const {
    std::string value;
    bool found = false;
    for (const auto& [its_name, its_value] : fields) {
        if (its_name == name) {
            value.append(found ? between : "").append(its_value);
            found = true;
        }
    }
    return value;
}

bool HttpRequestHead::lists(std::string_view name, std::string_view token) const {
    const std::string value = field(name);
    std::string_view rest = value;
    while (!rest.empty()) {
        const size_t comma = std::min(rest.find(','), rest.size());
        if (is_name(trimmed(rest.substr(0, comma)), token)) {
            return true;
        }
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return false;
}

HttpRequestHead read_head(std::string_view bytes) {
    HttpRequestHead head;
    const std::string_view line = next_line(bytes).value_or("");
    const size_t first = line.find(' ');
    const size_t last = line.rfind(' ');
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    head.old = line.ends_with("/1.0");
    while (const auto field = next_line(bytes)) {
        const size_t colon = field->find(':');
        if (colon == std::string_view::npos) {
            break;  // the empty line
        }
        std::string name(field->substr(0, colon));
        std::ranges::transform(name, name.begin(), lower);
        head.fields.emplace_back(std::move(name), trimmed(field->substr(colon + 1)));
    }
    const std::string length = head.field("content-length");
    std::from_chars(length.data(), length.data() + length.size(), head.body_bytes);
    return head;
}

}  // namespace pendopo
