#include "tests/render/wall_fixture.h"

#include <epoxy/gl.h>
#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>

#include "tests/support/source_folder.h"

namespace pendopo::test {
namespace {

uint8_t byte(double value) {
    return static_cast<uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

struct Ycc {
    double y, cb, cr;
};
// BT.601/709, values in 0..255 of the chosen range.
Ycc to_ycc(uint32_t rgb, ColorMatrix matrix, ColorRange range) {
    const double kr = matrix == ColorMatrix::bt709 ? 0.2126 : 0.299;
    const double kb = matrix == ColorMatrix::bt709 ? 0.0722 : 0.114;
    const double r = (rgb >> 16 & 0xFF) / 255.0;
    const double g = (rgb >> 8 & 0xFF) / 255.0;
    const double b = (rgb & 0xFF) / 255.0;
    const double y = kr * r + (1 - kr - kb) * g + kb * b;
    const double cb = (b - y) / (2 * (1 - kb));
    const double cr = (r - y) / (2 * (1 - kr));
    return range == ColorRange::full ? Ycc{255 * y, 128 + 255 * cb, 128 + 255 * cr}
                                     : Ycc{16 + 219 * y, 128 + 224 * cb, 128 + 224 * cr};
}

}  // namespace

TestFrame bgra_frame(const Picture& picture) {
    TestFrame frame;
    frame.info = packed_frame(PixelFormat::bgra, picture.size);
    frame.bytes.resize(frame_bytes(frame.info));
    const size_t row = static_cast<size_t>(picture.size.width) * 4;
    for (int y = 0; y < picture.size.height; ++y) {
        std::memcpy(frame.bytes.data() + size_t(y) * frame.info.stride[0], picture.at(0, y), row);
    }
    return frame;
}

TestFrame solid_frame(PixelSize size, uint32_t rgb, uint8_t alpha) {
    Picture picture(size);
    for (size_t i = 0; i < picture.bgra.size(); i += 4) {
        picture.bgra[i] = byte((rgb & 0xFF) * alpha / 255.0);
        picture.bgra[i + 1] = byte((rgb >> 8 & 0xFF) * alpha / 255.0);
        picture.bgra[i + 2] = byte((rgb >> 16 & 0xFF) * alpha / 255.0);
        picture.bgra[i + 3] = alpha;
    }
    return bgra_frame(picture);
}

TestFrame i420_frame(const Picture& picture, ColorMatrix matrix, ColorRange range, int padding) {
    const int width = picture.size.width;
    const int height = picture.size.height;
    const int chroma_width = (width + 1) / 2;
    const int chroma_height = (height + 1) / 2;
    TestFrame frame;
    frame.info.format = PixelFormat::i420;
    frame.info.width = width;
    frame.info.height = height;
    frame.info.matrix = matrix;
    frame.info.range = range;
    const auto stride = static_cast<uint32_t>(width + padding);
    const auto chroma_stride = static_cast<uint32_t>(chroma_width + padding);
    frame.info.stride = {stride, chroma_stride, chroma_stride};
    frame.info.offset[1] = stride * static_cast<uint32_t>(height);
    frame.info.offset[2] = frame.info.offset[1] + chroma_stride * uint32_t(chroma_height);
    frame.bytes.resize(frame.info.offset[2] + chroma_stride * size_t(chroma_height));

    const Ycc magenta = to_ycc(0xFF00FF, matrix, range);
    const double paddings[] = {magenta.y, magenta.cb, magenta.cr};
    for (size_t plane = 0; plane < 3; ++plane) {
        const size_t end = plane == 2 ? frame.bytes.size() : frame.info.offset[plane + 1];
        std::fill(frame.bytes.begin() + frame.info.offset[plane],
                  frame.bytes.begin() + static_cast<std::ptrdiff_t>(end), byte(paddings[plane]));
    }
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const Ycc color = to_ycc(picture.rgb(x, y), matrix, range);
            frame.bytes[size_t(y) * stride + size_t(x)] = byte(color.y);
        }
    }
    for (int y = 0; y < chroma_height; ++y) {
        for (int x = 0; x < chroma_width; ++x) {
            double cb = 0;
            double cr = 0;
            for (int k = 0; k < 4; ++k) {
                const Ycc color = to_ycc(picture.rgb(std::min(2 * x + k % 2, width - 1),
                                                     std::min(2 * y + k / 2, height - 1)),
                                         matrix, range);
                cb += color.cb / 4;
                cr += color.cr / 4;
            }
            const size_t at = size_t(y) * chroma_stride + size_t(x);
            frame.bytes[frame.info.offset[1] + at] = byte(cb);
            frame.bytes[frame.info.offset[2] + at] = byte(cr);
        }
    }
    return frame;
}

UniqueFd TestRing::descriptor() const {
    return UniqueFd(::fcntl(writer_.fd(), F_DUPFD_CLOEXEC, 0));
}

