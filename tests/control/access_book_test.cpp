#include "engine/control/access_book.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

std::string error_of(const Result<void>& result) {
    return result ? "" : result.error().message();
}

constexpr const char* kNameRule =
    "Nama terdiri dari 1 sampai 32 karakter a–z, 0–9, \".\", \"_\", \"-\" dan diawali huruf. (A "
    "name is 1 to 32 of a–z, 0–9, \".\", \"_\", \"-\" and begins with a letter.)";

class AccessBookTest : public testing::Test {
  protected:
    AccessBookTest() {
        book.users["siti"] = {Role::technician, "hash", false, 0};
        book.users["budi"] = {Role::operate, "hash", false, 0};
        book.sessions["s1"] = {"siti", "192.0.2.7", 0, 0};
        book.sessions["s2"] = {"siti", "192.0.2.8", 0, 0};
        book.sessions["b1"] = {"budi", "192.0.2.9", 0, 0};
    }
    AccessBook book;
};

TEST_F(AccessBookTest, NamesAreOfOneKindAndNobodyPassesForTheWall) {
    const struct {
        std::string name;
        std::string error;
    } cases[] = {
        {"ayu", ""},
        {"stream-deck.1_a", ""},
        {std::string(32, 'a'), ""},
        {std::string(33, 'a'), kNameRule},
        {"", kNameRule},
        {"Ayu", kNameRule},
        {"1ayu", kNameRule},
        {"ayu putri", kNameRule},
        {"<script>", kNameRule},
        {"ayu\n", kNameRule},
        {"console",
         "Nama console dipakai oleh dinding sendiri. (The name console is the wall's "
         "own.)"},
        {"siti", "Nama siti sudah dipakai. (The name siti is taken.)"},
    };
    for (const auto& each : cases) {
        AccessBook copy = book;
        EXPECT_EQ(error_of(add_user(copy, each.name, {})), each.error) << each.name;
        copy = book;
        EXPECT_EQ(error_of(add_token(copy, "h", {"1", each.name})), each.error) << each.name;
        EXPECT_EQ(copy == book, !each.error.empty());
    }
    EXPECT_EQ(account_name("  Siti "), "siti");
    EXPECT_EQ(account_name("   "), "");
}

TEST_F(AccessBookTest, TheLastTechnicianStays) {
    constexpr const char* kLast =
        "Teknisi terakhir tidak dapat dihapus atau diubah perannya. (The last technician cannot be "
        "removed or given another role.)";
    EXPECT_EQ(error_of(remove_user(book, "siti")), kLast);
    EXPECT_EQ(error_of(set_user_role(book, "siti", Role::viewer)), kLast);
    EXPECT_EQ(error_of(set_user_role(book, "siti", Role::technician)), "");
    EXPECT_EQ(book.sessions.size(), 3U) << "nothing changed";
    EXPECT_EQ(error_of(set_user_role(book, "budi", Role::technician)), "");
    EXPECT_EQ(error_of(remove_user(book, "siti")), "");
    EXPECT_EQ(error_of(remove_user(book, "budi")), kLast);
    EXPECT_EQ(error_of(remove_user(book, "siti")),
              "Tidak ada pengguna siti. (There is no user siti.)");
}

TEST_F(AccessBookTest, ChangesEndTheSessionsTheyConcern) {
    AccessBook copy = book;
    ASSERT_TRUE(set_password_hash(copy, "siti", "new", false));
    EXPECT_EQ(copy.sessions.size(), 1U);
    copy = book;
    ASSERT_TRUE(set_password_hash(copy, "siti", "new", false, "s2"));
    EXPECT_TRUE(copy.sessions.contains("s2") && copy.sessions.contains("b1"));
    EXPECT_FALSE(copy.sessions.contains("s1"));
    copy = book;
    ASSERT_TRUE(set_user_role(copy, "budi", Role::viewer));
    EXPECT_FALSE(copy.sessions.contains("b1"));
    copy = book;
    ASSERT_TRUE(remove_user(copy, "budi"));
    EXPECT_FALSE(copy.sessions.contains("b1"));
    copy = book;
    ASSERT_TRUE(reset_user(copy, "siti", "link", 0));
    EXPECT_EQ(copy.users["siti"].password_hash, "");
    EXPECT_TRUE(copy.users["siti"].must_set_password);
    EXPECT_EQ(copy.sessions.size(), 1U);
}

TEST_F(AccessBookTest, ALinkIsGoodOnceForADay) {
    constexpr const char* kGone =
        "Tautan masuk ini sudah dipakai atau tidak berlaku lagi; minta yang baru. (This sign-in "
        "link was used or is no longer valid; ask for a new one.)";
    ASSERT_TRUE(reset_user(book, "siti", "link", 1000));
    AccessBook late = book;
    EXPECT_EQ(use_link(late, "link", 1000 + kLinkMs).error().message(), kGone);
    EXPECT_EQ(use_link(book, "link", 1000 + kLinkMs - 1), "siti");
    EXPECT_EQ(use_link(book, "link", 1001).error(), Error(ErrorCode::unauthorized, kGone));
    ASSERT_TRUE(reset_user(book, "siti", "link", 1000));
    ASSERT_TRUE(set_password_hash(book, "siti", "new", false));
    EXPECT_FALSE(use_link(book, "link", 1001)) << "a password ends it";
}

