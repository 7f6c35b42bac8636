// `pendopo render --card`, as a data officer uses it: a card as a PNG without a layout, what is
// wrong in words that say what there is, and the picture again while the files change.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/ipc/process.h"
#include "tests/support/child_process.h"
#include "tests/support/png_file.h"
#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {
namespace {

using testing::HasSubstr;

constexpr Seconds kPatience{30};

class RenderCard : public testing::Test {
  protected:
    RenderCard() {
        for (const char* folder : {"cards", "layouts"}) {
            std::filesystem::create_directories(folder_ / folder);
        }
        folder_.write("wall.json",
                      R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri"}]})");
        folder_.write("cameras.json", R"({"version": 1, "cameras": []})");
        folder_.write("layouts/satu.json", R"({"version": 1, "id": "satu", "displays": {"kiri":
          {"tiles": [{"rect": [0, 0, 0.5, 0.5], "card": "jumlah"}]}}})");
        folder_.write("data.json", R"({"version": 1, "sources": [{"id": "jiwa",
          "file": "jiwa.csv", "updated": {"value": "2026-10-31"}}]})");
        folder_.write("jiwa.csv", "kecamatan,jiwa\nGlagah,12\nGiri,34\n");
        folder_.write("cards/jumlah.json", R"x({"version": 1, "id": "jumlah", "kind": "number",
          "title": "Jumlah", "source": "jiwa", "data": "{'value': $sum(jiwa)}"})x");
        folder_.write("cards/diagram.json", diagram("jiwa"));
    }
    static std::string diagram(const std::string& column) {
        return R"({"version": 1, "id": "diagram", "kind": "chart", "title": "Jiwa",
          "source": "jiwa", "option": {"dataset": {"source": "@data"}, "xAxis": {"type": "category"},
          "yAxis": {}, "series": [{"type": "bar", "encode": {"x": "kecamatan", "y": ")" +
               column + R"("}}]}})";
    }

    std::string out() const { return folder_ / "kartu.png"; }
    Result<ChildProcess> start(const std::string& card, std::vector<std::string> more) const {
        std::vector<std::string> words{program_beside("pendopo"),
                                       "render",
                                       "--config",
                                       folder_ / "wall.json",
                                       "--card",
                                       card,
                                       "--out",
                                       out()};
        words.insert(words.end(), more.begin(), more.end());
        return ChildProcess::spawn({.command = words,
                                    .output = folder_ / "said.txt",
                                    .error_output = folder_ / "problems.txt"});
    }
    // Its exit status, and in said() and problems() what it wrote.
    int render(const std::string& card, const std::vector<std::string>& more = {}) const {
        auto child = start(card, more);
        EXPECT_TRUE(child);
        const auto status = child ? child->wait(kPatience) : std::nullopt;
        return status ? status->code : -1;
    }
    std::string said() const { return text_of(folder_ / "said.txt"); }
    std::string problems() const { return text_of(folder_ / "problems.txt"); }

    TempDir folder_;
};

TEST_F(RenderCard, IsAsLargeAsItHangsElseAsAQuarterOfADisplay) {
    ASSERT_EQ(render("jumlah"), 0) << problems();
    EXPECT_EQ(read_png(out())->size, (PixelSize{960, 540}));
    EXPECT_THAT(said(), HasSubstr("960 × 540 pixels"));
    EXPECT_EQ(problems(), "");
    ASSERT_EQ(render("diagram"), 0) << problems();
    EXPECT_EQ(read_png(out())->size, (PixelSize{960, 540}));
}

TEST_F(RenderCard, TakesSizeThemeAndLanguage) {
    ASSERT_EQ(render("diagram", {"--size", "700x400", "--theme", "light"}), 0) << problems();
    const auto light = read_png(out());
    ASSERT_TRUE(light);
    EXPECT_EQ(light->size, (PixelSize{700, 400}));
    EXPECT_EQ(light->rgb(350, 6), 0xFFFFFFU);
    ASSERT_EQ(render("diagram", {"--size", "700x400", "--theme", "dark", "--language", "en"}), 0);
    EXPECT_NE(read_png(out())->bgra, light->bgra);
}

TEST_F(RenderCard, AWrongWordIsAnsweredWithWhatThereIs) {
    EXPECT_EQ(render("diagran"), 2);
    EXPECT_EQ(problems(),
              "no card \"diagran\"; there is: diagram, jumlah; did you mean \"diagram\"?\n");
    EXPECT_NE(render("jumlah", {"--size", "700"}), 0);
    EXPECT_THAT(problems(), HasSubstr("got \"700\"; expected width and height in pixels"));
    EXPECT_NE(render("jumlah", {"--theme", "gelap"}), 0);
    EXPECT_THAT(problems(), HasSubstr("dark"));
    EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(RenderCard, WhatIsWrongIsDrawnForStaffAndSaid) {
    folder_.write("cards/diagram.json", diagram("jiwaa"));
    EXPECT_EQ(render("diagram"), 1);
    EXPECT_THAT(problems(), HasSubstr("jiwaa"));
    EXPECT_THAT(problems(), HasSubstr("did you mean \"jiwa\"?"));
    EXPECT_TRUE(read_png(out())) << "the card as staff would see it";
    std::filesystem::remove(folder_ / "jiwa.csv");
    EXPECT_EQ(render("jumlah"), 1);
    EXPECT_THAT(problems(), HasSubstr("source \"jiwa\": "));
}

TEST_F(RenderCard, WatchDrawsAgainWhenFiguresOrTheCardChanged) {
    auto child = start("diagram", {"--watch"});
    ASSERT_TRUE(child);
    ASSERT_TRUE(wait_until([&] { return said().ends_with("pixels\n"); }, kPatience)) << problems();
    const auto before = read_png(out());
    ASSERT_TRUE(before);
    const auto redrawn = [&](const std::vector<uint8_t>& old) {
        return wait_until(
            [&] {
                const auto now = read_png(out());
                return now && now->bgra != old;
            },
            kPatience, Milliseconds(50));
    };
    folder_.write("jiwa.csv", "kecamatan,jiwa\nGlagah,120\nGiri,34\n");
    EXPECT_TRUE(redrawn(before->bgra)) << problems();
    folder_.write("cards/diagram.json", diagram("jiwaa"));
    EXPECT_TRUE(wait_until(
        [&] { return problems().find("did you mean \"jiwa\"?") != std::string::npos; }, kPatience))
        << problems();
    EXPECT_TRUE(child->running()) << "a mistake is mended while it watches";
    const auto wrong = read_png(out());
    ASSERT_TRUE(wrong);
    folder_.write("cards/diagram.json", diagram("jiwa"));
    EXPECT_TRUE(redrawn(wrong->bgra));
}

}  // namespace
}  // namespace pendopo::test
