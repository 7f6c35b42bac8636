// Verbs about who may come in, on the wall's own machine: user, token. They work on the state
// folder's files, whether the wall runs or not; a running wall follows within a second.

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "engine/app/state_place.h"
#include "engine/app/verbs.h"
#include "engine/control/access_book.h"
#include "engine/control/audit_store.h"
#include "engine/control/panel_address.h"
#include "engine/control/secret.h"
#include "engine/control/user_store.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kWrong = 2;
constexpr int64_t kDayMs = int64_t{24} * 3600 * 1000;

struct AccessArguments {
    StatePlace place;
    std::string name;
    std::string role;
    int days = kTokenDays;
    bool json = false;
};
using Arguments = std::shared_ptr<AccessArguments>;

int64_t now_ms() {
    return std::chrono::duration_cast<Milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string day(int64_t ms) {
    return fmt::format("{:%Y-%m-%d}", fmt::gmtime(static_cast<time_t>(ms / 1000)));
}

// One record of what was done on the console. The way back in must not depend on the log.
void write_down(const std::string& folder, std::string_view action, std::string_view object,
                std::string_view after, const Result<void>& outcome) {
    AuditRow row;
    row.at_ms = now_ms();
    row.who = "console";
    row.role = to_string(Role::technician);
    row.from = "cli";
    row.action = action;
    row.object = object;
    row.after = after;
    row.outcome = outcome ? std::string_view("done") : to_string(outcome.error().code());
    row.message = outcome ? std::string() : outcome.error().message();
    std::vector<AuditRow> rows{std::move(row)};
    auto key = chain_key(folder);
    auto log = open_store_file(folder, kAuditLog.store);
    const auto added = !key   ? Result<bool>(fail(key.error()))
                       : !log ? Result<bool>(fail(log.error()))
                              : append_audit(*log, *key, rows);
    if (!added) {
        fmt::print(stderr, "not in the audit log: {}\n", added.error().message());
    }
}

// Makes the change in control.db and writes it down; the exit status.
int change(const AccessArguments& arguments, std::string_view action, std::string_view object,
           std::string_view after, const BookChange& book_change) {
    const auto folder = state_folder_of(arguments.place);
    if (!folder) {
        fmt::print(stderr, "{}\n", folder.error().message());
        return kWrong;
    }
    auto database = open_store_file(*folder, kControlStore);
    if (!database) {
        fmt::print(stderr, "{}\n", database.error().message());
        return kWrong;
    }
    const auto changed = change_book(*database, book_change);
    const auto outcome = changed ? Result<void>() : Result<void>(fail(changed.error()));
    write_down(*folder, action, object, after, outcome);
    if (!changed) {
        fmt::print(stderr, "{}\n", changed.error().message());
        return 1;
    }
    return 0;
}

Result<AccessBook> read_book(const AccessArguments& arguments) {
    const auto folder = state_folder_of(arguments.place);
    if (!folder) {
        return fail(folder.error());
    }
    auto database = open_store_file(*folder, kControlStore);
    return database ? load_book(*database) : Result<AccessBook>(fail(database.error()));
}

// The link is told here and nowhere else.
void tell_link(const AccessArguments& arguments, const std::string& name, const std::string& link) {
    const ControlConfig control = control_of(arguments.place);
    std::array<char, 256> machine{};
    ::gethostname(machine.data(), machine.size() - 1);
    const std::string address = panel_address(control.address, control.port,
                                              !is_loopback(control.address), machine.data(), link);
    if (arguments.json) {
        fmt::print("{}\n", Json{{"name", name}, {"link", address}}.dump(2));
        return;
    }
    fmt::print("{} signs in once, within 24 hours, at\n  {}\nand then sets a password.\n", name,
               address);
}

int list_users(const AccessArguments& arguments) {
    const auto book = read_book(arguments);
    if (!book) {
        fmt::print(stderr, "{}\n", book.error().message());
        return kWrong;
    }
    Json users = Json::array();
    for (const auto& [name, user] : book->users) {
        int64_t seen_ms = 0;
        int sessions = 0;
        for (const auto& [hash, session] : book->sessions) {
            if (session.user == name && good(session, now_ms())) {
                seen_ms = std::max(seen_ms, session.seen_ms);
                ++sessions;
            }
        }
        const bool password = !user.password_hash.empty();
        users.push_back({{"name", name},
                         {"role", to_string(user.role)},
                         {"password", password},
                         {"must_set_password", user.must_set_password},
                         {"sessions", sessions},
                         {"last_seen_ms", seen_ms}});
        if (!arguments.json) {
            fmt::print("{:<24} {:<11} {:<18} {} signed in\n", name, to_string(user.role),
                       user.must_set_password ? "no own password" : "has a password", sessions);
        }
    }
    if (arguments.json) {
        fmt::print("{}\n", Json{{"users", users}}.dump(2));
    }
    return 0;
}

int add_one_user(const AccessArguments& arguments) {
    const std::string name = account_name(arguments.name);
    const std::string link = random_token();
    const int status = change(
        arguments, "add_user", name, Json{{"role", arguments.role}}.dump(), [&](AccessBook& book) {
            auto added =
                add_user(book, name, {from_word<Role>(arguments.role), "", true, now_ms()});
            return added ? reset_user(book, name, token_hash(link), now_ms()) : added;
        });
    if (status == 0) {
        tell_link(arguments, name, link);
    }
    return status;
}

int reset_one_user(const AccessArguments& arguments) {
    const std::string name = account_name(arguments.name);
    const std::string link = random_token();
    const int status = change(arguments, "reset_password", name, "", [&](AccessBook& book) {
        return reset_user(book, name, token_hash(link), now_ms());
    });
    if (status == 0) {
        tell_link(arguments, name, link);
    }
    return status;
}

int list_tokens(const AccessArguments& arguments) {
    const auto book = read_book(arguments);
    if (!book) {
        fmt::print(stderr, "{}\n", book.error().message());
        return kWrong;
    }
    Json tokens = Json::array();
    for (const auto& [hash, token] : book->tokens) {
        tokens.push_back({{"id", token.id},
                          {"name", token.name},
                          {"role", to_string(token.role)},
                          {"created_by", token.created_by},
                          {"created_ms", token.created_ms},
                          {"expires_ms", token.expires_ms.value_or(0)},
                          {"last_seen_ms", token.seen_ms}});
        if (!arguments.json) {
            fmt::print("{}  {:<24} {:<11} {}\n", token.id, token.name, to_string(token.role),
                       !token.expires_ms        ? "does not expire"
                       : !good(token, now_ms()) ? "expired " + day(*token.expires_ms)
                                                : "until " + day(*token.expires_ms));
        }
    }
    if (arguments.json) {
        fmt::print("{}\n", Json{{"tokens", tokens}}.dump(2));
    }
    return 0;
}

int add_one_token(const AccessArguments& arguments) {
    const std::string secret = std::string(kTokenPrefix) + random_token();
    TokenRecord token;
    token.id = new_token_id();
    token.name = account_name(arguments.name);
    token.role = from_word<Role>(arguments.role);
    token.created_by = "console";
    token.created_ms = now_ms();
    if (arguments.days > 0) {
        token.expires_ms = now_ms() + arguments.days * kDayMs;
    }
    const int status = change(
        arguments, "add_token", token.name, Json{{"id", token.id}, {"role", arguments.role}}.dump(),
        [&](AccessBook& book) { return add_token(book, token_hash(secret), token); });
    if (status == 0 && arguments.json) {
        fmt::print("{}\n",
                   Json{{"id", token.id}, {"name", token.name}, {"secret", secret}}.dump(2));
    } else if (status == 0) {
        fmt::print("{}\nThis is told once. Programs send it as \"Authorization: Bearer …\".\n",
                   secret);
    }
    return status;
}

void add_common(CLI::App& verb, AccessArguments& arguments) {
    add_state_place(verb, arguments.place);
    verb.add_flag("--json", arguments.json, "Print JSON");
}

void add_name(CLI::App& verb, AccessArguments& arguments, const char* what) {
    verb.add_option("name", arguments.name, what)->required()->type_name("NAME");
}

CLI::Option* add_role(CLI::App& verb, AccessArguments& arguments) {
    return verb.add_option("--role", arguments.role, "viewer, operator or technician")
        ->required()
        ->check(CLI::IsMember({"viewer", "operator", "technician"}))
        ->type_name("ROLE");
}

}  // namespace

