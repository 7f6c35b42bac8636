#include "decoders/parameter_sets.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

using Bytes = std::vector<uint8_t>;

std::string told(const ParameterSets& sets) {
    std::string all;
    for_each_unit(sets.annex_b(), [&](std::span<const uint8_t> unit) {
        for (const uint8_t& byte : unit) {
            all += std::to_string(byte) + (&byte == &unit.back() ? " " : ".");
        }
    });
    return all;
}

TEST(ParameterSetsOfAStream, NewOnesTakeThePlaceOfOldOnes) {
    ParameterSets sets(Codec::h264);
    EXPECT_TRUE(sets.empty());
    sets.offer(Bytes{0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x68, 1, 0, 0, 1, 0x65, 1});
    EXPECT_EQ(told(sets), "103.1 104.1 ") << "slices are no sets";
    sets.begin_picture();
    sets.add(ParameterSet::pps, Bytes{0x68, 2});
    sets.add(ParameterSet::pps, Bytes{0x68, 3});
    EXPECT_EQ(told(sets), "103.1 104.2 104.3 ") << "those of one picture stand together";
    sets.begin_picture();
    sets.add(ParameterSet::pps, Bytes{0x68, 4});
    sets.add(ParameterSet::sps, Bytes{0x67, 4});
    EXPECT_EQ(told(sets), "103.4 104.4 ") << "in the order of use";
}

TEST(ParameterSetsOfAStream, AreBounded) {
    ParameterSets sets(Codec::h265);
    sets.begin_picture();
    for (size_t i = 0; i < 1000; ++i) {
        sets.add(ParameterSet::pps, Bytes(500, 0x44));
    }
    EXPECT_LE(sets.annex_b().size(), ParameterSets::kMostBytes + ParameterSets::kMost * 4);
}

}  // namespace
}  // namespace pendopo
