#pragma once
// Random tokens and the hashes by which they are known: what is stored cannot be turned back into
// what signs in. The library behind it is libsodium. Thread: reentrant.

#include <string>
#include <string_view>

namespace pendopo {

// 256 bits of the system's randomness as 43 characters that need no quoting in an address.
std::string random_token();
// Begins every API token, so that one that was published by mistake is recognised as such.
constexpr std::string_view kTokenPrefix = "pendopo_";
// Eight hexadecimal digits that name a token; no secret.
std::string new_token_id();
// BLAKE2b-256 as 64 hexadecimal digits. Tokens have 256 random bits, so no salt and no slow hash is
// needed, and looking one up by its hash tells nothing to who measures how long it took.
std::string token_hash(std::string_view token);

std::string sha256_hex(std::string_view bytes);
// A signature with a key that only this wall has (HMAC-SHA-512/256), as 64 hexadecimal digits.
std::string mac_hex(std::string_view key, std::string_view bytes);
// Takes the same time whatever differs; of different lengths it is false at once.
bool equal_in_constant_time(std::string_view one, std::string_view other);

// Overwrites a password that is not needed any more.
void wipe(std::string& secret);

}  // namespace pendopo
