#include "engine/control/picture_file.h"

#include <png.h>
#include <turbojpeg.h>

#include <csetjmp>
#include <memory>

#include "config/text_file.h"

namespace pendopo {
namespace {

constexpr int kBytesPerPixel = 4;  // BGRA
constexpr int kJpegQuality = 85;

Result<void> check(const CapturedPicture& picture) {
    const auto [width, height] = picture.size;
    if (picture.size.empty() || picture.stride < static_cast<size_t>(width) * kBytesPerPixel ||
        picture.bytes.size() < picture.stride * static_cast<size_t>(height - 1) +
                                   static_cast<size_t>(width) * kBytesPerPixel) {
        return fail(ErrorCode::invalid, "picture: got " + std::to_string(width) + "x" +
                                            std::to_string(height) + " with " +
                                            std::to_string(picture.bytes.size()) +
                                            " bytes; expected whole rows of BGRA");
    }
    return {};
}

void append(png_structp png, png_bytep bytes, png_size_t count) {
    static_cast<std::string*>(png_get_io_ptr(png))
        ->append(reinterpret_cast<const char*>(bytes), count);
}

// libpng leaves by longjmp on an error, so nothing with a destructor lives in here.
bool write_png_rows(png_structp png, png_infop info, const CapturedPicture& picture) {
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.size.width),
                 static_cast<png_uint_32>(picture.size.height), 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    // The caller waits, control's loop among them: fast before small.
    png_set_compression_level(png, 1);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
    png_write_info(png, info);
    png_set_bgr(png);
    png_set_filler(png, 0, PNG_FILLER_AFTER);
    for (int y = 0; y < picture.size.height; ++y) {
        png_write_row(png, picture.bytes.data() + static_cast<size_t>(y) * picture.stride);
    }
    png_write_end(png, info);
    return true;
}

struct TurboJpegDestroy {
    void operator()(void* handle) const { tjDestroy(handle); }
};
struct TurboJpegFree {
    void operator()(unsigned char* bytes) const { tjFree(bytes); }
};

}  // namespace

Result<std::string> encode_jpeg(const CapturedPicture& picture) {
    if (auto good = check(picture); !good) {
        return fail(std::move(good.error()));
    }
    const std::unique_ptr<void, TurboJpegDestroy> encoder(tjInitCompress());
    unsigned char* bytes = nullptr;
    unsigned long count = 0;
    const int status = tjCompress2(encoder.get(), picture.bytes.data(), picture.size.width,
                                   static_cast<int>(picture.stride), picture.size.height, TJPF_BGRX,
                                   &bytes, &count, TJSAMP_420, kJpegQuality, TJFLAG_FASTDCT);
    const std::unique_ptr<unsigned char, TurboJpegFree> owner(bytes);
    if (status != 0) {
        return fail(ErrorCode::invalid,
                    std::string("picture: cannot be a JPEG: ") + tjGetErrorStr2(encoder.get()));
    }
    return std::string(reinterpret_cast<const char*>(bytes), count);
}

Result<std::string> encode_png(const CapturedPicture& picture) {
    if (auto good = check(picture); !good) {
        return fail(std::move(good.error()));
    }
    std::string result;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
    bool good = info != nullptr;
    if (good) {
        png_set_write_fn(png, &result, append, nullptr);
        good = write_png_rows(png, info, picture);
    }
    png_destroy_write_struct(&png, &info);
    if (!good) {
        return fail(ErrorCode::invalid, "picture: cannot be a PNG");
    }
    return result;
}

Result<void> write_png(const CapturedPicture& picture, const std::filesystem::path& path) {
    const auto bytes = encode_png(picture);
    if (!bytes) {
        return fail(bytes.error());
    }
    return replace_file(path.string(), *bytes);
}

}  // namespace pendopo
