// Charts and maps (SVG, by librsvg) and pictures (PNG and JPEG, by gdk-pixbuf).
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"
#include "engine/cards/svg_texts.h"

namespace pendopo {
namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

// A picture of more is refused before its pixels are decoded.
constexpr int64_t kMaxPixels = int64_t{64} << 20;

void paint_broken(const Pen& pen, const std::string& words) {
    paint_body(pen, EmptyView{Icon::warning, words, "", ""});
}

struct Wanted {
    PixelSize room;
    Fit fit;
    bool too_large = false;
};

double scale_of(PixelSize picture, PixelSize room, Fit fit) {
    const double x = double(room.width) / picture.width;
    const double y = double(room.height) / picture.height;
    return fit == Fit::cover ? std::max(x, y) : std::min(x, y);
}

// Decoders that can do so decode at the size that is shown.
void choose_size(GdkPixbufLoader* loader, int width, int height, void* data) {
    auto& wanted = *static_cast<Wanted*>(data);
    if (width <= 0 || height <= 0 || int64_t{width} * height > kMaxPixels) {
        wanted.too_large = true;
        gdk_pixbuf_loader_set_size(loader, 1, 1);
        return;
    }
    const double scale = std::min(1.0, scale_of({width, height}, wanted.room, wanted.fit));
    gdk_pixbuf_loader_set_size(loader, std::max(1, int(std::lround(width * scale))),
                               std::max(1, int(std::lround(height * scale))));
}

// The decoders show what there is of half a file, which is no picture.
bool has_end(const std::string& file, bool png) {
    if (png) {
        return file.rfind("IEND") != std::string::npos;
    }
    const size_t scan = file.rfind("\xFF\xDA");
    return scan != std::string::npos && file.find("\xFF\xD9", scan) != std::string::npos;
}

Owned<GdkPixbuf> decode(const std::string& file, PixelSize room, Fit fit) {
    const bool png = file.starts_with("\x89PNG");
    const bool jpeg = file.starts_with("\xFF\xD8\xFF");
    if ((!png && !jpeg) || !has_end(file, png)) {
        return nullptr;
    }
    const Owned<GdkPixbufLoader> loader(
        gdk_pixbuf_loader_new_with_type(png ? "png" : "jpeg", nullptr));
    if (!loader) {
        return nullptr;
    }
    Wanted wanted{room, fit};
    g_signal_connect(loader.get(), "size-prepared", G_CALLBACK(choose_size), &wanted);
    // In pieces: a picture that is too large is given up after its header.
    constexpr size_t kPiece = size_t{64} << 10;
    bool good = true;
    for (size_t at = 0; good && at < file.size() && !wanted.too_large; at += kPiece) {
        good =
            gdk_pixbuf_loader_write(loader.get(), reinterpret_cast<const guchar*>(file.data()) + at,
                                    std::min(kPiece, file.size() - at), nullptr);
    }
    good = gdk_pixbuf_loader_close(loader.get(), nullptr) && good && !wanted.too_large;
    GdkPixbuf* pixbuf = good ? gdk_pixbuf_loader_get_pixbuf(loader.get()) : nullptr;
    return Owned<GdkPixbuf>(pixbuf != nullptr ? gdk_pixbuf_apply_embedded_orientation(pixbuf)
                                              : nullptr);
}

// A pixbuf as a Cairo surface: gdk_cairo_set_source_pixbuf would need GTK.
using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
Surface surface_of(const GdkPixbuf* pixbuf) {
    const int width = gdk_pixbuf_get_width(pixbuf);
    const int height = gdk_pixbuf_get_height(pixbuf);
    const int channels = gdk_pixbuf_get_n_channels(pixbuf);
    const int from_stride = gdk_pixbuf_get_rowstride(pixbuf);
    const guchar* from = gdk_pixbuf_read_pixels(pixbuf);
    Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height),
                    cairo_surface_destroy);
    unsigned char* to = cairo_image_surface_get_data(surface.get());
    if (to == nullptr) {
        return surface;
    }
    const int to_stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < height; ++y) {
        const guchar* in = from + ptrdiff_t{y} * from_stride;
        auto* out = reinterpret_cast<uint32_t*>(to + ptrdiff_t{y} * to_stride);
        for (int x = 0; x < width; ++x, in += channels) {
            const uint32_t alpha = channels == 4 ? in[3] : 255;
            const auto mixed = [alpha](uint32_t value) { return (value * alpha + 127) / 255; };
            out[x] = alpha << 24 | mixed(in[0]) << 16 | mixed(in[1]) << 8 | mixed(in[2]);
        }
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

}  // namespace

void paint_body(const Pen& pen, const DrawingView& view) {
    const Owned<RsvgHandle> handle(
        view.svg ? rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(view.svg->data()),
                                             view.svg->size(), nullptr)
                 : nullptr);
    const RsvgRectangle room{double(pen.room.x), double(pen.room.y), double(pen.room.width),
                             double(pen.room.height)};
    if (!handle || !rsvg_handle_render_document(handle.get(), pen.cairo, &room, nullptr)) {
        return paint_broken(pen, view.broken);
    }
    if (DrawnTexts* texts = recorded_texts(pen.cairo)) {
        const double width = svg_width(*view.svg);
        const DrawnTexts words = svg_texts(*view.svg, width > 0 ? pen.room.width / width : 1);
        texts->insert(texts->end(), words.begin(), words.end());
    }
}

void paint_body(const Pen& pen, const ImageView& view) {
    const PixelSize room{pen.room.width, pen.room.height};
    const Owned<GdkPixbuf> pixbuf = view.file ? decode(*view.file, room, view.fit) : nullptr;
    if (!pixbuf) {
        record_left_out(pen.cairo, TextPart::picture, view.name);
        return paint_broken(pen, view.broken);
    }
    const Surface surface = surface_of(pixbuf.get());
    const PixelSize size{gdk_pixbuf_get_width(pixbuf.get()), gdk_pixbuf_get_height(pixbuf.get())};
    const double scale = scale_of(size, room, view.fit);
    cairo_save(pen.cairo);
    cairo_translate(pen.cairo, pen.room.x + (room.width - size.width * scale) / 2,
                    pen.room.y + (room.height - size.height * scale) / 2);
    cairo_scale(pen.cairo, scale, scale);
    cairo_set_source_surface(pen.cairo, surface.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(pen.cairo), CAIRO_FILTER_GOOD);
    cairo_paint(pen.cairo);
    cairo_restore(pen.cairo);
}

}  // namespace pendopo
