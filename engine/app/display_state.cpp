#include "engine/app/display_state.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

#include "config/in_both.h"
#include "engine/base/repeated.h"

namespace pendopo {
namespace {

std::string why_hidden(const DisplayConfig& display, const std::vector<OutputInfo>& outputs) {
    const bool is_there =
        std::ranges::find(outputs, display.edid, &OutputInfo::edid) != outputs.end();
    if (!display.edid.empty() && is_there) {
        // It is connected and yet not taken: it does not say which one is meant.
        return display.output.empty()
                   ? fmt::format("EDID \"{}\" is not unique, and it names no \"output\"",
                                 display.edid)
                   : fmt::format("there is no output \"{}\", and EDID \"{}\" is not unique",
                                 display.output, display.edid);
    }
    if (!display.edid.empty()) {
        return fmt::format("no monitor with EDID \"{}\" is connected", display.edid);
    }
    if (!display.output.empty()) {
        return fmt::format("there is no output \"{}\"", display.output);
    }
    return "no output is left for it";
}

}  // namespace

std::vector<HiddenDisplay> hidden_displays(const std::vector<DisplayConfig>& displays,
                                           const std::set<std::string>& off,
                                           const RenderHealth& health,
                                           const std::vector<HiddenDisplay>& before,
                                           MonotonicTime now) {
    std::vector<HiddenDisplay> hidden;
    for (const DisplayConfig& display : displays) {
        const auto shown = std::ranges::find(health.displays, display.id, &DisplayHealth::id);
        const bool is_judged = shown != health.displays.end() && !off.contains(display.id);
        if (is_judged && shown->output.empty()) {
            std::string text = fmt::format(
                "display \"{}\" is not shown: {}; check its cable and power, or correct wall.json "
                "(`pendopo displays list` shows what is connected)",
                display.id, why_hidden(display, health.outputs));
            const auto known = std::ranges::find(before, text, &HiddenDisplay::text);
            hidden.push_back({std::move(text), known == before.end() ? now : known->since});
        }
    }
    return hidden;
}

LocalText awake_although_off(const DisplayHealth& health, bool all_off) {
    if (health.output.empty() || health.screen == ScreenPower::standby) {
        return {};
    }
    if (!all_off) {
        return {
            "Layar hitam, monitornya tetap menyala: layar lain menyala, dan server X menidurkan "
            "semua monitor atau tidak satu pun.",
            "It shows black, its monitor stays on: other displays are on, and an X server lets "
            "all monitors sleep or none."};
    }
    if (health.screen == ScreenPower::unknown) {
        return {"Layar hitam, monitornya tetap menyala: server X tidak dapat menidurkannya.",
                "It shows black, its monitor stays on: the X server cannot let it sleep."};
    }
    return {"Monitornya masih menyala.", "Its monitor is still on."};
}

std::string no_renderer(Heard renderer, uint64_t restarts, const std::string& last_exit) {
    const std::string before =
        last_exit.empty() ? "" : fmt::format(" (the one before: {})", last_exit);
    constexpr const char* kAdvice =
        "look at the log, and whether the X server and the graphics driver run";
    switch (renderer) {
        case Heard::not_running:
            return fmt::format(
                "nothing is shown: the renderer does not run{}; it is tried again, {}", before,
                kAdvice);
        case Heard::not_yet:
            return restarts == 0
                       ? ""
                       : fmt::format("nothing is shown: the renderer is being started{}", before);
        case Heard::too_long_ago:
            return fmt::format(
                "nobody knows what is shown: the renderer says nothing; it is replaced soon, {}",
                kAdvice);
        case Heard::just_now:
            break;
    }
    return "";
}

std::vector<LocalText> edid_warnings(const std::vector<DisplayConfig>& displays,
                                     const std::vector<OutputInfo>& outputs) {
    const std::set<std::string> of_displays = repeated(displays, &DisplayConfig::edid);
    std::set<std::string> ambiguous = repeated(outputs, &OutputInfo::edid);
    ambiguous.insert(of_displays.begin(), of_displays.end());
    std::vector<LocalText> warnings;
    for (const std::string& edid : ambiguous) {
        std::vector<std::string> named_by, carried_by;
        bool all_bound = true;
        for (const DisplayConfig& display : displays) {
            if (display.edid == edid) {
                named_by.push_back(display.id);
                all_bound = all_bound && !display.output.empty();
            }
        }
        for (const OutputInfo& output : outputs) {
            if (output.edid == edid) {
                carried_by.push_back(output.connector);
            }
        }
        if (named_by.empty()) {
            continue;
        }
        const bool by_displays = of_displays.contains(edid);
        warnings.push_back(
            in_both("EDID \"{}\" tidak unik: {} {}; {} diikat dengan \"output\"{}",
                    "EDID \"{}\" is not unique: {} {}; {} bound by \"output\"{}", edid,
                    by_displays ? LocalText{"disebut layar", "named by displays"}
                                : LocalText{"dimiliki keluaran", "carried by outputs"},
                    fmt::format("{}", fmt::join(by_displays ? named_by : carried_by, ", ")),
                    by_displays ? LocalText{"masing-masing", "each is"}
                                : in_both("layar {}", "display {} is", named_by.front()),
                    all_bound ? LocalText{}
                              : LocalText{", dan menunggu tanpanya: sebutkan",
                                          ", and waits without one: name it"}));
    }
    return warnings;
}

std::string idle_graphics_card(std::string_view renderer, bool has_card) {
    const auto is_software = [renderer](const char* name) {
        return renderer.find(name) != std::string_view::npos;
    };
    if (!has_card ||
        std::ranges::none_of(std::array{"llvmpipe", "softpipe", "swrast"}, is_software)) {
        return {};
    }
    return fmt::format(
        "Ada kartu grafis, tetapi gambar dibuat oleh CPU ({0}): drivernya tidak bekerja. Setelah "
        "pembaruan driver mesin harus dinyalakan ulang. (There is a graphics card, but the CPU "
        "draws ({0}): its driver does not work. After an update of the driver restart the machine; "
        "`pendopo doctor` says more.)",
        renderer);
}

std::vector<std::string> refused_pictures(const std::vector<RefusedPicture>& refused) {
    std::vector<std::string> lines;
    for (const RefusedPicture& picture : refused) {
        const bool camera = !picture.camera.empty();
        lines.push_back(fmt::format(
            "display \"{}\", tile \"{}\": the renderer kept the {} \"{}\" off it, which is not for "
            "who sees this display; the wall asked for it by mistake: send a diagnostics report",
            picture.display, picture.tile, camera ? "camera" : "card",
            camera ? picture.camera : picture.card));
    }
    return lines;
}

}  // namespace pendopo
