#pragma once
// The proof of display in proof.db: what each display showed, from when until when, and how often
// what it showed was read back and found to be so. Records as chain_store keeps them.

#include <cstdint>

#include "engine/control/chain_store.h"
#include "engine/control/proof_row.h"

namespace pendopo {

extern const ChainKind kProofLog;
// Five weeks of four displays that show the same all the time, nine days with a tour of 15 s on
// each.
constexpr ChainLimit kMostProof{.bytes = int64_t{256} << 20, .records = 200'000};

ChainedRecord record_of(const ProofRow& row);
ProofRow proof_row_of(const ChainedRecord& record);

}  // namespace pendopo
