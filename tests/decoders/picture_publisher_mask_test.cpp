// Masks, mosaics and stills on their way into rings: the first picture included, changed while
// pictures come, and nothing at all where masks are not known.

#include <gtest/gtest.h>

#include <map>
#include <stop_token>
#include <thread>
#include <utility>

#include "decoders/picture_publisher.h"
#include "tests/decoders/masked_pictures.h"

namespace pendopo {
namespace {

constexpr PixelSize kSize{64, 36};

Picture white(uint64_t number, PixelSize size = kSize) {
    auto own = std::make_shared<OwnPicture>(size, 1, 1);
    own->fill(235, 128, 128);
    Picture picture = own->picture;
    picture.number = number;
    picture.owner = own;
    return picture;
}

Picture at_second(uint64_t number, int seconds) {
    Picture picture = white(number);
    picture.arrived = MonotonicTime(Seconds(seconds));
    return picture;
}

PictureRequest request(const std::string& key, PixelFormat format = PixelFormat::bgra,
                       PictureDetail detail = PictureDetail::full) {
    PictureRequest request;
    request.key = key;
    request.format = format;
    request.box = kSize;
    request.detail = detail;
    return request;
}

CameraMasks left() {
    return {{{{{0, 0}, {0.4, 0}, {0.4, 1}, {0, 1}}, MaskStyle::solid}}, kSize};
}
CameraMasks right() {
    return {{{{{0.6, 0}, {1, 0}, {1, 1}, {0.6, 1}}, MaskStyle::solid}}, kSize};
}

// How bright the picture is at fractions of it, 0 to 255; -1 without one, or when it was torn.
int brightness(const FrameRingReader& ring, double x, double y) {
    const auto view = ring.latest();
    if (!view) {
        return -1;
    }
    const int bytes = view->info.format == PixelFormat::bgra ? 4 : 1;
    const int value = view->plane(0)[size_t(y * view->info.height) * view->info.stride[0] +
                                     size_t(x * view->info.width) * size_t(bytes)];
    return ring.intact(*view) ? value : -1;
}
bool is_white(int value) {
    return value > 200;
}
bool is_grey(int value) {
    return value >= 90 && value <= 102;
}

class PublisherMaskTest : public testing::Test {
  protected:
    PicturePublisher publisher_{Log::silent()};
    std::map<std::string, FrameRingReader> rings_;
    std::vector<std::string> gone_;

