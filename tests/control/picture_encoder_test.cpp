#include "engine/control/picture_encoder.h"

#include <gtest/gtest.h>

#include <vector>

#include "engine/control/picture_file.h"
#include "tests/support/fake_wall_control.h"
#include "tests/support/http_probe.h"

namespace pendopo {
namespace {

const CapturedPicture kSmall = FakeWallControl::picture({64, 32});

class PictureEncoderTest : public testing::Test {
  protected:
    PictureEncoder::Done keep() {
        return [this](Result<PictureEncoder::Bytes> bytes) { answers.push_back(std::move(bytes)); };
    }

    EventLoop loop;
    std::vector<Result<PictureEncoder::Bytes>> answers;
    PictureEncoder encoder{loop};
};

TEST_F(PictureEncoderTest, AnswersOnTheLoopInTheOrderAsked) {
    encoder.encode(kSmall, PictureFormat::png, keep());
    encoder.encode(kSmall, PictureFormat::jpeg, keep());
    EXPECT_TRUE(answers.empty());
    ASSERT_TRUE(turn_until(loop, [&] { return answers.size() == 2; }));
    EXPECT_EQ(**answers[0], *encode_png(kSmall));
    EXPECT_EQ(**answers[1], *encode_jpeg(kSmall));
}

TEST_F(PictureEncoderTest, WhatIsNoPictureIsAnError) {
    encoder.encode({}, PictureFormat::png, keep());
    ASSERT_TRUE(turn_until(loop, [&] { return answers.size() == 1; }));
    EXPECT_EQ(answers[0].error().code(), ErrorCode::invalid);
}

TEST_F(PictureEncoderTest, FewWaitAndTheRestIsToldSo) {
    const CapturedPicture large = FakeWallControl::picture({1920, 1080});
    constexpr size_t kAsked = 40;  // quicker than they are encoded
    for (size_t i = 0; i < kAsked; ++i) {
        encoder.encode(large, PictureFormat::png, keep());
    }
    ASSERT_TRUE(turn_until(loop, [&] { return answers.size() == kAsked; }));
    size_t refused = 0;
    for (const auto& answer : answers) {
        refused += !answer && answer.error().code() == ErrorCode::exhausted;
    }
    // One is under way and four wait; some may be done before the last is asked.
    EXPECT_GT(refused, 0U);
    EXPECT_LE(refused, kAsked - PictureEncoder::kMostWaiting);
}

TEST(PictureEncoderLife, GoesWhileItEncodes) {
    EventLoop loop;
    int answers = 0;
    {
        PictureEncoder encoder(loop);
        for (int i = 0; i < 4; ++i) {
            encoder.encode(FakeWallControl::picture({640, 480}), PictureFormat::png,
                           [&](const auto&) { ++answers; });
        }
    }
    loop.turn();
    EXPECT_EQ(answers, 0);
}

}  // namespace
}  // namespace pendopo
