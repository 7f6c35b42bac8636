#include "engine/cards/card_face.h"

#include <fmt/format.h>

namespace pendopo {
namespace {

bool is_fault(TileState state) {
    return state == TileState::wrong_password || state == TileState::unsupported ||
           state == TileState::at_limit || state == TileState::misconfigured;
}

Icon icon_of(TileState state, Audience audience) {
    if (audience == Audience::everyone && is_fault(state)) {
        return Icon::camera_off;
    }
    switch (state) {
        case TileState::live:
            return Icon::live;
        case TileState::connecting:
        case TileState::waiting_for_keyframe:
            return Icon::dots;
        case TileState::delayed:
            return Icon::clock;
        case TileState::stale:
            return Icon::pause;
        case TileState::offline:
            return Icon::camera_off;
        case TileState::wrong_password:
            return Icon::lock;
        case TileState::unsupported:
            return Icon::warning;
        case TileState::unknown_card:
            return Icon::page;
        case TileState::no_camera:
            return Icon::camera;
        case TileState::closed:
        case TileState::not_shown:
            return Icon::closed;
        case TileState::masked:
            return Icon::mosaic;
        case TileState::degraded:
            return Icon::bars;
        case TileState::at_limit:
            return Icon::people;
        case TileState::misconfigured:
            return Icon::warning;
        case TileState::frozen:
            return Icon::still;
        case TileState::off_by_plan:
            return Icon::moon;
    }
    return Icon::none;
}

Urgency urgency_of(TileState state, Audience audience) {
    if (is_fault(state)) {
        return audience == Audience::staff ? Urgency::act : Urgency::calm;
    }
    const bool watch = state == TileState::delayed || state == TileState::stale ||
                       state == TileState::frozen || state == TileState::degraded ||
                       (state == TileState::offline && audience == Audience::staff);
    return watch ? Urgency::watch : Urgency::calm;
}

}  // namespace

CardFace face_of(const CardItem& item, const Words& words, WallTime now) {
    CardFace face;
    face.kind = item.kind;
    face.size = item.size;
    face.font_px = item.font_px;
    const Audience audience = item.public_audience ? Audience::everyone : Audience::staff;
    switch (item.kind) {
        case CardKind::label:
        case CardKind::text:
            face.title = item.text;
            break;
        case CardKind::placeholder:
            face.title = item.text;
            face.free = item.free;
            [[fallthrough]];
        case CardKind::badge:
            face.status = words.state(item.state, audience);
            face.note = item.state == TileState::delayed
                            ? words.delay(item.delay_ms)
                            : words.since(item.state, item.since_ms, now);
            face.icon = icon_of(item.state, audience);
            face.urgency = urgency_of(item.state, audience);
            break;
        case CardKind::card:
            break;
        case CardKind::clock:
            face.title = words.time_of_day(now);
            face.status = words.date(now);
            face.note = words.zone(now);
            break;
        case CardKind::message:
        case CardKind::alarm:
            face.title = item.text;
            face.status = words.level(item.level, item.kind);
            face.level = item.level;
            break;
        case CardKind::identify:
            face.title = item.text;
            face.status = words.display(item.number);
            face.note = item.output.empty() ? words.no_output() : item.output;
            break;
        case CardKind::test_pattern:
            face.title = item.text;
            face.status = words.display(item.number);
            face.note = fmt::format("{} × {} px · {:.0f} × {:.0f} mm · {}", item.size.width,
                                    item.size.height, item.wall.width_mm, item.wall.height_mm,
                                    item.output.empty() ? words.no_output() : item.output);
            face.wall = item.wall;
            break;
    }
    return face;
}

CardFace face_of(const CardItem& item, const CardContentRead& content, const CardFiles& files,
                 std::shared_ptr<const ThemeConfig> theme, const Speech& speech, WallTime now) {
    CardFace face;
    face.kind = item.kind;
    face.size = item.size;
    face.font_px = item.font_px;
    face.see_through = item.over_picture;
    face.view = view_of(content, files, item, *theme, speech, now);
    face.theme = std::move(theme);
    return face;
}

}  // namespace pendopo