void add_user_verb(CLI::App& app, int& exit_status) {
    const Arguments arguments = std::make_shared<AccessArguments>();
    CLI::App* verb = app.add_subcommand(
        "user",
        "Who may sign in to the panel; on the wall's own machine. 0 done, 1 not, 2 wrong use");
    verb->require_subcommand(1);
    CLI::App* list = verb->add_subcommand("list", "Everybody, with role");
    CLI::App* add = verb->add_subcommand("add", "Add somebody and print a one-time link");
    CLI::App* remove = verb->add_subcommand("remove", "Remove somebody, at once");
    CLI::App* role = verb->add_subcommand("role", "Give another role, at once");
    CLI::App* reset = verb->add_subcommand(
        "reset", "A lost password: end it and every session, and print a one-time link");
    for (CLI::App* each : {list, add, remove, role, reset}) {
        add_common(*each, *arguments);
    }
    for (CLI::App* each : {add, remove, role, reset}) {
        add_name(*each, *arguments, "The user");
    }
    add_role(*add, *arguments);
    add_role(*role, *arguments);
    list->callback([arguments, &exit_status] { exit_status = list_users(*arguments); });
    add->callback([arguments, &exit_status] { exit_status = add_one_user(*arguments); });
    reset->callback([arguments, &exit_status] { exit_status = reset_one_user(*arguments); });
    remove->callback([arguments, &exit_status] {
        const std::string name = account_name(arguments->name);
        exit_status = change(*arguments, "remove_user", name, "",
                             [&](AccessBook& book) { return remove_user(book, name); });
    });
    role->callback([arguments, &exit_status] {
        const std::string name = account_name(arguments->name);
        exit_status = change(*arguments, "set_role", name, Json{{"role", arguments->role}}.dump(),
                             [&](AccessBook& book) {
                                 return set_user_role(book, name, from_word<Role>(arguments->role));
                             });
    });
}

