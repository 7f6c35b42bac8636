// JSON text to what each kind of card draws: which shapes are read as what, and what is bounded.

#include "engine/cards/card_value.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CardConfig config_of(const char* kind, const char* keys) {
    return read_card_config("card", card_text(kind, keys)).value();
}
Result<CardValue> read(const char* kind, const char* keys, std::string_view text) {
    return read_card_value(config_of(kind, keys), text);
}
template <class Value>
Value read_as(const char* kind, const char* keys, std::string_view text) {
    auto value = read(kind, keys, text);
    EXPECT_TRUE(value) << value.error().message();
    return value && std::holds_alternative<Value>(*value) ? std::get<Value>(*value) : Value{};
}

// ---- numbers ------------------------------------------------------------------------------------

constexpr const char* kPlain = R"("title": "T", "source": "x")";
constexpr const char* kRupiah = R"("title": "T", "source": "x", "format": "rupiah")";
constexpr const char* kDate = R"("title": "T", "source": "x", "format": "date")";

TEST(NumberValues, AreANumberOrAnObjectWithOne) {
    for (const char* text : {"5", " 5.0\n", R"({"value": 5})", R"({"value": 5, "other": [1]})",
                             "\xEF\xBB\xBF"
                             "5"}) {
        EXPECT_EQ(read_as<NumberValue>("number", kRupiah, text).value, Scalar(5.0)) << text;
    }
    EXPECT_EQ(read_as<NumberValue>("number", kRupiah, "null").value, Scalar());
    const auto whole = read_as<NumberValue>(
        "number", kRupiah,
        R"({"value": -1.5, "target": 10, "previous": 0, "series": [1, null, 2.5, "x", [3], true],
            "label": "Okt"})");
    EXPECT_EQ(whole.value, Scalar(-1.5));
    EXPECT_EQ(whole.target, 10.0);
    EXPECT_EQ(whole.previous, 0.0);
    EXPECT_THAT(whole.series, ElementsAre(1.0, 2.5));
    EXPECT_EQ(whole.label, "Okt");
}

TEST(NumberValues, WordsAreFiguresOnlyWhereTheFormatIsOfWords) {
    for (const char* keys : {kPlain, kDate, R"("title": "T", "source": "x", "format": "text")"}) {
        EXPECT_EQ(read_as<NumberValue>("number", keys, "\"2026-11-24\"").value,
                  Scalar(std::string("2026-11-24")));
    }
    for (const char* format : {"rupiah", "number", "percent"}) {
        const std::string keys =
            R"("title": "T", "source": "x", "format": ")" + std::string(format) + '"';
        EXPECT_EQ(read("number", keys.c_str(), "\"7\"").error().message(),
                  "the shaped value is a string — expected a number, or an object with \"value\"");
    }
}

TEST(NumberValues, OfAnotherShapeAreRefusedByName) {
    const std::pair<const char*, const char*> rows[] = {
        {"true", "a boolean"},
        {"[]", "an empty array"},
        {"[5]", "an array of 1"},
        {"{}", "an object"},
        {R"({"value": true})", "a boolean"},
        {R"({"value": [1, 2]})", "an array of 2"},
        {R"({"value": {"value": 1}})", "an object"},
        {R"({"Value": 1})", "an object"},
    };
    for (const auto& [text, got] : rows) {
        EXPECT_EQ(read("number", kRupiah, text).error().message(),
                  "the shaped value is " + std::string(got) +
                      " — expected a number, or an object with \"value\"")
            << text;
    }
}

TEST(NumberValues, WhatIsComparedIsLeftOutWhenItIsNoNumber) {
    const auto odd = read_as<NumberValue>(
        "number", kRupiah,
        R"({"value": 1, "target": "9", "previous": null, "series": {"a": 1}, "label": 5})");
    EXPECT_EQ(odd.target, std::nullopt);
    EXPECT_EQ(odd.previous, std::nullopt);
    EXPECT_THAT(odd.series, ElementsAre(1.0)) << "an object's members are its points";
    EXPECT_EQ(odd.label, "");
}

