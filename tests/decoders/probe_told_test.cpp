#include "decoders/probe/probe_told.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

namespace pendopo {
namespace {

using Json = nlohmann::json;

Measured measured() {
    Measured good;
    good.over = Milliseconds(4'000);
    good.fps = 25.04;
    good.kilobits_per_second = 2'043.7;
    good.keyframe = Milliseconds(2'000);
    good.pictures = 100;
    good.ms_per_picture = 2.345;
    good.core_share = 0.0587;
    return good;
}
PictureSeen picture() {
    PictureSeen seen;
    seen.size = {640, 360};
    seen.delay = Milliseconds(120);
    return seen;
}
std::vector<std::string> warnings_of(const RungTold& told) {
    std::vector<std::string> causes;
    const Json facts = Json::parse(told.facts);
    for (const Json& warning : facts.value("warnings", Json::array())) {
        causes.push_back(warning.at("cause"));
        EXPECT_FALSE(warning.at("id").get<std::string>().empty());
        EXPECT_FALSE(warning.at("en").get<std::string>().empty());
    }
    return causes;
}
using Causes = std::vector<std::string>;

TEST(ProbeTold, APictureWithItsMeasures) {
    const RungTold told = told_picture(picture(), measured());
    EXPECT_EQ(Json::parse(told.facts), Json::parse(R"({"codec": "h264", "width": 640, "height": 360,
        "fps": 25.0, "kbps": 2044.0, "keyframe_ms": 2000, "measured_ms": 4000, "delay_ms": 120})"));
    EXPECT_EQ(told.words.text_id,
              "640x360 H.264, 25 gambar per detik, 2,0 Mbit/s, gambar kunci tiap 2 detik.");
    EXPECT_EQ(told.words.text_en,
              "640x360 H.264, 25 pictures a second, 2.0 Mbit/s, a key picture each 2 s.");
    EXPECT_EQ(told.words.advice_id, "");
}

TEST(ProbeTold, WhatIsNotKnownIsNull) {
    Measured little;
    PictureSeen seen = picture();
    seen.delay.reset();
    const RungTold told = told_picture(seen, little);
    const Json facts = Json::parse(told.facts);
    for (const char* key : {"fps", "kbps", "keyframe_ms", "delay_ms"}) {
        EXPECT_TRUE(facts.at(key).is_null()) << key;
    }
    EXPECT_FALSE(facts.contains("sub_stream"));
    EXPECT_EQ(told.words.text_en, "640x360 H.264.");
    const Json cost = Json::parse(told_decode_cost("software", little).facts);
    EXPECT_TRUE(cost.at("ms_per_picture").is_null());
    EXPECT_EQ(told_decode_cost("software", little).words.text_en, "software.");
}

TEST(ProbeTold, WarnsOfWhatAWallWillFeel) {
    EXPECT_EQ(warnings_of(told_picture(picture(), measured())), Causes{});

    PictureSeen large = picture();
    large.size = {3840, 2160};
    large.sub_stream = "rtsp://h/Streaming/Channels/102";
    const RungTold told = told_picture(large, measured());
    EXPECT_EQ(warnings_of(told), Causes{"larger_than_tile"});
    EXPECT_EQ(Json::parse(told.facts).at("sub_stream"), large.sub_stream);
    EXPECT_EQ(told.words.advice_en,
              "The usual address of this make's sub-stream is proposed; check that one, too.");

    PictureSeen squeezed = picture();
    squeezed.size = {960, 1080};
    EXPECT_EQ(warnings_of(told_picture(squeezed, measured())),
              (Causes{"larger_than_tile", "narrow_samples"}));
    squeezed.aspect = {2, 1};
    EXPECT_EQ(warnings_of(told_picture(squeezed, measured())), Causes{"larger_than_tile"});
    PictureSeen corridor = picture();
    corridor.size = {360, 640};
    EXPECT_EQ(warnings_of(told_picture(corridor, measured())), Causes{});

    PictureSeen wrong = picture();
    wrong.delay = Milliseconds(-int64_t{56} * 365 * 86'400'000);
    EXPECT_EQ(warnings_of(told_picture(wrong, measured())), Causes{"clock_wrong"});

    Measured rare = measured();
    rare.keyframe = Milliseconds(8'000);
    EXPECT_EQ(warnings_of(told_picture(picture(), rare)), Causes{"long_group"});
    rare.keyframe.reset();
    rare.over = Milliseconds(10'000);
    EXPECT_EQ(warnings_of(told_picture(picture(), rare)), Causes{"long_group"});
    rare.over = Milliseconds(3'000);  // too short to say
    EXPECT_EQ(warnings_of(told_picture(picture(), rare)), Causes{});

    Measured bad = measured();
    bad.damaged = 3;
    bad.fps = 2;
    EXPECT_EQ(warnings_of(told_picture(picture(), bad)), (Causes{"damaged_pictures", "slow"}));
}

TEST(ProbeTold, WhatDecodingTakes) {
    const RungTold told = told_decode_cost("software", measured());
    EXPECT_EQ(Json::parse(told.facts), Json::parse(R"({"decoder": "software",
        "ms_per_picture": 2.35, "core_share": 0.059})"));
    EXPECT_EQ(told.words.text_id, "software, 2,3 ms per gambar, 5,9 % satu inti.");
    EXPECT_EQ(told.words.text_en, "software, 2.3 ms a picture, 5.9 % of one core.");
    Measured costly = measured();
    costly.core_share = 0.71;
    EXPECT_EQ(warnings_of(told_decode_cost("software", costly)), Causes{"costly"});
}

TEST(ProbeTold, AFailureForPeopleAndPrograms) {
    ProbePlace place;
    place.host = "h";
    place.status = 404;
    const RungTold told = told_failure(ProbeCause::path_unknown, place,
                                       "rtsp: DESCRIBE was answered with 404 Not Found", "dahua",
                                       {"/cam/realmonitor?channel=1&subtype=0"});
    EXPECT_EQ(Json::parse(told.facts), Json::parse(R"({"cause": "path_unknown",
        "reason": "rtsp: DESCRIBE was answered with 404 Not Found", "make": "dahua",
        "paths": ["/cam/realmonitor?channel=1&subtype=0"]})"));
    EXPECT_EQ(told.words.text_en, "The camera answers, but does not know this path (answer 404).");
    EXPECT_EQ(told_failure(ProbeCause::cancelled, place, "", "", {}).facts,
              R"({"cause":"cancelled"})");
}

}  // namespace
}  // namespace pendopo
