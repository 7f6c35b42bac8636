// A code to scan, what one gets, and the address for those who type.
#include <qrencode.h>

#include <algorithm>
#include <memory>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"

namespace pendopo {
namespace {

constexpr int kQuiet = 4;  // modules of white around, as the standard asks
constexpr int kLinesOfCaption = 4;
constexpr int kMostLines = 20;           // of an address; more than any tile has
constexpr double kFewestEvenPixels = 6;  // of a module; one more or less does not matter then

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

// Dark on white in every theme: not every phone reads it the other way round.
void draw_code(const Pen& pen, const QRcode& code, const PixelRect& place) {
    const int modules = code.width + 2 * kQuiet;
    // Edges of whole pixels: a module may be one pixel wider than its neighbour.
    const auto edge = [&](int module) { return place.width * module / modules; };
    cairo_set_antialias(pen.cairo, CAIRO_ANTIALIAS_NONE);
    fill_rect(pen.cairo, place.x, place.y, place.width, place.height, rgb(0xFFFFFF));
    set_color(pen.cairo, rgb(0x000000));
    for (int row = 0; row < code.width; ++row) {
        for (int column = 0; column < code.width; ++column) {
            if ((code.data[row * code.width + column] & 1) != 0) {
                const int x = edge(kQuiet + column);
                const int y = edge(kQuiet + row);
                cairo_rectangle(pen.cairo, place.x + x, place.y + y, edge(kQuiet + column + 1) - x,
                                edge(kQuiet + row + 1) - y);
            }
        }
    }
    cairo_fill(pen.cairo);
    cairo_set_antialias(pen.cairo, CAIRO_ANTIALIAS_DEFAULT);
}

// "Wi-Fi" is one word.
std::string unbroken_hyphens(const std::string& words) {
    std::string result;
    for (const char c : words) {
        result += c == '-' ? std::string("-\u2060") : std::string(1, c);
    }
    return result;
}

TextBlock address_of(const QrView& view, const TextStyle& style, int width, int lines) {
    TextBlock address = view.is_web ? TextBlock::address(view.address, style)
                                    : TextBlock::paragraph(view.address, style);
    address.wrap(width, lines, Lines::left);
    return address;
}

}  // namespace

void paint_body(const Pen& pen, const QrView& view) {
    const Code code(QRcode_encodeString8bit(view.content.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    const double body = pen.scale.body;
    const bool beside = pen.room.width > 1.25 * pen.room.height;
    // Below the code stands what it needs: in a narrow card more lines, and the caption smaller.
    const auto caption_at = [&](double px, int width) {
        TextBlock caption =
            TextBlock::paragraph(unbroken_hyphens(view.caption), {px, 600, pen.theme.text});
        caption.wrap(width, kLinesOfCaption, Lines::left);
        return caption;
    };
    const TextBlock wide = caption_at(body, pen.room.width);
    const double caption_px = beside || wide.lines() <= 2 ? body : pen.scale.floor;
    const TextStyle quiet{pen.scale.caption, 400, pen.theme.muted, false, TextPart::caption};
    const double text_height = caption_at(caption_px, pen.room.width).size().height + 0.6 * body +
                               address_of(view, quiet, pen.room.width, kMostLines).size().height;
    const double room = beside ? std::min<double>(pen.room.height, 0.6 * pen.room.width)
                               : std::min<double>(pen.room.width, pen.room.height - text_height);
    const int modules = code ? code->width + 2 * kQuiet : 1;
    const auto module = room / modules;
    if (!code || module < 1) {  // no room for a code that anybody could scan: the address alone
        return address_of(view, {body, 500, pen.theme.text}, pen.room.width, 3)
            .draw(pen.cairo, pen.room.x, pen.room.y);
    }
    // Small modules are of one size, or phones cannot tell them apart; large ones use all there is.
    const int side =
        module < kFewestEvenPixels ? modules * static_cast<int>(module) : static_cast<int>(room);
    draw_code(pen, *code, {pen.room.x, pen.room.y, side, side});
    if (DrawnTexts* texts = recorded_texts(pen.cairo)) {
        texts->push_back({TextPart::code, view.address, double(side) / modules});
    }
    const double x = pen.room.x + (beside ? side + body : 0);
    double y = pen.room.y + (beside ? 0 : side + 0.3 * body);
    const int width = std::max(1, pen.room.width - ceil_int(x - pen.room.x));
    // Half an address leads nowhere; the code holds the whole one.
    const TextBlock address = address_of(view, quiet, width, kMostLines);
    const double bottom = pen.room.y + pen.room.height - address.size().height;
    // A network's name and password say more than what one gets there.
    const bool address_first = !view.is_web && y <= bottom;
    if (!view.caption.empty()) {
        const TextBlock caption = caption_at(caption_px, width);
        if (address_first && y + caption.size().height + 0.3 * body > bottom) {
            record_left_out(pen.cairo, TextPart::caption, view.caption);
        } else {
            caption.draw(pen.cairo, x, y);
            y += caption.size().height + 0.3 * body;
        }
    }
    if (y <= bottom) {
        address.draw(pen.cairo, x, y);
    } else {
        record_left_out(pen.cairo, TextPart::caption, view.address);
    }
}

}  // namespace pendopo