void TestRing::publish(const TestFrame& frame, MonotonicTime arrived) {
    std::memcpy(writer_.begin().data(), frame.bytes.data(), frame.bytes.size());
    FrameInfo info = frame.info;
    info.number = ++number_;
    info.arrival_ns = to_ns(arrived);
    writer_.publish(info);
}

RenderDisplay display_of(const std::string& id, PixelSize size, int preview_x) {
    RenderDisplay display;
    display.id = id;
    display.size = size;
    display.preview = {preview_x, 0, size.width, size.height};
    return display;
}

DrawTile tile_of(const std::string& id, const PixelRect& rect, const std::string& picture) {
    DrawTile tile;
    tile.id = id;
    tile.rect = rect;
    tile.picture = picture;
    return tile;
}

void WallTest::start(RenderPath path, std::vector<RenderDisplay> displays) {
    wall_.reset();
    displays_.reset();
    Result<std::unique_ptr<EglDisplays>> made = EglDisplays::create();
    if (!made) {
        GTEST_SKIP() << made.error().message();
    }
    displays_ = std::move(*made);
    RenderSetup setup;
    setup.path = path;
    setup.displays = std::move(displays);
    auto wall = WallRenderer::create(setup, read_gl_caps(), *displays_, clock_, Log::silent());
    ASSERT_TRUE(wall.has_value()) << wall.error().message();
    wall_ = std::move(*wall);
    revision_ = 0;
    for (const RenderDisplay& display : setup.displays) {
        rules_.displays[display.id] = "public";
    }
    wall_->set_rules(rules_);
}

void WallTest::show(DrawDisplay display) {
    RenderScene scene;
    scene.revision = ++revision_;
    scene.wait_ms = 0;
    scene.displays.push_back(std::move(display));
    wall_->set_scene(scene);
    ASSERT_TRUE(wall_->cycle().has_value());
    ASSERT_EQ(take_gl_error(), 0U);
}

void WallTest::blacken(size_t display) const {
    wall_->canvas(display).bind();
    glDisable(GL_SCISSOR_TEST);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

Picture WallTest::picture(size_t display) const {
    const GlCanvas& canvas = wall_->canvas(display);
    Picture result(canvas.size());
    canvas.read(canvas.area(), result.bgra.data(), static_cast<size_t>(canvas.size().width) * 4);
    return result;
}

Picture read_window(unsigned framebuffer, PixelSize size) {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
    glPixelStorei(GL_PACK_ROW_LENGTH, 0);
    Picture picture(size);
    for (int y = 0; y < size.height; ++y) {  // GL counts rows from below
        glReadPixels(0, size.height - 1 - y, size.width, 1, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV,
                     picture.at(0, y));
    }
    return picture;
}

std::string first_foreign_pixel(const Picture& picture, const PixelRect& area, uint32_t rgb,
                                int tolerance) {
    for (int y = area.y; y < area.bottom(); ++y) {
        for (int x = area.x; x < area.right(); ++x) {
            const uint32_t found = picture.rgb(x, y);
            for (int shift = 0; shift <= 16; shift += 8) {
                if (std::abs(int(found >> shift & 0xFF) - int(rgb >> shift & 0xFF)) > tolerance) {
                    return fmt::format("({}, {}) is #{:06X}, not #{:06X}", x, y, found, rgb);
                }
            }
        }
    }
    return {};
}

int largest_difference(const Picture& a, const Picture& b) {
    int largest = a.size == b.size ? 0 : 255;
    for (size_t i = 0; i < a.bgra.size() && largest < 255; ++i) {
        largest = i % 4 == 3 ? largest : std::max(largest, std::abs(a.bgra[i] - b.bgra[i]));
    }
    return largest;
}

void expect_golden(const std::string& name, const Picture& actual, int tolerance) {
    const std::string file = source_folder() + "/tests/golden/" + name + ".png";
    const Result<Picture> expected = read_png(file);
    const int difference = expected ? largest_difference(actual, *expected) : 255;
    testing::Test::RecordProperty(name, difference);
    if (difference <= tolerance) {
        return;
    }
    const std::string out = std::string(PENDOPO_GOLDEN_OUT) + "/" + name;
    std::filesystem::create_directories(PENDOPO_GOLDEN_OUT);
    ASSERT_TRUE(write_png(out + ".actual.png", actual).has_value());
    if (expected) {
        ASSERT_TRUE(write_png(out + ".expected.png", *expected).has_value());
    }
    if (expected && expected->size == actual.size) {
        Picture diff(actual.size);
        for (size_t i = 0; i < diff.bgra.size(); ++i) {
            const int d = std::abs(actual.bgra[i] - expected->bgra[i]);
            diff.bgra[i] = i % 4 == 3 ? uint8_t{255} : static_cast<uint8_t>(std::min(255, d * 8));
        }
        ASSERT_TRUE(write_png(out + ".diff.png", diff).has_value());
    }
    ADD_FAILURE() << name << " differs by " << difference << " of at most " << tolerance << "; see "
                  << out << ".*.png; when the new picture is right: "
                  << "tests/golden/approve " << name;
}

}  // namespace pendopo::test
