#include "engine/app/distributor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/told_worker.h"

namespace pendopo {
namespace {

using test::ToldWorker;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

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

}  // namespace
}  // namespace pendopo
