// What a chart costs: from a job to pixels, on one core. Usage: pendopo-script-bench [ROUNDS]
// Prints one row a drawing; see README.md.
#include <cairo.h>
#include <fmt/format.h>
#include <librsvg/rsvg.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/script/script_engine.h"

namespace {

using namespace pendopo;

constexpr PixelSize kSize{960, 540};

double cpu_ms() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto ms = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

double resident_mib() {
    std::ifstream statm("/proc/self/statm");
    double size = 0;
    double resident = 0;
    statm >> size >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

void rasterise(const std::string& svg, cairo_surface_t* surface) {
    RsvgHandle* handle =
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), nullptr);
    cairo_t* cairo = cairo_create(surface);
    const RsvgRectangle whole{0, 0, kSize.width, kSize.height};
    rsvg_handle_render_document(handle, cairo, &whole, nullptr);
    cairo_destroy(cairo);
    g_object_unref(handle);
}

struct Drawing {
    const char* name;
    ScriptJob job;
    ScriptTexts texts;                          // without the value
    std::string (*value)(int round) = nullptr;  // another one each round
};

std::string rows(int round) {
    std::string json = "[";
    for (int i = 0; i < 12; ++i) {
        json += fmt::format(R"({}{{"opd":"Dinas {}","rencana":{},"realisasi":{}}})",
                            i == 0 ? "" : ",", i + 1, 100 + i * 7, 40 + (i * 31 + round * 17) % 60);
    }
    return json + "]";
}
std::string districts(int round) {
    std::string json = "[";
    for (int i = 0; i < 25; ++i) {
        json += fmt::format(R"({}{{"name":"Kecamatan {}","value":{}}})", i == 0 ? "" : ",", i,
                            (i * 31 + round * 17) % 211);
    }
    return json + "]";
}
// A border as real ones are: no straight line between any of its points. Neighbours share it.
double wobble(double along, int border) {
    constexpr double kPi = 3.14159265358979;
    return std::sin(along * kPi) *
           (0.05 * std::sin(9 * along + border) + 0.012 * std::sin(61 * along + 2 * border) +
            0.004 * std::sin(523 * along + 3 * border));
}
std::string geojson(int points_a_side) {
    std::string json = R"({"type":"FeatureCollection","features":[)";
    for (int i = 0; i < 25; ++i) {
        json += fmt::format(R"({}{{"type":"Feature","properties":{{"name":"Kecamatan {}"}},
            "geometry":{{"type":"Polygon","coordinates":[[)",
                            i == 0 ? "" : ",", i);
        const int x = i % 5;
        const int y = i / 5;
        for (int side = 0; side < 4; ++side) {
            for (int k = 0; k < points_a_side; ++k) {
                const double part = double(k) / points_a_side;
                const bool upright = side % 2 == 1;
                const double along = side < 2 ? part : 1 - part;
                const int far = side == 1 || side == 2 ? 1 : 0;
                const int border = upright ? 100 + (x + far) * 5 + y : (y + far) * 5 + x;
                const double off = far + wobble(along, border);
                json += fmt::format("[{:.6f},{:.6f}],", x + (upright ? off : along),
                                    y + (upright ? along : off));
            }
        }
        json += fmt::format("[{},{}]]]}}}}", x, y);
    }
    return json + "]}";
}

std::vector<Drawing> drawings() {
    ScriptJob job;
    job.output = ScriptOutput::svg;
    job.size = kSize;
    job.font_px = 44;
    job.sources = {"s"};
    ScriptJob value = job;
    value.output = ScriptOutput::value;
    ScriptJob map = job;
    map.files = {"peta.geojson"};
    return {
        {"expression",
         value,
         {R"x({"data":"$^(>realisasi).{\"n\":opd,\"v\":realisasi/rencana*100}"})x", {}, {}},
         rows},
        {"bar, 12 × 2",
         job,
         {R"({"kind":"chart","option":{"legend":{},"xAxis":{"type":"category",
            "data":"@data.opd"},"yAxis":{},"series":[{"type":"bar","name":"Rencana","data":
            "@data.rencana"},{"type":"bar","name":"Realisasi","data":"@data.realisasi"}]}})",
          {},
          {}},
         rows},
        {"bar, lying, labels",
         job,
         {R"x({"kind":"chart","data":"$^(>realisasi)","option":{"xAxis":{},
            "yAxis":{"type":"category","data":"@data.opd"},"series":[{"type":"bar","data":
            "@data.realisasi","label":{"show":true}}]}})x",
          {},
          {}},
         rows},
        {"pie",
         job,
         {R"x({"kind":"chart","data":"$.{\"name\":opd,\"value\":realisasi}","option":{
            "series":[{"type":"pie","data":"@data"}]}})x",
          {},
          {}},
         rows},
        {"map, 25 districts",
         map,
         {R"({"kind":"map","geojson":"peta.geojson"})", {}, {geojson(100)}},
         districts},
        {"map, 25 of 800 points",
         map,
         {R"({"kind":"map","geojson":"peta.geojson"})", {}, {geojson(200)}},
         districts},
        {"tiles, 25 districts",
         map,
         {R"({"kind":"map","layout":"tiles","geojson":"peta.geojson"})", {}, {geojson(100)}},
         districts},
    };
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::max(20, std::atoi(argv[1])) : 300;
    double begun = cpu_ms();
    auto engine = ScriptEngine::create();
    if (!engine) {
        fmt::print(stderr, "{}\n", engine.error().message());
        return 1;
    }
    fmt::print("load: {:.0f} ms, {:.0f} MiB\n", cpu_ms() - begun, resident_mib());
    cairo_surface_t* surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, kSize.width, kSize.height);
    fmt::print("{:<22}{:>8}{:>8}{:>8}{:>8}{:>10}\n", "CPU ms", "first", "p50", "p99", "worst",
               "of it SVG");
    for (Drawing& drawing : drawings()) {
        std::vector<double> whole;
        std::vector<double> script;
        double first = 0;
        for (int round = 0; round < rounds; ++round) {
            drawing.texts.values = {drawing.value(round)};
            begun = cpu_ms();
            const auto made = (*engine)->run(drawing.job, drawing.texts);
            const double made_at = cpu_ms();
            if (!made) {
                fmt::print(stderr, "{}: {}\n", drawing.name, made.error().message());
                return 1;
            }
            if (drawing.job.output == ScriptOutput::svg) {
                rasterise(*made, surface);
            }
            const double cost = cpu_ms() - begun;
            if (round == 0) {
                first = cost;
            } else if (round >= 10) {
                whole.push_back(cost);
                script.push_back(made_at - begun);
            }
        }
        std::sort(whole.begin(), whole.end());
        std::sort(script.begin(), script.end());
        fmt::print("{:<22}{:>8.1f}{:>8.1f}{:>8.1f}{:>8.1f}{:>10.1f}\n", drawing.name, first,
                   whole[whole.size() / 2], whole[whole.size() * 99 / 100], whole.back(),
                   script[script.size() / 2]);
    }
    fmt::print("memory at the end: {:.0f} MiB\n", resident_mib());
    cairo_surface_destroy(surface);
    return 0;
}
