#include "engine/control/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/control/api_fixture.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kHostile = "a\"b\\c\nd";

WallTime at_ms(int64_t milliseconds) {
    return WallTime(Milliseconds(milliseconds));
}

struct MetricsTest : testing::Test {
    WallStatus wall = sample_wall();
    ControlStatus control = sample_control();
    bool ready = true;

    std::string text() const {
        return metrics_text({wall, control, ready, at_ms(2'000'000), [](pid_t) {
                                 return ProcessUsage{12.5, 4096};
                             }});
    }
    std::set<std::string> lines() const {
        std::set<std::string> all;
        std::istringstream stream(text());
        for (std::string line; std::getline(stream, line);) {
            all.insert(line);
        }
        return all;
    }
};

TEST_F(MetricsTest, EveryFactHasItsLine) {
    const auto all = lines();
    for (const char* line : {
             R"(wall_build_info{version="0.1.0",renderer="llvmpipe",render_path="copy"} 1)",
             "wall_start_time_seconds 1000",
             "wall_ready 1",
             "wall_problems 2",
             "wall_hold 1",
             "wall_cameras_hidden 0",
             R"(wall_layout_active{layout="ringkasan"} 1)",
             R"(wall_layout_active{layout="pasar"} 1)",
             R"(wall_alarm_active{alarm="banjir"} 1)",
             R"(wall_display_up{display="kiri"} 1)",
             R"(wall_display_up{display="tengah"} 0)",
             R"(wall_display_fps{display="tengah"} 0)",
             R"(wall_tiles{display="kiri",state="live"} 2)",
             R"(wall_camera_up{camera="rsud-lobi"} 1)",
             R"(wall_camera_state{camera="rsud-lobi",state="playing"} 1)",
             R"(wall_camera_state_start_time_seconds{camera="rsud-lobi"} 1000.5)",
             R"(wall_camera_reconnects_total{camera="rsud-lobi"} 2)",
             R"(wall_camera_failures_total{camera="rsud-lobi"} 2)",
             R"(wall_camera_decoded_fps{camera="rsud-lobi"} 25)",
             R"(wall_camera_received_bytes_per_second{camera="rsud-lobi"} 101562.5)",
             R"(wall_data_age_seconds{source="apbd"} 1100)",
             R"(wall_data_state{source="apbd",state="failed"} 1)",
             R"(wall_data_failures{source="apbd"} 3)",
             R"(wall_data_lost_cells{source="apbd"} 2)",
             R"(wall_worker_up{worker="ingest-1"} 1)",
             R"(wall_worker_up{worker="render"} 0)",
             R"(wall_worker_restarts_total{worker="render"} 2)",
             R"(wall_worker_cpu_seconds_total{worker="ingest-1"} 12.5)",
             R"(wall_worker_resident_memory_bytes{worker="ingest-1"} 4096)",
             "# TYPE wall_camera_reconnects_total counter",
             "# TYPE wall_camera_up gauge",
         }) {
        EXPECT_THAT(all, Contains(line));
    }
    EXPECT_THAT(text(), HasSubstr("wall_camera_frame_age_seconds{camera=\"rsud-lobi\"} 0.04"));
    EXPECT_THAT(text(), Not(HasSubstr("wall_worker_cpu_seconds_total{worker=\"render\"")))
        << "it has no process";
}

TEST_F(MetricsTest, WhatIsNotKnownHasNoLine) {
    wall.cameras[0].jitter_ms.reset();
    wall.cameras[0].late_ms.reset();
    wall.cameras[0].since_ms = 0;
    wall.tiles[0].frame_age_ms.reset();
    wall.sources[0].updated_ms = 0;
    const std::string all = text();
    for (const char* name : {"wall_camera_jitter_seconds", "wall_camera_late_seconds",
                             "wall_camera_state_start_time_seconds",
                             "wall_camera_frame_age_seconds", "wall_data_age_seconds"}) {
        EXPECT_THAT(all, Not(HasSubstr(name)));
    }
}

// Alerts look at this one: a camera that is not to play is neither up nor down.
TEST_F(MetricsTest, NothingIsSaidOfADisplayThatIsOffByPlan) {
    wall.displays[1].power.state = "off_by_plan";
    const auto all = lines();
    EXPECT_TRUE(all.contains(R"(wall_display_up{display="kiri"} 1)"));
    for (const std::string& line : all) {
        EXPECT_FALSE(line.starts_with("wall_display_") && line.find("tengah") != std::string::npos)
            << line;
    }
}