TEST_F(AccessBookTest, TheFirstLinkIsThereUntilATechnicianHasAPassword) {
    AccessBook fresh;
    EXPECT_TRUE(make_first_link(fresh, "one", 0));
    EXPECT_EQ(fresh.users["technician"], (UserRecord{Role::technician, "", true, 0}));
    EXPECT_TRUE(make_first_link(fresh, "two", 0)) << "each start makes a new one";
    EXPECT_FALSE(use_link(fresh, "one", 1)) << "and ends the earlier one";
    EXPECT_EQ(use_link(fresh, "two", 1), "technician");
    EXPECT_TRUE(make_first_link(fresh, "three", 0)) << "still no password";
    ASSERT_TRUE(set_password_hash(fresh, "technician", "hash", false));
    const AccessBook before = fresh;
    EXPECT_FALSE(make_first_link(fresh, "four", 0));
    EXPECT_EQ(fresh, before);
    EXPECT_FALSE(make_first_link(book, "five", 0));
}

TEST_F(AccessBookTest, TheFirstLinkEndsWithTheFirstPasswordOfATechnicianAndNoOtherDoes) {
    AccessBook fresh;
    ASSERT_TRUE(make_first_link(fresh, "one", 0));
    ASSERT_TRUE(add_user(fresh, "budi", {Role::technician, "", true, 0}));
    ASSERT_TRUE(reset_user(fresh, "budi", "his", 0));
    ASSERT_TRUE(add_user(fresh, "siti", {Role::operate, "hash", false, 0}));
    AccessBook trial = fresh;
    EXPECT_TRUE(use_link(trial, "one", 0)) << "no technician has one yet";
    trial = fresh;
    ASSERT_TRUE(set_user_role(trial, "siti", Role::technician));
    EXPECT_FALSE(use_link(trial, "one", 0));
    EXPECT_EQ(use_link(trial, "his", 0).value(), "budi");
    trial = fresh;
    ASSERT_TRUE(add_user(trial, "tono", {Role::technician, "hash", true, 0}));
    EXPECT_FALSE(use_link(trial, "one", 0));
    trial = fresh;
    ASSERT_TRUE(set_password_hash(trial, "budi", "hash", false));
    EXPECT_FALSE(use_link(trial, "one", 0));
}

TEST_F(AccessBookTest, SessionsEndIdleAndInTheEnd) {
    constexpr int64_t kHour = 3'600'000;
    SessionRecord session{"siti", "", 0, 0};
    EXPECT_TRUE(good(session, 12 * kHour - 1));
    EXPECT_FALSE(good(session, 12 * kHour));
    for (int64_t now = 0; now < 30 * 24 * kHour; now += 11 * kHour) {
        EXPECT_TRUE(good(session, now));
        session.seen_ms = now;
    }
    session.seen_ms = 30 * 24 * kHour - 1;
    EXPECT_TRUE(good(session, 30 * 24 * kHour - 1));
    EXPECT_FALSE(good(session, 30 * 24 * kHour)) << "however often it was used";
    EXPECT_TRUE(drop_expired(book, 12 * kHour));
    EXPECT_TRUE(book.sessions.empty());
    EXPECT_FALSE(drop_expired(book, 12 * kHour));
}

TEST_F(AccessBookTest, TokensEndWhenTheySay) {
    TokenRecord token{"1f", "companion"};
    EXPECT_TRUE(good(token, INT64_MAX));
    token.expires_ms = 1000;
    EXPECT_TRUE(good(token, 999));
    EXPECT_FALSE(good(token, 1000));
    ASSERT_TRUE(add_token(book, "h", token));
    EXPECT_EQ(error_of(revoke_token(book, "2f")), "Tidak ada token 2f. (There is no token 2f.)");
    EXPECT_EQ(error_of(revoke_token(book, "1f")), "");
    EXPECT_TRUE(book.tokens.empty());
}

TEST_F(AccessBookTest, ItStaysSmallWhateverIsAsked) {
    for (int i = 0; i < 1000; ++i) {
        (void)add_user(book, "u" + std::to_string(i), {});
        (void)add_token(book, std::to_string(i), {std::to_string(i), "t" + std::to_string(i)});
        (void)add_session(book, "x" + std::to_string(i), {"siti", "", 1 + i, 1 + i});
    }
    EXPECT_EQ(book.users.size(), kMostUsers);
    EXPECT_EQ(book.tokens.size(), kMostTokens);
    EXPECT_EQ(book.sessions.size(), kMostSessionsOfOne + 1) << "and budi keeps his";
    EXPECT_TRUE(book.sessions.contains("x999")) << "the oldest leave";
    EXPECT_EQ(error_of(add_user(book, "one-more", {})),
              "Terlalu banyak pengguna; paling banyak 200. (Too many users; at most 200.)");
}

}  // namespace
}  // namespace pendopo
