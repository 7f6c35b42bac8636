// A worker that was taken over, as its reader sees it: rings of wrong sizes, headers and picture
// descriptions scribbled over at any time, descriptors that are no rings, and a writer that is
// gone.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <functional>
#include <limits>

#include "engine/ipc/shared_frames.h"

namespace pendopo {
namespace {

constexpr size_t kHeader = 4096;
constexpr size_t kSlotBytes = 8192;
constexpr uint32_t kSlots = 3;
constexpr int kSealed = F_SEAL_SHRINK | F_SEAL_GROW;

// The header as shared_frames.cpp lays it out.
struct RawSlot {
    uint64_t sequence;
    FrameInfo info;
};
struct RawHeader {
    uint32_t magic;
    uint32_t version;
    uint32_t slot_count;
    uint32_t reserved;
    uint64_t slot_bytes;
    uint64_t latest;
    std::array<RawSlot, FrameRingWriter::kMaxSlots> slots;
};

// Memory that its owner goes on writing whatever it likes into. It starts as a good ring in whose
// first slot stands a picture of 32 × 32 pixels.
class HostileRing {
  public:
    explicit HostileRing(size_t size = kHeader + kSlots * kSlotBytes, int seals = kSealed)
        : size_(size), fd_(::memfd_create("hostile", MFD_ALLOW_SEALING)) {
        EXPECT_EQ(::ftruncate(fd_.get(), static_cast<off_t>(size)), 0);
        memory_ = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd_.get(), 0);
        auto writer = FrameRingWriter::create(kSlotBytes, kSlots).value();
        writer.begin();
        writer.publish(packed_frame(PixelFormat::bgra, {32, 32}));
        const size_t copied = std::min(size, kHeader);
        EXPECT_EQ(::pread(writer.fd(), memory_, copied, 0), static_cast<ssize_t>(copied));
        EXPECT_EQ(::fcntl(fd_.get(), F_ADD_SEALS, seals), 0);
    }
    HostileRing(const HostileRing&) = delete;
    HostileRing& operator=(const HostileRing&) = delete;
    ~HostileRing() { ::munmap(memory_, size_); }

    RawHeader& header() { return *static_cast<RawHeader*>(memory_); }
    FrameInfo& info() { return header().slots[0].info; }
    Result<FrameRingReader> attach() const {
        return FrameRingReader::attach(UniqueFd(::dup(fd_.get())));
    }
    void close() { fd_.reset(); }

