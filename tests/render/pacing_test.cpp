// Made-up outputs answer the rule by their counters, as X servers do.

#include "engine/render/pacing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <vector>

namespace pendopo {
namespace {

constexpr Nanoseconds kStep{1'000'000};
constexpr Nanoseconds kTimer{16'666'667};

// An output whose vertical blanks come as they do, whoever asks.
struct FakeOutput {
    double hz = 60;
    double phase_ms = 0;
    bool answers = true;
    uint64_t first_msc = 1000;

    struct Question {
        uint32_t number;
        MonotonicTime due;
    };
    std::deque<Question> questions{};
    std::vector<MonotonicTime> shown{};

    double frame_ms() const { return 1000 / hz; }
    uint64_t count_at(MonotonicTime now) const {
        const double ms = std::chrono::duration<double, std::milli>(now.time_since_epoch()).count();
        return static_cast<uint64_t>((ms - phase_ms) / frame_ms() + 1e-6);
    }
    MonotonicTime time_of(uint64_t count) const {
        return MonotonicTime(std::chrono::duration_cast<Nanoseconds>(
            std::chrono::duration<double, std::milli>(phase_ms + frame_ms() * double(count))));
    }
    Vblank vblank(uint64_t count) const {
        return {first_msc + count, static_cast<uint64_t>(to_ns(time_of(count)) / 1000)};
    }
};

// A renderer that always has something new, for outputs that stand side by side.
class PacingTest : public testing::Test {
  protected:
    void set_up(std::vector<FakeOutput> outputs) {
        outputs_ = std::move(outputs);
        pacing_ = Pacing(outputs_.size());
        for (size_t i = 0; i < outputs_.size(); ++i) {
            pacing_.open(i, static_cast<int>(outputs_[i].hz + 0.5));
        }
    }
    void run(Milliseconds length) {
        for (const MonotonicTime end = now_ + length; now_ < end; now_ += kStep) {
            deliver();
            const Pace pace = pacing_.pace(now_);
            if (pace == Pace::now || (pace == Pace::timer && now_ >= next_timer_)) {
                next_timer_ = now_ + kTimer;
                cycle();
            }
        }
    }
    void deliver() {
        for (size_t i = 0; i < outputs_.size(); ++i) {
            FakeOutput& output = outputs_[i];
            while (output.answers && !output.questions.empty() &&
                   output.questions.front().due <= now_) {
                const FakeOutput::Question question = output.questions.front();
                output.questions.pop_front();
                pacing_.answered(i, question.number, output.vblank(output.count_at(question.due)));
            }
        }
    }
    void cycle() {
        cycles_.push_back(now_);
        std::vector<bool> shown(outputs_.size());
        for (size_t i = 0; i < outputs_.size(); ++i) {
            shown[i] = pacing_.may_show(i, now_);
            if (shown[i]) {
                outputs_[i].shown.push_back(now_);
            }
        }
        for (size_t i = 0; i < outputs_.size(); ++i) {
            if (pacing_.wants_answer(i, shown[i], now_)) {
                FakeOutput& output = outputs_[i];
                output.questions.push_back(
                    {pacing_.asked(i, now_), output.time_of(output.count_at(now_) + 1)});
            }
        }
    }
    void forget() {
        cycles_.clear();
        for (FakeOutput& output : outputs_) {
            output.shown.clear();
        }
    }
    static Milliseconds longest_gap(const std::vector<MonotonicTime>& times) {
        Nanoseconds longest{0};
        for (size_t i = 1; i < times.size(); ++i) {
            longest = std::max(longest, Nanoseconds(times[i] - times[i - 1]));
        }
        return std::chrono::duration_cast<Milliseconds>(longest);
    }
    double shown_a_second(size_t output, double seconds) const {
        return double(outputs_[output].shown.size()) / seconds;
    }

