#include "config/theme_config.h"

#include <algorithm>
#include <cmath>

#include "config/json_reader.h"

namespace pendopo {
namespace {

std::optional<Color> parse_color(std::string_view text) {
    const bool shaped = (text.size() == 7 || text.size() == 9) && text[0] == '#' &&
                        text.find_first_not_of("0123456789abcdefABCDEF", 1) == text.npos;
    if (!shaped) {
        return std::nullopt;
    }
    const auto hex = std::stoul(std::string(text.substr(1, 6)), nullptr, 16);
    const auto alpha =
        text.size() == 9 ? std::stoul(std::string(text.substr(7)), nullptr, 16) : 255UL;
    return rgb(static_cast<uint32_t>(hex), static_cast<double>(alpha) / 255.0);
}

void read_color(const JsonNode& node, Problems& problems, Color& color, bool see_through) {
    const auto parsed =
        node.kind == JsonNode::Kind::string ? parse_color(node.string) : std::nullopt;
    if (!parsed || (!see_through && node.string.size() != 7)) {
        report(node, problems,
               see_through
                   ? LocalText{"warna seperti \"#0E1726\" atau \"#0E1726DB\", dua angka terakhir "
                               "kepekatannya",
                               "a colour like \"#0E1726\" or \"#0E1726DB\", the last two its "
                               "opacity"}
                   : LocalText{"warna seperti \"#0E1726\"", "a colour like \"#0E1726\""});
        return;
    }
    color = *parsed;
}

void read_colours(const JsonNode& node, Problems& problems, ThemeConfig& theme) {
    ObjectReader object(node, problems);
    const auto read = [&](std::string_view key, Color& color, bool see_through = false) {
        if (const JsonNode* value = object.find(key)) {
            read_color(*value, problems, color, see_through);
        }
    };
    read("ground", theme.ground);
    read("panel", theme.panel);
    read("line", theme.line);
    read("text", theme.text);
    read("muted", theme.muted);
    read("good", theme.good);
    read("watch", theme.watch);
    read("act", theme.act);
    read("label_strip", theme.label_strip, true);
    read("badge_strip", theme.badge_strip, true);
    read("label_text", theme.label_text);
    if (const JsonNode* series = object.find("series")) {
        if (series->kind != JsonNode::Kind::array ||
            series->children.size() != theme.series.size()) {
            report(*series, problems, {"larik berisi 7 warna", "an array of 7 colours"});
        } else {
            for (size_t i = 0; i < theme.series.size(); ++i) {
                read_color(series->children[i], problems, theme.series[i], false);
            }
        }
    }
    object.finish();
}

double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const Color& color) {
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

}  // namespace

double contrast(const Color& a, const Color& b) {
    const double of_a = luminance(a);
    const double of_b = luminance(b);
    return (std::max(of_a, of_b) + 0.05) / (std::min(of_a, of_b) + 0.05);
}

Color over(const Color& top, const Color& below) {
    const auto mix = [&](double t, double b) { return t * top.alpha + b * (1 - top.alpha); };
    return {mix(top.red, below.red), mix(top.green, below.green), mix(top.blue, below.blue), 1};
}

ConfigResult<ThemeConfig> read_theme_config(const std::string& file, std::string_view text) {
    ThemeConfig theme;
    if (text.empty()) {
        return theme;
    }
    const ConfigResult<JsonDocument> document = parse_json(file, text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Problems problems(file);
    ObjectReader object(document->root(), problems);
    object.header();
    theme.name = object.required_string("name");
    object.object("colours", [&](const JsonNode& node) { read_colours(node, problems, theme); });
    object.object("type", [&](const JsonNode& node) {
        ObjectReader type(node, problems);
        theme.caption = type.number("caption", theme.caption, {0.3, 1});
        theme.body = type.number("body", theme.body, {0.5, 2});
        theme.title = type.number("title", theme.title, {0.5, 4});
        theme.headline = type.number("headline", theme.headline, {1, 8});
        type.finish();
    });
    object.object("spacing", [&](const JsonNode& node) {
        ObjectReader spacing(node, problems);
        theme.padding = spacing.number("padding", theme.padding, {0, 6});
        theme.gap = spacing.number("gap", theme.gap, {0, 6});
        theme.radius = spacing.number("radius", theme.radius, {0, 4});
        spacing.finish();
    });
    object.finish();
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return theme;
}

}  // namespace pendopo
