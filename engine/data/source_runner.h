#pragma once
// One source at work: asks it when its schedule says so, keeps its last good value here and on the
// disk, and tells each change. A thread for each source, because most of what sources call blocks
// (name look-ups, disks of other machines, SQLite, libpq): whatever one of them does, no other
// waits. Such a thread sleeps nearly always and costs some 30 kB.

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "config/data_config.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/data/data_source.h"
#include "engine/data/last_good_value.h"
#include "engine/data/until.h"
#include "engine/data/value_store.h"
#include "engine/ipc/data_messages.h"

namespace pendopo {

struct SourceUpdate {
    SourceReport report;
    std::shared_ptr<const std::string> text;  // of report.revision; null: there is none
};

// Thread: bound to its owner; `tell` is called on the runner's own thread.
class SourceRunner {
  public:
    struct Setup {
        SourceConfig config;
        std::string timezone;
        std::unique_ptr<DataSource> source;
        ValueStore store;
        Log log;
        std::function<void(SourceUpdate)> tell;
    };
    static Result<std::unique_ptr<SourceRunner>> start(Setup setup);
    ~SourceRunner();  // stops it and waits for its end

    void stop() { stop_.request(); }
    bool ended() const { return ended_; }
    // How far the attempt under way is beyond its deadline: only when the system hangs.
    Milliseconds overdue() const;

  private:
    SourceRunner(Setup setup, Stop stop);
    void run();
    void attempt(LastGoodValue& value, MonotonicTime started);
    void save_when_due(const LastGoodValue& value, bool last);
    void tell(const LastGoodValue& value);

    Setup setup_;
    Stop stop_;
    std::string print_;
    StoredValue saved_;
    MonotonicTime saved_at_{};
    std::vector<std::string> losses_;  // of the newest value, logged when they change
    std::string not_kept_;             // why the newest writing failed
    ErrorCode attempt_code_ = ErrorCode::io;
    std::atomic<int64_t> attempt_due_ns_ = 0;  // 0: none is under way
    std::atomic<bool> ended_ = false;
    std::thread thread_;
};

}  // namespace pendopo
