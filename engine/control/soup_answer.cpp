#include "engine/control/soup_answer.h"

#include <algorithm>
#include <string_view>
#include <vector>

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

// Those that say what the message is, and those that the guard and the answer look at.
constexpr const char* kKnownFields[] = {"Host",           "Content-Length", "Content-Type",
                                        "Connection",     "Expect",         "Origin",
                                        "Sec-Fetch-Site", "If-None-Match"};

void release_bytes(void* owner) {
    delete static_cast<std::shared_ptr<const std::string>*>(owner);
}

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

void keep_known_fields(SoupServerMessage* message) {
    SoupMessageHeaders* headers = soup_server_message_get_request_headers(message);
    std::vector<std::string> names;
    SoupMessageHeadersIter each;
    const char* name = nullptr;
    const char* value = nullptr;
    soup_message_headers_iter_init(&each, headers);
    while (soup_message_headers_iter_next(&each, &name, &value)) {
        names.emplace_back(name);
    }
    for (const std::string& given : names) {
        const auto same = [&](const char* known) {
            return g_ascii_strcasecmp(known, given.c_str()) == 0;
        };
        if (std::ranges::none_of(kKnownFields, same)) {
            soup_message_headers_remove(headers, given.c_str());
        }
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
    soup_message_headers_replace(headers, "Content-Type", response.content_type.c_str());
    SoupMessageBody* body = soup_server_message_get_response_body(message);
    // What is written is let go; and what is not kept whole is never cut into ranges.
    soup_message_body_set_accumulate(body, FALSE);
    auto* bytes = new std::shared_ptr<const std::string>(
        response.shared ? response.shared : std::make_shared<const std::string>(response.body));
    GBytes* shared =
        g_bytes_new_with_free_func((*bytes)->data(), (*bytes)->size(), release_bytes, bytes);
    soup_message_body_append_bytes(body, shared);
    g_bytes_unref(shared);
}

}  // namespace pendopo
