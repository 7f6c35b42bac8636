#include "engine/control/access.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/control/console_token.h"
#include "engine/control/panel_address.h"
#include "engine/control/secret.h"
#include "engine/wall/command.h"

namespace pendopo {
namespace {

constexpr size_t kHandleDigits = 24;  // of a hash, to name a session: no two share them
constexpr size_t kLongestToken = 200;
constexpr std::string_view kSession = "session/";
constexpr std::string_view kToken = "token/";
constexpr std::string_view kConsole = "console";

std::string handle_of(std::string_view kind, const std::string& hash) {
    return std::string(kind) + hash.substr(0, kHandleDigits);
}

// The row of a hash of which the handle holds the first digits.
template <class Rows>
auto row_of_handle(const Rows& rows, std::string_view kind, std::string_view handle) {
    if (!handle.starts_with(kind) || handle.size() != kind.size() + kHandleDigits) {
        return rows.end();
    }
    handle.remove_prefix(kind.size());
    const auto row = rows.lower_bound(handle);
    return row != rows.end() && row->first.starts_with(handle) ? row : rows.end();
}

// "Bearer x"; empty: something else, or nothing.
std::string_view bearer_of(std::string_view field) {
    constexpr std::string_view kScheme = "bearer ";
    if (field.size() < kScheme.size() ||
        !std::equal(kScheme.begin(), kScheme.end(), field.begin(),
                    [](char low, char c) { return c == low || c + ('a' - 'A') == low; })) {
        return {};
    }
    field.remove_prefix(kScheme.size());
    while (field.starts_with(' ')) {
        field.remove_prefix(1);
    }
    return field;
}

std::string set_cookie(const std::string& token, const HttpRequest& request) {
    constexpr int64_t kMsOfSecond = 1000;
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}",
                       session_cookie(request.port), token,
                       token.empty() ? 0 : kSessionLongestMs / kMsOfSecond,
                       request.secure ? "; Secure" : "");
}

// Eight random bytes; of which, does not matter.
uint64_t random_key() {
    const std::string digits = token_hash(random_token()).substr(0, 16);
    uint64_t key = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), key, 16);
    return key;
}

tl::unexpected<Error> nobody(std::string_view indonesian, std::string_view english) {
    return fail(ErrorCode::unauthorized, bilingual(indonesian, english));
}

}  // namespace

std::string session_cookie(int port) {
    return fmt::format("pendopo_session_{}", port);
}

std::string_view cookie_value(std::string_view field, std::string_view name) {
    while (!field.empty()) {
        const size_t end = std::min(field.find(';'), field.size());
        std::string_view pair = field.substr(0, end);
        field.remove_prefix(std::min(end + 1, field.size()));
        while (pair.starts_with(' ')) {
            pair.remove_prefix(1);
        }
        while (pair.ends_with(' ')) {
            pair.remove_suffix(1);
        }
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
            return pair.substr(name.size() + 1);
        }
    }
    return {};
}

Access::Access(EventLoop& loop, const Clock& clock, const Log& log, const AccessOptions& options)
    : loop_(loop),
      clock_(clock),
      limit_(random_key()),
      keeper_(loop, clock, options.state_folder, log.child("access")),
      audit_(loop, clock, options.state_folder, log.child("audit"), options.most_audit_bytes),
      hasher_(loop, options.cost) {
    // The console has to come in whatever the disk does: programs of this user also find the token
    // by the wall's port.
    console_token_ = random_token();
    if (const auto kept = keep_console_token(options.state_folder, console_token_); !kept) {
        console_problem_ = fmt::format(
            "the console's token cannot be kept ({}); mend the state folder and start the wall "
            "again",
            kept.error().message());
    }
    const std::string link = random_token();
    const auto made = keeper_.change([hash = token_hash(link), now = now_ms()](AccessBook& each) {
        return make_first_link(each, hash, now)
                   ? Result<void>()
                   : Result<void>(fail(ErrorCode::conflict, "somebody has a password"));
    });
    first_link_ = made ? link : std::string();
}

