#include "tests/cards/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/cards/picture.h"
#include "tests/support/source_folder.h"

namespace pendopo {
namespace {

// Mean difference a pixel and channel in `area`, in levels of 256, after averaging 4 × 4 blocks.
double difference(const Picture& a, const Picture& b, const PixelRect& area) {
    constexpr int kBlock = 4;
    double sum = 0;
    int blocks = 0;
    for (int top = area.y; top + kBlock <= area.bottom(); top += kBlock) {
        for (int left = area.x; left + kBlock <= area.right(); left += kBlock) {
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

// Of the cell that differs most; without cells of the whole.
double worst_difference(const Picture& a, const Picture& b, PixelSize cell) {
    const PixelRect whole{0, 0, a.size.width, a.size.height};
    const PixelSize step = cell.empty() ? a.size : cell;
    double worst = 0;
    for (int y = 0; y < whole.height; y += step.height) {
        for (int x = 0; x < whole.width; x += step.width) {
            const PixelRect area = intersect(whole, {x, y, step.width, step.height});
            worst = std::max(worst, difference(a, b, area));
        }
    }
    return worst;
}

}  // namespace

void expect_golden(const CardFace& face, const std::string& name) {
    expect_golden(draw(face), name);
}

void expect_golden(const Picture& actual, const std::string& name, PixelSize cell) {
    const std::string path = test::source_folder() + "/tests/cards/golden/" + name;
    if (std::getenv("PENDOPO_APPROVE") != nullptr) {
        write_png(actual, path + ".png");
    }
    const auto expected = read_png(path + ".png");
    ASSERT_TRUE(expected) << path << ".png is not there";
    const bool same =
        actual.size == expected->size && worst_difference(actual, *expected, cell) < 1.0;
    std::string actual_path = ::testing::TempDir() + name + ".actual.png";
    std::ranges::replace(actual_path.begin() + static_cast<long>(::testing::TempDir().size()),
                         actual_path.end(), '/', '_');
    if (!same) {
        write_png(actual, actual_path);
    }
    EXPECT_TRUE(same) << "see " << actual_path << " and " << path << ".png";
}

}  // namespace pendopo
