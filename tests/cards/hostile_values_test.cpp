// Values of every wrong shape on every kind of card: drawn or honestly refused, never a crash, and
// nothing outside the bitmap (the sanitizers look on).

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/cards/picture.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

struct Kind {
    const char* kind;
    const char* keys;
};
const Kind kKinds[] = {
    {"number", R"("title": "T", "source": "x", "format": "rupiah")"},
    {"number", R"("title": "T", "source": "x")"},
    {"table", R"("title": "T", "source": "x")"},
    {"table", R"("title": "T", "source": "x", "columns": [{"key": "a"}, {"key": "b", "format":
                 "date", "width": 1}, {"key": "c", "format": "percent", "width": 1}])"},
    {"progress", R"("title": "T", "source": "x")"},
    {"chart", R"("title": "T", "source": "x", "option": {})"},
    {"map", R"("title": "T", "source": "x", "geojson": "a.json")"},
    {"ticker", R"("source": "x")"},
    {"text", R"("title": "T", "source": "x")"},
    {"small_multiples", R"("title": "T", "source": "x", "order": "highest")"},
    {"comparison", R"("title": "T", "source": "x", "value_label": "A", "reference_label": "B")"},
    {"queue", R"("title": "T", "source": "x")"},
};

std::string nested(int depth) {
    return std::string(size_t(depth), '[') + std::string(size_t(depth), ']');
}
std::string many_rows() {
    std::string rows = "[";
    for (int i = 0; i < 10'000; ++i) {
        rows +=
            (i == 0 ? "" : ",") + std::string(R"({"a": "x", "b": 1, "label": "l", "value": 2})");
    }
    return rows + "]";
}

