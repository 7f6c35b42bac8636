// Frames of every format that decoders give, as pictures in 8 bits.
#include "decoders/ffmpeg_picture.h"

#include <gtest/gtest.h>

#include <string>

#include "decoders/ffmpeg_types.h"

namespace pendopo {
namespace {

constexpr int kWidth = 34;  // no multiple of what vector code likes
constexpr int kHeight = 18;

// Luma 100, U 60, V 200 of 8 bits, in the depth of the format. Odd lines have another luma.
FramePtr frame_of(AVPixelFormat format, int odd_luma = 100) {
    FramePtr frame(av_frame_alloc());
    frame->format = format;
    frame->width = kWidth;
    frame->height = kHeight;
    EXPECT_EQ(av_frame_get_buffer(frame.get(), 0), 0);
    const AVPixFmtDescriptor& layout = *av_pix_fmt_desc_get(format);
    for (int i = 0; i < layout.nb_components; ++i) {
        const AVComponentDescriptor& component = layout.comp[i];
        const int width = i == 0 ? kWidth : AV_CEIL_RSHIFT(kWidth, layout.log2_chroma_w);
        const int height = i == 0 ? kHeight : AV_CEIL_RSHIFT(kHeight, layout.log2_chroma_h);
        for (int y = 0; y < height; ++y) {
            const int luma = y % 2 == 1 ? odd_luma : 100;
            const int value = (i == 0 ? luma : i == 1 ? 60 : 200) << (component.depth - 8);
            uint8_t* row = frame->data[component.plane] +
                           ptrdiff_t{y} * frame->linesize[component.plane] + component.offset;
            for (int x = 0; x < width; ++x) {
                if (component.depth > 8) {
                    auto* sample = reinterpret_cast<uint16_t*>(row + ptrdiff_t{x} * component.step);
                    *sample = static_cast<uint16_t>(value << component.shift);
                } else {
                    row[ptrdiff_t{x} * component.step] = static_cast<uint8_t>(value);
                }
            }
        }
    }
    return frame;
}

int last_of(const Picture& picture, size_t plane) {
    const PixelSize size = plane == 0 ? picture.size : picture.chroma_size();
    return picture
        .plane[plane][ptrdiff_t{size.height - 1} * picture.stride[plane] + size.width - 1];
}

TEST(FfmpegPicture, EveryFormatThatDecodersGive) {
    for (const char* name :
         {"yuv420p",     "yuv422p",     "yuv444p",     "yuv440p",     "yuvj420p",    "yuvj422p",
          "yuvj444p",    "yuv411p",     "yuv420p9le",  "yuv420p10le", "yuv420p12le", "yuv420p14le",
          "yuv420p16le", "yuv422p10le", "yuv422p12le", "yuv444p10le", "yuv444p12le", "nv12",
          "nv21",        "nv16",        "p010le",      "p016le",      "p210le"}) {
        SCOPED_TRACE(name);
        const AVPixelFormat format = av_get_pix_fmt(name);
        ASSERT_NE(format, AV_PIX_FMT_NONE);
        const Result<Picture> picture = to_picture(*frame_of(format), {});
        ASSERT_TRUE(picture) << picture.error().message();
        const AVPixFmtDescriptor& layout = *av_pix_fmt_desc_get(format);
        EXPECT_EQ(picture->chroma_shift_x, layout.log2_chroma_w);
        EXPECT_EQ(picture->chroma_shift_y, layout.log2_chroma_h);
        EXPECT_EQ(picture->plane[0][0], 100);
        EXPECT_EQ(last_of(*picture, 0), 100);
        EXPECT_EQ(last_of(*picture, 1), 60);
        EXPECT_EQ(last_of(*picture, 2), 200);
    }
}

TEST(FfmpegPicture, GreyHasNoColour) {
    for (const char* name : {"gray", "gray10le", "gray12le"}) {
        SCOPED_TRACE(name);
        const Result<Picture> picture = to_picture(*frame_of(av_get_pix_fmt(name)), {});
        ASSERT_TRUE(picture) << picture.error().message();
        EXPECT_EQ(last_of(*picture, 0), 100);
        EXPECT_EQ(last_of(*picture, 1), 128);
        EXPECT_EQ(last_of(*picture, 2), 128);
    }
}

TEST(FfmpegPicture, OtherFormatsAreNamed) {
    EXPECT_EQ(to_picture(*frame_of(AV_PIX_FMT_GBRP), {}).error(),
              Error(ErrorCode::unsupported,
                    "decoder: pictures of format gbrp are not shown; set the camera to 4:2:0"));
}

TEST(FfmpegPicture, FieldsAreBlendedWhenThePictureIsFlaggedOrAsked) {
    struct Row {
        Deinterlace deinterlace;
        bool flagged;
        bool even;  // expected: no combs
    };
    for (const Row& row :
         {Row{Deinterlace::automatic, true, true}, Row{Deinterlace::automatic, false, false},
          Row{Deinterlace::on, false, true}, Row{Deinterlace::off, true, false}}) {
        for (const AVPixelFormat format : {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV420P10LE}) {
            const FramePtr frame = frame_of(format, 200);
            frame->interlaced_frame = row.flagged ? 1 : 0;
            DecoderOptions options;
            options.deinterlace = row.deinterlace;
            const Result<Picture> picture = to_picture(*frame, options);
            ASSERT_TRUE(picture);
            const uint8_t* middle = picture->plane[0] + ptrdiff_t{8} * picture->stride[0];
            EXPECT_EQ(middle[5], row.even ? 150 : 100);
            EXPECT_EQ(middle[5 + picture->stride[0]], row.even ? 150 : 200);
            EXPECT_EQ(last_of(*picture, 1), 60);
        }
    }
}

}  // namespace
}  // namespace pendopo
