#include "decoders/standby.h"

#include <algorithm>
#include <utility>

namespace pendopo {

std::set<std::string> choose_standby(std::vector<StandbyCost> hidden, int64_t pixels) {
    for (StandbyCost& each : hidden) {
        if (each.already) {
            each.pixels -= each.pixels / 4;
        }
    }
    std::ranges::stable_sort(hidden, {}, &StandbyCost::pixels);
    std::set<std::string> chosen;
    for (StandbyCost& each : hidden) {
        if (each.pixels > pixels) {
            break;
        }
        pixels -= each.pixels;
        chosen.insert(std::move(each.camera));
    }
    return chosen;
}

}  // namespace pendopo
