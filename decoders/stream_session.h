#pragma once
// One stream of one camera for as long as it is wanted: connect, receive, watch, back off, for
// ever. One thread does all of it: packets are cached, and decoded while the stream is visible. A
// hidden stream on standby, and one whose group outgrows the cache, is decoded on.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <thread>

#include "decoders/catch_up.h"
#include "decoders/ffmpeg_decoder.h"
#include "decoders/gop_cache.h"
#include "decoders/hardware_trust.h"
#include "decoders/packet_source.h"
#include "decoders/picture.h"
#include "decoders/picture_change.h"
#include "decoders/retry_policy.h"
#include "decoders/session_rates.h"
#include "decoders/stream_watch.h"
#include "decoders/wakeup.h"
#include "engine/base/log.h"
#include "engine/ipc/ingest_messages.h"

namespace pendopo {

class StreamSession;

// Takes a place in the queue of all attempts to connect: when this one may begin, given now. Empty:
// at once. Thread: safe. See engine/ipc/attempt_pacer.h.
using AttemptPace = std::function<MonotonicTime(MonotonicTime)>;
enum class FirstAttempt { paced, at_once };  // at once: to a camera that is there

// Called on the session's thread.
class SessionListener {
  public:
    virtual ~SessionListener() = default;
    virtual void on_picture(const StreamSession& session, Picture picture) = 0;
    // The state or another fact of health() changed.
    virtual void on_change() = 0;
};

struct SessionHealth {
    CameraState state = CameraState::connecting;
    MonotonicTime since;
    std::string reason;
    bool unspoken = false;  // the source does not speak what the camera does
    std::string codec;
    std::string decoder;
    PixelSize size;
    MonotonicTime last_progress;
    SessionCounts counts;
    // Of the newest packet on this connection, see CameraHealth.
    MediaClock media_clock = MediaClock::arrival;
    std::optional<Milliseconds> delay;
    std::optional<Nanoseconds> jitter;
    std::optional<Nanoseconds> late;
    std::optional<MonotonicTime> unchanged_since;  // see picture_change.h; empty while hidden
    Milliseconds stale_after{0};                   // as the stream's pace has it; 0: not known yet
    uint64_t connects = 0;
    uint64_t failures = 0;
};

// Thread: safe; the object is made and destroyed by one owner. The destructor waits for the thread,
// at most 250 ms after request_stop() and the farewell to the camera.
class StreamSession final : private PacketSink {
  public:
    // `number`: its name among its camera's sessions, see ShownSession. `visible`: whether pictures
    // are wanted from the first packet on; see set_visible.
    StreamSession(uint64_t number, SourceOptions source, DecoderOptions decoder, bool visible,
                  const SourceFactory& factory, SessionListener& listener, Log log,
                  AttemptPace pace = {}, FirstAttempt first = FirstAttempt::paced);
    ~StreamSession() override;

    uint64_t number() const { return number_; }

    // Whether pictures are wanted. Becoming visible shows the newest picture at once, from the
    // decoder or the cached packets; so it does after a moment too short for the session's thread
    // to notice. Called by one thread.
    void set_visible(bool visible);
    // Whether it is decoded on while hidden, so that becoming visible need not decode the group
    // first. From the next key packet on; a machine that is too slow for it gives it up until then.
    void set_standby(bool standby) { standby_ = standby; }
    void request_stop();
    bool finished() const { return finished_; }
    // The hardware took this stream and could not decode it, or failed again and again: software
    // does, for good.
    bool hardware_failed() const { return hardware_failed_; }
    SessionHealth health() const;

  private:
    void on_format(const StreamFormat& format) override;
    void on_packet(const Packet& packet) override;
    void on_remark(const std::string& text) override { log_.info("{}", text); }
    bool on_wait(MonotonicTime now) override;
    int wake_fd() const override { return wakeup_.fd(); }

    void run(const std::stop_token& stop);
    Error connect_once(const std::stop_token& stop);
    void pause_until(const std::stop_token& stop, MonotonicTime until);
    void follow_visibility();
    void count(const Packet& packet);
    void count_left_out();
    void cache(const Packet& packet);
    bool open_decoder();
    void close_decoder();
    void lose_sync();
    std::optional<Picture> decode(const Packet& packet);
    std::optional<Picture> decode_burst(std::span<const Packet> packets);
    std::optional<Picture> decode_once(const Packet& packet);
    bool replaced_hardware();
    void show(Picture picture);
    void watch_change(const Picture& picture);
    void progress(MonotonicTime now);
    void set_state(CameraState state, const std::string& reason);

    const uint64_t number_;
    const SourceOptions source_options_;
    const SourceFactory factory_;
    SessionListener& listener_;
    const Log log_;
    const AttemptPace pace_;
    Wakeup wakeup_;
    std::atomic<uint64_t> visibility_;  // grows with each change; odd: visible
    std::atomic<bool> standby_{false};
    std::atomic<bool> finished_{false};
    std::atomic<bool> hardware_failed_{false};

    mutable std::mutex mutex_;
    SessionHealth health_;  // guarded by mutex_

    // The session's thread only.
    DecoderOptions decoder_options_;
    std::stop_token stop_;
    std::optional<StreamFormat> format_;  // empty while the stream is being opened
    std::optional<FfmpegDecoder> decoder_;
    HardwareTrust hardware_trust_;
    std::optional<Error> ended_;  // why the session itself ends the run
    GopCache gop_;
    // The newest picture of the decoder; empty as soon as what follows it is missing.
    std::optional<Picture> standing_;
    StreamWatch watch_;
    PictureChange change_;
    RetryPolicy retry_;
    std::unique_ptr<PacketSource> source_;  // of all connections
    CatchUp catch_up_;
    std::minstd_rand random_{std::random_device{}()};
    uint64_t followed_ = 0;  // of visibility_
    bool visible_ = false;
    bool following_ = false;  // hidden, and decoding: see cache()
    bool key_seen_ = false;
    uint64_t decode_errors_ = 0;  // on this connection
    FirstAttempt next_attempt_;
    // What the decoder waits for a key packet because of, as a counter of its packets; null: of
    // nothing that went wrong.
    uint64_t SessionCounts::*left_out_ = nullptr;

    std::jthread thread_;  // last: starts when everything above is there
};

}  // namespace pendopo
