#pragma once
// A whole wall in one process without a window system: surfaceless EGL, rings written by the test,
// a clock turned by hand, and canvases read back as pictures.

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/ipc/render_messages.h"
#include "engine/ipc/shared_frames.h"
#include "engine/render/egl_displays.h"
#include "engine/render/wall_renderer.h"
#include "tests/support/hand_clock.h"
#include "tests/support/png_file.h"

namespace pendopo::test {

// A picture as camera and cards workers write them, planes possibly with padding between rows.
struct TestFrame {
    FrameInfo info;
    std::vector<uint8_t> bytes;
};
TestFrame bgra_frame(const Picture& picture);
// One colour; alpha below 255 is premultiplied.
TestFrame solid_frame(PixelSize size, uint32_t rgb, uint8_t alpha = 255);
// Converted with the textbook formulas; the padding of `padding` bytes a row is magenta (as far as
// a plane can be).
TestFrame i420_frame(const Picture& picture, ColorMatrix matrix, ColorRange range, int padding = 0);

// A ring and its writer.
class TestRing {
  public:
    explicit TestRing(std::string key, size_t slot_bytes = size_t{8} << 20)
        : key_(std::move(key)), writer_(*FrameRingWriter::create(slot_bytes)) {}
    const std::string& key() const { return key_; }
    FrameRingWriter& writer() { return writer_; }
    UniqueFd descriptor() const;
    void publish(const TestFrame& frame, MonotonicTime arrived);

  private:
    std::string key_;
    FrameRingWriter writer_;
    uint64_t number_ = 0;
};

RenderDisplay display_of(const std::string& id, PixelSize size, int preview_x = 0);
DrawTile tile_of(const std::string& id, const PixelRect& rect, const std::string& picture);

// Skips the test where there is no EGL.
class WallTest : public ::testing::Test {
  protected:
    // Builds the wall; `displays` 320x180 each unless said otherwise.
    void start(RenderPath path, std::vector<RenderDisplay> displays);
    void offer(const TestRing& ring) {
        ASSERT_TRUE(wall_->offer_ring({ring.key()}, ring.descriptor()).has_value());
    }
    void ring_gone(const TestRing& ring) { wall_->ring_gone(ring.key()); }
    // One display's scene, shown without waiting.
    void show(DrawDisplay display);
    // Spoils what is composed for a display, as a lost graphics memory does.
    void blacken(size_t display) const;
    // What is composed for a display.
    Picture picture(size_t display = 0) const;

    HandClock clock_;
    std::unique_ptr<EglDisplays> displays_;
    std::unique_ptr<WallRenderer> wall_;
    PictureRules rules_;  // every display is public
    uint64_t revision_ = 0;
};

// What a window (a framebuffer object standing for one) shows, top row first.
Picture read_window(unsigned framebuffer, PixelSize size);

// The first pixel in `area` that differs from `rgb` by more than `tolerance` a channel, as text;
// empty when there is none.
std::string first_foreign_pixel(const Picture& picture, const PixelRect& area, uint32_t rgb,
                                int tolerance);
// The largest difference of a channel.
int largest_difference(const Picture& a, const Picture& b);

// Compares with tests/golden/NAME.png. When it differs by more than `tolerance` a channel: actual,
// expected and difference are written to the build folder's golden/, and tests/golden/approve makes
// the actual one the expected one.
void expect_golden(const std::string& name, const Picture& actual, int tolerance);

}  // namespace pendopo::test
