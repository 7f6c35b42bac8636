#include "decoders/rtsp_message.h"

#include <gtest/gtest.h>

#include <cstring>

namespace pendopo {
namespace {

using NeedMore = RtspReader::NeedMore;

void feed(RtspReader& reader, std::string_view bytes) {
    const std::span<uint8_t> room = reader.room();
    ASSERT_GE(room.size(), bytes.size());
    std::memcpy(room.data(), bytes.data(), bytes.size());
    reader.took(bytes.size());
}

RtspMessage message_of(std::string_view bytes) {
    RtspReader reader;
    feed(reader, bytes);
    const Result<RtspReader::Item> item = reader.next();
    EXPECT_TRUE(item && std::holds_alternative<RtspMessage>(*item)) << bytes;
    return item ? std::get<RtspMessage>(*item) : RtspMessage();
}

bool is_refused(std::string_view bytes) {
    RtspReader reader;
    feed(reader, bytes);
    const Result<RtspReader::Item> item = reader.next();
    return !item && item.error().code() == ErrorCode::invalid;
}

TEST(RtspUrl, ReadsHostAndPort) {
    struct Row {
        const char* text;
        const char* host;
        int port;
        bool tls = false;
    };
    for (const Row& row :
         {Row{"rtsp://cam/a", "cam", 554}, Row{"rtsp://10.0.0.1:8554", "10.0.0.1", 8554},
          Row{"RTSP://cam:1/a?x=1:2", "cam", 1}, Row{"rtsps://cam/a", "cam", 322, true},
          Row{"RTSPS://[::1]:554/a", "::1", 554, true}, Row{"rtsp://[::1]:8554/a", "::1", 8554},
          Row{"rtsp://[fe80::1%eth0]/a", "fe80::1%eth0", 554}}) {
        const Result<RtspUrl> url = RtspUrl::parse(row.text);
        ASSERT_TRUE(url) << row.text;
        EXPECT_EQ(url->host, row.host);
        EXPECT_EQ(url->port, row.port);
        EXPECT_EQ(url->tls, row.tls);
        EXPECT_EQ(url->text, row.text);
    }
}

TEST(RtspUrl, RefusesWhatIsNotOne) {
    for (const char* text :
         {"rtsp://", "rtsp:///a", "rtsp://cam:0/a", "rtsp://cam:65536/a", "rtsp://cam:x/a",
          "rtsp://[::1/a", "rtsp://u:p@cam/a", "rtsp://cam/a b", "rtsp://cam/a\r\nX: y"}) {
        const Result<RtspUrl> url = RtspUrl::parse(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().code(), ErrorCode::invalid) << text;
    }
    for (const char* text : {"", "cam", "http://cam", "file:///etc/passwd", "rtspx://cam",
                             "concat:rtsp://cam", "data://x", "rtspss://cam"}) {
        const Result<RtspUrl> url = RtspUrl::parse(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().code(), ErrorCode::unsupported) << text;
    }
}

TEST(RtspReader, ReadsAReply) {
    const RtspMessage reply =
        message_of("RTSP/1.0 200 OK fine\r\nCSeq: 3\r\ncontent-LENGTH:  5 \r\nEmpty:\r\n\r\nhello");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.reason, "OK fine");
    EXPECT_EQ(reply.header("cseq"), "3");
    EXPECT_EQ(reply.header("empty"), "");
    EXPECT_EQ(reply.header("missing"), "");
    EXPECT_EQ(reply.body, "hello");
}

TEST(RtspReader, ReadsARequestOfTheCamera) {
    const RtspMessage request = message_of("OPTIONS rtsp://x RTSP/1.0\r\nCSeq: 1\r\n\r\n");
    EXPECT_EQ(request.status, 0);
}

TEST(RtspReader, ReadsMessagesAndPacketsThatComeByteByByte) {
    const std::string bytes = std::string("\r\nRTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n") +
                              std::string("$\1\0\3abc", 7) + std::string("$\0\0\0", 4) +
                              "RTSP/1.0 454 No\r\n\r\n";
    RtspReader reader;
    std::vector<std::string> seen;
    for (const char byte : bytes) {
        feed(reader, {&byte, 1});
        const Result<RtspReader::Item> item = reader.next();
        ASSERT_TRUE(item);
        if (const auto* message = std::get_if<RtspMessage>(&*item)) {
            seen.push_back(std::to_string(message->status));
        } else if (const auto* packet = std::get_if<InterleavedPacket>(&*item)) {
            seen.push_back(std::to_string(packet->channel) +
                           std::string(packet->bytes.begin(), packet->bytes.end()));
        }
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"200", "1abc", "0", "454"}));
}

