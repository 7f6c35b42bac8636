#include "tests/cards/sample_cards.h"

namespace pendopo {

std::string card_text(std::string_view kind, std::string_view keys) {
    return R"({"version": 1, "id": "a", "kind": ")" + std::string(kind) + "\"" +
           (keys.empty() ? "" : ", ") + std::string(keys) + "}";
}

CardContentRead content_of(std::string_view definition, std::string_view value) {
    CardContentRead content;
    auto config = read_card_config("card", definition);
    if (!config) {
        content.problem = to_string(config.error().front());
        return content;
    }
    content.defined = true;
    content.config = std::move(*config);
    if (!value.empty()) {
        auto read = read_card_value(content.config, value);
        content.has_content = read.has_value();
        if (read) {
            content.value = std::move(*read);
        } else {
            content.problem = read.error().message();
        }
    }
    return content;
}

CardFace Sample::face() const {
    const Speech speech(language, "Asia/Jakarta");
    const std::string_view text = builtin_theme(theme).value();
    return face_of(item, content_of(definition, value), files,
                   std::make_shared<const ThemeConfig>(read_theme_config("t", text).value()),
                   speech, WallTime(Milliseconds(now_ms)));
}

Sample sample_card(std::string_view kind, std::string_view keys, std::string_view value,
                   PixelSize size, int font_px) {
    Sample sample;
    sample.definition = card_text(kind, keys);
    sample.value = value;
    sample.item.key = "k";
    sample.item.kind = CardKind::card;
    sample.item.size = size;
    sample.item.font_px = font_px;
    if (!value.empty()) {
        sample.item.source.needed = true;
        sample.item.source.state = SourceState::good;
        sample.item.source.publisher = "BPKAD";
        sample.item.source.period = "Okt 2026";
        sample.item.source.updated_ms = kNowMs - 2 * 3600'000;
    }
    return sample;
}

}  // namespace pendopo
