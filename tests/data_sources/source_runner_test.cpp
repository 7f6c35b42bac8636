#include "engine/data/source_runner.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <thread>

#include "engine/data/schedule.h"
#include "tests/data_sources/scripted_data_source.h"
#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"

namespace pendopo {
namespace {

class SourceRunnerTest : public testing::Test {
  protected:
    static SourceConfig config(int64_t every_s = 3600, int timeout_s = 1) {
        SourceConfig config;
        config.id = "a";
        config.origin = FileOrigin{"a.json"};
        config.every_s = every_s;
        config.timeout_s = timeout_s;
        return config;
    }
    std::unique_ptr<SourceRunner> start(SourceConfig with = config()) {
        auto runner = SourceRunner::start(
            {std::move(with), "Asia/Jakarta", std::make_unique<test::ScriptedDataSource>(script_),
             store_, Log::silent(), [this](SourceUpdate update) { told_.add(std::move(update)); }});
        EXPECT_TRUE(runner);
        return std::move(*runner);
    }
    const SourceReport& report(size_t index) {
        const SourceUpdate* update = told_.at(index);
        EXPECT_NE(update, nullptr) << "update " << index;
        static const SourceReport kNone;
        return update != nullptr ? update->report : kNone;
    }
    std::string text(size_t index) {
        const SourceUpdate* update = told_.at(index);
        return update != nullptr && update->text != nullptr ? *update->text : "none";
    }

    test::TempDir folder_;
    ValueStore store_{folder_ / "data"};
    test::DataScript script_;  // outlive the runner of a test
    test::ToldUpdates told_;
};

TEST_F(SourceRunnerTest, TellsEachAttempt) {
    script_.give(Fetched{.body = "[1]"});
    script_.give(fail(ErrorCode::unreachable, "nobody there"));
    script_.give(Fetched{.body = "{"});
    script_.give(Fetched{.body = "[2]"});
    const auto runner = start();
    EXPECT_EQ(report(0).state, SourceState::waiting);
    EXPECT_EQ(text(0), "none");
    EXPECT_EQ(report(1).state, SourceState::good);
    EXPECT_EQ(text(1), "[1]");
    EXPECT_EQ(report(2).reason, "nobody there");
    EXPECT_EQ(text(2), "[1]");
    EXPECT_EQ(report(3).reason, "no valid JSON: it ends early, after 2 bytes");
    EXPECT_EQ(report(3).failures, 2u);
    EXPECT_EQ(text(4), "[2]");
    EXPECT_GT(report(4).revision, report(1).revision);
    // Only what came and was no good is forgotten.
    EXPECT_EQ(script_.forgotten(), 1);
}

TEST_F(SourceRunnerTest, AWaveOfNewsIsSlowedDown) {
    constexpr int kNews = 4;
    for (int i = 0; i < kNews; ++i) {
        script_.give(Fetched{.body = "[" + std::to_string(i) + "]"});
    }
    const MonotonicTime begin = Monotonic::now();
    const auto runner = start();
    ASSERT_NE(told_.at(kNews), nullptr);
    EXPECT_GE(Monotonic::now() - begin, (kNews - 1) * Schedule::kLeastPause);
}

TEST_F(SourceRunnerTest, KeepsItsValueWhenItStops) {
    script_.give(Fetched{.body = "[1]"});
    {
        const auto runner = start();
        EXPECT_EQ(text(1), "[1]");
        script_.give(Fetched{.body = "[2]"});  // too soon after the first for the disk
        EXPECT_EQ(text(2), "[2]");
    }
    const auto stored = store_.read("a", value_print(config()));
    ASSERT_TRUE(stored && *stored);
    EXPECT_EQ((*stored)->text, "[2]");
    EXPECT_EQ((*stored)->revision, report(2).revision);
    const auto again = start();
    EXPECT_EQ(text(3), "[2]");
    EXPECT_EQ(report(3).state, SourceState::waiting);
    EXPECT_EQ(report(3).revision, report(2).revision);
}

TEST_F(SourceRunnerTest, AStoreThatCannotBeWrittenStopsNothingAndIsTold) {
    folder_.write("data", "a file where the folder should be");
    script_.give(Fetched{.body = "[1]"});
    {
        const auto runner = start();
        EXPECT_EQ(text(1), "[1]");
        EXPECT_EQ(report(1).not_kept, "");
        EXPECT_EQ(text(2), "[1]");
        EXPECT_TRUE(report(2).not_kept.starts_with("cannot make ")) << report(2).not_kept;
        script_.give(Fetched{.body = "[2]"});
        EXPECT_EQ(text(3), "[2]");
        EXPECT_EQ(report(3).not_kept, report(2).not_kept);
        std::filesystem::remove(folder_ / "data");
    }
    EXPECT_EQ(report(4).not_kept, "") << "kept when it stopped";
}

TEST_F(SourceRunnerTest, AnAttemptThatHangsIsSeenFromOutside) {
    script_.hang();
    script_.give(Fetched{.body = "[1]"});
    const auto runner = start(config(3600, 1));
    ASSERT_TRUE(test::wait_until([&] { return script_.attempts() == 1; }, Seconds(30)));
    ASSERT_TRUE(test::wait_until([&] { return runner->overdue() > Milliseconds(0); }, Seconds(30)));
    EXPECT_FALSE(runner->ended());
    script_.release();
    EXPECT_EQ(text(1), "[1]");  // late is better than never
    EXPECT_EQ(runner->overdue(), Milliseconds(0));
    runner->stop();
    EXPECT_TRUE(test::wait_until([&] { return runner->ended(); }, Seconds(30)));
}

TEST_F(SourceRunnerTest, StopsWhileItWaits) {
    const auto runner = start();
    ASSERT_NE(told_.at(1), nullptr);
    const MonotonicTime begin = Monotonic::now();
    runner->stop();
    ASSERT_TRUE(test::wait_until([&] { return runner->ended(); }, Seconds(30)));
    EXPECT_LT(Monotonic::now() - begin, Seconds(25));  // of the hour it would wait
}

TEST(Until, EndsByItsDeadlineAStopOrADescriptor) {
    Stop stop = Stop::create().value();
    const Until past{stop, Monotonic::now() - Seconds(1)};
    EXPECT_TRUE(past.over());
    EXPECT_EQ(past.left(), Milliseconds(0));
    EXPECT_EQ(past.why().code(), ErrorCode::timed_out);
    EXPECT_FALSE(past.wait(-1, 0));

    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const UniqueFd reading(ends[0]);
    const UniqueFd writing(ends[1]);
    EXPECT_FALSE((Until{stop, Monotonic::now() + Milliseconds(5)}.wait(reading.get(), POLLIN)));
    ASSERT_EQ(::write(writing.get(), "x", 1), 1);
    const Until hour{stop, Monotonic::now() + Seconds(3600)};
    EXPECT_TRUE(hour.wait(reading.get(), POLLIN));

    std::thread stopper([&] { stop.request(); });
    EXPECT_FALSE(hour.wait(-1, 0));
    stopper.join();
    EXPECT_TRUE(hour.over());
    EXPECT_EQ(hour.why().code(), ErrorCode::stopped);
    EXPECT_FALSE(hour.wait(reading.get(), POLLIN));  // a stop goes before
}

}  // namespace
}  // namespace pendopo
