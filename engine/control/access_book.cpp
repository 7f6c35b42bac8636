#include "engine/control/access_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/control/password.h"

namespace pendopo {
namespace {

constexpr size_t kLongestName = 32;
constexpr std::string_view kFirst = "first/";  // before the hash of the first start's link
// What speaks for itself in the audit log and nobody may pass for.
constexpr auto kReserved = std::to_array<std::string_view>(
    {"alarm", "cli", "console", "keyboard", "mqtt", "nobody", "pendopo", "schedule", "wall"});

Result<void> check_name(std::string_view name) {
    const bool letters = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    });
    if (name.empty() || name.size() > kLongestName || !letters || name[0] < 'a' || name[0] > 'z') {
        return fail(
            ErrorCode::invalid,
            bilingual("Nama terdiri dari 1 sampai 32 karakter a–z, 0–9, \".\", \"_\", \"-\" "
                      "dan diawali huruf.",
                      "A name is 1 to 32 of a–z, 0–9, \".\", \"_\", \"-\" and begins with a "
                      "letter."));
    }
    if (std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end()) {
        return fail(ErrorCode::invalid,
                    bilingual(fmt::format("Nama {} dipakai oleh dinding sendiri.", name),
                              fmt::format("The name {} is the wall's own.", name)));
    }
    return {};
}

tl::unexpected<Error> no_user(const std::string& name) {
    return fail(ErrorCode::not_found, bilingual(fmt::format("Tidak ada pengguna {}.", name),
                                                fmt::format("There is no user {}.", name)));
}

tl::unexpected<Error> taken(const std::string& name) {
    return fail(ErrorCode::conflict, bilingual(fmt::format("Nama {} sudah dipakai.", name),
                                               fmt::format("The name {} is taken.", name)));
}

tl::unexpected<Error> too_many(std::string_view indonesian, std::string_view english, size_t most) {
    return fail(ErrorCode::exhausted,
                bilingual(fmt::format("Terlalu banyak {}; paling banyak {}.", indonesian, most),
                          fmt::format("Too many {}; at most {}.", english, most)));
}

bool technician_has_password(const AccessBook& book) {
    return std::any_of(book.users.begin(), book.users.end(), [](const auto& row) {
        return row.second.role == Role::technician && !row.second.password_hash.empty();
    });
}

// After a change of `book`, before which that was so or not.
void end_first_link(AccessBook& book, bool had_password) {
    if (!had_password && technician_has_password(book)) {
        std::erase_if(book.links, [](const auto& row) { return row.first.starts_with(kFirst); });
    }
}

bool last_technician(const AccessBook& book, const std::string& name) {
    return std::none_of(book.users.begin(), book.users.end(), [&](const auto& row) {
        return row.first != name && row.second.role == Role::technician &&
               !row.second.password_hash.empty();
    });
}

tl::unexpected<Error> needs_technician() {
    return fail(ErrorCode::conflict,
                bilingual("Teknisi terakhir tidak dapat dihapus atau diubah perannya.",
                          "The last technician cannot be removed or given another role."));
}

bool token_named(const AccessBook& book, const std::string& name) {
    return std::any_of(book.tokens.begin(), book.tokens.end(),
                       [&](const auto& row) { return row.second.name == name; });
}

void end_all_of(AccessBook& book, const std::string& user, std::string_view except_session = {}) {
    std::erase_if(book.sessions, [&](const auto& row) {
        return row.second.user == user && row.first != except_session;
    });
    std::erase_if(book.links, [&](const auto& row) { return row.second.user == user; });
}

}  // namespace

std::string account_name(std::string_view written) {
    const size_t first = written.find_first_not_of(' ');
    if (first == std::string_view::npos) {
        return {};
    }
    std::string name(written.substr(first, written.find_last_not_of(' ') - first + 1));
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return name;
}

bool good(const SessionRecord& session, int64_t now_ms) {
    return now_ms - session.seen_ms < kSessionIdleMs &&
           now_ms - session.created_ms < kSessionLongestMs;
}
bool good(const TokenRecord& token, int64_t now_ms) {
    return !token.expires_ms || now_ms < *token.expires_ms;
}

Result<void> add_user(AccessBook& book, const std::string& name, const UserRecord& user) {
    if (auto named = check_name(name); !named) {
        return named;
    }
    if (book.users.contains(name) || token_named(book, name)) {
        return taken(name);
    }
    if (book.users.size() >= kMostUsers) {
        return too_many("pengguna", "users", kMostUsers);
    }
    const bool had = technician_has_password(book);
    book.users[name] = user;
    end_first_link(book, had);
    return {};
}

