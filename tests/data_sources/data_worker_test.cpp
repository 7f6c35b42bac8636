// The whole process pendopo-data, with files, a hostile web server, restarts and kills.

#include <gmock/gmock.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/data_sources/data_process.h"
#include "tests/data_sources/hostile_server.h"

namespace pendopo {
namespace {

using testing::HasSubstr;

class DataWorkerTest : public testing::Test {
  protected:
    DataPlan plan() const {
        return {
            folder_ / "data.json", folder_ / "state", "Asia/Jakarta", {{"dinas", "u", "hunter2"}}};
    }
    // `sources`: the members of each, its id aside.
    static std::string data_json(const std::map<std::string, std::string>& sources) {
        std::string text = R"({"version": 1, "sources": [)";
        for (const auto& [id, members] : sources) {
            text +=
                (text.ends_with('[') ? "{\"id\":\"" : ",{\"id\":\"") + id + "\"," + members + "}";
        }
        return text + "]}";
    }
    std::string url(const std::string& path, const std::string& more = "") const {
        return R"("allow_private": true, "every_seconds": 1, "url": ")" + server_.url(path) + "\"" +
               more;
    }
    // A rename over it, as a careful program writes.
    void replace(const std::string& name, const std::string& text) const {
        folder_.write(name + ".new", text);
        std::filesystem::rename(folder_ / (name + ".new"), folder_ / name);
    }

    test::TempDir folder_;
    test::HostileServer server_;
};

TEST_F(DataWorkerTest, HostileSourcesDelayNoOther) {
    folder_.write("a.json", "[1]");
    test::DataProcess data;
    data.send(plan(), data_json({{"bomb", url("/gzip")},
                                 {"drip", url("/drip", R"(, "timeout_seconds": 1)")},
                                 {"endless", url("/endless")},
                                 {"file", R"("file": "a.json", "every_seconds": 3600)"},
                                 {"good", url("/nan")},
                                 {"hang", url("/hang", R"(, "timeout_seconds": 60)")},
                                 {"nik", R"("file": "nik.json")"}}));
    ASSERT_TRUE(data.await_value("file", "[1]"));
    // While one source hangs for a minute and another drips, the good ones go on.
    for (int i = 2; i <= 4; ++i) {
        const std::string text = "[" + std::to_string(i) + "]";
        replace("a.json", text);
        ASSERT_TRUE(data.await_value("file", text));
    }
    const int before = data.reports["good"];
    ASSERT_TRUE(data.await([&] { return data.reports["good"] >= before + 2; }));
    EXPECT_EQ(data.values["good"], R"({"a":null,"b":[null,null]})");
    ASSERT_TRUE(data.await_state("bomb", SourceState::failed));
    ASSERT_TRUE(data.await_state("endless", SourceState::failed));
    ASSERT_TRUE(data.await_state("drip", SourceState::failed));
    EXPECT_EQ(data.newest["hang"].state, SourceState::waiting);
    EXPECT_EQ(data.newest["drip"].reason, "it took too long");
    EXPECT_THAT(data.newest["bomb"].reason, HasSubstr("the answer has more than 1048576 bytes"));
    EXPECT_EQ(data.problem, "");
    EXPECT_GT(data.healths, 0);

    folder_.write("nik.json", R"([{"nik": "3510014101900001"}])");
    ASSERT_TRUE(data.await([&] {
        return data.newest["nik"].reason.starts_with("refused for the public: column \"nik\"");
    })) << data.newest["nik"].reason;
    EXPECT_EQ(data.newest["nik"].revision, 0u);
    // No credential is in anything that others can see.
    std::ifstream arguments("/proc/" + std::to_string(data.pid()) + "/cmdline");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(arguments), {}).find("hunter2"),
              std::string::npos);
    const auto end = data.signal(SIGTERM);
    EXPECT_EQ(end->code, 0);
}

TEST_F(DataWorkerTest, TheLastGoodValueOutlivesFailuresAndRestarts) {
    const std::string text = data_json({{"a", R"("file": "a.json", "period": "Okt 2026")"}});
    folder_.write("a.json", "[1]");
    SourceReport first;
    {
        test::DataProcess data;
        data.send(plan(), text);
        ASSERT_TRUE(data.await_value("a", "[1]"));
        first = data.newest["a"];
        EXPECT_EQ(first.state, SourceState::good);
        EXPECT_EQ(first.period, "Okt 2026");
        replace("a.json", "[1, 2");
        ASSERT_TRUE(data.await_state("a", SourceState::failed));
        EXPECT_EQ(data.newest["a"].reason, "no valid JSON: it ends early, after 6 bytes");
        EXPECT_EQ(data.newest["a"].revision, first.revision);
        EXPECT_EQ(data.newest["a"].updated_ms, first.updated_ms);
        data.signal(SIGKILL);
    }
    std::filesystem::remove(folder_ / "a.json");
    {
        test::DataProcess data;
        data.send(plan(), text);
        ASSERT_TRUE(data.await_value("a", "[1]"));  // from the disk
        EXPECT_EQ(data.newest["a"].revision, first.revision);
        EXPECT_EQ(data.newest["a"].updated_ms, first.updated_ms);
        ASSERT_TRUE(data.await_state("a", SourceState::failed));
        folder_.write("a.json", "[3]");
        ASSERT_TRUE(data.await_value("a", "[3]"));
        EXPECT_GT(data.newest["a"].revision, first.revision);
        EXPECT_EQ(data.close_channel()->code, 0);  // control is gone
    }
    folder_.write("state/data/a.value", "damaged");
    test::DataProcess data;
    data.send(plan(), text);
    ASSERT_TRUE(data.await_value("a", "[3]"));
}

