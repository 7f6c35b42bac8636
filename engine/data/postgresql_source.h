#pragma once
// A query of a PostgreSQL server. Each attempt is a connection of its own, in a read-only
// transaction, with the statement's time limited on the server too; rows arrive one by one, so that
// an endless answer costs no more memory than is allowed. What the login may read is the server's
// business: give the wall one that can only read what it shows.

#include <optional>

#include "engine/data/data_source.h"

namespace pendopo {

class PostgresqlSource final : public DataSource {
  public:
    PostgresqlSource(const SourceConfig& config, std::optional<SourceLogin> login);

    // Errors: unreachable, unauthorized, invalid (the query fails), timed_out, exhausted.
    Result<Fetched> fetch(const Until& until) override;

  private:
    PostgresqlOrigin origin_;
    int timeout_s_;
    int64_t max_bytes_;
    std::optional<SourceLogin> login_;
};

}  // namespace pendopo
