#pragma once
// Pictures with any samples, polygons as nobody draws them, and a second opinion on what lies
// within one.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <random>
#include <vector>

#include "decoders/picture.h"
#include "engine/base/privacy.h"

namespace pendopo {

class Dice {
  public:
    explicit Dice(unsigned seed) : random_(seed) {}
    int from_to(int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random_);
    }
    double fraction() { return std::uniform_real_distribution<double>(0, 1)(random_); }
    template <class T>
    T one_of(std::initializer_list<T> values) {
        return *(values.begin() + from_to(0, static_cast<int>(values.size()) - 1));
    }

  private:
    std::mt19937 random_;
};

// Owns its samples; rows have padding.
struct OwnPicture {
    OwnPicture(PixelSize size, int shift_x, int shift_y) {
        picture.size = size;
        picture.chroma_shift_x = shift_x;
        picture.chroma_shift_y = shift_y;
        for (size_t i = 0; i < 3; ++i) {
            const PixelSize plane = size_of(i);
            picture.stride[i] = plane.width + 7;
            samples[i].resize(size_t(picture.stride[i]) * size_t(plane.height));
            picture.plane[i] = samples[i].data();
        }
    }
    OwnPicture(const OwnPicture& other) : picture(other.picture), samples(other.samples) {
        for (size_t i = 0; i < 3; ++i) {
            picture.plane[i] = samples[i].data();
        }
    }
    OwnPicture& operator=(const OwnPicture&) = delete;

    PixelSize size_of(size_t plane) const {
        return plane == 0 ? picture.size : picture.chroma_size();
    }
    uint8_t& at(size_t plane, int x, int y) {
        return samples[plane][size_t(y) * size_t(picture.stride[plane]) + size_t(x)];
    }
    void randomize(Dice& dice) {
        for (auto& plane : samples) {
            for (uint8_t& sample : plane) {
                sample = static_cast<uint8_t>(dice.from_to(0, 255));
            }
        }
    }
    void fill(uint8_t y, uint8_t u, uint8_t v) {
        std::ranges::fill(samples[0], y);
        std::ranges::fill(samples[1], u);
        std::ranges::fill(samples[2], v);
    }

    Picture picture;
    std::array<std::vector<uint8_t>, 3> samples;
};

// Corners round a middle in order of their angle: dents, but no crossing. Some thin, some huge.
inline Mask random_mask(Dice& dice, MaskStyle style) {
    Mask mask;
    mask.style = style;
    const double x = dice.fraction();
    const double y = dice.fraction();
    const double wide = dice.one_of({0.005, 0.05, 0.3, 0.8});
    const double high = dice.one_of({0.005, 0.05, 0.3, 0.8});
    const int corners = dice.from_to(3, 9);
    for (int i = 0; i < corners; ++i) {
        const double angle = (i + 0.9 * dice.fraction()) * 2 * 3.14159265 / corners;
        const double reach = 0.2 + 0.8 * dice.fraction();
        mask.points.push_back({std::clamp(x + wide * reach * std::cos(angle), 0.0, 1.0),
                               std::clamp(y + high * reach * std::sin(angle), 0.0, 1.0)});
    }
    return mask;
}

// Whether the polygon winds round the point.
inline bool winds_round(const Mask& mask, double x, double y) {
    int winding = 0;
    for (size_t i = 0; i < mask.points.size(); ++i) {
        const UnitPoint& a = mask.points[i];
        const UnitPoint& b = mask.points[(i + 1) % mask.points.size()];
        const double side = (b.x - a.x) * (y - a.y) - (x - a.x) * (b.y - a.y);
        if (a.y <= y && b.y > y && side > 0) {
            ++winding;
        } else if (a.y > y && b.y <= y && side < 0) {
            --winding;
        }
    }
    return winding != 0;
}

// Whether any of the picture's samples that this one stands for lies within the polygon.
inline bool within(const Mask& mask, const OwnPicture& own, size_t plane, int x, int y) {
    const int shift_x = plane == 0 ? 0 : own.picture.chroma_shift_x;
    const int shift_y = plane == 0 ? 0 : own.picture.chroma_shift_y;
    for (int in_y = y << shift_y; in_y < (y + 1) << shift_y; ++in_y) {
        for (int in_x = x << shift_x; in_x < (x + 1) << shift_x; ++in_x) {
            if (winds_round(mask, (in_x + 0.5) / own.picture.size.width,
                            (in_y + 0.5) / own.picture.size.height)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace pendopo
