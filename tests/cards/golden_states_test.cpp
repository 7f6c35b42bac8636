// Every state of a tile as people see it: over a camera's picture and without one, in both
// languages, both themes, before everyone and before staff. The pictures of README's table are
// those of `tile/`.
#include <cairo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "tests/cards/golden.h"

namespace pendopo {
namespace {

constexpr int64_t kNowMs = 1795491727000;  // Tuesday 2026-11-24, 10.42.07 WIB
constexpr PixelSize kTile{256, 144};
constexpr int kGap = 8;
constexpr int kFontPx = 26;
constexpr size_t kPairsInARow = 3;

// A picture that is drawn on. Thread: bound to its owner.
class Canvas {
  public:
    explicit Canvas(PixelSize size) {
        picture_.size = size;
        picture_.bytes.resize(size_t(size.width) * size_t(size.height) * 4);
        surface_ = cairo_image_surface_create_for_data(
            reinterpret_cast<unsigned char*>(picture_.bytes.data()), CAIRO_FORMAT_ARGB32,
            size.width, size.height, size.width * 4);
        cairo_ = cairo_create(surface_);
    }
    ~Canvas() {
        cairo_destroy(cairo_);
        cairo_surface_destroy(surface_);
    }
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    cairo_t* cairo() { return cairo_; }
    void grey(double level) { cairo_set_source_rgb(cairo_, level, level, level * 1.04); }
    void box(double x, double y, double width, double height) {
        cairo_rectangle(cairo_, x, y, width, height);
        cairo_fill(cairo_);
    }
    void put(const Picture& other, int x, int y) {
        Picture copy = other;
        cairo_surface_t* surface = cairo_image_surface_create_for_data(
            reinterpret_cast<unsigned char*>(copy.bytes.data()), CAIRO_FORMAT_ARGB32,
            copy.size.width, copy.size.height, copy.size.width * 4);
        cairo_set_source_surface(cairo_, surface, x, y);
        cairo_paint(cairo_);
        cairo_surface_destroy(surface);
    }
    Picture take() {
        cairo_surface_flush(surface_);
        return picture_;
    }

  private:
    Picture picture_;
    cairo_surface_t* surface_ = nullptr;
    cairo_t* cairo_ = nullptr;
};

// A hall with a door, a counter and somebody at it, as a camera under the ceiling sees it; coarse:
// in blocks of so many pixels.
Picture camera_picture(int block = 1) {
    const double scale = 1.0 / block;
    Canvas canvas({kTile.width / block, kTile.height / block});
    cairo_scale(canvas.cairo(), scale, scale);
    canvas.grey(0.62);
    canvas.box(0, 0, 256, 78);
    canvas.grey(0.44);
    canvas.box(0, 78, 256, 66);
    canvas.grey(0.80);
    canvas.box(28, 22, 40, 60);
    canvas.grey(0.33);
    canvas.box(132, 66, 104, 34);
    cairo_set_source_rgb(canvas.cairo(), 0.25, 0.42, 0.55);
    canvas.box(108, 58, 16, 44);
    cairo_set_source_rgb(canvas.cairo(), 0.72, 0.58, 0.48);
    canvas.box(111, 46, 10, 12);
    const Picture small = canvas.take();
    if (block == 1) {
        return small;
    }
    Canvas large(kTile);
    for (int y = 0; y < kTile.height; ++y) {
        for (int x = 0; x < kTile.width; ++x) {
            const Pixel pixel = small.at(std::min(x / block, small.size.width - 1),
                                         std::min(y / block, small.size.height - 1));
            cairo_set_source_rgb(large.cairo(), pixel.red / 255.0, pixel.green / 255.0,
                                 pixel.blue / 255.0);
            large.box(x, y, 1, 1);
        }
    }
    return large.take();
}

// As the renderer does with a picture that is not the present: without colour, at 40 %.
Picture dimmed(Picture picture) {
    for (size_t i = 0; i < picture.bytes.size(); i += 4) {
        const auto level = [&](size_t channel) { return double(picture.bytes[i + channel]); };
        const double grey = 0.0722 * level(0) + 0.7152 * level(1) + 0.2126 * level(2);
        for (size_t channel = 0; channel < 3; ++channel) {
            picture.bytes[i + channel] = std::byte(static_cast<uint8_t>(0.4 * grey + 0.5));
        }
    }
    return picture;
}

bool pictures_come(TileState state) {
    return state == TileState::live || state == TileState::delayed ||
           state == TileState::degraded || state == TileState::frozen || state == TileState::masked;
}

struct Viewing {
    const char* language;
    const char* theme;
    bool is_public;

