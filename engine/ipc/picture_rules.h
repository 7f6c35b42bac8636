#pragma once
// Whose picture may stand on which display. Control tells the renderer these rules apart from the
// scenes, made from the configuration and not from what the composer made of it, so that a wrong
// scene shows nothing it must not. What they do not name may stand nowhere.

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "engine/ipc/shared_messages.h"

namespace pendopo {

struct PictureRules {
    // By id: who sees the display, whom the camera or card is for (engine/base/audience.h).
    std::map<std::string, std::string> displays;
    std::map<std::string, std::string> cameras;
    std::map<std::string, std::string> cards;
    bool all_cameras_hidden = false;
    std::set<std::string> hidden_cameras;
    int64_t heard_key_ns = 0;  // the newest HideKey that control has carried out
    bool operator==(const PictureRules&) const = default;
};

enum class Verdict {
    may,
    hidden,   // it might, but an operator has hidden its camera
    refused,  // it is not for those who see this display, or nobody knows for whom it is
};
// A ring that names neither camera nor card is the wall's own words and may stand anywhere.
// `viewer`: the audience of who asks for a picture of the display, beside those who stand before
// it.
Verdict verdict(const PictureRules& rules, const RingOffer& ring, const std::string& display,
                const std::string& viewer = "restricted");
// Whether somebody of that audience may have a picture of the display.
bool may_capture(const PictureRules& rules, const std::string& display, const std::string& viewer);

// Whether its pixels may be kept at all: it is not hidden, and some display may show it.
bool may_keep(const PictureRules& rules, const RingOffer& ring);

// Whether something may not stand any more where it might.
bool takes_away(const PictureRules& before, const PictureRules& now);

}  // namespace pendopo
