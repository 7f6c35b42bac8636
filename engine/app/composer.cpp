// Long because every kind of tile and what stands over it becomes a plan in one pass.
#include "engine/app/composer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <variant>

#include "engine/app/card_source.h"
#include "engine/app/drawn_style.h"
#include "engine/app/free_space.h"
#include "engine/app/overlays.h"
#include "engine/app/rehearsal_places.h"
#include "engine/base/audience.h"
#include "engine/cards/card_scale.h"
#include "engine/cards/font_size.h"
#include "layouts/wall_geometry.h"

namespace pendopo {
namespace {

// In a small picture a text shows that it is there, and no more.
constexpr int kSmallestRehearsedPx = 3;
constexpr int kSmallestRehearsal = 64;
constexpr int kLargestRehearsal = 1920;

int milliseconds(double seconds) {
    return static_cast<int>(std::lround(seconds * 1000));
}

// A ticker's speed is meant for a display of so many lines.
constexpr int kTickerLines = 1080;

// A hidden camera is news for so long: then its face is drawn, and scenes wait for their pictures
// again.
constexpr Seconds kJustHidden{3};

bool just_hidden(const WallDecision& decision, WallTime now) {
    return std::ranges::any_of(decision.claims, [&](const Claim& claim) {
        return std::holds_alternative<ClaimHiddenCameras>(claim.what) &&
               now - claim.since < kJustHidden;
    });
}

// Then nothing has to stand where a picture is. One that is masked may have none.
bool pictures_come(TileState state) {
    return state == TileState::live || state == TileState::delayed || state == TileState::frozen ||
           state == TileState::degraded;
}

// Builds the plans tile by tile.
class Composer {
  public:
    Composer(const Wall& wall, const WorkerReports& reports, RenderPath path, Instant instant)
        : wall_(wall),
          reports_(reports),
          instant_(instant),
          reported_(reports.render),
          ground_(rgb_of(theme_of(wall.model()).ground)),
          items_(path) {}

    WallPlans compose(const std::optional<MaskTrial>& trial) && {
        WallPlans plans;
        const auto& displays = wall_.model().config.displays;
        const WallDecision& decision = wall_.decision();
        for (const SceneDisplay& display : wall_.scene().displays) {
            const auto config = std::ranges::find(displays, display.id, &DisplayConfig::id);
            if (config == displays.end()) {
                continue;
            }
            DrawDisplay drawn{display.id, ground(display), {}};
            for (const SceneTile& tile : display.tiles) {
                add_tile(tile, wall_.camera_of(tile), wall_.step_of(tile), *config, drawn);
            }
            if (trial && trial->display == display.id) {
                add_trial(*trial, display.size, *config, drawn);
            }
            add_closed(*config, drawn);
            const auto decided =
                std::ranges::find(decision.displays, display.id, &DisplayDecision::display);
            drawn.standby = wall_.is_off(display.id);
            if (decided != decision.displays.end() && !drawn.standby) {
                add_overlays(*decided, static_cast<int>(config - displays.begin()) + 1, *config,
                             drawn);
            }
            plans.scene.displays.push_back(std::move(drawn));
        }
        prepare_steps();
        plans.scene.revision = wall_.revision();
        if (decision.all_cameras_hidden || just_hidden(decision, instant_.wall_now)) {
            plans.scene.wait_ms = 0;
        } else {
            plans.scene.expected = std::move(items_.expected);
        }
        plans.pictures = std::move(items_.pictures);
        plans.cards.language = wall_.model().config.language;
        plans.cards.timezone = wall_.model().config.timezone;
        plans.cards.theme = wall_.model().theme;
        plans.cards.items = std::move(items_.cards);
        return plans;
    }

