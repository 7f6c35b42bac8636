#pragma once
// The texts of one bitmap of a plan, drawn as the cards worker draws it. Apart from the tests that
// load installations, whose headers have other words by the same names.

#include <map>
#include <memory>
#include <string>

#include "config/card_config.h"
#include "engine/base/clock.h"
#include "engine/cards/legibility.h"
#include "engine/ipc/cards_messages.h"

namespace pendopo::test {

struct CardsOfWall {
    std::string language;
    std::string timezone;
    std::string theme;                                                // JSON text
    std::map<std::string, std::shared_ptr<const std::string>> files;  // of image cards
};

// `card`: of an item of kind card, with its shaped value or drawing; null for others.
DrawnTexts texts_of(const CardItem& item, const CardConfig* card, const std::string& value,
                    const CardsOfWall& wall, WallTime now);

}  // namespace pendopo::test
