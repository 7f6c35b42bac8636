#pragma once
// Who asks, what is written down about it, and the books of users and tokens: what the API needs of
// access control, as an interface. The API decides by its route table what a role may; behind this
// stand sessions, tokens, passwords and the audit log (access.h).

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/control/http_message.h"
#include "engine/wall/principal.h"

namespace pendopo {

// Who asked, by which proof.
struct Caller {
    Principal principal;
    // A session of somebody without a password of its own yet: it may look, and set one.
    bool must_set_password = false;
    // Names the session or token that proved it, "session/…" or "token/…"; is no proof itself.
    std::string credential;
    bool operator==(const Caller&) const = default;
};

// Thread: bound to control's loop.
class Gatekeeper {
  public:
    virtual ~Gatekeeper() = default;

    // By session cookie, else by "Authorization: Bearer …". Counts as use of the session. Error:
    // unauthorized, in words for people; a bad token is told apart from none.
    virtual Result<Caller> who(const HttpRequest& request) = 0;
    // Whether that session or token is still good with this role; does not count as use. Open
    // WebSockets ask again and again.
    virtual bool holds(const Caller& caller) const = 0;

    // One record, accepted or refused. `action`: a command's word ("activate_layout") or a route's
    // audit name ("sign_in", "add_user"). `before` and `after`: short JSON, or empty; never a
    // secret. The caller of a request that nobody signed has an empty name.
    virtual void audit(const Principal& principal, std::string_view action, std::string_view object,
                       std::string_view before, std::string_view after,
                       const Result<void>& outcome) = 0;
};

// Values of the access routes. Times are Unix milliseconds; 0: never, or not known.
struct SignedIn {
    Caller caller;
    std::string set_cookie;  // the whole value of Set-Cookie
};
struct UserRow {
    std::string name;
    Role role = Role::viewer;
    bool must_set_password = false;
    int64_t created_ms = 0;
    int64_t last_seen_ms = 0;
};
struct TokenRow {
    std::string id;    // names it; no secret
    std::string name;  // of the principal that it proves: "companion"
    Role role = Role::viewer;
    std::string created_by;
    int64_t created_ms = 0;
    int64_t expires_ms = 0;  // 0: never
    int64_t last_seen_ms = 0;
};
struct NewToken {
    TokenRow row;
    std::string secret;  // told this once
};
struct AuditRow {
    uint64_t number = 0;  // 1, 2, …
    int64_t at_ms = 0;
    std::string who;
    std::string role;
    std::string from;
    std::string action;
    std::string object;
    std::string before;
    std::string after;
    std::string outcome;  // "done", or the error's code
    std::string message;  // of the error
};
struct AuditQuery {
    uint64_t before = 0;  // records with smaller numbers; 0: from the newest
    size_t limit = 100;   // 1 … 1000
    // Not empty: what this name did, and every command (a word of command_table()).
    std::string own{};
};

// The access routes. It writes no audit records: the API makes exactly one for every request that
// changes something, these too. Hashing a password takes a while, so what hashes answers later, on
// the loop, once; everything else answers at once.
class AccessDesk {
  public:
    using Done = std::function<void(Result<void>)>;
    using DoneSignIn = std::function<void(Result<SignedIn>)>;

    virtual ~AccessDesk() = default;

    // Errors: unauthorized (the same words for a wrong name and a wrong password), exhausted (too
    // many tries; when to try again).
    virtual void sign_in(const std::string& name, const std::string& password,
                         const HttpRequest& request, DoneSignIn done) = 0;
    // By the one-time link of the first start. Errors: unauthorized, exhausted.
    virtual Result<SignedIn> sign_in_with_link(const std::string& token,
                                               const HttpRequest& request) = 0;
    // Ends the caller's session; the Set-Cookie value that makes the browser forget it. Error:
    // exhausted (it could not be written down, and goes on).
    virtual Result<std::string> sign_out(const Caller& caller, const HttpRequest& request) = 0;
    // The caller's own. `old` may be empty where it must set one. Ends its other sessions. Errors:
    // unauthorized (old is wrong), invalid (what a password must be), unsupported (a token has
    // none), exhausted.
    virtual void set_password(const Caller& caller, const std::string& old,
                              const std::string& password, Done done) = 0;

    virtual std::vector<UserRow> users() const = 0;
    // They must set a password of their own when they first sign in. Errors: invalid, conflict
    // (there is one of that name).
    virtual void add_user(const std::string& name, Role role, const std::string& password,
                          Done done) = 0;
    // Errors: not_found; conflict (the last technician cannot be taken away). Both end the
    // sessions of that user.
    virtual Result<void> set_role(const std::string& name, Role role) = 0;
    virtual Result<void> remove_user(const std::string& name) = 0;
    // Of another, by a technician; must be changed at the next sign-in. Errors: not_found, invalid.
    virtual void reset_password(const std::string& name, const std::string& password,
                                Done done) = 0;

    virtual std::vector<TokenRow> tokens() const = 0;
    // `days` 0: it does not expire. Errors: invalid, conflict, exhausted (too many tokens).
    virtual Result<NewToken> add_token(const std::string& name, Role role, int days,
                                       const Principal& by) = 0;
    virtual Result<void> revoke_token(const std::string& id) = 0;  // error: not_found

    virtual std::vector<AuditRow> audit_page(const AuditQuery& query) const = 0;  // newest first
};

}  // namespace pendopo
