#include "engine/app/handover.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace pendopo {

using Json = nlohmann::json;

std::string encode(const Handover& handover) {
    Json workers = Json::array();
    for (const Backend kind : handover.ingest.workers) {
        workers.push_back(kind == Backend::gstreamer);
    }
    const Json body = {{"state", handover.state},
                       {"revision", handover.revision},
                       {"wall_offset_ns", Nanoseconds(handover.wall_offset).count()},
                       {"renderer", handover.renderer},
                       {"shader", handover.path == RenderPath::shader},
                       {"cameras", handover.ingest.cameras},
                       {"gstreamer", std::move(workers)}};
    return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Handover> decode_handover(std::string_view text) {
    const Json body = Json::parse(text, nullptr, false);
    // The library reports a missing or mistyped member by throwing; it ends here as a value.
    try {
        Handover handover;
        body.at("state").get_to(handover.state);
        body.at("revision").get_to(handover.revision);
        handover.wall_offset = std::chrono::duration_cast<std::chrono::system_clock::duration>(
            Nanoseconds(body.at("wall_offset_ns").get<int64_t>()));
        body.at("renderer").get_to(handover.renderer);
        handover.path = body.at("shader").get<bool>() ? RenderPath::shader : RenderPath::copy;
        body.at("cameras").get_to(handover.ingest.cameras);
        for (const Json& gstreamer : body.at("gstreamer")) {
            handover.ingest.workers.push_back(gstreamer.get<bool>() ? Backend::gstreamer
                                                                    : Backend::own);
        }
        for (const auto& [camera, worker] : handover.ingest.cameras) {
            if (worker >= handover.ingest.workers.size()) {
                return std::nullopt;
            }
        }
        return handover;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

}  // namespace pendopo
