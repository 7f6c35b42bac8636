#include "decoders/picture_converter.h"

#include <libyuv/convert_argb.h>
#include <libyuv/planar_functions.h>
#include <libyuv/scale.h>

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace pendopo {
namespace {

struct Plane {
    const uint8_t* data;
    int stride;
    PixelSize size;
};
using Planes = std::array<Plane, 3>;

const libyuv::YuvConstants& constants(const Picture& picture) {
    const bool full = picture.range == ColorRange::full;
    if (picture.matrix == ColorMatrix::bt709) {
        return full ? libyuv::kYuvF709Constants : libyuv::kYuvH709Constants;
    }
    return full ? libyuv::kYuvJPEGConstants : libyuv::kYuvI601Constants;
}

// [start, start + length) of `whole` samples for a fraction of them, on multiples of `step`.
std::pair<int, int> whole_samples(double start, double length, int whole, int step) {
    const int first =
        std::clamp(static_cast<int>(std::lround(start * whole / step)) * step, 0, whole - 1) /
        step * step;
    const int last = static_cast<int>(std::lround((start + length) * whole / step)) * step;
    return {first, std::clamp(last, first + 1, whole) - first};
}

Planes cropped(const Picture& picture, const UnitRect& source) {
    const auto [x, width] =
        whole_samples(source.x, source.width, picture.size.width, 1 << picture.chroma_shift_x);
    const auto [y, height] =
        whole_samples(source.y, source.height, picture.size.height, 1 << picture.chroma_shift_y);
    Planes planes{};
    for (size_t i = 0; i < planes.size(); ++i) {
        const int shift_x = i == 0 ? 0 : picture.chroma_shift_x;
        const int shift_y = i == 0 ? 0 : picture.chroma_shift_y;
        planes[i] = {
            picture.plane[i] + ptrdiff_t{y >> shift_y} * picture.stride[i] + (x >> shift_x),
            picture.stride[i],
            {(width + (1 << shift_x) - 1) >> shift_x, (height + (1 << shift_y) - 1) >> shift_y}};
    }
    return planes;
}

// libyuv keeps each coefficient in a byte with six bits of fraction, 2.0 at most; BT.709 in limited
// range wants 2.112 for blue from U. Without help saturated blue comes out as 243 instead of 255.
bool needs_blue_lift(const Picture& picture) {
    return picture.matrix == ColorMatrix::bt709 && picture.range == ColorRange::limited;
}

void lift_blue(std::span<uint8_t> u_plane) {
    static const std::array<uint8_t, 256> lifted = [] {
        std::array<uint8_t, 256> table{};
        for (int u = 0; u < 256; ++u) {
            const double value = 128 + (u - 128) * (2.112 / 2.0);
            table[size_t(u)] = static_cast<uint8_t>(std::clamp(std::lround(value), 0L, 255L));
        }
        return table;
    }();
    for (uint8_t& sample : u_plane) {
        sample = lifted[sample];
    }
}

PixelSize half(PixelSize size) {
    return {(size.width + 1) / 2, (size.height + 1) / 2};
}

void resample(const Plane& from, uint8_t* to, int stride, PixelSize size) {
    if (from.size == size) {
        libyuv::CopyPlane(from.data, from.stride, to, stride, size.width, size.height);
        return;
    }
    libyuv::ScalePlane(from.data, from.stride, from.size.width, from.size.height, to, stride,
                       size.width, size.height, libyuv::kFilterBox);
}

}  // namespace

FrameInfo converted_frame(const Picture& picture, const PictureRequest& request) {
    PixelSize size = picture.size;
    if (request.format == PixelFormat::bgra) {
        size = fit_picture(picture.size, picture.aspect, request.box, request.fit, request.crop)
                   .box.size();
    }
    FrameInfo info = packed_frame(request.format, size);
    info.number = picture.number;
    info.arrival_ns = to_ns(picture.arrived);
    info.made_ns = picture.made.unix_ns;
    info.media_clock = picture.made.clock;
    info.stale_after_ms = static_cast<int32_t>(picture.stale_after.count());
    info.sample_aspect = request.format == PixelFormat::bgra ? SampleAspect{1, 1} : picture.aspect;
    info.matrix = picture.matrix;
    info.range = picture.range;
    return info;
}

void PictureConverter::convert(const Picture& picture, const PictureRequest& request,
                               const FrameInfo& info, std::span<std::byte> out) {
    CHECK(out.size() >= frame_bytes(info));
    auto* bytes = reinterpret_cast<uint8_t*>(out.data());
    const PixelSize size = info.size();
    if (request.format == PixelFormat::i420) {
        const Planes planes = cropped(picture, UnitRect{});
        for (size_t i = 0; i < planes.size(); ++i) {
            resample(planes[i], bytes + info.offset[i], static_cast<int>(info.stride[i]),
                     i == 0 ? size : half(size));
        }
        return;
    }
    const FittedPicture fitted =
        fit_picture(picture.size, picture.aspect, request.box, request.fit, request.crop);
    Planes planes = cropped(picture, fitted.source);
    // Scaling the planes first touches 1.5 bytes a pixel instead of 4 and converts each pixel once.
    // A plane of the right size already is used where it lies.
    const bool lift = needs_blue_lift(picture);
    const std::array<PixelSize, 3> wanted{size, half(size), half(size)};
    const auto used_in_place = [&](size_t i) {
        return planes[i].size == wanted[i] && !(lift && i == 1);
    };
    size_t needed = 0;
    for (size_t i = 0; i < planes.size(); ++i) {
        needed += used_in_place(i) ? 0 : size_t(wanted[i].width) * wanted[i].height;
    }
    if (scratch_.size() != needed) {
        scratch_ = std::vector<uint8_t>(needed);
    }
    uint8_t* free = scratch_.data();
    for (size_t i = 0; i < planes.size(); ++i) {
        if (used_in_place(i)) {
            continue;
        }
        const size_t samples = size_t(wanted[i].width) * wanted[i].height;
        resample(planes[i], free, wanted[i].width, wanted[i]);
        if (lift && i == 1) {
            lift_blue({free, samples});
        }
        planes[i] = {free, wanted[i].width, wanted[i]};
        free += samples;
    }
    libyuv::I420ToARGBMatrix(planes[0].data, planes[0].stride, planes[1].data, planes[1].stride,
                             planes[2].data, planes[2].stride, bytes,
                             static_cast<int>(info.stride[0]), &constants(picture), size.width,
                             size.height);
}

}  // namespace pendopo