// ---- tables -------------------------------------------------------------------------------------

TEST(TableValues, HaveTheColumnsOfTheCardOrOfTheFirstRow) {
    const auto free = read_as<TableValue>(
        "table", kPlain, R"([{"a": 1, "b": "x"}, {"b": null, "c": 3}, {"a": false, "b": [1]}])");
    EXPECT_THAT(free.keys, ElementsAre("a", "b"));
    EXPECT_EQ(free.rows(), 3u);
    EXPECT_THAT(free.cells, ElementsAre(Scalar(1.0), Scalar(std::string("x")), Scalar(), Scalar(),
                                        Scalar(false), Scalar()));
    const auto given = read_as<TableValue>(
        "table", R"("title": "T", "source": "x", "columns": [{"key": "c"}, {"key": "none"}])",
        R"([{"a": 1, "c": 2}])");
    EXPECT_THAT(given.keys, ElementsAre("c", "none"));
    EXPECT_THAT(given.cells, ElementsAre(Scalar(2.0), Scalar()));
    EXPECT_EQ(read_as<TableValue>("table", kPlain, "[]").rows(), 0u);
    EXPECT_EQ(read_as<TableValue>("table", kPlain, "[{}, {}]").rows(), 0u);
}

TEST(TableValues, KnowTheirWidestTextsOfAllPages) {
    const auto table = read_as<TableValue>("table", kPlain, R"([
        {"n": "Giri", "v": 5, "mixed": "x"}, {"n": "Kalipuro", "v": -70, "mixed": 1e9},
        {"n": "Muncar", "v": 900, "mixed": null}])");
    EXPECT_THAT(table.widest[0], ElementsAre(1, 2, 0));  // Kalipuro, Muncar, Giri
    EXPECT_THAT(table.widest[1], ElementsAre(2, 1));     // 900 and -70
    EXPECT_THAT(table.widest[2], ElementsAre(0, 1, 1));
    EXPECT_EQ(table.words_of_row, 1u + 2u + 2u);  // a figure takes as long as two words
}

TEST(TableValues, AreBounded) {
    std::string wide = "[{";
    for (int i = 0; i < 20; ++i) {
        wide += (i == 0 ? "" : ",") + ("\"c" + std::to_string(i) + "\": 1");
    }
    EXPECT_EQ(read_as<TableValue>("table", kPlain, wide + "}]").keys.size(), 12u);
    // 2000 bytes of a text are kept, and no character is cut in two.
    const std::string text = "x" + std::string(700, '~');
    std::string thirds = "x";
    for (int i = 0; i < 700; ++i) {
        thirds += "\u2013";  // three bytes each
    }
    const auto cut = read_as<TableValue>("table", kPlain,
                                         R"([{"a": ")" + text + R"(", "b": ")" + thirds + "\"}]");
    EXPECT_EQ(std::get<std::string>(cut.cells[0]), text);
    EXPECT_EQ(std::get<std::string>(cut.cells[1]), thirds.substr(0, 1 + 3 * 666));
}

TEST(TableValues, OfAnotherShapeAreRefusedByName) {
    EXPECT_EQ(read("table", kPlain, "5").error().message(),
              "the shaped value is a number — expected an array of objects");
    EXPECT_EQ(read("table", kPlain, R"([{"a": 1}, null])").error().message(),
              "the shaped value is null — expected an object in each row");
    EXPECT_EQ(read("table", kPlain, "[[1, 2]]").error().message(),
              "the shaped value is an array of 2 — expected an object in each row");
}

// ---- progress, texts and drawings ---------------------------------------------------------------

