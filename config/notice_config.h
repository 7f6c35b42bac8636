#pragma once
// "notices" of wall.json: who is told of faults that last, by which ways, and how often. Values
// only; defaults stand at the members. Every key: REFERENCE.md.

#include <optional>
#include <string>
#include <vector>

#include "config/camera_config.h"
#include "engine/base/enum_words.h"

namespace pendopo {

enum class MailTls {
    starttls,  // plain at first, and nothing is said before it is not
    tls,       // from the first byte
    off,       // within one's own network
};
constexpr auto words_of(MailTls /*any*/) {
    return enum_words<MailTls>(
        {{MailTls::starttls, "starttls"}, {MailTls::tls, "tls"}, {MailTls::off, "off"}});
}

struct EmailConfig {
    std::string host;
    int port = 587;  // 465 with tls, 25 with off
    MailTls tls = MailTls::starttls;
    std::string ca_file;  // PEM of the authority behind its certificate; empty: the system's
    std::string login;    // id in secrets.json; empty: none
    std::string from;
    std::vector<std::string> to;
    bool allow_private = false;  // the server stands in one's own network
    bool operator==(const EmailConfig&) const = default;
};

struct WebhookConfig {
    std::string url;    // https, or http where allow_private
    std::string login;  // id in secrets.json; empty: none
    bool allow_private = false;
    bool operator==(const WebhookConfig&) const = default;
};

struct NoticeConfig {
    int after_seconds = 120;   // a fault must last
    int gather_seconds = 30;   // others are waited for, to be told with it
    int every_seconds = 600;   // between two notices, at least
    int repeat_minutes = 720;  // a fault that goes on is told again; 0: never
    std::optional<EmailConfig> email;
    std::optional<WebhookConfig> webhook;
    bool mqtt = false;  // to the broker of "mqtt", at PREFIX/notice
    bool operator==(const NoticeConfig&) const = default;
};

struct JsonNode;
class Problems;
NoticeConfig read_notices(const JsonNode& node, Problems& problems);
// Reports logins that secrets.json does not have, and "mqtt" without a broker. `notices` was read
// from `node` without a problem there.
void check_notices(const JsonNode& node, const NoticeConfig& notices, const Secrets& secrets,
                   bool has_broker, Problems& problems);

}  // namespace pendopo
