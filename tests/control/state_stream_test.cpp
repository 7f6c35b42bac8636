#include "engine/control/state_stream.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "tests/support/hand_clock.h"

namespace pendopo {
namespace {

using nlohmann::json;

// A client that reads when the test says so.
class ScriptedPeer final : public WebSocketPeer {
  public:
    std::vector<std::shared_ptr<const std::string>> frames;
    size_t waiting = 0;
    bool reads = true;
    int code = 0;
    std::string reason;

    void send_text(std::shared_ptr<const std::string> text) override {
        waiting += reads ? 0 : text->size();
        frames.push_back(std::move(text));
    }
    size_t waiting_bytes() const override { return waiting; }
    void close(int its_code, std::string its_reason) override {
        code = its_code;
        reason = std::move(its_reason);
    }
};

class StateStreamTest : public testing::Test {
  protected:
    std::shared_ptr<ScriptedPeer> join(const std::string& credential = "session/1") {
        auto peer = std::make_shared<ScriptedPeer>();
        stream.add(peer, {{"siti", Role::viewer, "panel"}, false, credential});
        return peer;
    }
    void pass(Milliseconds time) {
        for (Milliseconds step{0}; step < time; step += Milliseconds(10)) {
            clock.advance(Milliseconds(10));
            loop.turn();
        }
    }
    static std::string type_of(const ScriptedPeer& peer, size_t index) {
        return json::parse(*peer.frames.at(index)).value("type", "");
    }
    // What a client knows that follows every frame; a gap is a failure.
    static json followed(const ScriptedPeer& peer) {
        json state;
        uint64_t revision = 0;
        for (const auto& frame : peer.frames) {
            const json event = json::parse(*frame);
            if (event["type"] == "state") {
                state = event["state"];
                revision = event["revision"];
            } else if (event["type"] == "patch") {
                EXPECT_EQ(event["from"], revision);
                state = state.patch(event["patch"]);
                revision = event["revision"];
            }
        }
        return state;
    }

