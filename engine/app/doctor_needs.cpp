#include "engine/app/doctor_needs.h"

#include <algorithm>
#include <set>

#include "engine/app/descriptor_budget.h"
#include "engine/app/sizing.h"
#include "engine/control/tls_certificate.h"

namespace pendopo {
namespace {

// "rtsp://user:password@host:554/path" → "host".
std::string host_of(const std::string& url) {
    const size_t scheme = url.find("://");
    std::string rest = scheme == std::string::npos ? "" : url.substr(scheme + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    rest = rest.substr(rest.rfind('@') + 1);
    const size_t bracket = rest.find(']');
    return bracket != std::string::npos ? rest.substr(0, bracket + 1)
                                        : rest.substr(0, rest.rfind(':'));
}

}  // namespace

WallNeeds wall_needs(const std::shared_ptr<const WallModel>& model, size_t allowed_files,
                     WallTime now) {
    WallNeeds needs;
    const WallLoad load = wall_load(model);
    needs.cameras_at_once = load.cameras;
    needs.cores = load.cores;
    needs.udp = std::ranges::any_of(model->cameras.cameras, [](const CameraConfig& camera) {
        return camera.main.options.transport == Transport::udp ||
               (camera.sub && camera.sub->options.transport == Transport::udp);
    });
    needs.outputs_named =
        std::ranges::any_of(model->config.displays, [](const DisplayConfig& display) {
            return !display.output.empty() || !display.edid.empty();
        });
    needs.port = model->config.control.port;
    needs.too_few_files = descriptor_warnings(descriptor_budget(model), allowed_files);
    const ControlConfig& control = model->config.control;
    if (!control.certificate_file.empty()) {
        const auto pair = check_tls_files({control.certificate_file, control.key_file}, now);
        needs.certificate_warning = pair ? pair->warning : pair.error().message();
    }
    return needs;
}

std::vector<std::string> unbound_displays(const std::vector<DisplayConfig>& displays,
                                          const std::vector<OutputInfo>& outputs) {
    std::vector<std::string> unbound;
    for (const DisplayConfig& display : displays) {
        const bool named = !display.output.empty() || !display.edid.empty();
        const bool there = std::ranges::any_of(outputs, [&](const OutputInfo& output) {
            return (!display.edid.empty() && output.edid == display.edid) ||
                   (!display.output.empty() && output.connector == display.output);
        });
        if (named && !there) {
            unbound.push_back(display.id);
        }
    }
    return unbound;
}

std::vector<CameraHost> camera_hosts(const CamerasConfig& cameras) {
    std::vector<CameraHost> all;
    std::set<std::string> seen;
    for (const CameraConfig& camera : cameras.cameras) {
        for (const StreamConfig* stream : {&camera.main, camera.sub ? &*camera.sub : nullptr}) {
            const std::string host = stream == nullptr ? "" : host_of(stream->url);
            if (!host.empty() && seen.insert(host).second) {
                all.push_back({camera.id, host});
            }
        }
    }
    return all;
}

}  // namespace pendopo
