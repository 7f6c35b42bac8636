#pragma once
// One place a value comes from. A source makes single attempts and never retries itself; when and
// how often is decided by its SourceRunner.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "config/data_config.h"
#include "engine/data/until.h"
#include "engine/data/value.h"

namespace pendopo {

// What a good attempt gave.
struct Fetched {
    enum class News {
        value,  // below
        same,   // the source was asked and says: what it gave last is still the newest
        none,   // nothing has come since; how old the last value is does not change by that
    };
    News news = News::value;
    std::string body{};  // JSON or CSV as it came
    DataFormat format = DataFormat::json;
    std::optional<Value> rows{};  // instead of `body`: the rows of a query
    int64_t modified_ms = 0;      // Unix: by the file's or server's word; 0: it has none
    std::string charset{};        // of `body`, by the server's word
    std::string note{};           // for staff: which of several it is
    bool is_file = false;         // somebody may be writing it this moment
};

// Thread: bound to the thread that calls fetch() and wait().
class DataSource {
  public:
    virtual ~DataSource() = default;

    // One attempt. Ends within 250 ms of `until` where the operating system lets it. Errors as in
    // result.h; their texts carry no credential and no value.
    virtual Result<Fetched> fetch(const Until& until) = 0;

    // What was fetched last was no good: the next fetch() asks for it whole again.
    virtual void forget() {}

    // Waits for news that should be fetched before its time: a file that changed, a message.
    // Returns early when there is some, or at the end of `until`.
    virtual void wait(const Until& until) { until.wait(-1, 0); }
};

struct SourceLogin {
    std::string user;
    std::string password;
    bool operator==(const SourceLogin&) const = default;
};

// The source of a configuration. `folder`: where its paths start. `login`: when it names one.
std::unique_ptr<DataSource> make_data_source(const SourceConfig& config, const std::string& folder,
                                             const std::optional<SourceLogin>& login);

}  // namespace pendopo
