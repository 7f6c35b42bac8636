// Signing in and out, the books of users and tokens, the logs.

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/control/access_book.h"
#include "engine/control/api.h"
#include "engine/control/api_answer.h"
#include "engine/control/chain_export.h"
#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMostDays = 3'650;
constexpr uint64_t kMostRecords = 1'000;

Role read_role(ObjectReader& body) {
    Words<Role> words;
    for (const auto& row : words_of(Role{})) {
        words.emplace_back(std::string(row.word), row.value);
    }
    if (!body.has("role")) {
        body.required_string("role");
    }
    return body.enumeration("role", words, Role::viewer);
}

Json me_document(const Caller& caller) {
    return {{"name", caller.principal.name},
            {"role", to_string(caller.principal.role)},
            {"from", caller.principal.from},
            {"must_set_password", caller.must_set_password}};
}

Json row_document(const UserRow& user) {
    return {{"name", user.name},
            {"role", to_string(user.role)},
            {"must_set_password", user.must_set_password},
            {"created_ms", user.created_ms},
            {"last_seen_ms", user.last_seen_ms}};
}
Json row_document(const TokenRow& token) {
    return {{"id", token.id},
            {"name", token.name},
            {"role", to_string(token.role)},
            {"created_by", token.created_by},
            {"created_ms", token.created_ms},
            {"expires_ms", token.expires_ms},
            {"last_seen_ms", token.last_seen_ms}};
}
Json row_document(const AuditRow& record) {
    return {{"number", record.number},   {"at_ms", record.at_ms},    {"who", record.who},
            {"role", record.role},       {"from", record.from},      {"action", record.action},
            {"object", record.object},   {"before", record.before},  {"after", record.after},
            {"outcome", record.outcome}, {"message", record.message}};
}
Json row_document(const ProofRow& record) {
    return {{"number", record.number},
            {"from_ms", record.from_ms},
            {"to_ms", record.to_ms},
            {"display", record.display},
            {"event", to_string(record.event)},
            {"layout", record.layout},
            {"layout_hash", record.layout_hash},
            {"shown", shallow_object(record.shown)},
            {"proved", record.proved},
            {"failed", record.failed},
            {"folded", record.folded},
            {"reason", record.reason}};
}
template <class T>
Json rows(const std::vector<T>& values) {
    Json array = Json::array();
    for (const T& value : values) {
        array.push_back(row_document(value));
    }
    return array;
}

std::string role_json(Role role) {
    return Json{{"role", to_string(role)}}.dump();
}

// A whole number in the query, or `otherwise`.
Result<uint64_t> number_of(const HttpRequest& request, const std::string& name, uint64_t otherwise,
                           Range<uint64_t> range) {
    const auto given = request.query.find(name);
    if (given == request.query.end()) {
        return otherwise;
    }
    const std::string& word = given->second;
    uint64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error == std::errc() && end == word.data() + word.size() && value >= range.low &&
        value <= range.high) {
        return value;
    }
    return fail(ErrorCode::invalid, name + ": got " + in_quotes(word) +
                                        "; expected a whole number of at least " +
                                        std::to_string(range.low) +
                                        (range.high == kMostRecords ? " and at most 1000" : ""));
}

// Newest first.
template <class T>
Json page_document(const std::vector<T>& records, uint64_t limit) {
    return {{"records", rows(records)},
            {"next_before", records.size() < limit ? Json() : Json(records.back().number)}};
}

}  // namespace

// What somebody types as a name can be a password: only names there are stand in the audit log.
void Api::sign_in(const ApiCallPtr& call) {
    std::string name;
    std::string password;
    const auto read = read_body(call->request, [&](ObjectReader& body) {
        name = body.required_string("name");
        password = body.required_string("password");
    });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    const std::string account = account_name(name);
    const auto users = desk_.users();
    const bool known =
        std::ranges::any_of(users, [&](const UserRow& user) { return user.name == account; });
    call->object = known ? account : "unknown name";
    desk_.sign_in(name, password, call->request,
                  [this, weak = std::weak_ptr(alive_), call](Result<SignedIn> outcome) {
                      if (weak.lock()) {
                          signed_in(call, std::move(outcome));
                      }
                  });
}

void Api::sign_in_with_link(const ApiCallPtr& call) {
    std::string token;
    const auto read = read_body(call->request,
                                [&](ObjectReader& body) { token = body.required_string("token"); });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    signed_in(call, desk_.sign_in_with_link(token, call->request));
}

void Api::signed_in(const ApiCallPtr& call, Result<SignedIn> outcome) {
    if (!outcome) {
        return conclude(*call, fail(outcome.error()));
    }
    call->caller = outcome->caller;
    call->object = outcome->caller.principal.name;
    HttpResponse response = good(json_line(me_document(outcome->caller)));
    response.headers.emplace_back("Set-Cookie", outcome->set_cookie);
    conclude(*call, std::move(response));
}

