#include "engine/render/ring_table.h"

#include <algorithm>

namespace pendopo {
namespace {

// What every GPU of the last ten years takes as a texture.
constexpr int kMaxSide = 16384;
// FrameRingReader checks that a frame lies inside its mapping; a mapping may be sparse and huge,
// and libraries count rows in int.
constexpr uint32_t kMaxStride = 1U << 20;

bool can_be_drawn(const FrameInfo& frame) {
    return frame.width <= kMaxSide && frame.height <= kMaxSide &&
           *std::max_element(frame.stride.begin(), frame.stride.end()) <= kMaxStride;
}

}  // namespace

MediaTime Ring::made() const {
    if (!frame_) {
        return {};
    }
    const bool sender = frame_->info.media_clock == MediaClock::sender;
    return {frame_->info.made_ns, sender ? MediaClock::sender : MediaClock::arrival};
}

bool Ring::has_news() const {
    return (successor_ && successor_->publication() != 0) ||
           (reader_ && reader_->publication() != publication_);
}

bool Ring::latch(uint64_t next_serial, int64_t now_ns) {
    // The old ring's memory goes with its reader, so it stays until the new one has a picture.
    if (successor_ && take_from(*successor_, next_serial, now_ns)) {
        reader_ = std::move(successor_);
        successor_.reset();
        return true;
    }
    return reader_ && reader_->publication() != publication_ &&
           take_from(*reader_, next_serial, now_ns);
}

bool Ring::take_from(const FrameRingReader& reader, uint64_t next_serial, int64_t now_ns) {
    // Read before the frame: should a newer one come between the two, it counts as news again.
    const uint64_t publication = reader.publication();
    const std::optional<FrameView> frame = reader.latest();
    if (publication == 0 || !frame || !can_be_drawn(frame->info)) {
        return false;  // none yet, being overwritten, or nonsense; asked again next cycle
    }
    publication_ = publication;
    frame_ = frame;
    serial_ = next_serial;
    picture_ns_ = std::clamp<int64_t>(frame->info.arrival_ns, 0, now_ns);
    return true;
}

void Ring::let_go() {
    reader_.reset();
    successor_.reset();
    frame_.reset();
    publication_ = serial_ = 0;
}

Ring& RingTable::make(const RingOffer& offer) {
    auto& ring = rings_[offer.key];
    ring = std::make_unique<Ring>(++last_id_, offer);
    return *ring;
}

Result<void> RingTable::offer(const RingOffer& offer, UniqueFd fd) {
    Result<FrameRingReader> reader = FrameRingReader::attach(std::move(fd));
    if (!reader) {
        return fail(reader.error().within(offer.key));
    }
    const auto known = rings_.find(offer.key);
    Ring& ring =
        known != rings_.end() && known->second->offer_ == offer ? *known->second : make(offer);
    ring.old_ = false;
    ring.withheld_ = {};
    if (ring.frame_) {
        ring.successor_ = std::move(*reader);
    } else {
        ring.reader_ = std::move(*reader);
        ring.publication_ = 0;
    }
    return {};
}

void RingTable::withhold(const RingOffer& offer, UniqueFd fd) {
    make(offer).withheld_ = std::move(fd);
}

std::vector<uint64_t> RingTable::judge(const std::function<bool(const RingOffer&)>& may_keep) {
    std::vector<uint64_t> let_go;
    for (const auto& [key, ring] : rings_) {
        const bool kept = may_keep(ring->offer_);
        if (kept && ring->withheld_) {
            if (auto reader = FrameRingReader::attach(std::exchange(ring->withheld_, {}))) {
                ring->reader_ = std::move(*reader);
            }
        } else if (!kept && ring->reader_) {
            ring->let_go();
            let_go.push_back(ring->id());
        }
    }
    return let_go;
}

std::optional<uint64_t> RingTable::gone(const std::string& key) {
    const auto found = rings_.find(key);
    if (found == rings_.end()) {
        return std::nullopt;
    }
    const uint64_t id = found->second->id();
    rings_.erase(found);
    return id;
}

void RingTable::set_all_old() {
    for (const auto& [key, ring] : rings_) {
        ring->old_ = true;
    }
}

std::vector<std::string> RingTable::old_ones(
    const std::function<bool(const std::string& key)>& needed) const {
    std::vector<std::string> keys;
    for (const auto& [key, ring] : rings_) {
        if (ring->old_ && !needed(key)) {
            keys.push_back(key);
        }
    }
    return keys;
}

Ring* RingTable::find(std::string_view key) const {
    const auto found = rings_.find(key);
    return found == rings_.end() ? nullptr : found->second.get();
}

bool RingTable::has_news() const {
    return std::any_of(rings_.begin(), rings_.end(),
                       [](const auto& entry) { return entry.second->has_news(); });
}

void RingTable::latch(int64_t now_ns) {
    for (const auto& [key, ring] : rings_) {
        if (ring->latch(last_serial_ + 1, now_ns)) {
            ++last_serial_;
        }
    }
}

}  // namespace pendopo
