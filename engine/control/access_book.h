#pragma once
// Who may come in, as one value: users, tokens, sessions and one-time links, and the rules of
// changing them. Pure: what is random, hashed or of the clock is an argument, so that the same
// change is made in memory at once and in the database soon after. Times are Unix milliseconds.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/wall/principal.h"

namespace pendopo {

struct UserRecord {
    Role role = Role::viewer;
    std::string password_hash{};  // empty: enters by a one-time link alone
    bool must_set_password = true;
    int64_t created_ms = 0;
    bool operator==(const UserRecord&) const = default;
};
struct TokenRecord {
    std::string id{};
    std::string name{};
    Role role = Role::viewer;
    std::string created_by{};
    int64_t created_ms = 0;
    std::optional<int64_t> expires_ms{};
    int64_t seen_ms = 0;
    bool operator==(const TokenRecord&) const = default;
};
struct SessionRecord {
    std::string user{};
    std::string address{};  // of whoever signed in
    int64_t created_ms = 0;
    int64_t seen_ms = 0;
    bool operator==(const SessionRecord&) const = default;
};
struct LinkRecord {
    std::string user{};
    int64_t expires_ms = 0;
    bool operator==(const LinkRecord&) const = default;
};

struct AccessBook {
    std::map<std::string, UserRecord, std::less<>> users;        // by name
    std::map<std::string, TokenRecord, std::less<>> tokens;      // by token_hash() of the token
    std::map<std::string, SessionRecord, std::less<>> sessions;  // by token_hash() of the cookie
    std::map<std::string, LinkRecord, std::less<>> links;        // the same; "first/" before it
    bool operator==(const AccessBook&) const = default;
};

constexpr size_t kMostUsers = 200;
constexpr size_t kMostTokens = 200;
constexpr size_t kMostSessionsOfOne = 20;  // the oldest ends for a new one
constexpr int64_t kSessionIdleMs = int64_t{12} * 3600 * 1000;
constexpr int64_t kSessionLongestMs = int64_t{30} * 24 * 3600 * 1000;
constexpr int kTokenDays = 365;  // of a token, when nobody says how long
constexpr int64_t kLinkMs = int64_t{24} * 3600 * 1000;
constexpr std::string_view kFirstUser = "technician";

// As people may write it: spaces around it and capitals do not count.
std::string account_name(std::string_view written);

bool good(const SessionRecord& session, int64_t now_ms);
bool good(const TokenRecord& token, int64_t now_ms);

// Errors of all of these: invalid (a name), not_found, conflict (it is taken; the last technician),
// exhausted (too many). On an error the book is unchanged. Whichever of them gives the wall its
// first technician with a password ends the first start's link.
Result<void> add_user(AccessBook& book, const std::string& name, const UserRecord& user);
// Ends the user's sessions, except the one of that hash, and links.
Result<void> set_password_hash(AccessBook& book, const std::string& name, const std::string& hash,
                               bool must_set_password, std::string_view except_session = {});
Result<void> set_user_role(AccessBook& book, const std::string& name, Role role);
Result<void> remove_user(AccessBook& book, const std::string& name);
// Takes password, sessions and links away; the new link is the way in.
Result<void> reset_user(AccessBook& book, const std::string& name, const std::string& link_hash,
                        int64_t now_ms);

Result<void> add_token(AccessBook& book, const std::string& hash, const TokenRecord& token);
Result<void> revoke_token(AccessBook& book, const std::string& id);

Result<void> add_session(AccessBook& book, const std::string& hash, const SessionRecord& session);
// The user of a link that is still good; it is used up. Errors: unauthorized.
Result<std::string> use_link(AccessBook& book, const std::string& link_hash, int64_t now_ms);

// While no technician has a password, the link of this start signs in as one; links of earlier
// starts end. False: somebody has a password, and the book is unchanged.
bool make_first_link(AccessBook& book, const std::string& link_hash, int64_t now_ms);

// Drops what is over: sessions, links. True: there was some.
bool drop_expired(AccessBook& book, int64_t now_ms);

}  // namespace pendopo
