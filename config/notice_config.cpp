#include "config/notice_config.h"

#include <algorithm>
#include <array>

#include "config/json_reader.h"
#include "config/url.h"
#include "config/usual_phrases.h"

namespace pendopo {
namespace {

constexpr size_t kMostRecipients = 20;

// What a mail server takes without quoting: "siti@dinkes.example.go.id". Nothing that could end a
// line or an address of SMTP.
bool is_mail_address(std::string_view text) {
    const size_t at = text.find('@');
    const auto plain = [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F &&
               std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
    };
    return at != std::string_view::npos && at > 0 && text.size() <= 254 &&
           text.find('@', at + 1) == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), plain) && is_host(text.substr(at + 1));
}

std::string read_mail_address(const JsonNode& node, Problems& problems) {
    const auto text = read_string(node, problems);
    if (text && !is_mail_address(*text)) {
        problems.add(node,
                     LocalText{"seharusnya alamat seperti petugas@example.go.id, tanpa nama",
                               "expected an address like petugas@example.go.id, without a name"});
    }
    return text.value_or("");
}

EmailConfig read_email(const JsonNode& node, Problems& problems) {
    EmailConfig email;
    ObjectReader object(node, problems);
    email.host = object.required_string("host");
    if (!email.host.empty() && !is_host(email.host)) {
        problems.add(*object.find("host"), kExpectedHost);
    }
    email.tls = object.enumeration<MailTls>(
        "tls", {{"starttls", MailTls::starttls}, {"tls", MailTls::tls}, {"off", MailTls::off}},
        email.tls);
    const int usual = email.tls == MailTls::tls ? 465 : email.tls == MailTls::off ? 25 : 587;
    email.port = object.integer("port", usual, {1, 65535});
    if (const JsonNode* file = object.find("ca_file")) {
        email.ca_file = object.required_string("ca_file");
        if (email.tls == MailTls::off) {
            problems.add_at_key(*file, {"tidak berarti dengan \"tls\": \"off\"",
                                        "means nothing with \"tls\": \"off\""});
        }
    }
    if (const JsonNode* login = object.find("login")) {
        email.login = read_id(*login, problems).value_or("");
    }
    email.allow_private = object.boolean("allow_private", email.allow_private);
    if (email.tls == MailTls::off && !email.allow_private) {
        problems.add(node,
                     LocalText{"\"tls\": \"off\" hanya untuk server di jaringan sendiri; nyatakan "
                               "dengan \"allow_private\": true, atau pakai \"starttls\"",
                               "\"tls\": \"off\" is for a server in one's own network; say so with "
                               "\"allow_private\": true, or use \"starttls\""});
    }
    if (const JsonNode* from = object.find("from")) {
        email.from = read_mail_address(*from, problems);
    } else {
        object.required_string("from");
    }
    object.required_array(
        "to", [&](const JsonNode& each) { email.to.push_back(read_mail_address(each, problems)); });
    if (const JsonNode* to = object.find("to");
        to != nullptr && to->kind == JsonNode::Kind::array &&
        (to->children.empty() || to->children.size() > kMostRecipients)) {
        problems.add(
            *to,
            LocalText{"seharusnya 1 sampai 20 alamat; untuk lebih banyak, pakai milis server surat",
                      "expected 1 to 20 addresses; for more, use a list of the mail server"});
    }
    object.finish();
    return email;
}

WebhookConfig read_webhook(const JsonNode& node, Problems& problems) {
    static constexpr std::array<std::string_view, 1> kOutside{"https"};
    static constexpr std::array<std::string_view, 2> kInside{"https", "http"};
    WebhookConfig webhook;
    ObjectReader object(node, problems);
    webhook.url = object.required_string("url");
    webhook.allow_private = object.boolean("allow_private", webhook.allow_private);
    if (!webhook.url.empty()) {
        const LocalText wrong =
            webhook.allow_private
                ? check_url(webhook.url, kInside, kHttpsUrl)
                : check_url(webhook.url, kOutside,
                            in_both("{}; http untuk jaringan sendiri, dengan \"allow_private\": "
                                    "true",
                                    "{}; http is for one's own network, with "
                                    "\"allow_private\": true",
                                    kHttpsUrl));
        if (!wrong.empty()) {
            problems.add(*object.find("url"), wrong);
        }
    }
    if (const JsonNode* login = object.find("login")) {
        webhook.login = read_id(*login, problems).value_or("");
    }
    object.finish();
    return webhook;
}

}  // namespace

NoticeConfig read_notices(const JsonNode& node, Problems& problems) {
    NoticeConfig notices;
    ObjectReader object(node, problems);
    notices.after_seconds = object.integer("after_seconds", notices.after_seconds, {10, 86'400});
    notices.gather_seconds = object.integer("gather_seconds", notices.gather_seconds, {0, 3'600});
    notices.every_seconds = object.integer("every_seconds", notices.every_seconds, {60, 86'400});
    notices.repeat_minutes = object.integer("repeat_minutes", notices.repeat_minutes, {0, 10'080});
    object.object("email",
                  [&](const JsonNode& each) { notices.email = read_email(each, problems); });
    object.object("webhook",
                  [&](const JsonNode& each) { notices.webhook = read_webhook(each, problems); });
    notices.mqtt = object.boolean("mqtt", notices.mqtt);
    object.finish();
    if (!notices.email && !notices.webhook && !notices.mqtt) {
        problems.add(node,
                     LocalText{"tidak memberi tahu siapa pun; sebut \"email\", \"webhook\" atau "
                               "\"mqtt\": true",
                               "tells nobody; name \"email\", \"webhook\" or \"mqtt\": true"});
    }
    return notices;
}

void check_notices(const JsonNode& node, const NoticeConfig& notices, const Secrets& secrets,
                   bool has_broker, Problems& problems) {
    std::vector<std::string> names;
    for (const auto& login : secrets) {
        names.push_back(login.first);
    }
    const auto check = [&](const char* way, const std::string& login) {
        if (!login.empty() && !secrets.contains(login)) {
            problems.add(*node.find(way)->find("login"), unknown_name(kLoginNoun, login, names));
        }
    };
    if (notices.email) {
        check("email", notices.email->login);
    }
    if (notices.webhook) {
        check("webhook", notices.webhook->login);
    }
    if (notices.mqtt && !has_broker) {
        problems.add(*node.find("mqtt"),
                     LocalText{"belum ada broker; sebut satu dengan \"mqtt\" di wall.json",
                               "there is no broker; name one with \"mqtt\" of wall.json"});
    }
}

}  // namespace pendopo
