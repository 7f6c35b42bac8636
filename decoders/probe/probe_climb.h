#pragma once
// One climb of the ladder against a camera, by the client and the decoder that the wall itself
// uses: what is found here is what a wall will find. It watches how the stream is opened
// (RtspObserver), takes its packets (PacketSink), decodes and measures them, on the thread that
// calls run().

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "decoders/ffmpeg_decoder.h"
#include "decoders/packet_source.h"
#include "decoders/probe/ladder.h"
#include "decoders/probe/probe_told.h"
#include "decoders/rtsp_observer.h"
#include "engine/base/log.h"
#include "engine/ipc/probe_messages.h"

namespace pendopo {

// A stream is measured for so long at least, and until a second key picture came or the most is
// over.
struct MeasureTimes {
    Milliseconds least{3'000};
    Milliseconds most{10'000};
};

// Thread: bound to the thread that calls run().
class ProbeClimb final : private PacketSink, private RtspObserver {
  public:
    // As many key pictures that cannot be decoded are the camera's own fault.
    static constexpr int kFailedKeys = 3;

    // `cancelled` is asked every 100 ms at least, and soon after `wake_fd` turned readable.
    ProbeClimb(ProbeRequest request, int wake_fd, std::function<bool()> cancelled,
               Ladder::Tell tell, Log log, MeasureTimes times = {});

    // Once. Blocks until the ladder is over: within the request's patience, and within 250 ms of
    // being cancelled. True: every rung was climbed.
    bool run();
    // The newest decoded picture, whether or not all rungs were climbed.
    const std::optional<Picture>& picture() const { return newest_; }

  private:
    // PacketSink
    void on_format(const StreamFormat& format) override { format_ = format; }
    void on_packet(const Packet& packet) override;
    void on_remark(const std::string& text) override { log_.info("{}", text); }
    bool on_wait(MonotonicTime now) override;
    int wake_fd() const override { return wake_fd_; }
    // RtspObserver
    void on_resolved() override;
    void on_connected(bool connected, int error) override;
    void on_certificate(const std::string& sha256) override { seen_.certificate = sha256; }
    void on_request(std::string_view method) override;
    void on_reply(std::string_view method, const RtspMessage& reply) override;
    void on_rtp(size_t bytes, bool udp) override;

    void note_challenges(const RtspMessage& reply);
    void on_described(const RtspMessage& reply);
    void decode(const Packet& packet);
    bool open_decoder();
    void damaged(const Packet& packet, const Error& error);
    void look_at_size(const Packet& packet);
    bool measured_enough(MonotonicTime now) const;
    void finish();
    void fail_with(const Error& why);
    void search(ProbeCause cause, const std::vector<std::string>& paths, ProbePlace& place);
    void climb(const RungTold& told) { ladder_.climbed(Monotonic::now(), told); }
    std::string without_secrets(const std::string& text) const;

    const ProbeRequest request_;
    const int wake_fd_;
    const std::function<bool()> cancelled_;
    const Log log_;
    const MeasureTimes times_;
    Ladder ladder_;
    ProbeSeen seen_;
    RtspUrl url_;
    SourceOptions options_;
    std::string server_;
    std::string realm_;
    bool late_ = false;  // a rung's time is up
    bool stopped_ = false;
    bool redirected_ = false;
    int ways_ = 0;  // connections that were not redirects
    std::optional<Error> own_end_;

    std::optional<StreamFormat> format_;
    DecoderOptions decoder_options_;
    std::optional<FfmpegDecoder> decoder_;
    std::optional<FfmpegDecoder> sizing_;  // after the first key picture that cannot be decoded
    StreamMeasure measure_;
    std::optional<Picture> newest_;
    MonotonicTime first_picture_;
    MediaTime made_;
    MonotonicTime made_arrived_;
    int failed_keys_ = 0;
};

}  // namespace pendopo