TEST_F(MetricsTest, ACameraIsUpOrDownOnlyWhileItIsWanted) {
    const std::pair<const char*, const char*> expected[] = {
        {"playing", "1"}, {"offline", "0"}, {"wrong_password", "0"},
        {"frozen", "0"},  {"unused", ""},   {"off_by_plan", ""}};
    for (const auto& [state, up] : expected) {
        wall.cameras[0].state = state;
        const std::string line = R"(wall_camera_up{camera="rsud-lobi"} )";
        const std::string all = text();
        const size_t at = all.find(line);
        EXPECT_EQ(at == std::string::npos ? "" : all.substr(at + line.size(), 1), up) << state;
    }
}

TEST_F(MetricsTest, TheNewestPictureOfSeveralTilesIsTheCameras) {
    wall.tiles.push_back(wall.tiles[0]);
    wall.tiles.back().frame_age_ms = 9'000;
    EXPECT_THAT(text(), HasSubstr("wall_camera_frame_age_seconds{camera=\"rsud-lobi\"} 0.04"));
}

TEST_F(MetricsTest, NothingButIdsStatesAndVersionsIsTold) {
    wall.cameras[0].reason = "rtsp://admin:rahasia@192.0.2.7/ says no";
    wall.workers[0].last_exit = "rahasia";
    wall.problems[0].text.en = "rahasia";
    wall.sources[0].reason = "rahasia";
    control.hold->by = "siti";
    const std::string all = text();
    for (const char* told : {"rahasia", "192.0.2", "siti", "RSUD", "BPKAD", "Banjir", "Lounge"}) {
        EXPECT_THAT(all, Not(HasSubstr(told)));
    }
}

TEST_F(MetricsTest, ALabelCannotEndItsLine) {
    wall.renderer = kHostile;
    EXPECT_THAT(text(), HasSubstr(R"(renderer="a\"b\\c\nd")"));
}

TEST_F(MetricsTest, EveryNameStandsOnceAndCountersSaySo) {
    std::set<std::string_view> names;
    for (const MetricRow& row : metric_table()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_EQ(row.name.ends_with("_total"), row.kind == MetricKind::counter) << row.name;
        EXPECT_TRUE(row.name.starts_with("wall_")) << row.name;
    }
}

// By the program that people check theirs with: names, units, help and the text itself.
TEST_F(MetricsTest, PromtoolHasNothingToSay) {
    test::TempDir folder;
    folder.write("metrics", text());
    const auto said = test::run_to_end(
        {.command = {"sh", "-c", "promtool check metrics < " + (folder / "metrics")}}, Seconds(30));
    ASSERT_TRUE(said) << said.error().message();
    EXPECT_EQ(*said, "");
    folder.write("wrong",
                 "# HELP wall_camera_x x\n# TYPE wall_camera_x counter\nwall_camera_x 1\n");
    EXPECT_FALSE(test::run_to_end(
        {.command = {"sh", "-c", "promtool check metrics < " + (folder / "wrong")}}, Seconds(30)))
        << "it does look";
}

TEST(ProcessUsageTest, ThisProcessUsesMemoryAndANobodyNothing) {
    const auto usage = process_usage(::getpid());
    ASSERT_TRUE(usage);
    EXPECT_GT(usage->resident_bytes, 1 << 20);
    EXPECT_LT(usage->resident_bytes, int64_t{4} << 30);
    EXPECT_LT(usage->cpu_seconds, 60);
    EXPECT_FALSE(process_usage(0));
}

class MetricsRoute : public ApiFixture {};

TEST_F(MetricsRoute, IsForWhoeverMaySeeTheState) {
    const HttpResponse told = get("/metrics", "viewer");
    EXPECT_EQ(told.status, 200);
    EXPECT_EQ(told.content_type, kMetricsType);
    EXPECT_THAT(told.body, HasSubstr("wall_ready 1\n"));
    wall.not_ready = "no display has an output";
    EXPECT_THAT(get("/metrics", "viewer").body, HasSubstr("wall_ready 0\n"));
    EXPECT_EQ(get("/metrics", "").status, 401) << "from the wall's own machine, too";
}

}  // namespace
}  // namespace pendopo
