#include "engine/app/proof_book.h"

#include <algorithm>
#include <utility>

#include "engine/app/wall_offset.h"
#include "engine/control/proof_log.h"

namespace pendopo {

ProofBook::ProofBook(EventLoop& loop, const Clock& clock, const std::filesystem::path& folder,
                     Log log)
    : clock_(clock), log_(std::move(log)) {
    if (folder.empty()) {
        return;
    }
    ChainWriter::Hooks hooks{[this](const std::vector<ChainedRecord>& records) {
                                 for (const ChainedRecord& record : records) {
                                     kept_.push_back(proof_row_of(record));
                                 }
                                 while (kept_.size() > kMostKept) {
                                     kept_.pop_front();
                                 }
                             },
                             [this](const std::string& message) {
                                 ProofRow row;
                                 row.from_ms = row.to_ms = unix_ms(clock_.wall_now());
                                 row.event = ProofEvent::gap;
                                 row.reason = message;
                                 return record_of(row);
                             }};
    writer_.emplace(loop, clock, folder, kProofLog, kMostProof, kMostKept, std::move(hooks), log_);
}

std::string ProofBook::judge(const std::vector<std::string>& displays, Heard renderer, Instant at) {
    const std::vector<WallProof::Display> before = proof_.displays();
    proof_.judge(displays, renderer, at.now);
    const WallProof::Display* failed = nullptr;
    for (const WallProof::Display& display : proof_.displays()) {
        const auto was = std::ranges::find(before, display.id, &WallProof::Display::id);
        const bool is_new = was == before.end() || was->readings != display.readings;
        if (is_new || display.verdict.proof == Proof::failed) {
            spans_.count(display.id, display.verdict);
        }
        if (display.verdict.proof == Proof::failed) {
            failed = failed == nullptr ? &display : failed;
            if (display.since == at.now) {
                log_.error("display={} does not prove itself reason=\"{}\"", display.id,
                           display.verdict.reason);
            }
        } else if (was != before.end() && was->verdict.proof == Proof::failed &&
                   display.verdict.proof == Proof::proved) {
            log_.info("display={} proves itself again", display.id);
        }
    }
    if (!watch_.must_restart(failed != nullptr, at.now)) {
        return "";
    }
    restarted(*failed, at);
    return failed->verdict.reason;
}

void ProofBook::restarted(const WallProof::Display& failed, Instant at) {
    ProofRow row;
    row.from_ms = row.to_ms = unix_ms(at.wall_now);
    row.display = failed.id;
    row.event = ProofEvent::restarted;
    row.reason = failed.verdict.reason;
    write({row});
}

void ProofBook::write(const std::vector<ProofRow>& rows) {
    for (const ProofRow& row : rows) {
        if (writer_) {
            writer_->add(record_of(row));
        }
    }
}

std::vector<ProofRow> ProofBook::page(uint64_t before, size_t limit) const {
    std::vector<ProofRow> rows;
    for (auto row = kept_.rbegin(); row != kept_.rend() && rows.size() < limit; ++row) {
        if (before == 0 || row->number < before) {
            rows.push_back(*row);
        }
    }
    return rows;
}

}  // namespace pendopo
