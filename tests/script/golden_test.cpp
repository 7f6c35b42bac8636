// Drawings approved by eye, each in the dark and the light theme. They depend on the versions of
// Inter, Pango and librsvg, so they are compared with a tolerance that a moved or missing element
// breaks and a hair of anti-aliasing does not. After a wanted change:
// PENDOPO_APPROVE=1 script_test --gtest_filter='*Drawing*', look at every one, commit.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/script/script_fixture.h"
#include "tests/script/svg_picture.h"
#include "tests/support/source_folder.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {
namespace {

struct Theme {
    const char* name;  // of config/themes
    uint32_t panel_rgb;
};
constexpr Theme kThemes[] = {{"dark", 0x16233A}, {"light", 0xFFFFFF}};

// Mean difference a pixel and channel, in levels of 256, after averaging 4 × 4 blocks.
double difference(const Picture& a, const Picture& b) {
    constexpr int kBlock = 4;
    double sum = 0;
    int blocks = 0;
    for (int top = 0; top + kBlock <= a.size.height; top += kBlock) {
        for (int left = 0; left + kBlock <= a.size.width; left += kBlock) {
            int delta[3] = {};
            for (int i = 0; i < kBlock * kBlock; ++i) {
                for (int channel = 0; channel < 3; ++channel) {
                    delta[channel] += a.at(left + i % kBlock, top + i / kBlock)[channel] -
                                      b.at(left + i % kBlock, top + i / kBlock)[channel];
                }
            }
            for (const int d : delta) {
                sum += std::abs(d) / double(kBlock * kBlock * 3);
            }
            ++blocks;
        }
    }
    return sum / std::max(1, blocks);
}

class Drawing : public testing::TestWithParam<const char*> {};

TEST_P(Drawing, LooksAsApproved) {
    const std::string root = source_folder() + "/";
    const std::string folder = root + "tests/script/";
    const auto card = nlohmann::json::parse(text_of(folder + "drawings/" + GetParam() + ".json"));
    ScriptJob job = svg_job({960, 540});
    job.font_px = 44;
    job.sources = {"sumber"};
    ScriptTexts texts{card["definition"].dump(), {card["value"].dump()}, {}};
    if (card.contains("files")) {
        job.files = card["files"].get<std::vector<std::string>>();
        for (const std::string& file : job.files) {
            texts.files.push_back(text_of(folder + "drawings/" + file));
        }
    }
    for (const Theme& theme : kThemes) {
        job.theme = text_of(root + "config/themes/" + theme.name + ".json");
        const auto svg = engine().run(job, texts);
        ASSERT_TRUE(svg) << svg.error().message();
        const auto actual = draw_svg(*svg, job.size, theme.panel_rgb);
        ASSERT_TRUE(actual) << *svg;
        const std::string name = std::string(GetParam()) + "_" + theme.name + ".png";
        const std::string path = folder + "golden/" + name;
        if (std::getenv("PENDOPO_APPROVE") != nullptr) {
            ASSERT_TRUE(write_png(path, *actual));
        }
        const auto expected = read_png(path);
        ASSERT_TRUE(expected) << expected.error().message();
        const bool same = actual->size == expected->size && difference(*actual, *expected) < 1.0;
        if (!same) {
            static_cast<void>(write_png(testing::TempDir() + name, *actual));
        }
        EXPECT_TRUE(same) << "see " << testing::TempDir() << name << " and " << path;
    }
}
INSTANTIATE_TEST_SUITE_P(All, Drawing,
                         testing::Values("bar", "bar_pair", "line", "pie", "gauge", "treemap",
                                         "treemap_groups", "sankey", "map", "tiles"),
                         [](const auto& drawing) { return std::string(drawing.param); });

}  // namespace
}  // namespace pendopo::test
