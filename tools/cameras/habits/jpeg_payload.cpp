#include "tools/cameras/habits/jpeg_payload.h"

#include <algorithm>
#include <cstdint>

namespace pendopo::habits {
namespace {

size_t at(std::string_view bytes, size_t index) {
    return index < bytes.size() ? static_cast<uint8_t>(bytes[index]) : 0U;
}
size_t at16(std::string_view bytes, size_t index) {
    return at(bytes, index) << 8 | at(bytes, index + 1);
}
char byte(size_t value) {
    return static_cast<char>(static_cast<uint8_t>(value));
}

struct Parsed {
    std::string tables;  // 8 bits each, zigzag: luma, chroma
    size_t width = 0;
    size_t height = 0;
    size_t type = 0;  // 0: 4:2:2, 1: 4:2:0; 64 more: with restart markers
    size_t restart_interval = 0;
    std::string_view scan;
};

Parsed parse(std::string_view jpeg) {
    Parsed parsed;
    for (size_t i = 2; at(jpeg, i) == 0xff;) {
        const size_t marker = at(jpeg, i + 1);
        const size_t length = at16(jpeg, i + 2);
        const std::string_view body = jpeg.substr(std::min(i + 4, jpeg.size()));
        if (marker == 0xdb) {
            for (size_t table = 0; table + 2 < length; table += 65) {
                parsed.tables += body.substr(std::min(table + 1, body.size()), 64);
            }
        } else if (marker == 0xc0) {
            parsed.height = at16(body, 1);
            parsed.width = at16(body, 3);
            parsed.type = at(body, 7) == 0x22 ? 1 : 0;
        } else if (marker == 0xdd) {
            parsed.restart_interval = at16(body, 0);
        } else if (marker == 0xda) {
            parsed.scan = jpeg.substr(std::min(i + 2 + length, jpeg.size()));
            break;
        }
        i += 2 + length;
    }
    if (parsed.scan.size() >= 2 && at16(parsed.scan, parsed.scan.size() - 2) == 0xffd9) {
        parsed.scan.remove_suffix(2);
    }
    if (parsed.tables.size() == 64) {
        parsed.tables += parsed.tables;
    }
    return parsed;
}

}  // namespace

std::vector<std::string> jpeg_payloads(std::string_view jpeg, size_t payload_bytes) {
    const Parsed parsed = parse(jpeg);
    std::vector<std::string> payloads;
    for (size_t offset = 0; offset < parsed.scan.size();) {
        const bool restarts = parsed.restart_interval > 0;
        std::string payload{byte(0),
                            byte(offset >> 16),
                            byte(offset >> 8),
                            byte(offset),
                            byte(parsed.type + (restarts ? 64 : 0)),
                            byte(255),
                            byte((parsed.width + 7) / 8),
                            byte((parsed.height + 7) / 8)};
        if (restarts) {
            payload += {byte(parsed.restart_interval >> 8), byte(parsed.restart_interval),
                        byte(0xff), byte(0xff)};
        }
        if (offset == 0) {
            payload +=
                {byte(0), byte(0), byte(parsed.tables.size() >> 8), byte(parsed.tables.size())};
            payload += parsed.tables;
        }
        const size_t room = payload.size() < payload_bytes ? payload_bytes - payload.size() : 1;
        payload += parsed.scan.substr(offset, room);
        offset += room;
        payloads.push_back(std::move(payload));
    }
    return payloads;
}

}  // namespace pendopo::habits
