#include "engine/data/http_source.h"

#include <fmt/format.h>
#include <libsoup/soup.h>

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "engine/base/address_rule.h"
#include "engine/data/glib_call.h"
#include "engine/data/http_trust.h"

namespace pendopo {
namespace {

using Uri = std::unique_ptr<GUri, decltype(&g_uri_unref)>;

// The flags libsoup reads its own addresses with.
constexpr auto kUriFlags = static_cast<GUriFlags>(SOUP_HTTP_URI_FLAGS);
constexpr int kMostRedirects = 3;
constexpr size_t kChunk = size_t{64} << 10;

// What the watch over one exchange's connections needs.
struct Watch {
    Limit& limit;
    AddressRule rule;
};

// libsoup tells each step of a connection; at `connecting` the address is known and no packet sent.
void check_address(SoupMessage*, GSocketClientEvent event, GIOStream* stream, void* data) {
    if (event != G_SOCKET_CLIENT_CONNECTING || stream == nullptr) {
        return;
    }
    const auto& watch = *static_cast<const Watch*>(data);
    const Object<GSocketAddress> address(
        G_IS_SOCKET_CONNECTION(stream)
            ? g_socket_connection_get_remote_address(G_SOCKET_CONNECTION(stream), nullptr)
            : nullptr);
    if (address != nullptr && G_IS_INET_SOCKET_ADDRESS(address.get())) {
        GInetAddress* ip = g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(address.get()));
        if (watch.rule({g_inet_address_to_bytes(ip), g_inet_address_get_native_size(ip)})) {
            return;
        }
    }
    if (G_IS_SOCKET_CONNECTION(stream)) {  // GIO looks at the cancellable only after connect()
        g_socket_close(g_socket_connection_get_socket(G_SOCKET_CONNECTION(stream)), nullptr);
    }
    watch.limit.cancel(
        {ErrorCode::refused,
         "the address leads into this machine or a local network; that is allowed only with "
         "\"allow_private\": true"});
}

Error failed(const Limit& limit, GError* error, const HttpTrust& trust) {
    const std::unique_ptr<GError, decltype(&g_error_free)> owned(error, g_error_free);
    if (limit.why()) {
        return *limit.why();
    }
    if (!trust.refusal().empty()) {
        return {ErrorCode::refused, trust.refusal()};
    }
    const bool tls = error->domain == G_TLS_ERROR;
    return {ErrorCode::unreachable,
            (tls ? "no trusted connection: " : "no answer: ") + std::string(error->message)};
}

gboolean accept_certificate(SoupMessage*, GTlsCertificate* certificate, GTlsCertificateFlags errors,
                            void* trust) {
    return static_cast<HttpTrust*>(trust)->accept(certificate, errors) ? TRUE : FALSE;
}

// The value of a variable, as curl reads them: small letters first.
std::string environment(const char* small, const char* large) {
    const char* value = std::getenv(small);
    value = value != nullptr ? value : std::getenv(large);
    return value != nullptr ? value : "";
}

// Null: no proxy. `wanted` as in HttpOrigin.
Object<GProxyResolver> proxy_of(const std::string& wanted, bool https) {
    std::string proxy = wanted;
    std::vector<std::string> direct;
    if (wanted == "environment") {
        proxy = https ? environment("https_proxy", "HTTPS_PROXY")
                      : environment("http_proxy", "HTTP_PROXY");
        std::string hosts = environment("no_proxy", "NO_PROXY");
        for (size_t at = 0; at < hosts.size();) {
            const size_t end = std::min(hosts.find_first_of(", ", at), hosts.size());
            if (end > at) {
                direct.push_back(hosts.substr(at, end - at));
            }
            at = end + 1;
        }
        if (!proxy.empty() && proxy.find("://") == std::string::npos) {
            proxy.insert(0, "http://");
        }
    }
    if (proxy.empty()) {
        return Object<GProxyResolver>(nullptr);
    }
    std::vector<char*> ignored;
    for (std::string& host : direct) {
        ignored.push_back(host.data());
    }
    ignored.push_back(nullptr);
    return Object<GProxyResolver>(g_simple_proxy_resolver_new(proxy.c_str(), ignored.data()));
}

bool same_origin(GUri* a, GUri* b) {
    return std::string_view(g_uri_get_scheme(a)) == g_uri_get_scheme(b) &&
           g_ascii_strcasecmp(g_uri_get_host(a), g_uri_get_host(b)) == 0 &&
           g_uri_get_port(a) == g_uri_get_port(b);
}

Result<void> check_status(SoupMessage* message) {
    const unsigned status = soup_message_get_status(message);
    switch (status) {
        case SOUP_STATUS_OK:
        case SOUP_STATUS_NOT_MODIFIED:
            return {};
        case SOUP_STATUS_UNAUTHORIZED:
            return fail(ErrorCode::unauthorized,
                        "the server refuses the login (401); check it in secrets.json");
        case SOUP_STATUS_FORBIDDEN:
            return fail(ErrorCode::refused, "the server forbids it (403)");
        case SOUP_STATUS_NOT_FOUND:
            return fail(ErrorCode::not_found, "the server has nothing there (404)");
        default:
            return fail(ErrorCode::refused,
                        fmt::format("the server answers {}; expected 200", status));
    }
}

int64_t unix_ms_of(const char* http_date) {
    if (http_date == nullptr) {
        return 0;
    }
    const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> date(
        soup_date_time_new_from_http_string(http_date), g_date_time_unref);
    const int64_t now_s = g_get_real_time() / G_USEC_PER_SEC;
    return date == nullptr ? 0 : std::min(g_date_time_to_unix(date.get()), now_s) * 1000;
}

}  // namespace

