#include "engine/app/composer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <set>
#include <utility>
#include <variant>

#include "engine/app/card_source.h"
#include "layouts/wall_geometry.h"

namespace pendopo {
namespace {

constexpr double kComfortableArcMinutes = 20;  // ISO 9241-303: 20–22 minutes read comfortably
constexpr double kCapitalShare = 0.72;         // height of a capital as a share of the font size
constexpr int kSmallestFontPx = 12;

int milliseconds(double seconds) {
    return static_cast<int>(std::lround(seconds * 1000));
}

// "#0E1726" → 0x0E1726; the readers have checked the form.
uint32_t rgb(const std::string& color) {
    return color.size() == 7 ? static_cast<uint32_t>(std::strtoul(color.c_str() + 1, nullptr, 16))
                             : 0;
}

std::optional<Corner> corner_of(LabelPlace place) {
    switch (place) {
        case LabelPlace::none:
            return std::nullopt;
        case LabelPlace::top_left:
            return Corner::top_left;
        case LabelPlace::top_right:
            return Corner::top_right;
        case LabelPlace::bottom_left:
            return Corner::bottom_left;
        case LabelPlace::bottom_right:
            return Corner::bottom_right;
    }
    return std::nullopt;
}

// A name covers at most this share of its tile's height; in small tiles it is for those who walk
// up.
constexpr double kLabelShare = 0.11;
constexpr double kCaptionShare = 0.7;  // caption size as a share of b (the type scale)

// A ticker's speed is meant for a display of so many lines.
constexpr int kTickerLines = 1080;

int label_font_px(const DisplayConfig& display, int tile_height) {
    const int largest = static_cast<int>(tile_height * kLabelShare / kCaptionShare);
    return std::clamp(comfortable_font_px(display), kSmallestFontPx,
                      std::max(largest, kSmallestFontPx));
}

bool has_badge(TileState state) {
    return state != TileState::live && state != TileState::connecting;
}

// Builds the plans tile by tile. Items are shared: two tiles that show the same picture, label or
// placeholder name the same ring.
class Composer {
  public:
    Composer(const Wall& wall, const WorkerReports& reports, RenderPath path, Instant instant)
        : wall_(wall), reports_(reports), path_(path), instant_(instant) {
        plans_.scene.revision = wall.revision();
        plans_.cards.language = wall.model().config.language;
        plans_.cards.timezone = wall.model().config.timezone;
        plans_.cards.theme = wall.model().theme;
    }

    WallPlans compose() && {
        for (const SceneDisplay& display : wall_.scene().displays) {
            const auto& displays = wall_.model().config.displays;
            const auto config = std::ranges::find(displays, display.id, &DisplayConfig::id);
            if (config == displays.end()) {
                continue;
            }
            DrawDisplay drawn{display.id, rgb(display.background), {}};
            for (const SceneTile& tile : display.tiles) {
                drawn.tiles.push_back(compose_tile(tile, *config));
            }
            plans_.scene.displays.push_back(std::move(drawn));
        }
        return std::move(plans_);
    }

  private:
    DrawTile compose_tile(const SceneTile& tile, const DisplayConfig& display) {
        DrawTile drawn;
        drawn.id = tile.id;
        drawn.rect = tile.rect;
        drawn.border_px = tile.style.border_px;
        drawn.border_rgb = rgb(tile.style.border_color);
        drawn.fit = tile.style.fit;
        drawn.crop = tile.style.crop;
        if (const auto* card = std::get_if<TileCard>(&tile.content)) {
            compose_card(*card, tile, display, drawn);
        } else {
            compose_camera(wall_.camera_of(tile), tile, display, drawn);
        }
        return drawn;
    }

    void compose_card(const TileCard& card, const SceneTile& tile, const DisplayConfig& display,
                      DrawTile& drawn) {
        CardItem item;
        item.size = tile.rect.size();
        item.font_px = comfortable_font_px(display);
        item.public_audience = display.audience == "public";
        drawn.blend = tile.z > 0;
        if (const auto barred = barred_card(wall_.model(), card.card, display)) {
            item.kind = CardKind::placeholder;
            item.text = item.public_audience ? "" : card.card;  // an id means nothing to visitors
            item.state = *barred;
        } else if (card.card == "clock" || card.card == "text") {
            item.kind = card.card == "clock" ? CardKind::clock : CardKind::text;
            item.text = card.text;
        } else {
            compose_card_file(card.card, tile, display, std::move(item), drawn);
            return;
        }
        drawn.picture = add_card(std::move(item));
        expect(drawn.picture);
    }

