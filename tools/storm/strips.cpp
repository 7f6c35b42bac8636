// pendopo-strips: reads the strips of simulated cameras out of pictures, for tools/storm.
//
// In, again and again: a line `picture BYTES WxH+X+Y WxH+X+Y …` and the bytes of a PNG. Out, a line
// each: [{"camera":3,"frame":17,"white":218}, null, …], one for each tile; null where no strip can
// be read (a placeholder, a word over it). `white` is what the brightest cell has of 255, which
// dimming lowers.
#include <fmt/format.h>
#include <png.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "tools/cameras/frame_strip.h"

namespace pendopo {
namespace {

constexpr size_t kMostBytes = 64 << 20;

struct Picture {
    std::vector<uint8_t> pixels;
    StripImage image;
};

std::optional<Picture> decode_png(const std::string& bytes) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()) == 0) {
        return std::nullopt;
    }
    png.format = PNG_FORMAT_BGRA;
    Picture picture;
    picture.pixels.resize(PNG_IMAGE_SIZE(png));
    if (png_image_finish_read(&png, nullptr, picture.pixels.data(), 0, nullptr) == 0) {
        return std::nullopt;
    }
    picture.image = {picture.pixels.data(), int(png.width), int(png.height),
                     std::ptrdiff_t{png.width} * 4, StripPixels::bgra};
    return picture;
}

int brightest(const StripImage& image, PixelRect cell, PixelRect tile) {
    int most = 0;
    for (int y = std::max(tile.y + cell.y, 0);
         y < std::min(tile.y + cell.y + cell.height, image.height); ++y) {
        for (int x = std::max(tile.x + cell.x, 0);
             x < std::min(tile.x + cell.x + cell.width, image.width); ++x) {
            const uint8_t* pixel = image.pixels + y * image.stride + std::ptrdiff_t{x} * 4;
            most = std::max<int>(most, std::min({pixel[0], pixel[1], pixel[2]}));
        }
    }
    return most;
}

std::string tile_of(const StripImage& image, const std::string& text) {
    PixelRect tile;
    if (std::sscanf(text.c_str(), "%dx%d+%d+%d", &tile.width, &tile.height, &tile.x, &tile.y) !=
        4) {
        return "null";
    }
    const auto value = decode_strip_in_tile(image, tile);
    if (!value) {
        return "null";
    }
    const PixelRect cell = strip_cell({tile.width, tile.height}, 0, 0);
    return fmt::format(R"({{"camera":{},"frame":{},"white":{}}})", value->camera, value->frame,
                       brightest(image, cell, tile));
}

int run() {
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream words(line);
        std::string word;
        size_t size = 0;
        if (!(words >> word >> size) || word != "picture" || size > kMostBytes) {
            fmt::print(stderr, "pendopo-strips: got \"{}\"; expected picture BYTES WxH+X+Y …\n",
                       line);
            return 2;
        }
        std::string bytes(size, '\0');
        if (!std::cin.read(bytes.data(), std::streamsize(size))) {
            return 1;
        }
        const auto picture = decode_png(bytes);
        std::string answer;
        while (words >> word) {
            answer += answer.empty() ? "" : ",";
            answer += picture ? tile_of(picture->image, word) : "null";
        }
        fmt::print("[{}]\n", answer);
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace
}  // namespace pendopo

int main() {
    return pendopo::run();
}
