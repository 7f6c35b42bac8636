#include "engine/data/postgresql_source.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "engine/data/name_lookup.h"
#include "engine/data/number_text.h"
#include "engine/data/query_rows.h"
#include "engine/text/text_encoding.h"

namespace pendopo {
namespace {

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Finish>;
using Answer = std::unique_ptr<PGresult, Clear>;

// The first line of a text of the server.
std::string first_line(const char* text) {
    const std::string_view all = text != nullptr ? text : "";
    return clean_utf8(all.substr(0, std::min(all.find('\n'), all.size())));
}

Error connection_error(PGconn* connection) {
    std::string text = clean_utf8(PQerrorMessage(connection));  // a line for each address tried
    if (text.find("authentication failed") != std::string::npos ||
        text.find("no password supplied") != std::string::npos) {
        return {ErrorCode::unauthorized, "the server refuses the login; check it in secrets.json"};
    }
    text.resize(std::min(text.find_last_not_of('\n') + 1, text.size()));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return {ErrorCode::unreachable, "no connection: " + text};
}

// Only what the server says about the query itself: its details may quote values.
Error query_error(PGconn* connection, const PGresult* result) {
    const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (code == nullptr) {  // libpq's own words: the connection broke
        return connection_error(connection);
    }
    const std::string message = first_line(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    const std::string_view state = code;
    if (state == "57014") {
        return {ErrorCode::timed_out, "it took too long"};
    }
    // Connection exception, and a server that stops or starts: a pooler says so only now.
    if (state.starts_with("08") || state.starts_with("57P")) {
        return {ErrorCode::unreachable, "no connection: " + message};
    }
    // Class 22 is "data exception": such messages quote the value that did not fit.
    const bool quotes = state.starts_with("22");
    return {state == "42501" ? ErrorCode::refused : ErrorCode::invalid,
            fmt::format("the query failed ({}){}", state, quotes ? std::string() : ": " + message)};
}

Value cell(const PGresult* row, int column) {
    // Type numbers of PostgreSQL's catalogue, fixed since long ago (pg_type.dat).
    enum : Oid {
        oid_bool = 16,
        oid_int8 = 20,
        oid_int2 = 21,
        oid_int4 = 23,
        oid_json = 114,
        oid_float4 = 700,
        oid_money = 790,
        oid_float8 = 701,
        oid_numeric = 1700,
        oid_jsonb = 3802
    };
    if (PQgetisnull(row, 0, column) != 0) {
        return {};
    }
    const std::string_view text(PQgetvalue(row, 0, column),
                                static_cast<size_t>(PQgetlength(row, 0, column)));
    switch (PQftype(row, column)) {
        case oid_bool:
            return text == "t";
        case oid_int2:
        case oid_int4:
        case oid_int8:
        case oid_float4:
        case oid_float8:
        case oid_numeric:
            return read_number(text).value('.').value_or(Value());  // NaN and Infinity are none
        case oid_money:  // as the server's own language writes it: "Rp1.234,50", "$1,234.50"
            return read_number(text).value(0).value_or(Value());
        case oid_json:
        case oid_jsonb:
            return parse_value(text).value_or(Value());
        default:
            return clean_utf8(text);
    }
}

// Waits until the socket is ready for what libpq needs next.
bool wait(PGconn* connection, short events, const Until& until) {
    return until.wait(PQsocket(connection), events);
}

Result<void> connect(PGconn* connection, const Until& until) {
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;
    while (next != PGRES_POLLING_OK) {
        if (next == PGRES_POLLING_FAILED) {
            return fail(connection_error(connection));
        }
        if (!wait(connection, next == PGRES_POLLING_READING ? POLLIN : POLLOUT, until)) {
            return fail(until.why());
        }
        next = PQconnectPoll(connection);
    }
    return {};
}

// The next result of what was sent; null: there is no further one.
Result<Answer> next_result(PGconn* connection, const Until& until) {
    while (true) {
        const int unsent = PQflush(connection);
        if (unsent < 0) {
            return fail(connection_error(connection));
        }
        if (unsent == 0 && PQisBusy(connection) == 0) {
            return Answer(PQgetResult(connection));
        }
        if (!wait(connection, static_cast<short>(POLLIN | (unsent > 0 ? POLLOUT : 0)), until)) {
            return fail(until.why());
        }
        if (PQconsumeInput(connection) == 0) {
            return fail(connection_error(connection));
        }
    }
}

// A statement without an answer.
Result<void> run(PGconn* connection, const char* statement, const Until& until) {
    if (PQsendQuery(connection, statement) == 0) {
        return fail(connection_error(connection));
    }
    Result<void> done;
    while (true) {
        auto result = next_result(connection, until);
        if (!result) {
            return fail(result.error());
        }
        if (*result == nullptr) {
            return done;
        }
        if (PQresultStatus(result->get()) != PGRES_COMMAND_OK && done) {
            done = fail(query_error(connection, result->get()));
        }
    }
}

Result<void> add_row(const PGresult* row, QueryRows& rows, bool& named) {
    const int width = PQnfields(row);
    if (!std::exchange(named, true)) {
        std::vector<std::string> names;
        for (int i = 0; i < width; ++i) {
            names.emplace_back(PQfname(row, i));
        }
        if (const auto good = rows.set_columns(std::move(names)); !good) {
            return good;
        }
    }
    if (PQntuples(row) == 0) {
        return {};
    }
    std::vector<Value> cells;
    size_t bytes = 0;
    for (int i = 0; i < width; ++i) {
        cells.push_back(cell(row, i));
        bytes += static_cast<size_t>(PQgetlength(row, 0, i));
    }
    return rows.add(std::move(cells), bytes);
}

// The rows of the query. What the server refuses is heard to its end; what is too much is not.
Result<Value> ask(PGconn* connection, const std::string& query, int64_t max_bytes,
                  const Until& until) {
    // The extended protocol takes one statement only: no query can end the transaction and go on.
    if (PQsendQueryParams(connection, query.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) ==
            0 ||
        PQsetSingleRowMode(connection) == 0) {
        return fail(connection_error(connection));
    }
    QueryRows rows(max_bytes);
    bool named = false;
    std::optional<Error> refused;
    while (true) {
        const auto result = next_result(connection, until);
        if (!result || *result == nullptr) {
            if (refused) {
                return fail(*refused);
            }
            return result ? Result<Value>(rows.take()) : fail(result.error());
        }
        const ExecStatusType status = PQresultStatus(result->get());
        if (status == PGRES_FATAL_ERROR) {
            refused = refused ? refused : query_error(connection, result->get());
        } else if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK) {
            return fail(ErrorCode::invalid, "the query gives no rows; expected a SELECT");
        } else if (const auto added = add_row(result->get(), rows, named); !added) {
            return fail(added.error());
        }
    }
}

}  // namespace

PostgresqlSource::PostgresqlSource(const SourceConfig& config, std::optional<SourceLogin> login)
    : origin_(std::get<PostgresqlOrigin>(config.origin)),
      timeout_s_(config.timeout_s),
      max_bytes_(config.max_bytes),
      login_(std::move(login)) {}

Result<Fetched> PostgresqlSource::fetch(const Until& until) {
    const auto found = look_up(origin_.host, until);
    if (!found) {
        return fail(found.error());
    }
    // libpq tries a list of addresses one after the other; the name is what TLS verifies.
    std::string hosts = origin_.host;
    std::string addresses = found->front();
    for (size_t i = 1; i < found->size(); ++i) {
        hosts += "," + origin_.host;
        addresses += "," + (*found)[i];
    }
    const std::string port = std::to_string(origin_.port);
    // Settings travel in the transaction: poolers (PgBouncer) refuse the startup option that could
    // carry them, and would hand what SET leaves behind to the next client.
    const std::string begin = fmt::format(
        "BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = {}; "
        "SET LOCAL datestyle = 'ISO'",
        timeout_s_ * 1000);
    const char* tls = !origin_.ca_file.empty()                        ? "verify-full"
                      : origin_.tls == PostgresqlOrigin::Tls::require ? "require"
                      : origin_.tls == PostgresqlOrigin::Tls::prefer  ? "prefer"
                                                                      : "disable";
    // passfile: only what secrets.json says is a login here.
    const char* keys[] = {"host",
                          "hostaddr",
                          "port",
                          "dbname",
                          "user",
                          "password",
                          "sslmode",
                          "gssencmode",
                          "application_name",
                          "passfile",
                          "client_encoding",
                          "sslrootcert",
                          nullptr};
    const char* values[] = {hosts.c_str(),
                            addresses.c_str(),
                            port.c_str(),
                            origin_.database.c_str(),
                            login_ ? login_->user.c_str() : "pendopo",
                            login_ ? login_->password.c_str() : "",
                            tls,
                            "disable",
                            "pendopo",
                            "/dev/null/none",
                            "UTF8",
                            origin_.ca_file.empty() ? nullptr : origin_.ca_file.c_str(),
                            nullptr};
    const Connection owned(PQconnectStartParams(keys, values, 0));
    PGconn* connection = owned.get();
    if (connection == nullptr || PQstatus(connection) == CONNECTION_BAD) {
        return fail(connection != nullptr ? connection_error(connection)
                                          : Error(ErrorCode::exhausted, "no memory"));
    }
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    if (const auto connected = connect(connection, until); !connected) {
        return fail(connected.error());
    }
    PQsetnonblocking(connection, 1);
    if (const auto begun = run(connection, begin.c_str(), until); !begun) {
        return fail(begun.error());
    }
    auto rows = ask(connection, origin_.query, max_bytes_, until);
    // What is not ended is thrown away by a pooler together with its connection to the server.
    // Nothing of the transaction stays; whatever comes of this, the answer is there.
    const PGTransactionStatusType left = PQtransactionStatus(connection);
    if (left == PQTRANS_INTRANS || left == PQTRANS_INERROR) {
        (void)run(connection, "ROLLBACK", until);
    }
    if (!rows) {
        return fail(rows.error());
    }
    return Fetched{.rows = std::move(*rows)};
}

}  // namespace pendopo
