// pendopo-render: the render worker, started by `pendopo run`.
//   pendopo-render --list-outputs   prints the outputs as JSON; 2 when there is no X display

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/render/glfw_displays.h"
#include "engine/render/render_worker.h"

namespace {

int print_outputs() {
    const auto outputs = pendopo::list_outputs();
    if (!outputs) {
        std::fprintf(stderr, "%s\n", outputs.error().message().c_str());
        return 2;
    }
    nlohmann::json list = nlohmann::json::array();
    for (const pendopo::OutputInfo& output : *outputs) {
        const pendopo::PixelRect& area = output.area;
        list.push_back(
            {{"connector", output.connector},
             {"edid", output.edid},
             {"area",
              {{"x", area.x}, {"y", area.y}, {"width", area.width}, {"height", area.height}}},
             {"refresh_hz", output.refresh_hz}});
    }
    std::printf("%s\n", list.dump(2).c_str());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 2 && std::string_view(argv[1]) == "--list-outputs") {
        return print_outputs();
    }
    return pendopo::run_render_worker(pendopo::WorkerProcess::enter(argc, argv));
}
