#pragma once
// Who may come in, for the API: sessions in a cookie, API tokens, the console's token; signing in,
// users, tokens, and the audit log. It decides who somebody is; what a role may do is decided by
// the API's route table. Rules of the values: access_book.h; of the files: book_keeper.h, audit.h.
//
// First start: while no technician has a password, first_link() is a one-time token that signs in
// as one; it is to be shown on the console, behind "#masuk=", so that it reaches no log of a
// server.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/audit.h"
#include "engine/control/book_keeper.h"
#include "engine/control/gatekeeper.h"
#include "engine/control/password_hasher.h"
#include "engine/control/sign_in_limit.h"

namespace pendopo {

constexpr std::string_view kLinkFragment = "#masuk=";  // before the token, in the panel's address

// Browsers keep cookies by host alone: with the port in its name, whoever signs in at one of two
// walls of a machine stays signed in at the other.
std::string session_cookie(int port);
// The value of a cookie in a Cookie field; empty: none.
std::string_view cookie_value(std::string_view field, std::string_view name);

struct AccessOptions {
    std::filesystem::path state_folder;
    PasswordCost cost{};
    int64_t most_audit_bytes = kMostAuditBytes;
};

// Thread: bound(loop).
class Access final : public Gatekeeper, public AccessDesk {
  public:
    // Opens the state folder's files (blocks, once) and goes on whatever is wrong with them. The
    // loop and the clock outlive it.
    Access(EventLoop& loop, const Clock& clock, const Log& log, const AccessOptions& options);
    ~Access() override;

    const std::string& first_link() const { return first_link_; }  // empty: none is needed
    const std::string& console_token() const { return console_token_; }
    // Trouble with the files, for the state document; each for people.
    std::vector<std::string> problems() const;
    // Called with the name of whoever lost a session, a token or a role: close what is open.
    void on_revoked(std::function<void(const std::string& principal)> told);
    const PasswordHasher::Work& work() const { return hasher_.work(); }

    Result<Caller> who(const HttpRequest& request) override;
    bool holds(const Caller& caller) const override;
    void audit(const Principal& principal, std::string_view action, std::string_view object,
               std::string_view before, std::string_view after,
               const Result<void>& outcome) override;

    void sign_in(const std::string& name, const std::string& password, const HttpRequest& request,
                 DoneSignIn done) override;
    Result<SignedIn> sign_in_with_link(const std::string& token,
                                       const HttpRequest& request) override;
    Result<std::string> sign_out(const Caller& caller, const HttpRequest& request) override;
    void set_password(const Caller& caller, const std::string& old, const std::string& password,
                      Done done) override;

    std::vector<UserRow> users() const override;
    void add_user(const std::string& name, Role role, const std::string& password,
                  Done done) override;
    Result<void> set_role(const std::string& name, Role role) override;
    Result<void> remove_user(const std::string& name) override;
    void reset_password(const std::string& name, const std::string& password, Done done) override;

    std::vector<TokenRow> tokens() const override;
    Result<NewToken> add_token(const std::string& name, Role role, int days,
                               const Principal& by) override;
    Result<void> revoke_token(const std::string& id) override;

    std::vector<AuditRow> audit_page(const AuditQuery& query) const override;

  private:
    int64_t now_ms() const;
    const AccessBook& book() const { return keeper_.book(); }
    void answer(std::function<void()> later);
    Result<Caller> caller_of_token(std::string_view token, const HttpRequest& request);
    Result<SignedIn> enter(const std::string& user, const HttpRequest& request);
    bool holds_session(const std::string& user, const std::string& address) const;
    void save_password(const std::string& name, const std::string& password, bool must_set,
                       std::string except_session, Done done);

    EventLoop& loop_;
    const Clock& clock_;
    std::string console_token_;
    std::string console_problem_;
    std::string first_link_;
    SignInLimit limit_;
    BookKeeper keeper_;
    Audit audit_;
    PasswordHasher hasher_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace pendopo
