#include "engine/app/ingest_assignment.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

std::vector<std::string> cameras(int count) {
    std::vector<std::string> ids;
    for (int i = 0; i < count; ++i) {
        ids.push_back("cam-" + std::to_string(i));
    }
    return ids;
}

TEST(IngestAssignment, FourCamerasAWorker) {
    const auto assigned = assign_cameras({}, cameras(9));
    EXPECT_EQ(assigned.at("cam-0"), 0U);
    EXPECT_EQ(assigned.at("cam-3"), 0U);
    EXPECT_EQ(assigned.at("cam-4"), 1U);
    EXPECT_EQ(assigned.at("cam-8"), 2U);
}

TEST(IngestAssignment, RemovingACameraMovesNoOther) {
    const auto before = assign_cameras({}, cameras(8));
    auto fewer = cameras(8);
    fewer.erase(fewer.begin() + 1);
    const auto after = assign_cameras(before, fewer);
    for (const auto& [camera, worker] : after) {
        EXPECT_EQ(worker, before.at(camera)) << camera;
    }
}

TEST(IngestAssignment, ANewCameraTakesTheFreePlace) {
    auto before = assign_cameras({}, cameras(8));
    before.erase("cam-1");
    auto wanted = cameras(8);
    wanted[1] = "new";
    const auto after = assign_cameras(before, wanted);
    EXPECT_EQ(after.at("new"), 0U);
    EXPECT_EQ(after.at("cam-7"), 1U);
}

}  // namespace
}  // namespace pendopo
