// Whether a map can be read from where people sit: sizes, contrast, what stands in whose way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <set>

#include "tests/script/script_fixture.h"

namespace pendopo::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr PixelSize kSize{960, 540};
constexpr double kCaption = 28;  // of svg_job's font
constexpr double kFloor = 0.8 * kCaption;

struct Point {
    double x = 0;
    double y = 0;
};

// A district of one ring.
std::string district(const std::string& name, const std::vector<Point>& ring) {
    std::string points;
    for (const Point& p : ring) {
        points +=
            (points.empty() ? "[" : ",[") + std::to_string(p.x) + "," + std::to_string(p.y) + "]";
    }
    return R"({"type":"Feature","properties":{"name":")" + name +
           R"("},"geometry":{"type":"Polygon","coordinates":[[)" + points + "]]}}";
}
std::string collection(const std::vector<std::string>& districts) {
    std::string all;
    for (const std::string& one : districts) {
        all += (all.empty() ? "" : ",") + one;
    }
    return R"({"features":[)" + all + "]}";
}
// Squares in `columns` columns.
std::string squares(const std::vector<std::string>& names, int columns) {
    std::vector<std::string> districts;
    for (size_t i = 0; i < names.size(); ++i) {
        const double x = double(i % size_t(columns));
        const double y = -double(i / size_t(columns));
        districts.push_back(
            district(names[i], {{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}, {x, y}}));
    }
    return collection(districts);
}
std::vector<std::string> numbered(const std::string& word, int count) {
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) {
        names.push_back(word + std::string(1, char('A' + i)));
    }
    return names;
}
std::string values(const std::vector<std::string>& names, double step = 1) {
    std::string rows;
    for (size_t i = 0; i < names.size(); ++i) {
        rows += (i == 0 ? "" : ",") + std::string(R"({"name":")") + names[i] + R"(","value":)" +
                std::to_string(double(i) * step) + "}";
    }
    return "[" + rows + "]";
}

std::string draw(const std::string& keys, const std::string& geojson, const std::string& value,
                 PixelSize size = kSize) {
    ScriptJob job = svg_job(size);
    job.sources = {"a"};
    job.files = {"peta.geojson"};
    const auto svg = engine().run(
        job, {R"({"kind":"map","geojson":"peta.geojson")" + keys + "}", {value}, {geojson}});
    return svg ? *svg : "! " + svg.error().message();
}

struct Element {
    std::string attributes;
    std::string text;

    std::string operator[](const std::string& name) const {
        std::smatch found;
        const std::regex pattern("(?:^|\\s)" + name + "=\"([^\"]*)\"");
        return std::regex_search(attributes, found, pattern) ? found[1].str() : "";
    }
    double number(const std::string& name) const { return std::atof((*this)[name].c_str()); }
};
std::vector<Element> elements(const std::string& svg, const std::string& name) {
    std::vector<Element> found;
    const std::regex pattern("<" + name + "((?: [^>]*?)?)(?:/>|>([^<]*)</" + name + ">)");
    for (std::sregex_iterator at(svg.begin(), svg.end(), pattern), end; at != end; ++at) {
        found.push_back({(*at)[1], (*at)[2]});
    }
    return found;
}
std::set<std::string> texts(const std::string& svg) {
    std::set<std::string> found;
    for (const Element& text : elements(svg, "text")) {
        found.insert(text.text);
    }
    return found;
}
struct Line {
    Point from;
    Point to;
};
// Those to names beside the map; each is drawn dark and light.
std::vector<Line> leaders(const std::string& svg) {
    std::vector<Line> found;
    for (const Element& path : elements(svg, "path")) {
        Line line;
        const std::string d = path["d"];
        if (path["fill"].empty() && std::sscanf(d.c_str(), "M%lf,%lfL%lf,%lf", &line.from.x,
                                                &line.from.y, &line.to.x, &line.to.y) == 4) {
            found.push_back(line);
        }
    }
    return found;
}
double turn(const Point& a, const Point& b, const Point& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}
bool cross(const Line& a, const Line& b) {
    return turn(a.from, a.to, b.from) * turn(a.from, a.to, b.to) < 0 &&
           turn(b.from, b.to, a.from) * turn(b.from, b.to, a.to) < 0;
}

double luminance(const std::string& colour) {
    const auto channel = [&](size_t at) {
        const double v = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
double contrast(const std::string& a, const std::string& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

TEST(MapLook, NamesStandInsideWhereThereIsRoom) {
    const std::string svg = draw("", squares({"Giri", "Kabat", "Srono", "Licin"}, 2), "[]");
    EXPECT_THAT(texts(svg), testing::IsSupersetOf({"Giri", "Kabat", "Srono", "Licin"}));
    EXPECT_TRUE(leaders(svg).empty());
    EXPECT_THAT(elements(svg, "text").back()["text-anchor"], "middle");
}

TEST(MapLook, NamesThatDoNotFitStandBesideTheMapWithALine) {
    const std::vector<std::string> names = numbered("TegaldlimoWetan", 18);
    const std::string svg = draw("", squares(names, 3), values(names));
    EXPECT_THAT(texts(svg), testing::IsSupersetOf(names));
    const std::vector<Line> lines = leaders(svg);
    ASSERT_EQ(lines.size(), 2 * names.size());
    for (const Line& a : lines) {
        for (const Line& b : lines) {
            EXPECT_FALSE(cross(a, b)) << a.from.y << " " << b.from.y;
        }
    }
    // On either side, none on another.
    std::map<std::string, std::set<double>> at;
    for (const Element& text : elements(svg, "text")) {
        if (std::find(names.begin(), names.end(), text.text) != names.end()) {
            for (const double other : at[text["text-anchor"]]) {
                EXPECT_GE(std::abs(other - text.number("y")), text.number("font-size"));
            }
            at[text["text-anchor"]].insert(text.number("y"));
        }
    }
    EXPECT_EQ(at.size(), 2U);
}

TEST(MapLook, NoTextIsSmallerThanTheFloor) {
    for (const int count : {4, 12, 20, 26}) {
        for (const char* layout : {"map", "tiles"}) {
            for (const PixelSize size : {PixelSize{960, 540}, {620, 540}, {1400, 420}}) {
                const std::vector<std::string> names = numbered("Blimbingsari", count);
                const std::string svg =
                    draw(std::string(R"(,"label":"Rumah","layout":")") + layout + "\"",
                         squares(names, 4), values(names), size);
                for (const Element& text : elements(svg, "text")) {
                    EXPECT_GE(text.number("font-size"), kFloor - 0.1) << text.text << layout;
                }
            }
        }
    }
}

TEST(MapLook, WhereNotAllNamesFitTheExtremesStay) {
    const std::vector<std::string> names = numbered("KertanegaraWetan", 26);
    const std::string svg = draw("", squares(names, 4), values(names), {640, 540});
    const std::set<std::string> shown = texts(svg);
    EXPECT_THAT(shown, testing::IsSupersetOf({names.front(), names.back()}));
    EXPECT_THAT(shown, Not(testing::Contains(names[13])));
}

TEST(MapLook, TilesAreWideEnoughForNames) {
    const std::vector<std::string> names = numbered("Blimbingsari", 12);
    EXPECT_THAT(texts(draw(R"(,"layout":"tiles")", squares(names, 4), values(names))),
                testing::IsSupersetOf(names));
}

TEST(MapLook, TilesHaveNoNamesRatherThanHalves) {
    const std::vector<std::string> names = numbered("Pnpqrtstvwxz", 20);  // has no syllables
    const std::string svg = draw(R"(,"layout":"tiles")", squares(names, 5), values(names));
    EXPECT_THAT(svg, Not(HasSubstr("Pnpq")));
    EXPECT_THAT(svg, Not(HasSubstr("…")));
    EXPECT_THAT(engine().notes(),
                testing::Contains("20 of 20 names of districts are left out for want of room"));
}

// The legend tells less than the figures do, and those less than the names.
TEST(MapLook, TilesGiveUpTheLegendForTheirFigures) {
    const std::vector<std::string> names = numbered("Blimbingsari", 12);
    const std::string svg =
        draw(R"(,"layout":"tiles","label":"Rumah")", squares(names, 4), values(names), {640, 335});
    EXPECT_THAT(texts(svg), Not(testing::Contains("Rumah")));
    EXPECT_THAT(texts(svg), testing::IsSupersetOf({"0", "11"}));
    EXPECT_THAT(engine().notes(), testing::IsEmpty());  // nothing that it tells is missing
}

TEST(MapLook, AWordThatAllNamesBeginWithTellsNothing) {
    const std::string map = squares({"Kecamatan Giri", "Kecamatan Kabat", "Kecamatan Srono"}, 3);
    for (const char* layout : {"map", "tiles"}) {
        EXPECT_THAT(texts(draw(std::string(R"(,"layout":")") + layout + "\"", map,
                               R"([{"name":"Kecamatan Giri","value":1}])")),
                    testing::IsSupersetOf({"Giri", "Kabat", "Srono"}));
    }
}

TEST(MapLook, ALegendsTitleLeavesRoomForTheMap) {
    const std::vector<std::string> names = numbered("K", 6);
    const std::string svg = draw(R"(,"label":"Rumah yang selesai dibedah tahun ini")",
                                 squares(names, 3), values(names), {300, 540});
    EXPECT_THAT(texts(svg), testing::IsSupersetOf({"KA", "KF", "Rumah yang selesai"}));
}

TEST(MapLook, EveryLabelReadsOnItsTile) {
    const std::vector<std::string> names = numbered("K", 20);
    for (const char* theme :
         {"", R"({"colours":{"ground":"#F6F8FB","panel":"#FFFFFF","text":"#14202F",
                  "muted":"#4A5B73","series":["#808080"]}})"}) {
        ScriptJob job = svg_job(kSize);
        job.sources = {"a"};
        job.files = {"peta.geojson"};
        job.theme = theme;
        const auto svg =
            engine().run(job, {R"({"kind":"map","layout":"tiles","geojson":"peta.geojson"})",
                               {values(names)},
                               {squares(names, 5)}});
        ASSERT_TRUE(svg) << svg.error().message();
        const std::regex tile(
            "<rect [^>]*fill=\"(#\\w+)\"/><text [^>]*fill=\"(#\\w+)\"[^>]*middle");
        int seen = 0;
        for (std::sregex_iterator at(svg->begin(), svg->end(), tile), end; at != end; ++at) {
            EXPECT_GE(contrast((*at)[1], (*at)[2]), 4.5) << (*at)[1] << " " << (*at)[2];
            ++seen;
        }
        EXPECT_EQ(seen, 20);
    }
}

TEST(MapLook, FiguresHaveTheSameDecimals) {
    const std::vector<std::string> names = numbered("K", 4);
    const std::string geojson = squares(names, 2);
    const std::string value = R"([{"name":"KA","value":48.4},{"name":"KB","value":60},
                                  {"name":"KC","value":61.25},{"name":"KD","value":79}])";
    for (const char* layout : {"map", "tiles"}) {
        const std::string keys =
            std::string(R"(,"classes":2,"format":"percent","layout":")") + layout + "\"";
        EXPECT_THAT(texts(draw(keys, geojson, value)),
                    testing::IsSupersetOf({"48,4% – 60,0%", "61,3% – 79,0%"}));
    }
    EXPECT_THAT(texts(draw(R"(,"classes":2,"format":"percent","layout":"tiles")", geojson, value)),
                testing::IsSupersetOf({"48,4%", "60,0%", "61,3%", "79,0%"}));
    EXPECT_THAT(texts(draw(R"(,"classes":2,"format":"percent")", geojson,
                           R"([{"name":"KA","value":1},{"name":"KB","value":2}])")),
                testing::IsSupersetOf({"1%", "2%"}));
}

