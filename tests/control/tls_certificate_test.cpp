#include "engine/control/tls_certificate.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <string>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

constexpr std::chrono::hours kDay{24};
const WallTime kNow = std::chrono::system_clock::from_time_t(1'800'000'000);

class TlsCertificate : public testing::Test {
  protected:
    std::string path(const std::string& name) const { return (dir.path() / name).string(); }
    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(path(name)) << text;
        ::chmod(path(name).c_str(), 0600);
        return path(name);
    }
    TlsFiles made(const std::string& folder) {
        auto files = make_tls_certificate(path(folder), "Dinding Lobi",
                                          {"localhost", "127.0.0.1", "::1", "dinding"}, kNow);
        EXPECT_TRUE(files) << files.error().message();
        return files.value_or(TlsFiles{});
    }
    std::string error(const TlsFiles& files, ErrorCode code = ErrorCode::invalid) {
        const auto facts = check_tls_files(files, kNow);
        EXPECT_FALSE(facts);
        EXPECT_EQ(facts.error().code(), code);
        return facts.error().message();
    }

    test::TempDir dir;
};

TEST_F(TlsCertificate, MadeOneSaysWhoseItIs) {
    const TlsFiles files = made("tls");
    EXPECT_EQ(files.certificate, path("tls/wall.crt"));
    EXPECT_EQ(files.key, path("tls/wall.key"));
    for (const std::string& each : {files.certificate, files.key}) {
        struct stat facts {};
        ASSERT_EQ(::stat(each.c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 0777U, 0600U);
    }
    const auto facts = check_tls_files(files, kNow);
    ASSERT_TRUE(facts) << facts.error().message();
    EXPECT_EQ(facts->name, "Dinding Lobi");
    EXPECT_EQ(facts->names, (std::vector<std::string>{"localhost", "127.0.0.1", "::1", "dinding"}));
    EXPECT_TRUE(facts->self_signed);
    EXPECT_EQ(facts->begins, kNow - kDay);
    EXPECT_EQ(facts->expires, kNow + kDay * 3650);
    EXPECT_EQ(facts->days_left, 3650);
    EXPECT_EQ(facts->warning, "");
    EXPECT_TRUE(std::regex_match(facts->fingerprint, std::regex("([0-9A-F]{2}:){31}[0-9A-F]{2}")));
}

TEST_F(TlsCertificate, EachIsAnother) {
    const auto first = check_tls_files(made("tls"), kNow);
    const auto second = check_tls_files(made("tls"), kNow);  // replaced
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->fingerprint, second->fingerprint);
}

TEST_F(TlsCertificate, WhatIsWrongWithAPairIsSaid) {
    const TlsFiles one = made("one");
    const TlsFiles two = made("two");
    const std::string text = write("text", "hello\n");
    const std::string empty = write("empty", "");
    const std::string huge = write("huge", std::string(300'000, 'x'));
    EXPECT_EQ(error({path("none"), one.key}, ErrorCode::not_found),
              "certificate " + path("none") + ": no such file");
    EXPECT_EQ(error({one.certificate, path("none")}, ErrorCode::not_found),
              "key " + path("none") + ": no such file");
    EXPECT_EQ(
        error({text, one.key}),
        "certificate " + text + ": no PEM certificate; expected \"-----BEGIN CERTIFICATE-----\"");
    EXPECT_EQ(
        error({empty, one.key}),
        "certificate " + empty + ": no PEM certificate; expected \"-----BEGIN CERTIFICATE-----\"");
    EXPECT_EQ(error({one.key, one.certificate}),
              "certificate " + one.key +
                  ": no PEM certificate; expected \"-----BEGIN CERTIFICATE-----\"");
    EXPECT_EQ(error({one.certificate, text}),
              "key " + text + ": no PEM key; expected \"-----BEGIN PRIVATE KEY-----\"");
    EXPECT_EQ(error({one.certificate, two.key}),
              "key " + two.key + ": it is not the key of certificate " + one.certificate);
    EXPECT_EQ(error({dir.path().string(), one.key}),
              "certificate " + dir.path().string() + ": it is no regular file");
    EXPECT_EQ(
        error({huge, one.key}, ErrorCode::exhausted),
        "certificate " + huge + ": it has more than 262144 bytes; none of our files needs that");
    ::chmod(one.key.c_str(), 0644);
    EXPECT_EQ(error(one, ErrorCode::refused),
              "key " + one.key +
                  ": other users may open it (mode 0644); expected mode 0600; run chmod 600 on it");
}

TEST_F(TlsCertificate, OneThatExpiresStillWorksAndWarns) {
    const TlsFiles files = made("tls");
    const struct {
        std::chrono::hours later;
        int days;
        std::string warning;
    } cases[] = {
        {kDay * 3600, 50, ""},
        {kDay * 3640, 10, ": expires in 10 days; replace it before"},
        {kDay * 3653, -3, ": expired 3 days ago; browsers warn, replace it"},
        {-kDay * 2, 3652, ": not good yet; is the clock of this machine right?"},
    };
    for (const auto& [later, days, warning] : cases) {
        const auto facts = check_tls_files(files, kNow + later);
        ASSERT_TRUE(facts);
        EXPECT_EQ(facts->days_left, days);
        EXPECT_EQ(facts->warning,
                  warning.empty() ? "" : "certificate " + files.certificate + warning);
    }
}

TEST_F(TlsCertificate, FolderThatTakesNothingIsAnError) {
    const std::string file = write("file", "");
    const auto made = make_tls_certificate(file + "/tls", "x", {"localhost"}, kNow);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code(), ErrorCode::io);
}

TEST_F(TlsCertificate, MachineHasItsLoopbackNames) {
    const auto names = machine_names();
    for (const char* name : {"localhost", "127.0.0.1", "::1"}) {
        EXPECT_EQ(std::ranges::count(names, name), 1) << name;
    }
    EXPECT_TRUE(make_tls_certificate(path("tls"), "", names, kNow));
}

}  // namespace
}  // namespace pendopo
