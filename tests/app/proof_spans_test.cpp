#include "engine/app/proof_spans.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

ShownDisplay showing(const std::string& display, const std::string& layout) {
    return {display, true, "", layout, "hash-" + layout, "{\"tiles\":[]}"};
}
ShownDisplay nothing(const std::string& display) {
    return {display, false, "its display has no output"};
}

class ProofSpansTest : public testing::Test {
  protected:
    std::vector<ProofRow> see(const std::vector<ShownDisplay>& shown) {
        return spans.see(shown, at);
    }
    void pass(Milliseconds time) {
        at.now += time;
        at.wall_now += time;
    }

    ProofSpans spans;
    Instant at{MonotonicTime{Seconds(1000)}, WallTime{Seconds(1'800'000'000)}};
};

TEST_F(ProofSpansTest, WhatIsShownIsARecordFromWhenUntilWhen) {
    EXPECT_TRUE(see({showing("kiri", "a"), showing("kanan", "b")}).empty());
    spans.count("kiri", {Proof::proved});
    spans.count("kiri", {Proof::failed, "black"});
    spans.count("kiri", {Proof::failed, "it stands"});
    spans.count("kiri", {Proof::unknown, "not heard"});
    spans.count("nowhere", {Proof::proved});
    pass(Seconds(10));
    EXPECT_TRUE(see({showing("kiri", "a"), showing("kanan", "b")}).empty());
    const auto rows = see({showing("kiri", "c"), showing("kanan", "b")});
    ASSERT_EQ(rows.size(), 1U);
    ProofRow expected;
    expected.from_ms = 1'800'000'000'000;
    expected.to_ms = 1'800'000'010'000;
    expected.display = "kiri";
    expected.layout = "a";
    expected.layout_hash = "hash-a";
    expected.shown = "{\"tiles\":[]}";
    expected.proved = 1;
    expected.failed = 2;
    expected.reason = "it stands";
    EXPECT_EQ(rows[0], expected);
}

TEST_F(ProofSpansTest, ARecordIsNeverLaterThanAMinute) {
    std::vector<ProofRow> all;
    for (int second = 0; second < 181; ++second, pass(Seconds(1))) {
        for (const ProofRow& row : see({showing("kiri", "a")})) {
            all.push_back(row);
        }
    }
    ASSERT_EQ(all.size(), 3U);
    for (size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].to_ms - all[i].from_ms, 60'000);
        EXPECT_EQ(all[i].from_ms, 1'800'000'000'000 + static_cast<int64_t>(i) * 60'000)
            << "without a gap";
    }
}

TEST_F(ProofSpansTest, OfChangesWithinASecondTheLastIsToldAndTheOthersAreCounted) {
    std::vector<ProofRow> rows;
    for (int change = 0; change < 40; ++change, pass(Milliseconds(100))) {
        for (const ProofRow& row : see({showing("kiri", std::to_string(change))})) {
            rows.push_back(row);
        }
    }
    ASSERT_EQ(rows.size(), 3U) << "one a second";
    for (const ProofRow& row : rows) {
        EXPECT_EQ(row.to_ms - row.from_ms, 1'000);
        EXPECT_EQ(row.folded, 9U);
    }
    EXPECT_EQ(rows[0].layout, "9");
}

TEST_F(ProofSpansTest, WhatIsNotKnownToBeShownIsARecordToo) {
    see({showing("kiri", "a"), showing("kanan", "b")});
    pass(Seconds(5));
    EXPECT_EQ(see({nothing("kiri"), showing("kanan", "b")}).size(), 1U);
    pass(Seconds(3));
    auto rows = see({showing("kiri", "a")});  // and "kanan" is gone
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].event, ProofEvent::not_shown);
    EXPECT_EQ(rows[0].reason, "its display has no output");
    EXPECT_EQ(rows[0].to_ms - rows[0].from_ms, 3'000);
    EXPECT_EQ(rows[1].display, "kanan");
    EXPECT_EQ(rows[1].to_ms - rows[1].from_ms, 8'000);
    pass(Seconds(2));
    rows = spans.end(at);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].to_ms - rows[0].from_ms, 2'000);
    EXPECT_TRUE(spans.end(at).empty());
}

TEST_F(ProofSpansTest, AClockThatIsSetMakesNoSpanLongerOrShorter) {
    see({showing("kiri", "a")});
    pass(Seconds(5));
    at.wall_now -= Seconds(3600);
    const auto rows = see({showing("kiri", "b")});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].from_ms, 1'800'000'000'000);
    EXPECT_EQ(rows[0].to_ms, 1'800'000'005'000);
}

}  // namespace
}  // namespace pendopo