// Two districts with a border as rough as a river's, and each its own outer one.
std::string rough(int points) {
    std::vector<Point> border;
    for (int i = 0; i <= points; ++i) {
        const double t = double(i) / points;
        border.push_back({1 + 0.1 * std::sin(7 * t) + 0.01 * std::sin(900 * t), t});
    }
    std::vector<Point> west{{0, 1}, {0, 0}};
    west.insert(west.end(), border.begin(), border.end());
    west.push_back({0, 1});
    std::vector<Point> east{{2, 0}, {2, 1}};
    east.insert(east.end(), border.rbegin(), border.rend());
    east.push_back({2, 0});
    return collection({district("Barat", west), district("Timur", east)});
}
// The corners of a path of whole cells.
std::set<std::pair<int, int>> corners(const std::string& path) {
    std::set<std::pair<int, int>> found;
    int x = 0;
    int y = 0;
    const std::regex step("[Ml](-?\\d+),(-?\\d+)");
    for (std::sregex_iterator at(path.begin(), path.end(), step), end; at != end; ++at) {
        x += std::stoi((*at)[1]);
        y += std::stoi((*at)[2]);
        found.insert({x, y});
    }
    return found;
}

TEST(MapLook, NeighboursKeepTheirCommonBorder) {
    const std::vector<Element> paths = elements(draw("", rough(3000), "[]"), "path");
    ASSERT_EQ(paths.size(), 2U);
    const auto west = corners(paths[0]["d"]);
    const auto east = corners(paths[1]["d"]);
    size_t common = 0;
    for (const auto& corner : west) {
        common += east.count(corner);
    }
    EXPECT_GT(common, 20U);
    EXPECT_EQ(common, west.size() - 2);  // all but the outer corners
    EXPECT_EQ(common, east.size() - 2);
}

