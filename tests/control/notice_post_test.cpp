// Notices to real servers: aiosmtpd and Python's http.server (notice_servers.py), by the Python
// that Debian's aiosmtpd is for.

#include "engine/control/notice_post.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <thread>

#include "tests/support/child_process.h"
#include "tests/support/source_folder.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_certificate.h"
#include "tests/support/wait_until.h"

namespace pendopo {
namespace {

using test::text_of;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr Seconds kPatience{30};
const Login kLogin{"dinding", "rahasia-surat"};

class NoticePostTest : public testing::Test {
  protected:
    void start(bool tls = false) {
        std::vector<std::string> command = {
            "/usr/bin/python3", test::source_folder() + "/tests/control/notice_servers.py",
            folder_.path().string()};
        if (tls) {
            const TestCertificate pair = make_certificate("127.0.0.1");
            command.push_back(folder_.write("mail.pem", pair.certificate));
            command.push_back(folder_.write("mail.key", pair.key));
        }
        auto child =
            test::ChildProcess::spawn({.command = command, .error_output = folder_ / "errors"});
        ASSERT_TRUE(child) << child.error().message();
        servers_.emplace(std::move(*child));
        ASSERT_TRUE(
            test::wait_until([&] { return !text_of(folder_ / "ports").empty(); }, kPatience))
            << text_of(folder_ / "errors");
        std::istringstream(text_of(folder_ / "ports")) >> mail_port_ >> web_port_;
    }
    EmailConfig email(MailTls tls = MailTls::off) const {
        EmailConfig config;
        config.host = "127.0.0.1";
        config.port = mail_port_;
        config.tls = tls;
        config.from = "dinding@example.go.id";
        config.to = {"petugas@example.go.id", "siti@example.go.id"};
        config.allow_private = true;
        if (tls != MailTls::off) {
            config.ca_file = folder_ / "mail.pem";
        }
        return config;
    }
    WebhookConfig webhook(const std::string& path = "/dinding") const {
        return {"http://127.0.0.1:" + std::to_string(web_port_) + path, "", true};
    }
    std::string file(const std::string& name) {
        EXPECT_TRUE(test::wait_until([&] { return !text_of(folder_ / name).empty(); }, kPatience));
        return text_of(folder_ / name);
    }

