#include "engine/control/password.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "engine/control/password_hasher.h"
#include "engine/control/secret.h"
#include "tests/support/event_loop_turns.h"

namespace pendopo {
namespace {

constexpr PasswordCost kCheap{1, size_t{8} << 10};

constexpr const char* kShort =
    "Kata sandi terlalu pendek; minimal 10 karakter. (The password is too short; at least 10 "
    "characters.)";
constexpr const char* kCommon =
    "Kata sandi ini terlalu umum dan mudah ditebak; pilih yang lain. (This password is too common "
    "and easy to guess; choose another.)";
constexpr const char* kName =
    "Kata sandi tidak boleh sama dengan nama. (The password must not be the name.)";
constexpr const char* kLong =
    "Kata sandi terlalu panjang; maksimal 256 bita. (The password is too long; at most 256 bytes.)";

TEST(PasswordTest, SaysWhichRuleIsBroken) {
    const struct {
        std::string name;
        std::string password;
        std::string error;  // empty: good
    } cases[] = {
        {"siti", "", kShort},
        {"siti", "pendek", kShort},
        {"siti", "sembilan9", kShort},
        {"siti", "éééééééé9", kShort},  // nine characters of two bytes each
        {"siti", "sepuluh10!", ""},
        {"siti", "kopi tubruk dua gelas", ""},
        {"siti", "ꦥꦼꦤ꧀ꦝꦥ3abc", ""},
        {"siti", std::string(256, 'x') + "y", kLong},
        {"administrasi", "Administrasi", kName},
        {"siti", "password123", kCommon},
        {"siti", "PassWord123", kCommon},
        {"siti", "bismillah123", kCommon},
        {"siti", "indonesiaraya", kCommon},
        {"siti", "welcome123", kCommon},
        {"siti", "0123456789", kCommon},
        {"siti", "aaaaaaaaaaaa", kCommon},
        {"siti", "abababababab", kCommon},
    };
    for (const auto& each : cases) {
        const auto checked = check_password(each.name, each.password);
        EXPECT_EQ(checked ? "" : checked.error().message(), each.error) << each.password;
    }
}

// The list is searched by halves.
TEST(PasswordTest, EveryCommonOneIsFound) {
    for (const char* common :
         {"0123456789", "1q2w3e4r5t", "admin12345", "alhamdulillah", "banyuwangi1", "katasandi123",
          "merdeka1945", "operator123", "p@ssw0rd123", "pendopo12345", "qwertyuiop", "rahasia123",
          "sayangku123", "selamatpagi", "superadmin", "teknisi123", "welcome123"}) {
        EXPECT_FALSE(check_password("siti", common)) << common;
    }
}

TEST(PasswordTest, HashesFitTheirPasswordAlone) {
    const auto hash = hash_password("kopi tubruk", kCheap);
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << *hash;
    EXPECT_TRUE(password_fits(*hash, "kopi tubruk"));
    for (const char* wrong : {"", "kopi tubru", "kopi tubruk ", "Kopi tubruk"}) {
        EXPECT_FALSE(password_fits(*hash, wrong)) << wrong;
    }
    EXPECT_NE(*hash, *hash_password("kopi tubruk", kCheap)) << "each has a salt of its own";
    for (const std::string& none : {std::string(), std::string("kopi tubruk"),
                                    std::string("$argon2id$"), std::string(500, 'x')}) {
        EXPECT_FALSE(password_fits(none, "kopi tubruk")) << none;
    }
}

TEST(PasswordTest, TheCostIsRfc9106sAndNeitherCheapNorEndless) {
    const auto began = std::chrono::steady_clock::now();
    const auto hash = hash_password("kopi tubruk", PasswordCost{});
    const auto took = std::chrono::steady_clock::now() - began;
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << *hash;
    EXPECT_GT(took, std::chrono::milliseconds(20));
}

class HasherTest : public testing::Test {
  protected:
    Result<bool> check(const std::string& hash, const std::string& password) {
        std::optional<Result<bool>> answer;
        hasher.check(hash, password, [&](Result<bool> fits) { answer = fits; });
        EXPECT_FALSE(answer) << "never before check() returns";
        test::turn_until(loop, [&] { return answer.has_value(); });
        return answer.value_or(false);
    }

    EventLoop loop;
    PasswordHasher hasher{loop, kCheap};
};

TEST_F(HasherTest, ChecksAndHashesBesideTheLoop) {
    std::optional<Result<std::string>> hash;
    hasher.hash("kopi tubruk", [&](Result<std::string> made) { hash = std::move(made); });
    test::turn_until(loop, [&] { return hash.has_value(); });
    ASSERT_TRUE(hash && *hash);
    EXPECT_EQ(check(**hash, "kopi tubruk"), true);
    EXPECT_EQ(check(**hash, "teh poci"), false);
}

// Asserted by the work that is done, not by a clock.
TEST_F(HasherTest, NobodysPasswordCostsWhatAWrongOneCosts) {
    const std::string hash = *hash_password("kopi tubruk", kCheap);
    EXPECT_EQ(check(hash, "salah sekali"), false);
    const PasswordHasher::Work wrong = hasher.work();
    EXPECT_EQ(wrong.last_parameters, "$argon2id$v=19$m=8,t=1,p=1");
    EXPECT_EQ(check("", "salah sekali"), false);
    EXPECT_EQ(hasher.work().checks, wrong.checks + 1);
    EXPECT_EQ(hasher.work().last_parameters, wrong.last_parameters);
}

TEST_F(HasherTest, TooManyAtOnceAreTurnedAway) {
    constexpr size_t kAsked = 100;
    size_t answered = 0;
    size_t turned_away = 0;
    for (size_t i = 0; i < kAsked; ++i) {
        hasher.check("", "x", [&](Result<bool> fits) {
            ++answered;
            if (!fits) {
                ++turned_away;
                EXPECT_EQ(fits.error(),
                          Error(ErrorCode::exhausted,
                                "Terlalu banyak orang masuk sekaligus; coba lagi beberapa detik "
                                "lagi. (Too many people sign in at once; try again in a few "
                                "seconds.)"));
            }
        });
    }
    test::turn_until(loop, [&] { return answered == kAsked; });
    EXPECT_EQ(answered, kAsked);
    EXPECT_GT(turned_away, 0U);
}

TEST(SecretTest, TokensAreLongAndNeverTheSame) {
    const std::string token = random_token();
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(
        token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "-_"),
        std::string::npos);
    EXPECT_NE(token, random_token());
    EXPECT_EQ(token_hash(token).size(), 64U);
    EXPECT_EQ(token_hash(token), token_hash(token));
}

TEST(SecretTest, HashesAreThePublishedOnes) {
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(token_hash(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    EXPECT_NE(mac_hex("a", "x"), mac_hex("b", "x"));
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

}  // namespace
}  // namespace pendopo