  private:
    size_t size_;
    UniqueFd fd_;
    void* memory_;
};

TEST(HostileRing, IsAGoodOneAtFirst) {
    const HostileRing ring;
    const auto reader = ring.attach();
    ASSERT_TRUE(reader) << reader.error().message();
    EXPECT_EQ(reader->latest()->info.size(), (PixelSize{32, 32}));
}

TEST(HostileRing, EveryWrongHeaderIsRefused) {
    const struct {
        const char* what;
        std::function<void(RawHeader&)> scribble;
    } kRows[] = {
        {"another magic", [](RawHeader& h) { h.magic ^= 1; }},
        {"another version", [](RawHeader& h) { h.version += 1; }},
        {"no slot", [](RawHeader& h) { h.slot_count = 0; }},
        {"one slot", [](RawHeader& h) { h.slot_count = 1; }},
        {"fewer slots", [](RawHeader& h) { h.slot_count = 2; }},
        {"more slots", [](RawHeader& h) { h.slot_count = 4; }},
        {"more than may be", [](RawHeader& h) { h.slot_count = 9; }},
        {"very many", [](RawHeader& h) { h.slot_count = 0xFFFFFFFF; }},
        {"empty slots", [](RawHeader& h) { h.slot_bytes = 0; }},
        {"smaller slots", [](RawHeader& h) { h.slot_bytes -= 1; }},
        {"larger slots", [](RawHeader& h) { h.slot_bytes += 4096; }},
        // Times the slots it is the right size again, modulo 2^64.
        {"slots that wrap",
         [](RawHeader& h) {
             h.slot_bytes = kSlotBytes + (uint64_t{1} << 63);
             h.slot_count = 2;
         }},
        {"endless slots",
         [](RawHeader& h) { h.slot_bytes = std::numeric_limits<uint64_t>::max(); }},
    };
    for (const auto& [what, scribble] : kRows) {
        HostileRing ring;
        scribble(ring.header());
        const auto reader = ring.attach();
        ASSERT_FALSE(reader) << what;
        EXPECT_EQ(reader.error(),
                  Error(ErrorCode::invalid, "frame ring: the header does not match the mapping"))
            << what;
    }
}

TEST(HostileRing, EveryWrongSizeIsRefused) {
    for (const size_t size : {size_t{1}, kHeader - 1, kHeader}) {
        EXPECT_EQ(HostileRing(size).attach().error().message(), "frame ring: too small") << size;
    }
    const size_t right = kHeader + kSlots * kSlotBytes;
    for (const size_t size : {kHeader + 1, kHeader + kSlotBytes, right - 1, right + 1, right * 2}) {
        EXPECT_EQ(HostileRing(size).attach().error().message(),
                  "frame ring: the header does not match the mapping")
            << size;
    }
}

TEST(HostileRing, TooFewOrTooManySlotsAreRefusedInAMappingOfTheirSize) {
    for (const uint32_t slots : {1U, FrameRingWriter::kMaxSlots + 1}) {
        HostileRing ring(kHeader + slots * kSlotBytes);
        ring.header().slot_count = slots;
        EXPECT_EQ(ring.attach().error().message(),
                  "frame ring: the header does not match the mapping")
            << slots;
    }
    HostileRing most(kHeader + FrameRingWriter::kMaxSlots * kSlotBytes);
    most.header().slot_count = FrameRingWriter::kMaxSlots;
    EXPECT_TRUE(most.attach());
}

TEST(HostileRing, MemoryThatCouldShrinkUnderTheReaderIsRefused) {
    for (const int seals : {0, F_SEAL_SHRINK, F_SEAL_GROW}) {
        const HostileRing ring(kHeader + kSlots * kSlotBytes, seals);
        EXPECT_EQ(ring.attach().error(),
                  Error(ErrorCode::invalid, "frame ring: not a sealed memfd"))
            << seals;
    }
}

TEST(HostileRing, OtherDescriptorsAreRefused) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    std::array<int, 2> sockets{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()), 0);
    int closed = ::open("/dev/null", O_RDONLY);
    ::close(closed);
    for (const int fd : {pipe[0], pipe[1], sockets[0], sockets[1], ::open("/", O_RDONLY),
                         ::open("/dev/zero", O_RDWR), ::open("/proc/self/exe", O_RDONLY)}) {
        EXPECT_EQ(FrameRingReader::attach(UniqueFd(fd)).error().message(),
                  "frame ring: not a sealed memfd");
        EXPECT_LT(::fcntl(fd, F_GETFD), 0) << "it is the reader's to close";
    }
    EXPECT_EQ(FrameRingReader::attach(UniqueFd()).error().message(),
              "frame ring: not a sealed memfd");
}

