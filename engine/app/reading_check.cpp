#include "engine/app/reading_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "config/address_logins.h"
#include "config/theme_config.h"
#include "engine/app/checked_layouts.h"
#include "engine/app/display_state.h"
#include "engine/app/placed_cards.h"
#include "engine/cards/readability.h"
#include "layouts/layout_check.h"
#include "layouts/wall_geometry.h"

namespace pendopo {
namespace {

// Sizes of text follow the width in millimetres, so that it has to be that of the picture.
std::string pixels_off_square(const DisplayConfig& display) {
    constexpr double kMostOff = 1.1;
    const PixelSize size = upright_size(display);
    const double wide = display.width_mm / size.width;
    const double high = display.height_mm / size.height;
    const double off = std::max(wide, high) / std::min(wide, high);
    if (off <= kMostOff) {
        return "";
    }
    return fmt::format(
        "display {} of {} × {} pixels on {:g} × {:g} mm: a pixel would be {:.0f} % off square; "
        "\"size_mm\" is the picture's size as it hangs — measure it again, or turn the two numbers",
        in_quotes(display.id), size.width, size.height, display.width_mm, display.height_mm,
        (off - 1) * 100);
}

}  // namespace

ProblemList reading_warnings(const std::string& wall_path,
                             const std::function<std::vector<OutputInfo>()>& outputs) {
    const auto checked = load_checked_layouts(wall_path);
    if (!checked) {
        return {};
    }
    const Installation& installation = checked->installation;
    const auto theme = read_theme_config(installation.wall.theme, installation.theme_text);
    ProblemList warnings;
    for (const std::string& text : check_contrast(*theme)) {
        warnings.push_back({installation.wall.theme, 0, 0, "", text});
    }
    const auto& displays = installation.wall.displays;
    const bool any_edid = std::ranges::any_of(
        displays, [](const DisplayConfig& display) { return !display.edid.empty(); });
    const std::vector<OutputInfo> connected =
        any_edid && outputs ? outputs() : std::vector<OutputInfo>{};
    for (const std::string& text : edid_warnings(displays, connected)) {
        warnings.push_back({wall_path, 0, 0, "/displays", text});
    }
    for (size_t i = 0; i < displays.size(); ++i) {
        if (std::string text = pixels_off_square(displays[i]); !text.empty()) {
            warnings.push_back(
                {wall_path, 0, 0, "/displays/" + std::to_string(i) + "/size_mm", std::move(text)});
        }
    }
    ProblemList logins =
        address_login_warnings(installation.wall.cameras_file, installation.cameras);
    std::ranges::move(logins, std::back_inserter(warnings));
    const auto& sources = installation.data.sources;
    for (size_t i = 0; i < sources.size(); ++i) {
        if (std::holds_alternative<FileOrigin>(sources[i].origin) && sources[i].updated.empty() &&
            !sources[i].updated_from) {
            warnings.push_back({installation.data_path, 0, 0, "/sources/" + std::to_string(i),
                                "no \"updated\": the wall can only say when the file of " +
                                    in_quotes(sources[i].id) +
                                    " came, not since when its figures are true; add \"updated\": "
                                    "{\"value\": \"2026-10-31\"} or {\"from\": \"/…\"}"});
        }
    }
    const auto of_card = [&](const std::string& id, PixelSize size, const DisplayConfig& display) {
        // What is built in is sized by its tile.
        return readability_of(installation.cards, id, size, display, *theme,
                              installation.wall.language);
    };
    for (const TextFile& file : checked->files) {
        if (const auto layout = read_layout(file.path, file.text)) {
            for (LayoutWarning& each : layout_warnings(*layout, checked->context, of_card)) {
                warnings.push_back(std::move(each.problem));
            }
        }
    }
    return warnings;
}

}  // namespace pendopo