    test::HandClock clock;
    EventLoop loop{clock};
    json document = {{"layout", "satu"}, {"filler", std::string(2'000, 'x')}};
    int asked = 0;
    std::set<std::string> ended;
    StateStream stream{[this] {
                           ++asked;
                           return document;
                       },
                       [this](const Caller& caller) { return !ended.contains(caller.credential); },
                       clock, loop, Log::silent()};
};

TEST_F(StateStreamTest, FirstIsWholeThenPatchesWithin100Ms) {
    const auto peer = join();
    ASSERT_EQ(peer->frames.size(), 1u);
    const json first = json::parse(*peer->frames[0]);
    EXPECT_EQ(first["type"], "state");
    EXPECT_EQ(first["epoch"].get<std::string>().size(), 16u);
    EXPECT_EQ(first["state"], document);
    document["layout"] = "dua";
    stream.changed(ChangeKind::urgent);
    stream.changed(ChangeKind::urgent);
    pass(Milliseconds(100));
    ASSERT_EQ(peer->frames.size(), 2u) << "both changes are one frame";
    const uint64_t revision = first["revision"];
    EXPECT_EQ(json::parse(*peer->frames[1]),
              (json{{"type", "patch"},
                    {"from", revision},
                    {"revision", revision + 1},
                    {"patch", {{{"op", "replace"}, {"path", "/layout"}, {"value", "dua"}}}}}));
}

TEST_F(StateStreamTest, NothingIsAskedWhileNobodyWatchesOrNothingChanged) {
    stream.changed(ChangeKind::urgent);
    pass(Milliseconds(500));
    EXPECT_EQ(asked, 0);
    const auto peer = join();
    stream.changed(ChangeKind::urgent);
    pass(Milliseconds(500));
    EXPECT_EQ(peer->frames.size(), 1u);
    peer->on_closed();
    loop.turn();
    EXPECT_EQ(stream.clients(), 0u);
    const int before = asked;
    stream.changed(ChangeKind::urgent);
    pass(Milliseconds(5'000));
    EXPECT_EQ(asked, before);
}

TEST_F(StateStreamTest, MeasuredFiguresComeOnceASecond) {
    const auto peer = join();
    for (int i = 0; i < 100; ++i) {  // 3 s of figures
        document["fps"] = i;
        stream.changed(ChangeKind::measured);
        pass(Milliseconds(30));
    }
    EXPECT_GE(peer->frames.size(), 3u);
    EXPECT_LE(peer->frames.size(), 4u);
    EXPECT_EQ(followed(*peer)["fps"].is_number(), true);
}

TEST_F(StateStreamTest, StormOfUrgentChangesIsCoalesced) {
    const auto peer = join();
    for (int i = 0; i < 100; ++i) {  // 1 s
        document["n"] = i;
        stream.changed(ChangeKind::urgent);
        pass(Milliseconds(10));
    }
    EXPECT_LE(peer->frames.size(), 15u);
    pass(Milliseconds(100));
    EXPECT_EQ(followed(*peer), document);
}

TEST_F(StateStreamTest, AliveIsSaidWhenNothingElseIs) {
    const auto peer = join();
    pass(Milliseconds(10'000));
    EXPECT_GE(peer->frames.size(), 5u);
    EXPECT_LE(peer->frames.size(), 6u);
    EXPECT_EQ(*peer->frames.back(), R"({"type":"alive"})");
    EXPECT_EQ(asked, 1);
}

TEST_F(StateStreamTest, FramesAreSharedByAll) {
    const auto first = join();
    const auto second = join();
    EXPECT_EQ(first->frames[0], second->frames[0]);
    document["layout"] = "dua";
    stream.changed(ChangeKind::urgent);
    pass(Milliseconds(100));
    ASSERT_EQ(second->frames.size(), 2u);
    EXPECT_EQ(first->frames[1], second->frames[1]);
    EXPECT_EQ(asked, 2);
}

TEST_F(StateStreamTest, LargeChangesAndLargeWallsGoWhole) {
    const auto peer = join();
    document["filler"] = std::string(2'000, 'y');
    stream.changed(ChangeKind::urgent);
    pass(Milliseconds(100));
    EXPECT_EQ(type_of(*peer, 1), "state");
    document["tiles"] = json(std::vector<json>(201, json{{"id", 1}}));
    stream.changed(ChangeKind::urgent);
    pass(Milliseconds(100));
    document["layout"] = "dua";
    stream.changed(ChangeKind::urgent);
    pass(Milliseconds(100));
    ASSERT_EQ(peer->frames.size(), 4u);
    EXPECT_EQ(type_of(*peer, 3), "state");
    EXPECT_EQ(followed(*peer), document);
}

TEST_F(StateStreamTest, SlowOnesGetTheWholeStateOnceAndStuckOnesAreClosed) {
    const auto quick = join();
    const auto slow = join();
    const auto stuck = join();
    slow->waiting = stuck->waiting = 100'000;
    for (int i = 0; i < 30; ++i) {
        document["n"] = i;
        stream.changed(ChangeKind::urgent);
        pass(Milliseconds(100));
    }
    EXPECT_EQ(slow->frames.size(), 1u) << "nothing is queued for it";
    slow->waiting = 0;
    pass(Milliseconds(300));
    ASSERT_EQ(slow->frames.size(), 2u);
    EXPECT_EQ(followed(*slow), document);
    EXPECT_EQ(stuck->code, 0);
    pass(Milliseconds(7'500));
    EXPECT_EQ(stuck->code, 1013);
    EXPECT_EQ(stuck->reason, "too slow");
    EXPECT_EQ(stuck->frames.size(), 1u);
    EXPECT_EQ(slow->code, 0);
    EXPECT_EQ(stream.clients(), 2u);
    EXPECT_EQ(followed(*quick), document);
}

TEST_F(StateStreamTest, TwoHundredStuckClientsTakeNoMemoryAndNoTime) {
    std::vector<std::shared_ptr<ScriptedPeer>> stuck;
    for (int i = 0; i < 200; ++i) {
        stuck.push_back(join());
        stuck.back()->waiting = 200'000;
    }
    const auto quick = join();
    for (int i = 0; i < 50; ++i) {
        document["n"] = i;
        stream.changed(ChangeKind::urgent);
        pass(Milliseconds(100));
    }
    EXPECT_EQ(asked, 51);
    for (const auto& peer : stuck) {
        EXPECT_EQ(peer->frames.size(), 1u);
        EXPECT_EQ(peer->frames[0], stuck[0]->frames[0]);
    }
    EXPECT_EQ(followed(*quick), document);
}

TEST_F(StateStreamTest, ResyncGivesTheWholeStateAtMostOnceASecond) {
    const auto peer = join();
    pass(Milliseconds(1'100));
    for (int i = 0; i < 50; ++i) {
        peer->on_text(R"( {"type":"resync"} )");
    }
    EXPECT_EQ(peer->frames.size(), 2u);
    EXPECT_EQ(type_of(*peer, 1), "state");
    pass(Milliseconds(1'300));
    EXPECT_EQ(peer->frames.size(), 3u) << "what was asked meanwhile is one";
    EXPECT_EQ(peer->code, 0);
}

TEST_F(StateStreamTest, AnythingElseThatIsSaidEndsIt) {
    for (const std::string text :
         {"", "x", "{}", R"({"type":"state"})", R"({"type":"resync","x":1})", "[]"}) {
        const auto peer = join();
        peer->on_text(text);
        EXPECT_EQ(peer->code, 1008) << text;
        peer->on_text(R"({"type":"resync"})");
        EXPECT_EQ(peer->frames.size(), 1u) << text;
    }
    const auto peer = join();
    peer->on_text(std::string(100'000, '['));
    EXPECT_EQ(peer->code, 1008);
}

TEST_F(StateStreamTest, WhoseSessionEndedIsClosed) {
    const auto siti = join("session/1");
    const auto budi = join("session/2");
    ended.insert("session/1");
    stream.check_callers();
    EXPECT_EQ(siti->code, 1008);
    EXPECT_EQ(siti->reason, "signed out");
    EXPECT_EQ(budi->code, 0);
    ended.insert("session/2");
    pass(Milliseconds(2'500));  // by itself
    EXPECT_EQ(budi->code, 1008);
    EXPECT_EQ(stream.clients(), 0u);
}

json random_value(std::minstd_rand& random, int depth) {
    switch (random() % (depth > 3 ? 4 : 6)) {
        case 0:
            return random() % 5;
        case 1:
            return std::string(random() % 4, "ab~/"[random() % 4]);
        case 2:
            return nullptr;
        case 3:
            return random() % 2 == 0;
        case 4: {
            json object = json::object();
            for (size_t i = random() % 4; i > 0; --i) {
                object[std::string(1, "ab~/"[random() % 4])] = random_value(random, depth + 1);
            }
            return object;
        }
        default: {
            json array = json::array();
            for (size_t i = random() % 5; i > 0; --i) {
                array.push_back(random_value(random, depth + 1));
            }
            return array;
        }
    }
}

// Whatever documents follow each other, and however readers dawdle, who follows the frames has the
// document in the end.
TEST_F(StateStreamTest, FollowingTheFramesGivesTheDocument) {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        std::minstd_rand random(seed);
        const auto quick = join();
        const auto slow = join();
        for (int step = 0; step < 20; ++step) {
            document["a"] = random_value(random, 0);
            document[std::string(1, "bc~/"[random() % 4])] = random_value(random, 0);
            if (random() % 4 == 0) {
                document.erase("b");
            }
            slow->waiting = random() % 2 == 0 ? 0 : 50'000;
            stream.changed(random() % 2 == 0 ? ChangeKind::urgent : ChangeKind::measured);
            pass(Milliseconds(static_cast<int>(random() % 300)));
        }
        slow->waiting = 0;
        pass(Milliseconds(2'500));
        EXPECT_EQ(followed(*quick), document) << seed;
        EXPECT_EQ(followed(*slow), document) << seed;
        quick->on_closed();
        slow->on_closed();
        loop.turn();
    }
}

}  // namespace
}  // namespace pendopo
