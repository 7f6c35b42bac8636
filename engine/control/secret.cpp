#include "engine/control/secret.h"

#include <sodium.h>

#include <array>

#include "engine/base/check.h"

namespace pendopo {
namespace {

constexpr size_t kTokenBytes = 32;
constexpr size_t kHashBytes = 32;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

template <size_t N>
std::string hex(const std::array<unsigned char, N>& bytes) {
    std::string text(2 * N + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), N);
    text.pop_back();
    return text;
}

void begin() {
    CHECK(sodium_init() >= 0);  // fails only where the system has no randomness
}

}  // namespace

std::string random_token() {
    begin();
    std::array<unsigned char, kTokenBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_ENCODED_LEN(kTokenBytes, kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
    text.pop_back();
    sodium_memzero(bytes.data(), bytes.size());
    return text;
}

std::string token_hash(std::string_view token) {
    begin();
    std::array<unsigned char, kHashBytes> hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(token), token.size(), nullptr, 0);
    return hex(hash);
}

std::string new_token_id() {
    return token_hash(random_token()).substr(0, 8);
}

std::string sha256_hex(std::string_view bytes) {
    begin();
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytes_of(bytes), bytes.size());
    return hex(hash);
}

std::string mac_hex(std::string_view key, std::string_view bytes) {
    begin();
    std::array<unsigned char, crypto_auth_KEYBYTES> stretched{};  // a key of any length
    crypto_generichash(stretched.data(), stretched.size(), bytes_of(key), key.size(), nullptr, 0);
    std::array<unsigned char, crypto_auth_BYTES> mac{};
    crypto_auth(mac.data(), bytes_of(bytes), bytes.size(), stretched.data());
    sodium_memzero(stretched.data(), stretched.size());
    return hex(mac);
}

bool equal_in_constant_time(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

void wipe(std::string& secret) {
    sodium_memzero(secret.data(), secret.capacity());
    secret.clear();
}

}  // namespace pendopo
