#pragma once
// A camera's stream played by the test: opened, given packets, frozen and ended as told.

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "decoders/packet_source.h"

namespace pendopo {

// What one address does. A connection takes the commands in order; when there are none it is
// frozen. Thread: safe.
class ScriptedStream {
  public:
    void open(StreamFormat format) { add(std::move(format)); }
    void give(Packet packet) { add(std::move(packet)); }
    void end(Error error) { add(std::move(error)); }

    int runs() const;      // connections begun, ever
    int running() const;   // now
    bool drained() const;  // every command was taken
    bool idle() const;     // and its effect is there: the connection waits for the next one

  private:
    friend class ScriptedSource;
    using Command = std::variant<StreamFormat, Packet, Error>;
    void add(Command command);
    std::optional<Command> take();

    mutable std::mutex mutex_;
    std::deque<Command> commands_;
    bool waiting_ = false;
    int runs_ = 0;
    int running_ = 0;
};

// The streams of a test by address, and the factory over them. Outlives the sources.
class ScriptedStreams {
  public:
    ScriptedStream& at(const std::string& url) { return streams_[url]; }
    SourceFactory factory();

  private:
    std::map<std::string, ScriptedStream> streams_;
};

// Grey pictures of those lumas (full range, a little grain), as a stream carries them: the first is
// a key packet with the parameter sets, the others lean on those before, as many as `references`.
std::vector<Packet> encoded_packets(Codec codec, PixelSize size, const std::vector<uint8_t>& lumas,
                                    int references = 1);

// A grey picture of that luma, encoded as one JPEG: a key packet by itself.
Packet jpeg_packet(PixelSize size, uint8_t luma);

}  // namespace pendopo
