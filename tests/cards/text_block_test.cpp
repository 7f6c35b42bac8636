#include "engine/cards/text_block.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

const TextStyle kStyle{32, 400, ThemeConfig().text};

TEST(TextBlock, LeavesAloneWhatFits) {
    TextBlock block("RSUD Blambangan · Lobi", kStyle);
    block.fit_line(1000, Shorten::middle);
    EXPECT_EQ(block.text(), "RSUD Blambangan · Lobi");
}

TEST(TextBlock, ShortensInTheMiddleAndKeepsBothEnds) {
    TextBlock block("Kantor Dinas Kependudukan · Loket 3", kStyle);
    block.fit_line(300, Shorten::middle);
    EXPECT_LE(block.size().width, 300);
    EXPECT_GT(block.size().width, 250);  // no more is lost than must be
    EXPECT_TRUE(block.text().starts_with("Kantor")) << block.text();
    EXPECT_TRUE(block.text().ends_with("Loket 3")) << block.text();
    EXPECT_NE(block.text().find("…"), std::string::npos);
    EXPECT_EQ(block.text().find(" …"), std::string::npos);
    EXPECT_EQ(block.text().find("… "), std::string::npos);
}

TEST(TextBlock, AnAddressBreaksBehindItsDotsAndWithoutHyphens) {
    const auto width = [](std::string_view text) {
        return TextBlock::address(text, kStyle).size().width;
    };
    TextBlock block = TextBlock::address("pengaduan.example.go.id", kStyle);
    const PixelSize one_line = block.size();
    block.wrap(width("pengaduan.exam"), 9, Lines::left);
    EXPECT_EQ(block.size().width, width("example.go.id"));
    EXPECT_EQ(block.size().height, 2 * one_line.height);
    // A part that is too long is broken where the room ends; a hyphen would need room, too.
    TextBlock part = TextBlock::address("aaaaaaaaaa", kStyle);
    part.wrap(width("aaaaa"), 9, Lines::left);
    EXPECT_EQ(part.size().height, 2 * one_line.height);
}

TEST(TextBlock, ShortensAtTheEnd) {
    TextBlock block("Informasi belum tersedia", kStyle);
    block.fit_line(200, Shorten::end);
    EXPECT_LE(block.size().width, 200);
    EXPECT_TRUE(block.text().starts_with("Informasi")) << block.text();
    EXPECT_TRUE(block.text().ends_with("…")) << block.text();
}

TEST(TextBlock, ShortensByLettersNotBytes) {
    TextBlock block("ééééééééééééééééééééééééé", kStyle);
    for (int width = 260; width > 30; width -= 7) {
        block.fit_line(width, Shorten::middle);
        EXPECT_EQ(block.text(), valid_utf8(block.text()));
        EXPECT_LE(block.size().width, width);
    }
}

TEST(TextBlock, IsOneLineWhateverItHolds) {
    const int line = TextBlock("a", kStyle).size().height;
    EXPECT_EQ(TextBlock("a\nb\nc", kStyle).size().height, line);
}

TEST(TextBlock, FiguresHaveOneWidth) {
    TextStyle style = kStyle;
    style.figures = true;
    const int width = TextBlock("00.00.00", style).size().width;
    for (const char* time : {"11.11.11", "10.42.07", "19.47.31"}) {
        EXPECT_NEAR(TextBlock(time, style).size().width, width, 1) << time;
    }
    // The font really has narrower ones: the feature does something.
    EXPECT_LT(TextBlock("11.11.11", kStyle).size().width, width - 4);
}

TEST(TextBlock, AParagraphKeepsItsLinesAndItsHeight) {
    const int line = TextBlock("a", kStyle).size().height;
    auto block = TextBlock::paragraph("satu\ndua\ntiga\nempat", kStyle);
    block.wrap_to_height(400, 0);
    EXPECT_NEAR(block.size().height, 4 * line, 4);
    block.wrap_to_height(400, 2 * line + 4);
    EXPECT_LE(block.size().height, 2 * line + 4);
}

TEST(TextBlock, BadMarkupIsShownAsWritten) {
    EXPECT_EQ(TextBlock::paragraph("5 < 7 & <b>x", kStyle).text(), "5 < 7 & <b>x");
    EXPECT_EQ(TextBlock::paragraph("<b>x</b>", kStyle).text(), "x");
}

TEST(TextBlock, MarkupChangesTheShape) {
    EXPECT_GT(TextBlock::paragraph("<b>Pelayanan</b>", kStyle).size().width,
              TextBlock::paragraph("Pelayanan", kStyle).size().width);
}

}  // namespace
}  // namespace pendopo
