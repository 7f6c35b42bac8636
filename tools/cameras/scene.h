#pragma once
// A drawn place with people or traffic in it, as a surveillance camera sees it. Deterministic: the
// same name, seed, size and time give the same picture; seamless: time loop_seconds is time 0.

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "engine/base/geometry.h"

namespace pendopo {

// Change this when drawn pictures change: it is part of the key of cached loops.
inline constexpr int kSceneVersion = 2;

// The kinds of place, e.g. "lobby"; README.md describes them.
std::span<const std::string_view> scene_names();

struct BgraView {
    const uint8_t* pixels = nullptr;
    int stride = 0;
};

// Thread: bound to its owner.
class Scene {
  public:
    // `name` is one of scene_names().
    Scene(std::string_view name, uint32_t seed, PixelSize size, int loop_seconds);
    Scene(Scene&&) noexcept;
    Scene& operator=(Scene&&) noexcept;
    ~Scene();

    // The picture at `seconds` since the loop began; valid until the next call.
    BgraView draw(double seconds);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace pendopo
