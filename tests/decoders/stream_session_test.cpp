// Hidden streams that are decoded on, on standby or since their group is longer than the cache:
// what is shown of them, and what is not.
#include "decoders/stream_session.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "decoders/ffmpeg_log.h"
#include "tests/support/scripted_source.h"
#include "tests/support/wait_until.h"

namespace pendopo {
namespace {

const std::string kUrl = "rtsp://cam/long";
constexpr PixelSize kSize{320, 192};

class Shown final : public SessionListener {
  public:
    void on_picture(const StreamSession&, Picture picture) override {
        latest_ = picture.plane[0][0];
        ++pictures_;
    }
    void on_change() override {}
    int pictures() const { return pictures_; }
    bool is_grey(int luma) const { return std::abs(latest_ - luma) <= 4; }

  private:
    std::atomic<int> pictures_{0};
    std::atomic<int> latest_{-100};
};

class DecodedOn : public testing::Test {
  protected:
    explicit DecodedOn(size_t pictures) {
        install_ffmpeg_log(Log::silent());
        stream().open({Codec::h264, {}});
        std::vector<uint8_t> lumas(pictures, 60);
        lumas.back() = 180;
        group_ = encoded_packets(Codec::h264, kSize, lumas);
        SourceOptions source;
        source.url = kUrl;
        DecoderOptions decoder;
        decoder.hardware = false;
        const SourceFactory factory = streams_.factory();
        session_.emplace(1, source, decoder, false, factory, shown_, Log::silent());
    }
    ScriptedStream& stream() { return streams_.at(kUrl); }
    void give_group() {
        for (const Packet& packet : group_) {
            stream().give(packet);
        }
        ASSERT_TRUE(idle());
    }
    bool idle() {
        return test::wait_until([&] { return stream().idle(); }, Seconds(5));
    }
    bool pictures_are(int count) {
        return test::wait_until([&] { return shown_.pictures() == count; }, Seconds(5));
    }

    void expect_nothing_old_after_a_loss() {
        Packet lost = group_[1];
        lost.after_loss = true;
        stream().give(lost);
        ASSERT_TRUE(idle());
        session_->set_visible(true);
        for (const Packet& packet : encoded_packets(Codec::h264, kSize, {90})) {
            stream().give(packet);
        }
        EXPECT_TRUE(test::wait_until([&] { return shown_.is_grey(91); }, Seconds(5)));
        EXPECT_EQ(shown_.pictures(), 1) << "nothing was shown before it";
    }

    ScriptedStreams streams_;
    Shown shown_;
    std::vector<Packet> group_;
    std::optional<StreamSession> session_;
};

class LongGroups : public DecodedOn {
  protected:
    LongGroups() : DecodedOn(400) {}
    void give_long_group() {
        give_group();
        ASSERT_EQ(session_->health().decoder, "software") << "it outgrew the cache";
    }
};

class ShortGroups : public DecodedOn {
  protected:
    ShortGroups() : DecodedOn(25) {}
    uint64_t decoded() const { return session_->health().counts.decoded; }
};

TEST_F(ShortGroups, OnStandbyAreShownWithoutDecodingAnythingAgain) {
    session_->set_standby(true);
    give_group();
    EXPECT_EQ(decoded(), group_.size());
    for (int times = 1; times <= 3; ++times) {
        session_->set_visible(true);
        ASSERT_TRUE(pictures_are(times));
        EXPECT_TRUE(shown_.is_grey(181));
        session_->set_visible(false);
    }
    EXPECT_EQ(decoded(), group_.size());
    give_group();
    EXPECT_EQ(decoded(), 2 * group_.size()) << "over key pictures";
}

TEST_F(ShortGroups, BeginStandbyWithAKeyPictureAndEndItAtOnce) {
    give_group();
    EXPECT_EQ(decoded(), 0U);
    session_->set_standby(true);
    stream().give(group_[1]);
    ASSERT_TRUE(idle());
    EXPECT_EQ(decoded(), 0U) << "there is nothing to begin with";
    give_group();
    EXPECT_EQ(decoded(), group_.size());
    session_->set_standby(false);
    give_group();
    EXPECT_EQ(decoded(), group_.size());
    EXPECT_EQ(session_->health().decoder, "");
    session_->set_visible(true);
    ASSERT_TRUE(pictures_are(1));
    EXPECT_TRUE(shown_.is_grey(181)) << "from the cache";
}

TEST_F(ShortGroups, OnStandbyShowNothingOldAfterALoss) {
    session_->set_standby(true);
    give_group();
    expect_nothing_old_after_a_loss();
}

TEST_F(LongGroups, AreShownAgainThoughNoPacketCameBetween) {
    give_long_group();
    for (int times = 1; times <= 3; ++times) {
        session_->set_visible(true);
        ASSERT_TRUE(pictures_are(times));
        EXPECT_TRUE(shown_.is_grey(181));
        session_->set_visible(false);
    }
}

TEST_F(LongGroups, ShowNothingOldAfterALoss) {
    give_long_group();
    expect_nothing_old_after_a_loss();
    EXPECT_EQ(stream().runs(), 1);
}

}  // namespace
}  // namespace pendopo