struct HttpSource::Client {
    Client(const SourceConfig& config, std::optional<SourceLogin> given, AddressRule allowed)
        : http(std::get<HttpOrigin>(config.origin)),
          max_bytes(static_cast<size_t>(config.max_bytes)),
          login(std::move(given)),
          rule(allowed),
          trust(http.certificate_sha256) {}

    using Message = Object<SoupMessage>;

    Result<void> open_session();
    Message new_message(GUri* uri, GUri* first, Watch& watch) const;
    Result<std::string> read_body(GInputStream* stream, const Limit& limit) const;
    Result<Uri> redirect(SoupMessage* message, GUri* from) const;
    Result<Fetched> exchange(const Until& until);
    Fetched fetched(SoupMessage* message, std::string body);

    HttpOrigin http;
    size_t max_bytes;
    std::optional<SourceLogin> login;
    AddressRule rule;
    mutable HttpTrust trust;
    bool proxied = false;
    MainContext context{g_main_context_new(), g_main_context_unref};
    Object<SoupSession> session;
    std::string etag;
    std::string last_modified;
};

Result<void> HttpSource::Client::open_session() {
    const Object<GProxyResolver> proxy = proxy_of(http.proxy, http.url.starts_with("https://"));
    proxied = proxy != nullptr;
    session.reset(SOUP_SESSION(g_object_new(SOUP_TYPE_SESSION, "proxy-resolver", proxy.get(),
                                            "user-agent", "pendopo", "max-conns", 2, nullptr)));
    if (!http.ca_file.empty()) {
        GError* error = nullptr;
        const Object<GTlsDatabase> database(g_tls_file_database_new(http.ca_file.c_str(), &error));
        if (database == nullptr) {
            const std::unique_ptr<GError, decltype(&g_error_free)> owned(error, g_error_free);
            session.reset();
            return fail(ErrorCode::invalid, "ca_file: " + std::string(owned->message));
        }
        soup_session_set_tls_database(session.get(), database.get());
    } else if (!http.certificate_sha256.empty()) {
        // Without authorities every certificate comes to accept_certificate.
        soup_session_set_tls_database(session.get(), nullptr);
    }
    return {};
}

