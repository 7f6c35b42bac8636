#include "engine/control/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "engine/base/check.h"
#include "engine/control/secret.h"

namespace pendopo {
namespace {

constexpr size_t kMostAtOnce = 500;  // records in one transaction
constexpr size_t kShortField = 100;
constexpr size_t kLongField = 2000;
constexpr auto kSecretKeys = std::to_array<std::string_view>(
    {"authorization", "cookie", "old", "password", "secret", "token"});

using Json = nlohmann::ordered_json;

bool take_secrets_out(Json& value) {
    bool found = false;
    if (value.is_object()) {
        for (auto& [key, member] : value.items()) {
            if (std::find(kSecretKeys.begin(), kSecretKeys.end(), key) != kSecretKeys.end() &&
                member.is_string()) {
                member = "•";
                found = true;
            } else {
                found = take_secrets_out(member) || found;
            }
        }
    } else if (value.is_array()) {
        for (auto& member : value) {
            found = take_secrets_out(member) || found;
        }
    }
    return found;
}

bool shallow(std::string_view text) {  // enough for recursion over what it parses to
    return std::count(text.begin(), text.end(), '{') + std::count(text.begin(), text.end(), '[') <
           200;
}

void bound_fields(AuditRow& row) {
    for (std::string* field : {&row.who, &row.role, &row.from, &row.action, &row.outcome}) {
        *field = audit_text(*field, kShortField);
    }
    for (std::string* field : {&row.object, &row.before, &row.after, &row.message}) {
        *field = audit_text(*field, kLongField);
    }
}

}  // namespace

std::string audit_text(std::string_view text, size_t most_bytes) {
    std::string kept(text);
    if ((text.starts_with('{') || text.starts_with('[')) && shallow(text)) {
        Json value = Json::parse(text, nullptr, false);
        if (!value.is_discarded() && take_secrets_out(value)) {
            kept = value.dump(-1, ' ', false, Json::error_handler_t::replace);
        }
    }
    if (kept.size() > most_bytes) {
        size_t end = most_bytes;
        while (end > 0 && (static_cast<unsigned char>(kept[end]) & 0xC0) == 0x80) {
            --end;  // no half of a character
        }
        kept = kept.substr(0, end) + "…";
    }
    return kept;
}

// Thread: bound to the writing thread.
struct Audit::Writer {
    std::filesystem::path folder;
    int64_t most_bytes = 0;
    const Clock* clock = nullptr;
    std::optional<Store> store{};
    std::string key{};

