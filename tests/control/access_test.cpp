#include "engine/control/access.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/control/console_token.h"
#include "engine/control/secret.h"
#include "engine/control/user_store.h"
#include "tests/support/event_loop_turns.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

constexpr const char* kWrong = "Nama atau kata sandi salah. (The name or the password is wrong.)";
constexpr const char* kPassword = "kopi-tubruk-9f3a";

std::string token_of(const SignedIn& in) {
    return std::string(cookie_value(in.set_cookie, kSessionCookie));
}
HttpRequest from(const std::string& peer, const std::string& session = {}) {
    HttpRequest request;
    request.peer = peer;
    request.cookie = session.empty() ? "" : "theme=dark; pendopo_session=" + session;
    return request;
}
HttpRequest bearer(const std::string& token) {
    HttpRequest request;
    request.peer = "192.0.2.9";
    request.authorization = "Bearer " + token;
    return request;
}

class AccessTest : public testing::Test {
  protected:
    AccessTest() { start(); }

    void start() {
        access.reset();
        AccessOptions options;
        options.state_folder = folder.path();
        options.cost = {1, size_t{8} << 10};
        access = std::make_unique<Access>(loop, clock, Log::root("test", LogLevel::debug), options);
    }
    template <class T, class Ask>
    Result<T> wait(Ask ask) {
        std::optional<Result<T>> answer;
        ask([&](Result<T> result) { answer = std::move(result); });
        EXPECT_FALSE(answer) << "never before the call returns";
        EXPECT_TRUE(test::turn_until(loop, [&] { return answer.has_value(); }));
        return *answer;
    }
    Result<SignedIn> sign_in(const std::string& name, const std::string& password,
                             const HttpRequest& request = from("192.0.2.7")) {
        return wait<SignedIn>([&](auto done) { access->sign_in(name, password, request, done); });
    }
    Result<void> set_password(const Caller& caller, const std::string& old,
                              const std::string& password) {
        return wait<void>([&](auto done) { access->set_password(caller, old, password, done); });
    }
    Result<void> add_user(const std::string& name, Role role) {
        return wait<void>([&](auto done) { access->add_user(name, role, kPassword, done); });
    }
    // The first technician, with a password.
    SignedIn settle() {
        auto in = access->sign_in_with_link(access->first_link(), from("192.0.2.7"));
        EXPECT_TRUE(in);
        EXPECT_TRUE(set_password(in->caller, "", kPassword));
        return *in;
    }
    void pass(Seconds time) {
        clock.advance(time);
        loop.turn();
    }

    test::HandClock clock;
    EventLoop loop{clock};
    test::TempDir folder;
    std::unique_ptr<Access> access;
};

TEST_F(AccessTest, TheFirstStartsLinkSignsInOnceAndAsksForAPassword) {
    const std::string link = access->first_link();
    ASSERT_EQ(link.size(), 43U);
    const auto in = access->sign_in_with_link(link, from("192.0.2.7"));
    ASSERT_TRUE(in);
    EXPECT_EQ(in->caller.principal, (Principal{"technician", Role::technician, "panel 192.0.2.7"}));
    EXPECT_TRUE(in->caller.must_set_password);
    EXPECT_FALSE(access->sign_in_with_link(link, from("192.0.2.7")));

    const auto who = access->who(from("192.0.2.7", token_of(*in)));
    ASSERT_TRUE(who);
    EXPECT_EQ(*who, in->caller);
    ASSERT_TRUE(set_password(*who, "", kPassword));
    const auto after = access->who(from("192.0.2.7", token_of(*in)));
    ASSERT_TRUE(after) << "the session that set it stays";
    EXPECT_FALSE(after->must_set_password);
    start();
    EXPECT_EQ(access->first_link(), "") << "no link any more";
    EXPECT_TRUE(sign_in(" Technician", kPassword));
}

TEST_F(AccessTest, EachStartWithoutAPasswordHasALinkOfItsOwn) {
    const std::string first = access->first_link();
    start();
    EXPECT_NE(access->first_link(), first);
    EXPECT_FALSE(access->sign_in_with_link(first, from("192.0.2.7")));
    clock.advance(std::chrono::hours(25));
    EXPECT_FALSE(access->sign_in_with_link(access->first_link(), from("192.0.2.8")));
}