HttpSource::Client::Message HttpSource::Client::new_message(GUri* uri, GUri* first,
                                                            Watch& watch) const {
    Message message(soup_message_new_from_uri("GET", uri));
    soup_message_add_flags(message.get(), SOUP_MESSAGE_NO_REDIRECT);
    SoupMessageHeaders* headers = soup_message_get_request_headers(message.get());
    soup_message_headers_replace(headers, "Accept", "application/json, text/csv;q=0.9, */*;q=0.1");
    if (!etag.empty()) {
        soup_message_headers_replace(headers, "If-None-Match", etag.c_str());
    }
    if (!last_modified.empty()) {
        soup_message_headers_replace(headers, "If-Modified-Since", last_modified.c_str());
    }
    if (login && same_origin(uri, first)) {
        std::string header = "Bearer " + login->password;
        if (http.auth == HttpOrigin::Auth::basic) {
            const std::string pair = login->user + ":" + login->password;
            const std::unique_ptr<char, decltype(&g_free)> encoded(
                g_base64_encode(reinterpret_cast<const guchar*>(pair.data()), pair.size()), g_free);
            header = std::string("Basic ") + encoded.get();
        }
        soup_message_headers_replace(headers, "Authorization", header.c_str());
    }
    g_signal_connect(message.get(), "accept-certificate", G_CALLBACK(accept_certificate), &trust);
    if (!http.allow_private && !proxied) {  // a proxy may stand here, and decides itself
        g_signal_connect(message.get(), "network-event", G_CALLBACK(check_address), &watch);
    }
    return message;
}

Result<std::string> HttpSource::Client::read_body(GInputStream* stream, const Limit& limit) const {
    std::string body;
    std::string chunk(kChunk, '\0');
    while (true) {
        Answer answer(context.get());
        g_input_stream_read_async(stream, chunk.data(), chunk.size(), G_PRIORITY_DEFAULT,
                                  limit.cancellable(), &Answer::ready, &answer);
        GError* error = nullptr;
        const gssize count = g_input_stream_read_finish(stream, answer.wait(), &error);
        if (count < 0) {
            return fail(failed(limit, error, trust));
        }
        if (count == 0) {
            return body;
        }
        body.append(chunk, 0, static_cast<size_t>(count));
        if (body.size() > max_bytes) {
            return fail(ErrorCode::exhausted,
                        fmt::format("the answer has more than {} bytes; raise \"max_bytes\" or ask "
                                    "for less",
                                    max_bytes));
        }
    }
}

Result<Uri> HttpSource::Client::redirect(SoupMessage* message, GUri* from) const {
    const char* location =
        soup_message_headers_get_one(soup_message_get_response_headers(message), "Location");
    Uri to(location == nullptr ? nullptr : g_uri_parse_relative(from, location, kUriFlags, nullptr),
           g_uri_unref);
    const std::string_view scheme = to == nullptr ? "" : g_uri_get_scheme(to.get());
    const bool http_scheme = scheme == "https" || scheme == "http";
    if (!http_scheme || g_uri_get_host(to.get()) == nullptr || *g_uri_get_host(to.get()) == '\0') {
        return fail(ErrorCode::refused, "a redirect leads to no web address");
    }
    if (scheme == "http" && std::string_view(g_uri_get_scheme(from)) == "https") {
        return fail(ErrorCode::refused, "a redirect leads from https to http");
    }
    return to;
}

