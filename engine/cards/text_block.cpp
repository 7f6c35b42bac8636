#include "engine/cards/text_block.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/cards/drawn_text.h"

namespace pendopo {
namespace {

// Inter is drawn for screens and has figures of one width; Noto holds every other script.
constexpr const char* kFamilies = "Inter, Noto Sans, sans-serif";

constexpr size_t kMaxLineBytes = 4096;  // no display is that wide; laying more out takes long

PangoContext* make_context() {
    PangoContext* context = pango_font_map_create_context(pango_cairo_font_map_get_default());
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    // At reading sizes of 30 px and more hinting only bends the shapes.
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    return context;
}

void insert_figures(PangoAttrList* list) {
    pango_attr_list_insert(list, pango_attr_font_features_new("tnum=1"));
}

double in_pixels(int units) {
    return double(units) / PANGO_SCALE;
}

// Of a font as it is installed: measured once, as it grows with the size.
double capital_share(PangoLayout* layout) {
    static const double kShare = [&] {
        constexpr int kLarge = 1000;
        PangoLayout* capital = pango_layout_new(pango_layout_get_context(layout));
        PangoFontDescription* font =
            pango_font_description_copy(pango_layout_get_font_description(layout));
        pango_font_description_set_absolute_size(font, double(kLarge) * PANGO_SCALE);
        pango_layout_set_font_description(capital, font);
        pango_layout_set_text(capital, "H", 1);
        PangoRectangle ink;
        pango_layout_get_extents(capital, &ink, nullptr);
        pango_font_description_free(font);
        g_object_unref(capital);
        return in_pixels(ink.height) / kLarge;
    }();
    return kShare;
}

// Font size of the smallest letters of a layout: markup makes some smaller than the rest.
double smallest_px(PangoLayout* layout) {
    double px =
        in_pixels(pango_font_description_get_size(pango_layout_get_font_description(layout)));
    PangoLayoutIter* at = pango_layout_get_iter(layout);
    do {
        if (const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(at)) {
            PangoFontDescription* font =
                pango_font_describe_with_absolute_size(run->item->analysis.font);
            px = std::min(px, in_pixels(pango_font_description_get_size(font)));
            pango_font_description_free(font);
        }
    } while (pango_layout_iter_next_run(at));
    pango_layout_iter_free(at);
    return px;
}

}  // namespace

void TextBlock::Unref::operator()(PangoLayout* layout) const {
    g_object_unref(layout);
}

TextBlock::TextBlock(std::string_view text, const TextStyle& style)
    : color_(style.color), part_(style.part) {
    PangoContext* context = make_context();
    layout_.reset(pango_layout_new(context));
    g_object_unref(context);

    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, kFamilies);
    pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
    pango_font_description_set_absolute_size(font, std::max(1.0, style.px) * PANGO_SCALE);
    pango_layout_set_font_description(layout_.get(), font);
    pango_font_description_free(font);

    const std::string valid = valid_utf8(text.substr(0, kMaxLineBytes));
    pango_layout_set_single_paragraph_mode(layout_.get(), TRUE);
    pango_layout_set_text(layout_.get(), valid.data(), static_cast<int>(valid.size()));
    if (style.figures) {
        const AttrList list(pango_attr_list_new());
        insert_figures(list.get());
        pango_layout_set_attributes(layout_.get(), list.get());
    }
    drop_unknown();
}

TextBlock TextBlock::paragraph(std::string_view source, const TextStyle& style) {
    // Pango gives every paragraph at least one line however low the block may be; lines that are
    // only separated share one limit.
    std::string joined;
    for (const char c : source) {
        joined += c == '\n' ? std::string_view("\u2028") : std::string_view(&c, 1);
    }
    TextBlock block("", style);
    std::string text;
    if (const auto styled = parse_markup(joined)) {
        text = styled->text;
        pango_layout_set_attributes(block.layout_.get(), styled->attributes.get());
    } else {
        text = valid_utf8(joined);
    }
    pango_layout_set_single_paragraph_mode(block.layout_.get(), FALSE);
    pango_layout_set_text(block.layout_.get(), text.data(), static_cast<int>(text.size()));
    block.drop_unknown();
    return block;
}

