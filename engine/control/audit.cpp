#include "engine/control/audit.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

namespace pendopo {
namespace {

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

Audit::Audit(EventLoop& loop, const Clock& clock, std::filesystem::path folder, Log log,
             int64_t most_bytes)
    : clock_(clock),
      writer_(loop, clock, std::move(folder), kAuditLog, {.bytes = most_bytes}, kMostKept,
              {[this](const std::vector<ChainedRecord>& records) {
                   for (const ChainedRecord& record : records) {
                       kept_.push_back(audit_row_of(record));
                   }
                   while (kept_.size() > kMostKept) {
                       kept_.pop_front();
                   }
               },
               [this](const std::string& message) {
                   AuditRow row;
                   row.who = "wall";
                   row.role = to_string(Role::technician);
                   row.from = "wall";
                   row.action = "audit_lost";
                   row.object = "audit.db";
                   row.outcome = "done";
                   row.message = message;
                   return finished(std::move(row));
               }},
              std::move(log)),
      timer_(loop.every(Seconds(1), [this] {
          if (auto folded = fold_.due(clock_.now())) {
              enqueue(std::move(*folded));
          }
      })) {}

void Audit::add(AuditRow row) {
    if (!AuditFold::concerns(row) || fold_.take(row, clock_.now())) {
        enqueue(std::move(row));
    }
}

void Audit::enqueue(AuditRow row) {
    writer_.add(finished(std::move(row)));
}

ChainedRecord Audit::finished(AuditRow row) const {
    row.at_ms =
        std::chrono::duration_cast<Milliseconds>(clock_.wall_now().time_since_epoch()).count();
    bound_fields(row);
    return record_of(row);
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

}  // namespace pendopo
