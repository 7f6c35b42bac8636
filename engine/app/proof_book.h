#pragma once
// The proof of display of a running wall: judges what the renderer reads back, says when it is to
// be started anew, and writes down what was shown (control/proof_log.h).

#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/app/proof_spans.h"
#include "engine/app/wall_proof.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/chain_writer.h"
#include "engine/control/proof_row.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// Thread: bound to control's loop.
class ProofBook {
  public:
    static constexpr size_t kMostKept = 1000;  // newest records in memory, for page()

    // An empty folder: nothing is written down. The loop and the clock outlive it.
    ProofBook(EventLoop& loop, const Clock& clock, const std::filesystem::path& folder, Log log);

    void read(ProofReading reading) { proof_.read(std::move(reading), clock_.now()); }
    void renderer_reported() { proof_.renderer_reported(); }
    void renderer_ended() { proof_.renderer_ended(); }
    // Once a second. Why the renderer is to be started anew; empty: it is not.
    std::string judge(const std::vector<std::string>& displays, Heard renderer, Instant at);
    // What is shown from now on.
    void see(const std::vector<ShownDisplay>& shown, Instant at) { write(spans_.see(shown, at)); }
    // Nothing more is shown.
    void end(Instant at) { write(spans_.end(at)); }

    const WallProof& proof() const { return proof_; }
    // Newest first, with smaller numbers than `before` (0: all).
    std::vector<ProofRow> page(uint64_t before, size_t limit) const;
    std::string problem() const { return writer_ ? writer_->problem() : ""; }

  private:
    void write(const std::vector<ProofRow>& rows);
    void restarted(const WallProof::Display& failed, Instant at);

    const Clock& clock_;
    Log log_;
    WallProof proof_;
    ProofWatch watch_;
    ProofSpans spans_;
    std::deque<ProofRow> kept_;
    std::optional<ChainWriter> writer_;
};

}  // namespace pendopo
