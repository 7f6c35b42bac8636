#include "engine/app/wall_proof.h"

#include <gtest/gtest.h>

#include <functional>

namespace pendopo {
namespace {

// Everything is well: a display that is read back each second.
struct Facts {
    DisplayReading reading{"kiri", 80, 30, 200, 190, 7, 60};
    TileReading tile{"kiri", "a/0", 5, 0};
    ProofFacts facts;
    Facts() {
        facts.renderer = Heard::just_now;
        facts.since_reading = Milliseconds(900);
        facts.reports = 20;
        facts.reading = &reading;
        facts.cycles = 50;
        facts.stands = &tile;
    }
};

// Each event upon each state that could hide it.
TEST(WallProof, TheFirstThatAppliesDecides) {
    using Change = std::function<void(Facts&)>;
    const struct {
        const char* what;
        Change change;
        Proof proof;
        const char* reason;
    } rows[] = {
        {"all is well", [](Facts&) {}, Proof::proved, ""},
        {"a dark room",
         [](Facts& each) {
             each.reading.brightest = 9;
             each.reading.expected = 8;
         },
         Proof::proved, ""},
        {"nothing is meant to stand there",
         [](Facts& each) {
             each.reading.brightest = 0;
             each.reading.expected = 0;
         },
         Proof::proved, ""},
        {"a bright wall whose tiles are not known", [](Facts& each) { each.reading.expected = 0; },
         Proof::proved, ""},
        {"no tile shows anything", [](Facts& each) { each.facts.stands = nullptr; }, Proof::proved,
         ""},
        {"the first reading", [](Facts& each) { each.facts.cycles.reset(); }, Proof::proved, ""},
        {"a tile stands for a moment", [](Facts& each) { each.tile.stands_ms = 2'999; },
         Proof::proved, ""},
        {"a picture is held back for a moment",
         [](Facts& each) { each.facts.unshown = Milliseconds(2'999); }, Proof::proved, ""},
        {"not running", [](Facts& each) { each.facts.renderer = Heard::not_running; },
         Proof::unknown, "the renderer is not heard"},
        {"not yet heard", [](Facts& each) { each.facts.renderer = Heard::not_yet; }, Proof::unknown,
         "the renderer is not heard"},
        {"silent", [](Facts& each) { each.facts.renderer = Heard::too_long_ago; }, Proof::unknown,
         "the renderer is not heard"},
        {"silent, and nothing read",
         [](Facts& each) {
             each.facts.renderer = Heard::too_long_ago;
             each.facts.since_reading = Seconds(60);
         },
         Proof::unknown, "the renderer is not heard"},
        {"nothing read yet",
         [](Facts& each) {
             each.facts.reading = nullptr;
             each.facts.since_reading = Seconds(2);
         },
         Proof::unknown, "nothing was read back just now"},
        {"nothing read just now",
         [](Facts& each) { each.facts.since_reading = Milliseconds(3'501); }, Proof::unknown,
         "nothing was read back just now"},
        {"nothing read for long",
         [](Facts& each) { each.facts.since_reading = Milliseconds(12'400); }, Proof::failed,
         "nothing could be read back for 12 s"},
        {"nothing ever read",
         [](Facts& each) {
             each.facts.reading = nullptr;
             each.facts.since_reading = Seconds(10);
         },
         Proof::failed, "nothing could be read back for 10 s"},
        {"nothing read for long, by a loop that has no processor",
         [](Facts& each) {
             each.facts.since_reading = Seconds(60);
             each.facts.reports = 19;
         },
         Proof::unknown, "nothing was read back just now"},
        {"no cycle", [](Facts& each) { each.facts.cycles = 0; }, Proof::failed,
         "the renderer's loop stands"},
        {"black",
         [](Facts& each) {
             each.reading.brightest = 15;
             each.reading.expected = 64;
         },
         Proof::failed, "the display is black though it should show something"},
        {"dark, but not black", [](Facts& each) { each.reading.brightest = 16; }, Proof::proved,
         ""},
        {"a tile stands", [](Facts& each) { each.tile.stands_ms = 4'100; }, Proof::failed,
         "the picture of tile \"a/0\" changes and the wall has not for 4 s"},
        {"not given to the output", [](Facts& each) { each.facts.unshown = Seconds(3); },
         Proof::failed, "what is composed was not given to the output for 3 s"},
        {"black, and a tile stands",
         [](Facts& each) {
             each.reading.brightest = 0;
             each.tile.stands_ms = 9'000;
         },
         Proof::failed, "the display is black though it should show something"},
    };
    for (const auto& row : rows) {
        Facts facts;
        row.change(facts);
        EXPECT_EQ(proof_of(facts.facts), (ProofVerdict{row.proof, row.reason})) << row.what;
    }
}

class ProofWatchTest : public testing::Test {
  protected:
    // Seconds at which the renderer was to be started anew.
    std::vector<int> restarts(int seconds, const std::function<bool(int)>& fails) {
        std::vector<int> at;
        for (int i = 0; i < seconds; ++i, now += Seconds(1)) {
            if (watch.must_restart(fails(i), now)) {
                at.push_back(i);
            }
        }
        return at;
    }
    ProofWatch watch;
    MonotonicTime now{Seconds(1000)};
};

TEST_F(ProofWatchTest, AFailureThatDoesNotLastRestartsNothing) {
    EXPECT_EQ(restarts(1000, [](int second) { return second % 6 != 0; }), std::vector<int>());
}

TEST_F(ProofWatchTest, OneThatLastsDoesSoonAndThenEverMoreSeldom) {
    EXPECT_EQ(restarts(10'000, [](int) { return true; }),
              (std::vector<int>{5, 65, 365, 1865, 5465, 9065}));
}

TEST_F(ProofWatchTest, AControlThatSeldomLooksNeedsFiveLooks) {
    std::vector<int> at;
    for (int look = 0; look < 6; ++look, now += Seconds(9)) {
        if (watch.must_restart(true, now)) {
            at.push_back(look);
        }
    }
    EXPECT_EQ(at, std::vector<int>{4});
}

TEST_F(ProofWatchTest, AfterTenGoodMinutesItBeginsAnew) {
    EXPECT_EQ(restarts(1000, [](int second) { return second < 100 || second >= 800; }),
              (std::vector<int>{5, 65, 805, 865}));
    EXPECT_EQ(restarts(600, [](int second) { return second > 300; }), (std::vector<int>{306}))
        << "five minutes are not enough to forget";
}

class WallProofTest : public testing::Test {
  protected:
    void read(uint64_t checksum, uint64_t shown, int stands_ms = 0) {
        ProofReading reading{++number, 3, 50 * number, {}, {}};
        reading.displays.push_back({"kiri", 80, 30, 200, 190, checksum, shown});
        reading.displays.push_back({"kanan", 80, 30, 200, 190, checksum, shown});
        reading.tiles.push_back({"kiri", "a/0", 1, 0});
        reading.tiles.push_back({"kiri", "a/1", 1, stands_ms});
        proof.read(reading, now);
    }
    ProofVerdict judged(const std::string& display = "kiri", Heard heard = Heard::just_now) {
        proof.judge({"kiri", "kanan"}, heard, now);
        return proof.find(display)->verdict;
    }
    void pass() { now += Seconds(1); }
    void report(int times) {
        for (int i = 0; i < times; ++i) {
            proof.renderer_reported();
        }
    }

    WallProof proof;
    uint64_t number = 0;
    MonotonicTime now{Seconds(1000)};
};

TEST_F(WallProofTest, EachDisplayIsJudgedByItself) {
    EXPECT_EQ(proof.whole(), Proof::unknown);
    EXPECT_EQ(judged("kiri", Heard::not_yet).proof, Proof::unknown);
    EXPECT_EQ(judged().proof, Proof::unknown);
    read(1, 1);
    EXPECT_EQ(judged().proof, Proof::proved);
    EXPECT_EQ(proof.whole(), Proof::proved);
    const MonotonicTime since = proof.find("kiri")->since;
    pass();
    read(2, 2, 5'000);
    EXPECT_EQ(judged().proof, Proof::failed);
    EXPECT_EQ(judged("kanan").proof, Proof::proved);
    EXPECT_EQ(proof.whole(), Proof::failed);
    EXPECT_EQ(proof.find("kanan")->since, since) << "for as long as it did";
    EXPECT_EQ(proof.find("kiri")->since, now);
    EXPECT_EQ(proof.find("tengah"), nullptr);
}

TEST_F(WallProofTest, ComposedAndNotShownFailsComposedAndShownDoesNot) {
    for (int second = 0; second < 10; ++second, pass()) {
        read(7, 3);
        EXPECT_EQ(judged().proof, Proof::proved) << "it stands still";
    }
    for (uint64_t second = 0; second < 10; ++second, pass()) {
        read(second, 10 + second);
        EXPECT_EQ(judged().proof, Proof::proved);
    }
    for (uint64_t second = 0; second < 10; ++second, pass()) {
        read(100 + second, 19);
        EXPECT_EQ(judged().proof, second < 3 ? Proof::proved : Proof::failed) << second;
    }
    read(200, 20);
    EXPECT_EQ(judged().proof, Proof::proved);
}

TEST_F(WallProofTest, ARendererThatReadsNothingBackFailsAfterTenSecondsAndANewOneBeginsAnew) {
    for (int second = 0; second < 20; ++second, pass()) {
        EXPECT_EQ(judged().proof, Proof::unknown) << second;
        report(1);
    }
    EXPECT_EQ(judged().reason, "nothing could be read back for 20 s");
    proof.renderer_ended();
    EXPECT_EQ(judged().proof, Proof::unknown);
    read(1, 1);
    EXPECT_EQ(judged().proof, Proof::proved);
    now += Seconds(5);
    report(20);
    EXPECT_EQ(judged().proof, Proof::unknown);
    now += Seconds(5);
    EXPECT_EQ(judged().proof, Proof::failed) << "its fence is never passed";
    EXPECT_EQ(judged("kiri", Heard::too_long_ago).proof, Proof::unknown);
}

}  // namespace
}  // namespace pendopo
