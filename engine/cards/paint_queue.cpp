// The number that is called and where to go, as large as the room allows; those before it, and how
// many wait.
#include <algorithm>
#include <cmath>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"

namespace pendopo {
namespace {

constexpr double kTint = 0.3;          // of a new call's ground: seen from afar, and calm
constexpr double kCounterShare = 0.8;  // of the number's size
constexpr double kGap = 0.5;           // between number and counter, in parts of the number's size
constexpr double kFromAfar = 2.1;      // in parts of the smallest text: twice as far, and some
constexpr double kNoLimit = 1e9;       // of a width

struct Line {
    TextBlock text;
    double px;
};
// As large as `px` where it fits that wide.
Line line_of(const std::string& text, double px, int weight, double width, const Color& color,
             TextPart part) {
    TextBlock block(text, {px, weight, color, true, part});
    if (const int wide = block.size().width; wide > width && wide > 0) {
        px = std::max(1.0, 0.99 * px * width / wide);
        block = TextBlock(text, {px, weight, color, true, part});
    }
    return {std::move(block), px};
}

// Of number and counter beside each other, the number `px` large.
double width_of_call(const QueueValue::Call& call, double px, const Color& color) {
    const double number =
        line_of(call.number, px, 700, kNoLimit, color, TextPart::figure).text.size().width;
    const auto counter = [&] {
        return line_of(call.counter, kCounterShare * px, 600, kNoLimit, color, TextPart::figure)
            .text.size()
            .width;
    };
    return call.counter.empty() ? number : number + kGap * px + counter();
}

// The height at which a call is read from twice as far as its display is made for.
double height_from_afar(const Pen& pen, const QueueValue::Call& call) {
    const double px = kFromAfar * pen.scale.floor / kCounterShare;
    const bool below =
        !call.counter.empty() && width_of_call(call, px, pen.theme.text) > pen.room.width;
    return kLineHeight * px * (below ? 1 + kCounterShare : 1);
}

// Number and counter beside each other, or below where that makes them larger.
void draw_call(const Pen& pen, const QueueValue::Call& call, const PixelBox& place) {
    const auto number_at = [&](double px, double width) {
        return line_of(call.number, px, 700, width, pen.theme.text, TextPart::figure);
    };
    const auto counter_at = [&](double px, double width) {
        return line_of(call.counter, px, 600, width, pen.theme.text, TextPart::figure);
    };
    double beside = place.height / kLineHeight;
    for (int tries = 0; tries < 3; ++tries) {
        const double needed = width_of_call(call, beside, pen.theme.text);
        beside = needed > place.width ? 0.99 * beside * place.width / needed : beside;
    }
    const Line below = number_at(place.height / (kLineHeight * (1 + kCounterShare)), place.width);
    const double middle = place.x + place.width / 2;
    if (call.counter.empty() || beside >= below.px) {
        const Line number = number_at(beside, kNoLimit);
        const double left = middle - width_of_call(call, beside, pen.theme.text) / 2;
        const double base = place.y + (place.height - kLineHeight * beside) / 2 + kAscent * beside;
        number.text.draw_on(pen.cairo, left, base);
        if (!call.counter.empty()) {
            counter_at(kCounterShare * beside, kNoLimit)
                .text.draw_on(pen.cairo, left + number.text.size().width + kGap * beside, base);
        }
        return;
    }
    const Line second = counter_at(kCounterShare * below.px, place.width);
    const double y = place.y + (place.height - kLineHeight * (below.px + second.px)) / 2;
    below.text.draw_centered(pen.cairo, middle, y);
    second.text.draw_centered(pen.cairo, middle, y + kLineHeight * below.px);
}

// Beside each other, the newest first, as many as have room.
void draw_earlier(const Pen& pen, const QueueView& view, double y) {
    const double px = pen.scale.floor;
    const double caption = pen.scale.caption;
    const TextBlock label(view.earlier_label,
                          {caption, 400, pen.theme.muted, false, TextPart::caption});
    label.draw(pen.cairo, pen.room.x, y);
    double x = pen.room.x;
    size_t shown = 0;
    for (; shown < view.earlier.size(); ++shown) {
        const QueueValue::Call& call = view.earlier[shown];
        const TextBlock number(call.number, {px, 600, pen.theme.text, true, TextPart::value});
        const TextBlock counter(call.counter, {px, 400, pen.theme.muted, true, TextPart::caption});
        const double wide = number.size().width + 0.35 * px + counter.size().width;
        if (x + wide > pen.room.x + pen.room.width) {
            break;
        }
        number.draw(pen.cairo, x, y + kLineHeight * caption);
        counter.draw(pen.cairo, x + number.size().width + 0.35 * px, y + kLineHeight * caption);
        x += wide + 1.2 * px;
    }
}

void draw_words(const Pen& pen, const QueueView& view, double height) {
    TextBlock words(view.words, {std::min(pen.scale.title, height / 3), 600, pen.theme.text, false,
                                 TextPart::state});
    words.wrap_to_height(pen.room.width, ceil_int(height));
    TextBlock detail(view.detail, {pen.scale.body, 400, pen.theme.text, false, TextPart::text});
    const double left = height - words.size().height;
    const bool with_detail = !view.detail.empty() && left >= kLineHeight * pen.scale.body;
    if (with_detail) {
        detail.wrap_to_height(pen.room.width, static_cast<int>(left));
    } else if (!view.detail.empty()) {
        record_left_out(pen.cairo, TextPart::text, view.detail);
    }
    const double used = words.size().height + (with_detail ? detail.size().height : 0);
    const double y = pen.room.y + (height - used) / 2;
    const double middle = pen.room.x + pen.room.width / 2.0;
    words.draw_centered(pen.cairo, middle, y);
    if (with_detail) {
        detail.draw_centered(pen.cairo, middle, y + words.size().height);
    }
}

}  // namespace

void paint_body(const Pen& pen, const QueueView& view) {
    double room = pen.room.height;
    const double inner = 0.35 * pen.scale.body;
    const TextBlock heading(view.heading,
                            {pen.scale.caption, 500, view.is_new ? pen.theme.text : pen.theme.muted,
                             false, TextPart::caption});
    // How many wait stands beside the heading, else at the foot.
    TextBlock waiting(view.waiting, {pen.scale.floor, 500, pen.theme.text, true, TextPart::text});
    const bool beside = !view.heading.empty() &&
                        heading.size().width + waiting.size().width + 3 * inner <= pen.room.width;
    if (!beside && !view.waiting.empty()) {
        waiting.wrap(pen.room.width, 2, Lines::left);
        if (waiting.size().height <= room / 2) {
            room -= waiting.size().height;
            waiting.draw(pen.cairo, pen.room.x, pen.room.y + room);
        } else {
            record_left_out(pen.cairo, TextPart::text, view.waiting);
        }
    }
    if (!view.words.empty()) {
        return draw_words(pen, view, room);
    }
    const double line = kLineHeight * pen.scale.floor;
    if (!view.earlier.empty()) {
        const double earlier = kLineHeight * (pen.scale.caption + pen.scale.floor) + pen.scale.gap;
        if (room - earlier - line - pen.scale.gap / 2 >= height_from_afar(pen, view.call)) {
            room -= earlier;
            draw_earlier(pen, view, pen.room.y + room + pen.scale.gap / 2);
        } else {
            record_left_out(pen.cairo, TextPart::caption, view.earlier_label);
        }
    }
    PixelBox place{double(pen.room.x), double(pen.room.y), double(pen.room.width),
                   std::max(1.0, room - pen.scale.gap / 2)};
    if (view.is_new) {
        Color tint = pen.theme.series[0];
        tint.alpha = kTint;
        rounded_rect(pen.cairo, place.x, place.y, place.width, place.height, pen.scale.radius);
        set_color(pen.cairo, over(tint, pen.theme.panel));
        cairo_fill(pen.cairo);
        fill_rect(pen.cairo, place.x, place.y, std::max(3.0, 0.12 * pen.scale.body), place.height,
                  pen.theme.series[0]);
    }
    const double edge = view.is_new ? inner : 0;
    heading.draw(pen.cairo, place.x + edge,
                 place.y + kAscent * (pen.scale.floor - pen.scale.caption));
    if (beside) {
        waiting.draw(pen.cairo, place.x + place.width - waiting.size().width - edge, place.y);
    }
    place = {place.x + inner, place.y + line, place.width - 2 * inner,
             std::max(1.0, place.height - line)};
    draw_call(pen, view.call, place);
}

}  // namespace pendopo
