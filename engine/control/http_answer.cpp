#include "engine/control/http_answer.h"

#include <algorithm>
#include <array>

namespace pendopo {
namespace {

// No scripts, styles or pictures but our own (blob: and data: for what the page made), in no frame;
// and no other site may embed the wall's pictures. No Strict-Transport-Security: with a certificate
// that browsers do not know it would lock people out.
constexpr std::pair<std::string_view, std::string_view> kFixedHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'self'; "
     "frame-ancestors 'none'; object-src 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

// A body up to here travels with its head, so that a small answer is one segment.
constexpr size_t kSmallBody = 8 * 1024;

void add(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

std::string date_text(std::time_t now) {
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    // Not strftime's names, which follow the language of the process.
    constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 32> rest{};
    std::array<char, 8> day{};
    std::strftime(day.data(), day.size(), "%d", &parts);
    std::strftime(rest.data(), rest.size(), "%Y %H:%M:%S GMT", &parts);
    return std::string(kDays[parts.tm_wday]) + ", " + day.data() + " " + kMonths[parts.tm_mon] +
           " " + rest.data();
}

bool splits_lines(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

}  // namespace

std::string_view reason_phrase(int status) {
    constexpr std::pair<int, std::string_view> kPhrases[] = {
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Payload Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {422, "Unprocessable Content"},
        {426, "Upgrade Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {505, "HTTP Version Not Supported"},
    };
    for (const auto& [known, phrase] : kPhrases) {
        if (known == status) {
            return phrase;
        }
    }
    return "";
}

HttpAnswerBytes answer_bytes(const HttpResponse& response, const HttpAnswerFacts& facts) {
    const bool cached = !response.etag.empty();
    const bool known = cached && response.status == 200 &&
                       facts.if_none_match.find(response.etag) != std::string::npos;
    HttpAnswerBytes bytes;
    bytes.status = known ? 304 : response.status;
    const bool bodiless = bytes.status == 304 || bytes.status == 204;
    std::string& head = bytes.head;
    head = (facts.old ? "HTTP/1.0 " : "HTTP/1.1 ") + std::to_string(bytes.status) + " " +
           std::string(reason_phrase(bytes.status)) + "\r\n";
    add(head, "Date", date_text(facts.now));
    add(head, "Connection", facts.keeps_open ? "keep-alive" : "close");
    if (facts.keeps_open) {
        add(head, "Keep-Alive", "timeout=" + std::to_string(facts.idle_seconds));
    }
    for (const auto& [name, value] : kFixedHeaders) {
        add(head, name, value);
    }
    if (std::ranges::none_of(response.headers,
                             [](const auto& header) { return header.first == "Cache-Control"; })) {
        add(head, "Cache-Control", cached ? "no-cache" : "no-store");
    }
    if (cached) {
        add(head, "ETag", response.etag);
    }
    for (const auto& [name, value] : response.headers) {
        if (!splits_lines(name) && !splits_lines(value)) {
            add(head, name, value);
        }
    }
    const std::string& body = response.shared ? *response.shared : response.body;
    if (!bodiless) {
        add(head, "Content-Type", response.content_type);
        add(head, "Content-Length", std::to_string(body.size()));
    }
    head += "\r\n";
    if (bodiless || facts.head_only) {
        return bytes;
    }
    if (body.size() <= kSmallBody) {
        head += body;
    } else {
        bytes.body =
            response.shared ? response.shared : std::make_shared<const std::string>(response.body);
    }
    return bytes;
}

}  // namespace pendopo
