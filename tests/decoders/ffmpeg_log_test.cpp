#include "decoders/ffmpeg_log.h"

#include <gtest/gtest.h>

#include "decoders/ffmpeg_source.h"

namespace pendopo {
namespace {

TEST(FfmpegLog, RemovesCredentials) {
    struct Row {
        const char* text;
        const char* expected;
    };
    for (const Row& row : {
             Row{"rtsp://u:secret@cam/a: timed out", "rtsp://***@cam/a: timed out"},
             Row{"did you mean file:rtsp://u:se/c@ret@cam/a?",
                 "did you mean file:rtsp://***@cam/a?"},
             Row{"rtsp://cam/a", "rtsp://cam/a"},
             Row{"two rtsp://a:b@c and rtsp://d:e@f", "two rtsp://***@c and rtsp://***@f"},
             Row{"Authorization: Digest username=\"u\"", "(a line about authorization)"},
             Row{"plain words", "plain words"},
         }) {
        EXPECT_EQ(redacted(row.text), row.expected);
    }
}

TEST(FfmpegSource, PercentCodesTheLogin) {
    SourceOptions options;
    options.url = "rtsps://cam:322/a?b=c";
    EXPECT_EQ(url_with_login(options), options.url);
    options.user = "opera tor";
    options.password = "@:/%#é";
    EXPECT_EQ(url_with_login(options), "rtsps://opera%20tor:%40%3A%2F%25%23%C3%A9@cam:322/a?b=c");
}

}  // namespace
}  // namespace pendopo
