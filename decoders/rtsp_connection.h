#pragma once
// The connection on which an RTSP session is spoken: requests with their login and their replies,
// and the packets that a camera mixes in between. What to ask, and when, is rtsp_source.h's matter.

#include <functional>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "decoders/packet_source.h"
#include "decoders/rtsp_address.h"
#include "decoders/rtsp_login.h"
#include "decoders/rtsp_message.h"
#include "decoders/rtsp_observer.h"
#include "decoders/source_wait.h"
#include "decoders/tls_session.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

// Thread: bound to its owner; `options`, `wait` and `observer`, which may be null, outlive it.
class RtspConnection {
  public:
    using Headers = std::vector<std::pair<std::string, std::string>>;

    // `on_packet` takes each interleaved packet.
    RtspConnection(const SourceOptions& options, SourceWait& wait,
                   std::function<void(const InterleavedPacket&)> on_packet,
                   RtspObserver* observer = nullptr);

    // A new connection, in place of the one before. Errors: unreachable, timed_out, stopped, and
    // for rtsps:// those of TlsSession::open().
    Result<void> connect(const RtspUrl& url);
    int fd() const { return socket_.get(); }

    // Sends a request and waits for its reply, logging in when asked to. One request is under way
    // at a time, so whatever reply comes is its reply, numbered rightly or not.
    // `enough` is asked while it does not come: true takes its silence for a 200.
    Result<RtspMessage> ask(std::string_view method, const std::string& uri,
                            const Headers& extra = {}, const std::function<bool()>& enough = {});
    // Without waiting; the reply comes out of next_message().
    Result<void> send(std::string_view method, const std::string& uri, const Headers& extra = {});
    Result<void> send_bytes(std::span<const uint8_t> bytes);

    // Takes in what waits on the socket. True when bytes came.
    Result<bool> read_some();
    // The next reply among the bytes received; packets before it go to on_packet, and what the
    // camera asks of us is answered.
    Result<std::optional<RtspMessage>> next_reply();
    // Answers a 401 that came out of next_reply(): another request may follow.
    Result<void> challenged(const RtspMessage& reply) {
        return login_.challenged(reply, basic_allowed());
    }
    void accepted() { login_.accepted(); }
    // A request ended because its 401 could not be answered, or was the answer to a login.
    bool login_refused() const { return login_refused_; }
    // Packets come on this channel and the next one.
    void expect_channel(int channel) { reader_.expect_channel(channel); }
    uint64_t skipped_bytes() const { return reader_.skipped(); }

    // Carried by every request from now on.
    void set_session(std::string session) { session_ = std::move(session); }
    // Frees the session at the camera; waits 150 ms at most.
    void farewell(const std::string& uri);

  private:
    Result<void> connect_socket(const RtspUrl& url);
    Result<RtspMessage> await_reply(const std::function<bool()>& enough);
    Result<void> answer(const RtspMessage& request);
    Result<void> send_text(const std::string& text);
    // In clear only where the technician says so; within TLS nobody else reads it.
    bool basic_allowed() const { return tls_.has_value() || options_.stream.basic; }

    const SourceOptions& options_;
    SourceWait& wait_;
    const std::function<void(const InterleavedPacket&)> on_packet_;
    RtspObserver* const observer_;
    RtspLogin login_;
    std::minstd_rand random_{std::random_device{}()};
    UniqueFd socket_;
    std::optional<TlsSession> tls_;  // on the socket
    RtspReader reader_;
    bool login_refused_ = false;
    int port_ = 0;
    int cseq_ = 0;
    std::string session_;
};

}  // namespace pendopo
