// The program pendopo-script: its messages, its limits, its end.
#include "engine/script/script_worker.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>

#include "engine/ipc/shared_text.h"
#include "tests/script/script_fixture.h"
#include "tests/script/script_process.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class ScriptWorker : public testing::Test {
  protected:
    void SetUp() override {
        auto started = ScriptProcess::start();
        ASSERT_TRUE(started) << started.error().message();
        script_.emplace(std::move(*started));
        ASSERT_TRUE(script_->await<ScriptReady>());
    }
    std::optional<ScriptProcess::Answer> shape(const std::string& expression,
                                               const std::string& value = "{}") {
        ScriptJob job = value_job();
        job.id = ++last_id_;
        job.sources = {"a"};
        return script_->run(job, {R"({"data":")" + expression + "\"}", {value}, {}});
    }
    // The job ended the process, which said why before.
    void expect_given_up(const std::string& expression, const std::string& value,
                         const testing::Matcher<std::string>& reason) {
        const auto answer = shape(expression, value);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->done.id, last_id_);
        EXPECT_THAT(answer->done.error, reason);
        const auto ended = script_->await_exit();
        ASSERT_TRUE(ended);
        EXPECT_EQ(*ended, (ExitStatus{kExitGivenUp, 0}));
    }

    std::optional<ScriptProcess> script_;
    uint64_t last_id_ = 0;
};

TEST_F(ScriptWorker, AnswersJobsInTheirOrder) {
    ScriptJob job = value_job();
    for (job.id = 1; job.id <= 3; ++job.id) {
        ASSERT_TRUE(
            script_->send(job, {R"({"data":")" + std::to_string(job.id) + R"( * 11"})", {}, {}}));
    }
    for (uint64_t id = 1; id <= 3; ++id) {
        const auto answer = script_->await_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->done.id, id);
        EXPECT_EQ(answer->done.error, "");
        EXPECT_EQ(answer->output, std::to_string(id * 11));
    }
}

TEST_F(ScriptWorker, TheFirstChartAfterReadyIsQuick) {
    ScriptJob job = svg_job({960, 540});
    const auto answer = script_->run(
        job, {R"({"kind":"chart","option":{"series":[{"type":"pie","data":[1,2]}]}})", {}, {}});
    ASSERT_TRUE(answer);
    EXPECT_THAT(answer->output, StartsWith("<svg"));
    EXPECT_LT(answer->done.took_ms, 1000);  // a fifth of it on a free machine
}

TEST_F(ScriptWorker, AMistakeIsAnAnswerAndTheNextJobRuns) {
    const auto mistake = shape("rows[");
    ASSERT_TRUE(mistake);
    EXPECT_EQ(mistake->done.error, "data: character 5: Expected \"]\" before end of expression");
    EXPECT_EQ(mistake->output, "");
    EXPECT_EQ(shape("1")->output, "1");
}

TEST_F(ScriptWorker, FilesNeedNotBeSealedAndMayHaveAByteOrderMark) {
    const TempDir folder;
    const auto path = folder.write("peta.geojson",
                                   "\xEF\xBB\xBF"
                                   R"({"features":[{"type":"Feature",
        "properties":{"name":"Giri"},"geometry":{"type":"Polygon",
        "coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]})");
    ScriptJob job = svg_job({600, 400});
    job.files = {"peta.geojson"};
    const auto card = share_text(R"({"kind":"map","geojson":"peta.geojson","data":"[]"})");
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    ASSERT_TRUE(script_->send(encode(ToScript(job)), {card->get(), file.get()}));
    const auto answer = script_->await_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->done.error, "");
    EXPECT_THAT(answer->output, HasSubstr(">Giri<"));
}

