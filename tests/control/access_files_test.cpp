// What access keeps in the state folder: over restarts, beside the command line, in trouble, and
// without a secret in it.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/control/console_token.h"
#include "engine/control/secret.h"
#include "engine/control/user_store.h"
#include "tests/control/access_fixture.h"

namespace pendopo {
namespace {

using test::bearer;
using test::from;
using test::kPassword;
using test::kWrong;
using test::token_of;

class AccessFilesTest : public test::AccessFixture {};

TEST_F(AccessFilesTest, SessionsOutliveARestartAndEndWhenTheyShould) {
    const std::string session = token_of(settle());
    start();
    ASSERT_TRUE(access->who(from("192.0.2.7", session)));
    for (int i = 0; i < 10; ++i) {  // used again and again, it stays
        pass(std::chrono::hours(11));
        ASSERT_TRUE(access->who(from("192.0.2.7", session))) << i;
    }
    ASSERT_TRUE(test::turn_until(loop, [&] {  // its use is saved
        pass(Seconds(60));
        auto file = open_store_to_read(folder.path(), kControlStore);
        return file && load_book(*file)->sessions.begin()->second.seen_ms > 1'800'300'000'000;
    }));
    start();
    EXPECT_TRUE(access->who(from("192.0.2.7", session)));
    pass(std::chrono::hours(12));
    EXPECT_FALSE(access->who(from("192.0.2.7", session))) << "idle";
}

TEST_F(AccessFilesTest, TheConsoleProvesItselfByAFileThatIsNewAtEachStart) {
    const std::string token = *read_console_token(folder.path());
    struct stat info {};
    ASSERT_EQ(::stat((folder / "console.token").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600U);
    EXPECT_FALSE(access->who(bearer(token))) << "it came over a network";
    const auto who = access->who(bearer(token, "127.0.0.1"));
    ASSERT_TRUE(who);
    EXPECT_EQ(who->principal, (Principal{"console", Role::technician, "cli"}));
    EXPECT_TRUE(access->holds(*who));
    start();
    EXPECT_FALSE(access->who(bearer(token, "127.0.0.1")));
}

TEST_F(AccessFilesTest, WhatTheConsoleChangesIsSeen) {
    const SignedIn in = settle();
    std::vector<std::string> revoked;
    access->on_revoked([&](const std::string& name) { revoked.push_back(name); });
    auto file = open_store_file(folder.path(), kControlStore);
    ASSERT_TRUE(file);
    ASSERT_TRUE(test::turn_until(loop, [&] {
        return load_book(*file)->users.contains("technician") &&
               !load_book(*file)->users.at("technician").password_hash.empty();
    }));
    ASSERT_TRUE(change_book(*file, [](AccessBook& book) {
        return reset_user(book, "technician", token_hash("the link"), 1'800'000'000'000);
    }));
    ASSERT_TRUE(test::turn_until(loop, [&] {
        pass(Seconds(1));
        return !access->holds(in.caller);
    }));
    EXPECT_EQ(revoked, std::vector<std::string>{"technician"});
    EXPECT_FALSE(sign_in("technician", kPassword));
    EXPECT_TRUE(access->sign_in_with_link("the link", from("192.0.2.7")));
}

TEST_F(AccessFilesTest, WhatCannotBeSavedHoldsAndIsSavedLater) {
    settle();
    auto file = open_store_file(folder.path(), kControlStore);
    ASSERT_TRUE(file);
    {
        auto held = SqlTransaction::begin(*file, SqlTransaction::Kind::write);
        ASSERT_TRUE(held);
        const auto in = sign_in("technician", kPassword);
        ASSERT_TRUE(in) << "nobody waits for the disk";
        EXPECT_TRUE(access->holds(in->caller));
        ASSERT_TRUE(test::turn_until(loop, [&] { return !access->problems().empty(); }));
        EXPECT_EQ(access->problems().at(0),
                  "changes of users cannot be saved (database is locked): they hold until control "
                  "ends; free space in the state folder or mend it");
        EXPECT_TRUE(access->holds(in->caller));
    }
    pass(Seconds(6));
    ASSERT_TRUE(test::turn_until(loop, [&] { return access->problems().empty(); }));
    EXPECT_TRUE(test::turn_until(loop, [&] { return load_book(*file)->sessions.size() == 2; }));
}

TEST_F(AccessFilesTest, WhateverIsWrongWithTheFolderPeopleComeIn) {
    access.reset();
    std::filesystem::remove_all(folder.path());
    folder.write("control.db", "this is no database, but long enough to look at it twice");
    folder.write("audit.db", "neither is this, which is quite long enough to be one");
    std::filesystem::create_directory(folder.path() / "console.token");
    start();
    ASSERT_TRUE(test::turn_until(loop, [&] { return access->problems().size() == 3; }));
    EXPECT_NE(access->problems()[0].find("control.db was damaged"), std::string::npos);
    EXPECT_NE(access->problems()[2].find("the console's token cannot be kept ("),
              std::string::npos);
    EXPECT_TRUE(access->sign_in_with_link(access->first_link(), from("192.0.2.7")));
}

std::vector<std::string> forms_of(const std::string& secret) {
    constexpr const char* kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string percent;
    std::string base64;
    for (const char c : secret) {
        char text[4];
        std::snprintf(text, sizeof text, "%%%02X", static_cast<unsigned char>(c));
        percent += text;
    }
    for (size_t i = 0; i + 2 < secret.size(); i += 3) {
        const unsigned bits = static_cast<unsigned char>(secret[i]) << 16 |
                              static_cast<unsigned char>(secret[i + 1]) << 8 |
                              static_cast<unsigned char>(secret[i + 2]);
        for (const int shift : {18, 12, 6, 0}) {
            base64 += kDigits[(bits >> shift) & 63];
        }
    }
    return {secret, percent, base64};
}

TEST_F(AccessFilesTest, NoSecretIsInAnyFileLineOrRecord) {
    testing::internal::CaptureStderr();
    std::vector<std::string> secrets{kPassword, "canary-wrong-7d1", access->first_link()};
    const SignedIn in = settle();
    secrets.push_back(token_of(in));
    secrets.push_back(
        access->add_token("companion", Role::operate, 1, in.caller.principal)->secret);
    EXPECT_FALSE(sign_in("technician", "canary-wrong-7d1"));
    EXPECT_FALSE(sign_in("canary-wrong-7d1", "canary-wrong-7d1"));
    const Result<void> refused = fail(ErrorCode::unauthorized, kWrong);
    access->audit(in.caller.principal, "set_password", "technician", "",
                  "{\"old\":\"canary-wrong-7d1\",\"password\":\"" + std::string(kPassword) + "\"}",
                  refused);
    ASSERT_TRUE(test::turn_until(loop, [&] {
        return access->audit_page({0, 10, ""}).size() == 1;
    }));
    access.reset();
    std::string seen = testing::internal::GetCapturedStderr();
    size_t files = 0;
    for (const std::string& name : folder.files()) {
        if (name != "console.token") {  // which is one, mode 0600
            seen += folder.read(name);
            ++files;
        }
    }
    EXPECT_GE(files, 3U);
    for (const std::string& secret : secrets) {
        for (const std::string& form : forms_of(secret)) {
            EXPECT_EQ(seen.find(form), std::string::npos) << form;
        }
    }
}

}  // namespace
}  // namespace pendopo
