#include "tools/cameras/scene.h"

#include <array>
#include <vector>

namespace pendopo {
namespace {
constexpr std::array<std::string_view, 8> kNames{"lobby",  "emergency", "waiting", "market",
                                                 "street", "counter",   "parking", "warehouse"};
}
std::span<const std::string_view> scene_names() {
    return kNames;
}
struct Scene::State {
    PixelSize size;
    int loop_seconds;
    std::vector<uint8_t> pixels;
};
Scene::Scene(std::string_view, uint32_t, PixelSize size, int loop_seconds)
    : state_(
          new State{size, loop_seconds,
                    std::vector<uint8_t>(static_cast<size_t>(size.width) * size.height * 4, 90)}) {}
Scene::Scene(Scene&&) noexcept = default;
Scene& Scene::operator=(Scene&&) noexcept = default;
Scene::~Scene() = default;
BgraView Scene::draw(double) {
    return {state_->pixels.data(), state_->size.width * 4};
}
}  // namespace pendopo
