// Options as ECharts' gallery and data officers write them (gallery/, a file for each family),
// pasted unchanged. Each is drawn in both themes and at four sizes of a 55" display, and what can
// be measured is: letters large enough to be read, whole inside the drawing, on no other letters,
// in an ink that reads on what is behind it, and figures as people here write them. Those in
// refused.json are answered with words that say what to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "engine/script/text_widths.h"
#include "tests/script/script_fixture.h"
#include "tests/script/svg_picture.h"
#include "tests/support/source_folder.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {
namespace {

using json = nlohmann::ordered_json;  // options keep the order that they were written in

constexpr int kFontPx = 64;  // comfortable on a 55" display of 1920 × 1080 at 5 m
struct Room {
    const char* name;
    PixelSize size;  // below a card's title and above its foot
};
constexpr Room kRooms[] = {
    {"full", {1840, 850}}, {"half", {900, 830}}, {"quarter", {900, 350}}, {"narrow", {440, 830}}};
struct Theme {
    const char* name;  // of config/themes
    uint32_t panel_rgb;
};
constexpr Theme kThemes[] = {{"dark", 0x16233A}, {"light", 0xFFFFFF}};

json family(const std::string& name) {
    return json::parse(text_of(source_folder() + "/tests/script/gallery/" + name + ".json"));
}

Result<std::string> draw(const json& option, const Theme& theme, PixelSize size) {
    ScriptJob job = svg_job(size);
    job.font_px = kFontPx;
    job.theme = text_of(source_folder() + "/config/themes/" + theme.name + ".json");
    const json definition{{"kind", "chart"}, {"option", option}};
    return engine().run(job, {definition.dump(), {}, {}});
}

// A line of text as the drawing has it, in pixels.
struct Line {
    std::string text;
    std::string fill;
    bool rimmed = false;  // has a rim that sets it off from what is behind
    double px = 0;
    double left = 0;
    double right = 0;
    double baseline = 0;
    double matrix[6] = {1, 0, 0, 1, 0, 0};

