#include "decoders/picture_publisher.h"

#include <fcntl.h>

#include <algorithm>
#include <utility>

namespace pendopo {
namespace {

// A slot is overwritten at the earliest one picture after the next one was published: 16 ms at 60
// pictures a second, while a reader copies in 2 ms and asks intact(). A third slot would cost 33 MB
// on a wall of sixteen 960x540 tiles.
constexpr uint32_t kSlots = 2;

// A camera's own pace is three seconds at least (liveness.h).
constexpr int kStillOverdueMs = 3000;

constexpr auto kShowsStills = [](const auto& outlet) {
    return outlet.request.detail == PictureDetail::still;
};

}  // namespace

void PicturePublisher::set_requests(const std::vector<PictureRequest>& requests,
                                    const std::optional<CameraMasks>& masks) {
    const std::lock_guard lock(mutex_);
    const bool other_masks = masker_.masks() != masks;
    if (other_masks) {
        masker_.set_masks(masks);
    }
    std::vector<Outlet> next;
    for (const PictureRequest& request : requests) {
        const auto known =
            std::ranges::find(outlets_, request.key, [](const Outlet& o) { return o.request.key; });
        Outlet outlet{request, std::nullopt, std::nullopt};
        if (request.trial_masks) {
            outlet.trial.emplace().set_masks(request.trial_masks);
        }
        bool changed = true;
        bool had_ring = false;
        if (known != outlets_.end()) {
            changed = other_masks || known->request != request;
            had_ring = known->ring.has_value();
            if (!other_masks && known->request.detail == request.detail &&
                known->request.trial_masks == request.trial_masks) {
                outlet.ring = std::move(known->ring);
            }
            outlets_.erase(known);
        }
        if (changed) {
            fill(outlet);
        }
        if (had_ring && !outlet.ring) {
            tell({request.key, UniqueFd(), false});
        }
        next.push_back(std::move(outlet));
    }
    for (const Outlet& left : outlets_) {
        if (left.ring) {
            tell({left.request.key, UniqueFd(), false});
        }
    }
    outlets_ = std::move(next);
    if (std::ranges::none_of(outlets_, kShowsStills)) {
        still_.reset();
    }
    if (outlets_.empty()) {
        newest_.reset();
        converter_ = PictureConverter();
        masker_.forget();
    }
    something_to_tell();
}

bool PicturePublisher::show(const Picture& picture) {
    const std::lock_guard lock(mutex_);
    if (outlets_.empty() || picture.number <= forgotten_ ||
        (newest_ && newest_->number > picture.number)) {
        return false;
    }
    newest_ = picture;
    const bool new_still = take_still(picture);
    for (Outlet& outlet : outlets_) {
        if (new_still || !kShowsStills(outlet)) {
            fill(outlet);
        }
    }
    return something_to_tell();
}

bool PicturePublisher::something_to_tell() {
    const std::string reason = outlets_.empty() ? std::string() : masker_.reason();
    const std::lock_guard lock(told_mutex_);
    return std::exchange(masked_reason_, reason) != reason || !events_.empty();
}

// True: the stills are to show this one.
bool PicturePublisher::take_still(const Picture& picture) {
    int every_s = 0;
    for (const Outlet& outlet : outlets_) {
        every_s = std::max(every_s, kShowsStills(outlet) ? outlet.request.still_every_s : 0);
    }
    if (every_s == 0 || (still_ && picture.arrived - still_->arrived < Seconds(every_s))) {
        return false;
    }
    still_ = picture;
    return true;
}

void PicturePublisher::forget(uint64_t up_to) {
    const std::lock_guard lock(mutex_);
    forgotten_ = up_to;
    newest_.reset();
    still_.reset();
}

void PicturePublisher::fill(Outlet& outlet) {
    if (kShowsStills(outlet) && !still_) {
        still_ = newest_;  // the first that is wanted
    }
    const std::optional<Picture>& shown = kShowsStills(outlet) ? still_ : newest_;
    if (!shown) {
        return;
    }
    const bool mosaic = outlet.request.detail == PictureDetail::mosaic;
    PictureMasker& masker = outlet.trial ? *outlet.trial : masker_;
    if (const Picture* seen = masker.masked(*shown, mosaic ? Coarsen::whole : Coarsen::masks)) {
        fill(outlet, *seen);
    }
}

void PicturePublisher::fill(Outlet& outlet, const Picture& picture) {
    FrameInfo info = converted_frame(picture, outlet.request);
    if (info.size().empty()) {
        return;
    }
    if (kShowsStills(outlet)) {
        // Old by design: it is lost when the next one is overdue.
        info.stale_after_ms =
            std::max(info.stale_after_ms, kStillOverdueMs) + outlet.request.still_every_s * 1000;
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

std::string PicturePublisher::masked_reason() const {
    const std::lock_guard lock(told_mutex_);
    return masked_reason_;
}

void PicturePublisher::tell(const Outlet& outlet) {
    tell({outlet.request.key, UniqueFd(::fcntl(outlet.ring->fd(), F_DUPFD_CLOEXEC, 0)),
          outlet.trial.has_value()});
}

void PicturePublisher::tell(RingEvent event) {
    const std::lock_guard lock(told_mutex_);
    events_.push_back(std::move(event));
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
    const std::lock_guard lock(told_mutex_);
    return std::exchange(events_, {});
}

}  // namespace pendopo
