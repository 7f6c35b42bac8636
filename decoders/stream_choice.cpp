#include "decoders/stream_choice.h"

#include <algorithm>

namespace pendopo {

std::string_view to_string(StreamKind kind) {
    return kind == StreamKind::main ? "main" : "sub";
}

double enlargement(std::span<const PictureRequest> pictures, PixelSize stream,
                   SampleAspect aspect) {
    double most = 0;
    for (const PictureRequest& picture : pictures) {
        if (picture.stream == StreamWish::sub) {
            continue;
        }
        const FittedPicture fitted =
            fit_picture(stream, aspect, picture.box, picture.fit, picture.crop);
        const double width = fitted.source.width * stream.width;
        const double height = fitted.source.height * stream.height;
        if (width <= 0 || height <= 0) {
            continue;
        }
        // Wide samples are enlarged sideways anyway; the rows say how much detail is missing.
        const double by_height = fitted.box.height / height;
        const double by_width = fitted.box.width / width;
        most =
            std::max(most, aspect.numerator > aspect.denominator ? by_height
                                                                 : std::max(by_width, by_height));
    }
    return most;
}

StreamKind choose_stream(StreamKind current, std::span<const PictureRequest> pictures,
                         const StreamSizes& sizes) {
    if (!sizes.has_sub) {
        return StreamKind::main;
    }
    if (pictures.empty()) {
        return current;
    }
    if (std::ranges::any_of(pictures, [](const PictureRequest& picture) {
            return picture.stream == StreamWish::main;
        })) {
        return StreamKind::main;
    }
    const PixelSize sub = sizes.sub.empty() ? PixelSize{640, 360} : sizes.sub;
    const double scale = enlargement(pictures, sub, sizes.aspect);
    // A pixel of rounding in the fitted box must not decide.
    constexpr double kRounding = 0.01;
    const double limit = sizes.enlarge * (current == StreamKind::sub ? kSubTooSmall : 1);
    return scale <= limit + kRounding ? StreamKind::sub : StreamKind::main;
}

}  // namespace pendopo
