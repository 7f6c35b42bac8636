#include "engine/control/notice_post.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <glib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "config/url.h"
#include "engine/base/address_rule.h"

namespace pendopo {
namespace {

constexpr Seconds kConnectDeadline{10};
constexpr long kLeastMailRefusal = 400;  // of SMTP's answers, as of HTTP's
constexpr size_t kMostAnswer = size_t{64} << 10;

struct CurlEnd {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using List = std::unique_ptr<curl_slist, CurlEnd>;

void append(List& list, const std::string& text) {
    curl_slist* longer = curl_slist_append(list.get(), text.c_str());
    (void)list.release();
    list.reset(longer);
}

// What libcurl's callbacks need of one exchange.
struct Exchange {
    bool allow_private = false;
    const std::atomic<bool>& stop;
    bool address_refused = false;
    size_t answered = 0;
};

bool may_connect(const Exchange& exchange, const curl_sockaddr& to) {
    if (exchange.allow_private) {
        return true;
    }
    if (to.family == AF_INET) {
        const auto& four = reinterpret_cast<const sockaddr_in&>(to.addr);
        return is_internet_address({reinterpret_cast<const uint8_t*>(&four.sin_addr), 4});
    }
    if (to.family == AF_INET6) {
        const auto& six = reinterpret_cast<const sockaddr_in6&>(to.addr);
        return is_internet_address({six.sin6_addr.s6_addr, 16});
    }
    return false;
}

curl_socket_t open_socket(void* data, curlsocktype /*purpose*/, curl_sockaddr* to) {
    auto& exchange = *static_cast<Exchange*>(data);
    if (!may_connect(exchange, *to)) {
        exchange.address_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

int going_on(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Exchange*>(data)->stop ? 1 : 0;
}

size_t throw_away(char* /*bytes*/, size_t /*one*/, size_t count, void* data) {
    auto& exchange = *static_cast<Exchange*>(data);
    exchange.answered += count;
    return exchange.answered > kMostAnswer ? 0 : count;
}

class Post {
  public:
    Post(std::string where, bool allow_private, const std::atomic<bool>& stop)
        : where_(std::move(where)), exchange_{allow_private, stop} {
        static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
        (void)ready;
        curl_.reset(curl_easy_init());
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        set(CURLOPT_TIMEOUT, static_cast<long>(kNoticeDeadline.count()));
        set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(kConnectDeadline.count()));
        set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
        set(CURLOPT_OPENSOCKETDATA, &exchange_);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &going_on);
        set(CURLOPT_XFERINFODATA, &exchange_);
        set(CURLOPT_WRITEFUNCTION, &throw_away);
        set(CURLOPT_WRITEDATA, &exchange_);
    }
    CURL* curl() { return curl_.get(); }
    template <class Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(curl_.get(), option, value);
    }
    void login(const std::optional<Login>& login) {
        if (login) {
            set(CURLOPT_USERNAME, login->user.c_str());
            set(CURLOPT_PASSWORD, login->password.c_str());
        }
    }
    Result<void> perform() {
        const CURLcode outcome = curl_easy_perform(curl_.get());
        long status = 0;
        curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (exchange_.address_refused) {
            return failed(ErrorCode::refused,
                          "the address leads into this machine or a local network; that is allowed "
                          "only with \"allow_private\": true");
        }
        if (exchange_.stop) {
            return failed(ErrorCode::stopped, "ended");
        }
        if (outcome == CURLE_LOGIN_DENIED || status == 401 || status == 403) {
            return failed(ErrorCode::unauthorized, "the login is refused; look at secrets.json");
        }
        if (outcome == CURLE_OPERATION_TIMEDOUT) {
            return failed(ErrorCode::timed_out, "no answer in time");
        }
        if (status >= kLeastMailRefusal) {
            return failed(ErrorCode::refused, fmt::format("answered {}", status));
        }
        if (outcome != CURLE_OK) {
            return failed(ErrorCode::unreachable, curl_easy_strerror(outcome));
        }
        if (is_http_ && status >= 300) {
            return failed(ErrorCode::refused,
                          fmt::format("answered {}; redirects are not followed", status));
        }
        return {};
    }
    void speaks_http() { is_http_ = true; }

  private:
    tl::unexpected<Error> failed(ErrorCode code, std::string_view why) const {
        return fail(code, fmt::format("{}: {}", where_, why));
    }

