#include "engine/ipc/shared_frames.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <atomic>
#include <cstring>
#include <new>
#include <utility>

#include "engine/base/check.h"

namespace pendopo {
namespace {

constexpr uint32_t kMagic = 0x50444652;  // "PDFR"
constexpr uint32_t kVersion = 2;
constexpr size_t kPage = 4096;
constexpr uint32_t kSlotBits = 8;  // `latest` is publication count << kSlotBits | slot
constexpr int32_t kMaxSide = 32768;

struct Slot {
    std::atomic<uint64_t> sequence;  // odd while the writer fills the slot
    FrameInfo info;
};

struct Header {
    uint32_t magic;
    uint32_t version;
    uint32_t slot_count;
    uint32_t reserved;
    uint64_t slot_bytes;
    std::atomic<uint64_t> latest;
    std::array<Slot, FrameRingWriter::kMaxSlots> slots;
};
static_assert(sizeof(Header) <= kPage);
static_assert(std::atomic<uint64_t>::is_always_lock_free);

size_t round_up(size_t value, size_t step) {
    return (value + step - 1) / step * step;
}
Header& header(std::byte* memory) {
    return *std::launder(reinterpret_cast<Header*>(memory));
}
const Header& header(const std::byte* memory) {
    return *std::launder(reinterpret_cast<const Header*>(memory));
}

int plane_count(PixelFormat format) {
    return format == PixelFormat::i420 ? 3 : 1;
}
// Bytes of picture in a row, and rows, of one plane.
std::pair<uint64_t, uint64_t> plane_extent(const FrameInfo& info, int plane) {
    const auto width = static_cast<uint64_t>(info.width);
    const auto height = static_cast<uint64_t>(info.height);
    if (info.format == PixelFormat::bgra) {
        return {width * 4, height};
    }
    return plane == 0 ? std::pair{width, height} : std::pair{(width + 1) / 2, (height + 1) / 2};
}

bool frame_fits(const FrameInfo& info, size_t slot_bytes) {
    if (info.format != PixelFormat::bgra && info.format != PixelFormat::i420) {
        return false;
    }
    if (info.width <= 0 || info.height <= 0 || info.width > kMaxSide || info.height > kMaxSide) {
        return false;
    }
    for (int plane = 0; plane < plane_count(info.format); ++plane) {
        const auto [row_bytes, rows] = plane_extent(info, plane);
        const uint64_t stride = info.stride[size_t(plane)];
        const uint64_t end = info.offset[size_t(plane)] + stride * (rows - 1) + row_bytes;
        if (stride < row_bytes || end > slot_bytes) {
            return false;
        }
    }
    return true;
}

}  // namespace

FrameInfo packed_frame(PixelFormat format, PixelSize size) {
    FrameInfo info;
    info.format = format;
    info.width = size.width;
    info.height = size.height;
    size_t offset = 0;
    for (int plane = 0; plane < plane_count(format); ++plane) {
        const auto [row_bytes, rows] = plane_extent(info, plane);
        info.offset[size_t(plane)] = static_cast<uint32_t>(offset);
        info.stride[size_t(plane)] = static_cast<uint32_t>(round_up(row_bytes, 16));
        offset += info.stride[size_t(plane)] * rows;
    }
    return info;
}

size_t frame_bytes(const FrameInfo& info) {
    const int last = plane_count(info.format) - 1;
    const auto [row_bytes, rows] = plane_extent(info, last);
    return info.offset[size_t(last)] + info.stride[size_t(last)] * rows;
}

Result<FrameRingWriter> FrameRingWriter::create(size_t slot_bytes, uint32_t slot_count) {
    CHECK(slot_count >= 2 && slot_count <= kMaxSlots);
    FrameRingWriter ring;
    ring.slot_bytes_ = round_up(slot_bytes, kPage);
    ring.slot_count_ = slot_count;
    ring.mapped_bytes_ = kPage + ring.slot_bytes_ * slot_count;
    ring.fd_.reset(::memfd_create("pendopo-frames", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!ring.fd_) {
        return fail_errno("frame ring: memfd_create");
    }
    if (::ftruncate(ring.fd_.get(), static_cast<off_t>(ring.mapped_bytes_)) != 0) {
        return fail_errno("frame ring: ftruncate");
    }
    void* memory =
        ::mmap(nullptr, ring.mapped_bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, ring.fd_.get(), 0);
    if (memory == MAP_FAILED) {
        return fail_errno("frame ring: mmap");
    }
    ring.memory_ = static_cast<std::byte*>(memory);
    // FUTURE_WRITE: whoever receives the descriptor can map it for reading only.
    if (::fcntl(ring.fd_.get(), F_ADD_SEALS,
                F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL) != 0) {
        return fail_errno("frame ring: sealing");
    }
    auto* made = new (memory) Header{};
    made->magic = kMagic;
    made->version = kVersion;
    made->slot_count = slot_count;
    made->slot_bytes = ring.slot_bytes_;
    return ring;
}

FrameRingWriter::FrameRingWriter(FrameRingWriter&& other) noexcept {
    *this = std::move(other);
}
FrameRingWriter& FrameRingWriter::operator=(FrameRingWriter&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(memory_, other.memory_);
    std::swap(mapped_bytes_, other.mapped_bytes_);
    std::swap(slot_bytes_, other.slot_bytes_);
    std::swap(slot_count_, other.slot_count_);
    std::swap(slot_, other.slot_);
    std::swap(writing_, other.writing_);
    return *this;
}
FrameRingWriter::~FrameRingWriter() {
    if (memory_ != nullptr) {
        ::munmap(memory_, mapped_bytes_);
    }
}

std::span<std::byte> FrameRingWriter::begin() {
    if (!writing_) {
        writing_ = true;
        auto& sequence = header(memory_).slots[slot_].sequence;
        const bool untouched = sequence.load(std::memory_order_relaxed) == 0;
        sequence.store(sequence.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        // The odd sequence must be visible before any byte of the new picture.
        std::atomic_thread_fence(std::memory_order_release);
        if (untouched) {
            // All its pages at once take two thirds of the time of page by page. A kernel that
            // cannot (before 5.14) loses only that.
            ::madvise(memory_ + kPage + size_t{slot_} * slot_bytes_, slot_bytes_,
                      MADV_POPULATE_WRITE);
        }
    }
    return {memory_ + kPage + size_t{slot_} * slot_bytes_, slot_bytes_};
}

void FrameRingWriter::publish(const FrameInfo& info) {
    CHECK(writing_);
    CHECK(frame_fits(info, slot_bytes_));
    Header& ring = header(memory_);
    Slot& slot = ring.slots[slot_];
    slot.info = info;
    slot.info.published_ns = to_ns(Monotonic::now());
    slot.sequence.store(slot.sequence.load(std::memory_order_relaxed) + 1,
                        std::memory_order_release);
    const uint64_t count = (ring.latest.load(std::memory_order_relaxed) >> kSlotBits) + 1;
    ring.latest.store(count << kSlotBits | slot_, std::memory_order_release);
    slot_ = (slot_ + 1) % slot_count_;
    writing_ = false;
}

std::span<const std::byte> FrameRingWriter::published() const {
    const uint64_t latest = header(memory_).latest.load(std::memory_order_relaxed);
    if (latest == 0) {
        return {};
    }
    const uint32_t slot = (slot_ + slot_count_ - 1) % slot_count_;
    return {memory_ + kPage + size_t{slot} * slot_bytes_, slot_bytes_};
}

Result<FrameRingReader> FrameRingReader::attach(UniqueFd fd) {
    const int seals = ::fcntl(fd.get(), F_GET_SEALS);
    if (seals < 0 || (seals & (F_SEAL_SHRINK | F_SEAL_GROW)) != (F_SEAL_SHRINK | F_SEAL_GROW)) {
        return fail(ErrorCode::invalid, "frame ring: not a sealed memfd");
    }
    struct stat status {};
    if (::fstat(fd.get(), &status) != 0) {
        return fail_errno("frame ring: fstat");
    }
    const auto size = static_cast<size_t>(status.st_size);
    if (size <= kPage) {
        return fail(ErrorCode::invalid, "frame ring: too small");
    }
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), 0);
    if (memory == MAP_FAILED) {
        return fail_errno("frame ring: mmap");
    }
    FrameRingReader reader;
    reader.memory_ = static_cast<const std::byte*>(memory);
    reader.mapped_bytes_ = size;
    const Header& ring = header(reader.memory_);
    reader.slot_count_ = ring.slot_count;
    reader.slot_bytes_ = ring.slot_bytes;
    if (ring.magic != kMagic || ring.version != kVersion || reader.slot_count_ < 2 ||
        reader.slot_count_ > FrameRingWriter::kMaxSlots || reader.slot_bytes_ > size ||
        kPage + reader.slot_bytes_ * reader.slot_count_ != size) {
        return fail(ErrorCode::invalid, "frame ring: the header does not match the mapping");
    }
    return reader;
}

FrameRingReader::FrameRingReader(FrameRingReader&& other) noexcept {
    *this = std::move(other);
}
FrameRingReader& FrameRingReader::operator=(FrameRingReader&& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(mapped_bytes_, other.mapped_bytes_);
    std::swap(slot_bytes_, other.slot_bytes_);
    std::swap(slot_count_, other.slot_count_);
    return *this;
}
FrameRingReader::~FrameRingReader() {
    if (memory_ != nullptr) {
        ::munmap(const_cast<std::byte*>(memory_), mapped_bytes_);
    }
}

uint64_t FrameRingReader::publication() const {
    return header(memory_).latest.load(std::memory_order_acquire) >> kSlotBits;
}

std::optional<FrameView> FrameRingReader::latest() const {
    const Header& ring = header(memory_);
    // A second try covers a writer that lapped the ring between the two loads.
    for (int attempt = 0; attempt < 2; ++attempt) {
        const uint64_t latest = ring.latest.load(std::memory_order_acquire);
        const auto slot_index = static_cast<uint32_t>(latest & ((1U << kSlotBits) - 1));
        if (latest == 0 || slot_index >= slot_count_) {
            return std::nullopt;
        }
        const Slot& slot = ring.slots[slot_index];
        FrameView view;
        view.slot = slot_index;
        view.sequence = slot.sequence.load(std::memory_order_acquire);
        if (view.sequence % 2 != 0) {
            continue;
        }
        std::memcpy(&view.info, &slot.info, sizeof view.info);
        if (!intact(view)) {
            continue;
        }
        if (!frame_fits(view.info, slot_bytes_)) {
            return std::nullopt;
        }
        view.bytes = {memory_ + kPage + size_t{slot_index} * slot_bytes_, slot_bytes_};
        return view;
    }
    return std::nullopt;
}

bool FrameRingReader::intact(const FrameView& view) const {
    std::atomic_thread_fence(std::memory_order_acquire);
    return header(memory_).slots[view.slot].sequence.load(std::memory_order_relaxed) ==
           view.sequence;
}

}  // namespace pendopo
