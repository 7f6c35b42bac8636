// A machine whose kernel lacks what the sandbox needs: no worker runs, control says why and what to
// do, and a technician can have the wall run without.

#include <string>

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

#ifdef PENDOPO_SANITIZED
#define SKIP_WITHOUT_SANDBOX() GTEST_SKIP() << "sanitizers run without the sandbox"
#else
#define SKIP_WITHOUT_SANDBOX() static_cast<void>(0)
#endif

bool says(const Json& state, const std::string& words) {
    return state.value("problems", Json::array()).dump().find(words) != std::string::npos;
}

class SandboxedWall : public WallFixture {
  protected:
    void SetUp() override {
        WallFixture::SetUp();
        wrap_wall({PENDOPO_BIN_DIR "/without_landlock"});
    }
};

TEST_F(SandboxedWall, WhereItCannotBeEnteredNoWorkerRunsAndTheProblemsSayWhy) {
    SKIP_WITHOUT_SANDBOX();
    ASSERT_NO_FATAL_FAILURE(start_wall());
    EXPECT_TRUE(wait_for([](const Json& state) {
        return says(state,
                    "does not run, because its sandbox cannot be entered: sandbox: this kernel has "
                    "no Landlock: Linux 5.13 or newer has it, built with CONFIG_SECURITY_LANDLOCK. "
                    "Give the machine what it lacks; where that cannot be, write") &&
               says(state, "karena kotak pasirnya tidak dapat dipasang") &&
               says(state, "ingest-1") && says(state, "cards") && says(state, "render");
    })) << state().dump(2);
    EXPECT_FALSE(all_live(state()));
    EXPECT_NE(worker("cards").value("last_exit", "").find("no Landlock"), std::string::npos);
    EXPECT_NE(log().find("not running without a sandbox: sandbox: this kernel has no Landlock"),
              std::string::npos);
}

TEST_F(SandboxedWall, SwitchedOffItRunsAndAStandingProblemSaysSo) {
    Json wall = wall_json();
    wall["sandbox"] = "off";
    write("wall.json", wall.dump());
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    EXPECT_TRUE(says(state(), "The workers run without their sandbox")) << state().dump(2);
}

}  // namespace
}  // namespace pendopo::test
