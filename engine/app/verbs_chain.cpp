// Verbs about the wall's chained logs, on its own machine, whether it runs or not: audit verify and
// export, proof verify and export.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "engine/app/state_place.h"
#include "engine/app/verbs.h"
#include "engine/control/audit_store.h"
#include "engine/control/chain_export.h"
#include "engine/control/proof_log.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kWrong = 2;

struct LogArguments {
    const ChainKind& kind;
    StatePlace place{};
    std::string from{};
    std::string to{};
    bool json = false;
    bool csv = false;
};

struct OpenLog {
    std::string folder;
    SqlDatabase database;
};
Result<OpenLog> open_log(const LogArguments& arguments) {
    auto folder = state_folder_of(arguments.place);
    if (!folder) {
        return fail(folder.error());
    }
    auto database = open_store_to_read(*folder, arguments.kind.store);
    if (!database) {
        return fail(database.error());
    }
    return OpenLog{std::move(*folder), std::move(*database)};
}

int verify(const LogArguments& arguments) {
    auto log = open_log(arguments);
    if (!log) {
        fmt::print(stderr, "{}\n", log.error().message());
        return kWrong;
    }
    const auto verdict =
        verify_chain(log->database, arguments.kind, read_chain_key(log->folder).value_or(""));
    if (!verdict) {
        fmt::print(stderr, "{}/{}: {}\n", log->folder, arguments.kind.store.file,
                   verdict.error().message());
        return kWrong;
    }
    if (arguments.json) {
        fmt::print("{}\n", Json{{"records", verdict->records},
                                {"first", verdict->first},
                                {"last", verdict->last},
                                {"head_hash", verdict->head_hash},
                                {"problems", verdict->problems}}
                               .dump(2));
    } else {
        for (const std::string& problem : verdict->problems) {
            fmt::print("{}\n", problem);
        }
        fmt::print("{} records, {} to {}, {}; the newest has the hash {}\n", verdict->records,
                   verdict->first, verdict->last,
                   verdict->problems.empty() ? "unchanged" : "not as the wall wrote them",
                   verdict->head_hash);
    }
    return verdict->problems.empty() ? 0 : 1;
}

int export_all(const LogArguments& arguments) {
    ChainSpan span;
    for (const auto& [text, bound] :
         {std::pair{&arguments.from, &span.from_ms}, std::pair{&arguments.to, &span.to_ms}}) {
        if (text->empty()) {
            continue;
        }
        const auto time = read_utc_time(*text);
        if (!time) {
            fmt::print(stderr, "{}\n", time.error().message());
            return kWrong;
        }
        *bound = *time;
    }
    auto log = open_log(arguments);
    if (!log) {
        fmt::print(stderr, "{}\n", log.error().message());
        return kWrong;
    }
    if (arguments.csv) {
        fmt::print("{}", csv_header(arguments.kind));
    }
    const auto done =
        each_record(log->database, arguments.kind, span, [&](const ChainedRecord& record) {
            fmt::print("{}", arguments.csv ? csv_line(arguments.kind, record)
                                           : json_line(arguments.kind, record));
        });
    if (!done) {
        fmt::print(stderr, "{}/{}: {}\n", log->folder, arguments.kind.store.file,
                   done.error().message());
        return 1;
    }
    return 0;
}

void add_log_verbs(CLI::App* verb, const ChainKind& kind, int& exit_status) {
    const auto arguments = std::make_shared<LogArguments>(LogArguments{kind});
    verb->require_subcommand(1);
    CLI::App* check = verb->add_subcommand(
        "verify",
        "Whether the log is as the wall wrote it; names every record that is not. 0 it is, 1 it is "
        "not, 2 it cannot be read");
    CLI::App* all = verb->add_subcommand(
        "export", "Print the log, a JSON object a line. 0 all of it, 1 not all, 2 wrong use");
    for (CLI::App* each : {check, all}) {
        add_state_place(*each, arguments->place);
    }
    check->add_flag("--json", arguments->json, "Print JSON");
    CLI::Option* json = all->add_flag("--json", arguments->json, "JSON lines, as without it");
    all->add_flag("--csv", arguments->csv, "Comma-separated values, for spreadsheets")
        ->excludes(json);
    all->add_option("--from", arguments->from, "Records from then on: 2026-11-25[T08:30[:00]], UTC")
        ->type_name("TIME");
    all->add_option("--to", arguments->to, "Records before then")->type_name("TIME");
    check->callback([arguments, &exit_status] { exit_status = verify(*arguments); });
    all->callback([arguments, &exit_status] { exit_status = export_all(*arguments); });
}

}  // namespace

void add_audit_verb(CLI::App& app, int& exit_status) {
    add_log_verbs(app.add_subcommand("audit", "Who did what at the wall"), kAuditLog, exit_status);
}

void add_proof_verb(CLI::App& app, int& exit_status) {
    add_log_verbs(app.add_subcommand("proof", "What the displays showed, read back each second"),
                  kProofLog, exit_status);
}

}  // namespace pendopo