    // `places`: of the scene's displays; one with an empty place is left out.
    RehearsalPlans rehearse(const Scene& scene, const std::vector<PixelRect>& places,
                            const std::string& audience) && {
        rehearsed_ = true;
        RehearsalPlans plans;
        plans.scene.audience = audience;
        const auto& displays = wall_.model().config.displays;
        for (size_t i = 0; i < scene.displays.size(); ++i) {
            const SceneDisplay& display = scene.displays[i];
            if (places[i].empty() || display.size.empty()) {
                continue;
            }
            const double x_scale = double(places[i].width) / display.size.width;
            const double y_scale = double(places[i].height) / display.size.height;
            scale_ = std::min(x_scale, y_scale);
            DisplayConfig seen = *std::ranges::find(displays, display.id, &DisplayConfig::id);
            if (!may_show(seen.audience, audience)) {
                seen.audience = audience;
            }
            DrawDisplay drawn{display.id, ground(display), {}};
            for (SceneTile tile : display.tiles) {
                tile.rect = scaled_edges(tile.rect, x_scale, y_scale);
                const auto* cameras = std::get_if<TileCamera>(&tile.content);
                const bool any = cameras != nullptr && !cameras->cameras.empty();
                add_tile(tile, any ? cameras->cameras.front() : std::string(), 0, seen, drawn);
            }
            add_closed(seen, drawn);
            plans.scene.displays.push_back({places[i], std::move(drawn)});
        }
        plans.scene.expected = std::move(items_.expected);
        plans.pictures = std::move(items_.pictures);
        plans.cards = std::move(items_.cards);
        return plans;
    }

  private:
    uint32_t ground(const SceneDisplay& display) const {
        return display.background.empty() ? ground_ : rgb(display.background);
    }

    // Of a tile that shows a camera otherwise than its layout says.
    struct Unusual {
        CameraView view;
        std::string label;
    };

    void add_overlays(const DisplayDecision& decision, int number, const DisplayConfig& display,
                      DrawDisplay& drawn) {
        const auto& shown = reports_.render.displays;
        const auto health = std::ranges::find(shown, display.id, &DisplayHealth::id);
        OverlaidDisplay overlaid{display, number, display.output, {}, wall_.model().notice};
        overlaid.output = health == shown.end() ? display.output : health->output;
        if (decision.test_pattern) {
            overlaid.wall =
                walls_behind(wall_.model().config.displays)[static_cast<size_t>(number) - 1];
        }
        const ThemeConfig theme = decision.alarm ? theme_of(wall_.model()) : ThemeConfig();
        for (DrawTile& tile :
             overlay_tiles(decision, overlaid, comfortable_font_px(display), theme, items_)) {
            drawn.tiles.push_back(std::move(tile));
        }
    }

    // What of a camera would be seen under other masks, over all that the display shows.
    void add_trial(const MaskTrial& trial, PixelSize size, const DisplayConfig& display,
                   DrawDisplay& drawn) {
        const auto& cameras = wall_.model().cameras.cameras;
        const auto camera = std::ranges::find(cameras, trial.camera, &CameraConfig::id);
        if (camera == cameras.end() || !may_show(kTrialAudience, display.audience)) {
            return;
        }
        SceneTile tile;
        tile.id = "trial/" + trial.camera;
        tile.rect = {0, 0, size.width, size.height};
        DrawTile shown;
        shown.id = tile.id;
        shown.rect = tile.rect;
        shown.fit = tile.style.fit = Fit::contain;
        const bool english = wall_.model().config.language == "en";
        compose_camera(trial.camera, tile, display, shown,
                       Unusual{trial_view(*camera, display, trial.masks),
                               camera->name + (english ? " · mask preview, not saved"
                                                       : " · pratinjau topeng, belum disimpan")});
        drawn.tiles.push_back(std::move(shown));
    }

    // What the renderer shows by itself where a camera must not be seen: of the size of the
    // smallest tile that shows one, in the middle of each.
    void add_closed(const DisplayConfig& display, DrawDisplay& drawn) {
        const PixelSize size = std::exchange(smallest_camera_, PixelSize());
        if (size.empty()) {
            return;
        }
        CardItem closed;
        closed.kind = CardKind::placeholder;
        closed.size = size;
        closed.font_px = font_px(display);
        closed.public_audience = display.audience == "public";
        closed.state = TileState::closed;
        drawn.closed = items_.add_card(std::move(closed));
    }

    // Lengths and sizes of the display, as they are drawn.
    int drawn_px(int px, int least) const {
        return rehearsed_ ? std::max(least, static_cast<int>(std::lround(px * scale_))) : px;
    }
    int font_px(const DisplayConfig& display) const {
        return drawn_px(comfortable_font_px(display), kSmallestRehearsedPx);
    }

