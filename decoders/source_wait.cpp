#include "decoders/source_wait.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/check.h"

namespace pendopo {

SourceWait::SourceWait(std::stop_token stop, PacketSink& sink, Milliseconds open_timeout)
    : stop_(std::move(stop)),
      sink_(sink),
      open_timeout_(open_timeout),
      deadline_(Monotonic::now() + open_timeout) {}

Result<void> SourceWait::wait(std::span<const pollfd> ready, MonotonicTime until) {
    CHECK(ready.size() <= kMostDescriptors);
    const MonotonicTime now = Monotonic::now();
    if (stop_.stop_requested() || !sink_.on_wait(now)) {
        return fail(ErrorCode::stopped, "rtsp: stopped");
    }
    if (now >= deadline_) {
        return fail(ErrorCode::timed_out,
                    fmt::format("rtsp: the camera took longer than {} s to answer",
                                std::chrono::ceil<Seconds>(open_timeout_).count()));
    }
    std::array<pollfd, kMostDescriptors + 1> all{pollfd{sink_.wake_fd(), POLLIN, 0}};
    std::ranges::copy(ready, all.begin() + 1);
    const MonotonicTime end = std::min({deadline_, until, now + Milliseconds(100)});
    const auto left = std::chrono::ceil<Milliseconds>(end - now).count();
    ::poll(all.data(), ready.size() + 1, std::max(0, static_cast<int>(left)));
    return {};
}

}  // namespace pendopo
