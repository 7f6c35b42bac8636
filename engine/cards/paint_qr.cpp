// A code to scan, what one gets, and the address for those who type.
#include <qrencode.h>

#include <algorithm>
#include <memory>

#include "engine/cards/body_painters.h"

namespace pendopo {
namespace {

constexpr int kQuiet = 4;       // modules of white around, as the standard asks
constexpr int kMostLines = 20;  // of an address; more than any tile has

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

// Dark on white in every theme: not every phone reads it the other way round.
void draw_code(const Pen& pen, const QRcode& code, double x, double y, int module) {
    const int side = (code.width + 2 * kQuiet) * module;
    cairo_set_antialias(pen.cairo, CAIRO_ANTIALIAS_NONE);
    fill_rect(pen.cairo, x, y, side, side, rgb(0xFFFFFF));
    set_color(pen.cairo, rgb(0x000000));
    for (int row = 0; row < code.width; ++row) {
        for (int column = 0; column < code.width; ++column) {
            if ((code.data[row * code.width + column] & 1) != 0) {
                cairo_rectangle(pen.cairo, x + (kQuiet + column) * module,
                                y + (kQuiet + row) * module, module, module);
            }
        }
    }
    cairo_fill(pen.cairo);
    cairo_set_antialias(pen.cairo, CAIRO_ANTIALIAS_DEFAULT);
}

}  // namespace

void paint_body(const Pen& pen, const QrView& view) {
    const Code code(QRcode_encodeString8bit(view.content.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    const double body = pen.scale.body;
    const bool beside = pen.room.width > 1.25 * pen.room.height;
    const double text_height = kLineHeight * (2 * body + 2 * pen.scale.caption);
    const double room = beside ? std::min<double>(pen.room.height, 0.55 * pen.room.width)
                               : std::min<double>(pen.room.width, pen.room.height - text_height);
    const int modules = code ? code->width + 2 * kQuiet : 1;
    const int module = static_cast<int>(room / modules);
    if (!code || module < 1) {  // no room for a code that anybody could scan: the address alone
        TextBlock address = TextBlock::address(view.address, {body, 500, pen.theme.text});
        address.wrap(pen.room.width, 3, Lines::left);
        return address.draw(pen.cairo, pen.room.x, pen.room.y);
    }
    const int side = modules * module;
    draw_code(pen, *code, pen.room.x, pen.room.y, module);
    const double x = pen.room.x + (beside ? side + body : 0);
    double y = pen.room.y + (beside ? 0 : side + 0.3 * body);
    const int width = std::max(1, pen.room.width - ceil_int(x - pen.room.x));
    if (!view.caption.empty()) {
        TextBlock caption = TextBlock::paragraph(view.caption, {body, 600, pen.theme.text});
        caption.wrap(width, beside ? 4 : 2, Lines::left);
        caption.draw(pen.cairo, x, y);
        y += caption.size().height + 0.3 * body;
    }
    TextBlock address = TextBlock::address(view.address, {pen.scale.caption, 400, pen.theme.muted});
    // Half an address leads nowhere; the code holds the whole one.
    address.wrap(width, kMostLines, Lines::left);
    if (y + address.size().height <= pen.room.y + pen.room.height) {
        address.draw(pen.cairo, x, y);
    }
}

}  // namespace pendopo
