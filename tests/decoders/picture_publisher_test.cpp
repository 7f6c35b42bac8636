#include "decoders/picture_publisher.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

Picture grey(uint64_t number, PixelSize size = {64, 36}) {
    auto plane = std::make_shared<std::vector<uint8_t>>(size_t(size.width) * size.height, 128);
    Picture picture;
    picture.size = size;
    picture.plane = {plane->data(), plane->data(), plane->data()};
    picture.stride = {size.width, size.width, size.width};
    picture.number = number;
    picture.owner = plane;
    return picture;
}

PictureRequest request(const std::string& key, PixelSize box,
                       PixelFormat format = PixelFormat::bgra) {
    PictureRequest request;
    request.key = key;
    request.format = format;
    request.box = box;
    return request;
}

class PublisherTest : public testing::Test {
  protected:
    PicturePublisher publisher_{Log::silent()};

    // The only event waiting.
    RingEvent event() {
        std::vector<RingEvent> events = publisher_.take_events();
        EXPECT_EQ(events.size(), 1U);
        return events.empty() ? RingEvent() : std::move(events[0]);
    }
    static FrameRingReader reader(RingEvent event) {
        Result<FrameRingReader> attached = FrameRingReader::attach(std::move(event.fd));
        EXPECT_TRUE(attached);
        return std::move(*attached);
    }
};

TEST_F(PublisherTest, MakesARingWithTheFirstPicture) {
    publisher_.set_requests({request("a", {128, 128})}, CameraMasks{});
    EXPECT_TRUE(publisher_.take_events().empty());
    EXPECT_TRUE(publisher_.show(grey(1)));
    const FrameRingReader ring = reader(event());
    ASSERT_TRUE(ring.latest());
    EXPECT_EQ(ring.latest()->info.number, 1U);
    EXPECT_EQ(ring.latest()->info.size(), (PixelSize{128, 72}));
    EXPECT_FALSE(publisher_.show(grey(2)));
    EXPECT_EQ(ring.latest()->info.number, 2U);
}

TEST_F(PublisherTest, TellsItsRingsAgainToOneWhoDoesNotKnowThem) {
    publisher_.set_requests({request("a", {128, 128}), request("b", {64, 64})}, CameraMasks{});
    publisher_.tell_rings();
    EXPECT_TRUE(publisher_.take_events().empty());  // there are none yet
    publisher_.show(grey(1));
    EXPECT_EQ(publisher_.take_events().size(), 2U);
    publisher_.tell_rings();
    std::vector<RingEvent> events = publisher_.take_events();
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].key, "a");
    EXPECT_EQ(events[1].key, "b");
    const FrameRingReader ring = reader(std::move(events[0]));
    publisher_.show(grey(2));
    EXPECT_EQ(ring.latest()->info.number, 2U);  // the same ring, still filled
}

TEST_F(PublisherTest, AnswersANewRequestAtOnceFromTheNewestPicture) {
    publisher_.set_requests({request("a", {128, 128})}, CameraMasks{});
    publisher_.show(grey(5));
    publisher_.take_events();
    publisher_.set_requests({request("a", {128, 128}), request("b", {32, 32})}, CameraMasks{});
    RingEvent offered = event();
    EXPECT_EQ(offered.key, "b");
    EXPECT_EQ(reader(std::move(offered)).latest()->info.number, 5U);
}

TEST_F(PublisherTest, GivesUpRingsThatAreNoLongerWanted) {
    publisher_.set_requests({request("a", {64, 64}), request("never-filled", {64, 64})},
                            CameraMasks{});
    publisher_.set_requests({request("a", {64, 64})}, CameraMasks{});
    EXPECT_TRUE(publisher_.take_events().empty());
    publisher_.show(grey(1));
    publisher_.take_events();
    publisher_.set_requests({}, CameraMasks{});
    const RingEvent gone = event();
    EXPECT_EQ(gone.key, "a");
    EXPECT_FALSE(gone.fd);
    EXPECT_FALSE(publisher_.show(grey(2)));
    // Nothing was kept for later.
    publisher_.set_requests({request("a", {64, 64})}, CameraMasks{});
    EXPECT_TRUE(publisher_.take_events().empty());
}

TEST_F(PublisherTest, ReplacesARingWhoseSizeChanges) {
    publisher_.set_requests({request("a", {64, 64})}, CameraMasks{});
    publisher_.show(grey(1));
    publisher_.take_events();
    publisher_.set_requests({request("a", {640, 640})}, CameraMasks{});
    RingEvent offered = event();
    EXPECT_EQ(offered.key, "a");
    EXPECT_EQ(reader(std::move(offered)).latest()->info.size(), (PixelSize{640, 360}));
}

TEST_F(PublisherTest, ReplacesPlanesWhenTheStreamChangesSize) {
    publisher_.set_requests({request("a", {64, 64}, PixelFormat::i420)}, CameraMasks{});
    publisher_.show(grey(1));
    publisher_.take_events();
    EXPECT_TRUE(publisher_.show(grey(2, {640, 360})));
    EXPECT_EQ(reader(event()).latest()->info.size(), (PixelSize{640, 360}));
}

TEST_F(PublisherTest, KeepsTheRingWhenOnlyTheStreamsSizeChanges) {
    publisher_.set_requests({request("a", {640, 640})}, CameraMasks{});
    publisher_.show(grey(1));
    publisher_.take_events();
    EXPECT_FALSE(publisher_.show(grey(2, {320, 180})));
}

TEST_F(PublisherTest, NeverGoesBackInTime) {
    publisher_.set_requests({request("a", {64, 64})}, CameraMasks{});
    publisher_.show(grey(7));
    const FrameRingReader ring = reader(event());
    publisher_.show(grey(6));
    EXPECT_EQ(ring.latest()->info.number, 7U);
}

TEST_F(PublisherTest, ForgetsTheOldCamerasPicture) {
    publisher_.set_requests({request("a", {64, 64})}, CameraMasks{});
    publisher_.show(grey(1));
    publisher_.take_events();
    publisher_.forget(5);
    publisher_.set_requests({request("b", {64, 64})}, CameraMasks{});
    EXPECT_EQ(event().key, "a");  // gone; nothing offered
    EXPECT_FALSE(publisher_.show(grey(5))) << "it was on its way when the camera changed";
    EXPECT_TRUE(publisher_.show(grey(6)));
}

}  // namespace
}  // namespace pendopo