    Result<void> open() {
        if (!store) {
            store = open_store(folder, kAuditStore, clock->wall_now());
        }
        if (key.empty()) {
            auto own = store->in_memory ? Result<std::string>(random_token()) : audit_key(folder);
            if (!own) {
                return fail(own.error());
            }
            key = std::move(*own);
        }
        return {};
    }
};

struct Audit::Written {
    Result<bool> suspect = false;
    std::string store_problem{};
    std::vector<AuditRow> earlier{};  // that were in the file when it was opened
};

Audit::Audit(EventLoop& loop, const Clock& clock, std::filesystem::path folder, Log log,
             int64_t most_bytes)
    : loop_(loop),
      clock_(clock),
      log_(std::move(log)),
      writer_(std::make_shared<Writer>(Writer{std::move(folder), most_bytes, &clock})),
      thread_(loop, 2, JobThread::AtEnd::finish),
      timer_(loop.every(Seconds(1), [this] { tick(); })) {
    write();  // opens the file
}

Audit::~Audit() {
    if (lost_ == 0 && waiting_.empty()) {
        return;
    }
    (void)thread_.take(
        [writer = writer_, rows = std::vector<AuditRow>(
                               waiting_.begin(), waiting_.end())]() mutable -> JobThread::After {
            if (writer->open()) {
                (void)append_audit(writer->store->database, writer->key, rows, writer->most_bytes);
            }
            return {};
        });
}

void Audit::add(AuditRow row) {
    if (!AuditFold::concerns(row) || fold_.take(row, clock_.now())) {
        enqueue(std::move(row));
    }
}

void Audit::enqueue(AuditRow row) {
    if (waiting_.size() >= kMostWaiting) {
        ++lost_;
        return;
    }
    row.at_ms =
        std::chrono::duration_cast<Milliseconds>(clock_.wall_now().time_since_epoch()).count();
    bound_fields(row);
    waiting_.push_back(std::move(row));
    if (write_problem_.empty()) {
        write();
    }
}

void Audit::tick() {
    if (auto folded = fold_.due(clock_.now())) {
        enqueue(std::move(*folded));
    }
    if (!write_problem_.empty() && clock_.now() >= try_again_) {
        write();
    }
}

void Audit::write() {
    if (writing_) {
        return;
    }
    std::vector<AuditRow> rows;
    while (!waiting_.empty() && rows.size() < kMostAtOnce) {
        rows.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    writing_ = thread_.take([this, writer = writer_, rows]() mutable -> JobThread::After {
        Written outcome;
        const bool first = !writer->store;
        const auto open = writer->open();
        if (first && writer->store) {
            outcome.store_problem = writer->store->problem;
            outcome.earlier =
                newest_audit_rows(writer->store->database, kMostKept).value_or(outcome.earlier);
        }
        if (!open) {
            outcome.suspect = fail(open.error());
        } else if (!rows.empty()) {
            outcome.suspect =
                append_audit(writer->store->database, writer->key, rows, writer->most_bytes);
        }
        return [this, outcome = std::move(outcome), rows = std::move(rows)] {
            written(outcome, rows);
        };
    });
    CHECK(writing_);  // one at a time, and the thread takes two
}

void Audit::written(Written outcome, std::vector<AuditRow> rows) {
    writing_ = false;
    for (AuditRow& row : outcome.earlier) {
        kept_.push_back(std::move(row));
    }
    if (!outcome.store_problem.empty()) {
        store_problem_ = outcome.store_problem;
        log_.error("audit log: {}", store_problem_);
    }
    if (!outcome.suspect) {
        waiting_.insert(waiting_.begin(), std::make_move_iterator(rows.begin()),
                        std::make_move_iterator(rows.end()));
        std::string problem = fmt::format(
            "audit records cannot be written ({}); they wait in memory, {} at most; free space in "
            "the state folder or mend it",
            outcome.suspect.error().message(), kMostWaiting);
        if (problem != write_problem_) {
            write_problem_ = std::move(problem);
            log_.error("{}", write_problem_);
        }
        try_again_ = clock_.now() + kTryAgainEvery;
        return;
    }
    if (*outcome.suspect) {
        store_problem_ =
            "the audit log was changed by somebody else: `pendopo audit verify` says where";
        log_.error("{}", store_problem_);
    }
    if (!std::exchange(write_problem_, {}).empty()) {
        log_.info("audit records are written again");
    }
    for (AuditRow& row : rows) {
        kept_.push_back(std::move(row));
    }
    while (kept_.size() > kMostKept) {
        kept_.pop_front();
    }
    if (const uint64_t lost = std::exchange(lost_, 0); lost > 0) {
        AuditRow row;
        row.who = "wall";
        row.role = to_string(Role::technician);
        row.from = "wall";
        row.action = "audit_lost";
        row.object = "audit.db";
        row.outcome = "done";
        row.message =
            fmt::format("{} records were lost before this one: none could be written", lost);
        enqueue(std::move(row));
    }
    if (!waiting_.empty()) {
        write();
    }
}

std::vector<AuditRow> Audit::page(const AuditQuery& query,
                                  const std::function<bool(std::string_view)>& is_command) const {
    std::vector<AuditRow> rows;
    for (auto row = kept_.rbegin(); row != kept_.rend() && rows.size() < query.limit; ++row) {
        const bool wanted = query.before == 0 || row->number < query.before;
        if (wanted && (query.own.empty() || row->who == query.own || is_command(row->action))) {
            rows.push_back(*row);
        }
    }
    return rows;
}

std::string Audit::problem() const {
    return write_problem_.empty() ? store_problem_ : write_problem_;
}

}  // namespace pendopo