Access::~Access() = default;

int64_t Access::now_ms() const {
    return std::chrono::duration_cast<Milliseconds>(clock_.wall_now().time_since_epoch()).count();
}

std::vector<std::string> Access::problems() const {
    std::vector<std::string> problems{keeper_.problem(), audit_.problem(), console_problem_};
    std::erase(problems, std::string());
    return problems;
}

void Access::on_revoked(std::function<void(const std::string&)> told) {
    keeper_.on_revoked(std::move(told));
}

void Access::answer(std::function<void()> later) {
    loop_.post([weak = std::weak_ptr(alive_), later = std::move(later)] {
        if (weak.lock()) {
            later();
        }
    });
}

Result<Caller> Access::who(const HttpRequest& request) {
    const std::string_view cookie = cookie_value(request.cookie, session_cookie(request.port));
    const std::string_view bearer = bearer_of(request.authorization);
    if (!cookie.empty() && cookie.size() <= kLongestToken) {
        const std::string hash = token_hash(cookie);
        const auto session = book().sessions.find(hash);
        if (session != book().sessions.end() && good(session->second, now_ms())) {
            const auto user = book().users.find(session->second.user);
            if (user != book().users.end()) {
                Caller caller{{user->first, user->second.role, "panel " + request.peer},
                              user->second.must_set_password,
                              handle_of(kSession, hash)};
                keeper_.seen_session(hash, now_ms());
                return caller;
            }
        }
    }
    if (!bearer.empty() && bearer.size() <= kLongestToken) {
        return caller_of_token(bearer, request);
    }
    if (!request.authorization.empty()) {
        return nobody("Token ini tidak dikenal atau sudah tidak berlaku.",
                      "This token is not known or no longer valid.");
    }
    if (!cookie.empty()) {
        return nobody("Sesi Anda sudah berakhir; silakan masuk lagi.",
                      "Your session has ended; please sign in again.");
    }
    return nobody("Silakan masuk dahulu.", "Please sign in first.");
}

Result<Caller> Access::caller_of_token(std::string_view token, const HttpRequest& request) {
    if (equal_in_constant_time(token, console_token_) && is_loopback(request.peer)) {
        return Caller{
            {std::string(kConsole), Role::technician, "cli"}, false, std::string(kConsole)};
    }
    const std::string hash = token_hash(token);
    const auto row = book().tokens.find(hash);
    if (row == book().tokens.end() || !good(row->second, now_ms())) {
        return nobody("Token ini tidak dikenal atau sudah tidak berlaku.",
                      "This token is not known or no longer valid.");
    }
    Caller caller{{row->second.name, row->second.role, "api " + request.peer},
                  false,
                  handle_of(kToken, hash)};
    keeper_.seen_token(hash, now_ms());
    return caller;
}

bool Access::holds(const Caller& caller) const {
    if (caller.credential == kConsole) {
        return true;
    }
    const Principal& principal = caller.principal;
    if (const auto session = row_of_handle(book().sessions, kSession, caller.credential);
        session != book().sessions.end()) {
        const auto user = book().users.find(session->second.user);
        return good(session->second, now_ms()) && user != book().users.end() &&
               user->first == principal.name && user->second.role == principal.role;
    }
    const auto token = row_of_handle(book().tokens, kToken, caller.credential);
    return token != book().tokens.end() && good(token->second, now_ms()) &&
           token->second.name == principal.name && token->second.role == principal.role;
}

void Access::audit(const Principal& principal, std::string_view action, std::string_view object,
                   std::string_view before, std::string_view after, const Result<void>& outcome) {
    AuditRow row;
    row.who = principal.name;
    row.role = to_string(principal.role);
    row.from = principal.from;
    row.action = action;
    row.object = object;
    row.before = before;
    row.after = after;
    row.outcome = outcome ? std::string_view("done") : to_string(outcome.error().code());
    row.message = outcome ? std::string() : outcome.error().message();
    audit_.add(std::move(row));
}