    void take() {
        for (RingEvent& event : publisher_.take_events()) {
            rings_.erase(event.key);
            if (event.fd) {
                rings_.emplace(event.key, *FrameRingReader::attach(std::move(event.fd)));
            } else {
                gone_.push_back(event.key);
            }
        }
    }
    int at(const std::string& key, double x, double y = 0.5) {
        const auto ring = rings_.find(key);
        return ring == rings_.end() ? -1 : brightness(ring->second, x, y);
    }
};

TEST_F(PublisherMaskTest, TheFirstPictureIsMaskedInEveryFormat) {
    publisher_.set_requests({request("b"), request("p", PixelFormat::i420)}, left());
    publisher_.show(white(1));
    take();
    for (const char* key : {"b", "p"}) {
        EXPECT_TRUE(is_grey(at(key, 0.2))) << at(key, 0.2);
        EXPECT_TRUE(is_white(at(key, 0.8))) << at(key, 0.8);
    }
}

TEST_F(PublisherMaskTest, NothingLeavesBeforeMasksAreKnown) {
    publisher_.set_requests({request("a")}, std::nullopt);
    publisher_.show(white(1));
    take();
    EXPECT_TRUE(rings_.empty());
    EXPECT_EQ(publisher_.masked_reason(), "its masks are not known, so nothing of it is shown");
    publisher_.set_requests({request("a")}, left());  // and then the picture there is
    take();
    EXPECT_TRUE(is_grey(at("a", 0.2)));
    EXPECT_EQ(publisher_.masked_reason(), "");
    publisher_.set_requests({request("a")}, std::nullopt);
    take();
    EXPECT_TRUE(rings_.empty());
    EXPECT_EQ(gone_, std::vector<std::string>{"a"});
}

// Tried before they are saved, beside the saved ones, and whatever becomes of those.
TEST_F(PublisherMaskTest, TriedMasksAreSeenInTheirOwnRingAlone) {
    PictureRequest tried = request("tried");
    tried.trial_masks = right();
    publisher_.set_requests({request("saved"), tried}, left());
    publisher_.show(white(1));
    std::map<std::string, bool> trials;
    for (RingEvent& event : publisher_.take_events()) {
        trials[event.key] = event.trial;
        rings_.emplace(event.key, *FrameRingReader::attach(std::move(event.fd)));
    }
    EXPECT_EQ(trials, (std::map<std::string, bool>{{"saved", false}, {"tried", true}}));
    EXPECT_TRUE(is_grey(at("saved", 0.2)) && is_white(at("saved", 0.8)));
    EXPECT_TRUE(is_white(at("tried", 0.2)) && is_grey(at("tried", 0.8)));

    tried.trial_masks = left();  // another ring, as for all masks
    publisher_.set_requests({request("saved"), tried}, left());
    take();
    EXPECT_TRUE(is_grey(at("tried", 0.2)) && is_white(at("tried", 0.8)));
    tried.trial_masks.reset();  // the camera's own again, under the same key
    publisher_.set_requests({tried}, std::nullopt);
    take();
    EXPECT_EQ(rings_.count("tried"), 0U);
}

TEST_F(PublisherMaskTest, OtherMasksAreAnotherRingWithThePictureMaskedAnew) {
    publisher_.set_requests({request("a")}, right());
    publisher_.show(white(1));
    take();
    const FrameRingReader old = std::move(rings_.at("a"));
    publisher_.set_requests({request("a")}, left());
    take();
    EXPECT_TRUE(is_grey(at("a", 0.2))) << "no new picture was needed";
    publisher_.show(white(2));
    EXPECT_TRUE(publisher_.take_events().empty());
    EXPECT_EQ(old.latest()->info.number, 1U) << "nobody writes to the old one any more";
    EXPECT_EQ(rings_.at("a").latest()->info.number, 2U);
    publisher_.set_requests({request("a")}, left());
    EXPECT_TRUE(publisher_.take_events().empty()) << "the same masks";
}

TEST_F(PublisherMaskTest, WithoutAPictureTheOldRingGoesWhenMasksChange) {
    publisher_.set_requests({request("a")}, right());
    publisher_.show(white(1));
    take();
    publisher_.forget(1);
    publisher_.set_requests({request("a")}, left());
    take();
    EXPECT_EQ(gone_, std::vector<std::string>{"a"});
}

TEST_F(PublisherMaskTest, LessDetailUnderTheSameKeyIsAnotherRing) {
    publisher_.set_requests({request("a")}, CameraMasks{});
    publisher_.show(white(1));
    take();
    publisher_.set_requests({request("a", PixelFormat::bgra, PictureDetail::mosaic)},
                            CameraMasks{});
    EXPECT_EQ(publisher_.take_events().size(), 1U);
}

TEST_F(PublisherMaskTest, APictureOfAnotherShapeIsToldAndCoarse) {
    publisher_.set_requests({request("a")}, left());
    EXPECT_TRUE(publisher_.show(white(1)));
    take();
    EXPECT_TRUE(publisher_.show(white(2, {48, 36}))) << "control is to hear of it";
    EXPECT_NE(publisher_.masked_reason(), "");
    EXPECT_FALSE(publisher_.show(white(3, {48, 36}))) << "once";
    EXPECT_TRUE(publisher_.show(white(4)));
    EXPECT_EQ(publisher_.masked_reason(), "");
}

TEST_F(PublisherMaskTest, AMosaicIsNoReason) {
    publisher_.set_requests({request("a", PixelFormat::i420, PictureDetail::mosaic), request("b")},
                            left());
    auto own = std::make_shared<OwnPicture>(PixelSize{640, 360}, 1, 1);
    Dice dice(2);
    own->randomize(dice);
    Picture picture = own->picture;
    picture.number = 1;
    picture.owner = own;
    publisher_.show(std::move(picture));
    take();
    EXPECT_EQ(publisher_.masked_reason(), "");
    const auto view = rings_.at("a").latest();
    int steps = 0;
    for (int x = 1; x < view->info.width; ++x) {
        const uint8_t* row = view->plane(0) + size_t(200) * view->info.stride[0];
        steps += row[x] != row[x - 1] ? 1 : 0;
    }
    EXPECT_LE(steps, kBlocksOfPicture);
    EXPECT_TRUE(is_grey(at("b", 0.2)));
}

TEST_F(PublisherMaskTest, AStillChangesEveryFewSecondsAndIsNotStaleBefore) {
    PictureRequest still = request("s", PixelFormat::bgra, PictureDetail::still);
    still.still_every_s = 10;
    publisher_.set_requests({still, request("a")}, CameraMasks{});
    publisher_.show(at_second(1, 100));
    take();
    const auto number = [&](const char* key) { return rings_.at(key).latest()->info.number; };
    publisher_.show(at_second(2, 105));
    publisher_.show(at_second(3, 109));
    EXPECT_EQ(number("s"), 1U);
    EXPECT_EQ(number("a"), 3U);
    publisher_.show(at_second(4, 110));
    EXPECT_EQ(number("s"), 4U);
    EXPECT_EQ(rings_.at("s").latest()->info.stale_after_ms, 13'000);
    EXPECT_EQ(rings_.at("a").latest()->info.stale_after_ms, 0);
    // Whoever asks anew, in another size, gets the still that is shown, not a fresher picture.
    publisher_.show(at_second(5, 114));
    PictureRequest larger = still;
    larger.key = "t";
    larger.box = {128, 72};
    publisher_.set_requests({still, larger, request("a")}, CameraMasks{});
    take();
    EXPECT_EQ(number("t"), 4U);
    // And it is masked anew, too.
    publisher_.set_requests({still, larger, request("a")}, left());
    take();
    EXPECT_EQ(number("s"), 4U);
    EXPECT_TRUE(is_grey(at("s", 0.2)));
    EXPECT_TRUE(is_grey(at("t", 0.2)));
}

// A session shows pictures as fast as it can while masks change, and a renderer looks at every ring
// as it is offered: never is a sample seen that the masks of that ring cover.
TEST_F(PublisherMaskTest, ChangingMasksNeverLetsAnUnmaskedPictureOut) {
    const std::jthread session([&](const std::stop_token& stop) {
        for (uint64_t number = 1; !stop.stop_requested(); ++number) {
            publisher_.show(white(number));
        }
    });
    int looked = 0;
    for (int change = 0; change < 400 || looked < 100; ++change) {
        const bool on_left = change % 2 == 0;
        const double covered = on_left ? 0.2 : 0.8;
        publisher_.set_requests({request("b"), request("p", PixelFormat::i420)},
                                on_left ? left() : right());
        take();
        for (int i = 0; i < 20; ++i) {
            for (const char* key : {"b", "p"}) {
                for (const double y : {0.0, 0.5, 0.99}) {
                    const int value = at(key, covered, y);
                    looked += value >= 0 ? 1 : 0;
                    ASSERT_TRUE(value == -1 || is_grey(value)) << key << " " << value;
                }
            }
        }
    }
}

}  // namespace
}  // namespace pendopo
