#include "engine/control/password_hasher.h"

#include <utility>

#include "engine/control/secret.h"

namespace pendopo {
namespace {

Error too_many() {
    return {ErrorCode::exhausted,
            bilingual("Terlalu banyak orang masuk sekaligus; coba lagi beberapa detik lagi.",
                      "Too many people sign in at once; try again in a few seconds.")};
}

std::string parameters_of(const std::string& hash) {
    size_t end = 0;  // before the salt: the fourth "$"
    for (int i = 0; i < 4 && end != std::string::npos; ++i) {
        end = hash.find('$', end == 0 && i == 0 ? 0 : end + 1);
    }
    return hash.substr(0, end);
}

}  // namespace

PasswordHasher::PasswordHasher(EventLoop& loop, PasswordCost cost)
    : loop_(loop),
      cost_(cost),
      nobodys_(std::make_shared<std::string>()),
      thread_(loop, kMostWaiting, JobThread::AtEnd::drop) {
    // Before the first question, so that none takes longer for it.
    (void)thread_.take([nobodys = nobodys_, cost]() -> JobThread::After {
        *nobodys = hash_password(random_token(), cost).value_or("");
        return {};
    });
}

void PasswordHasher::hash(std::string password, std::function<void(Result<std::string>)> done) {
    const bool taken = thread_.take(
        [password = std::move(password), cost = cost_, done]() mutable -> JobThread::After {
            auto hash = hash_password(password, cost);
            wipe(password);
            return [hash = std::move(hash), done = std::move(done)] { done(hash); };
        });
    if (!taken) {
        loop_.post([alive = std::weak_ptr(alive_), done = std::move(done)] {
            if (alive.lock()) {
                done(fail(too_many()));
            }
        });
    }
}

void PasswordHasher::check(std::string hash, std::string password,
                           std::function<void(Result<bool>)> done) {
    const bool taken = thread_.take([this, hash = std::move(hash), password = std::move(password),
                                     nobodys = nobodys_, done]() mutable -> JobThread::After {
        const bool somebodys = !hash.empty();
        const std::string& against = somebodys ? hash : *nobodys;
        const bool fits = password_fits(against, password) && somebodys;
        wipe(password);
        return [this, fits, parameters = parameters_of(against), done = std::move(done)] {
            work_.checks += 1;
            work_.last_parameters = parameters;
            done(fits);
        };
    });
    if (!taken) {
        loop_.post([alive = std::weak_ptr(alive_), done = std::move(done)] {
            if (alive.lock()) {
                done(fail(too_many()));
            }
        });
    }
}

}  // namespace pendopo