    // A tile of a story is two: its step's card, and the words below it.
    void add_tile(const SceneTile& tile, const std::string& camera, size_t step,
                  const DisplayConfig& display, DrawDisplay& drawn) {
        const CardConfig* story = wall_.story_of(tile);
        if (story == nullptr) {
            drawn.tiles.push_back(compose_tile(tile, camera, display));
            return;
        }
        const StoryAreas areas =
            story_areas(*story, wall_.model().config.language, tile.rect.size(), font_px(display),
                        theme_of(wall_.model()));
        const auto& steps = std::get<StoryCard>(story->settings).steps;
        const auto part = [&](const PixelRect& area, const std::string& card) {
            SceneTile made = tile;
            made.rect = {tile.rect.x + area.x, tile.rect.y + area.y, area.width, area.height};
            made.content = TileCard{card, ""};
            return made;
        };
        drawn.tiles.push_back(compose_tile(part(areas.card, steps.at(step).card), "", display));
        SceneTile words = part(areas.words, story->id);
        words.id += "/story";
        drawn.tiles.push_back(compose_tile(words, "", display, static_cast<int>(step) + 1));
        if (!rehearsed_ && steps.size() > 1) {
            const size_t next = (step + 1) % steps.size();
            SceneTile next_words = words;
            coming_.push_back({part(areas.card, steps[next].card), &display, 0});
            coming_.push_back({std::move(next_words), &display, static_cast<int>(next) + 1});
        }
    }

    // The next step of each story is drawn before it is shown, and nothing waits for it.
    void prepare_steps() {
        std::vector<std::string> expected = items_.expected;
        for (const Coming& each : coming_) {
            compose_tile(each.tile, "", *each.display, each.step);
        }
        items_.expected = std::move(expected);
    }

    // `step`: of a story's words, from 1.
    DrawTile compose_tile(const SceneTile& tile, const std::string& camera,
                          const DisplayConfig& display, int step = 0) {
        DrawTile drawn;
        drawn.id = tile.id;
        drawn.rect = tile.rect;
        drawn.border_px = drawn_px(tile.style.border_px, tile.style.border_px > 0 ? 1 : 0);
        drawn.border_rgb = rgb(tile.style.border_color);
        drawn.fit = tile.style.fit;
        drawn.crop = tile.style.crop;
        if (const auto* card = std::get_if<TileCard>(&tile.content)) {
            compose_card(*card, tile, display, step, drawn);
        } else {
            compose_camera(camera, tile, display, drawn);
        }
        return drawn;
    }

    int label_px(const DisplayConfig& display, int drawn_height) const {
        const int height =
            rehearsed_ ? static_cast<int>(std::lround(drawn_height / scale_)) : drawn_height;
        return drawn_px(label_font_px(display, height), kSmallestRehearsedPx);
    }

    void compose_card(const TileCard& card, const SceneTile& tile, const DisplayConfig& display,
                      int step, DrawTile& drawn) {
        CardItem item;
        item.number = step;
        item.size = tile.rect.size();
        item.font_px = font_px(display);
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
        drawn.picture = items_.add_card(std::move(item));
        items_.expect(drawn.picture);
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
        if (item.number > 0) {
            item.key += fmt::format("/{}", item.number);
        }
        if (const auto* ticker = std::get_if<TickerCard>(&card.config.settings)) {
            drawn.scroll_px_per_s =
                drawn_px(ticker->speed * upright_size(display).height / kTickerLines, 1);
        }
        drawn.picture = items_.add_card(std::move(item));
        items_.expect(drawn.picture);
    }

