// Any bytes as a layout file: read, checked and solved on a wall of two displays. Whatever they
// say, nothing crashes, and a layout without problems keeps the promises of a scene.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/check.h"
#include "layouts/layout_check.h"
#include "layouts/scene_diff.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace pendopo;
    const auto file =
        read_layout("fuzz.json", std::string_view(reinterpret_cast<const char*>(data), size));
    if (!file) {
        CHECK(!file.error().empty());
        return 0;
    }
    LayoutContext context;
    context.displays.resize(2);
    context.displays[0].id = "kiri";
    context.displays[1].id = "tengah";
    context.displays[1].size = {1366, 768};
    context.displays[1].rotation = Rotation::quarter;
    context.displays[1].bezel_mm = 12.5;
    context.cameras = {
        {"a", "public"}, {"b", "public"}, {"c", "public"}, {"d", "staff"}, {"e", "restricted"}};
    context.groups = {{"pasar", {"a", "b", "c", "d", "e"}}, {"kosong", {}}};
    check_layout(*file, context);
    const Scene scene = solve(file->layout, context.displays, context.groups).scene;
    CHECK(scene.displays.size() == 2);
    for (const SceneDisplay& shown : scene.displays) {
        for (const SceneTile& tile : shown.tiles) {
            CHECK(!intersect(tile.rect, {0, 0, shown.size.width, shown.size.height}).empty());
        }
    }
    CHECK(apply(diff(Scene{}, scene), Scene{}) == scene);
    return 0;
}
