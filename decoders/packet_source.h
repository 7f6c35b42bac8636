#pragma once
// Where a stream's packets come from. A source connects once, delivers until something ends it, and
// says why; it never retries itself (retry_policy.h decides that). Every wait inside a source ends
// within 250 ms of its deadline, of stop, or of the sink's wish to end.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/codec.h"
#include "engine/base/geometry.h"
#include "engine/base/media_time.h"
#include "engine/base/result.h"
#include "engine/base/stream_options.h"

namespace pendopo {

// What the packets that follow are made of.
struct StreamFormat {
    Codec codec = Codec::h264;
    std::vector<uint8_t> extradata;  // parameter sets known before the first packet; may be empty
    bool operator==(const StreamFormat&) const = default;
};

// One access unit. The bytes are shared and never change, so that a cache and a decoder can hold
// the same packet.
struct Packet {
    // Zero bytes behind the payload that decoders may read past the end into.
    static constexpr size_t kPadding = 64;

    std::shared_ptr<const std::vector<uint8_t>> storage;  // payload and padding
    bool key = false;                                     // decoding may start here
    int settles_after = 0;  // of a key packet: whole pictures come after so many further packets
    bool more_waiting = false;  // another packet can be read already: this one is not the newest
    bool after_loss = false;    // packets before it are missing; decode from a key packet on
    MonotonicTime arrived;      // when its last byte came
    MediaTime made;             // when its picture was made
    std::optional<Nanoseconds> jitter;  // of the arrival of its stream (RFC 3550, A.8), lately
    std::optional<Nanoseconds> late;    // than the connection's quickest, see media_delay.h

    std::span<const uint8_t> bytes() const {
        return std::span(*storage).first(storage->size() - kPadding);
    }
};
Packet make_packet(std::span<const uint8_t> bytes, bool key, MonotonicTime arrived);

// Receives what a source delivers. All calls come on the thread that called run().
class PacketSink {
  public:
    virtual ~PacketSink() = default;
    // The stream was opened; called once, before the first packet.
    virtual void on_format(const StreamFormat& format) = 0;
    virtual void on_packet(const Packet& packet) = 0;
    // A line for the log about how the packets come; seldom.
    virtual void on_remark(const std::string& /*text*/) {}
    // Called at least every 100 ms while the source waits, and soon after wake_fd() turned
    // readable. False ends the run with ErrorCode::stopped.
    virtual bool on_wait(MonotonicTime now) = 0;
    virtual int wake_fd() const = 0;
};

// Thread: bound to the thread that calls run().
class PacketSource {
  public:
    virtual ~PacketSource() = default;
    // Blocks until the stream ends, and says why; may be called again then, and knows what it
    // learnt. Codes: unauthorized, refused (403, 453, 5xx), exhausted (503), not_found (404),
    // unreachable (no connection, or it ended), timed_out (a phase took longer than allowed),
    // unsupported (no video that is decoded here), invalid (an answer that makes no sense, a
    // redirect elsewhere, a certificate that is not trusted), stopped.
    virtual Error run(std::stop_token stop, PacketSink& sink) = 0;
};

// How to reach one stream. `url` carries no credentials, but perhaps their placeholders {user} and
// {password}, which are filled in where it is sent.
struct SourceOptions {
    std::string url;
    std::string user;  // empty: no login
    std::string password;
    StreamOptions stream;
    Milliseconds open_timeout{10'000};  // from the first byte sent to the answer to PLAY
    bool operator==(const SourceOptions&) const = default;
};
using SourceFactory = std::function<std::unique_ptr<PacketSource>(const SourceOptions&)>;

}  // namespace pendopo
