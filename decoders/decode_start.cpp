#include "decoders/decode_start.h"

#include <optional>

namespace pendopo {

DecodeStart decode_start(Codec codec, std::span<const UnitFacts> units) {
    if (codec == Codec::mjpeg) {
        return {true, 0};
    }
    bool sets = false;
    std::optional<int> recovery;
    for (const UnitFacts& unit : units) {
        sets = sets || unit.set == ParameterSet::sps;
        recovery = unit.recovery ? unit.recovery : recovery;
        if (unit.kind != UnitKind::slice) {
            continue;
        }
        if (!unit.first) {
            return {};  // its beginning did not come
        }
        if (unit.random_access || (unit.intra && sets)) {
            return {true, 0};
        }
        return recovery ? DecodeStart{true, *recovery} : DecodeStart{};
    }
    return {};
}

}  // namespace pendopo
