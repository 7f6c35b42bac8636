#include "decoders/parameter_sets.h"

#include <utility>

namespace pendopo {

void ParameterSets::offer(std::span<const uint8_t> annex_b) {
    begin_picture();
    for_each_unit(annex_b, [this](std::span<const uint8_t> unit) {
        if (const ParameterSet kind = unit_facts(codec_, unit).set; kind != ParameterSet::none) {
            add(kind, unit);
        }
    });
}

void ParameterSets::add(ParameterSet kind, std::span<const uint8_t> unit) {
    if (!std::exchange(renewed_[static_cast<size_t>(kind)], true)) {
        std::erase_if(sets_, [&](const Set& set) { return set.kind == kind; });
    }
    size_t bytes = unit.size();
    for (const Set& set : sets_) {
        bytes += set.bytes.size();
    }
    if (sets_.size() < kMost && bytes <= kMostBytes) {
        sets_.push_back({kind, {unit.begin(), unit.end()}});
    }
}

std::vector<uint8_t> ParameterSets::annex_b() const {
    std::vector<uint8_t> all;
    for (const ParameterSet kind : {ParameterSet::vps, ParameterSet::sps, ParameterSet::pps}) {
        for (const Set& set : sets_) {
            if (set.kind == kind) {
                all.insert(all.end(), {0, 0, 0, 1});
                all.insert(all.end(), set.bytes.begin(), set.bytes.end());
            }
        }
    }
    return all;
}

}  // namespace pendopo
