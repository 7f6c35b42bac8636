#include "tests/cards/golden.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "tests/cards/picture.h"
#include "tests/support/source_folder.h"

namespace pendopo {
namespace {

// Mean difference a pixel and channel, in levels of 256, after averaging 4 × 4 blocks.
double difference(const Picture& a, const Picture& b) {
    constexpr int kBlock = 4;
    double sum = 0;
    int blocks = 0;
    for (int top = 0; top + kBlock <= a.size.height; top += kBlock) {
        for (int left = 0; left + kBlock <= a.size.width; left += kBlock) {
            int delta[4] = {};
            for (int i = 0; i < kBlock * kBlock; ++i) {
                const Pixel pa = a.at(left + i % kBlock, top + i / kBlock);
                const Pixel pb = b.at(left + i % kBlock, top + i / kBlock);
                delta[0] += pa.blue - pb.blue;
                delta[1] += pa.green - pb.green;
                delta[2] += pa.red - pb.red;
                delta[3] += pa.alpha - pb.alpha;
            }
            for (const int d : delta) {
                sum += std::abs(d) / double(kBlock * kBlock * 4);
            }
            ++blocks;
        }
    }
    return sum / std::max(1, blocks);
}

}  // namespace

void expect_golden(const CardFace& face, const std::string& name) {
    const Picture actual = draw(face);
    const std::string path = test::source_folder() + "/tests/cards/golden/" + name;
    if (std::getenv("PENDOPO_APPROVE") != nullptr) {
        write_png(actual, path + ".png");
    }
    const auto expected = read_png(path + ".png");
    ASSERT_TRUE(expected) << path << ".png is not there";
    const bool same = actual.size == expected->size && difference(actual, *expected) < 1.0;
    if (!same) {
        write_png(actual, ::testing::TempDir() + name + ".actual.png");
    }
    EXPECT_TRUE(same) << "see " << ::testing::TempDir() << name << ".actual.png and " << path
                      << ".png";
}

}  // namespace pendopo