    void compose_camera(const std::string& id, const SceneTile& tile, const DisplayConfig& display,
                        DrawTile& drawn, const std::optional<Unusual>& unusual = {}) {
        const WallConfig& config = wall_.model().config;
        const auto& cameras = wall_.model().cameras.cameras;
        const auto camera = std::ranges::find(cameras, id, &CameraConfig::id);
        CardItem placeholder;
        placeholder.kind = CardKind::placeholder;
        placeholder.size = tile.rect.size();
        placeholder.font_px = font_px(display);
        placeholder.public_audience = display.audience == "public";
        placeholder.text = camera == cameras.end() ? id : camera->name;
        if (!rehearsed_) {
            placeholder.free = free_space(tile, wall_.scene());
        }
        if (const auto barred = barred_camera(wall_, id, display)) {
            placeholder.state = *barred;
            drawn.hide_picture = true;
            drawn.placeholder = items_.add_card(std::move(placeholder));
            items_.expect(drawn.placeholder);
            return;
        }

        drawn.stale_after_ms = milliseconds(config.stale_after_s);
        drawn.drop_after_ms = milliseconds(config.drop_after_s);
        const CameraView view = unusual ? unusual->view : camera_view(*camera, display);
        if (view.detail == PictureDetail::still) {  // as old as that by design
            drawn.stale_after_ms += view.still_every_s * 1000;
            drawn.drop_after_ms += view.still_every_s * 1000;
        }
        drawn.picture = items_.add_picture(id, tile.rect.size(), tile.style.fit, tile.style.crop,
                                           tile.style.stream, view);
        if (smallest_camera_.empty() || tile.rect.height < smallest_camera_.height) {
            smallest_camera_ = tile.rect.size();
        }

        const bool switching = rehearsed_ || reports_.render.revision != wall_.revision();
        const TileCondition condition = calmed(
            picture_condition(camera_facts(reports_.cameras, id, Milliseconds(drawn.stale_after_ms),
                                           instant_.now),
                              switching ? nullptr : reported_.find(display.id, tile.id),
                              instant_.now),
            rehearsed_ ? nullptr : reports_.said.find(display.id, tile.id, id), instant_.now);
        // A wall that starts says only "connecting"; the second it began is no news to anyone.
        const int64_t since_ms =
            condition.state == TileState::connecting ? 0 : unix_ms(condition.since);
        const bool comes = pictures_come(condition.state);
        if (comes) {
            items_.expect(drawn.picture);
        }
        if (!comes || switching || unusual) {
            // The picture of a live camera may be long on its way to a new scene; nobody waits for
            // the placeholder, but its tile is never bare.
            placeholder.state = comes ? TileState::connecting : condition.state;
            placeholder.since_ms = comes ? 0 : since_ms;
            drawn.placeholder = items_.add_card(std::move(placeholder));
        }
        if (has_badge(condition.state)) {
            CardItem badge;
            badge.kind = CardKind::badge;
            badge.size = {tile.rect.width, tile.rect.height / 3};
            badge.font_px = font_px(display);
            badge.public_audience = display.audience == "public";
            badge.state = condition.state;
            badge.since_ms = since_ms;
            if (condition.state == TileState::delayed) {
                say_delay(condition, id, badge);
            }
            drawn.badge = items_.add_card(std::move(badge));
        }
        if (const auto corner = corner_of(unusual ? LabelPlace::top_left : tile.style.label)) {
            CardItem label;
            label.kind = CardKind::label;
            label.size = {tile.rect.width, tile.rect.height / 3};
            label.font_px = label_px(display, tile.rect.height);
            label.text = unusual ? unusual->label : camera->name;
            drawn.label = items_.add_card(std::move(label));
            drawn.label_corner = *corner;
            items_.expect(drawn.label);
        }
    }

    // Its delay changes under its key: another bitmap, and no other ring.
    void say_delay(const TileCondition& condition, const std::string& camera,
                   CardItem& badge) const {
        badge.since_ms = 0;
        badge.delay_ms = condition.late.count();
        badge.key =
            fmt::format("card/delayed/{}/{}x{}/{}/{}", camera, badge.size.width, badge.size.height,
                        badge.font_px, badge.public_audience ? "public" : "staff");
    }

    int64_t unix_ms(MonotonicTime time) const {
        const auto wall = instant_.wall_now - (instant_.now - time);
        return std::chrono::duration_cast<Milliseconds>(wall.time_since_epoch()).count();
    }

    const Wall& wall_;
    const WorkerReports& reports_;
    Instant instant_;
    ReportedTiles reported_;
    uint32_t ground_;  // the theme's
    PlanItems items_;
    PixelSize smallest_camera_;  // of the tiles of the display in hand that show one
    struct Coming {              // a part of a story that is not shown yet
        SceneTile tile;
        const DisplayConfig* display;
        int step;
    };
    std::vector<Coming> coming_;
    // Of a rehearsal: what is drawn of a display's size, and that nothing of it is shown now.
    double scale_ = 1;
    bool rehearsed_ = false;
};

}  // namespace

WallPlans compose(const Wall& wall, const WorkerReports& reports, RenderPath path, Instant instant,
                  const std::optional<MaskTrial>& trial) {
    return Composer(wall, reports, path, instant).compose(trial);
}

std::optional<RehearsalPlans> compose_rehearsal(const Wall& wall, const Scene& scene,
                                                const RehearsalWish& wish,
                                                const WorkerReports& reports, RenderPath path,
                                                Instant instant) {
    const std::vector<PixelRect> places =
        rehearsal_places(scene, wall.model().config, wish.display,
                         std::clamp(wish.max_width, kSmallestRehearsal, kLargestRehearsal));
    if (std::ranges::all_of(places, &PixelRect::empty)) {
        return std::nullopt;
    }
    return Composer(wall, reports, path, instant).rehearse(scene, places, wish.audience);
}

}  // namespace pendopo
