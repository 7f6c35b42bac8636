#include "engine/app/checked_layouts.h"

#include <utility>

#include "engine/app/model_loader.h"

namespace pendopo {

ConfigResult<CheckedLayouts> load_checked_layouts(const std::string& wall_path, BadLayouts bad) {
    LayoutContext context;
    std::vector<TextFile> layouts;
    auto installation =
        load_installation(wall_path, [&](const auto& files, const LayoutReferences& references) {
            if (references.wall != nullptr && references.cameras != nullptr &&
                references.cards != nullptr) {
                context = layout_context(*references.wall, *references.cameras, *references.cards);
                layouts = files;
            }
            LayoutsRead read = read_layouts(files, references);
            if (bad == BadLayouts::leave_out) {
                read.problems.clear();
            }
            return read;
        });
    if (!installation) {
        return tl::unexpected(installation.error());
    }
    return CheckedLayouts{std::move(*installation), std::move(context), std::move(layouts)};
}

}  // namespace pendopo
