#pragma once
// How often somebody may guess: five failures a minute for an account and for an address, then
// pauses that grow from one minute to a quarter of an hour. Pure: the time is an argument.
//
// Nobody can lock out somebody else who is already in: for an address that holds a session of that
// account only its own failures on that account count, and never for more than a minute. The
// console does not sign in and is never limited.
//
// Memory is fixed: a bucket is found by a keyed hash of the name, so that nobody can push a bucket
// out or choose whose bucket to fill; two names in one bucket wait for each other's failures.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

// Thread: bound to its owner.
class SignInLimit {
  public:
    static constexpr int kFailures = 5;
    static constexpr Seconds kWithin{60};
    static constexpr Seconds kLongestPause{900};
    static constexpr Seconds kForgetAfter{3600};  // without a failure: pauses begin small again

    enum class Address { stranger, holds_a_session };

    explicit SignInLimit(uint64_t key);  // secret: random

    // An attempt begins and counts as failed until it succeeded, so that many at once are no way
    // round. Errors: exhausted, with how long to wait; a refused attempt makes nobody wait longer.
    Result<void> begin(std::string_view account, std::string_view address, Address known,
                       MonotonicTime now);
    void succeeded(std::string_view account, std::string_view address, Address known);

    static size_t bytes();  // it takes, always

  private:
    struct Bucket {
        std::array<MonotonicTime, kFailures> failures{};  // the newest, in a ring
        uint8_t count = 0;
        uint8_t next = 0;
        uint8_t strikes = 0;  // pauses so far
        MonotonicTime until;  // paused
    };
    static constexpr size_t kBuckets = 4096;

    Bucket& account(std::string_view account);
    Bucket& address(std::string_view address);
    Bucket& pair(std::string_view account, std::string_view address);
    uint64_t hash(std::string_view text) const;
    static MonotonicTime paused_until(const Bucket& bucket, MonotonicTime now);
    static void add(Bucket& bucket, MonotonicTime now, Seconds longest);
    static void take_back(Bucket& bucket);

    uint64_t key_;
    std::vector<Bucket> accounts_;
    std::vector<Bucket> addresses_;
    std::vector<Bucket> pairs_;
};

}  // namespace pendopo
