#pragma once
// What is known of one source: its last good value and how the newest attempt went. Pure; time
// comes in.

#include <cstdint>
#include <memory>
#include <string>

#include "config/data_config.h"
#include "engine/base/result.h"
#include "engine/data/data_source.h"
#include "engine/data/value_store.h"
#include "engine/ipc/data_messages.h"

namespace pendopo {

// Thread: bound to its owner.
class LastGoodValue {
  public:
    LastGoodValue(SourceConfig config, std::string zone);

    // A value from before a restart. It stays `waiting` until the first attempt.
    void restore(StoredValue stored);

    // The newest attempt, which took so long and ended now. False: what came was no good, so the
    // source must not count on it ("304") when it asks again.
    bool take(const Result<Fetched>& fetched, int64_t now_ms, int64_t took_ms);

    const SourceReport& report() const { return report_; }
    // The value of report().revision; null: there is none.
    const std::shared_ptr<const std::string>& text() const { return text_; }
    StoredValue stored() const;

  private:
    bool keep(const Fetched& fetched, int64_t now_ms);
    void fail_with(const std::string& reason);

    SourceConfig config_;
    std::string timezone_;
    SourceReport report_;
    std::shared_ptr<const std::string> text_;
};

}  // namespace pendopo
