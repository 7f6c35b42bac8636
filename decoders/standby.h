#pragma once
// Which hidden cameras are on standby: decoded on, so that becoming visible shows their newest
// picture at once instead of decoding its group first. Pure.

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace pendopo {

struct StandbyCost {
    std::string camera;
    int64_t pixels = 0;    // a second
    bool already = false;  // it is, or was shown until now
};

// As many as may be decoded on for `pixels` a second, the cheapest first. Those that already are
// count a quarter less, so that costs that waver do not open and close decoders.
std::set<std::string> choose_standby(std::vector<StandbyCost> hidden, int64_t pixels);

}  // namespace pendopo
