#pragma once
// The rings control offered, by key, and the one frame of each that this cycle shows. latch() is
// called once at the start of a cycle: everything drawn in the cycle uses the frames it found, so
// that all displays show the same instant.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/media_time.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/shared_frames.h"
#include "engine/ipc/shared_messages.h"

namespace pendopo {

// Thread: bound(render).
class Ring {
  public:
    Ring(uint64_t id, RingOffer offer) : id_(id), offer_(std::move(offer)) {}

    uint64_t id() const { return id_; }  // never used twice
    // Its key, and whose picture it holds.
    const RingOffer& offer() const { return offer_; }
    // The latched frame; nothing before the first.
    const std::optional<FrameView>& frame() const { return frame_; }
    // Names the latched frame among all frames of all rings; 0: none. Never used twice.
    uint64_t serial() const { return serial_; }
    // When the frame arrived, but not later than it was first seen here: a worker that lies about
    // its clock cannot keep an old picture young.
    int64_t picture_ns() const { return picture_ns_; }
    // After how long it is stale by its source's own pace, as the worker says; 0: not known.
    int32_t stale_after_ms() const { return frame_ ? frame_->info.stale_after_ms : 0; }
    // When it was made, as the worker says; only to be told on.
    MediaTime made() const;
    // Whether the latched frame's bytes are still those that were latched.
    bool intact() const { return reader_ && frame_ && reader_->intact(*frame_); }

  private:
    friend class RingTable;
    bool has_news() const;
    bool latch(uint64_t next_serial, int64_t now_ns);
    bool take_from(const FrameRingReader& reader, uint64_t next_serial, int64_t now_ns);
    void let_go();

    uint64_t id_;
    RingOffer offer_;
    UniqueFd withheld_;  // not to be read now: what it would be read through; else empty
    std::optional<FrameRingReader> reader_;
    std::optional<FrameRingReader> successor_;  // offered again; takes over with its first frame
    bool old_ = false;                          // not offered since set_all_old()
    std::optional<FrameView> frame_;
    uint64_t publication_ = 0;  // of the latched frame
    uint64_t serial_ = 0;
    int64_t picture_ns_ = 0;
};

// Thread: bound(render).
class RingTable {
  public:
    // Takes the ring. A ring offered under a key that is there keeps the old one's picture until
    // the new one has a frame, unless it is somebody else's. Errors: invalid, see
    // FrameRingReader::attach.
    Result<void> offer(const RingOffer& offer, UniqueFd fd);
    // Keeps the ring unread. One of that key that is read must be gone() before.
    void withhold(const RingOffer& offer, UniqueFd fd);
    // Reads, from now on, those that were withheld and that `may_keep` lets be read. Those that it
    // does not are let go: their memory is unmapped, and they are empty until they are offered
    // again. Their ids.
    std::vector<uint64_t> judge(const std::function<bool(const RingOffer&)>& may_keep);
    // The id of the ring that went; its address is no longer valid.
    std::optional<uint64_t> gone(const std::string& key);

    // Control changed: what the new one offers is its own, the rest are old and nobody will say
    // that they are gone.
    void set_all_old();
    // The keys of the old ones for which `needed` is false.
    std::vector<std::string> old_ones(
        const std::function<bool(const std::string& key)>& needed) const;

    // Valid until that key is gone; null when there is no such key.
    Ring* find(std::string_view key) const;

    // Whether latch() would find a new frame. Cheap: one load a ring.
    bool has_news() const;
    // Takes the newest frame of every ring.
    void latch(int64_t now_ns);

  private:
    struct TextHash {
        using is_transparent = void;
        size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    Ring& make(const RingOffer& offer);

    std::unordered_map<std::string, std::unique_ptr<Ring>, TextHash, std::equal_to<>> rings_;
    uint64_t last_id_ = 0;
    uint64_t last_serial_ = 0;
};

}  // namespace pendopo
