#include "engine/app/pending_captures.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/ipc/shared_frames.h"

namespace pendopo {
namespace {

Result<CapturedPicture> copy_picture(UniqueFd fd) {
    const auto ring = FrameRingReader::attach(std::move(fd));
    if (!ring) {
        return fail(ring.error());
    }
    const auto view = ring->latest();
    if (!view || view->info.format != PixelFormat::bgra) {
        return fail(ErrorCode::invalid, "capture: the renderer sent no picture");
    }
    const size_t bytes = size_t{view->info.stride[0]} * static_cast<size_t>(view->info.height - 1) +
                         size_t{4} * static_cast<size_t>(view->info.width);
    CapturedPicture picture{view->info.size(), view->info.stride[0], {}};
    picture.bytes.resize(picture.stride * static_cast<size_t>(picture.size.height));
    std::copy_n(view->plane(0), bytes, picture.bytes.begin());
    return picture;
}

}  // namespace

uint64_t PendingCaptures::add(Done done, Seconds deadline) {
    const uint64_t id = next_++;
    captures_[id] = {std::move(done), loop_.after(deadline, [this, id, deadline] {
                         finish(id, fail(ErrorCode::timed_out,
                                         fmt::format("the renderer did not answer within {} s",
                                                     deadline.count())));
                     })};
    return id;
}

void PendingCaptures::finish(const Captured& answer, ChannelMessage& message) {
    if (!answer.error.empty()) {
        finish(answer.id, fail(ErrorCode::io, answer.error));
    } else if (message.fds.size() == 1) {
        finish(answer.id, copy_picture(std::move(message.fds.front())));
    }
}

void PendingCaptures::finish(uint64_t id, Result<CapturedPicture> picture) {
    if (auto capture = captures_.extract(id)) {
        capture.mapped().done(std::move(picture));
    }
}

}  // namespace pendopo