    test::TempDir folder_;
    std::optional<test::ChildProcess> servers_;
    int mail_port_ = 0;
    int web_port_ = 0;
    std::atomic<bool> stop_ = false;
};

TEST_F(NoticePostTest, AMailArrivesAsItWasWritten) {
    ASSERT_NO_FATAL_FAILURE(start());
    const auto sent = send_mail(
        email(), std::nullopt,
        {"Lounge · Dinas: 1 gangguan baru", "Baru\n- Kamera RSUD · Lobi: tidak tersambung\n.\n"},
        stop_);
    ASSERT_TRUE(sent) << sent.error().message();
    const std::string mail = file("mail-0");
    EXPECT_THAT(mail, StartsWith("FROM dinding@example.go.id\n"
                                 "TO petugas@example.go.id siti@example.go.id\nTLS False\n"));
    EXPECT_THAT(mail, HasSubstr("Subject: =?UTF-8?B?"));
    EXPECT_THAT(mail, HasSubstr("Auto-Submitted: auto-generated"));
    EXPECT_THAT(mail, HasSubstr("Message-ID: <"));
    // What Python's own reader makes of it.
    folder_.write("read.py",
                  "import email, email.policy, sys\n"
                  "text = open(sys.argv[1], 'rb').read().split(b'\\n\\n', 1)[1]\n"
                  "mail = email.message_from_bytes(text, policy=email.policy.default)\n"
                  "print(mail['subject']); print(mail['to']); "
                  "print(mail.get_body(('plain',)).get_content(), end='')\n");
    const auto read =
        test::run_to_end({.command = {"/usr/bin/python3", folder_ / "read.py", folder_ / "mail-0"},
                          .environment = {{"PYTHONIOENCODING", "utf-8"}}},
                         kPatience);
    ASSERT_TRUE(read) << read.error().message();
    std::string text = *read;
    std::erase(text, '\r');
    EXPECT_EQ(text,
              "Lounge · Dinas: 1 gangguan baru\npetugas@example.go.id, siti@example.go.id\n"
              "Baru\n- Kamera RSUD · Lobi: tidak tersambung\n.\n");
}

TEST_F(NoticePostTest, OverTlsWithALogin) {
    ASSERT_NO_FATAL_FAILURE(start(true));
    const auto sent = send_mail(email(MailTls::starttls), kLogin, {"Uji", "Uji\n"}, stop_);
    ASSERT_TRUE(sent) << sent.error().message();
    EXPECT_THAT(file("mail-0"), HasSubstr("TLS True\n"));
    const auto wrong =
        send_mail(email(MailTls::starttls), Login{"dinding", "salah-sekali"}, {"Uji", ""}, stop_);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code(), ErrorCode::unauthorized);
    EXPECT_THAT(wrong.error().message(), Not(HasSubstr("salah-sekali")));
    EmailConfig stranger = email(MailTls::starttls);
    stranger.ca_file.clear();  // the system's authorities know nothing of it
    const auto refused = send_mail(stranger, kLogin, {"Uji", ""}, stop_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::unreachable) << refused.error().message();
    EXPECT_EQ(text_of(folder_ / "mail-1"), "");
}

TEST_F(NoticePostTest, NothingIsSaidInTheOpenWhereTlsIsAskedFor) {
    ASSERT_NO_FATAL_FAILURE(start());  // a server that has no TLS
    EmailConfig config = email(MailTls::starttls);
    config.ca_file.clear();
    EXPECT_FALSE(send_mail(config, kLogin, {"Uji", ""}, stop_));
    EXPECT_EQ(text_of(folder_ / "mail-0"), "");
}

TEST_F(NoticePostTest, AWebhookIsSentJson) {
    ASSERT_NO_FATAL_FAILURE(start());
    const auto sent = post_notice(webhook(), kLogin, R"({"wall":"Lounge"})", stop_);
    ASSERT_TRUE(sent) << sent.error().message();
    const std::string request = file("web-0");
    EXPECT_THAT(request, StartsWith("/dinding\n"));
    EXPECT_THAT(request, HasSubstr("Content-Type: application/json"));
    EXPECT_THAT(request, HasSubstr("Authorization: Basic ZGluZGluZzpyYWhhc2lhLXN1cmF0"));
    EXPECT_THAT(request, testing::EndsWith(R"({"wall":"Lounge"})"));
}

TEST_F(NoticePostTest, WhatAServerSaysIsTold) {
    ASSERT_NO_FATAL_FAILURE(start());
    const auto refused = post_notice(webhook("/refuse"), std::nullopt, "{}", stop_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message(),
              "http://127.0.0.1:" + std::to_string(web_port_) + "/…: answered 500");
    const auto elsewhere = post_notice(webhook("/elsewhere"), std::nullopt, "{}", stop_);
    ASSERT_FALSE(elsewhere);
    EXPECT_THAT(elsewhere.error().message(), HasSubstr("redirects are not followed"));
    EXPECT_EQ(text_of(folder_ / "web-2"), "") << "nobody went there";
    WebhookConfig gone = webhook();
    gone.url = "http://127.0.0.1:1/";
    const auto unreachable = post_notice(gone, std::nullopt, "{}", stop_);
    ASSERT_FALSE(unreachable);
    EXPECT_EQ(unreachable.error().code(), ErrorCode::unreachable);
}

TEST_F(NoticePostTest, NobodyIsReachedInALocalNetworkUnlessThatIsSaid) {
    ASSERT_NO_FATAL_FAILURE(start());
    EmailConfig mail = email();
    mail.allow_private = false;
    WebhookConfig web = webhook();
    web.allow_private = false;
    web.url.replace(0, 4, "https");
    for (const auto& outcome : {send_mail(mail, std::nullopt, {"Uji", ""}, stop_),
                                post_notice(web, std::nullopt, "{}", stop_)}) {
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().code(), ErrorCode::refused);
        EXPECT_THAT(outcome.error().message(), HasSubstr("\"allow_private\": true"));
    }
    EXPECT_EQ(text_of(folder_ / "mail-0") + text_of(folder_ / "web-0"), "");
}

TEST_F(NoticePostTest, EndsSoonWhenItIsStopped) {
    ASSERT_NO_FATAL_FAILURE(start());
    const MonotonicTime begun = Monotonic::now();
    std::thread stopper([this] {
        (void)file("web-0");
        stop_ = true;
    });
    const auto outcome = post_notice(webhook("/slow"), std::nullopt, "{}", stop_);
    stopper.join();
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code(), ErrorCode::stopped);
    EXPECT_LT(Monotonic::now() - begun, Seconds(10));
}

TEST(MailSubjectTest, IsCodedWhereItMustBe) {
    EXPECT_EQ(mail_subject("Lounge: all clear"), "Lounge: all clear");
    EXPECT_EQ(mail_subject("·"), "=?UTF-8?B?wrc=?=");
    EXPECT_THAT(mail_subject("a\r\nBcc: x@y"), Not(HasSubstr("\r\nBcc"))) << "no line ends in it";
    const std::string coded = mail_subject(std::string(41, 'a') + "·" + std::string(80, 'b'));
    std::istringstream lines(coded);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(line.size(), 78U);
    }
}

}  // namespace
}  // namespace pendopo