    MonotonicTime now_{Seconds(100)};
    MonotonicTime next_timer_{};
    std::vector<FakeOutput> outputs_;
    Pacing pacing_{0};
    std::vector<MonotonicTime> cycles_;
};

TEST_F(PacingTest, OutputsOfOneRateAndAnyPhaseAreGivenAllTheyCanShow) {
    set_up({{.hz = 60}, {.hz = 60, .phase_ms = 5}, {.hz = 60, .phase_ms = 16}, {.hz = 60}});
    run(Seconds(2));
    forget();
    run(Seconds(10));
    for (size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(shown_a_second(i, 10), 60, 0.5) << i;
        EXPECT_LE(longest_gap(outputs_[i].shown), Milliseconds(18)) << i;
    }
    EXPECT_EQ(cycles_.size(), outputs_[0].shown.size()) << "one cycle shows on all";
}

TEST_F(PacingTest, TheFastestLeadsAndTheOthersKeepTheirOwnRates) {
    set_up({{.hz = 30}, {.hz = 59.94}, {.hz = 50, .phase_ms = 3}, {.hz = 24}});
    run(Seconds(2));
    forget();
    run(Seconds(10));
    EXPECT_NEAR(shown_a_second(0, 10), 30, 0.5);
    EXPECT_NEAR(shown_a_second(1, 10), 59.94, 0.5);
    EXPECT_NEAR(shown_a_second(2, 10), 50, 0.5);
    EXPECT_NEAR(shown_a_second(3, 10), 24, 0.5);
    EXPECT_NEAR(double(cycles_.size()) / 10, 59.94, 0.5);
    EXPECT_NEAR(pacing_.refresh_hz(1), 59.94, 0.1);
}

TEST_F(PacingTest, OneThatNeverAnswersIsGivenWhatComesAndHoldsUpNobody) {
    set_up({{.hz = 60, .answers = false}, {.hz = 50}});
    EXPECT_EQ(pacing_.feedback(0, now_), Feedback::unknown);
    run(Milliseconds(990));
    EXPECT_EQ(outputs_[0].shown.size(), 1U);
    EXPECT_GT(outputs_[1].shown.size(), 45U);
    EXPECT_EQ(pacing_.feedback(1, now_), Feedback::answers);
    run(Milliseconds(100));
    EXPECT_EQ(pacing_.feedback(0, now_), Feedback::silent);
    forget();
    run(Seconds(10));
    EXPECT_NEAR(shown_a_second(0, 10), 50, 0.5) << "at each cycle";
    EXPECT_NEAR(shown_a_second(1, 10), 50, 0.5);
    EXPECT_LE(outputs_[0].questions.size(), 13U) << "asked once a second";
    EXPECT_EQ(pacing_.feedback(0, now_), Feedback::silent);
}

TEST_F(PacingTest, WhereNoneAnswersTheTimerGoesOn) {
    set_up({{.answers = false}, {.answers = false}});
    EXPECT_EQ(pacing_.pace(now_), Pace::timer);
    run(Seconds(2));
    forget();
    run(Seconds(10));
    EXPECT_EQ(pacing_.pace(now_), Pace::timer);
    EXPECT_GT(shown_a_second(0, 10), 55);
    EXPECT_GT(shown_a_second(1, 10), 55);
    EXPECT_EQ(Pacing(0).pace(now_), Pace::timer);
}

// Row 69 of the faults: no output holds up another for more than one frame.
TEST_F(PacingTest, OneThatStopsAnsweringHoldsUpNobodyAndIsBackWhenItAnswers) {
    for (const size_t dead : {size_t{0}, size_t{1}}) {  // that led, and the other
        set_up({{.hz = 60}, {.hz = 60, .phase_ms = 7}});
        run(Seconds(2));
        outputs_[dead].answers = false;
        FakeOutput& other = outputs_[1 - dead];
        forget();
        run(Seconds(10));
        EXPECT_EQ(pacing_.feedback(dead, now_), Feedback::silent);
        EXPECT_NEAR(shown_a_second(1 - dead, 10), 60, 0.5);
        EXPECT_LE(longest_gap(other.shown), Milliseconds(36)) << "of a frame of 17 ms";
        EXPECT_LE(outputs_[dead].shown.size(), 11U) << "once a second: it may wait for each";
        EXPECT_GE(outputs_[dead].shown.size(), 9U);

        outputs_[dead].answers = true;
        run(Milliseconds(50));
        EXPECT_EQ(pacing_.feedback(dead, now_), Feedback::answers);
        forget();
        run(Seconds(10));
        EXPECT_NEAR(shown_a_second(dead, 10), 60, 0.5);
        EXPECT_NEAR(shown_a_second(1 - dead, 10), 60, 0.5);
    }
}

TEST_F(PacingTest, AnOutputThatGoesAndComesBeginsAnew) {
    set_up({{.hz = 60}, {.hz = 30}});
    run(Seconds(2));
    pacing_.close(0);
    EXPECT_TRUE(pacing_.may_show(0, now_)) << "who has no feedback is never held back";
    EXPECT_EQ(pacing_.feedback(0, now_), Feedback::unknown);
    EXPECT_FALSE(pacing_.wants_answer(0, true, now_));
    pacing_.answered(0, 1, {5, 5});  // on its way when the window was closed
    EXPECT_EQ(pacing_.feedback(0, now_), Feedback::unknown);
    outputs_[0].questions.clear();
    forget();
    run(Seconds(5));
    EXPECT_NEAR(shown_a_second(1, 5), 30, 1) << "it leads now";
    EXPECT_NEAR(double(cycles_.size()) / 5, 30, 1);

    outputs_[0].hz = 50;
    outputs_[0].first_msc = 7;
    pacing_.open(0, 50);
    run(Seconds(1));
    forget();
    run(Seconds(5));
    EXPECT_NEAR(shown_a_second(0, 5), 50, 1);
    EXPECT_NEAR(shown_a_second(1, 5), 30, 1);
    EXPECT_NEAR(pacing_.refresh_hz(0), 50, 0.1);
}

TEST_F(PacingTest, AnAnswerToWhatWasAskedBeforeIsALifeSignAndNoMore) {
    set_up({{.hz = 60}});
    const uint32_t first = pacing_.asked(0, now_);
    EXPECT_FALSE(pacing_.may_show(0, now_));
    now_ += Pacing::kPatience;
    EXPECT_TRUE(pacing_.may_show(0, now_));
    const uint32_t second = pacing_.asked(0, now_);
    EXPECT_NE(first, second);
    pacing_.answered(0, first, {1, 1000});
    EXPECT_EQ(pacing_.feedback(0, now_), Feedback::answers);
    EXPECT_FALSE(pacing_.may_show(0, now_));
    pacing_.answered(0, second, {2, 17'000});
    EXPECT_TRUE(pacing_.may_show(0, now_));
}

struct Counters {
    const char* what;
    uint64_t (*msc)(uint64_t frame);
    std::vector<uint64_t> answered;  // of each ten frames
};

// The rate is measured, whatever the counters do and however many vertical blanks nobody asked for.
TEST(PacingMeasure, FindsTheRateInSequencesOfCounters) {
    const std::vector<Counters> table{
        {"all", [](uint64_t frame) { return frame; }, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}},
        {"missed", [](uint64_t frame) { return frame; }, {0, 3, 4, 9}},
        {"one of ten", [](uint64_t frame) { return frame; }, {5}},
        {"wraps at 32 bits",
         [](uint64_t frame) { return (frame + 0xFFFFFF80) & 0xFFFFFFFF; },
         {0, 1, 2, 5}},
        {"wraps at 64 bits", [](uint64_t frame) { return frame - 90; }, {0, 1, 2, 5}},
        {"set anew",
         [](uint64_t frame) { return frame < 85 ? frame + 5'000'000 : frame; },
         {0, 1, 2, 5}},
        {"stands still for a while",
         [](uint64_t frame) { return frame < 30 ? 30 : frame; },
         {0, 1, 2, 5}},
    };
    for (const Counters& row : table) {
        Pacing pacing(1);
        pacing.open(0, 60);
        for (uint64_t frame = 0; frame < 300; ++frame) {
            if (std::ranges::count(row.answered, frame % 10) > 0) {
                pacing.answered(0, 0, {row.msc(frame), 1'000'000 + frame * 33'367});
            }
        }
        EXPECT_NEAR(pacing.refresh_hz(0), 29.97, 0.05) << row.what;
    }
}

TEST(PacingMeasure, SaysTheNominalRateUntilThenAndWhereCountersTellNothing) {
    Pacing pacing(1);
    EXPECT_EQ(pacing.refresh_hz(0), 0);
    pacing.open(0, 0);
    EXPECT_EQ(pacing.refresh_hz(0), 0);
    pacing.open(0, 60);
    EXPECT_NEAR(pacing.refresh_hz(0), 60, 0.001);
    for (uint64_t i = 0; i < 200; ++i) {
        pacing.answered(0, 0, {7, 1000 + i});  // a count that stands, and one of clock ticks
        pacing.answered(0, 0, {8 + i * 1000, 1001 + i});
    }
    EXPECT_NEAR(pacing.refresh_hz(0), 60, 0.001);
}

}  // namespace
}  // namespace pendopo