TEST(MapLook, AFineBorderCostsNoMoreThanTheDrawingShows) {
    EXPECT_LT(draw("", rough(20000), "[]").size(), 20000U);
    // A larger drawing shows more of it.
    EXPECT_GT(draw("", rough(20000), "[]", {1920, 1080}).size(),
              draw("", rough(20000), "[]", {480, 270}).size() * 3 / 2);
}

TEST(MapLook, AMapIsReadAgainWhenItChanges) {
    const std::string value = R"([{"name":"Giri","value":1},{"name":"Kabat","value":2}])";
    EXPECT_THAT(texts(draw("", squares({"Giri", "Kabat"}, 2), value)), testing::Contains("Kabat"));
    EXPECT_THAT(texts(draw("", squares({"Giri", "Srono"}, 2), value)), testing::Contains("Srono"));
    const std::string again = draw("", squares({"Giri", "Kabat"}, 2), value);
    EXPECT_THAT(texts(again), Not(testing::Contains("Srono")));
    const std::string other = draw("", squares({"Giri", "Kabat"}, 2),
                                   R"([{"name":"Giri","value":2},{"name":"Kabat","value":1}])");
    EXPECT_NE(elements(again, "path")[0]["fill"], elements(other, "path")[0]["fill"]);
}

TEST(MapLook, ProjectedAndStrangeCoordinatesAreDrawn) {
    for (const std::vector<Point>& ring :
         {std::vector<Point>{{400000, 9100000}, {401000, 9100000}, {401000, 9101000}},
          {{5, 5}, {5, 5}, {5, 5}},
          {{0, 89}, {180, 90}, {-180, 90}},
          {{0, 0}, {1, 0}, {2, 0}, {0, 0}}}) {
        const std::string svg = draw("", collection({district("Giri", ring)}), "[]");
        EXPECT_THAT(svg, HasSubstr(">Giri<"));
        EXPECT_THAT(svg, Not(HasSubstr("NaN")));
        EXPECT_THAT(svg, Not(HasSubstr("Infinity")));
        EXPECT_THAT(svg, Not(HasSubstr("undefined")));
    }
}

}  // namespace
}  // namespace pendopo::test
