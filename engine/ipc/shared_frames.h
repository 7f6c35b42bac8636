#pragma once
// Pictures between processes: a sealed memfd holding a small ring of slots. One writer, any number
// of readers, nobody waits. The writer fills the oldest slot and publishes it; a reader takes the
// newest, uses it, and asks afterwards whether it stayed intact (a sequence lock). Readers map
// read-only and trust nothing they read: every size is checked against the mapping.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/base/clock.h"
#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"
#include "engine/base/media_time.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

enum class PixelFormat : uint32_t {
    bgra = 1,  // one plane, 4 bytes a pixel; alpha premultiplied where it is not 255
    i420 = 2,  // three planes: Y, then U and V at half size (odd sizes round up)
};
constexpr auto words_of(PixelFormat /*any*/) {
    return enum_words<PixelFormat>({{PixelFormat::bgra, "bgra"}, {PixelFormat::i420, "i420"}});
}
enum class ColorMatrix : uint32_t { bt601 = 1, bt709 = 2 };
enum class ColorRange : uint32_t { limited = 1, full = 2 };

// What a slot holds. Plain data; lies in shared memory.
struct FrameInfo {
    uint64_t number = 0;       // counts decoded pictures of this source; grows, may skip
    int64_t arrival_ns = 0;    // monotonic: when the picture's last packet arrived here
    int64_t made_ns = 0;       // Unix time: MediaTime::unix_ns; 0: not known
    int64_t published_ns = 0;  // monotonic: set by publish()
    MediaClock media_clock = MediaClock::arrival;  // that told made_ns
    // After how long without a newer one this picture is stale, by its source's own pace; 0: the
    // wall's own limit.
    int32_t stale_after_ms = 0;
    PixelFormat format = PixelFormat::bgra;
    int32_t width = 0;  // pixels, without padding
    int32_t height = 0;
    std::array<uint32_t, 3> offset{};  // bytes from the slot's start, per plane
    std::array<uint32_t, 3> stride{};  // bytes a row, per plane
    SampleAspect sample_aspect;
    ColorMatrix matrix = ColorMatrix::bt601;
    ColorRange range = ColorRange::limited;

    PixelSize size() const { return {width, height}; }
};

// Tightly packed planes for a picture of that size; strides are multiples of 16 bytes.
FrameInfo packed_frame(PixelFormat format, PixelSize size);
// Bytes a slot needs for that frame.
size_t frame_bytes(const FrameInfo& info);

// Thread: bound to its owner.
class FrameRingWriter {
  public:
    static constexpr uint32_t kMaxSlots = 8;

    // A ring of `slot_count` (2..kMaxSlots) slots of `slot_bytes`. Pages are only taken from the
    // system when they are written.
    static Result<FrameRingWriter> create(size_t slot_bytes, uint32_t slot_count = 3);

    FrameRingWriter(FrameRingWriter&&) noexcept;
    FrameRingWriter& operator=(FrameRingWriter&&) noexcept;
    ~FrameRingWriter();

    size_t slot_bytes() const { return slot_bytes_; }
    // The slot to fill next, `slot_bytes` long. A second begin() without publish() gives the same.
    std::span<std::byte> begin();
    // Makes the slot from begin() the newest. `info` must fit slot_bytes (CHECK).
    void publish(const FrameInfo& info);
    // The slot published last, which begin() never gives; empty before the first.
    std::span<const std::byte> published() const;
    // To be sent to readers, who can map it for reading only. Stays owned here.
    int fd() const { return fd_.get(); }

  private:
    FrameRingWriter() = default;
    UniqueFd fd_;
    std::byte* memory_ = nullptr;
    size_t mapped_bytes_ = 0;
    size_t slot_bytes_ = 0;
    uint32_t slot_count_ = 0;
    uint32_t slot_ = 0;
    bool writing_ = false;
};

// A frame seen by a reader. The bytes may be overwritten by the writer at any time: copy or upload
// them, then ask FrameRingReader::intact().
struct FrameView {
    FrameInfo info;
    std::span<const std::byte> bytes;
    uint32_t slot = 0;
    uint64_t sequence = 0;

    const uint8_t* plane(int index) const {
        return reinterpret_cast<const uint8_t*>(bytes.data()) + info.offset[size_t(index)];
    }
};

// Thread: bound to its owner.
class FrameRingReader {
  public:
    // Maps a ring received from another process. Errors: invalid (not sealed, wrong size or magic).
    static Result<FrameRingReader> attach(UniqueFd fd);

    FrameRingReader(FrameRingReader&&) noexcept;
    FrameRingReader& operator=(FrameRingReader&&) noexcept;
    ~FrameRingReader();

    // The newest published frame; nothing when there is none yet or what is there makes no sense.
    std::optional<FrameView> latest() const;
    // Whether the view's bytes were not overwritten since latest() returned it.
    bool intact(const FrameView& view) const;
    // Changes with every publication; 0 before the first. Cheap, for polling.
    uint64_t publication() const;

  private:
    FrameRingReader() = default;
    const std::byte* memory_ = nullptr;
    size_t mapped_bytes_ = 0;
    size_t slot_bytes_ = 0;
    uint32_t slot_count_ = 0;
};

}  // namespace pendopo
