#include "engine/app/card_source.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr int64_t kNowMs = 1'800'000'000'000;
const WallTime kNow{Milliseconds(kNowMs)};
constexpr int64_t kHour = 3600;

DataConfig two_sources() {
    DataConfig data;
    SourceConfig apbd;
    apbd.id = "apbd";
    apbd.publisher = "BPKAD";
    apbd.old_after_s = 2 * kHour;
    apbd.expire_after_s = 10 * kHour;
    SourceConfig dinas = apbd;
    dinas.id = "dinas";
    dinas.publisher = "Dinas Sosial";
    dinas.old_after_s = kHour / 2;
    data.sources = {apbd, dinas};
    return data;
}

SourceReport good(const std::string& id, int64_t hours_ago, const std::string& period) {
    SourceReport report;
    report.id = id;
    report.state = SourceState::good;
    report.revision = 1;
    report.updated_ms = kNowMs - hours_ago * kHour * 1000;
    report.fetched_ms = kNowMs;
    report.period = period;
    return report;
}

CardConfig card_of(std::vector<std::string> sources) {
    CardConfig card;
    card.sources = std::move(sources);
    return card;
}

using Reports = std::map<std::string, SourceReport>;

TEST(CardSource, NamesItsPublishersAndPeriodsOnce) {
    const Reports reports{{"apbd", good("apbd", 0, "Okt 2026")},
                          {"dinas", good("dinas", 0, "Okt 2026")}};
    const CardSource source =
        card_source(card_of({"apbd", "dinas"}), two_sources(), reports, "", kNow);
    EXPECT_TRUE(source.needed);
    EXPECT_EQ(source.publisher, "BPKAD, Dinas Sosial");
    EXPECT_EQ(source.period, "Okt 2026");
    EXPECT_EQ(source.state, SourceState::good);
    EXPECT_EQ(card_state(source, kNow), "live");
}

TEST(CardSource, SaysByWhoseWordItIsThatOld) {
    Reports reports{{"apbd", good("apbd", 0, "")}};
    reports["apbd"].age_by = AgeBy::file;
    EXPECT_EQ(card_source(card_of({"apbd"}), two_sources(), reports, "", kNow).age_by, AgeBy::file);
}

TEST(FiguresLost, ALineForEachSourceWithTheFirst) {
    Reports reports{{"apbd", good("apbd", 0, "")}, {"dinas", good("dinas", 0, "")}};
    EXPECT_TRUE(figures_lost(reports).empty());
    reports["dinas"].reading.losses = {"column \"v\": 1 of 2 values are no numbers", "more"};
    EXPECT_EQ(figures_lost(reports),
              std::vector<std::string>{"source \"dinas\": column \"v\": 1 of 2 values are no "
                                       "numbers; and 1 more, see pendopo data show dinas"});
}

TEST(CardSource, IsAsOldAsItsWorstAndNotItsOldest) {
    // The younger value has the shorter life: it is old, the other one is not.
    const Reports reports{{"apbd", good("apbd", 2, "")}, {"dinas", good("dinas", 1, "")}};
    const CardSource source =
        card_source(card_of({"apbd", "dinas"}), two_sources(), reports, "", kNow);
    EXPECT_EQ(source.updated_ms, kNowMs - kHour * 1000);
    EXPECT_EQ(source.old_after_s, kHour / 2);
    EXPECT_EQ(card_state(source, kNow), "old");
    EXPECT_EQ(card_state(source, kNow + std::chrono::hours(10)), "expired");
}

TEST(CardSource, WithoutAValueItWaitsOrSaysWhyThereIsNone) {
    CardSource source = card_source(card_of({"apbd"}), two_sources(), {}, "", kNow);
    EXPECT_EQ(source.state, SourceState::waiting);
    EXPECT_EQ(source.updated_ms, 0);
    EXPECT_EQ(card_state(source, kNow), "waiting");

    SourceReport failed;
    failed.id = "apbd";
    failed.state = SourceState::failed;
    failed.reason = "status 503";
    source = card_source(card_of({"apbd"}), two_sources(), {{"apbd", failed}}, "", kNow);
    EXPECT_EQ(source.problem, "apbd: status 503");
    EXPECT_EQ(card_state(source, kNow), "failed");
}

TEST(CardSource, AFailureKeepsTheLastValueUntilItExpires) {
    SourceReport report = good("apbd", 1, "");
    report.state = SourceState::failed;
    report.reason = "timed out after 10 s";
    const CardSource source =
        card_source(card_of({"apbd"}), two_sources(), {{"apbd", report}}, "", kNow);
    EXPECT_EQ(source.updated_ms, kNowMs - kHour * 1000);
    EXPECT_EQ(card_state(source, kNow), "failed");
    EXPECT_EQ(card_state(source, kNow + std::chrono::hours(10)), "expired");
}

TEST(CardSource, TheCardsOwnCodeCanFailToo) {
    const CardSource source =
        card_source(card_of({}), two_sources(), {}, "line 1: expected \"}\"", kNow);
    EXPECT_FALSE(source.needed);
    EXPECT_EQ(source.problem, "line 1: expected \"}\"");
    EXPECT_EQ(card_state(source, kNow), "failed");
    EXPECT_EQ(card_state(card_source(card_of({}), two_sources(), {}, "", kNow), kNow), "live");
}

}  // namespace
}  // namespace pendopo
