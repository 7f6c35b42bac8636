#include "engine/control/access.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/control/console_token.h"
#include "tests/control/access_fixture.h"

namespace pendopo {
namespace {

using test::bearer;
using test::from;
using test::kPassword;
using test::kWrong;
using test::token_of;

class AccessTest : public test::AccessFixture {};

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

TEST_F(AccessTest, TheFirstLinkEndsWhenATechnicianHasAPassword) {
    const std::string link = access->first_link();
    ASSERT_TRUE(add_user("budi", Role::operate));
    ASSERT_TRUE(access->set_role("budi", Role::technician));
    EXPECT_FALSE(access->sign_in_with_link(link, from("192.0.2.7")));
}

TEST_F(AccessTest, CookiesAreForThisSiteAlone) {
    HttpRequest request = from("192.0.2.7");
    request.secure = true;
    const auto in = access->sign_in_with_link(access->first_link(), request);
    ASSERT_TRUE(in);
    EXPECT_EQ(in->set_cookie, "pendopo_session_7600=" + token_of(*in) +
                                  "; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000; Secure");
    HttpRequest other = from("192.0.2.7", token_of(*in));
    other.port = 7601;  // another wall of this machine, which the same cookie would reach
    EXPECT_FALSE(access->who(other));
    EXPECT_TRUE(access->who(from("192.0.2.7", token_of(*in))));
    EXPECT_EQ(*access->sign_out(in->caller, request),
              "pendopo_session_7600=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure");
    EXPECT_EQ(*access->sign_out(in->caller, from("192.0.2.7")),
              "pendopo_session_7600=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    EXPECT_FALSE(access->who(from("192.0.2.7", token_of(*in))));
    const std::string name = session_cookie(80);
    EXPECT_EQ(cookie_value("a=b; xpendopo_session_80=1;pendopo_session_80=2 ; c", name), "2");
    EXPECT_EQ(cookie_value("pendopo_session_80", name), "");
    EXPECT_EQ(cookie_value("pendopo_session_8080=3", name), "");
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
    EXPECT_TRUE(access->who(bearer(*read_console_token(folder.path()), "127.0.0.1")));
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

// `pendopo user reset` on the machine, while the wall runs.
// A disk that takes nothing for a while: here another program that does not let go.
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