    void compose_card_file(const std::string& id, const SceneTile& tile,
                           const DisplayConfig& display, CardItem item, DrawTile& drawn) {
        const auto& cards = wall_.model().cards;
        const InstalledCard& card = *std::ranges::find_if(
            cards, [&](const InstalledCard& each) { return each.config.id == id; });
        const auto problem = reports_.card_problems.find(id);
        item.kind = CardKind::card;
        item.text = id;
        item.over_picture = tile.z > 0;
        item.source = card_source(card.config, wall_.model().data, reports_.sources,
                                  problem == reports_.card_problems.end() ? "" : problem->second,
                                  instant_.wall_now);
        // Not what it shows: the bitmap changes under its key, as figures come and grow old.
        item.key = fmt::format("card/{}/{}x{}/{}/{}/{}", id, item.size.width, item.size.height,
                               item.font_px, item.public_audience ? "public" : "staff",
                               item.over_picture ? "over" : "own");
        if (const auto* ticker = std::get_if<TickerCard>(&card.config.settings)) {
            drawn.scroll_px_per_s = ticker->speed * upright_size(display).height / kTickerLines;
        }
        drawn.picture = item.key;
        expect(item.key);
        if (cards_.insert(item.key).second) {
            plans_.cards.items.push_back(std::move(item));
        }
    }

    void compose_camera(const std::string& id, const SceneTile& tile, const DisplayConfig& display,
                        DrawTile& drawn) {
        const WallConfig& config = wall_.model().config;
        const auto& cameras = wall_.model().cameras.cameras;
        const auto camera = std::ranges::find(cameras, id, &CameraConfig::id);
        CardItem placeholder;
        placeholder.kind = CardKind::placeholder;
        placeholder.size = tile.rect.size();
        placeholder.font_px = comfortable_font_px(display);
        placeholder.public_audience = display.audience == "public";
        placeholder.text = camera == cameras.end() ? id : camera->name;
        if (const auto barred = barred_camera(wall_.model(), id, display)) {
            placeholder.state = *barred;
            drawn.hide_picture = true;
            drawn.placeholder = add_card(std::move(placeholder));
            expect(drawn.placeholder);
            return;
        }

        drawn.stale_after_ms = milliseconds(config.stale_after_s);
        drawn.drop_after_ms = milliseconds(config.drop_after_s);
        drawn.picture = add_picture(id, tile);

        const bool switching = reports_.render.revision != wall_.revision();
        const TileCondition condition =
            picture_condition(camera_facts(reports_.cameras, id, instant_.now),
                              switching ? nullptr : find_tile(reports_.render, display.id, tile.id),
                              instant_.now, std::chrono::milliseconds(drawn.stale_after_ms));
        // A wall that starts says only "connecting"; the second it began is no news to anyone.
        const int64_t since_ms =
            condition.state == TileState::connecting ? 0 : unix_ms(condition.since);
        const bool live = condition.state == TileState::live;
        if (live) {
            expect(drawn.picture);
        }
        if (!live || switching) {
            // The picture of a live camera may be long on its way to a new scene; nobody waits for
            // the placeholder, but its tile is never bare.
            placeholder.state = live ? TileState::connecting : condition.state;
            placeholder.since_ms = live ? 0 : since_ms;
            drawn.placeholder = add_card(std::move(placeholder));
        }
        if (has_badge(condition.state)) {
            CardItem badge;
            badge.kind = CardKind::badge;
            badge.size = {tile.rect.width, tile.rect.height / 3};
            badge.font_px = comfortable_font_px(display);
            badge.public_audience = display.audience == "public";
            badge.state = condition.state;
            badge.since_ms = since_ms;
            drawn.badge = add_card(std::move(badge));
        }
        if (const auto corner = corner_of(tile.style.label)) {
            CardItem label;
            label.kind = CardKind::label;
            label.size = {tile.rect.width, tile.rect.height / 3};
            label.font_px = label_font_px(display, tile.rect.height);
            label.text = camera->name;
            drawn.label = add_card(std::move(label));
            drawn.label_corner = *corner;
            expect(drawn.label);
        }
    }

    std::string add_picture(const std::string& camera, const SceneTile& tile) {
        PictureRequest request;
        request.box = tile.rect.size();
        if (path_ == RenderPath::shader) {
            // One set of planes serves every tile; the largest box decides the stream.
            request.key = "camera/" + camera;
            request.format = PixelFormat::i420;
        } else {
            const UnitRect& crop = tile.style.crop;
            request.fit = tile.style.fit;
            request.crop = crop;
            request.key = fmt::format("camera/{}/{}x{}/{}", camera, request.box.width,
                                      request.box.height, to_string(request.fit));
            if (crop != UnitRect{}) {
                request.key += fmt::format("/{},{},{},{}", crop.x, crop.y, crop.width, crop.height);
            }
        }
        auto& requests = plans_.pictures[camera];
        const auto known = std::ranges::find(requests, request.key, &PictureRequest::key);
        if (known == requests.end()) {
            requests.push_back(request);
        } else if (request.box.width > known->box.width) {
            known->box = request.box;
        }
        return request.key;
    }

