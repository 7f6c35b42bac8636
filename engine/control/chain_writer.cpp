#include "engine/control/chain_writer.h"

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <utility>

#include "engine/base/check.h"
#include "engine/control/secret.h"

namespace pendopo {
namespace {

constexpr size_t kMostAtOnce = 500;  // records in one transaction

}  // namespace

// Thread: bound to the writing thread.
struct ChainWriter::File {
    std::filesystem::path folder;
    const ChainKind& kind;
    ChainLimit limit;
    const Clock& clock;
    std::optional<Store> store{};
    std::string key{};

    Result<void> open() {
        if (!store) {
            store = open_store(folder, kind.store, clock.wall_now());
        }
        if (key.empty()) {
            auto own = store->in_memory ? Result<std::string>(random_token()) : chain_key(folder);
            if (!own) {
                return fail(own.error());
            }
            key = std::move(*own);
        }
        return {};
    }
    Result<bool> append(std::vector<ChainedRecord>& records) {
        return append_chain(store->database, kind, key, records, limit);
    }
};

struct ChainWriter::Outcome {
    Result<bool> suspect = false;
    std::string store_problem{};
    std::vector<ChainedRecord> earlier{};  // that were in the file when it was opened
};

ChainWriter::ChainWriter(EventLoop& loop, const Clock& clock, std::filesystem::path folder,
                         const ChainKind& kind, ChainLimit limit, size_t most_told, Hooks hooks,
                         Log log)
    : clock_(clock),
      log_(std::move(log)),
      kind_(kind),
      most_told_(most_told),
      hooks_(std::move(hooks)),
      file_(std::make_shared<File>(File{std::move(folder), kind, limit, clock})),
      thread_(loop, 2, JobThread::AtEnd::finish),
      timer_(loop.every(Seconds(1), [this] { look(); })) {
    write();  // opens the file
}

ChainWriter::~ChainWriter() {
    if (lost_ == 0 && waiting_.empty()) {
        return;
    }
    (void)thread_.take(
        [file = file_, records = std::vector<ChainedRecord>(
                           waiting_.begin(), waiting_.end())]() mutable -> JobThread::After {
            if (file->open()) {
                (void)file->append(records);
            }
            return {};
        });
}

void ChainWriter::add(ChainedRecord record) {
    if (waiting_.size() >= kMostWaiting) {
        ++lost_;
        return;
    }
    waiting_.push_back(std::move(record));
    if (write_problem_.empty()) {
        write();
    }
}

void ChainWriter::look() {
    if (!write_problem_.empty() && clock_.now() >= try_again_) {
        write();
    }
}

void ChainWriter::write() {
    if (writing_) {
        return;
    }
    std::vector<ChainedRecord> records;
    while (!waiting_.empty() && records.size() < kMostAtOnce) {
        records.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    writing_ = thread_.take(
        [this, file = file_, most_told = most_told_, records]() mutable -> JobThread::After {
            Outcome outcome;
            const bool first = !file->store;
            const auto open = file->open();
            if (first && file->store) {
                outcome.store_problem = file->store->problem;
                outcome.earlier = newest_records(file->store->database, file->kind, most_told)
                                      .value_or(outcome.earlier);
            }
            if (!open) {
                outcome.suspect = fail(open.error());
            } else if (!records.empty()) {
                outcome.suspect = file->append(records);
            }
            return [this, outcome = std::move(outcome), records = std::move(records)] {
                wrote(outcome, records);
            };
        });
    CHECK(writing_);  // one at a time, and the thread takes two
}

void ChainWriter::wrote(Outcome outcome, std::vector<ChainedRecord> records) {
    writing_ = false;
    if (!outcome.earlier.empty()) {
        hooks_.written(std::move(outcome.earlier));
    }
    if (!outcome.store_problem.empty()) {
        store_problem_ = outcome.store_problem;
        log_.error("{} log: {}", kind_.name, store_problem_);
    }
    if (!outcome.suspect) {
        waiting_.insert(waiting_.begin(), std::make_move_iterator(records.begin()),
                        std::make_move_iterator(records.end()));
        std::string problem = fmt::format(
            "{} records cannot be written ({}); they wait in memory, {} at most; free space in "
            "the state folder or mend it",
            kind_.name, outcome.suspect.error().message(), kMostWaiting);
        if (problem != write_problem_) {
            write_problem_ = std::move(problem);
            log_.error("{}", write_problem_);
        }
        try_again_ = clock_.now() + kTryAgainEvery;
        return;
    }
    if (*outcome.suspect) {
        store_problem_ =
            fmt::format("the {0} log was changed by somebody else: `pendopo {0} verify` says where",
                        kind_.name);
        log_.error("{}", store_problem_);
    }
    if (!std::exchange(write_problem_, {}).empty()) {
        log_.info("{} records are written again", kind_.name);
    }
    if (!records.empty()) {
        hooks_.written(std::move(records));
    }
    if (const uint64_t lost = std::exchange(lost_, 0); lost > 0) {
        add(hooks_.lost(
            fmt::format("{} records were lost before this one: none could be written", lost)));
    }
    if (!waiting_.empty()) {
        write();
    }
}

std::string ChainWriter::problem() const {
    return write_problem_.empty() ? store_problem_ : write_problem_;
}

}  // namespace pendopo
