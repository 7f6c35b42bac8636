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

Result<void> RingTable::offer(const std::string& key, UniqueFd fd) {
    Result<FrameRingReader> reader = FrameRingReader::attach(std::move(fd));
    if (!reader) {
        return fail(reader.error().within(key));
    }
    std::unique_ptr<Ring>& ring = rings_[key];
    if (!ring) {
        ring = std::make_unique<Ring>(++last_id_);
    }
    ring->old_ = false;
    if (ring->frame_) {
        ring->successor_ = std::move(*reader);
    } else {
        ring->reader_ = std::move(*reader);
        ring->publication_ = 0;
    }
    return {};
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