TEST(RtspReader, TakesTheLargestPacketManyTimes) {
    RtspReader reader;
    std::string packet("$\0\xff\xff", 4);
    packet.resize(4 + 65535, 'x');
    int packets = 0;
    for (int i = 0; i < 50; ++i) {
        std::string_view left = packet;
        while (!left.empty()) {
            const size_t some = std::min({left.size(), size_t{1500}, reader.room().size()});
            ASSERT_GT(some, 0U);
            feed(reader, left.substr(0, some));
            left.remove_prefix(some);
            const Result<RtspReader::Item> item = reader.next();
            ASSERT_TRUE(item);
            packets += std::holds_alternative<InterleavedPacket>(*item) ? 1 : 0;
        }
    }
    EXPECT_EQ(packets, 50);
}

TEST(RtspReader, HasRoomForATlsRecordWhateverWaits) {
    std::string most = "RTSP/1.0 200 OK\r\nContent-Length: 65536\r\nX: ";
    most.resize(RtspReader::kMaxHeaderBytes, 'x');
    most += "\r\n\r\n" + std::string(RtspReader::kMaxBodyBytes, 'b');
    RtspReader reader;
    feed(reader, std::string("$\0\0\0", 4));
    for (size_t at = 0; at + 1 < most.size(); at += 1'000) {
        while (!std::holds_alternative<NeedMore>(reader.next().value())) {
        }
        ASSERT_GE(reader.room().size(), RtspReader::kLeastRoom);
        feed(reader, most.substr(at, std::min<size_t>(1'000, most.size() - 1 - at)));
    }
    EXPECT_TRUE(std::holds_alternative<NeedMore>(reader.next().value()));
    feed(reader, "b");
    EXPECT_TRUE(std::holds_alternative<RtspMessage>(reader.next().value()));
}

TEST(RtspReader, RefusesWhatIsTooLargeOrNoRtsp) {
    EXPECT_TRUE(is_refused("RTSP/1.0 200 OK\r\nContent-Length: 2000000000\r\n\r\n"));
    EXPECT_TRUE(is_refused("RTSP/1.0 200 OK\r\nContent-Length: 65537\r\n\r\n"));
    EXPECT_TRUE(is_refused("RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n"));
    EXPECT_TRUE(is_refused("RTSP/1.0 200 OK\r\nContent-Length: 9x\r\n\r\n"));
    EXPECT_TRUE(is_refused("RTSP/1.0 abc\r\n\r\n"));
    EXPECT_TRUE(is_refused("\x01\x02"));
    EXPECT_TRUE(is_refused("RTSP/1.0 200 OK\r\nX: " + std::string(17'000, 'x')));
    RtspReader reader;
    feed(reader, "RTSP/1.0 200 OK\r\nX: " + std::string(1'000, 'x'));
    EXPECT_TRUE(std::holds_alternative<NeedMore>(reader.next().value()));
}

TEST(ControlUrl, IsMadeAbsolute) {
    EXPECT_EQ(control_url("rtsp://c/a/", "track1"), "rtsp://c/a/track1");
    EXPECT_EQ(control_url("rtsp://c/a", "track1"), "rtsp://c/a/track1");
    EXPECT_EQ(control_url("rtsp://c/a", "*"), "rtsp://c/a");
    EXPECT_EQ(control_url("rtsp://c/a", ""), "rtsp://c/a");
    EXPECT_EQ(control_url("rtsp://c/a", "RTSP://d/b"), "RTSP://d/b");
    EXPECT_EQ(control_url("rtsps://c/a", "rtsps://c/a/t1"), "rtsps://c/a/t1");
    EXPECT_EQ(control_url("rtsp://c/a", "rtspx://t1"), "rtsp://c/a/rtspx://t1");
}

TEST(RtspMessage, ReasonsAreOurOwnWords) {
    EXPECT_EQ(reason_of(404), "Not Found");
    EXPECT_EQ(reason_of(453), "Not Enough Bandwidth");
    EXPECT_EQ(reason_of(499), "");
}

}  // namespace
}  // namespace pendopo