TEST(HostileRing, APictureThatDoesNotFitItsSlotIsNotShown) {
    constexpr int32_t kMost = std::numeric_limits<int32_t>::max();
    constexpr uint32_t kEnd = std::numeric_limits<uint32_t>::max();
    const struct {
        const char* what;
        std::function<void(FrameInfo&)> scribble;
    } kRows[] = {
        {"no format", [](FrameInfo& i) { i.format = PixelFormat(0); }},
        {"unknown format", [](FrameInfo& i) { i.format = PixelFormat(3); }},
        {"no width", [](FrameInfo& i) { i.width = 0; }},
        {"negative width", [](FrameInfo& i) { i.width = -1; }},
        {"least width", [](FrameInfo& i) { i.width = std::numeric_limits<int32_t>::min(); }},
        {"greatest width", [](FrameInfo& i) { i.width = kMost; }},
        {"no height", [](FrameInfo& i) { i.height = 0; }},
        {"negative height", [](FrameInfo& i) { i.height = -32; }},
        {"greatest height", [](FrameInfo& i) { i.height = kMost; }},
        {"a row too many", [](FrameInfo& i) { i.height = 65; }},
        {"a row that reaches into the next", [](FrameInfo& i) { i.stride[0] = 127; }},
        {"no stride", [](FrameInfo& i) { i.stride[0] = 0; }},
        {"greatest stride", [](FrameInfo& i) { i.stride[0] = kEnd; }},
        {"the last row outside", [](FrameInfo& i) { i.stride[0] = 261; }},
        {"begins outside", [](FrameInfo& i) { i.offset[0] = kSlotBytes; }},
        {"ends outside", [](FrameInfo& i) { i.offset[0] = kSlotBytes - 32 * 32 * 4 + 1; }},
        {"greatest offset", [](FrameInfo& i) { i.offset[0] = kEnd; }},
        {"both at their greatest, modulo 2^32",
         [](FrameInfo& i) {
             i.offset[0] = kEnd - 127;
             i.height = 2;
             i.stride[0] = 128;
         }},
        {"planes too many",
         [](FrameInfo& i) {
             i.format = PixelFormat::i420;
             i.width = 128;
             i.height = 64;
         }},
        {"its second plane outside",
         [](FrameInfo& i) {
             i = packed_frame(PixelFormat::i420, {32, 32});
             i.offset[1] = kSlotBytes;
         }},
        {"its third plane outside",
         [](FrameInfo& i) {
             i = packed_frame(PixelFormat::i420, {32, 32});
             i.offset[2] = kSlotBytes - 255;
         }},
        {"a narrow third plane",
         [](FrameInfo& i) {
             i = packed_frame(PixelFormat::i420, {33, 33});
             i.stride[2] = 16;
         }},
    };
    for (const auto& [what, scribble] : kRows) {
        HostileRing ring;
        const auto reader = ring.attach();
        ASSERT_TRUE(reader);
        scribble(ring.info());
        EXPECT_FALSE(reader->latest()) << what;
        ring.info() = packed_frame(PixelFormat::bgra, {32, 32});
        EXPECT_TRUE(reader->latest()) << "and a good one is shown again";
    }
}

TEST(HostileRing, ThePictureThatJustFitsIsShown) {
    HostileRing ring;
    const auto reader = ring.attach();
    ASSERT_TRUE(reader);
    for (const auto& info :
         {packed_frame(PixelFormat::bgra, {32, 64}), packed_frame(PixelFormat::bgra, {2048, 1}),
          packed_frame(PixelFormat::i420, {64, 64}), packed_frame(PixelFormat::i420, {1, 1})}) {
        ring.info() = info;
        ASSERT_TRUE(reader->latest());
        EXPECT_EQ(reader->latest()->info.size(), info.size());
    }
    ring.info() = packed_frame(PixelFormat::bgra, {32, 32});
    ring.info().offset[0] = kSlotBytes - 32 * 32 * 4;
    ASSERT_TRUE(reader->latest());
    EXPECT_EQ(reader->latest()->plane(0) + 32 * 32 * 4,
              reinterpret_cast<const uint8_t*>(reader->latest()->bytes.data()) + kSlotBytes);
}

