#include "decoders/ffmpeg_log.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace pendopo
