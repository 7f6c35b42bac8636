// The half of Access that keeps users, passwords and tokens.

#include <algorithm>
#include <utility>

#include "engine/control/access.h"
#include "engine/control/secret.h"

namespace pendopo {

// `name` exists and the password is good.
void Access::save_password(const std::string& name, const std::string& password, bool must_set,
                           std::string except_session, Done done) {
    hasher_.hash(password, [this, name, must_set, except = std::move(except_session),
                            done = std::move(done)](Result<std::string> hash) {
        if (!hash) {
            return done(fail(hash.error()));
        }
        done(keeper_.change([name, must_set, except, hash = *hash](AccessBook& each) {
            return set_password_hash(each, name, hash, must_set, except);
        }));
    });
}

void Access::set_password(const Caller& caller, const std::string& old, const std::string& password,
                          Done done) {
    const std::string& name = caller.principal.name;
    const auto refuse = [&](Error error) {
        answer([done, error = std::move(error)] { done(fail(error)); });
    };
    const auto user = book().users.find(name);
    if (!caller.credential.starts_with("session/") || user == book().users.end()) {
        return refuse(
            {ErrorCode::unsupported, bilingual("Token dan konsol tidak punya kata sandi.",
                                               "Tokens and the console have no password.")});
    }
    if (auto good = check_password(name, password); !good) {
        return refuse(good.error());
    }
    std::string own;  // the session that stays
    for (const auto& [hash, session] : book().sessions) {
        if (session.user == name && hash.starts_with(caller.credential.substr(8))) {
            own = hash;
        }
    }
    const std::string hash = user->second.password_hash;
    if (hash.empty()) {
        return save_password(name, password, false, own, std::move(done));
    }
    if (old == password) {
        return refuse({ErrorCode::invalid, bilingual("Kata sandi baru sama dengan yang lama.",
                                                     "The new password is the old one.")});
    }
    constexpr auto kKnown = SignInLimit::Address::holds_a_session;
    const std::string from = caller.principal.from;
    if (auto may = limit_.begin(name, from, kKnown, clock_.now()); !may) {
        return refuse(may.error());
    }
    hasher_.check(hash, old.size() <= kLongestPassword ? old : std::string(),
                  [this, name, from, password, own, done](Result<bool> fits) {
                      if (!fits || *fits) {
                          limit_.succeeded(name, from, kKnown);
                      }
                      if (!fits) {
                          return done(fail(fits.error()));
                      }
                      if (!*fits) {
                          return done(fail(
                              ErrorCode::unauthorized,
                              bilingual("Kata sandi lama salah.", "The old password is wrong.")));
                      }
                      save_password(name, password, false, own, done);
                  });
}

std::vector<UserRow> Access::users() const {
    std::vector<UserRow> rows;
    for (const auto& [name, user] : book().users) {
        UserRow row{name, user.role, user.must_set_password, user.created_ms};
        for (const auto& [hash, session] : book().sessions) {
            if (session.user == name) {
                row.last_seen_ms = std::max(row.last_seen_ms, session.seen_ms);
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

void Access::add_user(const std::string& written, Role role, const std::string& password,
                      Done done) {
    const std::string name = account_name(written);
    UserRecord user{role, "", true, now_ms()};
    AccessBook trial = book();  // before a fifth of a second is spent on it
    auto may = pendopo::add_user(trial, name, user);
    if (may) {
        may = check_password(name, password);
    }
    if (!may) {
        return answer([done = std::move(done), error = may.error()] { done(fail(error)); });
    }
    hasher_.hash(
        password, [this, name, user, done = std::move(done)](Result<std::string> hash) mutable {
            if (!hash) {
                return done(fail(hash.error()));
            }
            user.password_hash = std::move(*hash);
            done(keeper_.change(
                [name, user](AccessBook& each) { return pendopo::add_user(each, name, user); }));
        });
}

Result<void> Access::set_role(const std::string& name, Role role) {
    return keeper_.change(
        [name, role](AccessBook& each) { return set_user_role(each, name, role); });
}

Result<void> Access::remove_user(const std::string& name) {
    return keeper_.change([name](AccessBook& each) { return pendopo::remove_user(each, name); });
}

void Access::reset_password(const std::string& name, const std::string& password, Done done) {
    AccessBook trial = book();
    auto may = set_password_hash(trial, name, "", true);  // whether there is one of that name
    if (may) {
        may = check_password(name, password);
    }
    if (!may) {
        return answer([done = std::move(done), error = may.error()] { done(fail(error)); });
    }
    save_password(name, password, true, {}, std::move(done));
}

std::vector<TokenRow> Access::tokens() const {
    std::vector<TokenRow> rows;
    for (const auto& [hash, token] : book().tokens) {
        rows.push_back({token.id, token.name, token.role, token.created_by, token.created_ms,
                        token.expires_ms.value_or(0), token.seen_ms});
    }
    std::ranges::sort(rows, {}, &TokenRow::name);
    return rows;
}

Result<NewToken> Access::add_token(const std::string& written, Role role, int days,
                                   const Principal& by) {
    constexpr int64_t kDayMs = int64_t{24} * 3600 * 1000;
    const std::string secret = std::string(kTokenPrefix) + random_token();
    TokenRecord token;
    token.id = new_token_id();
    token.name = account_name(written);
    token.role = role;
    token.created_by = by.name;
    token.created_ms = now_ms();
    if (days > 0) {
        token.expires_ms = now_ms() + days * kDayMs;
    }
    const auto added = keeper_.change([hash = token_hash(secret), token](AccessBook& each) {
        return pendopo::add_token(each, hash, token);
    });
    if (!added) {
        return fail(added.error());
    }
    return NewToken{{token.id, token.name, token.role, token.created_by, token.created_ms,
                     token.expires_ms.value_or(0), 0},
                    secret};
}

Result<void> Access::revoke_token(const std::string& id) {
    return keeper_.change([id](AccessBook& each) { return pendopo::revoke_token(each, id); });
}

}  // namespace pendopo