TEST_F(AccessTest, CookiesAreForThisSiteAlone) {
    HttpRequest request = from("192.0.2.7");
    request.secure = true;
    const auto in = access->sign_in_with_link(access->first_link(), request);
    ASSERT_TRUE(in);
    EXPECT_EQ(in->set_cookie, "pendopo_session=" + token_of(*in) +
                                  "; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000; Secure");
    EXPECT_EQ(access->sign_out(in->caller),
              "pendopo_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    EXPECT_FALSE(access->who(from("192.0.2.7", token_of(*in))));
    EXPECT_EQ(cookie_value("a=b; xpendopo_session=1;pendopo_session=2 ; c", kSessionCookie), "2");
    EXPECT_EQ(cookie_value("pendopo_session", kSessionCookie), "");
}

TEST_F(AccessTest, SaysWhyNobodyIsNobody) {
    HttpRequest basic = from("192.0.2.7");
    basic.authorization = "Basic c2l0aTpyYWhhc2lh";
    const struct {
        HttpRequest request;
        const char* error;
    } cases[] = {
        {from("192.0.2.7"), "Silakan masuk dahulu. (Please sign in first.)"},
        {from("192.0.2.7", "unknown"),
         "Sesi Anda sudah berakhir; silakan masuk lagi. (Your session has ended; please sign in "
         "again.)"},
        {from("192.0.2.7", std::string(5000, 'x')),
         "Sesi Anda sudah berakhir; silakan masuk lagi. (Your session has ended; please sign in "
         "again.)"},
        {bearer("unknown"),
         "Token ini tidak dikenal atau sudah tidak berlaku. (This token is not "
         "known or no longer valid.)"},
        {bearer(""),
         "Token ini tidak dikenal atau sudah tidak berlaku. (This token is not known "
         "or no longer valid.)"},
        {basic,
         "Token ini tidak dikenal atau sudah tidak berlaku. (This token is not known or no "
         "longer valid.)"},
    };
    for (const auto& each : cases) {
        const auto who = access->who(each.request);
        ASSERT_FALSE(who);
        EXPECT_EQ(who.error(), Error(ErrorCode::unauthorized, each.error));
    }
}

TEST_F(AccessTest, AnUnknownNameAndAWrongPasswordAreTheSameToWhoAsks) {
    settle();
    const auto wrong = sign_in("technician", "kopi-tubruk-0000");
    const auto cost_of_wrong = access->work();
    const auto unknown = sign_in("nobody-here", "kopi-tubruk-0000");
    const auto cost_of_both = access->work();
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(wrong.error(), Error(ErrorCode::unauthorized, kWrong));
    EXPECT_EQ(unknown.error(), wrong.error());
    EXPECT_EQ(cost_of_both.checks, 2 * cost_of_wrong.checks) << "the same work";
    EXPECT_EQ(cost_of_both.last_parameters, cost_of_wrong.last_parameters);
    EXPECT_FALSE(sign_in("technician", "")) << "nor does an empty one fit";
    EXPECT_FALSE(sign_in("technician", std::string(100'000, 'x')));
}

TEST_F(AccessTest, GuessingIsSlowedDownAndLocksOutNeitherWhoIsInNorTheConsole) {
    const SignedIn in = settle();
    int looked_at = 0;
    for (int i = 0; i < 50; ++i) {
        const auto guess = sign_in("technician", "guess number " + std::to_string(i),
                                   from("198.51.100." + std::to_string(i)));
        looked_at += guess.error().code() == ErrorCode::unauthorized ? 1 : 0;
        EXPECT_TRUE(guess.error().code() == ErrorCode::unauthorized ||
                    guess.error().code() == ErrorCode::exhausted);
    }
    EXPECT_EQ(looked_at, 5);
    EXPECT_EQ(sign_in("technician", kPassword, from("203.0.113.5")).error().code(),
              ErrorCode::exhausted);
    EXPECT_TRUE(sign_in("technician", kPassword, from("192.0.2.7")));
    EXPECT_TRUE(access->who(from("192.0.2.7", token_of(in))));
    EXPECT_TRUE(access->who(bearer(*read_console_token(folder.path()))));
}

TEST_F(AccessTest, SessionsOutliveARestartAndEndWhenTheyShould) {
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

TEST_F(AccessTest, APasswordIsChangedWithTheOldOneAndEndsOtherSessions) {
    settle();
    const auto here = sign_in("technician", kPassword);
    const auto there = sign_in("technician", kPassword, from("192.0.2.8"));
    const Caller caller = here->caller;
    EXPECT_EQ(
        set_password(caller, "not the old one", "another-password").error(),
        Error(ErrorCode::unauthorized, "Kata sandi lama salah. (The old password is wrong.)"));
    EXPECT_EQ(set_password(caller, kPassword, "short").error().message(),
              "Kata sandi terlalu pendek; minimal 10 karakter. (The password is too short; at "
              "least 10 characters.)");
    EXPECT_EQ(set_password(caller, kPassword, kPassword).error().message(),
              "Kata sandi baru sama dengan yang lama. (The new password is the old one.)");
    EXPECT_TRUE(access->holds(there->caller));
    ASSERT_TRUE(set_password(caller, kPassword, "another-password"));
    EXPECT_FALSE(access->holds(there->caller));
    EXPECT_TRUE(access->holds(caller));
    EXPECT_FALSE(access->who(from("192.0.2.8", token_of(*there))));
    EXPECT_FALSE(sign_in("technician", kPassword));
    EXPECT_TRUE(sign_in("technician", "another-password"));
}

TEST_F(AccessTest, RolesTakeEffectAtOnce) {
    settle();
    std::vector<std::string> revoked;
    access->on_revoked([&](const std::string& name) { revoked.push_back(name); });
    ASSERT_TRUE(add_user("Siti", Role::operate));
    EXPECT_EQ(add_user("siti", Role::viewer).error(),
              Error(ErrorCode::conflict, "Nama siti sudah dipakai. (The name siti is taken.)"));
    auto siti = sign_in("siti", kPassword);
    ASSERT_TRUE(siti);
    EXPECT_TRUE(siti->caller.must_set_password);
    ASSERT_TRUE(access->set_role("siti", Role::viewer));
    EXPECT_FALSE(access->holds(siti->caller));
    EXPECT_EQ(revoked, std::vector<std::string>{"siti"});
    siti = sign_in("siti", kPassword);
    EXPECT_EQ(siti->caller.principal.role, Role::viewer);
    ASSERT_TRUE(access->remove_user("siti"));
    EXPECT_FALSE(access->who(from("192.0.2.7", token_of(*siti))));
    EXPECT_EQ(revoked, (std::vector<std::string>{"siti", "siti"}));
    EXPECT_EQ(access->remove_user("technician").error().code(), ErrorCode::conflict);
    EXPECT_EQ(access->users().size(), 1U);
}

TEST_F(AccessTest, ATechnicianGivesAPasswordThatIsNotKept) {
    settle();
    ASSERT_TRUE(add_user("siti", Role::operate));
    const auto reset =
        wait<void>([&](auto done) { access->reset_password("siti", "sementara-1234", done); });
    ASSERT_TRUE(reset);
    const auto in = sign_in("siti", "sementara-1234");
    ASSERT_TRUE(in);
    EXPECT_TRUE(in->caller.must_set_password);
    const auto nobody =
        wait<void>([&](auto done) { access->reset_password("budi", "sementara-1234", done); });
    EXPECT_EQ(nobody.error().code(), ErrorCode::not_found);
}

TEST_F(AccessTest, TokensProveProgramsUntilTheyEnd) {
    settle();
    const Principal by{"technician", Role::technician, "panel 192.0.2.7"};
    const auto made = access->add_token("companion", Role::operate, 30, by);
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->secret.starts_with("pendopo_"));
    EXPECT_EQ(made->row.expires_ms - made->row.created_ms, int64_t{30} * 86'400'000);
    const auto who = access->who(bearer(made->secret));
    ASSERT_TRUE(who);
    EXPECT_EQ(who->principal, (Principal{"companion", Role::operate, "api 192.0.2.9"}));
    EXPECT_TRUE(access->holds(*who));
    EXPECT_EQ(set_password(*who, "", kPassword).error(),
              Error(ErrorCode::unsupported,
                    "Token dan konsol tidak punya kata sandi. (Tokens and "
                    "the console have no password.)"));
    EXPECT_EQ(access->tokens().at(0).last_seen_ms, 1'800'000'000'000);
    EXPECT_FALSE(access->add_token("technician", Role::viewer, 0, by)) << "a user's name";
    clock.advance(std::chrono::hours(24 * 30));
    EXPECT_FALSE(access->who(bearer(made->secret)));
    EXPECT_FALSE(access->holds(*who));

    const auto endless = access->add_token("grafana", Role::viewer, 0, by);
    clock.advance(std::chrono::hours(24 * 3650));
    EXPECT_TRUE(access->who(bearer(endless->secret)));
    ASSERT_TRUE(access->revoke_token(endless->row.id));
    EXPECT_FALSE(access->who(bearer(endless->secret)));
    EXPECT_FALSE(access->revoke_token(endless->row.id));
}

TEST_F(AccessTest, TheConsoleProvesItselfByAFileThatIsNewAtEachStart) {
    const std::string token = *read_console_token(folder.path());
    struct stat info {};
    ASSERT_EQ(::stat((folder / "console.token").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600U);
    const auto who = access->who(bearer(token));
    ASSERT_TRUE(who);
    EXPECT_EQ(who->principal, (Principal{"console", Role::technician, "cli"}));
    EXPECT_TRUE(access->holds(*who));
    start();
    EXPECT_FALSE(access->who(bearer(token)));
}

// `pendopo user reset` on the machine, while the wall runs.
TEST_F(AccessTest, WhatTheConsoleChangesIsSeen) {
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

// A disk that takes nothing for a while: here another program that does not let go.
TEST_F(AccessTest, WhatCannotBeSavedHoldsAndIsSavedLater) {
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
    EXPECT_EQ(load_book(*file)->sessions.size(), 2U);
}

TEST_F(AccessTest, WhateverIsWrongWithTheFolderPeopleComeIn) {
    access.reset();
    std::filesystem::remove_all(folder.path());
    folder.write("control.db", "this is no database, but long enough to look at it twice");
    folder.write("audit.db", "neither is this, which is quite long enough to be one");
    std::filesystem::create_directory(folder.path() / "console.token");
    start();
    ASSERT_TRUE(test::turn_until(loop, [&] { return access->problems().size() == 3; }));
    EXPECT_NE(access->problems()[0].find("control.db was damaged"), std::string::npos);
    EXPECT_NE(access->problems()[2].find("the command line cannot sign in at this wall ("),
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

TEST_F(AccessTest, NoSecretIsInAnyFileLineOrRecord) {
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

TEST_F(AccessTest, RecordsSayWhoDidWhatAndHowItEnded) {
    access->audit({"siti", Role::operate, "panel 192.0.2.7"}, "hold", "", "{\"hold\":false}",
                  "{\"hold\":true}", {});
    access->audit({"", Role::viewer, "api 198.51.100.9"}, "add_user", "x", "", "",
                  fail(ErrorCode::unauthorized, "Silakan masuk dahulu."));
    ASSERT_TRUE(test::turn_until(loop, [&] {
        return access->audit_page({0, 10, ""}).size() == 2;
    }));
    const auto rows = access->audit_page({0, 10, ""});
    EXPECT_EQ(rows[1].who, "siti");
    EXPECT_EQ(rows[1].role, "operator");
    EXPECT_EQ(rows[1].before, "{\"hold\":false}");
    EXPECT_EQ(rows[1].outcome, "done");
    EXPECT_EQ(rows[0].outcome, "unauthorized");
    EXPECT_EQ(rows[0].message, "Silakan masuk dahulu.");
    EXPECT_EQ(access->audit_page({0, 10, "budi"}).size(), 1U) << "commands of others";
}

}  // namespace
}  // namespace pendopo
