#pragma once
// Pictures of tests: 8-bit bgra in memory, PNG on disk.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/base/result.h"

namespace pendopo {

struct Picture {
    PixelSize size;
    std::vector<uint8_t> bgra;  // rows without padding

    Picture() = default;
    explicit Picture(PixelSize s)
        : size(s), bgra(static_cast<size_t>(s.width) * static_cast<size_t>(s.height) * 4) {}
    uint8_t* at(int x, int y) {
        return bgra.data() +
               (static_cast<size_t>(y) * static_cast<size_t>(size.width) + static_cast<size_t>(x)) *
                   4;
    }
    const uint8_t* at(int x, int y) const { return const_cast<Picture*>(this)->at(x, y); }
    uint32_t rgb(int x, int y) const {
        const uint8_t* p = at(x, y);
        return static_cast<uint32_t>(p[2] << 16 | p[1] << 8 | p[0]);
    }
    void set_rgb(int x, int y, uint32_t rgb) {
        uint8_t* p = at(x, y);
        p[0] = static_cast<uint8_t>(rgb);
        p[1] = static_cast<uint8_t>(rgb >> 8);
        p[2] = static_cast<uint8_t>(rgb >> 16);
        p[3] = 0xFF;
    }
};

Result<Picture> read_png(const std::string& file);
Result<void> write_png(const std::string& file, const Picture& picture);

}  // namespace pendopo
