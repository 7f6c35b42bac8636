#pragma once
// Hashes and checks passwords beside control's loop, with the same work whoever is asked for: a
// name that nobody has takes as long as a wrong password.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/control/job_thread.h"
#include "engine/control/password.h"

namespace pendopo {

// Thread: bound(loop).
class PasswordHasher {
  public:
    static constexpr size_t kMostWaiting = 8;  // one and a half seconds of them
    // The work done so far, and what it cost: what tests compare.
    struct Work {
        uint64_t checks = 0;
        std::string last_parameters;  // "$argon2id$v=19$m=65536,t=3,p=1"
        bool operator==(const Work&) const = default;
    };

    explicit PasswordHasher(EventLoop& loop, PasswordCost cost = {});  // the loop outlives it

    // Calls `done` once, on the loop and never before this returns, unless this goes before.
    // Errors: exhausted (too many at once, no memory).
    void hash(std::string password, std::function<void(Result<std::string>)> done);
    // Whether the password fits `hash`; an empty one, of a name that nobody has or a user without a
    // password, is checked against a hash that nothing fits.
    void check(std::string hash, std::string password, std::function<void(Result<bool>)> done);

    const Work& work() const { return work_; }

  private:
    EventLoop& loop_;
    PasswordCost cost_;
    Work work_;
    std::shared_ptr<std::string> nobodys_;  // touched on the thread alone
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    JobThread thread_;
};

}  // namespace pendopo
