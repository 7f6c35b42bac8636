#include "engine/control/web_socket_frame.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/web_socket_bytes.h"

namespace pendopo {
namespace {

using Kind = WebSocketReader::Event::Kind;
using test::client_frame;

// The example of RFC 6455, 1.3.
TEST(WebSocketFrame, AcceptIsMadeOfTheKey) {
    EXPECT_EQ(web_socket_accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    for (const char* bad :
         {"", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ===", "dGhlIHNhbXBsZSBub25j",
          "dGhlIHNhbXBsZSBub25j====", "dGhlIHNhbXBsZSB-b25jZQ==", "dGhlIHNhbXBsZSBub25jZQ==, x"}) {
        EXPECT_FALSE(web_socket_accept(bad)) << bad;
    }
}

TEST(WebSocketFrame, HeadsHaveTheShortestLength) {
    EXPECT_EQ(frame_head(WebSocketOpcode::text, 5), "\x81\x05");
    EXPECT_EQ(frame_head(WebSocketOpcode::text, 125), "\x81\x7D");
    EXPECT_EQ(frame_head(WebSocketOpcode::text, 126), std::string("\x81\x7E\x00\x7E", 4));
    EXPECT_EQ(frame_head(WebSocketOpcode::text, 65'535), "\x81\x7E\xFF\xFF");
    EXPECT_EQ(frame_head(WebSocketOpcode::text, 65'536),
              std::string("\x81\x7F\x00\x00\x00\x00\x00\x01\x00\x00", 10));
    EXPECT_EQ(close_frame(1000, "bye"), std::string("\x88\x05\x03\xE8", 4) + "bye");
    // Cut between two characters, not within one.
    EXPECT_EQ(close_frame(1000, std::string(122, 'x') + "\xC3\xA9").size(), 2u + 2 + 122);
}

TEST(WebSocketFrame, MessagesMayComeInAnyPieces) {
    const std::string bytes = client_frame(0x81, "satu") + client_frame(0x01, "du") +
                              client_frame(0x89, "p") + client_frame(0x00, "") +
                              client_frame(0x80, "a") + client_frame(0x8A, "") +
                              client_frame(0x88,
                                           "\x03\xE8"
                                           "bye");
    WebSocketReader reader(4096);
    std::string in;
    std::string said;
    for (const char c : bytes) {
        in += c;
        while (const auto event = reader.next(in)) {
            said += std::to_string(static_cast<int>(event->kind)) + ":" + event->payload + ":" +
                    std::to_string(event->code) + " ";
        }
    }
    EXPECT_EQ(said, "0:satu:0 1:p:0 0:dua:0 2::0 3:bye:1000 ");
    EXPECT_EQ(in, "");
}

TEST(WebSocketFrame, WhatEndsAConnection) {
    const std::string unmasked = "\x81\x02hi";
    const struct {
        const char* what;
        std::string bytes;
        int code;
    } cases[] = {
        {"not masked", unmasked, kProtocolError},
        {"reserved bit", client_frame(0xC1, "x"), kProtocolError},
        {"unknown opcode", client_frame(0x83, "x"), kProtocolError},
        {"unknown control", client_frame(0x8B, ""), kProtocolError},
        {"ping in pieces", client_frame(0x09, ""), kProtocolError},
        {"ping of 126", client_frame(0x89, std::string(126, 'x')), kProtocolError},
        {"continuation of nothing", client_frame(0x80, "x"), kProtocolError},
        {"text within a text", client_frame(0x01, "x") + client_frame(0x81, "x"), kProtocolError},
        {"binary", client_frame(0x82, "x"), kNoBinary},
        {"no UTF-8", client_frame(0x81, "\xFF"), kNotUtf8},
        {"half a character", client_frame(0x81, "\xC3"), kNotUtf8},
        {"a surrogate", client_frame(0x81, "\xED\xA0\x80"), kNotUtf8},
        {"close of one byte", client_frame(0x88, "x"), kProtocolError},
        {"close with 1005", client_frame(0x88, "\x03\xED"), kProtocolError},
        {"close with 999", client_frame(0x88, "\x03\xE7"), kProtocolError},
        {"close with a bad reason", client_frame(0x88, "\x03\xE8\xFF"), kNotUtf8},
        {"4097 bytes", client_frame(0x81, std::string(4097, 'x')), kTooLarge},
        {"4097 bytes said", std::string("\x81\xFE\x10\x01", 4), kTooLarge},
        {"2^63 bytes said", std::string("\x81\xFF\x80\0\0\0\0\0\0\0", 10), kTooLarge},
        {"length in 64 bits too many", std::string("\x81\xFF\0\0\0\0\0\0\0\x05", 10),
         kProtocolError},
        {"length in 16 bits too many", std::string("\x81\xFE\x00\x05", 4), kProtocolError},
        {"4097 bytes in pieces",
         client_frame(0x01, std::string(4000, 'x')) + client_frame(0x80, std::string(97, 'x')),
         kTooLarge},
    };
    for (const auto& [what, bytes, code] : cases) {
        WebSocketReader reader(4096);
        std::string in = bytes;
        const auto event = reader.next(in);
        ASSERT_TRUE(event) << what;
        EXPECT_EQ(event->kind, Kind::broken) << what;
        EXPECT_EQ(event->code, code) << what;
    }
    WebSocketReader reader(4096);
    std::string in = client_frame(0x81, std::string(4096, 'x'));
    EXPECT_EQ(reader.next(in)->payload.size(), 4096u);
}

}  // namespace
}  // namespace pendopo