std::vector<std::string> hostile_values() {
    const std::string long_word(50'000, 'w');
    return {
        "",
        "null",
        "true",
        "5",
        "-0",
        "1e308",
        "-1e308",
        "1e400",
        "NaN",
        "\"text where a number belongs\"",
        "\"\"",
        "{}",
        "[]",
        "[null]",
        "[[]]",
        "[1, \"2\", null, {}]",
        R"({"value": {"value": 1}})",
        R"({"value": "x", "target": [], "previous": {}, "series": 5})",
        R"({"value": 1, "target": 0, "previous": 0, "series": [1e308, -1e308, null, "x"]})",
        R"({"value": 1, "series": [1]})",
        R"([{"label": null, "series": [null, 1e308, -1e308, "x", []]}, {"series": []}])",
        R"([{"label": "a", "series": [1, 2], "value": {}}, {"label": {}, "series": [true]}])",
        R"({"value": 1e308, "reference": -1e308, "period": {}, "reference_period": 5})",
        R"({"value": null, "reference": [], "period": ""})",
        R"({"calls": [{"number": -1e308, "counter": {}, "called": "99999-99-99T99:99"}]})",
        R"({"calls": [{"number": "", "counter": ""}, null, 5], "waiting": "x", "closed": 1})",
        R"([{"a": null, "b": [], "c": {}, "label": 5, "value": null}])",
        R"([{"value": -5, "target": -10, "label": "negative"}])",
        R"([{"value": 1e308, "target": 1e-308, "label": "x"}])",
        R"([{"a": "2026-11-24", "b": "99999-99-99", "c": 1e308}, {"a": 1}, {}])",
        "[{}]",
        R"({"a": 1, "a": 2})",
        nested(20),
        nested(5000),
        "\"bad \xFF\xFE utf-8 \xC3\"",
        "[{\"a\": \"\xF0\x28\x8C\x28\", \"label\": \"\xED\xA0\x80\", \"value\": 1}]",
        "\"" + long_word + "\"",
        "[{\"a\": \"" + long_word + "\", \"label\": \"" + long_word +
            "\", \"value\": 1, \"note\": \"" + long_word + "\"}]",
        "[\"\\u202Eright to left\\u0000nul \\n line\", \"<b>unclosed\", \"&amp;&bogus;\"]",
        many_rows(),
        "<svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9'><rect width='1e9' "
        "height='1e9'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' width='9' "
        "height='9'><image x:href='file:///etc/passwd' width='9' height='9'/></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><svg "
        "xmlns='http://www.w3.org/2000/svg'><text>&b;</text></svg>",
        std::string("\0\0\0", 3),
    };
}

TEST(HostileValues, EveryKindDrawsOrRefusesEveryShape) {
    for (const Kind& kind : kKinds) {
        for (const std::string& value : hostile_values()) {
            SCOPED_TRACE(std::string(kind.kind) + " " + value.substr(0, 60));
            Sample sample = sample_card(kind.kind, kind.keys, value, {320, 240}, 24);
            sample.item.public_audience = false;
            const CardFace face = sample.face();
            const Picture picture = draw(face);
            EXPECT_FALSE(picture.size.empty());
            EXPECT_LE(picture.size.width, 8192);
            EXPECT_EQ(picture.size.height, 240);
        }
    }
}

TEST(HostileValues, WrongShapesAreSaidAndNeverQuoted) {
    const auto problem = [](const char* kind, const char* keys, const char* value) {
        return content_of(card_text(kind, keys), value).problem;
    };
    EXPECT_EQ(problem("number", kKinds[0].keys, "\"secret\""),
              "the shaped value is a string — expected a number, or an object with \"value\"");
    EXPECT_EQ(problem("number", kKinds[0].keys, "{}"),
              "the shaped value is an object — expected a number, or an object with \"value\"");
    EXPECT_EQ(problem("table", kKinds[2].keys, "{}"),
              "the shaped value is an object — expected an array of objects");
    EXPECT_EQ(problem("table", kKinds[2].keys, "[5]"),
              "the shaped value is a number — expected an object in each row");
    EXPECT_EQ(problem("progress", kKinds[4].keys, "7"),
              "the shaped value is a number — expected an array of objects with \"label\" and "
              "\"value\"");
    EXPECT_EQ(problem("ticker", kKinds[7].keys, "7"),
              "the shaped value is a number — expected a text, or an array of texts");
    EXPECT_EQ(
        problem("table", kKinds[2].keys, "[NaN]"),
        "the shaped value cannot be read: not valid JSON: texts and keys stand in double quotes");
}

TEST(HostileValues, TilesOfEverySizeAreDrawn) {
    const char* value = R"([{"label": "Pendidikan", "value": 5, "target": 9, "text": "satu"}])";
    for (const PixelSize size :
         {PixelSize{1, 1}, {2, 300}, {300, 2}, {40, 40}, {3000, 60}, {60, 3000}}) {
        for (const Kind& kind : kKinds) {
            SCOPED_TRACE(std::string(kind.kind) + " " + std::to_string(size.width));
            const Picture picture = draw(sample_card(kind.kind, kind.keys, value, size, 64).face());
            EXPECT_EQ(picture.size.height, size.height);
        }
        for (const auto& [kind, keys] :
             {Kind{"clock", R"("zones": ["Asia/Jakarta", "Asia/Makassar"])"},
              Kind{"qr", R"("content": "https://example.go.id")"},
              Kind{"notice", R"("operator": "A", "contact": "B")"},
              Kind{"story", R"("title": "T", "steps": [{"card": "a", "text": "Satu dua tiga"}])"},
              Kind{"image", R"("files": ["a.png"])"}}) {
            draw(sample_card(kind, keys, "", size, 64).face());
        }
    }
}

TEST(HostileValues, PicturesThatAreNone) {
    const std::string png = "\x89PNG\r\n\x1a\n";
    const std::string huge =  // a header that promises 60000 × 60000 pixels
        png + std::string("\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\x02\0\0\0\0\0\0\0", 25);
    for (const std::string& file : {std::string(), std::string("GIF89a"), png, huge,
                                    std::string("\xFF\xD8\xFF\xE0 broken"), png + png}) {
        Sample image = sample_card("image", R"("files": ["a.png"])", "", {200, 100}, 24);
        image.files["a.png"] = std::make_shared<const std::string>(file);
        EXPECT_EQ(draw(image.face()).size, (PixelSize{200, 100}));
    }
}

// PNG's check sum of a chunk.
std::string with_check_sum(std::string chunk) {
    uint32_t crc = 0xFFFFFFFF;
    for (const char c : chunk) {
        crc ^= static_cast<uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
        }
    }
    for (int shift = 24; shift >= 0; shift -= 8) {
        chunk += static_cast<char>(~crc >> shift);
    }
    return chunk;
}

// A few bytes that promise ten gigabytes of pixels are given up after their header.
TEST(HostileValues, APictureOfTooManyPixelsIsNotDecoded) {
    const auto png = [](uint32_t side) {
        std::string header = "IHDR";
        for (int i = 0; i < 2; ++i) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                header += static_cast<char>(side >> shift);
            }
        }
        header += std::string("\x08\x02\0\0\0", 5);
        return std::string("\x89PNG\r\n\x1a\n\0\0\0\r", 12) + with_check_sum(header);
    };
    const auto shown = [](const std::string& file) {
        Sample image = sample_card("image", R"("files": ["a.png"])", "", {400, 200}, 24);
        image.files["a.png"] = std::make_shared<const std::string>(file);
        return draw(image.face()).bytes;
    };
    const std::vector<std::byte> broken = shown("no picture");
    EXPECT_EQ(shown(png(60'000)), broken);
    EXPECT_EQ(shown(png(0x7FFFFFFF)), broken);
    EXPECT_EQ(shown(png(0)), broken);
}

}  // namespace
}  // namespace pendopo
