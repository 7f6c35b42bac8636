#include "engine/ipc/shared_frames.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <thread>

namespace pendopo {
namespace {

FrameRingReader reader_of(const FrameRingWriter& writer) {
    return FrameRingReader::attach(UniqueFd(::dup(writer.fd()))).value();
}

void publish(FrameRingWriter& writer, uint64_t number, PixelSize size = {64, 36}) {
    FrameInfo info = packed_frame(PixelFormat::bgra, size);
    info.number = number;
    const auto slot = writer.begin();
    std::memset(slot.data(), static_cast<int>(number & 0xff), frame_bytes(info));
    writer.publish(info);
}

TEST(SharedFrames, PackedFrameLayouts) {
    const FrameInfo bgra = packed_frame(PixelFormat::bgra, {641, 3});
    EXPECT_EQ(bgra.stride[0], 2576U);
    EXPECT_EQ(frame_bytes(bgra), 2576U * 3);
    const FrameInfo i420 = packed_frame(PixelFormat::i420, {17, 17});
    EXPECT_EQ(i420.stride[0], 32U);
    EXPECT_EQ(i420.stride[1], 16U);
    EXPECT_EQ(i420.offset[1], 32U * 17);
    EXPECT_EQ(frame_bytes(i420), 32U * 17 + 2 * 16U * 9);
}

TEST(SharedFrames, NothingBeforeTheFirstPublication) {
    const auto writer = FrameRingWriter::create(1000).value();
    const auto reader = reader_of(writer);
    EXPECT_FALSE(reader.latest());
    EXPECT_EQ(reader.publication(), 0U);
}

TEST(SharedFrames, TheNewestWins) {
    auto writer = FrameRingWriter::create(64 * 36 * 4).value();
    const auto reader = reader_of(writer);
    for (uint64_t number = 1; number <= 10; ++number) {
        publish(writer, number);
    }
    const auto view = reader.latest();
    ASSERT_TRUE(view);
    EXPECT_EQ(view->info.number, 10U);
    EXPECT_EQ(view->info.size(), (PixelSize{64, 36}));
    EXPECT_EQ(static_cast<int>(view->bytes[5]), 10);
    EXPECT_EQ(reader.publication(), 10U);
    EXPECT_TRUE(reader.intact(*view));
}

TEST(SharedFrames, AnOverwrittenViewIsNotIntact) {
    auto writer = FrameRingWriter::create(64 * 36 * 4, 3).value();
    const auto reader = reader_of(writer);
    publish(writer, 1);
    const auto view = reader.latest();
    publish(writer, 2);
    publish(writer, 3);
    EXPECT_TRUE(reader.intact(*view));
    writer.begin();  // the slot of picture 1 is being filled again
    EXPECT_FALSE(reader.intact(*view));
    EXPECT_EQ(reader.latest()->info.number, 3U);
}

TEST(SharedFrames, AReaderThatComesLateSeesWhatIsThere) {
    auto writer = FrameRingWriter::create(64 * 36 * 4).value();
    publish(writer, 42);
    EXPECT_EQ(reader_of(writer).latest()->info.number, 42U);
}

TEST(SharedFrames, AReaderCannotWrite) {
    const auto writer = FrameRingWriter::create(1000).value();
    EXPECT_EQ(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, writer.fd(), 0),
              MAP_FAILED);
    EXPECT_NE(::ftruncate(writer.fd(), 0), 0);
}

TEST(SharedFrames, ForeignDescriptorsAreRefused) {
    const UniqueFd unsealed(::memfd_create("x", MFD_ALLOW_SEALING));
    ASSERT_EQ(::ftruncate(unsealed.get(), 1 << 20), 0);
    EXPECT_EQ(FrameRingReader::attach(UniqueFd(::dup(unsealed.get()))).error().code(),
              ErrorCode::invalid);
    ASSERT_EQ(::fcntl(unsealed.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW), 0);
    EXPECT_EQ(FrameRingReader::attach(UniqueFd(::dup(unsealed.get()))).error().message(),
              "frame ring: the header does not match the mapping");
    EXPECT_FALSE(FrameRingReader::attach(UniqueFd(::open("/dev/null", O_RDONLY))));
}

// A worker that was taken over writes anything into its memory; the reader must never look outside
// the mapping. 20,000 random headers.
TEST(SharedFrames, ScribbledHeadersNeverLeadOutOfTheMapping) {
    const UniqueFd memory(::memfd_create("hostile", MFD_ALLOW_SEALING));
    constexpr size_t kSize = 4096 + 3 * 8192;
    ASSERT_EQ(::ftruncate(memory.get(), kSize), 0);
    auto* bytes = static_cast<uint8_t*>(
        ::mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_SHARED, memory.get(), 0));
    ASSERT_EQ(::fcntl(memory.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW), 0);
    {
        auto writer = FrameRingWriter::create(8192, 3).value();
        publish(writer, 1, {32, 32});
        auto* good =
            static_cast<uint8_t*>(::mmap(nullptr, 4096, PROT_READ, MAP_SHARED, writer.fd(), 0));
        std::memcpy(bytes, good, 4096);
        ::munmap(good, 4096);
    }
    const auto reader = FrameRingReader::attach(UniqueFd(::dup(memory.get()))).value();
    ASSERT_TRUE(reader.latest());
    uint64_t random = 0x9E3779B97F4A7C15;
    size_t accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        const uint8_t before = bytes[24 + random % 400];
        bytes[24 + random % 400] = static_cast<uint8_t>(random >> 32);
        if (const auto view = reader.latest()) {
            ++accepted;
            const int rows = view->info.format == PixelFormat::bgra ? view->info.height : 1;
            const size_t last = view->info.offset[0] + size_t{view->info.stride[0]} * (rows - 1);
            ASSERT_LT(last, view->bytes.size());
            ASSERT_EQ(view->bytes.size(), 8192U);
        }
        bytes[24 + random % 400] = before;
    }
    EXPECT_GT(accepted, 0U);
    ::munmap(bytes, kSize);
}

TEST(SharedFrames, AFastWriterNeverHandsOutATornPictureAsIntact) {
    auto writer = FrameRingWriter::create(64 * 36 * 4, 2).value();
    const auto reader = reader_of(writer);
    std::atomic<bool> stop = false;
    std::thread producer([&] {
        for (uint64_t number = 1; !stop; ++number) {
            publish(writer, number);
        }
    });
    std::vector<std::byte> copy(64 * 36 * 4);
    int intact = 0;
    for (int tries = 0; tries < 2'000'000 && intact < 2000; ++tries) {
        const auto view = reader.latest();
        if (!view) {
            continue;
        }
        std::memcpy(copy.data(), view->bytes.data(), copy.size());
        if (!reader.intact(*view)) {
            continue;
        }
        ++intact;
        const auto expected = static_cast<std::byte>(view->info.number & 0xff);
        ASSERT_EQ(copy.front(), expected);
        ASSERT_EQ(copy[copy.size() / 2], expected);
        ASSERT_EQ(copy.back(), expected);
    }
    stop = true;
    producer.join();
    EXPECT_GT(intact, 0);
}

}  // namespace
}  // namespace pendopo
