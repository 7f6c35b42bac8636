#pragma once
// Access control that knows who the test says: "Authorization: Bearer NAME" is the caller of that
// name. What hashes passwords waits until the test finishes it.

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/control/gatekeeper.h"

namespace pendopo {

struct AuditEntry {
    Principal principal;
    std::string action;
    std::string object;
    std::string before;
    std::string after;
    std::string outcome;  // "done", or the error's code
};

class FakeAccess final : public Gatekeeper, public AccessDesk {
  public:
    FakeAccess() {
        for (const auto& row : words_of(Role{})) {
            const std::string role(row.word);
            callers[role] = {{role, row.value, "api 127.0.0.1"}, false, "token/" + role};
        }
        callers["new"] = {{"new", Role::technician, "panel 127.0.0.1"}, true, "session/new"};
    }

    std::map<std::string, Caller> callers;
    std::string everybody;  // who a request without a token is; empty: nobody
    std::vector<AuditEntry> records;
    std::set<std::string> ended;  // credentials that hold no longer
    std::vector<UserRow> user_rows{{"siti", Role::operate, false, 1'000, 2'000}};
    std::vector<TokenRow> token_rows{
        {"t1", "companion", Role::operate, "siti", 1'000, 9'000, 2'000}};
    std::vector<AuditRow> audit_rows;
    std::vector<AuditQuery> queries;
    std::vector<std::function<void()>> hashing;  // passwords that are being hashed
    std::vector<std::string> calls;              // of the desk, in words

    void finish_hashing() {
        for (const auto& each : std::exchange(hashing, {})) {
            each();
        }
    }

    Result<Caller> who(const HttpRequest& request) override {
        const std::string bearer = "Bearer ";
        const auto found = request.authorization.starts_with(bearer)
                               ? callers.find(request.authorization.substr(bearer.size()))
                               : callers.find(everybody);
        if (found == callers.end()) {
            return fail(ErrorCode::unauthorized, "nobody is signed in");
        }
        return found->second;
    }
    bool holds(const Caller& caller) const override { return !ended.contains(caller.credential); }
    void audit(const Principal& principal, std::string_view action, std::string_view object,
               std::string_view before, std::string_view after,
               const Result<void>& outcome) override {
        records.push_back({principal, std::string(action), std::string(object), std::string(before),
                           std::string(after),
                           outcome ? "done" : std::string(to_string(outcome.error().code()))});
    }

    void sign_in(const std::string& name, const std::string& password, const HttpRequest&,
                 DoneSignIn done) override {
        hashing.push_back([name, password, done = std::move(done)] {
            if (name == "siti" && password == "benar") {
                done(SignedIn{{{"siti", Role::operate, "panel 127.0.0.1"}, false, "session/1"},
                              "pendopo=s3cret; HttpOnly"});
            } else {
                done(fail(ErrorCode::unauthorized, "wrong name or password"));
            }
        });
    }
    Result<SignedIn> sign_in_with_link(const std::string& token, const HttpRequest&) override {
        if (token != "sekali") {
            return fail(ErrorCode::unauthorized, "this link was used or is too old");
        }
        return SignedIn{{{"technician", Role::technician, "panel 127.0.0.1"}, true, "session/2"},
                        "pendopo=first; HttpOnly"};
    }
    Result<std::string> sign_out(const Caller& caller, const HttpRequest& /*request*/) override {
        calls.push_back("sign_out " + caller.principal.name);
        ended.insert(caller.credential);
        return "pendopo=; Max-Age=0";
    }
    void set_password(const Caller& caller, const std::string& old, const std::string& password,
                      Done done) override {
        later("set_password " + caller.principal.name + " " + old + " " + password,
              std::move(done));
    }
    std::vector<UserRow> users() const override { return user_rows; }
    void add_user(const std::string& name, Role role, const std::string& password,
                  Done done) override {
        later("add_user " + name + " " + std::string(to_string(role)) + " " + password,
              std::move(done));
    }
    Result<void> set_role(const std::string& name, Role role) override {
        return known(name, "set_role " + name + " " + std::string(to_string(role)));
    }
    Result<void> remove_user(const std::string& name) override {
        return known(name, "remove_user " + name);
    }
    void reset_password(const std::string& name, const std::string& password, Done done) override {
        later("reset_password " + name + " " + password, std::move(done));
    }
    std::vector<TokenRow> tokens() const override { return token_rows; }
    Result<NewToken> add_token(const std::string& name, Role role, int days,
                               const Principal& by) override {
        calls.push_back("add_token " + name + " " + std::string(to_string(role)) + " " +
                        std::to_string(days));
        return NewToken{{"t2", name, role, by.name, 5'000, 0, 0}, "pdp_t0ken"};
    }
    Result<void> revoke_token(const std::string& id) override {
        return id == "t1" ? Result<void>()
                          : fail(ErrorCode::not_found, "token \"" + id + "\": not there");
    }
    std::vector<AuditRow> audit_page(const AuditQuery& query) const override {
        const_cast<FakeAccess*>(this)->queries.push_back(query);
        return audit_rows;
    }

  private:
    void later(std::string call, Done done) {
        calls.push_back(std::move(call));
        hashing.push_back([done = std::move(done)] { done({}); });
    }
    Result<void> known(const std::string& name, std::string call) {
        if (std::ranges::none_of(user_rows, [&](const UserRow& row) { return row.name == name; })) {
            return fail(ErrorCode::not_found, "user \"" + name + "\": not there");
        }
        calls.push_back(std::move(call));
        return {};
    }
};

}  // namespace pendopo
