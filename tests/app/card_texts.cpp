#include "tests/app/card_texts.h"

#include <gtest/gtest.h>

#include <vector>

#include "engine/cards/card_painter.h"

namespace pendopo::test {
namespace {

CardContentRead content_of(const CardConfig& card, const std::string& value) {
    CardContentRead content;
    content.defined = true;
    content.config = card;
    if (card.has_value()) {
        auto read = read_card_value(card, value);
        EXPECT_TRUE(read) << card.id << ": " << read.error().message();
        content.has_content = read.has_value();
        content.value = read ? std::move(*read) : CardValue{};
    }
    return content;
}

}  // namespace

DrawnTexts texts_of(const CardItem& item, const CardConfig* card, const std::string& value,
                    const CardsOfWall& wall, WallTime now) {
    const Speech speech(wall.language, wall.timezone);
    const auto theme =
        std::make_shared<const ThemeConfig>(read_theme_config("theme", wall.theme).value());
    CardFace face;
    if (card != nullptr) {
        face = face_of(item, content_of(*card, value), wall.files, theme, speech, now);
    } else {
        face = face_of(item, speech.words(), now);
        face.theme = theme;
    }
    const PixelSize size = measure_card(face);
    DrawnTexts texts;
    if (!size.empty()) {
        std::vector<std::byte> pixels(size_t(size.width) * size_t(size.height) * 4);
        paint_card(face, size, pixels, static_cast<uint32_t>(size.width) * 4, &texts);
    }
    return texts;
}

}  // namespace pendopo::test