    std::string where_;
    Exchange exchange_;
    bool is_http_ = false;
    std::unique_ptr<CURL, CurlEnd> curl_;
};

std::string coded_word(std::string_view text) {
    const std::unique_ptr<gchar, decltype(&g_free)> coded(
        g_base64_encode(reinterpret_cast<const guchar*>(text.data()), text.size()), g_free);
    return fmt::format("=?UTF-8?B?{}?=", coded.get());
}

std::string host_name() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 && is_host(name) ? name : "pendopo";
}

}  // namespace

std::string mail_subject(std::string_view text) {
    constexpr size_t kMostBytes = 42;  // whose coded word has no more than 75 letters
    const auto is_plain = [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
    };
    if (std::ranges::all_of(text, is_plain) && text.find("=?") == std::string_view::npos) {
        return std::string(text);
    }
    std::string coded;
    while (!text.empty()) {
        size_t end = std::min(kMostBytes, text.size());
        while (end > 1 && end < text.size() &&
               (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
            --end;  // no letter in two words
        }
        coded += (coded.empty() ? "" : "\r\n ") + coded_word(text.substr(0, end));
        text.remove_prefix(end);
    }
    return coded;
}

Result<void> send_mail(const EmailConfig& email, const std::optional<Login>& login,
                       const NoticeText& text, const std::atomic<bool>& stop) {
    const std::string where = fmt::format("{}:{}", email.host, email.port);
    Post post(where, email.allow_private, stop);
    const std::string url =
        fmt::format("{}://{}/{}", email.tls == MailTls::tls ? "smtps" : "smtp", where, host_name());
    post.set(CURLOPT_URL, url.c_str());
    post.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    post.set(CURLOPT_USE_SSL,
             static_cast<long>(email.tls == MailTls::off ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!email.ca_file.empty()) {
        post.set(CURLOPT_CAINFO, email.ca_file.c_str());
    }
    post.login(login);
    const std::string from = fmt::format("<{}>", email.from);
    post.set(CURLOPT_MAIL_FROM, from.c_str());
    List to;
    std::string all_to;
    for (const std::string& each : email.to) {
        append(to, fmt::format("<{}>", each));
        all_to += (all_to.empty() ? "" : ",\r\n ") + each;
    }
    post.set(CURLOPT_MAIL_RCPT, to.get());
    const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> now(g_date_time_new_now_utc(),
                                                                       g_date_time_unref);
    const std::unique_ptr<gchar, decltype(&g_free)> date(
        g_date_time_format(now.get(), "%a, %d %b %Y %H:%M:%S +0000"), g_free);
    const std::unique_ptr<gchar, decltype(&g_free)> unique(g_uuid_string_random(), g_free);
    List headers;
    append(headers, fmt::format("Date: {}", date.get()));
    append(headers, "From: " + email.from);
    append(headers, "To: " + all_to);
    append(headers, fmt::format("Message-ID: <{}@{}>", unique.get(), host_name()));
    append(headers, "Subject: " + mail_subject(text.subject));
    append(headers, "Auto-Submitted: auto-generated");
    post.set(CURLOPT_HTTPHEADER, headers.get());
    const std::unique_ptr<curl_mime, CurlEnd> mime(curl_mime_init(post.curl()));
    curl_mimepart* part = curl_mime_addpart(mime.get());
    curl_mime_data(part, text.body.c_str(), text.body.size());
    curl_mime_type(part, "text/plain; charset=utf-8");
    curl_mime_encoder(part, "quoted-printable");
    post.set(CURLOPT_MIMEPOST, mime.get());
    return post.perform();
}

Result<void> post_notice(const WebhookConfig& webhook, const std::optional<Login>& login,
                         const std::string& json, const std::atomic<bool>& stop) {
    Post post(shown_address(webhook.url), webhook.allow_private, stop);
    post.speaks_http();
    post.set(CURLOPT_URL, webhook.url.c_str());
    post.set(CURLOPT_PROTOCOLS_STR, webhook.allow_private ? "https,http" : "https");
    post.login(login);
    post.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    List headers;
    append(headers, "Content-Type: application/json");
    append(headers, "Expect:");
    append(headers, "User-Agent: pendopo");
    post.set(CURLOPT_HTTPHEADER, headers.get());
    post.set(CURLOPT_POSTFIELDSIZE, static_cast<long>(json.size()));
    post.set(CURLOPT_POSTFIELDS, json.c_str());
    return post.perform();
}

}  // namespace pendopo
