#pragma once
// What one control leaves to the next, so that it goes on where the other stood: what was asked of
// the wall, numbers that must grow, which worker has which camera, and the offset of the wall clock
// that is part of the cards' keys. Pure.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/app/ingest_assignment.h"
#include "engine/base/clock.h"
#include "engine/ipc/messages.h"

namespace pendopo {

struct Handover {
    std::string state;                                  // to_json(WallState)
    uint64_t revision = 0;                              // of the scene
    std::chrono::system_clock::duration wall_offset{};  // wall clock − monotonic clock
    std::string renderer;                               // empty: not known yet
    RenderPath path = RenderPath::copy;
    IngestAssignment ingest;
    bool operator==(const Handover&) const = default;
};

std::string encode(const Handover& handover);
// Nothing when the text makes no sense: an earlier version wrote it, or nobody did.
std::optional<Handover> decode_handover(std::string_view text);

}  // namespace pendopo
