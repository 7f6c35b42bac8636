#include "engine/app/ingest_assignment.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace pendopo {
namespace {

std::vector<std::string> cameras(size_t count) {
    std::vector<std::string> ids;
    for (size_t i = 0; i < count; ++i) {
        ids.push_back(fmt::format("cam-{:04}", i));
    }
    return ids;
}

// Where they go, all of them to our own client.
std::map<std::string, size_t> assign(const std::map<std::string, size_t>& before,
                                     const std::vector<std::string>& ids) {
    IngestAssignment known{before, {}};
    for (const auto& [camera, worker] : before) {
        known.workers.resize(std::max(known.workers.size(), worker + 1));
    }
    std::vector<WantedCamera> wanted;
    for (const std::string& id : ids) {
        wanted.push_back({id, Backend::own});
    }
    return assign_cameras(known, wanted).cameras;
}

// Cameras by worker.
std::vector<size_t> loads(const std::map<std::string, size_t>& assigned) {
    std::vector<size_t> loads;
    for (const auto& [camera, worker] : assigned) {
        loads.resize(std::max(loads.size(), worker + 1));
        ++loads[worker];
    }
    return loads;
}

TEST(IngestAssignment, FewCamerasAWorkerOnOrdinaryWallsAndMoreOnLargeOnes) {
    const struct {
        size_t cameras, workers, most_each;
    } kRows[] = {{0, 0, 0},     {1, 1, 1},     {4, 1, 4},      {5, 2, 3},        {16, 4, 4},
                 {63, 16, 4},   {64, 16, 4},   {65, 16, 5},    {128, 16, 8},     {500, 16, 32},
                 {512, 16, 32}, {513, 17, 31}, {1000, 32, 32}, {10'000, 313, 32}};
    for (const auto& row : kRows) {
        EXPECT_EQ(ingest_workers_for(row.cameras), row.workers) << row.cameras;
        const auto each = loads(assign({}, cameras(row.cameras)));
        EXPECT_EQ(each.size(), row.workers) << row.cameras;
        EXPECT_EQ(each.empty() ? 0 : std::ranges::max(each), row.most_each) << row.cameras;
    }
}

// A layout shows cameras that follow each other.
TEST(IngestAssignment, NeighboursAreOnDifferentWorkers) {
    const auto assigned = assign({}, cameras(1000));
    std::map<std::string, size_t> visible;
    for (const std::string& camera : cameras(64)) {
        visible[camera] = assigned.at(camera);
    }
    EXPECT_EQ(std::ranges::max(loads(visible)), 2U);
}

TEST(IngestAssignment, RemovingCamerasMovesNoOther) {
    const auto before = assign({}, cameras(200));
    auto fewer = cameras(200);
    fewer.erase(fewer.begin() + 1, fewer.begin() + 190);
    const auto after = assign(before, fewer);
    EXPECT_EQ(after.size(), fewer.size());
    for (const auto& [camera, worker] : after) {
        EXPECT_EQ(worker, before.at(camera)) << camera;
    }
}

TEST(IngestAssignment, AddingCamerasMovesNoOther) {
    auto assigned = assign({}, cameras(8));
    for (size_t count = 9; count <= 600; count += 13) {
        const auto after = assign(assigned, cameras(count));
        for (const auto& [camera, worker] : assigned) {
            ASSERT_EQ(after.at(camera), worker);
        }
        ASSERT_LE(std::ranges::max(loads(after)), kMostCamerasPerWorker);
        ASSERT_LE(loads(after).size(), ingest_workers_for(count));
        assigned = after;
    }
}

TEST(IngestAssignment, ANewCameraTakesTheFreePlace) {
    auto before = assign({}, cameras(8));
    before.erase("cam-0001");
    auto wanted = cameras(8);
    wanted[1] = "new";
    const auto after = assign(before, wanted);
    EXPECT_EQ(loads(after), (std::vector<size_t>{4, 4}));
    EXPECT_EQ(after.at("new"), 1U);
}

// A worker is of one kind for its life; numbers are never given twice.
TEST(IngestAssignment, ACameraThatNeedsGStreamerGoesToAWorkerOfItsOwn) {
    std::vector<WantedCamera> wanted = {
        {"a", Backend::own}, {"b", Backend::own}, {"c", Backend::own}};
    const IngestAssignment before = assign_cameras({}, wanted);
    EXPECT_EQ(before.workers, (std::vector{Backend::own}));
    wanted[1].backend = Backend::gstreamer;
    const IngestAssignment moved = assign_cameras(before, wanted);
    EXPECT_EQ(moved.workers, (std::vector{Backend::own, Backend::gstreamer}));
    EXPECT_EQ(moved.cameras, (std::map<std::string, size_t>{{"a", 0}, {"b", 1}, {"c", 0}}));
    EXPECT_EQ(assign_cameras(moved, wanted), moved) << "it stays";
    wanted[1].backend = Backend::own;
    const IngestAssignment back = assign_cameras(moved, wanted);
    EXPECT_EQ(back.workers, moved.workers);
    EXPECT_EQ(back.cameras.at("b"), 0U);
    wanted.push_back({"d", Backend::gstreamer});
    EXPECT_EQ(assign_cameras(back, wanted).cameras.at("d"), 1U) << "the free one of its kind";
}

}  // namespace
}  // namespace pendopo
