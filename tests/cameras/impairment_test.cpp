// What a bad line does to packets, by its seed and hand-made times.
#include "tools/cameras/impair/impairment.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace pendopo::impair {
namespace {

using Kind = ImpairedLine::Kind;

constexpr MonotonicTime kStart{Seconds(50)};

Impairment read(const char* text) {
    return read_impairment(text).value();
}

// `count` packets, one each ten milliseconds, and what came out by the end of each.
std::vector<std::string> sent_through(ImpairedLine& line, int count, Kind kind = Kind::media) {
    std::vector<std::string> out;
    for (int i = 0; i < count + 200; ++i) {
        const MonotonicTime now = kStart + Milliseconds(10) * i;
        if (i < count) {
            line.put(std::to_string(i), kind, now);
        }
        for (std::string& packet : line.take(now)) {
            out.push_back(std::move(packet));
        }
    }
    return out;
}

TEST(Impairments, AreRead) {
    const Impairment made = read(
        "loss=1%,reorder=8,late=10%,duplicate=0.02,jitter=20ms,hold=5s,every=30s,bandwidth=2M");
    EXPECT_EQ(made.loss, 0.01);
    EXPECT_EQ(made.reorder, 8);
    EXPECT_EQ(made.late, 0.1);
    EXPECT_EQ(made.duplicate, 0.02);
    EXPECT_EQ(made.jitter, Milliseconds(20));
    EXPECT_EQ(made.hold, Seconds(5));
    EXPECT_EQ(made.every, Seconds(30));
    EXPECT_EQ(made.bandwidth, 2'000'000);
    EXPECT_EQ(read("none"), Impairment());
    for (const char* wrong :
         {"loss", "loss=2", "loss=-1%", "delay=3s", "jitter=20", "hold=5s,every=5s"}) {
        EXPECT_EQ(read_impairment(wrong).error().code(), ErrorCode::invalid) << wrong;
    }
    EXPECT_EQ(read_impairment("lost=1%").error().message(),
              "--impair lost=1%: got \"lost=1%\"; expected none, or some of: loss=1% duplicate=1% "
              "reorder=8 late=5% jitter=20ms hold=5s every=30s bandwidth=2M");
}

TEST(ImpairedLine, WithoutAnythingPassesEverythingAtOnce) {
    ImpairedLine line({}, 1);
    line.put("a", Kind::media, kStart);
    line.put("b", Kind::control, kStart);
    EXPECT_EQ(line.take(kStart), (std::vector<std::string>{"a", "b"}));
}

TEST(ImpairedLine, IsTheSameForTheSameSeed) {
    const char* all = "loss=5%,reorder=8,late=20%,duplicate=5%,jitter=30ms";
    ImpairedLine one(read(all), 4);
    ImpairedLine same(read(all), 4);
    ImpairedLine other(read(all), 5);
    const auto out = sent_through(one, 500);
    EXPECT_EQ(sent_through(same, 500), out);
    EXPECT_NE(sent_through(other, 500), out);
}

TEST(ImpairedLine, LosesAndRepeatsMediaOnly) {
    ImpairedLine line(read("loss=10%,duplicate=10%"), 1);
    const auto out = sent_through(line, 1'000);
    EXPECT_NEAR(double(line.counts().lost), 100, 40);
    EXPECT_NEAR(double(line.counts().repeated), 90, 40);
    EXPECT_EQ(int64_t(out.size()), 1'000 - line.counts().lost + line.counts().repeated);
    ImpairedLine control(read("loss=10%,duplicate=10%,reorder=8,late=50%"), 1);
    EXPECT_EQ(sent_through(control, 1'000, Kind::control).size(), 1'000u);
    EXPECT_EQ(control.counts().late, 0);
}

TEST(ImpairedLine, LetsOthersPassButNotMoreThanItSays) {
    ImpairedLine line(read("reorder=4,late=20%"), 3);
    std::vector<std::string> out;
    for (int i = 0; i < 500; ++i) {  // faster than the patience with a late one
        line.put(std::to_string(i), Kind::media, kStart + Milliseconds(i));
        for (std::string& packet : line.take(kStart + Milliseconds(i))) {
            out.push_back(std::move(packet));
        }
    }
    EXPECT_GT(line.counts().late, 50);
    int moved = 0;
    for (size_t i = 0; i < out.size(); ++i) {
        const int by = int(i) - std::stoi(out[i]);
        EXPECT_LE(by, 8) << "a late one may wait for other late ones";
        moved += by > 0 ? 1 : 0;
    }
    EXPECT_GT(moved, 40);
}

TEST(ImpairedLine, HoldsAndLetsGoAtOnceAgainAndAgain) {
    ImpairedLine line(read("hold=1s,every=3s"), 1);
    std::vector<int> came;  // at each tenth of a second
    for (int i = 0; i < 60; ++i) {
        const MonotonicTime now = kStart + Milliseconds(100) * i;
        line.put("x", Kind::control, now);
        came.push_back(int(line.take(now).size()));
    }
    EXPECT_TRUE(std::all_of(came.begin(), came.begin() + 10, [](int n) { return n == 0; }));
    EXPECT_EQ(came[10], 11);
    EXPECT_TRUE(std::all_of(came.begin() + 11, came.begin() + 30, [](int n) { return n == 1; }));
    EXPECT_EQ(came[30], 0);
    EXPECT_EQ(came[40], 11);
}

TEST(ImpairedLine, IsAsNarrowAsItSaysAndKeepsItsOrder) {
    ImpairedLine line(read("bandwidth=8k"), 1);  // a thousand bytes a second
    for (int i = 0; i < 10; ++i) {
        line.put(std::string(500, char('a' + i)), Kind::media, kStart);
    }
    EXPECT_EQ(line.take(kStart + Milliseconds(1'100)).size(), 2u);
    EXPECT_EQ(line.bytes_waiting(), 4'000u);
    EXPECT_EQ(line.take(kStart + Milliseconds(5'100)).size(), 8u);
    ImpairedLine uneven(read("jitter=80ms"), 1);
    const auto out = sent_through(uneven, 300);
    EXPECT_TRUE(
        std::ranges::is_sorted(out, {}, [](const std::string& text) { return std::stoi(text); }));
    EXPECT_EQ(out.size(), 300u);
}

TEST(ImpairedLine, AHoldThatIsTakenBackLetsGo) {
    ImpairedLine line(read("hold=60s"), 1);
    line.put("x", Kind::media, kStart);
    EXPECT_TRUE(line.take(kStart + Seconds(2)).empty());
    line.change({}, kStart + Seconds(3));
    EXPECT_EQ(line.take(kStart + Seconds(3)).size(), 1u);
}

}  // namespace
}  // namespace pendopo::impair
