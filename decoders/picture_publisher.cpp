#include "decoders/picture_publisher.h"

#include <fcntl.h>

#include <algorithm>

namespace pendopo {
namespace {

// A slot is overwritten at the earliest one picture after the next one was published: 16 ms at 60
// pictures a second, while a reader copies in 2 ms and asks intact(). A third slot would cost 33 MB
// on a wall of sixteen 960x540 tiles.
constexpr uint32_t kSlots = 2;

}  // namespace

void PicturePublisher::set_requests(const std::vector<PictureRequest>& requests) {
    const std::lock_guard lock(mutex_);
    std::vector<Outlet> next;
    for (const PictureRequest& request : requests) {
        const auto known =
            std::ranges::find(outlets_, request.key, [](const Outlet& o) { return o.request.key; });
        Outlet outlet{request, std::nullopt};
        bool changed = true;
        if (known != outlets_.end()) {
            changed = known->request != request;
            outlet.ring = std::move(known->ring);
            outlets_.erase(known);
        }
        if (changed && newest_) {
            fill(outlet, *newest_);
        }
        next.push_back(std::move(outlet));
    }
    for (const Outlet& left : outlets_) {
        if (left.ring) {
            events_.push_back({left.request.key, UniqueFd()});
        }
    }
    outlets_ = std::move(next);
    if (outlets_.empty()) {
        newest_.reset();
        converter_ = PictureConverter();
    }
}

bool PicturePublisher::show(const Picture& picture) {
    const std::lock_guard lock(mutex_);
    if (outlets_.empty() || picture.number <= forgotten_ ||
        (newest_ && newest_->number > picture.number)) {
        return false;
    }
    newest_ = picture;
    for (Outlet& outlet : outlets_) {
        fill(outlet, picture);
    }
    return !events_.empty();
}

void PicturePublisher::forget(uint64_t up_to) {
    const std::lock_guard lock(mutex_);
    forgotten_ = up_to;
    newest_.reset();
}

void PicturePublisher::fill(Outlet& outlet, const Picture& picture) {
    const FrameInfo info = converted_frame(picture, outlet.request);
    if (info.size().empty()) {
        return;
    }
    const size_t bytes = frame_bytes(info);
    // A ring that is a little too large is kept; half empty it is not worth its memory.
    if (!outlet.ring || outlet.ring->slot_bytes() < bytes ||
        outlet.ring->slot_bytes() / 2 > bytes + 4096) {
        Result<FrameRingWriter> made = FrameRingWriter::create(bytes, kSlots);
        if (!made) {
            log_.error("no ring key={} reason=\"{}\"", outlet.request.key, made.error().message());
            return;
        }
        outlet.ring = std::move(*made);
        tell(outlet);
    }
    converter_.convert(picture, outlet.request, info, outlet.ring->begin());
    outlet.ring->publish(info);
}

void PicturePublisher::tell(const Outlet& outlet) {
    events_.push_back(
        {outlet.request.key, UniqueFd(::fcntl(outlet.ring->fd(), F_DUPFD_CLOEXEC, 0))});
}

void PicturePublisher::tell_rings() {
    const std::lock_guard lock(mutex_);
    for (const Outlet& outlet : outlets_) {
        if (outlet.ring) {
            tell(outlet);
        }
    }
}

std::vector<RingEvent> PicturePublisher::take_events() {
    const std::lock_guard lock(mutex_);
    return std::exchange(events_, {});
}

}  // namespace pendopo
