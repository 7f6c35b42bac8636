#include "engine/data/source_runner.h"

#include <chrono>
#include <random>
#include <utility>

#include "engine/data/schedule.h"

namespace pendopo {
namespace {

// How often the disk is written: a value that changes each second is kept every ten, one whose
// value stays while its time moves on every five minutes.
constexpr Seconds kSaveValueEvery{10};
constexpr Seconds kSaveTimesEvery{300};

int64_t unix_ms() {
    return std::chrono::duration_cast<Milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace

Result<std::unique_ptr<SourceRunner>> SourceRunner::start(Setup setup) {
    auto stop = Stop::create();
    if (!stop) {
        return fail(stop.error());
    }
    std::unique_ptr<SourceRunner> runner(new SourceRunner(std::move(setup), std::move(*stop)));
    try {
        runner->thread_ = std::thread([self = runner.get()] { self->run(); });
    } catch (const std::system_error& error) {
        return fail(ErrorCode::exhausted, std::string("cannot start a thread: ") + error.what());
    }
    return runner;
}

SourceRunner::SourceRunner(Setup setup, Stop stop)
    : setup_(std::move(setup)), stop_(std::move(stop)), print_(value_print(setup_.config)) {}

SourceRunner::~SourceRunner() {
    stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

Milliseconds SourceRunner::overdue() const {
    const int64_t due_ns = attempt_due_ns_;
    const auto late = Monotonic::now() - from_ns(due_ns);
    return due_ns == 0 || late < late.zero() ? Milliseconds(0)
                                             : std::chrono::duration_cast<Milliseconds>(late);
}

void SourceRunner::run() {
    LastGoodValue value(setup_.config, setup_.timezone);
    auto stored = setup_.store.read(setup_.config.id, print_);
    if (!stored) {
        setup_.log.warn("kept value ignored reason=\"{}\"", stored.error().message());
    } else if (*stored) {
        saved_ = **stored;
        value.restore(std::move(**stored));
    }
    tell(value);
    saved_at_ = Monotonic::now() - kSaveTimesEvery;

    std::minstd_rand random(std::random_device{}());
    Schedule schedule{Seconds(setup_.config.every_s)};
    MonotonicTime next = Monotonic::now();
    MonotonicTime pause_until = next;
    while (!stop_.requested()) {
        Until{stop_, pause_until}.wait(-1, 0);
        setup_.source->wait({stop_, next});
        if (stop_.requested()) {
            break;
        }
        const MonotonicTime started = Monotonic::now();
        const SourceState before = value.report().state;
        attempt(value, started);
        if (stop_.requested()) {
            break;
        }
        const SourceReport& report = value.report();
        if (report.state != before) {
            if (report.state == SourceState::failed) {
                setup_.log.warn("failed reason=\"{}\"", report.reason);
            } else {
                setup_.log.info("good bytes={} took_ms={}", report.bytes, report.fetch_ms);
            }
        }
        if (report.reading.losses != losses_) {
            losses_ = report.reading.losses;
            for (const std::string& loss : losses_) {
                setup_.log.warn("not all is shown: {}", loss);
            }
        }
        tell(value);
        const MonotonicTime ended = Monotonic::now();
        next = report.state == SourceState::failed
                   ? schedule.after_failure(attempt_code_, ended,
                                            std::generate_canonical<double, 32>(random))
                   : schedule.after_success(started, ended);
        pause_until = ended + Schedule::kLeastPause;
        save_when_due(value, false);
    }
    save_when_due(value, true);
    ended_ = true;
}

void SourceRunner::attempt(LastGoodValue& value, MonotonicTime started) {
    const MonotonicTime deadline = started + Seconds(setup_.config.timeout_s);
    attempt_due_ns_ = to_ns(deadline);
    const Result<Fetched> fetched = setup_.source->fetch({stop_, deadline});
    attempt_due_ns_ = 0;
    if (stop_.requested()) {
        return;
    }
    attempt_code_ = fetched ? ErrorCode::invalid : fetched.error().code();
    const auto took = std::chrono::duration_cast<Milliseconds>(Monotonic::now() - started);
    if (!value.take(fetched, unix_ms(), took.count())) {
        setup_.source->forget();
    }
}

void SourceRunner::save_when_due(const LastGoodValue& value, bool last) {
    const SourceReport& report = value.report();
    const bool value_changed = report.revision != saved_.revision;
    const bool times_changed = report.fetched_ms != saved_.fetched_ms;
    const auto since = Monotonic::now() - saved_at_;
    const bool due = (value_changed && (last || since >= kSaveValueEvery)) ||
                     (times_changed && (last || since >= kSaveTimesEvery));
    if (report.revision == 0 || !due) {
        return;
    }
    saved_at_ = Monotonic::now();
    StoredValue stored = value.stored();
    const auto written = setup_.store.write(setup_.config.id, print_, stored);
    const std::string not_kept = written ? "" : written.error().message();
    if (written) {
        saved_ = std::move(stored);
        saved_.text.clear();  // only its times are compared
    }
    if (not_kept == not_kept_) {
        return;
    }
    if (written) {
        setup_.log.info("value kept on disk again");
    } else {
        setup_.log.warn("value not kept on disk reason=\"{}\"", not_kept);
    }
    not_kept_ = not_kept;
    tell(value);
}

void SourceRunner::tell(const LastGoodValue& value) {
    SourceUpdate update{value.report(), value.text()};
    update.report.not_kept = not_kept_;
    setup_.tell(std::move(update));
}

}  // namespace pendopo
