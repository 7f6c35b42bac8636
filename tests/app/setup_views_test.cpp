// Sources as technicians look at them, through the worker that fetches them.

#include "engine/app/setup_views.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using nlohmann::json;

TEST(SetupViews, ASourceIsFetchedBeforeAndAfterItIsInstalled) {
    test::TempDir folder;
    folder.write("data/pagu.csv", "kec;jiwa\nUtara;1\nSelatan;2\n");
    folder.write("data.json", R"({"version": 1, "sources": [
        {"id": "pagu", "file": "data/pagu.csv"}]})");
    WallModel model;
    const std::string wall = folder / "wall.json";
    for (const bool installed : {true, false}) {
        const auto view =
            installed ? view_installed_source(model, wall, "pagu", Seconds(20), {})
                      : view_draft_source(model, wall, R"({"id": "p", "file": "data/pagu.csv"})",
                                          Seconds(20), {});
        ASSERT_TRUE(view) << view.error().error.message();
        const json document = json::parse(*view);
        EXPECT_EQ(document["state"], "good");
        EXPECT_EQ(document["rows"], 2);
        EXPECT_EQ(document["value"][1]["jiwa"], 2);
    }
    const auto none = view_installed_source(model, wall, "pag", Seconds(20), {});
    EXPECT_EQ(none.error().error.message(), "no data source \"pag\"; did you mean \"pagu\"?");
}

TEST(SetupViews, WhatIsTooMuchIsCut) {
    SourceView view;
    json rows = json::array();
    for (int i = 0; i < 1500; ++i) {
        rows.push_back({{"n", i}});
    }
    view.report.reading.rows = 1500;
    view.value = rows.dump();
    json document = json::parse(view_document(view));
    EXPECT_EQ(document["value"].size(), 1000u);
    EXPECT_EQ(document["rows"], 1500);
    view.value = json(std::string(5'000'000, 'x')).dump();
    document = json::parse(view_document(view));
    EXPECT_TRUE(document["value"].is_null());
}

TEST(SetupViews, TheEndOfTheWallDoesNotWaitForASource) {
    test::TempDir folder;
    std::stop_source ends;
    ends.request_stop();
    const auto view =
        view_draft_source(WallModel{}, folder / "wall.json",
                          R"({"id": "p", "mqtt": {"host": "192.0.2.1", "topic": "a"}})",
                          Seconds(20), ends.get_token());
    ASSERT_FALSE(view);
    EXPECT_EQ(view.error().error.code(), ErrorCode::stopped);
}

}  // namespace
}  // namespace pendopo
