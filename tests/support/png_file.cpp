#include "tests/support/png_file.h"

#include <png.h>

namespace pendopo {

Result<Picture> read_png(const std::string& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, file.c_str()) == 0) {
        return fail(ErrorCode::not_found, file + ": " + image.message);
    }
    image.format = PNG_FORMAT_BGRA;
    Picture picture({static_cast<int>(image.width), static_cast<int>(image.height)});
    if (png_image_finish_read(&image, nullptr, picture.bgra.data(), 0, nullptr) == 0) {
        return fail(ErrorCode::invalid, file + ": " + image.message);
    }
    return picture;
}

Result<void> write_png(const std::string& file, const Picture& picture) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.size.width);
    image.height = static_cast<png_uint_32>(picture.size.height);
    image.format = PNG_FORMAT_BGRA;
    if (png_image_write_to_file(&image, file.c_str(), 0, picture.bgra.data(), 0, nullptr) == 0) {
        return fail(ErrorCode::io, file + ": " + image.message);
    }
    return {};
}

}  // namespace pendopo
