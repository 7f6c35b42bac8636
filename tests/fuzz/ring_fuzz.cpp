// Any bytes as a ring of pictures that another process sends: attached or refused; a picture that
// is given lies within the memory, every row of every plane.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "engine/base/check.h"
#include "engine/ipc/shared_frames.h"

namespace {

using namespace pendopo;

constexpr size_t kHeader = 4096;
constexpr size_t kRing = kHeader + 2 * 8192;

void look_at(const FrameView& view) {
    const FrameInfo& info = view.info;
    CHECK(info.width > 0 && info.height > 0);
    const int planes = info.format == PixelFormat::bgra ? 1 : 3;
    unsigned sum = 0;
    for (int plane = 0; plane < planes; ++plane) {
        const int rows = plane == 0 ? info.height : (info.height + 1) / 2;
        const size_t width = info.format == PixelFormat::bgra ? size_t(info.width) * 4
                             : plane == 0                     ? size_t(info.width)
                                                              : size_t(info.width + 1) / 2;
        for (int row = 0; row < rows; ++row) {
            const uint8_t* bytes = view.plane(plane) + size_t(row) * info.stride[size_t(plane)];
            sum += bytes[0] + bytes[width - 1];
        }
    }
    asm volatile("" : : "r"(sum));  // it is read
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    UniqueFd memory(::memfd_create("ring", MFD_ALLOW_SEALING));
    CHECK(memory);
    // What follows the header is the pictures' and is not looked at.
    CHECK(::ftruncate(memory.get(), kRing) == 0);
    const size_t written = std::min(size, kRing);
    CHECK(::pwrite(memory.get(), data, written, 0) == static_cast<ssize_t>(written));
    CHECK(::fcntl(memory.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) == 0);
    auto ring = FrameRingReader::attach(std::move(memory));
    if (!ring) {
        CHECK(!ring.error().message().empty());
        return 0;
    }
    ring->publication();
    if (const auto view = ring->latest()) {
        look_at(*view);
        ring->intact(*view);
    }
    return 0;
}
