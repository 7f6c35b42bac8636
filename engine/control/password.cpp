#include "engine/control/password.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>

#include "engine/base/check.h"

namespace pendopo {
namespace {

// The commonest that are long enough to pass the first rule, here and abroad. In small letters.
constexpr auto kCommonest = std::to_array<std::string_view>({
    "0123456789",    "0987654321",   "1234567890",    "12345678900",  "12345678910",
    "123456789a",    "1234567891",   "1q2w3e4r5t",    "1q2w3e4r5t6y", "1qaz2wsx3edc",
    "abcd123456",    "abcdefghij",   "admin12345",    "admin123456",  "administrator",
    "alhamdulillah", "banyuwangi1",  "banyuwangi123", "bismillah1",   "bismillah123",
    "cintaku123",    "dashboard1",   "football123",   "iloveyou12",   "iloveyou123",
    "indonesia1",    "indonesia123", "indonesia45",   "indonesiaku",  "indonesiaraya",
    "katasandi1",    "katasandi123", "letmein123",    "merdeka1945",  "operator12",
    "operator123",   "p@ssw0rd123",  "passw0rd123",   "password01",   "password10",
    "password12",    "password123",  "password1234",  "pemerintah",   "pendopo123",
    "pendopo1234",   "pendopo12345", "qazwsxedcrfv",  "qwerty1234",   "qwerty12345",
    "qwerty123456",  "qwertyuiop",   "rahasia123",    "rahasia1234",  "sayangku12",
    "sayangku123",   "selamatpagi",  "superadmin",    "teknisi123",   "welcome123",
});

std::string small_letters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

size_t characters(std::string_view text) {  // of UTF-8
    return static_cast<size_t>(std::ranges::count_if(
        std::string(text), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

tl::unexpected<Error> bad(std::string_view indonesian, std::string_view english) {
    return fail(ErrorCode::invalid, bilingual(indonesian, english));
}

}  // namespace

std::string bilingual(std::string_view indonesian, std::string_view english) {
    return fmt::format("{} ({})", indonesian, english);
}

Result<void> check_password(std::string_view name, std::string_view password) {
    constexpr size_t kFewestDifferent = 4;
    if (characters(password) < kShortestPassword) {
        return bad("Kata sandi terlalu pendek; minimal 10 karakter.",
                   "The password is too short; at least 10 characters.");
    }
    if (password.size() > kLongestPassword) {
        return bad("Kata sandi terlalu panjang; maksimal 256 bita.",
                   "The password is too long; at most 256 bytes.");
    }
    const std::string small = small_letters(password);
    if (small == small_letters(name)) {
        return bad("Kata sandi tidak boleh sama dengan nama.",
                   "The password must not be the name.");
    }
    if (std::set<char>(small.begin(), small.end()).size() < kFewestDifferent ||
        std::ranges::binary_search(kCommonest, std::string_view(small))) {
        return bad("Kata sandi ini terlalu umum dan mudah ditebak; pilih yang lain.",
                   "This password is too common and easy to guess; choose another.");
    }
    return {};
}

Result<std::string> hash_password(std::string_view password, PasswordCost cost) {
    CHECK(sodium_init() >= 0);
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost.passes,
                              cost.bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return fail(ErrorCode::exhausted, bilingual("Memori tidak cukup; coba lagi sebentar lagi.",
                                                    "Not enough memory; try again in a moment."));
    }
    return std::string(text.data());
}

bool password_fits(const std::string& hash, std::string_view password) {
    CHECK(sodium_init() >= 0);
    return hash.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace pendopo
