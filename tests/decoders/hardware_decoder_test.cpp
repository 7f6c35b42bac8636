// Faults row 41: a hardware decoder that fails, or takes everything and gives nothing. No hardware
// is here, so its part of libavcodec is this file's: what is opened as hardware is libavcodec's own
// software, which fails as told.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "decoders/ffmpeg_log.h"
#include "decoders/ffmpeg_types.h"
#include "decoders/stream_session.h"
#include "tests/support/scripted_source.h"
#include "tests/support/wait_until.h"

namespace {

enum class Mood { works, fails, silent };
std::atomic<Mood> hardware{Mood::works};
std::atomic<int> hardware_opened{0};

bool is_hardware(const AVCodecContext* context) {
    return context->hw_device_ctx != nullptr;
}

template <typename Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int av_hwdevice_ctx_create(AVBufferRef** device, AVHWDeviceType type, const char* /*where*/,
                           AVDictionary* /*options*/, int /*flags*/) {
    *device = type == AV_HWDEVICE_TYPE_VAAPI ? av_hwdevice_ctx_alloc(type) : nullptr;
    return *device != nullptr ? 0 : AVERROR(ENOSYS);
}

int avcodec_open2(AVCodecContext* context, const AVCodec* codec, AVDictionary** options) {
    if (is_hardware(context)) {
        ++hardware_opened;
        context->get_format = avcodec_default_get_format;
    }
    return real<decltype(avcodec_open2)>("avcodec_open2")(context, codec, options);
}

int avcodec_send_packet(AVCodecContext* context, const AVPacket* packet) {
    if (is_hardware(context) && hardware != Mood::works) {
        return hardware == Mood::fails ? AVERROR_EXTERNAL : 0;
    }
    return real<decltype(avcodec_send_packet)>("avcodec_send_packet")(context, packet);
}

int avcodec_receive_frame(AVCodecContext* context, AVFrame* frame) {
    if (is_hardware(context) && hardware == Mood::silent) {
        return AVERROR(EAGAIN);
    }
    return real<decltype(avcodec_receive_frame)>("avcodec_receive_frame")(context, frame);
}

}  // extern "C"

namespace pendopo {
namespace {

const std::string kUrl = "rtsp://cam/1";

class Counter final : public SessionListener {
  public:
    void on_picture(const StreamSession&, Picture) override { ++pictures_; }
    void on_change() override {}
    int pictures() const { return pictures_; }

  private:
    std::atomic<int> pictures_{0};
};

// A camera with a key picture each five.
class Row41_AHardwareDecoder : public testing::Test {
  protected:
    void begin(Mood mood) {
        install_ffmpeg_log(Log::silent());
        hardware = mood;
        hardware_opened = 0;
        camera().open({Codec::h264, {}});
        group_ = encoded_packets(Codec::h264, {320, 192}, std::vector<uint8_t>(5, 90));
        SourceOptions source;
        source.url = kUrl;
        session_.emplace(1, source, DecoderOptions{}, true, streams_.factory(), counter_,
                         Log::silent());
    }
    ScriptedStream& camera() { return streams_.at(kUrl); }

    // The camera plays until it is so; false: it never was.
    bool plays_until(const std::function<bool()>& so) {
        return test::wait_until(
            [&] {
                camera().give(group_[next_++ % group_.size()]);
                return test::wait_until([&] { return camera().idle(); }, Seconds(5)) && so();
            },
            Seconds(20));
    }
    bool shows_more() {
        const int before = counter_.pictures();
        return plays_until([&] { return counter_.pictures() >= before + 20; });
    }
    std::string decoder() const { return session_->health().decoder; }

    ScriptedStreams streams_;
    Counter counter_;
    std::vector<Packet> group_;
    size_t next_ = 0;
    std::optional<StreamSession> session_;
};

TEST_F(Row41_AHardwareDecoder, ThatCannotDecodeTheStreamGivesWayToSoftware) {
    begin(Mood::fails);
    EXPECT_TRUE(shows_more());
    EXPECT_EQ(decoder(), "software (hardware failed)");
    EXPECT_EQ(hardware_opened, 1);
    EXPECT_EQ(camera().runs(), 1) << "no new connection for it";
}

TEST_F(Row41_AHardwareDecoder, ThatGivesNothingGivesWayToSoftware) {
    begin(Mood::silent);
    EXPECT_TRUE(shows_more());
    EXPECT_EQ(decoder(), "software (hardware failed)");
    EXPECT_EQ(hardware_opened, 1);
    EXPECT_EQ(camera().runs(), 1);
}

TEST_F(Row41_AHardwareDecoder, ThatWedgesIsOpenedAnewAndGivesWayWhenThatIsNoCure) {
    begin(Mood::works);
    EXPECT_TRUE(shows_more());
    EXPECT_EQ(decoder(), "vaapi");

    hardware = Mood::silent;
    EXPECT_TRUE(plays_until([] { return hardware_opened == 2; }));
    hardware = Mood::works;
    EXPECT_TRUE(shows_more());
    EXPECT_EQ(decoder(), "vaapi");
    EXPECT_FALSE(session_->hardware_failed());

    hardware = Mood::fails;
    EXPECT_TRUE(shows_more());
    EXPECT_EQ(decoder(), "software (hardware failed)");
    EXPECT_EQ(hardware_opened, 3) << "once more, in vain";
    EXPECT_EQ(camera().runs(), 1);
}

}  // namespace
}  // namespace pendopo
