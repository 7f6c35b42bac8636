#include "engine/app/proof_spans.h"

#include <algorithm>
#include <utility>

#include "engine/app/wall_offset.h"

namespace pendopo {

std::vector<ProofRow> ProofSpans::see(const std::vector<ShownDisplay>& shown, Instant at) {
    std::vector<ProofRow> rows;
    std::vector<Span> next;
    for (const ShownDisplay& display : shown) {
        const auto before = std::ranges::find(spans_, display.display,
                                              [](const Span& span) { return span.shown.display; });
        if (before == spans_.end()) {
            next.push_back({display, at});
            continue;
        }
        const Nanoseconds lasted = at.now - before->since.now;
        const bool same = before->shown == display;
        if (!same && lasted < kShortest) {
            before->shown = display;
            ++before->folded;
            next.push_back(std::move(*before));
        } else if (same && lasted < kLongest) {
            next.push_back(std::move(*before));
        } else {
            rows.push_back(row_of(*before, at));
            next.push_back({display, at});
        }
        spans_.erase(before);
    }
    for (const Span& gone : spans_) {
        rows.push_back(row_of(gone, at));
    }
    spans_ = std::move(next);
    return rows;
}

void ProofSpans::count(const std::string& display, const ProofVerdict& verdict) {
    const auto span =
        std::ranges::find(spans_, display, [](const Span& each) { return each.shown.display; });
    if (span == spans_.end()) {
        return;
    }
    if (verdict.proof == Proof::proved) {
        ++span->proved;
    } else if (verdict.proof == Proof::failed) {
        ++span->failed;
        span->reason = verdict.reason;
    }
}

std::vector<ProofRow> ProofSpans::end(Instant at) {
    std::vector<ProofRow> rows;
    for (const Span& span : spans_) {
        rows.push_back(row_of(span, at));
    }
    spans_.clear();
    return rows;
}

// The wall clock may have stepped meanwhile: how long it lasted is the monotonic clock's to say.
ProofRow ProofSpans::row_of(const Span& span, Instant to) {
    ProofRow row;
    row.from_ms = unix_ms(span.since.wall_now);
    row.to_ms =
        row.from_ms + std::chrono::duration_cast<Milliseconds>(to.now - span.since.now).count();
    row.display = span.shown.display;
    row.event = span.shown.known ? ProofEvent::shown : ProofEvent::not_shown;
    row.layout = span.shown.layout;
    row.layout_hash = span.shown.layout_hash;
    row.shown = span.shown.shown;
    row.proved = span.proved;
    row.failed = span.failed;
    row.folded = span.folded;
    row.reason = span.shown.known ? span.reason : span.shown.reason;
    return row;
}

}  // namespace pendopo