    std::pair<double, double> at(double x, double y) const {
        return {matrix[0] * x + matrix[2] * y + matrix[4],
                matrix[1] * x + matrix[3] * y + matrix[5]};
    }
    bool upright() const { return std::abs(matrix[1]) > 1e-6; }
    double middle() const { return baseline - px * 0.364; }
};

std::string attribute(const std::string& tag, const std::string& name) {
    std::smatch found;
    return std::regex_search(tag, found, std::regex("[ ;\"]" + name + "[=:]\"?\\s*([^\";]*)"))
               ? found[1].str()
               : "";
}
double number(const std::string& text) {
    return text.empty() ? 0 : std::stod(text);
}

double width_of(const std::string& text, double px, bool bold) {
    static const json widths = json::parse(measure_text_widths());
    const json& table = widths[bold ? "bold" : "regular"];
    double width = 0;
    for (size_t i = 0; i < text.size();) {
        const size_t bytes = (text[i] & 0x80) == 0   ? 1
                             : (text[i] & 0x20) == 0 ? 2
                             : (text[i] & 0x10) == 0 ? 3
                                                     : 4;
        const auto found = table.find(text.substr(i, bytes));
        width += (found == table.end() ? 1.0 : found->get<double>()) * px;
        i += bytes;
    }
    return width;
}

std::vector<Line> lines_of(const std::string& svg, double zoom) {
    static const std::regex kText("<text ([^>]*)>([^<]*)</text>");
    std::vector<Line> lines;
    for (std::sregex_iterator at(svg.begin(), svg.end(), kText), end; at != end; ++at) {
        const std::string tag = " " + (*at)[1].str();
        Line line;
        // An entity is one letter.
        line.text = std::regex_replace((*at)[2].str(), std::regex("&(?:quot|amp|lt|gt);"), "m");
        if (line.text.find_first_not_of(" \n") == std::string::npos) {
            continue;
        }
        std::smatch size;
        std::regex_search(tag, size, std::regex("font(?:-size)?:[^;\"]*?([\\d.]+)px"));
        line.px = number(size[1]);
        line.fill = attribute(tag, "fill");
        line.rimmed = attribute(tag, "paint-order") == "stroke";
        const std::string transform = attribute(tag, "transform");
        std::smatch m;
        if (std::regex_search(transform, m, std::regex("matrix\\(([^)]*)\\)"))) {
            std::stringstream numbers(std::regex_replace(m[1].str(), std::regex(","), " "));
            for (double& value : line.matrix) {
                numbers >> value;
            }
        } else if (std::regex_search(transform, m,
                                     std::regex("translate\\(([-\\d.]+)[ ,]+([-\\d.]+)\\)"))) {
            line.matrix[4] = number(m[1]);
            line.matrix[5] = number(m[2]);
        }
        line.matrix[4] *= zoom;
        line.matrix[5] *= zoom;
        const double width = width_of(line.text, line.px,
                                      std::regex_search(tag, std::regex("bold|font-weight:[6-9]")));
        const std::string anchor = attribute(tag, "text-anchor");
        line.left = number(attribute(tag, "x")) - (anchor == "middle" ? width / 2
                                                   : anchor == "end"  ? width
                                                                      : 0);
        line.right = line.left + width;
        line.baseline = number(attribute(tag, "y")) + number(attribute(tag, "dy"));
        lines.push_back(line);
    }
    return lines;
}

double luminance(const uint8_t* bgr) {
    const auto linear = [](double level) {
        return level <= 0.04045 ? level / 12.92 : std::pow((level + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(bgr[2] / 255.0) + 0.7152 * linear(bgr[1] / 255.0) +
           0.0722 * linear(bgr[0] / 255.0);
}
double contrast(const std::string& ink, const uint8_t* behind) {
    const unsigned long rgb = std::stoul(ink.substr(1), nullptr, 16);
    const uint8_t bgr[] = {uint8_t(rgb), uint8_t(rgb >> 8), uint8_t(rgb >> 16)};
    const double a = luminance(bgr);
    const double b = luminance(behind);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

// What is wrong with a drawing, empty when nothing is.
std::string faults(const std::string& svg, PixelSize size, uint32_t panel) {
    std::smatch box;
    if (!std::regex_search(svg, box, std::regex("viewBox=\"0 0 ([\\d.]+) "))) {
        return "no viewBox";
    }
    const double zoom = size.width / number(box[1]);
    const std::vector<Line> lines = lines_of(svg, zoom);
    const auto bare =
        draw_svg(std::regex_replace(svg, std::regex("<text [^>]*>[^<]*</text>"), ""), size, panel);
    if (!bare) {
        return "librsvg cannot draw it";
    }
    const double caption = kFontPx * 0.7;
    std::string found;
    const auto report = [&](const Line& line, const std::string& what) {
        found += "\"" + line.text + "\" " + what + "\n";
    };
    static const std::regex kRaw(R"(^-?\d+\.\d{1,2}(\D|$)|NaN|undefined|null|function|[{}@])");
    for (const Line& line : lines) {
        if (line.px < 0.99 * caption) {
            report(line, "is " + std::to_string(line.px) + " px");
        }
        if (line.text.find("…") != std::string::npos ||
            line.text.find("...") != std::string::npos) {
            report(line, "is cut");
        }
        if (std::regex_search(line.text, kRaw)) {
            report(line, "is no text for people");
        }
        for (const double x : {line.left, line.right}) {
            const auto [px, py] = line.at(x, line.middle());
            // Letters are set to whole pixels: half of one each, of which most cancel out.
            const double spare = 3 + 0.02 * (line.right - line.left);
            if (px < -spare || px > size.width + spare || py < -2 || py > size.height + 2) {
                report(line, "reaches out of the drawing");
                break;
            }
        }
        if (line.fill.size() != 7 || line.fill[0] != '#') {
            report(line, "is hollow: " + line.fill);
            continue;
        }
        const auto [x, y] = line.at((line.left + line.right) / 2, line.middle());
        const int column = std::clamp(int(x), 0, size.width - 1);
        const int row = std::clamp(int(y), 0, size.height - 1);
        if (!line.rimmed && contrast(line.fill, bare->at(column, row)) < 3) {
            report(line, "does not read on its ground");
        }
    }
    for (size_t i = 0; i < lines.size(); ++i) {
        for (size_t j = i + 1; j < lines.size(); ++j) {
            const Line& a = lines[i];
            const Line& b = lines[j];
            if (a.upright() || b.upright()) {
                continue;
            }
            const auto [ax, ay] = a.at(a.left, a.middle());
            const auto [bx, by] = b.at(b.left, b.middle());
            const double across =
                std::min(ax + a.right - a.left, bx + b.right - b.left) - std::max(ax, bx);
            const double down = 0.364 * (a.px + b.px) - std::abs(ay - by);
            if (across > 0.3 * std::min(a.px, b.px) && down > 0.2 * std::min(a.px, b.px)) {
                report(a, "lies on \"" + b.text + "\"");
            }
        }
    }
    return found;
}

struct Pasted {
    std::string name;
    json option;
};
void PrintTo(const Pasted& pasted, std::ostream* out) {
    *out << pasted.name;
}
std::vector<Pasted> pasted() {
    std::vector<Pasted> all;
    for (const char* name :
         {"bar", "dataset", "flow", "funnel", "further", "gauge", "heatmap", "line", "misc",
          "officer", "pasted", "pie", "radar", "scatter", "stats", "sunburst", "tree", "treemap"}) {
        const auto options = family(name);
        for (const auto& [key, option] : options.items()) {
            all.push_back({std::string(name) + "_" + key, option});
        }
    }
    return all;
}

class Gallery : public testing::TestWithParam<Pasted> {};

TEST_P(Gallery, IsDrawnSoThatItReads) {
    for (const Theme& theme : kThemes) {
        for (const Room& room : kRooms) {
            const auto svg = draw(GetParam().option, theme, room.size);
            ASSERT_TRUE(svg) << svg.error().message();
            const std::string where = std::string(theme.name) + "_" + room.name;
            EXPECT_EQ(faults(*svg, room.size, theme.panel_rgb), "") << where;
            // PENDOPO_GALLERY=FOLDER: for looking at them, which no measure replaces.
            if (const char* folder = std::getenv("PENDOPO_GALLERY")) {
                const auto picture = draw_svg(*svg, room.size, theme.panel_rgb);
                ASSERT_TRUE(picture);
                ASSERT_TRUE(write_png(
                    std::string(folder) + "/" + GetParam().name + "_" + where + ".png", *picture));
            }
        }
    }
}
INSTANTIATE_TEST_SUITE_P(All, Gallery, testing::ValuesIn(pasted()),
                         [](const auto& one) { return one.param.name; });

TEST(GalleryRefused, IsAnsweredWithWhatToDo) {
    const auto options = family("refused");
    for (const auto& [name, refused] : options.items()) {
        const auto svg = draw(refused["option"], kThemes[0], kRooms[1].size);
        ASSERT_FALSE(svg) << name;
        EXPECT_EQ(svg.error().message(), refused["words"].get<std::string>()) << name;
    }
}

// Forces and strewn dots begin by chance: a drawing must not change because it is drawn again.
TEST(GalleryDrawings, AreTheSameEachTime) {
    static const std::regex kIds("zr\\d+-[\\w-]+");
    for (const char* name : {"flow", "scatter"}) {
        const auto options = family(name);
        for (const auto& [key, option] : options.items()) {
            const auto first = draw(option, kThemes[0], kRooms[1].size);
            const auto second = draw(option, kThemes[0], kRooms[1].size);
            ASSERT_TRUE(first && second) << key;
            EXPECT_EQ(std::regex_replace(*first, kIds, ""), std::regex_replace(*second, kIds, ""))
                << key;
        }
    }
}

}  // namespace
}  // namespace pendopo::test
