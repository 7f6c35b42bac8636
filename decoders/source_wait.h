#pragma once
// How a source waits: for descriptors, while it stays ready to be stopped, to be woken by its sink,
// and to run into one absolute deadline that no dripping camera can put off.

#include <poll.h>

#include <span>
#include <stop_token>

#include "decoders/packet_source.h"

namespace pendopo {

// Thread: bound to the thread that calls PacketSource::run().
class SourceWait {
  public:
    static constexpr size_t kMostDescriptors = 3;

    // The deadline is `open_timeout` from now; open_done() lifts it.
    SourceWait(std::stop_token stop, PacketSink& sink, Milliseconds open_timeout);
    void open_done() { deadline_ = MonotonicTime::max(); }
    MonotonicTime deadline() const { return deadline_; }

    // Asks the sink, then waits until one of `ready` is so, until `until`, or 100 ms. Returns also
    // when nothing happened: look again. Errors: stopped, timed_out.
    Result<void> wait(std::span<const pollfd> ready, MonotonicTime until = MonotonicTime::max());
    Result<void> wait(int fd, short events) {
        const pollfd one{fd, events, 0};
        return wait(std::span(&one, 1));
    }

  private:
    const std::stop_token stop_;
    PacketSink& sink_;
    const Milliseconds open_timeout_;
    MonotonicTime deadline_;
};

}  // namespace pendopo