    std::string add_card(CardItem item) {
        // The key says all that the bitmap depends on, so an equal key is an equal bitmap.
        item.key =
            fmt::format("card/{}/{}x{}/{}/{}/{}/{}/{}", static_cast<int>(item.kind),
                        item.size.width, item.size.height, item.font_px, to_string(item.state),
                        item.since_ms, item.public_audience ? "public" : "staff", item.text);
        if (cards_.insert(item.key).second) {
            plans_.cards.items.push_back(item);
        }
        return item.key;
    }

    void expect(const std::string& key) {
        if (expected_.insert(key).second) {
            plans_.scene.expected.push_back(key);
        }
    }

    int64_t unix_ms(MonotonicTime time) const {
        const auto wall = instant_.wall_now - (instant_.now - time);
        return std::chrono::duration_cast<Milliseconds>(wall.time_since_epoch()).count();
    }

    const Wall& wall_;
    const WorkerReports& reports_;
    RenderPath path_;
    Instant instant_;
    WallPlans plans_;
    std::set<std::string> cards_;
    std::set<std::string> expected_;
};

}  // namespace

WallPlans compose(const Wall& wall, const WorkerReports& reports, RenderPath path,
                  Instant instant) {
    return Composer(wall, reports, path, instant).compose();
}

CameraFacts camera_facts(const CameraReports& reports, const std::string& id, MonotonicTime now) {
    const auto report = reports.find(id);
    if (report == reports.end()) {
        return {};
    }
    return {&report->second.health, heard(true, report->second.at, now)};
}

bool on_wall(const RenderScene& wanted, const RenderScene& shown, const std::string& display,
             const std::string& tile) {
    const auto find = [&](const RenderScene& scene) -> const DrawTile* {
        for (const DrawDisplay& each : scene.displays) {
            const auto found = each.id == display
                                   ? std::ranges::find(each.tiles, tile, &DrawTile::id)
                                   : each.tiles.end();
            if (found != each.tiles.end()) {
                return &*found;
            }
        }
        return nullptr;
    };
    const DrawTile* now = find(shown);
    const DrawTile* next = find(wanted);
    return now != nullptr && next != nullptr && now->picture == next->picture &&
           now->rect == next->rect;
}

PicturesByCamera with_shown(PicturesByCamera wanted, const PicturesByCamera& shown) {
    for (const auto& [camera, requests] : shown) {
        auto& all = wanted[camera];
        for (const PictureRequest& request : requests) {
            if (std::ranges::find(all, request.key, &PictureRequest::key) == all.end()) {
                all.push_back(request);
            }
        }
    }
    return wanted;
}

CardPlan with_shown(CardPlan wanted, const std::vector<CardItem>& shown) {
    std::set<std::string> keys;
    for (const CardItem& item : wanted.items) {
        keys.insert(item.key);
    }
    for (const CardItem& item : shown) {
        if (keys.insert(item.key).second) {
            wanted.items.push_back(item);
        }
    }
    return wanted;
}

IngestCamera ingest_camera(const CameraConfig& camera, const Secrets& secrets,
                           std::vector<PictureRequest> pictures) {
    IngestCamera plan;
    plan.id = camera.id;
    plan.main_url = camera.main.url;
    plan.main_size = camera.main.size;
    plan.main_options = camera.main.options;
    if (camera.sub) {
        plan.sub_url = camera.sub->url;
        plan.sub_size = camera.sub->size;
        plan.sub_options = camera.sub->options;
    }
    if (const auto login = secrets.find(camera.login); login != secrets.end()) {
        plan.user = login->second.user;
        plan.password = login->second.password;
    }
    plan.pictures = std::move(pictures);
    return plan;
}

int comfortable_font_px(const DisplayConfig& display) {
    const int width = upright_size(display).width;
    const double pitch_mm = width > 0 ? display.width_mm / width : 0;
    if (pitch_mm <= 0) {
        return 64;
    }
    const double arc = kComfortableArcMinutes / 60 * std::numbers::pi / 180;
    const double capital_mm = display.viewing_distance_m * 1000 * std::tan(arc);
    const double font = capital_mm / pitch_mm / kCapitalShare;
    return std::max(kSmallestFontPx, static_cast<int>(std::lround(font)));
}

}  // namespace pendopo