void Api::sign_out(const ApiCallPtr& call) {
    if (auto none = check_no_body(call->request); !none) {
        return conclude(*call, fail(none.error()));
    }
    const auto forget = desk_.sign_out(call->caller, call->request);
    if (!forget) {
        return conclude(*call, fail(forget.error()));
    }
    HttpResponse response = good_done();
    response.headers.emplace_back("Set-Cookie", *forget);
    conclude(*call, std::move(response));
    stream_.check_callers();
}

void Api::me(const ApiCallPtr& call) {
    conclude(*call, good(json_line(me_document(call->caller))));
}

AccessDesk::Done Api::when_done(const ApiCallPtr& call, std::string after) {
    return [this, weak = std::weak_ptr(alive_), call,
            after = std::move(after)](const Result<void>& outcome) {
        if (!weak.lock()) {
            return;
        }
        if (!outcome) {
            return conclude(*call, fail(outcome.error()));
        }
        conclude(*call, good_done(), {}, after);
        stream_.check_callers();  // sessions may have ended with it
    };
}

void Api::set_password(const ApiCallPtr& call) {
    std::string old_password;
    std::string password;
    call->object = call->caller.principal.name;
    const auto read = read_body(call->request, [&](ObjectReader& body) {
        old_password = body.string("old");
        password = body.required_string("password");
    });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    desk_.set_password(call->caller, old_password, password, when_done(call));
}

void Api::users(const ApiCallPtr& call) {
    conclude(*call, good(json_line({{"users", rows(desk_.users())}})));
}

void Api::add_user(const ApiCallPtr& call) {
    std::string name;
    std::string password;
    Role role = Role::viewer;
    const auto read = read_body(call->request, [&](ObjectReader& body) {
        name = body.required_string("name");
        role = read_role(body);
        password = body.required_string("password");
    });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    call->object = name;
    desk_.add_user(name, role, password, when_done(call, role_json(role)));
}

void Api::set_role(const ApiCallPtr& call) {
    Role role = Role::viewer;
    const auto read = read_body(call->request, [&](ObjectReader& body) { role = read_role(body); });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    std::string before;
    for (const UserRow& user : desk_.users()) {
        before = user.name == call->object ? role_json(user.role) : before;
    }
    if (const auto done = desk_.set_role(call->object, role); !done) {
        return conclude(*call, fail(done.error()));
    }
    conclude(*call, good_done(), before, role_json(role));
    stream_.check_callers();
}

void Api::reset_password(const ApiCallPtr& call) {
    std::string password;
    const auto read = read_body(
        call->request, [&](ObjectReader& body) { password = body.required_string("password"); });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    desk_.reset_password(call->object, password, when_done(call));
}

void Api::remove_user(const ApiCallPtr& call) {
    auto none = check_no_body(call->request);
    when_done(call)(none ? desk_.remove_user(call->object) : none);
}

void Api::tokens(const ApiCallPtr& call) {
    conclude(*call, good(json_line({{"tokens", rows(desk_.tokens())}})));
}

void Api::add_token(const ApiCallPtr& call) {
    std::string name;
    Role role = Role::viewer;
    int days = kTokenDays;
    const auto read = read_body(call->request, [&](ObjectReader& body) {
        name = body.required_string("name");
        role = read_role(body);
        days = body.integer("days", kTokenDays, {0, kMostDays});
    });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    call->object = name;
    const auto made = desk_.add_token(name, role, days, call->caller.principal);
    if (!made) {
        return conclude(*call, fail(made.error()));
    }
    Json document = row_document(made->row);
    const std::string after = document.dump(-1, ' ', false, Json::error_handler_t::replace);
    document["secret"] = made->secret;
    conclude(*call, good(json_line(document)), {}, after);
}

void Api::revoke_token(const ApiCallPtr& call) {
    auto none = check_no_body(call->request);
    when_done(call)(none ? desk_.revoke_token(call->object) : none);
}

void Api::audit(const ApiCallPtr& call) {
    const auto before = number_of(call->request, "before", 0, {1, UINT64_MAX});
    const auto limit = number_of(call->request, "limit", 100, {1, kMostRecords});
    if (!before || !limit) {
        return conclude(*call, fail(before ? limit.error() : before.error()));
    }
    const bool all = call->caller.principal.role >= Role::technician;
    const auto records =
        desk_.audit_page({*before, *limit, all ? "" : call->caller.principal.name});
    conclude(*call, good(json_line(page_document(records, *limit))));
}

void Api::proof(const ApiCallPtr& call) {
    const auto before = number_of(call->request, "before", 0, {1, UINT64_MAX});
    const auto limit = number_of(call->request, "limit", 100, {1, kMostRecords});
    if (!before || !limit) {
        return conclude(*call, fail(before ? limit.error() : before.error()));
    }
    conclude(*call, good(json_line(page_document(wall_.proof_records(*before, *limit), *limit))));
}

}  // namespace pendopo