TEST(ProgressValues, AreRowsWithALabelAndAValue) {
    const auto list = read_as<ProgressValue>(
        "progress", kPlain,
        R"([{"label": "A", "value": 1, "target": 2, "note": "n"}, {}, {"label": 5, "value": "1"}])");
    ASSERT_EQ(list.rows.size(), 3u);
    EXPECT_EQ(list.rows[0], (ProgressValue::Row{"A", 1.0, 2.0, "n"}));
    EXPECT_EQ(list.rows[1], ProgressValue::Row{});
    EXPECT_EQ(list.rows[2], ProgressValue::Row{});
    EXPECT_EQ(read("progress", kPlain, "[5]").error().message(),
              "the shaped value is a number — expected an object with \"label\" and \"value\" in "
              "each row");
}

TEST(TextValues, AreATextOrAList) {
    for (const char* kind : {"ticker", "text"}) {
        const char* keys = kind == std::string("text") ? kPlain : R"("source": "x")";
        const auto texts = [&](const char* text) {
            return read_as<TextsValue>(kind, keys, text).texts;
        };
        EXPECT_THAT(texts("\"satu\""), ElementsAre("satu"));
        EXPECT_THAT(texts(R"({"text": "satu"})"), ElementsAre("satu"));
        EXPECT_THAT(texts(R"(["satu", {"text": "dua"}, "", 5, null, {"teks": "x"}, ["y"]])"),
                    ElementsAre("satu", "dua"));
        EXPECT_THAT(texts("[]"), IsEmpty());
        for (const char* wrong : {"5", "null", "{}", "[5]", "[\"\"]", "\"\""}) {
            EXPECT_FALSE(read(kind, keys, wrong)) << wrong;
        }
        EXPECT_EQ(read(kind, keys, "[5]").error().message(),
                  "the shaped value is an array of 1 — expected a text, or an array of texts");
    }
}

TEST(DrawingValues, AreTakenAsTheyAreUpToTheirLimit) {
    const char* keys = R"("title": "T", "source": "x", "option": {})";
    const auto drawing = read_as<DrawingValue>("chart", keys, "<svg/> \xFF");
    ASSERT_NE(drawing, nullptr);
    EXPECT_EQ(*drawing, "<svg/> \xFF");
    const auto large = read("chart", keys, std::string(kMaxDrawingBytes + 1, 'x'));
    EXPECT_EQ(large.error(), Error(ErrorCode::exhausted,
                                   "a drawing of 4194305 bytes — at most 4194304 are taken"));
}

TEST(OtherValues, AreNotLookedAt) {
    for (const auto& [kind, keys] : {std::pair{"clock", ""},
                                     {"qr", R"("content": "x")"},
                                     {"notice", R"("operator": "A", "contact": "B")"},
                                     {"image", R"("files": ["a.png"])"}}) {
        EXPECT_EQ(read(kind, keys, "[1]").value_or(CardValue(TextsValue{})), CardValue()) << kind;
    }
}

// What is wrong with a text is said without a word of it: it may be somebody's.
TEST(AnyValue, ThatCannotBeReadIsNotQuoted) {
    const std::pair<std::string, const char*> rows[] = {
        {"", "empty"},
        {"{\"nik\": 3510", "ends too early"},
        {"rahasia", "not valid JSON: texts and keys stand in double quotes"},
        {"5 6", "not valid JSON"},
        {std::string(40, '[') + std::string(40, ']'), "deeper than 32 levels"},
        {"\"" + std::string(70'000, 'x') + "\"", "65536"},
        {R"({"value": 1, "value": 2})", "twice"},
    };
    for (const auto& [text, words] : rows) {
        const auto value = read("number", kPlain, text);
        ASSERT_FALSE(value) << text.substr(0, 40);
        EXPECT_TRUE(value.error().message().starts_with("the shaped value cannot be read: "))
            << value.error().message();
        EXPECT_NE(value.error().message().find(words), std::string::npos)
            << value.error().message();
        EXPECT_EQ(value.error().message().find("rahasia"), std::string::npos);
        EXPECT_EQ(value.error().message().find("3510"), std::string::npos);
    }
}

}  // namespace
}  // namespace pendopo
