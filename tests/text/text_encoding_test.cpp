#include "engine/text/text_encoding.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

using Encoding = CsvFormat::Encoding;
using namespace std::string_view_literals;

TEST(TextEncoding, ReadsWhatOfficesAndServersSend) {
    const struct {
        std::string_view bytes;
        Encoding wanted;
        const char* charset;
        const char* text;
        const char* encoding;
        bool noted;
    } cases[] = {
        {"caf\xC3\xA9", Encoding::automatic, "", "café", "utf-8", false},
        {"\xEF\xBB\xBF"
         "a",
         Encoding::automatic, "windows-1252", "a", "utf-8", false},
        {"\x96 \x80 \xE9", Encoding::automatic, "windows-1252", "– € é", "windows-1252", false},
        {"\x96 \x80 \xE9", Encoding::automatic, "ISO-8859-1", "– € é", "windows-1252", false},
        {"\x96 \x80 \xE9", Encoding::windows1252, "utf-8", "– € é", "windows-1252", false},
        {"\xEF\xBB\xBF\xEF\xBB\xBF,", Encoding::automatic, "", ",", "utf-8", false},
        {"caf\xE9", Encoding::automatic, "", "café", "windows-1252", true},
        {"caf\xE9", Encoding::automatic, "x-unknown", "café", "windows-1252", true},
        {"caf\xE9", Encoding::utf8, "", "caf\uFFFD", "utf-8", true},
        {"caf\xE9", Encoding::automatic, "utf-8", "caf\uFFFD", "utf-8", true},
        {"\xFF\xFEk\0;\0v\0\n\0A\0;\0"
         "1\0\n\0"sv,
         Encoding::automatic, "", "k;v\nA;1\n", "utf-16", false},
        {"\xFE\xFF\0k\0;\0\xE9"sv, Encoding::automatic, "", "k;é", "utf-16", false},
        {"k\0;\0v\0\n\0"sv, Encoding::automatic, "", "k;v\n", "utf-16", false},
        {"\0k\0;\0v\0\n"sv, Encoding::automatic, "", "k;v\n", "utf-16", false},
        {"\xFF\xFE\x3D\xD8\x00\xDE"sv, Encoding::automatic, "", "😀", "utf-16", false},
        {"\xFF\xFE\x3D\xD8"sv, Encoding::automatic, "", "\uFFFD", "utf-16", false},
        {"", Encoding::automatic, "", "", "utf-8", false},
        {"ab\0 caf\xE9"sv, Encoding::utf8, "", "ab\uFFFD caf\uFFFD", "utf-8", true},
        {"a\0b"sv, Encoding::automatic, "",
         "a\uFFFD"
         "b",
         "utf-8", false},
    };
    for (const auto& c : cases) {
        const DecodedText read = decode_text(c.bytes, c.wanted, c.charset);
        EXPECT_EQ(read.text, c.text);
        EXPECT_EQ(read.encoding, c.encoding) << c.text;
        EXPECT_EQ(!read.note.empty(), c.noted) << c.text << " " << read.note;
    }
}

TEST(TextEncoding, EveryByteBecomesUtf8) {
    std::string all;
    for (int i = 1; i < 256; ++i) {
        all += static_cast<char>(i);
    }
    for (const auto wanted :
         {Encoding::automatic, Encoding::utf8, Encoding::windows1252, Encoding::utf16}) {
        const std::string text = decode_text(all, wanted, "").text;
        EXPECT_EQ(clean_utf8(text), text);
    }
}

}  // namespace
}  // namespace pendopo
