#include "engine/control/soup_answer.h"

#include <string_view>

namespace pendopo {
namespace {

// One request a connection: libsoup keeps only those alive that it accepted by itself, and says so
// to nobody. Then: no scripts, styles or pictures but our own (blob: and data: for what the page
// made), in no frame; and no other site may embed the wall's pictures.
constexpr std::pair<const char*, const char*> kFixedHeaders[] = {
    {"Connection", "close"},
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'self'; "
     "frame-ancestors 'none'; object-src 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

}  // namespace

std::string header(SoupMessageHeaders* headers, const char* name) {
    // Of a header given twice all values come joined by ", ", which no check accepts.
    const char* value = soup_message_headers_get_list(headers, name);
    return value != nullptr ? value : "";
}

void add_fixed_headers(SoupServerMessage* message) {
    SoupMessageHeaders* headers = soup_server_message_get_response_headers(message);
    for (const auto& [name, value] : kFixedHeaders) {
        soup_message_headers_replace(headers, name, value);
    }
}

std::string whole_answer(const HttpResponse& response, const char* reason) {
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + " " + reason +
                       "\r\nContent-Type: " + response.content_type +
                       "\r\nContent-Length: " + std::to_string(response.body.size()) + "\r\n";
    for (const auto& [name, value] : kFixedHeaders) {
        text += std::string(name) + ": " + value + "\r\n";
    }
    return text + "\r\n" + response.body;
}

void write_response(SoupServerMessage* message, const HttpResponse& response) {
    SoupMessageHeaders* headers = soup_server_message_get_response_headers(message);
    const bool cached = !response.etag.empty();
    soup_message_headers_replace(headers, "Cache-Control", cached ? "no-cache" : "no-store");
    if (cached) {
        soup_message_headers_replace(headers, "ETag", response.etag.c_str());
    }
    for (const auto& [name, value] : response.headers) {
        soup_message_headers_replace(headers, name.c_str(), value.c_str());
    }
    const std::string known =
        header(soup_server_message_get_request_headers(message), "If-None-Match");
    if (cached && response.status == 200 && known.find(response.etag) != std::string::npos) {
        soup_server_message_set_status(message, SOUP_STATUS_NOT_MODIFIED, nullptr);
        return;
    }
    soup_server_message_set_status(message, static_cast<guint>(response.status), nullptr);
    soup_server_message_set_response(message, response.content_type.c_str(), SOUP_MEMORY_COPY,
                                     response.body.data(), response.body.size());
}

}  // namespace pendopo
