#include "engine/app/worker_crashes.h"

#include <gtest/gtest.h>
#include <signal.h>

#include "engine/render/render_worker.h"

namespace pendopo {
namespace {

TEST(WorkerCrashes, WhatSpeaksAgainstFilesOrDrivers) {
    const struct {
        const char* role;
        WorkerCrash crash;
        bool counts;
        const char* words;
    } kRows[] = {
        {"render", {{0, SIGSEGV}, false}, true, "render: signal 11 (Segmentation fault)"},
        {"render", {{0, SIGKILL}, false}, false, "render: signal 9 (Killed)"},
        {"render", {{0, SIGKILL}, true}, true, "render: it hung"},
        {"render", {{kRenderEnded, 0}, false}, false, "render: exit code 0"},
        {"render", {{kRenderNoDisplay, 0}, false}, false, "render: exit code 1"},
        {"render", {{kRenderBadMessage, 0}, false}, true, "render: exit code 2"},
        {"render", {{kRenderGraphicsLost, 0}, false}, true, "render: exit code 3"},
        {"render", {{kRenderOtherSetup, 0}, false}, false, "render: exit code 4"},
        {"render", {{kRenderNoGraphics, 0}, false}, true, "render: exit code 5"},
        {"cards", {{1, 0}, false}, true, "cards: exit code 1"},
        {"ingest-1", {{0, SIGSYS}, false}, true, "ingest-1: signal 31 (Bad system call)"},
    };
    for (const auto& row : kRows) {
        EXPECT_EQ(counts_as_crash(row.role, row.crash), row.counts) << row.words;
        EXPECT_EQ(to_string(row.role, row.crash), row.words);
    }
    EXPECT_FALSE(counts_as_crash("render", {{0, 0, false}, false})) << "its parent heard how";
}

TEST(WorkerCrashes, ThreeOfOneRoleWithinAMinuteAreTooMany) {
    constexpr MonotonicTime kStart{};
    WorkerCrashes crashes;
    EXPECT_FALSE(crashes.crashed("render", kStart));
    EXPECT_FALSE(crashes.crashed("cards", kStart));
    EXPECT_FALSE(crashes.crashed("render", kStart + Seconds(10)));
    EXPECT_FALSE(crashes.crashed("render", kStart + Milliseconds(60'001))) << "the first is past";
    EXPECT_TRUE(crashes.crashed("render", kStart + Seconds(70)));
    EXPECT_FALSE(crashes.crashed("render", kStart + Seconds(71))) << "counted anew";
    EXPECT_FALSE(crashes.crashed("render", kStart + Seconds(72)));
    crashes.forget();
    EXPECT_FALSE(crashes.crashed("render", kStart + Seconds(73)));
}

}  // namespace
}  // namespace pendopo
