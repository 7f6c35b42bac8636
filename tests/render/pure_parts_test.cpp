// The small pure parts: edid, output_binding, frame_clock, previews, turns, ring table.
#include <gtest/gtest.h>

#include <sys/mman.h>

#include <array>
#include <cstring>
#include <limits>
#include <set>
#include <string>

#include "engine/base/geometry.h"
#include "engine/render/edid.h"
#include "engine/render/frame_clock.h"
#include "engine/render/gl_presenter.h"
#include "engine/render/output_binding.h"
#include "engine/render/ring_table.h"
#include "tests/render/wall_fixture.h"
#include "tests/support/monitor_edid.h"

namespace pendopo::test {
namespace {

TEST(Edid, NamesMakerProductAndSerial) {
    auto edid = dell_edid(42);
    EXPECT_EQ(describe_edid(edid), "DEL:A0C4:42");
    const uint8_t text[] = {0, 0, 0, 0xFF, 0, '5', 'J', '1', ' ', 'X', ':', '\n', ' '};
    std::memcpy(edid.data() + 72, text, sizeof text);
    EXPECT_EQ(describe_edid(edid), "DEL:A0C4:5J1X");
}

TEST(Edid, IsEmptyForWhatIsNone) {
    const auto edid = dell_edid(42);
    EXPECT_EQ(describe_edid({}), "");
    EXPECT_EQ(describe_edid(std::span(edid).first(127)), "");
    auto broken = edid;
    broken[7] = 1;
    EXPECT_EQ(describe_edid(broken), "");
}

OutputInfo output(const char* connector, int x, const char* edid = "") {
    return {connector, edid, {x, 0, 1920, 1080}, 60};
}
RenderDisplay bound_to(const char* connector, const char* edid = "") {
    RenderDisplay display;
    display.output = connector;
    display.edid = edid;
    return display;
}
using Bound = std::vector<std::optional<size_t>>;

TEST(OutputBinding, FollowsNamesWhateverTheOrder) {
    const std::vector<RenderDisplay> displays{bound_to("DP-1"), bound_to("DP-2"),
                                              bound_to("HDMI-1")};
    EXPECT_EQ(bind_outputs(displays, std::vector{output("HDMI-1", 0), output("DP-2", 1920),
                                                 output("DP-1", 3840)}),
              (Bound{2, 1, 0}));
    EXPECT_EQ(bind_outputs(displays, std::vector{output("DP-2", 0)}),
              (Bound{std::nullopt, 0, std::nullopt}));
    EXPECT_EQ(bind_outputs(displays, {}), (Bound{std::nullopt, std::nullopt, std::nullopt}));
}

TEST(OutputBinding, EdidWinsOverConnector) {
    const std::vector<RenderDisplay> displays{bound_to("DP-1", "DEL:A0C4:1"),
                                              bound_to("DP-2", "DEL:A0C4:2")};
    // The cables were swapped.
    EXPECT_EQ(bind_outputs(displays, std::vector{output("DP-1", 0, "DEL:A0C4:2"),
                                                 output("DP-2", 1920, "DEL:A0C4:1")}),
              (Bound{1, 0}));
    // The EDID got lost at power-off: the connector still says where.
    EXPECT_EQ(bind_outputs(displays, std::vector{output("DP-1", 0), output("DP-2", 1920)}),
              (Bound{0, 1}));
}

// Panels of one make with one serial number. By connector they stay where they are, whichever are
// on and in whatever order the server lists them.
TEST(OutputBinding, AnEdidThatIsNotUniqueMovesNoPicture) {
    const char* const twin = "GSM:5B7F:16843009";
    const char* const none = "GSM:5B7F:0";
    const auto named = [](const char* connector, const char* edid) {
        return output(connector, 0, edid);
    };
    const auto nothing = std::nullopt;
    const std::vector<RenderDisplay> four{bound_to("DP-1", twin), bound_to("DP-2", twin),
                                          bound_to("DP-3", twin), bound_to("DP-4", twin)};
    const std::vector<RenderDisplay> one{bound_to("DP-1", twin), bound_to("DP-2")};
    const std::vector<RenderDisplay> edid_only{bound_to("", twin), bound_to("DP-2")};
    const std::vector<RenderDisplay> mixed{bound_to("DP-1", none), bound_to("DP-2", "DEL:A0C4:1"),
                                           bound_to("DP-3", none)};
    const struct {
        const char* what;
        std::vector<RenderDisplay> displays;
        std::vector<OutputInfo> outputs;
        std::set<std::string> known;
        Bound bound;
    } cases[] = {
        {"DP-1 is switched off",
         four,
         {named("DP-2", twin), named("DP-3", twin), named("DP-4", twin)},
         {},
         {nothing, 0, 1, 2}},
        {"listed in another order",
         four,
         {named("DP-3", twin), named("DP-1", twin), named("DP-2", twin), named("DP-4", twin)},
         {},
         {1, 2, 0, 3}},
        {"only the last one is on",
         four,
         {named("DP-4", twin)},
         {},
         {nothing, nothing, nothing, 0}},
        {"one is exchanged for another make",
         four,
         {named("DP-1", "DEL:A0C4:1"), named("DP-2", twin), named("DP-3", twin),
          named("DP-4", twin)},
         {},
         {0, 1, 2, 3}},
        {"two outputs have what one display names",
         one,
         {named("DP-2", twin), named("DP-1", twin)},
         {},
         {1, 0}},
        {"and then the first goes", one, {named("DP-2", twin)}, {twin}, {nothing, 0}},
        {"the other one comes back alone", one, {named("DP-1", twin)}, {twin}, {0, nothing}},
        {"nobody knows of a second one: it moved",
         {bound_to("DP-1", twin)},
         {named("DP-3", twin)},
         {},
         {0}},
        {"without a connector nothing is guessed",
         edid_only,
         {named("DP-1", twin), named("DP-2", twin), named("DP-3", "")},
         {},
         {nothing, 1}},
        {"one that names nothing takes the next free output all the same",
         {bound_to("", twin), bound_to("")},
         {named("DP-1", twin), named("DP-2", twin)},
         {},
         {nothing, 0}},
        {"two displays name it, one output has it",
         {bound_to("DP-1", twin), bound_to("", twin)},
         {named("DP-2", twin)},
         {},
         {nothing, nothing}},
        {"no serial number, shared; beside one that says which and moved",
         mixed,
         {named("DP-1", none), named("DP-4", "DEL:A0C4:1"), named("DP-3", none)},
         {},
         {0, 1, 2}},
        {"no serial number, but nobody shares it: it moved",
         {bound_to("DP-1", none)},
         {named("DP-2", none), named("DP-1", "DEL:A0C4:1")},
         {},
         {0}},
        {"the EDIDs got lost at power-off",
         four,
         {named("DP-1", ""), named("DP-2", ""), named("DP-3", ""), named("DP-4", "")},
         {},
         {0, 1, 2, 3}},
    };
    for (const auto& each : cases) {
        EXPECT_EQ(bind_outputs(each.displays, each.outputs, each.known), each.bound) << each.what;
    }
}

TEST(OutputBinding, SaysWhichEdidsDoNotSayWhich) {
    const std::vector<RenderDisplay> displays{bound_to("DP-1", "A"), bound_to("DP-2", "A"),
                                              bound_to("DP-3", "B"), bound_to("DP-4")};
    EXPECT_EQ(ambiguous_edids(displays, std::vector{output("DP-1", 0, "C"), output("DP-2", 0, "C"),
                                                    output("DP-3", 0, "B"), output("DP-4", 0),
                                                    output("DP-5", 0)}),
              (std::set<std::string>{"A", "C"}));
}

TEST(OutputBinding, TheRestGoesLeftToRight) {
    const std::vector<RenderDisplay> displays{bound_to(""), bound_to("DP-1"), bound_to(""),
                                              bound_to("")};
    EXPECT_EQ(bind_outputs(displays,
                           std::vector{output("A", 3840), output("DP-1", 0), output("B", 1920)}),
              (Bound{2, 1, 0, std::nullopt}));
}

TEST(OutputBinding, NoOutputIsTakenTwice) {
    const std::vector<RenderDisplay> displays{bound_to("DP-1"), bound_to("DP-1"), bound_to("")};
    EXPECT_EQ(bind_outputs(displays, std::vector{output("DP-1", 0)}),
              (Bound{0, std::nullopt, std::nullopt}));
}

TEST(FrameClock, KeepsTheGridWhenALittleLateAndStartsANewOneAfterAPause) {
    FrameClock clock(50);
    const MonotonicTime start{Seconds(5)};
    clock.started(start);
    EXPECT_EQ(clock.next(), start + Milliseconds(20));
    clock.started(start + Milliseconds(23));
    EXPECT_EQ(clock.next(), start + Milliseconds(40));
    clock.started(start + Milliseconds(400));
    EXPECT_EQ(clock.next(), start + Milliseconds(420));
}

TEST(Previews, TouchingDisplaysTouchInThePicture) {
    const std::vector<PixelRect> previews{
        {10, 5, 1920, 1080}, {1930, 5, 1920, 1080}, {3850, 5, 1080, 1920}};
    EXPECT_EQ(place_previews(previews, 0).back(), (PixelRect{0, 0, 4920, 1920}));
    const std::vector<PixelRect> places = place_previews(previews, 1000);
    EXPECT_EQ(places.back().width, 1000);
    EXPECT_EQ(places[0], (PixelRect{0, 0, 390, 220}));
    EXPECT_EQ(places[1].x, places[0].right());
    EXPECT_EQ(places[2].x, places[1].right());
    EXPECT_EQ(places[2].right(), 1000);
}

TEST(Turn, ShowsTheUprightPictureOnATurnedOutput) {
    const auto canvas_at = [](Rotation rotation, float x, float y) {
        const auto t = turn_for(rotation);
        return std::pair(t[0] * x + t[1] * y + t[2], t[3] * x + t[4] * y + t[5]);
    };
    using At = std::pair<float, float>;
    // The output's own top left corner, and its top right one.
    EXPECT_EQ(canvas_at(Rotation::none, 0, 0), At(0, 0));
    EXPECT_EQ(canvas_at(Rotation::none, 1, 0), At(1, 0));
    // Turned clockwise, its top left hangs top right.
    EXPECT_EQ(canvas_at(Rotation::quarter, 0, 0), At(1, 0));
    EXPECT_EQ(canvas_at(Rotation::quarter, 1, 0), At(1, 1));
    EXPECT_EQ(canvas_at(Rotation::half, 0, 0), At(1, 1));
    EXPECT_EQ(canvas_at(Rotation::half, 1, 0), At(0, 1));
    EXPECT_EQ(canvas_at(Rotation::three_quarters, 0, 0), At(0, 1));
    EXPECT_EQ(canvas_at(Rotation::three_quarters, 1, 0), At(0, 0));
}

TEST(RingTable, LatchesTheNewestFrameOnceAndNamesItForEver) {
    RingTable table;
    TestRing ring("cam", 4096);
    ASSERT_TRUE(table.offer({"cam"}, ring.descriptor()));
    EXPECT_FALSE(table.has_news());
    table.latch(1);
    EXPECT_FALSE(table.find("cam")->frame());

    const MonotonicTime t{Seconds(7)};
    ring.publish(solid_frame({4, 4}, 1), t);
    ring.publish(solid_frame({4, 4}, 2), t);
    EXPECT_TRUE(table.has_news());
    table.latch(to_ns(t));
    EXPECT_FALSE(table.has_news());
    const Ring* latched = table.find("cam");
    EXPECT_EQ(latched->frame()->info.number, 2U);
    const uint64_t serial = latched->serial();
    ring.publish(solid_frame({4, 4}, 3), t);
    EXPECT_EQ(latched->frame()->info.number, 2U);  // until the next latch
    table.latch(to_ns(t));
    EXPECT_GT(latched->serial(), serial);
}

TEST(RingTable, APictureFromTheFutureAgesFromWhenItWasSeen) {
    RingTable table;
    TestRing ring("cam", 4096);
    ASSERT_TRUE(table.offer({"cam"}, ring.descriptor()));
    ring.publish(solid_frame({4, 4}, 1), MonotonicTime(Seconds(1'000'000)));
    table.latch(500);
    EXPECT_EQ(table.find("cam")->picture_ns(), 500);
}

TEST(RingTable, TellsWhenThePictureWasMade) {
    RingTable table;
    TestRing ring("cam", 4096);
    const MonotonicTime t{Seconds(7)};
    ASSERT_TRUE(table.offer({"cam"}, ring.descriptor()));
    EXPECT_EQ(table.find("cam")->made(), MediaTime());
    TestFrame frame = solid_frame({4, 4}, 1);
    frame.info.made_ns = 1'793'000'000'000'000'001;
    frame.info.media_clock = MediaClock::sender;
    ring.publish(frame, t);
    table.latch(to_ns(t));
    EXPECT_EQ(table.find("cam")->made(),
              (MediaTime{1'793'000'000'000'000'001, MediaClock::sender}));
    frame.info.media_clock = static_cast<MediaClock>(77);
    ring.publish(frame, t);
    table.latch(to_ns(t));
    EXPECT_EQ(table.find("cam")->made().clock, MediaClock::arrival) << "nonsense";
}

TEST(RingTable, ARingOfferedAgainKeepsTheOldPictureUntilItHasOne) {
    RingTable table;
    TestRing first("cam", 4096);
    TestRing second("cam", 4096);
    const MonotonicTime t{Seconds(7)};
    first.publish(solid_frame({4, 4}, 1), t);
    ASSERT_TRUE(table.offer({"cam"}, first.descriptor()));
    table.latch(to_ns(t));
    ASSERT_TRUE(table.offer({"cam"}, second.descriptor()));
    table.latch(to_ns(t));
    ASSERT_TRUE(table.find("cam")->frame());
    EXPECT_EQ(table.find("cam")->frame()->info.width, 4);
    second.publish(solid_frame({8, 8}, 1), t);
    EXPECT_TRUE(table.has_news());
    table.latch(to_ns(t));
    EXPECT_EQ(table.find("cam")->frame()->info.width, 8);
    EXPECT_FALSE(table.has_news());
}

// The old ring's memory must not go before the new one has something to draw.
TEST(RingTable, ARingOfferedAgainWithNonsenseLeavesTheOldPicture) {
    RingTable table;
    TestRing first("cam", 4096);
    TestRing second("cam", size_t{1} << 23);
    const MonotonicTime t{Seconds(7)};
    first.publish(solid_frame({4, 4}, 1), t);
    ASSERT_TRUE(table.offer({"cam"}, first.descriptor()));
    table.latch(to_ns(t));
    const Ring* ring = table.find("cam");
    const uint64_t serial = ring->serial();
    const uint8_t before = *ring->frame()->plane(0);
    second.publish(solid_frame({20000, 2}, 1), t);
    ASSERT_TRUE(table.offer({"cam"}, second.descriptor()));
    table.latch(to_ns(t));
    ASSERT_TRUE(ring->frame());
    EXPECT_EQ(ring->frame()->info.width, 4);
    EXPECT_EQ(*ring->frame()->plane(0), before);
    EXPECT_TRUE(ring->intact());
    EXPECT_EQ(ring->serial(), serial);
    first.publish(solid_frame({6, 6}, 2), t);  // and it goes on
    table.latch(to_ns(t));
    EXPECT_EQ(ring->frame()->info.width, 6);
    second.publish(solid_frame({8, 8}, 2), t);
    table.latch(to_ns(t));
    EXPECT_EQ(ring->frame()->info.width, 8);
    EXPECT_GT(ring->serial(), serial + 1);
}

TEST(RingTable, WhatANewControlDoesNotOfferIsOld) {
    RingTable table;
    TestRing ring("cam", 4096);
    for (const char* key : {"offered", "shown", "left"}) {
        ASSERT_TRUE(table.offer({key}, ring.descriptor()));
    }
    const auto shown = [](const std::string& key) { return key == "shown"; };
    EXPECT_TRUE(table.old_ones(shown).empty());
    table.set_all_old();
    ASSERT_TRUE(table.offer({"offered"}, ring.descriptor()));
    ASSERT_TRUE(table.offer({"new"}, ring.descriptor()));
    EXPECT_EQ(table.old_ones(shown), std::vector<std::string>{"left"});
}

TEST(RingTable, ATimeOutsideAnyClockDoesNotMakeAPictureYoung) {
    RingTable table;
    TestRing ring("cam", 4096);
    ASSERT_TRUE(table.offer({"cam"}, ring.descriptor()));
    TestFrame frame = solid_frame({4, 4}, 1);
    ring.publish(frame, MonotonicTime(Nanoseconds(std::numeric_limits<int64_t>::min())));
    table.latch(to_ns(MonotonicTime(Seconds(7))));
    EXPECT_EQ(table.find("cam")->picture_ns(), 0);
}

TEST(RingTable, IgnoresFramesTooLargeToDraw) {
    RingTable table;
    TestRing ring("cam", size_t{1} << 23);
    ASSERT_TRUE(table.offer({"cam"}, ring.descriptor()));
    TestFrame frame = solid_frame({1, 1}, 1);
    for (const uint32_t stride : {1U << 21, 0x80000000U}) {
        frame.info.stride[0] = stride;
        ring.publish(frame, MonotonicTime(Seconds(7)));
        table.latch(to_ns(MonotonicTime(Seconds(7))));
        EXPECT_FALSE(table.find("cam")->frame()) << stride;
    }
    ring.publish(solid_frame({1, 1}, 1), MonotonicTime(Seconds(7)));
    table.latch(to_ns(MonotonicTime(Seconds(7))));
    EXPECT_TRUE(table.find("cam")->frame());
    ring.publish(solid_frame({20000, 2}, 1), MonotonicTime(Seconds(8)));
    table.latch(to_ns(MonotonicTime(Seconds(8))));
    EXPECT_EQ(table.find("cam")->frame()->info.width, 1);
}

TEST(RingTable, RefusesWhatIsNoRingAndForgetsWhatIsGone) {
    RingTable table;
    EXPECT_FALSE(table.offer({"cam"}, UniqueFd(::memfd_create("none", 0))));
    TestRing ring("cam", 4096);
    ASSERT_TRUE(table.offer({"cam"}, ring.descriptor()));
    EXPECT_TRUE(table.gone("cam"));
    EXPECT_EQ(table.find("cam"), nullptr);
    EXPECT_FALSE(table.gone("cam"));
}

}  // namespace
}  // namespace pendopo::test
