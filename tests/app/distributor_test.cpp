#include "engine/app/distributor.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/told_worker.h"

namespace pendopo {
namespace {

using test::ToldWorker;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

UniqueFd some_fd() {
    return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}
CardPlan labels(const std::vector<std::string>& keys) {
    CardPlan plan;
    for (const std::string& key : keys) {
        plan.items.emplace_back().key = key;
    }
    return plan;
}

class DistributorTest : public testing::Test {
  protected:
    DistributorTest() {
        for (ToldWorker* worker : {&cards_, &render_, &ingest_}) {
            worker->start();
        }
        distributor_.set_renderer(&render_);
    }
    std::vector<std::string> keys_told(const ToldWorker& worker) {
        std::vector<std::string> keys;
        for (const auto& message : worker.told) {
            keys.push_back(message.key);
        }
        return keys;
    }
    void started_anew(ToldWorker& worker) {
        worker.start();
        distributor_.forget(worker);
    }

    ToldWorker cards_{"cards"};
    ToldWorker render_{"render"};
    ToldWorker ingest_{"ingest-1"};
    Distributor distributor_{Log::silent()};
};

TEST_F(DistributorTest, APlanIsToldWhenItIsAnotherOne) {
    distributor_.tell(cards_, labels({"a"}));
    distributor_.tell(cards_, labels({"a"}));
    EXPECT_THAT(cards_.texts("plan"), SizeIs(1));
    distributor_.tell(cards_, labels({"b"}));
    EXPECT_THAT(cards_.texts("plan"),
                ElementsAre(encode(ToCards(labels({"a"}))), encode(ToCards(labels({"b"})))));
    distributor_.tell(ingest_, IngestPlan{});
    distributor_.tell(render_, RenderScene{});
    EXPECT_THAT(ingest_.texts("plan"), SizeIs(1)) << "an empty plan is one, too";
    EXPECT_THAT(render_.texts("plan"), SizeIs(1));
}

TEST_F(DistributorTest, AWorkerThatStartedAnewIsToldAgain) {
    distributor_.tell(cards_, labels({"a"}));
    started_anew(cards_);
    distributor_.tell(cards_, labels({"a"}));
    EXPECT_THAT(cards_.texts("plan"), SizeIs(1));
}

TEST_F(DistributorTest, AWorkerThatDoesNotRunIsToldLater) {
    cards_.end();
    distributor_.tell(cards_, labels({"a"}));
    EXPECT_THAT(cards_.told, IsEmpty());
    started_anew(cards_);
    distributor_.tell(cards_, labels({"a"}));
    EXPECT_THAT(cards_.texts("plan"), SizeIs(1));
}

// It killed the worker for ever, and the wall was black while the state said all was well.
TEST_F(DistributorTest, WhatIsTooLongIsARefusedChangeWithWords) {
    distributor_.tell(render_, RenderScene{});
    render_.most_bytes = 100;
    RenderScene scene;
    scene.expected.assign(100, "camera/lobi");
    for (int i = 0; i < 3; ++i) {
        distributor_.tell(render_, scene);
    }
    EXPECT_TRUE(render_.running());
    EXPECT_THAT(render_.texts("plan"), SizeIs(1));
    EXPECT_THAT(distributor_.problems(),
                ElementsAre("render: the change was refused, and the wall stays as it was: "
                            "channel: too long – show fewer tiles, or shorten names"));
    render_.most_bytes = 10'000;
    scene.revision = 2;
    distributor_.tell(render_, scene);
    EXPECT_THAT(render_.texts("plan"), SizeIs(2));
    EXPECT_THAT(distributor_.problems(), IsEmpty());
}

TEST_F(DistributorTest, RingsGoToTheRendererAndToTheNextOne) {
    ASSERT_TRUE(distributor_.take_ring(ingest_, "camera/lobi", some_fd()));
    ASSERT_TRUE(distributor_.take_ring(cards_, "label/1", some_fd()));
    EXPECT_THAT(keys_told(render_), ElementsAre("ring/camera/lobi", "ring/label/1"));
    EXPECT_EQ(render_.told[0].fds, 1U);
    distributor_.drop_ring(cards_, "label/1");
    EXPECT_THAT(render_.texts("ring/label/1"), ElementsAre(encode(ToRender(RingOffer{"label/1"})),
                                                           encode(ToRender(RingGone{"label/1"}))));
    started_anew(render_);
    distributor_.offer_rings();
    EXPECT_THAT(keys_told(render_), ElementsAre("ring/camera/lobi"));
}

TEST_F(DistributorTest, OnlyItsOwnerEndsARing) {
    ASSERT_TRUE(distributor_.take_ring(ingest_, "camera/lobi", some_fd()));
    distributor_.drop_ring(cards_, "camera/lobi");
    EXPECT_EQ(distributor_.rings(), 1U);
    ASSERT_TRUE(distributor_.take_ring(cards_, "camera/lobi", some_fd()));
    distributor_.drop_ring(ingest_, "camera/lobi");
    EXPECT_EQ(distributor_.rings(), 1U);
}

// A worker that was killed could not say which of its rings are gone; each death left some behind.
TEST_F(DistributorTest, RingsOfADeadWorkerStayUntilNobodyAsksForThem) {
    for (const char* key : {"a", "b"}) {
        ASSERT_TRUE(distributor_.take_ring(cards_, key, some_fd()));
    }
    ASSERT_TRUE(distributor_.take_ring(ingest_, "camera/lobi", some_fd()));
    PicturesByCamera pictures;
    pictures["lobi"].emplace_back().key = "camera/lobi";
    distributor_.disown_rings(cards_);
    distributor_.disown_rings(ingest_);
    distributor_.drop_ownerless_rings(pictures, labels({"a", "b"}));
    EXPECT_EQ(distributor_.rings(), 3U);
    distributor_.drop_ownerless_rings(pictures, labels({"b", "c"}));
    EXPECT_EQ(distributor_.rings(), 2U);
    EXPECT_EQ(render_.texts("ring/a").back(), encode(ToRender(RingGone{"a"})));
    // Once it is delivered again, its end is the worker's to say.
    ASSERT_TRUE(distributor_.take_ring(cards_, "b", some_fd()));
    distributor_.drop_ownerless_rings({}, labels({}));
    EXPECT_EQ(distributor_.rings(), 1U);
    distributor_.drop_ring(cards_, "b");
    EXPECT_EQ(distributor_.rings(), 0U);
}

TEST_F(DistributorTest, AWorkerCannotUseUpTheDescriptors) {
    const std::string key(200, 'k');
    for (size_t i = 0; i < Distributor::kMostRingsOfOne; ++i) {
        ASSERT_TRUE(distributor_.take_ring(ingest_, key + std::to_string(i), UniqueFd()));
    }
    EXPECT_EQ(distributor_.take_ring(ingest_, "one more", UniqueFd()).error(),
              Error(ErrorCode::invalid, "more than 16384 rings are offered"));
    EXPECT_EQ(distributor_.rings(), Distributor::kMostRingsOfOne);
    EXPECT_TRUE(distributor_.take_ring(ingest_, key + "7", UniqueFd())) << "a newer one of its own";
    EXPECT_TRUE(distributor_.take_ring(cards_, "label/1", UniqueFd())) << "another worker's";
    distributor_.drop_ring(ingest_, key + "7");
    EXPECT_TRUE(distributor_.take_ring(ingest_, "one more", UniqueFd()));
}

}  // namespace
}  // namespace pendopo