TEST_F(ScriptWorker, DescriptorsThatDoNotFitAreSaid) {
    ScriptJob job = value_job();
    job.sources = {"a", "b"};
    const auto card = share_text("{}");
    ASSERT_TRUE(script_->send(encode(ToScript(job)), {card->get(), card->get()}));
    EXPECT_EQ(script_->await_answer()->done.error,
              "job: 2 texts came – expected 3: the card, 2 values, 0 files");
    const TempDir folder;
    const UniqueFd loose(::open(folder.write("x", "1").c_str(), O_RDONLY | O_CLOEXEC));
    job.sources = {"a"};
    ASSERT_TRUE(script_->send(encode(ToScript(job)), {card->get(), loose.get()}));
    EXPECT_EQ(script_->await_answer()->done.error,
              "value of \"a\": shared text: this descriptor is no sealed memory");
}

TEST_F(ScriptWorker, TellsItsHealthEachSecond) {
    const auto health = script_->await<WorkerHealth>(Seconds(5));
    ASSERT_TRUE(health);
    EXPECT_EQ(health->problem, "");
}

// Comparing each with each happens inside one function of JSONata, which nothing interrupts.
TEST_F(ScriptWorker, WorkThatNothingInterruptsIsGivenUp) {
    expect_given_up("$distinct([0..90000])", "{}",
                    testing::AnyOf("ran longer than 2 s – simplify the expression, or let the "
                                   "source deliver fewer rows",
                                   "not finished after 6 s – the machine is too busy for it"));
}

TEST_F(ScriptWorker, AHugeTextIsGivenUp) {
    expect_given_up("$length($uppercase($pad(\\\"\\\", 900000000, \\\"xy\\\")))", "{}",
                    "needed more than 256 MiB of memory – simplify the expression, or let the "
                    "source deliver fewer rows");
}

TEST_F(ScriptWorker, WhatIsNoMessageEndsIt) {
    ASSERT_TRUE(script_->send("hello", {}));
    EXPECT_EQ(script_->await_exit(), (ExitStatus{1, 0}));
}

TEST_F(ScriptWorker, EndsWhenControlIsGoneOrAsks) {
    script_->child().signal(SIGTERM);
    EXPECT_EQ(script_->await_exit(), (ExitStatus{0, 0}));
    SetUp();
    UniqueFd gone = script_->channel().take_fd();
    gone.reset();
    EXPECT_EQ(script_->await_exit(), (ExitStatus{0, 0}));
}

// Memory stays where it is, whatever runs: expressions, charts of changing figures, mistakes.
// PENDOPO_SCRIPT_JOBS=10000 looks at it for longer.
TEST_F(ScriptWorker, ItsMemoryIsFlat) {
#ifdef PENDOPO_SANITIZED
    GTEST_SKIP() << "a sanitizer's own memory is several times the engine's";
#endif
    const char* asked = std::getenv("PENDOPO_SCRIPT_JOBS");
    const int jobs = asked != nullptr ? std::atoi(asked) : 600;
    const auto run = [&](int count) {
        for (int i = 0; i < count; ++i) {
            ScriptJob job = i % 4 == 0 ? svg_job({960, 540}) : value_job();
            job.sources = {"a"};
            const std::string data =
                i % 16 == 3 ? "rows[" : "$map($, function($v){$v*" + std::to_string(i) + "})";
            ASSERT_TRUE(script_->run(job, {R"({"kind":"chart","data":")" + data + R"(","option":{
                "xAxis":{"type":"category","data":["a","b","c"]},"yAxis":{},
                "series":[{"type":"bar","data":"@data"}]}})",
                                           {"[1,2.5,3]"},
                                           {}}));
        }
    };
    run(600);
    const size_t before = script_->resident_bytes();
    run(jobs);
    const size_t after = script_->resident_bytes();
    RecordProperty("mebibytes",
                   std::to_string(before >> 20) + " to " + std::to_string(after >> 20));
    EXPECT_LT(after, before + (size_t{24} << 20));
    EXPECT_LT(after, size_t{160} << 20);
}

}  // namespace
}  // namespace pendopo::test
