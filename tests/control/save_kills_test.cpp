// kill -9 in the middle of saving, again and again: whatever the wall keeps is then as it was
// before or as it was to become, never another thing, and nothing that was reported saved is lost.
// PENDOPO_KILLS=1000 for the measured promise.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "config/text_file.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/proof_log.h"
#include "engine/control/state_file.h"
#include "engine/control/user_store.h"
#include "engine/ipc/event_loop.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

int kills() {
    const char* wanted = std::getenv("PENDOPO_KILLS");
    return wanted == nullptr ? 25 : std::max(1, std::atoi(wanted));
}

// One thing that is kept: `save` the n-th value of it; `newest`: which one is there, empty: what is
// there is none of them.
struct Kept {
    const char* what;
    std::function<std::function<bool(int)>()> open;  // gives `save`
    std::function<std::optional<int>()> newest;      // 0: nothing yet
};

// Saves n = first, first + 1, … and tells each that was saved, until it is killed.
[[noreturn]] void save_for_ever(const Kept& kept, int first, int told) {
    const auto save = kept.open();
    for (int n = first;; ++n) {
        if (!save(n) || ::write(told, &n, sizeof n) != sizeof n) {
            ::_exit(1);
        }
    }
}

class SaveKills : public testing::Test {
  protected:
    void kill_while_saving(const Kept& kept) {
        std::mt19937 random(kills());
        int newest = 0;
        int late = 0;  // kills after which the last save was there without having been reported
        for (int round = 0; round < kills(); ++round) {
            int pipe[2];
            ASSERT_EQ(::pipe(pipe), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                ::close(pipe[0]);
                save_for_ever(kept, newest + 1, pipe[1]);
            }
            ::close(pipe[1]);
            int saved = newest;
            ASSERT_EQ(::read(pipe[0], &saved, sizeof saved), ssize_t{sizeof saved})
                << kept.what << ": it could not save round=" << round;
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 4000));
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            ASSERT_TRUE(WIFSIGNALED(status)) << kept.what << ": it could not save";
            while (::read(pipe[0], &saved, sizeof saved) == ssize_t{sizeof saved}) {
            }
            ::close(pipe[0]);
            const auto found = kept.newest();
            ASSERT_TRUE(found) << kept.what << " is something else round=" << round;
            ASSERT_GE(*found, saved) << kept.what << ": what was saved is lost round=" << round;
            ASSERT_LE(*found, saved + 1) << kept.what << " round=" << round;
            late += *found > saved ? 1 : 0;
            newest = *found;
        }
        std::printf("%s: %d kills, %d saves, of which %d came to be without having been told\n",
                    kept.what, kills(), newest, late);
        EXPECT_GE(newest, kills());
    }

    test::TempDir folder;
};

// Long enough for a save to be caught in the middle.
std::string long_text(int n) {
    return std::to_string(n) + ":" + std::string(20'000, static_cast<char>('a' + n % 26));
}

TEST_F(SaveKills, TheStateOfTheWall) {
    const auto text = [](int n) { return R"({"version":1,"epoch":")" + long_text(n) + "\"}"; };
    kill_while_saving({"wall-state.json",
                       [&] {
                           return [&](int n) {
                               return write_wall_memory(folder.path(), text(n)).has_value();
                           };
                       },
                       [&]() -> std::optional<int> {
                           const auto memory = read_wall_memory(folder.path());
                           if (!memory) {
                               return std::nullopt;
                           }
                           const size_t begins = memory->state.find("epoch\":\"") + 8;
                           const int n = std::atoi(memory->state.c_str() + begins);
                           return memory->state == text(n) + "\n" ? std::optional(n) : std::nullopt;
                       }});
    const SystemClock clock;
    EventLoop loop{clock};
    EXPECT_FALSE(StateMemory(loop, clock, folder.path(), Log::silent()).recall().state.empty());
    EXPECT_EQ(folder.files(), std::vector<std::string>{"wall-state.json"})
        << "the next start takes away what was left of half files";
}

TEST_F(SaveKills, AConfigurationFile) {
    const std::string path = folder / "cameras.json";
    kill_while_saving(
        {"cameras.json",
         [&] { return [&](int n) { return replace_file(path, long_text(n)).has_value(); }; },
         [&]() -> std::optional<int> {
             const auto text = read_text_file(path);
             const int n = text ? std::atoi(text->c_str()) : 0;
             return text && *text == long_text(n) ? std::optional(n) : std::nullopt;
         }});
}

TEST_F(SaveKills, UsersAndTokens) {
    const auto open = [&] { return open_store_file(folder.path(), kControlStore); };
    kill_while_saving(
        {"control.db",
         [&]() -> std::function<bool(int)> {
             auto store = std::make_shared<SqlDatabase>(std::move(*open()));
             return [store](int n) {
                 return change_book(
                            *store,
                            [&](AccessBook& book) {
                                book.users["siti"] = {Role::technician, long_text(n), false, n};
                                book.users["budi"] = {Role::viewer, "", true, n};
                                return Result<void>();
                            })
                     .has_value();
             };
         },
         [&]() -> std::optional<int> {
             auto store = open();
             const auto book = store ? load_book(*store) : Result<AccessBook>(fail(store.error()));
             if (!book || book->users.size() != 2) {
                 return std::nullopt;
             }
             const auto n = static_cast<int>(book->users.at("budi").created_ms);
             return book->users.at("siti").password_hash == long_text(n) ? std::optional(n)
                                                                         : std::nullopt;
         }});
}

TEST_F(SaveKills, AChainedLog) {
    const std::string key = *chain_key(folder.path());
    const auto open = [&] { return open_store_file(folder.path(), kProofLog.store); };
    kill_while_saving({"proof.db",
                       [&]() -> std::function<bool(int)> {
                           auto store = std::make_shared<SqlDatabase>(std::move(*open()));
                           return [store, &key](int n) {
                               ProofRow row;
                               row.from_ms = n;
                               std::vector<ChainedRecord> records{record_of(row)};
                               const auto added =
                                   append_chain(*store, kProofLog, key, records, kMostProof);
                               return added && !*added;
                           };
                       },
                       [&]() -> std::optional<int> {
                           auto store = open();
                           const auto verdict = store ? verify_chain(*store, kProofLog, key)
                                                      : Result<ChainVerdict>(fail(store.error()));
                           return verdict && verdict->problems.empty()
                                      ? std::optional(static_cast<int>(verdict->records))
                                      : std::nullopt;
                       }});
}

}  // namespace
}  // namespace pendopo