std::vector<AuditRow> Access::audit_page(const AuditQuery& query) const {
    return audit_.page(query, [](std::string_view action) {
        return std::ranges::any_of(command_table(),
                                   [&](const CommandRow& row) { return row.word == action; });
    });
}

bool Access::holds_session(const std::string& user, const std::string& address) const {
    return std::any_of(book().sessions.begin(), book().sessions.end(), [&](const auto& row) {
        return row.second.user == user && row.second.address == address &&
               good(row.second, now_ms());
    });
}

void Access::sign_in(const std::string& written, const std::string& password,
                     const HttpRequest& request, DoneSignIn done) {
    const std::string name = account_name(written);
    const auto known = holds_session(name, request.peer) ? SignInLimit::Address::holds_a_session
                                                         : SignInLimit::Address::stranger;
    if (auto may = limit_.begin(name, request.peer, known, clock_.now()); !may) {
        return answer([done = std::move(done), error = may.error()] { done(fail(error)); });
    }
    const auto user = book().users.find(name);
    const std::string hash =
        user == book().users.end() ? std::string() : user->second.password_hash;
    // A longer one is nobody's, and costs the same work.
    std::string tried = password.size() <= kLongestPassword ? password : std::string();
    hasher_.check(
        hash, std::move(tried),
        [this, name, known, hash, request, done = std::move(done)](Result<bool> fits) {
            if (!fits) {  // nobody looked at the password
                limit_.succeeded(name, request.peer, known);
                return done(fail(fits.error()));
            }
            const auto now = book().users.find(name);
            if (!*fits || now == book().users.end() || now->second.password_hash != hash) {
                return done(
                    nobody("Nama atau kata sandi salah.", "The name or the password is wrong."));
            }
            limit_.succeeded(name, request.peer, known);
            done(enter(name, request));
        });
}

Result<SignedIn> Access::sign_in_with_link(const std::string& token, const HttpRequest& request) {
    // Guessing 256 bits needs no limit; the limit is for the log.
    const std::string account = "a link from " + request.peer;
    const auto stranger = SignInLimit::Address::stranger;
    if (auto may = limit_.begin(account, request.peer, stranger, clock_.now()); !may) {
        return fail(may.error());
    }
    const std::string hash = token_hash(token);
    AccessBook trial = book();
    const auto user = use_link(trial, hash, now_ms());
    if (!user) {
        return fail(user.error());
    }
    const auto used = keeper_.change([hash, now = now_ms()](AccessBook& each) {
        return use_link(each, hash, now).map([](const std::string&) {});
    });
    if (!used) {
        return fail(used.error());
    }
    limit_.succeeded(account, request.peer, stranger);
    first_link_.clear();
    return enter(*user, request);
}

Result<SignedIn> Access::enter(const std::string& user, const HttpRequest& request) {
    const std::string token = random_token();
    const std::string hash = token_hash(token);
    const std::string_view earlier = cookie_value(request.cookie, session_cookie(request.port));
    const std::string ended = earlier.empty() ? std::string() : token_hash(earlier);
    const SessionRecord session{user, request.peer, now_ms(), now_ms()};
    const auto entered = keeper_.change([hash, ended, session](AccessBook& each) {
        each.sessions.erase(ended);
        return add_session(each, hash, session);
    });
    if (!entered) {
        return fail(entered.error());
    }
    const UserRecord& record = book().users.find(user)->second;
    return SignedIn{{{user, record.role, "panel " + request.peer},
                     record.must_set_password,
                     handle_of(kSession, hash)},
                    set_cookie(token, request)};
}

Result<std::string> Access::sign_out(const Caller& caller, const HttpRequest& request) {
    const auto session = row_of_handle(book().sessions, kSession, caller.credential);
    if (session != book().sessions.end()) {
        const auto ended = keeper_.change([hash = session->first](AccessBook& each) {
            each.sessions.erase(hash);
            return Result<void>();
        });
        if (!ended) {
            return fail(ended.error());
        }
    }
    return set_cookie("", request);
}

}  // namespace pendopo
