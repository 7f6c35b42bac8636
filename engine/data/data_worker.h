#pragma once
// The data worker: keeps one SourceRunner for every source of the newest plan and passes on what
// they tell. A source whose configuration or login changed is stopped and begun anew; the others
// are not touched.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/data_config.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/data/earthquake.h"
#include "engine/data/source_runner.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/data_messages.h"
#include "engine/ipc/event_loop.h"
#include "engine/ipc/process.h"

namespace pendopo {

// Thread: bound to the loop's thread.
class DataWorker {
  public:
    // `loop` and `channel` outlive the worker.
    DataWorker(EventLoop& loop, Channel& channel, Log log);

    // `text`: data.json.
    void apply(const DataPlan& plan, const std::string& text);
    // Once a second: health, what could not be sent, what hangs. Errors: unreachable (control is
    // gone).
    Result<void> tick();
    // Asks every source to stop, so that each keeps its value; true when all have.
    bool stop();

  private:
    struct Source {
        SourceConfig config;
        SourceLogin login;
        uint64_t serial = 0;  // of the runner: what an earlier one still tells is ignored
        std::unique_ptr<SourceRunner> runner;
        SourceUpdate newest;
        uint64_t told_revision = 0;
        bool told = true;
        EarthquakeWatch earthquakes;
        uint64_t looked_revision = 0;        // at which its value was looked at for alarms
        std::optional<SourceAlarm> alarm{};  // not sent yet
        bool hangs = false;
    };

    void begin(Source& source, const DataPlan& plan);
    void take(const std::string& id, uint64_t serial, SourceUpdate update);
    Result<void> send(Source& source);
    void look_for_alarm(Source& source);
    Result<void> send_alarm(Source& source);
    void look_for_hanging();

    EventLoop& loop_;
    Channel& channel_;
    Log log_;
    DataPlan plan_;
    std::map<std::string, Source> sources_;
    std::vector<std::unique_ptr<SourceRunner>> leaving_;
    uint64_t serial_ = 0;
    std::string problem_;
};

// The worker's whole life in its process. Returns main()'s status: 0 when control closed the
// channel or asked for the end, 1 when it sent something that is no message.
int run_data_worker(WorkerProcess process);

}  // namespace pendopo
