#pragma once
// Passwords: what a good one is, and argon2id. Slow by design: hashing runs in a thread of its own
// (password_hasher.h). What people read is said in Indonesian and in English.

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

// "Indonesian (English)": for messages that reach somebody before anything says which they read.
std::string bilingual(std::string_view indonesian, std::string_view english);

constexpr size_t kShortestPassword = 10;  // characters
constexpr size_t kLongestPassword = 256;  // bytes: a sentence; longer ones only cost memory

// Errors: invalid, and which rule is broken. Never repeats the password.
// Thread: reentrant.
Result<void> check_password(std::string_view name, std::string_view password);

// What a hash costs. The default is RFC 9106's second recommended choice: a fifth of a second on
// slow cores. 64 MiB are given back after each.
struct PasswordCost {
    unsigned long long passes = 3;
    size_t bytes = size_t{64} << 20;
};

// "$argon2id$…" with a salt of its own. Errors: exhausted (no memory).
// Thread: reentrant.
Result<std::string> hash_password(std::string_view password, PasswordCost cost);
// Whether `hash` is of that password. What is no hash of ours is false.
bool password_fits(const std::string& hash, std::string_view password);

}  // namespace pendopo
