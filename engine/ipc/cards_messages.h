#pragma once
// What control and the cards worker say to each other. See messages.h for the rules of all of them.
//   control → cards    CardPlan, CardContent + fds, CardFile + fd
//   cards   → control  RingOffer + fd, RingGone, CardReport, WorkerHealth

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "engine/ipc/shared_messages.h"

namespace pendopo {

enum class CardKind {
    label,  // a camera's name on its strip; the bitmap is as large as the text, at most `size`
    badge,  // state with icon, word and since when; as large as it needs, at most `size`
    placeholder,  // a whole tile without a picture: name, state, since when
    clock,        // time and date, redrawn by the worker each second
    text,         // simple markup
    card,         // a card file: what CardContent of the same key carries
    message,      // a strip as wide as `size` and as high as its text needs, at most `size`
    alarm,        // the same, of an alarm
    identify,     // a display says which it is: its name, number and output
    test_pattern  // a whole display, to set it up by
};
constexpr auto words_of(CardKind /*any*/) {
    return enum_words<CardKind>({{CardKind::text, "text"},
                                 {CardKind::label, "label"},
                                 {CardKind::badge, "badge"},
                                 {CardKind::placeholder, "placeholder"},
                                 {CardKind::clock, "clock"},
                                 {CardKind::card, "card"},
                                 {CardKind::message, "message"},
                                 {CardKind::alarm, "alarm"},
                                 {CardKind::identify, "identify"},
                                 {CardKind::test_pattern, "test_pattern"}});
}
// How much a message or an alarm wants of those who see it.
enum class AlertLevel { info, warning, emergency };
constexpr auto words_of(AlertLevel /*any*/) {
    return enum_words<AlertLevel>({{AlertLevel::warning, "warning"},
                                   {AlertLevel::info, "info"},
                                   {AlertLevel::emergency, "emergency"}});
}
// What a tile says of itself; the worker owns the words.
enum class TileState {
    live,
    connecting,
    waiting_for_keyframe,
    delayed,   // its pictures come later than they could
    degraded,  // its pictures come, fewer or worse than it sends them
    frozen,    // pictures come and are always the same
    stale,     // no new picture for longer than its own pace explains
    offline,
    wrong_password,
    at_limit,  // the camera says no: it has as many viewers as it allows, or forbids this one
    misconfigured,
    unsupported,
    masked,       // all of it is coarsened until a technician confirms its masks
    off_by_plan,  // outside the hours at which it is shown
    unknown_card,
    no_camera,
    not_shown,  // nothing says that it is on the wall now: told of, and never drawn
    closed      // not for those who look at this display
};
constexpr auto words_of(TileState /*any*/) {
    return enum_words<TileState>({{TileState::offline, "offline"},
                                  {TileState::live, "live"},
                                  {TileState::connecting, "connecting"},
                                  {TileState::delayed, "delayed"},
                                  {TileState::stale, "stale"},
                                  {TileState::wrong_password, "wrong_password"},
                                  {TileState::unsupported, "unsupported"},
                                  {TileState::unknown_card, "unknown_card"},
                                  {TileState::no_camera, "no_camera"},
                                  {TileState::closed, "closed"},
                                  {TileState::not_shown, "not_shown"},
                                  {TileState::waiting_for_keyframe, "waiting_for_keyframe"},
                                  {TileState::degraded, "degraded"},
                                  {TileState::frozen, "frozen"},
                                  {TileState::at_limit, "camera_at_limit"},
                                  {TileState::misconfigured, "misconfigured"},
                                  {TileState::masked, "masked"},
                                  {TileState::off_by_plan, "off_by_plan"}});
}

// Where a card's figures come from and how old they may be; the worker words it and watches the
// age.
struct CardSource {
    bool needed = false;  // the card has sources; without, nothing below counts
    SourceState state = SourceState::waiting;
    std::string problem;    // shaping failed, or the source did: for staff
    std::string publisher;  // "BPKAD"; several are joined
    std::string period;
    int64_t updated_ms = 0;  // of the oldest value; 0: there is none
    AgeBy age_by = AgeBy::fetched;
    int64_t old_after_s = 0;     // older: it is said and seen; 0: never
    int64_t expire_after_s = 0;  // older: the figures are not shown any more; 0: never
    bool operator==(const CardSource&) const = default;
};

// The wall behind a display, so that what is drawn over several stays whole across their frames.
struct WallBehind {
    double x_mm = 0;  // left top of the display's picture, from that of the wall
    double y_mm = 0;
    double width_mm = 0;  // of the display's picture; 0: not known
    double height_mm = 0;
    double wall_width_mm = 0;
    double wall_height_mm = 0;
    bool operator==(const WallBehind&) const = default;
};

struct CardItem {  // one bitmap (premultiplied bgra), delivered as a ring under `key`
    std::string key;
    CardKind kind = CardKind::label;
    PixelSize size;
    int font_px = 0;   // the display's comfortable font size b (engine/cards/font_size.h)
    std::string text;  // name (label, placeholder, identify, test_pattern) or content (text,
                       // message, alarm)
    TileState state = TileState::live;
    int64_t since_ms = 0;                 // wall clock, Unix milliseconds; 0: not said
    int64_t delay_ms = 0;                 // of delayed: how late its pictures come
    bool public_audience = true;          // public displays get the neutral wording
    bool over_picture = false;            // it stands over something: its ground is see-through
    CardSource source;                    // kind card
    AlertLevel level = AlertLevel::info;  // kinds message and alarm
    int number = 0;                       // kinds identify and test_pattern: from 1; of a story
                                          // of kind card: its step, from 1
    std::string output;                   // of both: the display's connector; empty: on none
    WallBehind wall{};                    // kind test_pattern
    PixelRect free{};                     // kind placeholder: of it, what nothing stands over;
                                          // empty: all of it
    bool operator==(const CardItem&) const = default;
};
// What a card of kind `card` shows. Carries fds: the definition (JSON text of the card file), and
// when the card has data its content (the shaped value as JSON text, or an SVG drawing). A later
// one replaces an earlier one; it may come before or after the plan that names the key, and goes
// with it.
struct CardContent {
    std::string key;
    bool operator==(const CardContent&) const = default;
};
// A picture file that definitions name; carries one fd, open for reading. Sent again when it
// changed.
struct CardFile {
    std::string name;
    bool operator==(const CardFile&) const = default;
};
// What readers of a card's bitmap miss, on any of its pages ("3 of 8 names are cut"), and why what
// came for it cannot be shown; for staff. Sent after the first drawing and when it changed.
struct CardReport {
    std::string key;
    std::vector<std::string> notes;
    std::string problem{};
    bool operator==(const CardReport&) const = default;
};
struct CardPlan {
    std::string language = "id";
    std::string timezone = "Asia/Jakarta";
    std::vector<CardItem> items;
    std::string theme;  // JSON text of the theme file; empty: the dark theme
    bool operator==(const CardPlan&) const = default;
};

using ToCards = std::variant<CardPlan, CardContent, CardFile>;
using FromCards = std::variant<RingOffer, RingGone, CardReport, WorkerHealth>;

std::string encode(const ToCards& message);
std::string encode(const FromCards& message);
// Errors: invalid, with what is wrong.
Result<ToCards> decode_to_cards(std::string_view text);
Result<FromCards> decode_from_cards(std::string_view text);

}  // namespace pendopo
