#include "engine/onvif/media_answers.h"

#include <gtest/gtest.h>

#include "engine/onvif/onvif_words.h"

namespace pendopo {
namespace {

XmlElement xml(const std::string& text) {
    return read_xml_tree(text).value();
}

XmlElement time_answer(const std::string& year, const std::string& hour) {
    return xml(
        "<R><SystemDateAndTime><UTCDateTime><Time><Hour>" + hour +
        "</Hour><Minute>24</Minute><Second>5</Second></Time><Date><Year>" + year +
        "</Year><Month>11</Month><Day>26</Day></Date></UTCDateTime></SystemDateAndTime></R>");
}

TEST(MediaAnswers, TheClock) {
    EXPECT_EQ(read_device_time(time_answer("2026", "2")), WallTime(Seconds(1'795'659'845)));
    for (const auto& wrong :
         {time_answer("1969", "2"), time_answer("2026", "25"), time_answer("x", "2"),
          time_answer("2026", ""), xml("<R/>"), xml("<R><SystemDateAndTime/></R>")}) {
        EXPECT_EQ(read_device_time(wrong), std::nullopt);
    }
}

TEST(MediaAnswers, NumbersOneCannotBelieveAreUnknown) {
    const auto profiles = read_profiles(
        xml("<R><Profiles token=\"a\"><Name>n</Name><VideoEncoderConfiguration><Encoding>JPEG"
            "</Encoding><Resolution><Width>-1</Width><Height>99999999</Height></Resolution>"
            "<RateControl><FrameRateLimit>nan</FrameRateLimit><BitrateLimit>1e99</BitrateLimit>"
            "</RateControl></VideoEncoderConfiguration></Profiles><Profiles/></R>"));
    ASSERT_EQ(profiles.size(), 1u);
    EXPECT_EQ(profiles[0], (MediaProfile{"a", "n", "", "mjpeg", 0, 0, 0, 0, true}));
}

FoundStream found(const std::string& url, const std::string& codec, int width, int height,
                  const std::string& source = "1") {
    return {{url, url, source, codec, width, height, 25, 0, true}, url};
}

std::string chosen(const std::vector<FoundStream>& streams) {
    std::string text;
    for (const DeviceStream& stream : choose_streams(streams)) {
        text += stream.url + ":" + std::string(to_string(stream.use)) + " ";
    }
    return text;
}

TEST(MediaAnswers, MainAndSub) {
    EXPECT_EQ(chosen({}), "");
    EXPECT_EQ(chosen({found("a", "h264", 1920, 1080)}), "a:main ");
    EXPECT_EQ(chosen({found("s", "h264", 640, 360), found("a", "h264", 1920, 1080)}),
              "a:main s:sub ");
    // The largest of at most a quarter, not the smallest there is.
    EXPECT_EQ(chosen({found("a", "h265", 3840, 2160), found("b", "h264", 1920, 1080),
                      found("c", "h264", 640, 360)}),
              "a:main b:sub c: ");
    EXPECT_EQ(chosen({found("a", "h264", 1280, 720), found("b", "h264", 1024, 576)}),
              "a:main b:sub ");
    EXPECT_EQ(chosen({found("a", "h264", 1280, 720), found("t", "h264", 160, 90)}),
              "a:main t:sub ");
    // MJPEG costs ten times the network, however large.
    EXPECT_EQ(chosen({found("j", "mjpeg", 2560, 1440), found("a", "h264", 1280, 720)}),
              "a:main j: ");
    // No sizes: as the device lists them. The same address twice is one stream.
    EXPECT_EQ(chosen({found("a", "", 0, 0), found("b", "", 0, 0), found("a", "", 0, 0)}),
              "a:main b:sub ");
    EXPECT_EQ(chosen({found("a", "h264", 1920, 1080, "x"), found("b", "h264", 1920, 1080, "y"),
                      found("c", "h264", 640, 360, "x")}),
              "a:main c:sub b:main ");
}

TEST(OnvifWords, Durations) {
    const struct {
        int64_t seconds;
        const char* id;
        const char* en;
    } kRows[] = {
        {61, "1 menit", "1 minute"},        {-420, "7 menit", "7 minutes"},
        {7199, "120 menit", "120 minutes"}, {7200, "2 jam", "2 hours"},
        {-25'200, "7 jam", "7 hours"},      {864'000, "10 hari", "10 days"},
    };
    for (const auto& row : kRows) {
        EXPECT_EQ(duration_words(Seconds(row.seconds)), (BothWords{row.id, row.en}));
    }
    EXPECT_EQ(words_of_clock(Seconds(59)), BothWords());
}

TEST(OnvifWords, EveryTroubleHasBothLanguages) {
    for (const auto& row : words_of(OnvifProblem{})) {
        const BothWords words =
            words_of_failure({row.value, "detail"}, "192.0.2.7", "Dahua", Seconds(600));
        EXPECT_EQ(words.id.empty(), row.value == OnvifProblem::none) << row.word;
        EXPECT_EQ(words.en.empty(), row.value == OnvifProblem::none) << row.word;
    }
}

TEST(OnvifWords, AMakeThatHidesItsSwitchIsExplained) {
    EXPECT_EQ(
        words_of_failure({OnvifProblem::wrong_password, ""}, "192.0.2.7", "TP-Link", Seconds(0)).en,
        "The camera at 192.0.2.7 refuses the user name or password. Check capitals; ONVIF "
        "users are often apart from web users. Tapo: Tapo app → camera → Settings → Advanced "
        "Settings → Camera Account; make one there and use it.");
}

}  // namespace
}  // namespace pendopo
