#include "engine/app/ring_exchange.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/ipc/messages.h"
#include "tests/app/told_worker.h"

namespace pendopo {
namespace {

using test::ToldWorker;
using testing::ElementsAre;
using testing::SizeIs;

UniqueFd some_fd() {
    return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

class RingExchangeTest : public testing::Test {
  protected:
    RingExchangeTest() {
        for (ToldWorker* worker : {&cards_, &render_, &ingest_}) {
            worker->start();
        }
        rings_.set_renderer(&render_);
    }
    std::vector<std::string> keys_told(const ToldWorker& worker) {
        std::vector<std::string> keys;
        for (const auto& message : worker.told) {
            keys.push_back(message.key);
        }
        return keys;
    }

    ToldWorker cards_{"cards"};
    ToldWorker render_{"render"};
    ToldWorker ingest_{"ingest-1"};
    RingExchange rings_;
};

TEST_F(RingExchangeTest, RingsGoToTheRendererAndToTheNextOne) {
    ASSERT_TRUE(rings_.take(ingest_, RingOffer{"camera/lobi"}, some_fd()));
    ASSERT_TRUE(rings_.take(cards_, RingOffer{"label/1"}, some_fd()));
    EXPECT_THAT(keys_told(render_), ElementsAre("ring/camera/lobi", "ring/label/1"));
    EXPECT_EQ(render_.told[0].fds, 1U);
    rings_.drop(cards_, "label/1");
    EXPECT_THAT(render_.texts("ring/label/1"), ElementsAre(encode(ToRender(RingOffer{"label/1"})),
                                                           encode(ToRender(RingGone{"label/1"}))));
    render_.start();
    rings_.offer_all();
    EXPECT_THAT(keys_told(render_), ElementsAre("ring/camera/lobi"));
}

TEST_F(RingExchangeTest, OnlyItsOwnerEndsARing) {
    ASSERT_TRUE(rings_.take(ingest_, RingOffer{"camera/lobi"}, some_fd()));
    rings_.drop(cards_, "camera/lobi");
    EXPECT_EQ(rings_.count(), 1U);
    ASSERT_TRUE(rings_.take(cards_, RingOffer{"camera/lobi"}, some_fd()));
    rings_.drop(ingest_, "camera/lobi");
    EXPECT_EQ(rings_.count(), 1U);
}

// A worker that was killed could not say which of its rings are gone; each death left some behind.
TEST_F(RingExchangeTest, RingsOfADeadWorkerStayUntilNobodyAsksForThem) {
    for (const char* key : {"a", "b"}) {
        ASSERT_TRUE(rings_.take(cards_, RingOffer{key}, some_fd()));
    }
    ASSERT_TRUE(rings_.take(ingest_, RingOffer{"camera/lobi"}, some_fd()));
    EXPECT_FALSE(rings_.has_ownerless());
    rings_.disown(cards_);
    rings_.disown(ingest_);
    EXPECT_TRUE(rings_.has_ownerless());
    rings_.drop_ownerless_except({"camera/lobi", "a", "b"});
    EXPECT_EQ(rings_.count(), 3U);
    rings_.drop_ownerless_except({"camera/lobi", "b", "c"});
    EXPECT_EQ(rings_.count(), 2U);
    EXPECT_EQ(render_.texts("ring/a").back(), encode(ToRender(RingGone{"a"})));
    // Once it is delivered again, its end is the worker's to say.
    ASSERT_TRUE(rings_.take(cards_, RingOffer{"b"}, some_fd()));
    rings_.drop_ownerless_except({});
    EXPECT_EQ(rings_.count(), 1U);
    rings_.drop(cards_, "b");
    EXPECT_EQ(rings_.count(), 0U);
}

TEST_F(RingExchangeTest, AWorkerCannotUseUpTheDescriptors) {
    const std::string key(200, 'k');
    for (size_t i = 0; i < RingExchange::kMostRingsOfOne; ++i) {
        ASSERT_TRUE(rings_.take(ingest_, RingOffer{key + std::to_string(i)}, UniqueFd()));
    }
    EXPECT_EQ(rings_.take(ingest_, RingOffer{"one more"}, UniqueFd()).error(),
              Error(ErrorCode::invalid, "more than 16384 rings are offered"));
    EXPECT_EQ(rings_.count(), RingExchange::kMostRingsOfOne);
    EXPECT_TRUE(rings_.take(ingest_, RingOffer{key + "7"}, UniqueFd())) << "a newer one of its own";
    EXPECT_TRUE(rings_.take(cards_, RingOffer{"label/1"}, UniqueFd())) << "another worker's";
    rings_.drop(ingest_, key + "7");
    EXPECT_TRUE(rings_.take(ingest_, RingOffer{"one more"}, UniqueFd()));
}

TEST_F(RingExchangeTest, NewsThatIsHeldIsToldLater) {
    bool held = true;
    rings_.hold([&](const Worker* owner, const std::string&) { return held && owner == &cards_; });
    ASSERT_TRUE(rings_.take(cards_, RingOffer{"card/1"}, some_fd()));
    ASSERT_TRUE(rings_.take(ingest_, RingOffer{"camera/lobi"}, some_fd()));
    EXPECT_THAT(keys_told(render_), ElementsAre("ring/camera/lobi"));
    rings_.drop(cards_, "card/1");
    ASSERT_TRUE(rings_.take(cards_, RingOffer{"card/2"}, some_fd()));
    held = false;
    rings_.offer("card/1");
    rings_.offer("card/2");
    EXPECT_THAT(render_.texts("ring/card/1"), ElementsAre(encode(ToRender(RingGone{"card/1"}))));
    EXPECT_THAT(render_.texts("ring/card/2"), ElementsAre(encode(ToRender(RingOffer{"card/2"}))));
}

TEST_F(RingExchangeTest, RingsGoOnAsWhosePictureTheyHold) {
    ASSERT_TRUE(rings_.take(ingest_, RingOffer{"camera/lobi", "lobi"}, some_fd()));
    ASSERT_TRUE(rings_.take(cards_, RingOffer{"card/1", "", "apbd"}, some_fd()));
    EXPECT_THAT(render_.texts("ring/camera/lobi"),
                ElementsAre(encode(ToRender(RingOffer{"camera/lobi", "lobi"}))));
    EXPECT_THAT(render_.texts("ring/card/1"),
                ElementsAre(encode(ToRender(RingOffer{"card/1", "", "apbd"}))));
    rings_.offer_again([](const RingOffer& ring) { return ring.camera == "lobi"; });
    EXPECT_THAT(render_.texts("ring/camera/lobi"), SizeIs(2));
    EXPECT_THAT(render_.texts("ring/card/1"), SizeIs(1));
}

}  // namespace
}  // namespace pendopo