Result<void> set_password_hash(AccessBook& book, const std::string& name, const std::string& hash,
                               bool must_set_password, std::string_view except_session) {
    const auto user = book.users.find(name);
    if (user == book.users.end()) {
        return no_user(name);
    }
    const bool had = technician_has_password(book);
    user->second.password_hash = hash;
    user->second.must_set_password = must_set_password;
    end_all_of(book, name, except_session);
    end_first_link(book, had);
    return {};
}

Result<void> set_user_role(AccessBook& book, const std::string& name, Role role) {
    const auto user = book.users.find(name);
    if (user == book.users.end()) {
        return no_user(name);
    }
    if (user->second.role == Role::technician && role != Role::technician &&
        last_technician(book, name)) {
        return needs_technician();
    }
    if (user->second.role != role) {
        const bool had = technician_has_password(book);
        user->second.role = role;
        end_first_link(book, had);
        std::erase_if(book.sessions, [&](const auto& row) { return row.second.user == name; });
    }
    return {};
}

Result<void> remove_user(AccessBook& book, const std::string& name) {
    const auto user = book.users.find(name);
    if (user == book.users.end()) {
        return no_user(name);
    }
    if (user->second.role == Role::technician && last_technician(book, name)) {
        return needs_technician();
    }
    book.users.erase(user);
    end_all_of(book, name);
    return {};
}

Result<void> reset_user(AccessBook& book, const std::string& name, const std::string& link_hash,
                        int64_t now_ms) {
    if (auto taken_away = set_password_hash(book, name, "", true); !taken_away) {
        return taken_away;
    }
    book.links[link_hash] = {name, now_ms + kLinkMs};
    return {};
}

Result<void> add_token(AccessBook& book, const std::string& hash, const TokenRecord& token) {
    if (auto named = check_name(token.name); !named) {
        return named;
    }
    if (book.users.contains(token.name) || token_named(book, token.name)) {
        return taken(token.name);
    }
    if (book.tokens.size() >= kMostTokens) {
        return too_many("token", "tokens", kMostTokens);
    }
    book.tokens[hash] = token;
    return {};
}

Result<void> revoke_token(AccessBook& book, const std::string& id) {
    if (std::erase_if(book.tokens, [&](const auto& row) { return row.second.id == id; }) == 0) {
        return fail(ErrorCode::not_found, bilingual(fmt::format("Tidak ada token {}.", id),
                                                    fmt::format("There is no token {}.", id)));
    }
    return {};
}

Result<void> add_session(AccessBook& book, const std::string& hash, const SessionRecord& session) {
    if (!book.users.contains(session.user)) {
        return no_user(session.user);
    }
    drop_expired(book, session.created_ms);
    size_t count = 0;
    auto oldest = book.sessions.end();
    for (auto each = book.sessions.begin(); each != book.sessions.end(); ++each) {
        if (each->second.user == session.user) {
            ++count;
            if (oldest == book.sessions.end() || each->second.seen_ms < oldest->second.seen_ms) {
                oldest = each;
            }
        }
    }
    if (count >= kMostSessionsOfOne) {
        book.sessions.erase(oldest);
    }
    book.sessions[hash] = session;
    return {};
}

Result<std::string> use_link(AccessBook& book, const std::string& link_hash, int64_t now_ms) {
    auto link = book.links.find(link_hash);
    if (link == book.links.end()) {
        link = book.links.find(std::string(kFirst) + link_hash);
    }
    if (link == book.links.end() || now_ms >= link->second.expires_ms ||
        !book.users.contains(link->second.user)) {
        return fail(
            ErrorCode::unauthorized,
            bilingual("Tautan masuk ini sudah dipakai atau tidak berlaku lagi; minta yang baru.",
                      "This sign-in link was used or is no longer valid; ask for a new one."));
    }
    std::string user = link->second.user;
    book.links.erase(link);
    return user;
}

bool make_first_link(AccessBook& book, const std::string& link_hash, int64_t now_ms) {
    std::string name;
    for (const auto& [each, user] : book.users) {
        if (user.role == Role::technician) {
            if (!user.password_hash.empty()) {
                return false;
            }
            name = name.empty() || each == kFirstUser ? each : name;
        }
    }
    if (name.empty()) {
        name = kFirstUser;
        book.users[name] = {Role::technician, "", true, now_ms};
    }
    std::erase_if(book.links, [](const auto& row) { return row.first.starts_with(kFirst); });
    book.links[std::string(kFirst) + link_hash] = {name, now_ms + kLinkMs};
    return true;
}

bool drop_expired(AccessBook& book, int64_t now_ms) {
    const size_t sessions =
        std::erase_if(book.sessions, [&](const auto& row) { return !good(row.second, now_ms); });
    const size_t links =
        std::erase_if(book.links, [&](const auto& row) { return now_ms >= row.second.expires_ms; });
    return sessions + links > 0;
}

}  // namespace pendopo
