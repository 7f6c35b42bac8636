#include "tools/cameras/scene.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pendopo {
namespace {

constexpr PixelSize kSize{320, 180};

std::vector<uint8_t> picture(Scene& scene, double seconds) {
    const BgraView view = scene.draw(seconds);
    return {view.pixels, view.pixels + std::ptrdiff_t{view.stride} * kSize.height};
}

class EveryScene : public testing::TestWithParam<std::string_view> {};

TEST_P(EveryScene, IsReproducible) {
    Scene one(GetParam(), 5, kSize, 20);
    Scene two(GetParam(), 5, kSize, 20);
    EXPECT_EQ(picture(one, 3.2), picture(two, 3.2));
}

TEST_P(EveryScene, MovesAndHasNoSeam) {
    Scene scene(GetParam(), 5, kSize, 20);
    const auto start = picture(scene, 0);
    EXPECT_NE(picture(scene, 1), start);
    const auto end = picture(scene, 20 - 1e-9);
    long difference = 0;
    for (size_t i = 0; i < start.size(); ++i) {
        difference += std::abs(int{start[i]} - int{end[i]});
    }
    EXPECT_LT(static_cast<double>(difference) / static_cast<double>(start.size()), 0.01);
}

TEST_P(EveryScene, SeedsDiffer) {
    Scene one(GetParam(), 5, kSize, 20);
    Scene two(GetParam(), 6, kSize, 20);
    EXPECT_NE(picture(one, 0), picture(two, 0));
}

INSTANTIATE_TEST_SUITE_P(All, EveryScene,
                         testing::ValuesIn(scene_names().begin(), scene_names().end()),
                         [](const auto& scene) {
                             std::string name(scene.param);
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace
}  // namespace pendopo
