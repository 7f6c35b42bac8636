#include "engine/control/camera_json.h"

#include <algorithm>

namespace pendopo {

using Json = nlohmann::ordered_json;

std::string word_in(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}
std::string url_in(const Json& camera, const char* key) {
    const auto found = camera.find(key);
    return found == camera.end() ? ""
           : found->is_object()  ? word_in(*found, "url")
                                 : word_in(camera, key);
}

const Json& list_in(const Json& object, const char* key) {
    static const Json kNone = Json::array();
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : kNone;
}

bool group_lists(const Json& group, const std::string& camera) {
    return std::ranges::any_of(list_in(group, "cameras"),
                               [&](const Json& each) { return each == camera; });
}

}  // namespace pendopo
