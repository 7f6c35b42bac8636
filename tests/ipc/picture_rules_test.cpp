#include "engine/ipc/picture_rules.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace pendopo {
namespace {

constexpr std::array<const char*, 3> kAudiences{"public", "staff", "restricted"};

// One display, one camera and one card of each audience, named after it.
PictureRules all_rules() {
    PictureRules rules;
    for (const char* audience : kAudiences) {
        rules.displays[audience] = rules.cameras[audience] = rules.cards[audience] = audience;
    }
    return rules;
}
RingOffer camera_ring(const std::string& id) {
    return {"camera/" + id, id};
}
RingOffer card_ring(const std::string& id) {
    return {"card/" + id, "", id};
}

TEST(PictureRules, EachAudienceSeesWhatIsForThoseBeforeIt) {
    const PictureRules rules = all_rules();
    for (size_t of = 0; of < kAudiences.size(); ++of) {
        for (size_t display = 0; display < kAudiences.size(); ++display) {
            for (size_t viewer = 0; viewer < kAudiences.size(); ++viewer) {
                const Verdict expected =
                    of <= display && of <= viewer ? Verdict::may : Verdict::refused;
                for (const RingOffer& ring :
                     {camera_ring(kAudiences[of]), card_ring(kAudiences[of])}) {
                    EXPECT_EQ(verdict(rules, ring, kAudiences[display], kAudiences[viewer]),
                              expected)
                        << ring.key << " on " << kAudiences[display] << " for "
                        << kAudiences[viewer];
                }
                EXPECT_EQ(may_capture(rules, kAudiences[display], kAudiences[viewer]),
                          display <= viewer);
            }
        }
    }
}

TEST(PictureRules, MasksThatAreNotSavedAreForStaffWhomeverTheCameraIsFor) {
    const PictureRules rules = all_rules();
    RingOffer trial = camera_ring("public");
    trial.trial = true;
    EXPECT_EQ(verdict(rules, trial, "public"), Verdict::refused);
    EXPECT_EQ(verdict(rules, trial, "staff"), Verdict::may);
    EXPECT_EQ(verdict(rules, trial, "staff", "public"), Verdict::refused);
    trial.camera = "restricted";
    EXPECT_EQ(verdict(rules, trial, "staff"), Verdict::refused);
    EXPECT_EQ(verdict(rules, trial, "restricted"), Verdict::may);
}

TEST(PictureRules, WhatTheyDoNotNameMayStandNowhere) {
    PictureRules rules = all_rules();
    EXPECT_EQ(verdict(rules, camera_ring("public"), "elsewhere"), Verdict::refused);
    EXPECT_EQ(verdict(rules, camera_ring("unknown"), "restricted"), Verdict::refused);
    EXPECT_EQ(verdict(rules, card_ring("unknown"), "restricted"), Verdict::refused);
    EXPECT_EQ(verdict({}, camera_ring("public"), "public"), Verdict::refused);
    EXPECT_FALSE(may_keep(rules, camera_ring("unknown")));
    EXPECT_FALSE(may_capture(rules, "elsewhere", "restricted"));
    EXPECT_EQ(verdict({}, {"label/1"}, "elsewhere"), Verdict::may) << "words are no picture";
    rules.cameras["odd"] = "nonsense";
    EXPECT_EQ(verdict(rules, camera_ring("odd"), "staff"), Verdict::refused);
    rules.displays["odd"] = "nonsense";
    EXPECT_EQ(verdict(rules, camera_ring("staff"), "odd"), Verdict::refused);
}

TEST(PictureRules, HiddenIsAnotherThingThanRefused) {
    PictureRules rules = all_rules();
    rules.hidden_cameras = {"staff"};
    EXPECT_EQ(verdict(rules, camera_ring("staff"), "staff"), Verdict::hidden);
    EXPECT_EQ(verdict(rules, camera_ring("staff"), "public"), Verdict::refused);
    EXPECT_EQ(verdict(rules, camera_ring("public"), "public"), Verdict::may);
    EXPECT_FALSE(may_keep(rules, camera_ring("staff")));
    rules.all_cameras_hidden = true;
    EXPECT_EQ(verdict(rules, camera_ring("public"), "public"), Verdict::hidden);
    EXPECT_EQ(verdict(rules, card_ring("public"), "public"), Verdict::may) << "figures stay";
    EXPECT_TRUE(may_keep(rules, card_ring("public")));
    EXPECT_FALSE(may_keep(rules, camera_ring("public")));
}

TEST(PictureRules, PixelsAreKeptWhileSomeDisplayMayShowThem) {
    PictureRules rules = all_rules();
    EXPECT_TRUE(may_keep(rules, camera_ring("restricted")));
    rules.displays.erase("restricted");
    EXPECT_FALSE(may_keep(rules, camera_ring("restricted")));
    EXPECT_TRUE(may_keep(rules, camera_ring("staff")));
}

TEST(PictureRules, SayWhetherSomethingIsTakenAway) {
    const PictureRules before = all_rules();
    EXPECT_FALSE(takes_away(before, before));
    EXPECT_FALSE(takes_away({}, before));
    const auto after = [&](auto change) {
        PictureRules now = before;
        change(now);
        return takes_away(before, now);
    };
    EXPECT_TRUE(after([](PictureRules& now) { now.all_cameras_hidden = true; }));
    EXPECT_TRUE(after([](PictureRules& now) { now.hidden_cameras.insert("public"); }));
    EXPECT_TRUE(after([](PictureRules& now) { now.cameras["public"] = "staff"; }));
    EXPECT_TRUE(after([](PictureRules& now) { now.cards["public"] = "staff"; }));
    EXPECT_TRUE(after([](PictureRules& now) { now.displays["staff"] = "public"; }));
    EXPECT_TRUE(after([](PictureRules& now) { now.cameras.erase("public"); }));
    EXPECT_FALSE(after([](PictureRules& now) { now.cameras["restricted"] = "public"; }));
    EXPECT_FALSE(after([](PictureRules& now) { now.heard_key_ns = 5; }));
}

}  // namespace
}  // namespace pendopo
