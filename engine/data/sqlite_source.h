#pragma once
// A query of a SQLite file. The file is opened for reading only, at each attempt anew, so that a
// replaced file is seen; the query may read tables and nothing else (no ATTACH, no PRAGMA).

#include <string>

#include "engine/data/data_source.h"

namespace pendopo {

class SqliteSource final : public DataSource {
  public:
    SqliteSource(std::string path, std::string query, int64_t max_bytes);

    // Errors: not_found, invalid (the query is wrong or does more than read), timed_out, exhausted,
    // io (locked, damaged).
    Result<Fetched> fetch(const Until& until) override;

  private:
    std::string path_;
    std::string query_;
    int64_t max_bytes_;
};

}  // namespace pendopo