void add_token_verb(CLI::App& app, int& exit_status) {
    const Arguments arguments = std::make_shared<AccessArguments>();
    CLI::App* verb = app.add_subcommand(
        "token", "How programs sign in; on the wall's own machine. 0 done, 1 not, 2 wrong use");
    verb->require_subcommand(1);
    CLI::App* list = verb->add_subcommand("list", "Every token, without its secret");
    CLI::App* add = verb->add_subcommand("add", "Make a token and print it, once");
    CLI::App* revoke = verb->add_subcommand("revoke", "End a token, at once");
    for (CLI::App* each : {list, add, revoke}) {
        add_common(*each, *arguments);
    }
    add_name(*add, *arguments, "What it is for: companion, home-assistant");
    add_name(*revoke, *arguments, "The token's id, as list prints it");
    add_role(*add, *arguments);
    add->add_option("--days", arguments->days, "How long it is valid; 0: it does not expire")
        ->check(CLI::Range(0, 3650))
        ->capture_default_str();
    list->callback([arguments, &exit_status] { exit_status = list_tokens(*arguments); });
    add->callback([arguments, &exit_status] { exit_status = add_one_token(*arguments); });
    revoke->callback([arguments, &exit_status] {
        exit_status = change(*arguments, "revoke_token", arguments->name, "",
                             [&](AccessBook& book) { return revoke_token(book, arguments->name); });
    });
}

}  // namespace pendopo