// A value that changes often is not written each time; the last one is, when the worker ends.
TEST_F(DataWorkerTest, TheNewestValuesAreOnTheDiskWhenItWasAskedToEnd) {
    std::map<std::string, std::string> sources;
    for (int i = 0; i < 40; ++i) {
        const std::string id = "s" + std::to_string(i);
        sources[id] = R"("file": ")" + id + R"(.json")";
        folder_.write(id + ".json", "[1]");
    }
    const std::string text = data_json(sources);
    {
        test::DataProcess data;
        data.send(plan(), text);
        for (const auto& [id, members] : sources) {
            ASSERT_TRUE(data.await_value(id, "[1]")) << id;
        }
        for (const auto& [id, members] : sources) {
            replace(id + ".json", "[2]");
        }
        for (const auto& [id, members] : sources) {
            ASSERT_TRUE(data.await_value(id, "[2]")) << id;
        }
        EXPECT_EQ(data.signal(SIGTERM)->code, 0);
    }
    for (const auto& [id, members] : sources) {
        std::filesystem::remove(folder_ / (id + ".json"));
    }
    test::DataProcess data;
    data.send(plan(), text);
    for (const auto& [id, members] : sources) {
        ASSERT_TRUE(data.await_state(id, SourceState::failed)) << id;
        EXPECT_EQ(data.values[id], "[2]") << id;
    }
}

TEST_F(DataWorkerTest, AStricterPolicyTakesEffectAtOnce) {
    folder_.write("a.json", R"([{"kode": "x1", "n": 1}])");
    test::DataProcess data;
    data.send(plan(), data_json({{"a", R"("file": "a.json")"}}));
    ASSERT_TRUE(data.await_value("a", R"([{"kode":"x1","n":1}])"));
    const uint64_t before = data.newest["a"].revision;
    const std::string strict = data_json(
        {{"a", R"("file": "a.json", "columns": {"kode": "drop"})"}, {"b", R"("file": "b.json")"}});
    data.send(plan(), strict);
    ASSERT_TRUE(data.await_value("a", R"([{"n":1}])"));
    EXPECT_GT(data.newest["a"].revision, before);
    ASSERT_TRUE(data.await_state("b", SourceState::failed));
    // The same plan again changes nothing: "a" is not asked anew and told no more.
    const uint64_t after = data.newest["a"].revision;
    data.send(plan(), strict);
    const int healths = data.healths;
    ASSERT_TRUE(data.await([&] { return data.healths > healths; }));
    EXPECT_EQ(data.newest["a"].revision, after);
}

TEST_F(DataWorkerTest, WhatIsNoPlanIsRefusedAndTheNextOneIsTaken) {
    folder_.write("a.json", "[1]");
    test::DataProcess refused;
    refused.send(plan(), data_json({{"a", R"("file": "a.json")"}}));
    ASSERT_TRUE(refused.await_value("a", "[1]"));
    refused.send(plan(), R"({"version": 1, "sources": 5})");
    ASSERT_TRUE(
        refused.await([&] { return refused.problem != "not told" && refused.problem != ""; }));
    EXPECT_THAT(refused.problem, HasSubstr("got 5; expected an array"));
    folder_.write("b.json", "[2]");
    refused.send(plan(), data_json({{"b", R"("file": "b.json")"}}));
    EXPECT_TRUE(refused.await_value("b", "[2]"));
    EXPECT_TRUE(refused.await([&] { return refused.problem.empty(); }));
}

// Its sandbox is made for the folders of the first plan. Control starts another one.
TEST_F(DataWorkerTest, APlanThatReadsElsewhereEndsIt) {
    folder_.write("a.json", "[1]");
    folder_.write("others/b.json", "[2]");
    const std::string elsewhere = data_json({{"b", R"("file": "others/b.json")"}});
    test::DataProcess first;
    first.send(plan(), data_json({{"a", R"("file": "a.json")"}}));
    ASSERT_TRUE(first.await_value("a", "[1]"));
    first.send(plan(), elsewhere);
    EXPECT_TRUE(first.await_end());
    test::DataProcess second;
    second.send(plan(), elsewhere);
    EXPECT_TRUE(second.await_value("b", "[2]"));
}

}  // namespace
}  // namespace pendopo
