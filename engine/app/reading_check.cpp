#include "engine/app/reading_check.h"

#include <algorithm>
#include <utility>

#include "config/address_logins.h"
#include "config/in_both.h"
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
LocalText pixels_off_square(const DisplayConfig& display) {
    constexpr double kMostOff = 1.1;
    const PixelSize size = upright_size(display);
    const double wide = display.width_mm / size.width;
    const double high = display.height_mm / size.height;
    const double off = std::max(wide, high) / std::min(wide, high);
    if (off <= kMostOff) {
        return {};
    }
    return in_both(
        "layar {} berukuran {} × {} piksel pada {:g} × {:g} mm: pikselnya meleset {:.0f} % dari "
        "persegi; \"size_mm\" ialah ukuran gambar sebagaimana tergantung — ukur lagi, atau tukar "
        "kedua angkanya",
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
    for (const LocalText& text : check_contrast(*theme)) {
        warnings.push_back(problem_of(installation.wall.theme, text));
    }
    const auto& displays = installation.wall.displays;
    const bool any_edid = std::ranges::any_of(
        displays, [](const DisplayConfig& display) { return !display.edid.empty(); });
    const std::vector<OutputInfo> connected =
        any_edid && outputs ? outputs() : std::vector<OutputInfo>{};
    for (const LocalText& text : edid_warnings(displays, connected)) {
        warnings.push_back(problem_of(wall_path, text, "/displays"));
    }
    for (size_t i = 0; i < displays.size(); ++i) {
        if (LocalText text = pixels_off_square(displays[i]); !text.empty()) {
            warnings.push_back(problem_of(wall_path, std::move(text),
                                          "/displays/" + std::to_string(i) + "/size_mm"));
        }
    }
    ProblemList logins =
        address_login_warnings(installation.wall.cameras_file, installation.cameras);
    std::ranges::move(logins, std::back_inserter(warnings));
    const auto& sources = installation.data.sources;
    for (size_t i = 0; i < sources.size(); ++i) {
        if (std::holds_alternative<FileOrigin>(sources[i].origin) && sources[i].updated.empty() &&
            !sources[i].updated_from) {
            warnings.push_back(problem_of(
                installation.data_path,
                in_both("\"updated\" tidak ada: dinding hanya dapat mengatakan kapan berkas {} "
                        "datang, bukan sejak kapan angkanya berlaku; tambahkan \"updated\": "
                        "{{\"value\": \"2026-10-31\"}} atau {{\"from\": \"/…\"}}",
                        "no \"updated\": the wall can only say when the file of {} came, not since "
                        "when its figures are true; add \"updated\": {{\"value\": "
                        "\"2026-10-31\"}} or {{\"from\": \"/…\"}}",
                        in_quotes(sources[i].id)),
                "/sources/" + std::to_string(i)));
        }
    }
    const auto of_card = [&](const std::string& id, PixelSize size, const DisplayConfig& display) {
        // What is built in is sized by its tile.
        return readability_of(installation.cards, id, size, display, *theme,
                              installation.wall.language);
    };
    for (const TextFile& file : checked->files) {
        if (const auto layout = read_layout(file.path, file.text)) {
            std::ranges::move(layout_warnings(*layout, checked->context, of_card),
                              std::back_inserter(warnings));
        }
    }
    return warnings;
}

}  // namespace pendopo