TextBlock TextBlock::address(std::string_view text, const TextStyle& style) {
    std::string breakable;
    for (const char c : text) {
        breakable += c;
        breakable += std::string_view("./?&=").find(c) != std::string_view::npos ? "\u200B" : "";
    }
    TextBlock block(breakable, style);
    const AttrList list(pango_attr_list_new());
    pango_attr_list_insert(list.get(), pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(block.layout_.get(), list.get());
    return block;
}

// Pango's own ellipsis in the middle leaves a hole beside it and keeps spaces around it.
template <class Fits>
void TextBlock::shorten_until(Shorten shorten, Fits fits) {
    if (fits()) {
        return;
    }
    shortened_ = true;
    const std::string whole = text();
    const glong length = g_utf8_strlen(whole.data(), static_cast<gssize>(whole.size()));
    const auto keep = [&](glong kept) {
        const glong head = shorten == Shorten::end ? kept : (kept + 1) / 2;
        const char* cut = g_utf8_offset_to_pointer(whole.data(), head);
        const char* resume = g_utf8_offset_to_pointer(whole.data(), length - (kept - head));
        std::string left(whole.data(), cut);
        std::string right(resume);
        left.erase(left.find_last_not_of(' ') + 1);
        right.erase(0, std::min(right.find_first_not_of(' '), right.size()));
        pango_layout_set_text(layout_.get(), (left + "…" + right).c_str(), -1);
        return fits();
    };
    glong short_enough = 0;
    for (glong too_long = length; too_long - short_enough > 1;) {
        const glong middle = (short_enough + too_long) / 2;
        (keep(middle) ? short_enough : too_long) = middle;
    }
    keep(short_enough);
}

void TextBlock::fit_line(int width, Shorten shorten) {
    shorten_until(shorten, [&] { return size().width <= width; });
}

void TextBlock::fit_lines(int width, int lines, Lines stand) {
    if (lines <= 1) {
        return fit_line(width, Shorten::middle);
    }
    wrap(width, lines, stand);
    pango_layout_set_ellipsize(layout_.get(), PANGO_ELLIPSIZE_NONE);
    shorten_until(Shorten::middle,
                  [&] { return pango_layout_get_line_count(layout_.get()) <= lines; });
}

void TextBlock::wrap(int width, int lines, Lines stand) {
    pango_layout_set_width(layout_.get(), std::max(1, width) * PANGO_SCALE);
    pango_layout_set_alignment(layout_.get(), stand == Lines::left    ? PANGO_ALIGN_LEFT
                                              : stand == Lines::right ? PANGO_ALIGN_RIGHT
                                                                      : PANGO_ALIGN_CENTER);
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height(layout_.get(), -lines);
    pango_layout_set_ellipsize(layout_.get(), PANGO_ELLIPSIZE_END);
}

void TextBlock::wrap_to_height(int width, int height, Lines stand) {
    wrap(width, 1, stand);
    if (height > 0) {
        pango_layout_set_height(layout_.get(), height * PANGO_SCALE);
    } else {
        pango_layout_set_ellipsize(layout_.get(), PANGO_ELLIPSIZE_NONE);
    }
}

PixelSize TextBlock::size() const {
    PangoRectangle logical;
    pango_layout_get_extents(layout_.get(), nullptr, &logical);
    const auto up = [](int units) { return (units + PANGO_SCALE - 1) / PANGO_SCALE; };
    return {up(logical.width), up(logical.height)};
}

int TextBlock::lines() const {
    return pango_layout_get_line_count(layout_.get());
}

double TextBlock::baseline() const {
    return in_pixels(pango_layout_get_baseline(layout_.get()));
}

void TextBlock::draw_on(cairo_t* cairo, double x, double baseline_y) const {
    draw(cairo, x, baseline_y - baseline());
}

void TextBlock::drop_unknown() {
    PangoLayout* layout = layout_.get();
    if (pango_layout_get_unknown_glyphs_count(layout) == 0) {
        return;
    }
    const std::string whole = text();
    std::vector<bool> unknown(whole.size());
    PangoLayoutIter* at = pango_layout_get_iter(layout);
    do {
        const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(at);
        for (int i = 0; run != nullptr && i < run->glyphs->num_glyphs; ++i) {
            if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0) {
                unknown[static_cast<size_t>(run->item->offset + run->glyphs->log_clusters[i])] =
                    true;
                ++unknown_glyphs_;
            }
        }
    } while (pango_layout_iter_next_run(at));
    pango_layout_iter_free(at);
    // What stands in their place is as long and has no width: markup's attributes count in bytes.
    constexpr std::array<std::string_view, 5> kNothing{"", " ", "\u00AD", "\u200B", "\u00AD\u00AD"};
    std::string known;
    for (size_t i = 0; i < whole.size();) {
        size_t end = i + 1;
        while (end < whole.size() && (whole[end] & 0xC0) == 0x80) {
            ++end;
        }
        known += unknown[i] ? std::string(kNothing.at(end - i)) : whole.substr(i, end - i);
        i = end;
    }
    pango_layout_set_text(layout, known.data(), static_cast<int>(known.size()));
}

