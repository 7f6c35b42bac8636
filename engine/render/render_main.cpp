// pendopo-render: the render worker, started by `pendopo run`.
//   pendopo-render --list-outputs      prints the outputs as JSON; 2 when there is no X display
//   pendopo-render --describe-graphics prints as JSON what GL draws with; 2 when there is no GL

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/render/egl_displays.h"
#include "engine/render/gl_context.h"
#include "engine/render/glfw_displays.h"
#include "engine/render/present_feedback.h"
#include "engine/render/render_worker.h"

namespace {

int print_outputs() {
    const auto outputs = pendopo::list_outputs();
    if (!outputs) {
        std::fprintf(stderr, "%s\n", outputs.error().message().c_str());
        return 2;
    }
    const bool feedback = pendopo::server_gives_feedback();
    nlohmann::json list = nlohmann::json::array();
    for (const pendopo::OutputInfo& output : *outputs) {
        const pendopo::PixelRect& area = output.area;
        list.push_back(
            {{"connector", output.connector},
             {"edid", output.edid},
             {"area",
              {{"x", area.x}, {"y", area.y}, {"width", area.width}, {"height", area.height}}},
             {"refresh_hz", output.refresh_hz},
             {"feedback", feedback}});
    }
    std::printf("%s\n", list.dump(2).c_str());
    return 0;
}

int describe_graphics() {
    const auto displays = pendopo::EglDisplays::create();
    if (!displays) {
        std::fprintf(stderr, "%s\n", displays.error().message().c_str());
        return 2;
    }
    const pendopo::GlCaps caps = pendopo::read_gl_caps();
    const nlohmann::json facts{{"renderer", caps.renderer}, {"software", caps.software}};
    std::printf("%s\n", facts.dump(2).c_str());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 2 && std::string_view(argv[1]) == "--list-outputs") {
        return print_outputs();
    }
    if (argc == 2 && std::string_view(argv[1]) == "--describe-graphics") {
        return describe_graphics();
    }
    return pendopo::run_render_worker(pendopo::WorkerProcess::enter(argc, argv));
}
