// Any bytes as a card file and the value that it shows: a first line is the definition, the rest
// the value. Read and worded, drawn small when both are good; whatever they hold, nothing crashes.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/base/check.h"
#include "engine/cards/card_painter.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace pendopo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const size_t line = std::min(text.find('\n'), text.size());
    CardContentRead content;
    auto config = read_card_config("card.json", text.substr(0, line));
    if (!config) {
        CHECK(!to_string(config.error()).empty());
        return 0;
    }
    content.defined = true;
    content.config = std::move(*config);
    if (auto value = read_card_value(content.config, text.substr(line))) {
        content.value = std::move(*value);
        content.has_content = true;
    } else {
        CHECK(!value.error().message().empty());
        content.problem = value.error().message();
    }
    static const Speech kSpeech("id", "Asia/Jakarta");
    static const auto kTheme = std::make_shared<const ThemeConfig>();
    CardItem item;
    item.kind = CardKind::card;
    item.size = {320, 180};
    item.font_px = 20;
    item.public_audience = false;
    const CardFace face =
        face_of(item, content, {}, kTheme, kSpeech, WallTime(Milliseconds(1795491727000)));
    const PixelSize measured = measure_card(face);
    CHECK(!measured.empty() && measured.width <= 8192 && measured.height == item.size.height);
    const auto stride = static_cast<uint32_t>(measured.width) * 4;
    std::vector<std::byte> pixels(size_t{stride} * static_cast<size_t>(measured.height));
    paint_card(face, measured, pixels, stride);
    return 0;
}