TEST(HostileRing, WhatIsChangedAfterwardsLeadsNowhere) {
    HostileRing ring;
    const auto reader = ring.attach();
    ASSERT_TRUE(reader);
    RawHeader& header = ring.header();
    header.slot_count = 8;  // the reader keeps what it has checked
    header.slot_bytes = uint64_t{1} << 40;
    ASSERT_TRUE(reader->latest());
    EXPECT_EQ(reader->latest()->bytes.size(), kSlotBytes);
    for (const uint64_t slot : {3, 7, 8, 255}) {
        header.latest = uint64_t{2} << 8 | slot;
        EXPECT_FALSE(reader->latest()) << slot;
    }
    header.latest = 0;
    EXPECT_FALSE(reader->latest());
    EXPECT_EQ(reader->publication(), 0U);
    header.latest = std::numeric_limits<uint64_t>::max() & ~uint64_t{255};
    EXPECT_TRUE(reader->latest());  // of slot 0
    header.slots[0].sequence = 1;   // for ever being written
    EXPECT_FALSE(reader->latest());
}

TEST(HostileRing, AViewIsNotIntactOnceItsSlotWasTouched) {
    HostileRing ring;
    const auto reader = ring.attach();
    ASSERT_TRUE(reader);
    const auto view = reader->latest();
    ASSERT_TRUE(view);
    ring.info().width = 1;  // what was taken stays as it was checked
    EXPECT_EQ(view->info.width, 32);
    EXPECT_TRUE(reader->intact(*view));
    for (const uint64_t step : {1, 2, 100}) {
        ring.header().slots[0].sequence = view->sequence + step;
        EXPECT_FALSE(reader->intact(*view)) << step;
    }
}

TEST(HostileRing, AWriterThatIsGoneLeavesItsLastPicture) {
    auto writer = std::make_unique<FrameRingWriter>(FrameRingWriter::create(kSlotBytes).value());
    auto reader = FrameRingReader::attach(UniqueFd(::dup(writer->fd()))).value();
    FrameInfo info = packed_frame(PixelFormat::bgra, {32, 32});
    info.number = 9;
    std::memset(writer->begin().data(), 7, kSlotBytes);
    writer->publish(info);
    writer->begin();  // it dies while it fills the next one
    writer.reset();
    const FrameRingReader moved(std::move(reader));
    const auto view = moved.latest();
    ASSERT_TRUE(view);
    EXPECT_EQ(view->info.number, 9U);
    EXPECT_EQ(view->plane(0)[4095], 7);
    EXPECT_TRUE(moved.intact(*view));
    HostileRing closes;
    const auto other = closes.attach();
    closes.close();
    EXPECT_TRUE(other->latest());
}

TEST(FrameRingWriter, AMistakeOfOursEndsTheWorker) {
    auto writer = FrameRingWriter::create(1000).value();
    EXPECT_EQ(writer.slot_bytes(), 4096U);  // whole pages
    EXPECT_DEATH(writer.publish(packed_frame(PixelFormat::bgra, {4, 4})), "CHECK failed: writing_");
    EXPECT_EQ(writer.begin().data(), writer.begin().data());
    EXPECT_DEATH(writer.publish(packed_frame(PixelFormat::bgra, {33, 32})),
                 "CHECK failed: frame_fits");
    EXPECT_DEATH(static_cast<void>(FrameRingWriter::create(1000, 1)), "CHECK failed: slot_count");
    EXPECT_DEATH(static_cast<void>(FrameRingWriter::create(1000, 9)), "CHECK failed: slot_count");
}

TEST(FrameRingWriter, TakesItsSlotsInTurn) {
    for (uint32_t slots = 2; slots <= FrameRingWriter::kMaxSlots; ++slots) {
        auto writer = FrameRingWriter::create(100, slots).value();
        const auto reader = FrameRingReader::attach(UniqueFd(::dup(writer.fd()))).value();
        for (uint32_t i = 0; i < 3 * slots; ++i) {
            writer.begin();
            writer.publish(packed_frame(PixelFormat::bgra, {4, 4}));
            ASSERT_EQ(reader.latest()->slot, i % slots);
            ASSERT_EQ(reader.publication(), i + 1);
        }
    }
}

}  // namespace
}  // namespace pendopo
