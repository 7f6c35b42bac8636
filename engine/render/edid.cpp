#include "engine/render/edid.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace pendopo {
namespace {

constexpr std::array<uint8_t, 8> kHeader{0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00};
constexpr size_t kBlockBytes = 128;
constexpr size_t kFirstDescriptor = 54;
constexpr size_t kDescriptorBytes = 18;
constexpr uint8_t kSerialText = 0xFF;

// The 13 characters of the serial descriptor, up to its line feed; only plain ones are kept.
std::string serial_text(std::span<const uint8_t> edid) {
    for (size_t i = 0; i < 4; ++i) {
        const auto descriptor =
            edid.subspan(kFirstDescriptor + i * kDescriptorBytes, kDescriptorBytes);
        if (descriptor[0] != 0 || descriptor[1] != 0 || descriptor[3] != kSerialText) {
            continue;
        }
        std::string text;
        for (const uint8_t byte : descriptor.subspan(5)) {
            if (byte == '\n') {
                break;
            }
            if (byte > ' ' && byte < 0x7F && byte != ':') {
                text += static_cast<char>(byte);
            }
        }
        return text;
    }
    return {};
}

}  // namespace

std::string describe_edid(std::span<const uint8_t> edid) {
    if (edid.size() < kBlockBytes || !std::equal(kHeader.begin(), kHeader.end(), edid.begin())) {
        return {};
    }
    const unsigned maker = edid[8] << 8U | edid[9];
    std::string vendor;
    for (const unsigned shift : {10U, 5U, 0U}) {
        vendor += static_cast<char>('@' + (maker >> shift & 0x1FU));
    }
    const unsigned product = edid[10] | edid[11] << 8U;
    const uint32_t number =
        edid[12] | uint32_t{edid[13]} << 8 | uint32_t{edid[14]} << 16 | uint32_t{edid[15]} << 24;
    const std::string text = serial_text(edid);
    return fmt::format("{}:{:04X}:{}", vendor, product,
                       text.empty() ? std::to_string(number) : text);
}

}  // namespace pendopo
