#include "engine/data/last_good_value.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

constexpr int64_t kNow = 1'795'000'000'000;

SourceConfig source(std::string id = "apbd") {
    SourceConfig config;
    config.id = std::move(id);
    config.origin = FileOrigin{"a.json"};
    config.period = "Okt 2026";
    return config;
}
Fetched body(std::string text, int64_t modified_ms = 0) {
    return {.body = std::move(text), .modified_ms = modified_ms};
}
Result<Fetched> news(Fetched::News what) {
    return Fetched{.news = what};
}

TEST(LastGoodValue, KeepsTheLastGoodThroughFailures) {
    LastGoodValue value(source(), "Asia/Jakarta");
    EXPECT_EQ(value.report().state, SourceState::waiting);
    EXPECT_EQ(value.report().revision, 0u);
    EXPECT_EQ(value.report().period, "Okt 2026");

    EXPECT_TRUE(value.take(body("[1]"), kNow, 12));
    const SourceReport good = value.report();
    EXPECT_EQ(good.state, SourceState::good);
    EXPECT_EQ(*value.text(), "[1]");
    EXPECT_EQ(good.revision, static_cast<uint64_t>(kNow));
    EXPECT_EQ(good.updated_ms, kNow);
    EXPECT_EQ(good.fetched_ms, kNow);
    EXPECT_EQ(good.bytes, 3);
    EXPECT_EQ(good.fetch_ms, 12);

    EXPECT_TRUE(value.take(fail(ErrorCode::timed_out, "it took too long"), kNow + 5000, 10'000));
    EXPECT_TRUE(value.take(fail(ErrorCode::timed_out, "it took too long"), kNow + 9000, 10'000));
    const SourceReport failed = value.report();
    EXPECT_EQ(failed.state, SourceState::failed);
    EXPECT_EQ(failed.reason, "it took too long");
    EXPECT_EQ(failed.failures, 2u);
    EXPECT_EQ(failed.revision, good.revision);
    EXPECT_EQ(failed.updated_ms, kNow);
    EXPECT_EQ(*value.text(), "[1]");

    EXPECT_TRUE(value.take(body("[1]"), kNow + 20'000, 1));
    EXPECT_EQ(value.report().revision, good.revision);  // the same value
    EXPECT_EQ(value.report().updated_ms, kNow + 20'000);
    EXPECT_EQ(value.report().reason, "");
    EXPECT_EQ(value.report().failures, 0u);
    EXPECT_TRUE(value.take(body("[2]"), kNow + 30'000, 1));
    EXPECT_GT(value.report().revision, good.revision);
    const uint64_t newest = value.report().revision;
    EXPECT_TRUE(value.take(body("[3]"), kNow - 999'999, 1));  // the clock was set back
    EXPECT_EQ(value.report().revision, newest + 1);
}

TEST(LastGoodValue, WhatCannotBeShownIsNotCountedOn) {
    LastGoodValue value(source(), "Asia/Jakarta");
    EXPECT_FALSE(value.take(body("{"), kNow, 1));  // so a later "same" is not asked for
    EXPECT_EQ(value.report().state, SourceState::failed);
    EXPECT_FALSE(value.take(body(R"([{"nik":1}])"), kNow, 1));
    EXPECT_FALSE(value.take(news(Fetched::News::same), kNow, 1));
    EXPECT_EQ(value.report().state, SourceState::waiting);
    EXPECT_TRUE(value.take(news(Fetched::News::none), kNow, 1));
    EXPECT_EQ(value.report().state, SourceState::waiting);
    EXPECT_EQ(value.text(), nullptr);
}

TEST(LastGoodValue, AgeIsTheValuesOwnWordWhereItHasOne) {
    LastGoodValue plain(source(), "Asia/Jakarta");
    plain.take(body("[1]"), kNow, 1);
    plain.take(news(Fetched::News::same), kNow + 60'000, 1);
    EXPECT_EQ(plain.report().updated_ms, kNow + 60'000);  // asked, and still true
    plain.take(news(Fetched::News::none), kNow + 90'000, 1);
    EXPECT_EQ(plain.report().updated_ms, kNow + 60'000);
    EXPECT_EQ(plain.report().fetched_ms, kNow + 90'000);

    LastGoodValue dated(source(), "Asia/Jakarta");
    dated.take(body("[1]", kNow - 1000), kNow, 1);
    dated.take(news(Fetched::News::same), kNow + 60'000, 1);
    EXPECT_EQ(dated.report().updated_ms, kNow - 1000);

    SourceConfig config = source();
    config.updated_from = "/t";
    config.period_from = "/p";
    LastGoodValue own(config, "Asia/Jakarta");
    EXPECT_TRUE(own.take(body(R"({"t":"2026-10-31","p":"TW III"})", kNow - 1000), kNow, 1));
    EXPECT_EQ(own.report().updated_ms, 1'793'379'600'000);
    EXPECT_EQ(own.report().period, "TW III");
    EXPECT_EQ(own.report().age_by, AgeBy::value);
    EXPECT_FALSE(own.take(body(R"({"t":"2026-10-31","p":[]})"), kNow, 1));
    EXPECT_EQ(own.report().reason, "\"period\": there is no text at \"/p\" in the value");
    EXPECT_FALSE(own.take(body(R"({"t":"2026-10-31","p":"3510014101900001"})"), kNow, 1));
    EXPECT_EQ(own.report().reason,
              "refused for the public: \"period\" leads to what looks personal");
    EXPECT_EQ(own.report().period, "TW III");

    // Without a date the figures are as good as before; only their age is not known, and that is
    // told. It is never 1970.
    const struct {
        const char* text;
        const char* loss;
    } undated[] = {
        {R"({"p":"x"})",
         "\"updated\": there is nothing at \"/t\"; the age of the figures is unknown"},
        {R"({"t":"kemarin","p":"x"})",
         "\"updated\": there is no date or time at \"/t\"; expected one like \"2026-10-31T08:00\" "
         "or "
         "Unix seconds; the age of the figures is unknown"},
        {R"({"t":"05/06/2026","p":"x"})",
         "\"updated\": \"05/06/2026\" at \"/t\" may be read day first or month first; say "
         "\"date_order\"; the age of the figures is unknown"},
        {R"({"t":"2099-01-01","p":"x"})",
         "\"updated\": the time at \"/t\" is in the future; correct it or this clock; the age of "
         "the figures is unknown"},
    };
    int64_t now = kNow;
    for (const auto& c : undated) {
        EXPECT_TRUE(own.take(body(c.text, kNow - 1000), ++now, 1)) << c.text;
        EXPECT_EQ(own.report().age_by, AgeBy::unknown) << c.text;
        EXPECT_EQ(own.report().updated_ms, now) << c.text;
        EXPECT_EQ(own.report().reading.losses, std::vector<std::string>{c.loss}) << c.text;
    }
    EXPECT_TRUE(own.take(body(undated[3].text), ++now, 1));
    EXPECT_EQ(own.report().updated_ms, now - 1);  // the same value did not become newer
}

TEST(ValueStore, BringsAValueOverARestart) {
    const test::TempDir folder;
    const ValueStore store(folder / "data");
    const std::string print = value_print(source());
    EXPECT_EQ(store.read("apbd", print).value(), std::nullopt);

    LastGoodValue before(source(), "Asia/Jakarta");
    before.take(body("[1]", kNow - 5000), kNow, 1);
    ASSERT_TRUE(store.write("apbd", print, before.stored()));
    const auto stored = store.read("apbd", print);
    ASSERT_TRUE(stored && *stored) << stored.error().message();
    EXPECT_EQ(**stored, before.stored());

    LastGoodValue after(source(), "Asia/Jakarta");
    after.restore(**stored);
    EXPECT_EQ(after.report().state, SourceState::waiting);
    EXPECT_EQ(after.report().revision, before.report().revision);
    EXPECT_EQ(after.report().updated_ms, kNow - 5000);
    EXPECT_EQ(*after.text(), "[1]");
    after.take(body("[2]"), kNow - 999, 1);
    EXPECT_EQ(after.report().revision, before.report().revision + 1);
}

TEST(ValueStore, AnotherPolicyIsAnotherPrint) {
    const std::string print = value_print(source());
    SourceConfig named = source("other");
    named.every_s = 5;
    named.publisher = "BPS";
    EXPECT_EQ(value_print(named), print);  // none of these changes what the value is
    const auto differs = [&](auto change) {
        SourceConfig config = source();
        change(config);
        return value_print(config) != print;
    };
    EXPECT_TRUE(differs([](SourceConfig& c) { c.columns["nik"] = ColumnRule::drop; }));
    EXPECT_TRUE(differs([](SourceConfig& c) { c.audience = "staff"; }));
    EXPECT_TRUE(differs([](SourceConfig& c) { c.aggregate = AggregateRule{{"k"}, {}, "", 3}; }));
    EXPECT_TRUE(differs([](SourceConfig& c) { c.origin = FileOrigin{"b.json"}; }));
    EXPECT_TRUE(differs([](SourceConfig& c) { c.origin = HttpOrigin{"a.json"}; }));

    const test::TempDir folder;
    const ValueStore store(folder / "data");
    ASSERT_TRUE(store.write("apbd", print, {"[1]", 7, 1, 1, ""}));
    EXPECT_EQ(store.read("apbd", "another").value(), std::nullopt);
}

TEST(ValueStore, DamageIsToldAndIgnored) {
    const test::TempDir folder;
    const ValueStore store(folder / "data");
    ASSERT_TRUE(store.write("apbd", "p", {"[1, 2, 3]", 7, 1, 1, "Okt"}));
    const std::string whole = folder.read("data/apbd.value");
    EXPECT_EQ(std::filesystem::status(folder / "data/apbd.value").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    for (size_t length = 0; length < whole.size(); ++length) {  // cut anywhere
        folder.write("data/apbd.value", whole.substr(0, length));
        EXPECT_FALSE(store.read("apbd", "p").has_value()) << length;
    }
    for (size_t at = 0; at < whole.size(); ++at) {  // a bit turned anywhere
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        folder.write("data/apbd.value", damaged);
        const auto read = store.read("apbd", "p");
        // In the times a turned bit is another time; the value itself never differs.
        EXPECT_TRUE(!read || !*read || (*read)->text == "[1, 2, 3]") << at;
    }
    folder.write("data/apbd.value", std::string(1 << 16, '{'));
    EXPECT_EQ(store.read("apbd", "p").error().message(),
              (folder / "data/apbd.value") + ": it is damaged and ignored");
    std::filesystem::remove(folder / "data/apbd.value");
    std::filesystem::create_directory(folder / "data/apbd.value");
    EXPECT_FALSE(store.read("apbd", "p"));
}

}  // namespace
}  // namespace pendopo
