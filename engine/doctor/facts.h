#pragma once
// What was found out about a machine and about the wall that is to run on it. Values only: whoever
// fills them in (gather.h) judges nothing, and whoever judges (findings.h) looks at nothing else.
// What is empty could not be found out, and nothing is said of it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/local_text.h"

namespace pendopo {

// What the wall asks of the machine.
struct WallNeeds {
    std::string config_problem;  // why it cannot be read; empty: it can
    size_t cameras_at_once = 0;  // different ones, in the layout that takes most
    double cores = 0;            // that it takes there without a GPU
    bool udp = false;            // some camera sends by UDP
    bool outputs_named = false;  // some display is bound to an output
    int port = 7600;
    std::vector<std::string> unbound_displays{};  // whose output is not there
    std::vector<LocalText> too_few_files{};       // in words: descriptor_budget.h
    std::string certificate_warning{};            // in words: tls_certificate.h
};

struct GraphicsFacts {
    std::string renderer;   // GL_RENDERER
    bool software = false;  // a rasteriser on the CPU
};

// How a camera is reached from here.
struct RouteFacts {
    std::string camera;
    bool reachable = true;      // the kernel has a route
    int mtu = 0;                // 0: not known
    bool with_gateway = false;  // in the network that the default gateway stands in
};

struct FolderFacts {
    std::string path;
    bool writable = true;
    bool in_memory = false;  // gone with the next start
    int64_t free_bytes = 0;
    int64_t free_files = 1;
};

enum class PortHolder { nobody, this_wall, another };

struct MachineFacts {
    WallNeeds wall;
    bool as_root = false;
    double cores = 0;  // that this process may use
    std::optional<double> load{};
    int64_t memory_bytes = 0;
    std::optional<GraphicsFacts> graphics{};
    std::string graphics_problem{};  // why there is no GL at all
    bool has_graphics_card = false;
    bool has_display_server = false;  // one answers
    size_t outputs = 0;
    std::optional<bool> presentation_feedback{};  // it says when its outputs show
    std::vector<std::string> disturbers{};        // programs that draw over, lock or restart things
    std::vector<RouteFacts> routes{};
    std::optional<int64_t> most_receive_buffer{};  // net.core.rmem_max
    std::optional<bool> clock_synchronised{};
    int year = 0;
    bool zone_data = true;
    std::optional<FolderFacts> state_folder{};
    std::string landlock_problem{};
    bool seccomp = true;
    std::vector<std::string> scripts_without_font{};  // "Latin", "Javanese", …
    bool fonts_known = false;
    bool utf8_locale = true;
    PortHolder port = PortHolder::nobody;
};

}  // namespace pendopo
