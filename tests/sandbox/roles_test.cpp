// Every role's sandbox, entered for real in a child process: what must fail and what must work.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "engine/sandbox/sandbox.h"
#include "tests/sandbox/attempts.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using test::Attempt;

#ifdef PENDOPO_SANITIZED
#define SKIP_WITHOUT_FILTER() GTEST_SKIP() << "sanitizers run without the sandbox"
#else
#define SKIP_WITHOUT_FILTER() static_cast<void>(0)
#endif

struct Expected {
    std::vector<Attempt> fails;
    std::vector<Attempt> works;

    void add(bool allowed, const std::vector<Attempt>& attempts) {
        std::vector<Attempt>& list = allowed ? works : fails;
        list.insert(list.end(), attempts.begin(), attempts.end());
    }
};

int broken_promises(const Expected& expected) {
    int broken = 0;
    for (const Attempt& attempt : expected.fails) {
        if (const int error = attempt.go(); !test::is_refusal(error)) {
            std::fprintf(stderr, "must fail: %s (%s)\n", attempt.name.c_str(),
                         std::strerror(error));
            ++broken;
        }
    }
    for (const Attempt& attempt : expected.works) {
        if (const int error = attempt.go(); error != 0) {
            std::fprintf(stderr, "must work: %s (%s)\n", attempt.name.c_str(),
                         std::strerror(error));
            ++broken;
        }
    }
    return broken;
}

class Roles : public testing::TestWithParam<SandboxRole> {
  protected:
    Roles() {
        for (const char* folder : {"figures", "values", "others"}) {
            std::filesystem::create_directory(file(folder));
            std::ofstream(file(std::string(folder) + "/file")) << "1";
            std::ofstream(file(std::string(folder) + "/spare")) << "1";
        }
    }
    std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

    // In a process of its own, which keeps what it gave up.
    void expect(const SandboxEntry& entry, const Expected& expected) {
        EXPECT_EXIT(
            {
                if (const auto entered = enter_sandbox(entry); !entered) {
                    std::fprintf(stderr, "%s\n", entered.error().message().c_str());
                    std::_Exit(2);
                }
                std::_Exit(broken_promises(expected) == 0 ? 0 : 1);
            },
            testing::ExitedWithCode(0), "");
    }

    test::TempDir folder_;
};

TEST_P(Roles, KeepWhatTheTableSaysAndNothingElse) {
    SKIP_WITHOUT_FILTER();
    const RoleRights& rights = rights_of(GetParam());
    SandboxEntry entry{.role = GetParam()};
    Expected expected;
    expected.add(false, test::never());
    expected.add(true, test::always());
    expected.add(rights.network == NetRights::connect, test::reaching_out());
    expected.add(rights.code == CodeRights::generated, test::generating_code());
    const bool figures = rights.files == FileRights::figures;
    if (figures) {
        entry.paths = {{file("figures"), PathRight::read}, {file("values"), PathRight::own}};
    }
    expected.add(figures, test::reading(file("figures/file")));
    expected.add(figures, test::changing(file("values")));
    expected.add(false, test::changing(file("figures")));
    expected.add(false, test::reading(file("others/file")));
    expected.add(false, test::changing(file("others")));
    expected.add(figures || rights.files == FileRights::names, test::reading("/etc/hosts"));
    expected.add(rights.files == FileRights::fonts, test::reading("/usr/share"));
    expected.add(false, test::making("/usr/share/pendopo-never"));
    expect(entry, expected);
}

INSTANTIATE_TEST_SUITE_P(Every, Roles,
                         testing::Values(SandboxRole::ingest, SandboxRole::gst, SandboxRole::probe,
                                         SandboxRole::onvif, SandboxRole::data, SandboxRole::cards,
                                         SandboxRole::script, SandboxRole::render),
                         [](const auto& role) { return std::string(to_string(role.param)); });

// What `prepare` may, the role may no more.
TEST_F(Roles, PreparingHasItsOwnPaths) {
    SKIP_WITHOUT_FILTER();
    int read = -1;
    const SandboxEntry entry{.role = SandboxRole::ingest,
                             .paths = {},
                             .prepare = [&] { read = test::reading(file("others/file"))[0].go(); },
                             .prepare_paths = {{file("others"), PathRight::read}}};
    Expected expected;
    expected.add(true, {{"prepare", [&] { return read; }}});
    expected.add(false, test::reading(file("others/file")));
    expect(entry, expected);
}

TEST_F(Roles, FileRulesAreRefusedToAProcessWithThreads) {
    SKIP_WITHOUT_FILTER();
    EXPECT_EXIT(
        {
            std::thread([] { ::pause(); }).detach();
            const auto entered = enter_sandbox({.role = SandboxRole::data});
            std::fprintf(stderr, "%s", entered ? "entered" : entered.error().message().c_str());
            std::_Exit(0);
        },
        testing::ExitedWithCode(0),
        "^sandbox: there are 2 threads already, which file rules would not hold for; enter it "
        "before they start$");
}

}  // namespace
}  // namespace pendopo
