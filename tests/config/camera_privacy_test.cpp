// Masks and detail in cameras.json: what is refused, with its text, and who sees how much.

#include "config/camera_privacy.h"

#include <gtest/gtest.h>

#include <limits>

#include "config/camera_config.h"

namespace pendopo {
namespace {

std::string camera_text(const std::string& keys) {
    return "{\"version\": 1, \"cameras\": [\n{\"id\": \"a\", \"main\": \"rtsp://h/1\", " + keys +
           "}]}";
}
std::string problems(const std::string& keys) {
    const auto config = read_cameras_config("c.json", camera_text(keys));
    return config ? "" : to_string(config.error());
}
std::string mask_problems(const std::string& points) {
    return problems(R"("masks_drawn_on": [16, 9], "masks": [{"points": )" + points + "}]");
}

TEST(CameraPrivacy, ExactTexts) {
    EXPECT_EQ(mask_problems("[[0, 0], [1, 0]]"),
              "c.json:2:83 /cameras/0/masks/0/points: got 2 points; expected 3 to 64, each [x, y] "
              "in fractions of the picture\n");
    EXPECT_EQ(mask_problems("[[0, 0], [1, 0], [1.5, 1]]"),
              "c.json:2:101 /cameras/0/masks/0/points/2/0: got 1.5; expected a number from 0 to "
              "1\n");
    EXPECT_EQ(mask_problems("[[0, 0], [0.5, 0.5], [1, 1]]"),
              "c.json:2:83 /cameras/0/masks/0/points: its points lie on one line, so it would mask "
              "nothing; expected a polygon with an area\n");
    EXPECT_EQ(mask_problems("[[0, 0], [1, 1], [1, 0], [0, 1]]"),
              "c.json:2:83 /cameras/0/masks/0/points: its sides after points 1 and 3 cross, so "
              "what it masks is not clear; move a point so that no sides cross, or make two masks "
              "of it\n");
    EXPECT_EQ(problems(R"("masks": [{"points": [[0, 0], [1, 0], [1, 1]]}])"),
              "c.json:2:44 /cameras/0/masks: \"masks_drawn_on\" is missing: without the size of "
              "the picture that they were drawn on, nobody sees when the camera's view changes; "
              "expected it beside them, like \"masks_drawn_on\": [1920, 1080]\n");
    EXPECT_EQ(problems(R"("detail": {"public": "full", "staff": "mosaic"})"),
              "c.json:2:45 /cameras/0/detail: a wider audience would see more than a narrower one; "
              "expected \"public\" to see no more than \"staff\", and that no more than "
              "\"restricted\"\n");
}

TEST(CameraPrivacy, RefusesPolygonsThatWouldMaskLessThanTheySeemTo) {
    for (const char* const points : {
             "[]",
             "[[0, 0], [0, 0], [0, 0]]",
             "[[0.2, 0.2], [0.2, 0.2], [0.8, 0.8], [0.8, 0.8]]",
             "[[0, 0], [1e-4, 0], [0, 1e-4]]",                                 // no pixel
             "[[0, 0], [1, 0], [1, 1], [0.5, 0], [0, 1]]",                     // a corner on a side
             "[[0.5, 0], [0.8, 1], [0, 0.4], [1, 0.4], [0.2, 1]]",             // a star
             "[[0, 0], [0.6, 0], [0.6, 0.6], [0.3, 0.6], [0.3, -1], [0, 1]]",  // far outside
             "[[0, 0], [1, 0], [1, 1e400]]",
             "[[0, 0], [1, 0], [1, null]]",
         }) {
        EXPECT_NE(mask_problems(points), "") << points;
    }
    std::string many = "[0.5, 0]";
    for (int i = 0; i < 65; ++i) {
        many += ", [" + std::to_string(i / 65.0) + ", 1]";
    }
    EXPECT_NE(mask_problems("[" + many + "]"), "");
    std::string masks = R"({"points": [[0, 0], [1, 0], [1, 1]]})";
    for (int i = 0; i < 16; ++i) {
        masks += R"(, {"points": [[0, 0], [1, 0], [1, 1]]})";
    }
    EXPECT_NE(problems(R"("masks_drawn_on": [16, 9], "masks": [)" + masks + "]"), "");
}

TEST(CameraPrivacy, TakesWhatPeopleDraw) {
    for (const char* const points : {
             "[[0, 0], [1, 0], [1, 1], [0, 1]]",
             "[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]",      // closed by hand
             "[[0, 0], [1, 0], [1, 0], [1, 1]]",              // a point given twice
             "[[0, 0], [1, 0], [0.5, 0.5], [1, 1], [0, 1]]",  // a dent
             "[[0, 1], [0, 0], [1, 0], [1, 0.2], [0.2, 0.2], [0.2, 1]]",
         }) {
        EXPECT_EQ(mask_problems(points), "") << points;
    }
}

TEST(CameraPrivacy, AnAudienceThatIsNotNamedSeesNoMoreThanTheNextNarrowerOne) {
    using enum PictureDetail;
    struct Row {
        const char* detail;
        DetailByAudience seen;
    };
    for (const Row& row :
         {Row{R"("name": "b")", {full, full, full}},
          Row{R"("detail": "mosaic")", {mosaic, mosaic, mosaic}},
          Row{R"("detail": {"public": "mosaic"})", {mosaic, full, full}},
          Row{R"("detail": {"staff": "still"})", {still, still, full}},
          Row{R"("detail": {"restricted": "mosaic"})", {mosaic, mosaic, mosaic}},
          Row{R"("detail": {"public": "still", "restricted": "mosaic"})", {still, mosaic, mosaic}},
          Row{R"("detail": {})", {full, full, full}}}) {
        const auto config = read_cameras_config("c.json", camera_text(row.detail));
        ASSERT_TRUE(config) << row.detail;
        const DetailByAudience& read = config->cameras.front().detail;
        EXPECT_EQ(read, row.seen) << row.detail;
        EXPECT_EQ(read.on("public"), row.seen.for_public);
        EXPECT_EQ(read.on("staff"), row.seen.for_staff);
        EXPECT_EQ(read.on("restricted"), row.seen.for_restricted);
        EXPECT_EQ(read.on("somebody"), row.seen.for_public) << "unknown counts as public";
    }
}

}  // namespace
}  // namespace pendopo
