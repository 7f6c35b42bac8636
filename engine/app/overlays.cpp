#include "engine/app/overlays.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "engine/app/drawn_style.h"
#include "layouts/wall_geometry.h"

namespace pendopo {
namespace {

// Of the display, for its name: what it shows stays to be seen around it.
constexpr double kNameWidth = 0.64;
constexpr double kNameHeight = 0.5;
// An alarm's frame: the module of the wall's grid (look.md).
constexpr int kFramesInDisplay = 54;

AlertLevel alert_level(MessageLevel level) {
    switch (level) {
        case MessageLevel::emergency:
            return AlertLevel::emergency;
        case MessageLevel::info:
            return AlertLevel::info;
        case MessageLevel::warning:
            break;
    }
    return AlertLevel::warning;
}

const Color& frame_color(const ThemeConfig& theme, MessageLevel level) {
    return level == MessageLevel::emergency ? theme.act
           : level == MessageLevel::warning ? theme.watch
                                            : theme.muted;
}

int share(int pixels, double part) {
    return static_cast<int>(std::lround(pixels * part));
}

const std::string& name_of(const DisplayConfig& display) {
    return display.name.empty() ? display.id : display.name;
}

// A bitmap in a corner of `where`, over what is below.
DrawTile bitmap_tile(std::string id, const PixelRect& where, Corner corner, CardItem item,
                     PlanItems& items) {
    item.size = where.size();
    DrawTile tile;
    tile.id = std::move(id);
    tile.rect = where;
    tile.blend = true;
    tile.label = items.add_card(std::move(item));
    tile.label_corner = corner;
    items.expect(tile.label);
    return tile;
}

}  // namespace

std::vector<WallBehind> walls_behind(const std::vector<DisplayConfig>& displays) {
    const std::vector<PlacedDisplay> placed = place_displays(displays);
    const WallRect wall = bounding_box(placed);
    std::vector<WallBehind> all;
    for (const PlacedDisplay& display : placed) {
        const WallRect& picture = display.picture;
        all.push_back({picture.x - wall.x, picture.y - wall.y, picture.width, picture.height,
                       wall.width, wall.height});
    }
    return all;
}

std::vector<DrawTile> overlay_tiles(const DisplayDecision& decision, const OverlaidDisplay& display,
                                    int font_px, const ThemeConfig& theme, PlanItems& items) {
    std::vector<DrawTile> tiles;
    const PixelSize size = upright_size(display.config);
    const int frame =
        decision.alarm ? std::max(1, std::min(size.width, size.height) / kFramesInDisplay) : 0;
    const PixelRect inside{frame, frame, size.width - 2 * frame, size.height - 2 * frame};
    const int strip = share(size.height, kMostOfDisplay);
    CardItem item;
    item.font_px = font_px;
    item.public_audience = display.config.audience == "public";
    if (decision.test_pattern) {
        CardItem pattern = item;
        pattern.kind = CardKind::test_pattern;
        pattern.size = size;
        pattern.text = name_of(display.config);
        pattern.number = display.number;
        pattern.output = display.output;
        pattern.wall = display.wall;
        DrawTile& tile = tiles.emplace_back();
        tile.id = "overlay/test_pattern";
        tile.rect = {0, 0, size.width, size.height};
        tile.picture = items.add_card(std::move(pattern));
        items.expect(tile.picture);
    }
    if (decision.identify) {
        CardItem name = item;
        name.kind = CardKind::identify;
        name.text = name_of(display.config);
        name.number = display.number;
        name.output = display.output;
        const PixelSize box{share(size.width, kNameWidth), share(size.height, kNameHeight)};
        tiles.push_back(bitmap_tile(
            "overlay/identify",
            {(size.width - box.width) / 2, (size.height - box.height) / 2, box.width, box.height},
            Corner::top_left, std::move(name), items));
    }
    const auto* message =
        decision.message ? std::get_if<ClaimMessage>(&decision.message->what) : nullptr;
    if (message != nullptr || !display.notice.empty()) {
        CardItem words = item;
        words.kind = CardKind::message;
        words.text = message != nullptr ? message->text : display.notice;
        words.level = alert_level(message != nullptr ? message->level : MessageLevel::warning);
        tiles.push_back(bitmap_tile("overlay/message",
                                    {inside.x, inside.bottom() - strip, inside.width, strip},
                                    Corner::bottom_left, std::move(words), items));
    }
    if (decision.alarm) {
        CardItem words = item;
        words.kind = CardKind::alarm;
        words.text = decision.alarm->text.empty() ? decision.alarm->alarm : decision.alarm->text;
        words.level = alert_level(decision.alarm->level);
        tiles.push_back(bitmap_tile("overlay/alarm", {inside.x, inside.y, inside.width, strip},
                                    Corner::top_left, std::move(words), items));
        DrawTile& around = tiles.emplace_back();
        around.id = "overlay/frame";
        around.rect = {0, 0, size.width, size.height};
        around.blend = true;
        around.border_px = frame;
        around.border_rgb = rgb_of(frame_color(theme, decision.alarm->level));
    }
    return tiles;
}

}  // namespace pendopo