    std::string name() const {
        return std::string(language) + "_" + theme + (is_public ? "_public" : "_staff");
    }
    Picture draw_item(CardKind kind, TileState state) const {
        CardItem item;
        item.kind = kind;
        item.size =
            kind == CardKind::placeholder ? kTile : PixelSize{kTile.width, kTile.height / 3};
        item.font_px = kFontPx;
        item.text = "RSUD Blambangan · Lobi";
        item.state = state;
        item.since_ms = state == TileState::connecting ? 0 : kNowMs - 17 * 60'000;
        item.delay_ms = 4'000;
        item.public_audience = is_public;
        const Words words(language, "Asia/Jakarta");
        CardFace face = face_of(item, words, WallTime(Milliseconds(kNowMs)));
        face.theme =
            std::make_shared<const ThemeConfig>(*read_theme_config(theme, *builtin_theme(theme)));
        return draw(face);
    }
    Picture over_picture(TileState state) const {
        Canvas canvas(kTile);
        const Picture picture = camera_picture(state == TileState::masked ? 16 : 1);
        canvas.put(pictures_come(state) ? picture : dimmed(picture), 0, 0);
        const Picture label = draw_item(CardKind::label, state);
        canvas.put(label, 0, kTile.height - label.size.height);
        if (state != TileState::live && state != TileState::connecting) {
            const Picture badge = draw_item(CardKind::badge, state);
            canvas.put(badge, kTile.width - badge.size.width, 0);
        }
        return canvas.take();
    }
    Picture placeholder(TileState state) const { return draw_item(CardKind::placeholder, state); }
};

std::vector<TileState> drawn_states() {
    std::vector<TileState> states;
    for (const auto& [state, word] : words_of(TileState{})) {
        if (state != TileState::not_shown) {
            states.push_back(state);
        }
    }
    std::ranges::sort(states);
    return states;
}

class StateSheet : public ::testing::TestWithParam<Viewing> {};

TEST_P(StateSheet, LooksAsApproved) {
    const std::vector<TileState> states = drawn_states();
    const PixelSize cell{kTile.width + kGap, kTile.height + kGap};
    const size_t rows = (states.size() + kPairsInARow - 1) / kPairsInARow;
    Canvas sheet(
        {cell.width * 2 * static_cast<int>(kPairsInARow), cell.height * static_cast<int>(rows)});
    sheet.grey(0.5);
    sheet.box(0, 0, 10'000, 10'000);
    for (size_t i = 0; i < states.size(); ++i) {
        const int x = static_cast<int>(i % kPairsInARow) * 2 * cell.width + kGap / 2;
        const int y = static_cast<int>(i / kPairsInARow) * cell.height + kGap / 2;
        sheet.put(GetParam().over_picture(states[i]), x, y);
        sheet.put(GetParam().placeholder(states[i]), x + cell.width, y);
    }
    expect_golden(sheet.take(), "states_" + GetParam().name(), cell);
}

INSTANTIATE_TEST_SUITE_P(Golden, StateSheet,
                         testing::Values(Viewing{"id", "dark", true}, Viewing{"id", "dark", false},
                                         Viewing{"id", "light", true},
                                         Viewing{"id", "light", false}, Viewing{"en", "dark", true},
                                         Viewing{"en", "dark", false}, Viewing{"en", "light", true},
                                         Viewing{"en", "light", false}),
                         [](const auto& viewing) { return viewing.param.name(); });

// What visitors see, in README's table.
TEST(Golden, EveryStateOfATile) {
    const Viewing viewing{"id", "dark", true};
    for (const TileState state : drawn_states()) {
        const bool picture = pictures_come(state) || state == TileState::stale;
        expect_golden(picture ? viewing.over_picture(state) : viewing.placeholder(state),
                      "tile/" + std::string(to_string(state)), kTile);
    }
}

}  // namespace
}  // namespace pendopo
