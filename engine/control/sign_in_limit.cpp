#include "engine/control/sign_in_limit.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/control/password.h"

namespace pendopo {
namespace {

// Who has one IPv6 address has 2^64 of them: one network counts as one.
std::string network_of(std::string_view address) {
    if (address.find(':') == std::string_view::npos || address.starts_with("::ffff:")) {
        return std::string(address);
    }
    size_t end = 0;
    for (int group = 0; group < 4; ++group) {
        const size_t colon = address.find(':', end);
        if (colon == std::string_view::npos || address.substr(colon).starts_with("::")) {
            return std::string(address.substr(0, colon));
        }
        end = colon + 1;
    }
    return std::string(address.substr(0, end - 1));
}

uint64_t mixed(uint64_t x) {  // splitmix64's finaliser
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

}  // namespace

SignInLimit::SignInLimit(uint64_t key)
    : key_(key), accounts_(kBuckets), addresses_(kBuckets), pairs_(kBuckets) {}

size_t SignInLimit::bytes() {
    return 3 * kBuckets * sizeof(Bucket);
}

uint64_t SignInLimit::hash(std::string_view text) const {
    uint64_t state = mixed(key_ ^ text.size());
    for (const char c : text) {
        state = mixed(state + static_cast<unsigned char>(c) + 0x9E3779B97F4A7C15ULL);
    }
    return mixed(state ^ key_);
}

SignInLimit::Bucket& SignInLimit::account(std::string_view account) {
    return accounts_[hash(account) % kBuckets];
}
SignInLimit::Bucket& SignInLimit::address(std::string_view address) {
    return addresses_[hash(network_of(address)) % kBuckets];
}
SignInLimit::Bucket& SignInLimit::pair(std::string_view account, std::string_view address) {
    return pairs_[hash(std::string(account) + '\n' + network_of(address)) % kBuckets];
}

MonotonicTime SignInLimit::paused_until(const Bucket& bucket, MonotonicTime now) {
    return bucket.until > now ? bucket.until : now;
}

void SignInLimit::add(Bucket& bucket, MonotonicTime now, Seconds longest) {
    const size_t newest = (bucket.next + kFailures - 1U) % kFailures;
    if (bucket.count + bucket.strikes > 0 && now - bucket.failures[newest] >= kForgetAfter) {
        bucket = {};
    }
    bucket.failures[bucket.next] = now;
    bucket.next = static_cast<uint8_t>((bucket.next + 1) % kFailures);
    bucket.count = static_cast<uint8_t>(std::min(bucket.count + 1, kFailures));
    if (bucket.count == kFailures && now - bucket.failures[bucket.next] < kWithin) {
        const int doublings = std::min<int>(bucket.strikes, 4);
        bucket.until = now + std::min(kWithin * (1 << doublings), longest);
        bucket.strikes = static_cast<uint8_t>(std::min(bucket.strikes + 1, 255));
        bucket.count = 0;
    }
}

// The newest failure was none. A pause that it began ends with it.
void SignInLimit::take_back(Bucket& bucket) {
    const auto newest = static_cast<uint8_t>((bucket.next + kFailures - 1) % kFailures);
    if (bucket.count == 0 && bucket.until != MonotonicTime()) {
        bucket.until = MonotonicTime();
        bucket.strikes = static_cast<uint8_t>(std::max(bucket.strikes - 1, 0));
        bucket.count = kFailures;
    }
    if (bucket.count > 0) {
        bucket.next = newest;
        bucket.count -= 1;
    }
}

Result<void> SignInLimit::begin(std::string_view name, std::string_view from, Address known,
                                MonotonicTime now) {
    Bucket& ours = pair(name, from);
    const MonotonicTime free =
        known == Address::holds_a_session
            ? paused_until(ours, now)
            : std::max(paused_until(account(name), now), paused_until(address(from), now));
    if (free > now) {
        const auto wait = std::chrono::ceil<Seconds>(free - now).count();
        return fail(
            ErrorCode::exhausted,
            bilingual(fmt::format("Terlalu banyak percobaan; coba lagi dalam {} detik.", wait),
                      fmt::format("Too many attempts; try again in {} seconds.", wait)));
    }
    if (known == Address::holds_a_session) {
        add(ours, now, kWithin);
    } else {
        add(account(name), now, kLongestPause);
        add(address(from), now, kLongestPause);
    }
    return {};
}

void SignInLimit::succeeded(std::string_view name, std::string_view from, Address known) {
    if (known == Address::holds_a_session) {
        take_back(pair(name, from));
    } else {
        take_back(account(name));
        take_back(address(from));
    }
}

}  // namespace pendopo