Result<Fetched> HttpSource::Client::exchange(const Until& until) {
    Limit limit(context.get(), until);
    Watch watch{limit, rule};
    trust.forget();
    if (session == nullptr) {
        if (auto opened = open_session(); !opened) {
            return fail(opened.error());
        }
    }
    const Uri first(g_uri_parse(http.url.c_str(), kUriFlags, nullptr), g_uri_unref);
    if (first == nullptr) {
        return fail(ErrorCode::invalid, "the URL makes no sense");
    }
    Uri uri(g_uri_ref(first.get()), g_uri_unref);
    for (int redirects = 0;; ++redirects) {
        const Message message = new_message(uri.get(), first.get(), watch);
        Answer answer(context.get());
        soup_session_send_async(session.get(), message.get(), G_PRIORITY_DEFAULT,
                                limit.cancellable(), &Answer::ready, &answer);
        GError* error = nullptr;
        const Object<GInputStream> stream(
            soup_session_send_finish(session.get(), answer.wait(), &error));
        if (stream == nullptr) {
            return fail(failed(limit, error, trust));
        }
        if (SOUP_STATUS_IS_REDIRECTION(soup_message_get_status(message.get())) &&
            soup_message_get_status(message.get()) != SOUP_STATUS_NOT_MODIFIED) {
            if (redirects == kMostRedirects) {
                return fail(ErrorCode::refused, "more than three redirects");
            }
            auto next = redirect(message.get(), uri.get());
            if (!next) {
                return fail(next.error());
            }
            uri = std::move(*next);
            continue;
        }
        if (const auto good = check_status(message.get()); !good) {
            return fail(good.error());
        }
        if (soup_message_get_status(message.get()) == SOUP_STATUS_NOT_MODIFIED) {
            return Fetched{.news = Fetched::News::same};
        }
        auto body = read_body(stream.get(), limit);
        if (!body) {
            return fail(body.error());
        }
        return fetched(message.get(), std::move(*body));
    }
}

Fetched HttpSource::Client::fetched(SoupMessage* message, std::string body) {
    SoupMessageHeaders* headers = soup_message_get_response_headers(message);
    const auto header = [&](const char* name) {
        const char* value = soup_message_headers_get_one(headers, name);
        constexpr size_t kLongest = 1000;  // it is sent back with every request
        return value != nullptr && std::string_view(value).size() <= kLongest ? value : "";
    };
    etag = header("ETag");
    last_modified = header("Last-Modified");
    Fetched result{
        .body = std::move(body),
        .modified_ms = unix_ms_of(last_modified.empty() ? nullptr : last_modified.c_str())};
    GHashTable* parameters = nullptr;
    const char* type = soup_message_headers_get_content_type(headers, &parameters);
    if (parameters != nullptr) {
        const auto* charset = static_cast<const char*>(g_hash_table_lookup(parameters, "charset"));
        result.charset = charset != nullptr ? charset : "";
        g_hash_table_unref(parameters);
    }
    const std::string path = g_uri_get_path(soup_message_get_uri(message));
    const bool csv_type = type != nullptr && (std::string_view(type) == "text/csv" ||
                                              std::string_view(type) == "application/csv");
    const bool json_type =
        type != nullptr && std::string_view(type).find("json") != std::string_view::npos;
    if (csv_type || (!json_type && path.ends_with(".csv"))) {
        result.format = DataFormat::csv;
    }
    return result;
}

HttpSource::HttpSource(const SourceConfig& config, std::optional<SourceLogin> login,
                       AddressRule rule)
    : client_(std::make_unique<Client>(config, std::move(login), rule)) {}

HttpSource::~HttpSource() {
    const ContextGuard guard(client_->context.get());
    client_->session.reset();
}

Result<Fetched> HttpSource::fetch(const Until& until) {
    const ContextGuard guard(client_->context.get());
    auto result = client_->exchange(until);
    if (!result) {
        // What a broken exchange leaves behind (half-read answers, connections that hang) goes
        // with its session.
        if (client_->session != nullptr) {
            soup_session_abort(client_->session.get());
        }
        client_->session.reset();
        while (g_main_context_iteration(client_->context.get(), FALSE)) {
        }
    }
    return result;
}

void HttpSource::forget() {
    client_->etag.clear();
    client_->last_modified.clear();
}

}  // namespace pendopo
