#include "engine/app/sandbox_problems.h"

#include <gmock/gmock.h>

#include <array>

#include "tests/app/told_worker.h"

namespace pendopo {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

test::ToldWorker refusing(const std::string& role, const std::string& reason) {
    test::ToldWorker worker(role);
    worker.refuses = reason;
    return worker;
}

TEST(SandboxProblems, NoneWhileAllRunWithinTheirs) {
    const test::ToldWorker good("cards");
    EXPECT_THAT(sandbox_problems(std::array<const Worker*, 1>{&good}, SandboxMode::required),
                IsEmpty());
}

TEST(SandboxProblems, EachReasonIsToldOnceWithWhomItStops) {
    const test::ToldWorker cards = refusing("cards", "sandbox: no Landlock");
    const test::ToldWorker render = refusing("render", "sandbox: no Landlock");
    const test::ToldWorker ingest = refusing("ingest-1", "sandbox: no seccomp");
    EXPECT_THAT(
        sandbox_problems(std::array<const Worker*, 3>{&ingest, &cards, &render},
                         SandboxMode::required),
        ElementsAre(
            "cards, render: tidak berjalan, karena kotak pasirnya tidak dapat dipasang. Perbaiki "
            "kernelnya; jika tidak bisa, tulis \"sandbox\": \"off\" di wall.json dan mulai ulang "
            "dinding. (cards, render: does not run, because its sandbox cannot be entered: "
            "sandbox: no Landlock. Give the machine what it lacks; where that cannot be, write "
            "\"sandbox\": \"off\" into wall.json and start the wall anew.)",
            AllOf(StartsWith("ingest-1: "), HasSubstr("sandbox: no seccomp"))));
}

TEST(SandboxProblems, SwitchedOffStandsThere) {
    EXPECT_THAT(sandbox_problems({}, SandboxMode::off),
                ElementsAre(AllOf(StartsWith("Proses kerja berjalan tanpa kotak pasir"),
                                  HasSubstr("The workers run without their sandbox"))));
}

}  // namespace
}  // namespace pendopo
