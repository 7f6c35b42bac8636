#include "engine/control/web_socket_frame.h"

#include <glib.h>

#include <algorithm>
#include <utility>

namespace pendopo {
namespace {

using Event = WebSocketReader::Event;

constexpr size_t kMostOfControl = 125;
constexpr size_t kMaskBytes = 4;

bool is_utf8(std::string_view text) {
    return g_utf8_validate_len(text.data(), text.size(), nullptr) != FALSE;
}

bool may_be_sent(int code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
           (code >= 3000 && code <= 4999);
}

uint8_t byte_at(std::string_view text, size_t at) {
    return static_cast<uint8_t>(text[at]);
}

Event broken(int code, std::string why) {
    return {Event::Kind::broken, std::move(why), code};
}

// A frame's head: how many bytes it has, and what it says. Nothing: more must come.
struct Head {
    size_t bytes = 0;
    uint64_t payload = 0;
    bool last = false;
    bool masked = false;
    bool reserved = false;
    bool shortest = true;  // the length is written in no more bytes than it needs
    uint8_t opcode = 0;
};
std::optional<Head> head_of(std::string_view in) {
    if (in.size() < 2) {
        return std::nullopt;
    }
    Head head;
    head.last = (byte_at(in, 0) & 0x80) != 0;
    head.reserved = (byte_at(in, 0) & 0x70) != 0;
    head.opcode = byte_at(in, 0) & 0x0F;
    head.masked = (byte_at(in, 1) & 0x80) != 0;
    head.payload = byte_at(in, 1) & 0x7F;
    head.bytes = 2 + (head.masked ? kMaskBytes : 0);
    if (head.payload >= 126) {
        const size_t size = head.payload == 126 ? 2 : 8;
        if (in.size() < 2 + size) {
            return std::nullopt;
        }
        head.payload = 0;
        for (size_t i = 0; i < size; ++i) {
            head.payload = head.payload << 8 | byte_at(in, 2 + i);
        }
        head.shortest = head.payload >= (size == 2 ? 126U : 65'536U);
        head.bytes += size;
    }
    return head;
}

// Why a frame with this head ends the connection, before any of its payload is waited for.
std::optional<Event> refusal_of(const Head& head, size_t most) {
    const bool control = head.opcode >= 8;
    if (head.reserved) {
        return broken(kProtocolError, "a reserved bit is set");
    }
    if (head.opcode > 10 || (head.opcode > 2 && !control)) {
        return broken(kProtocolError, "unknown kind of frame");
    }
    if (!head.masked) {
        return broken(kProtocolError, "a client's frames must be masked");
    }
    if (control && (!head.last || head.payload > kMostOfControl)) {
        return broken(kProtocolError, "a control frame is large or in pieces");
    }
    if (!head.shortest) {
        return broken(kProtocolError, "the length is written longer than it is");
    }
    if (head.payload > most) {
        return broken(kTooLarge, "at most " + std::to_string(most) + " bytes a message");
    }
    return std::nullopt;
}

Event close_of(std::string payload) {
    if (payload.empty()) {
        return {Event::Kind::close, "", 1005};
    }
    const int code = payload.size() < 2 ? 0 : byte_at(payload, 0) << 8 | byte_at(payload, 1);
    if (!may_be_sent(code)) {
        return broken(kProtocolError, "no such code to close with");
    }
    payload.erase(0, 2);
    if (!is_utf8(payload)) {
        return broken(kNotUtf8, "not UTF-8");
    }
    return {Event::Kind::close, std::move(payload), code};
}

}  // namespace

std::optional<std::string> web_socket_accept(const std::string& key) {
    // 16 bytes are 22 letters and "==", and of the last letter only two bits count.
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (key.size() != 24 || !key.ends_with("==") || key.find_first_not_of(kLetters) != 22) {
        return std::nullopt;
    }
    GChecksum* sum = g_checksum_new(G_CHECKSUM_SHA1);
    const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    g_checksum_update(sum, reinterpret_cast<const guchar*>(text.data()),
                      static_cast<gssize>(text.size()));
    guint8 digest[20];
    gsize size = sizeof digest;
    g_checksum_get_digest(sum, digest, &size);
    g_checksum_free(sum);
    char* encoded = g_base64_encode(digest, size);
    std::string accept = encoded;
    g_free(encoded);
    return accept;
}

std::string frame_head(WebSocketOpcode opcode, size_t size) {
    std::string head(1, static_cast<char>(0x80 | static_cast<uint8_t>(opcode)));
    const auto add = [&](int bytes) {
        for (int i = bytes - 1; i >= 0; --i) {
            head += static_cast<char>(size >> (8 * i) & 0xFF);
        }
    };
    if (size < 126) {
        add(1);
    } else if (size < 65'536) {
        head += static_cast<char>(126);
        add(2);
    } else {
        head += static_cast<char>(127);
        add(8);
    }
    return head;
}

std::string control_frame(WebSocketOpcode opcode, std::string_view payload) {
    return frame_head(opcode, payload.size()).append(payload);
}

std::string close_frame(int code, std::string_view reason) {
    reason = reason.substr(0, kMostOfControl - 2);
    while (!is_utf8(reason)) {
        reason.remove_suffix(1);
    }
    std::string payload = {static_cast<char>(code >> 8 & 0xFF), static_cast<char>(code & 0xFF)};
    return control_frame(WebSocketOpcode::close, payload.append(reason));
}

std::optional<Event> WebSocketReader::next(std::string& in) {
    while (const auto head = head_of(in)) {
        if (auto refused = refusal_of(*head, most_)) {
            return refused;
        }
        if (in.size() < head->bytes + head->payload) {
            return std::nullopt;
        }
        const std::string mask = in.substr(head->bytes - kMaskBytes, kMaskBytes);
        std::string payload = in.substr(head->bytes, head->payload);
        for (size_t i = 0; i < payload.size(); ++i) {
            payload[i] = static_cast<char>(payload[i] ^ mask[i % kMaskBytes]);
        }
        in.erase(0, head->bytes + head->payload);
        if (auto event = take(WebSocketOpcode{head->opcode}, head->last, std::move(payload))) {
            return event;
        }
    }
    return std::nullopt;
}

std::optional<Event> WebSocketReader::take(WebSocketOpcode opcode, bool last, std::string payload) {
    switch (opcode) {
        case WebSocketOpcode::ping:
            return Event{Event::Kind::ping, std::move(payload)};
        case WebSocketOpcode::pong:
            return Event{Event::Kind::pong, std::move(payload)};
        case WebSocketOpcode::close:
            return close_of(std::move(payload));
        case WebSocketOpcode::binary:
            return broken(kNoBinary, "only text is understood here");
        case WebSocketOpcode::text:
        case WebSocketOpcode::continuation:
            break;
    }
    if (fragmented_ != (opcode == WebSocketOpcode::continuation)) {
        return broken(kProtocolError, "the pieces of a message are mixed up");
    }
    if (message_.size() + payload.size() > most_) {
        return broken(kTooLarge, "at most " + std::to_string(most_) + " bytes a message");
    }
    message_ += payload;
    fragmented_ = !last;
    if (!last) {
        return std::nullopt;
    }
    std::string message = std::exchange(message_, {});
    if (!is_utf8(message)) {
        return broken(kNotUtf8, "not UTF-8");
    }
    return Event{Event::Kind::text, std::move(message)};
}

}  // namespace pendopo