double TextBlock::ink_left() const {
    PangoRectangle ink;
    PangoRectangle logical;
    pango_layout_get_extents(layout_.get(), &ink, &logical);
    return in_pixels(ink.x - logical.x);
}

bool TextBlock::right_to_left() const {
    return pango_layout_get_direction(layout_.get(), 0) == PANGO_DIRECTION_RTL;
}

std::string TextBlock::text() const {
    return pango_layout_get_text(layout_.get());
}

bool TextBlock::cut() const {
    return shortened_ || pango_layout_is_ellipsized(layout_.get()) != FALSE;
}

DrawnText TextBlock::seen(cairo_t* cairo, double x, double y) const {
    PangoRectangle ink;
    PangoRectangle logical;
    pango_layout_get_extents(layout_.get(), &ink, &logical);
    double left = x + in_pixels(ink.x - logical.x);
    double top = y + in_pixels(ink.y - logical.y);
    double right = left + in_pixels(ink.width);
    double bottom = top + in_pixels(ink.height);
    double clip_left, clip_top, clip_right, clip_bottom;
    cairo_clip_extents(cairo, &clip_left, &clip_top, &clip_right, &clip_bottom);
    constexpr double kHair = 1.5;  // the edges of letters are soft
    const bool outside = left < clip_left - kHair || top < clip_top - kHair ||
                         right > clip_right + kHair || bottom > clip_bottom + kHair;
    cairo_user_to_device(cairo, &left, &top);
    cairo_user_to_device(cairo, &right, &bottom);
    const PixelRect area{static_cast<int>(std::floor(left)), static_cast<int>(std::floor(top)),
                         static_cast<int>(std::ceil(right - left)),
                         static_cast<int>(std::ceil(bottom - top))};
    return {part_,
            text(),
            capital_share(layout_.get()) * smallest_px(layout_.get()),
            contrast_on(cairo, area, color_),
            cut() || outside,
            false,
            unknown_glyphs_};
}

void TextBlock::draw(cairo_t* cairo, double x, double y) const {
    DrawnTexts* texts = recorded_texts(cairo);
    if (texts != nullptr && !text().empty()) {
        texts->push_back(seen(cairo, x, y));
    }
    PangoRectangle logical;
    pango_layout_get_extents(layout_.get(), nullptr, &logical);
    cairo_set_source_rgba(cairo, color_.red, color_.green, color_.blue, color_.alpha);
    // A wrapped layout is as wide as its box; its text begins at logical.x.
    cairo_move_to(cairo, x - double(logical.x) / PANGO_SCALE, y - double(logical.y) / PANGO_SCALE);
    pango_cairo_show_layout(cairo, layout_.get());
}

void TextBlock::draw_centered(cairo_t* cairo, double center_x, double y) const {
    PangoRectangle logical;
    pango_layout_get_extents(layout_.get(), nullptr, &logical);
    draw(cairo, center_x - double(logical.width) / PANGO_SCALE / 2, y);
}

}  // namespace pendopo
